//! Support vector machines.
//!
//! [`Svc`] is the exact one-vs-one C-SVC of libsvm with an RBF or a linear kernel; [`LinearSvc`] the one-vs-rest
//! linear machine of liblinear.
//!
//! How a [`Svc`] is fitted, from the inside out:
//! - `tiles` stores the samples of a class feature-major in tiles, so that one sample's dot products with a whole
//!   tile run in SIMD lanes and skip its zeros;
//! - `kernel` turns those dot products into kernel values (`exp` holds the exponential);
//! - `blocks` has the kernel matrix in blocks, one sample against one class, which all the pairs share, and `cache` keeps
//!   those in use;
//! - `solver` solves the dual of one pair by SMO, with the passes over the samples in `half`;
//! - `fit` does so for every pair and gathers the support vectors into the `model`, which `saved` writes and reads;
//! - `decision` makes one class and ten probabilities of the pairs' decision values.

mod blocks;
mod cache;
mod decision;
mod exp;
mod fit;
mod half;
mod kernel;
mod linear;
mod model;
mod params;
mod saved;
mod softmax;
mod solver;
mod tiles;

pub use fit::PairReport;
pub use linear::{LinearSvc, LinearSvcParams};
pub use model::Svc;
pub use params::{Gamma, GammaRule, Kernel, SvcParams};
