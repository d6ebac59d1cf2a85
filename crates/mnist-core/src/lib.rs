//! Siffra's core: everything whose arithmetic decides what a model learns or what an answer says.
//!
//! The same code runs natively (tests), in Node and in browsers (WebAssembly), and gives the same bytes in each.
//! Reading order: [`idx`] and [`synth`] bring data, [`image`] and [`strokes`] bring what a person gives,
//! [`preprocess`] turns either into 28x28 digits, [`features`] and the classifiers learn from those,
//! [`calibration`] makes their probabilities honest, [`tensors`] saves them.

pub mod calibration;
pub mod classifier;
pub mod error;
pub mod estimator;
pub mod features;
pub mod forest;
pub mod idx;
pub mod image;
pub(crate) mod linalg;
pub mod linear;
pub mod math;
pub mod matrix;
pub mod models;
pub mod nn;
pub mod plan;
pub mod preprocess;
pub mod rng;
pub(crate) mod simd;
pub mod strokes;
pub mod svm;
pub mod synth;
pub mod tensors;

mod wasm;
