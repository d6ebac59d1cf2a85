//! Transcendental functions that give the same bits on every target.
//!
//! std's call the platform's libm, which differs in the last bit between Linux, macOS and WebAssembly; the `libm`
//! crate is one implementation compiled for all of them. clippy.toml refuses std's. `sqrt`, `abs`, `floor`,
//! `round` and the four operations are exact by IEEE 754 and may be std's.

pub use libm::{
    atan2, atan2f, cos, cosf, exp, expf, expm1, hypot, hypotf, log, log1p, log2, logf, pow, powf, sin, sinf, tan, tanf,
    tanh, tanhf,
};
