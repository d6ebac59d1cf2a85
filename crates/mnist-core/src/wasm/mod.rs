//! The only code that JavaScript sees: thin wrappers, one file a feature.

// wasm-bindgen exports what is pub, whatever module it is in.
#![allow(unreachable_pub)]

mod calibration;
mod error;
mod estimators;
mod forest;
mod idx;
mod matrix;
mod nn;
mod preprocess;
mod synth;
mod tensors;
