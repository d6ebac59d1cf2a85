//! The only code that JavaScript sees: thin wrappers, one file a feature.

// wasm_bindgen exports what is `pub`, and nothing in Rust reaches it.
#![allow(unreachable_pub)]

mod calibration;
mod error;
mod matrix;
