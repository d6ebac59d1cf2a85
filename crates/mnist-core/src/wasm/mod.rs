//! The only code that JavaScript sees: thin wrappers, one file a feature.

// wasm-bindgen exports what is pub, whatever module it is in.
#![allow(unreachable_pub)]

#[cfg(feature = "full")]
mod augment;
mod calibration;
mod estimators;
#[cfg(feature = "full")]
mod forest;
#[cfg(feature = "full")]
mod idx;
#[cfg(feature = "full")]
mod kernels;
mod matrix;
#[cfg(feature = "full")]
mod nn;
mod preprocess;
#[cfg(feature = "full")]
mod synth;
mod tensors;
