//! Siffra's core: everything whose arithmetic decides what a model learns or what an answer says.
//!
//! The same code runs natively (tests), in Node and in browsers (WebAssembly), and gives the same bytes in each.
//! Reading order: [`idx`] and [`synth`] bring data, [`image`] and [`strokes`] bring what a person gives,
//! [`preprocess`] turns either into 28x28 digits, [`features`] and the classifiers learn from those,
//! [`calibration`] makes their probabilities honest, [`tensors`] saves them.
//!
//! Features choose what a WebAssembly module offers, of the same code and with the same bytes: `pages` preprocesses drawings and
//! pictures, `models` reads with a network, `learn` with every estimator and fits them, `synth` draws synthetic handwriting.
//! Picture files are decoded by a module of their own, `crates/picture-decoder`.

// A build with some features leaves out who uses some of what is shared.
#![cfg_attr(not(all(feature = "learn", feature = "pages", feature = "synth")), allow(dead_code, unused_imports))]

pub mod augment;
pub mod calibration;
pub mod classifier;
pub mod estimator;
pub mod features;
#[cfg(feature = "learn")]
pub mod forest;
#[cfg(feature = "learn")]
pub mod idx;
pub mod image;
pub(crate) use siffra_lanes as lanes;
#[cfg(feature = "learn")]
pub(crate) mod linalg;
#[cfg(feature = "learn")]
pub mod linear;
pub mod math;
pub mod matrix;
pub mod models;
pub mod nn;
pub(crate) mod order;
#[cfg(feature = "learn")]
pub mod plan;
pub mod preprocess;
pub mod rng;
#[cfg(feature = "learn")]
pub(crate) mod simd;
pub(crate) mod softmax;
pub mod strokes;
#[cfg(feature = "learn")]
pub mod svm;
#[cfg(feature = "synth")]
pub mod synth;
pub mod tensors;

mod wasm;

pub use siffra_common::error;
