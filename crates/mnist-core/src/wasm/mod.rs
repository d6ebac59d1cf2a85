//! The only code that JavaScript sees: thin wrappers, one file a feature.

// wasm-bindgen exports what is pub, whatever module it is in.
#![allow(unreachable_pub)]

#[cfg(feature = "learn")]
mod augment;
#[cfg(feature = "models")]
mod calibration;
#[cfg(feature = "models")]
mod estimators;
#[cfg(feature = "learn")]
mod forest;
#[cfg(feature = "learn")]
mod idx;
#[cfg(feature = "learn")]
mod kernels;
#[cfg(feature = "models")]
mod matrix;
#[cfg(feature = "learn")]
mod nn;
#[cfg(feature = "models")]
mod normalise;
#[cfg(any(feature = "pages", feature = "synth"))]
mod page;
#[cfg(feature = "pages")]
mod preprocess;
#[cfg(feature = "synth")]
mod synth;
#[cfg(feature = "models")]
mod tensors;
