//! Siffra's core: everything whose arithmetic decides what a model learns or what an answer says.
//!
//! The same code runs natively (tests), in Node and in browsers (WebAssembly), and gives the same bytes in each.
//! Reading order: [`idx`] and [`synth`] bring data, [`image`] and [`strokes`] bring what a person gives,
//! [`preprocess`] turns either into 28x28 digits, [`features`] and the classifiers learn from those,
//! [`calibration`] makes their probabilities honest, [`tensors`] saves them.
//!
//! Without the feature `full` what is left is the small core that a page loads first: it reads drawings and pixels with a
//! network, and neither learns nor decodes files. What is left is the same code, and gives the same bytes.

pub mod calibration;
pub mod classifier;
pub mod error;
pub mod estimator;
pub mod features;
#[cfg(feature = "full")]
pub mod forest;
#[cfg(feature = "full")]
pub mod idx;
pub mod image;
#[cfg(feature = "full")]
pub(crate) mod linalg;
#[cfg(feature = "full")]
pub mod linear;
pub mod math;
pub mod matrix;
pub mod models;
#[cfg(feature = "full")]
pub mod plan;
pub mod preprocess;
pub mod rng;
#[cfg(feature = "full")]
pub(crate) mod simd;
pub mod strokes;
#[cfg(feature = "full")]
pub mod svm;
#[cfg(feature = "full")]
pub mod synth;
pub mod tensors;

mod wasm;
