//! What the core and the picture decoder have in common. They are two WebAssembly modules, so that a page which reads
//! drawings fetches no decoders; what one gives the other is RGBA (docs/decisions/0019).

pub mod error;
pub mod limits;
