//! Siffra's core: everything whose arithmetic decides what a model learns or what an answer says.
//!
//! The same code runs natively (tests), in Node and in browsers (WebAssembly), and gives the same bytes in each.
//! Reading order: [`idx`] and [`synth`] bring data, [`image`] and [`strokes`] bring what a person gives,
//! [`preprocess`] turns either into 28x28 digits, [`features`] and the classifiers learn from those,
//! [`calibration`] makes their probabilities honest, [`tensors`] saves them.
//!
//! Without the feature `full` what is left is the small core that a page loads first: it reads drawings and pixels with a
//! network, and does not learn. What is left is the same code, and gives the same bytes. Picture files are decoded by
//! a module of their own, `crates/picture-decoder`.

// The small build leaves out who uses some of what is shared.
#![cfg_attr(not(feature = "full"), allow(dead_code, unused_imports))]

pub mod augment;
pub mod calibration;
pub mod classifier;
pub mod estimator;
pub mod features;
#[cfg(feature = "full")]
pub mod forest;
#[cfg(feature = "full")]
pub mod idx;
pub mod image;
pub(crate) use siffra_lanes as lanes;
#[cfg(feature = "full")]
pub(crate) mod linalg;
#[cfg(feature = "full")]
pub mod linear;
pub mod math;
pub mod matrix;
pub mod models;
pub mod nn;
pub(crate) mod order;
#[cfg(feature = "full")]
pub mod plan;
pub mod preprocess;
pub mod rng;
#[cfg(feature = "full")]
pub(crate) mod simd;
pub(crate) mod softmax;
pub mod strokes;
#[cfg(feature = "full")]
pub mod svm;
#[cfg(feature = "full")]
pub mod synth;
pub mod tensors;

mod wasm;

pub use siffra_common::error;
