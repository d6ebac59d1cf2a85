//! Support vector machines.
//!
//! [`Svc`] is the exact one-vs-one C-SVC of libsvm with an RBF or a linear kernel; [`LinearSvc`] the one-vs-rest
//! linear machine of liblinear.
//!
//! How a [`Svc`] is fitted, from the inside out:
//! - `tiles` stores samples feature-major in tiles, so that one sample's dot products with a whole tile run in SIMD lanes
//!   and skip its zeros; `pixels` does the same in exact integers when all features are pixels;
//! - `kernel` turns those dot products into kernel values (`exp` holds the exponential), and `samples` gives whole rows of
//!   them for many samples at once;
//! - `blocks` has the kernel matrix in blocks, one sample against one class, which all the pairs share, and `store` keeps
//!   them within a bound of memory;
//! - `active_set` solves the dual of one pair by growing a `working_set`, whose own dual `solver` solves by SMO; `half` has
//!   the passes over the samples of both;
//! - `fit` does so for every pair and gathers the support vectors into the `model`, which `saved` writes and reads;
//! - `decision` makes one class and ten probabilities of the pairs' decision values.

mod active_set;
mod blocks;
mod decision;
mod exp;
mod fit;
mod half;
mod kernel;
mod linear;
mod model;
mod params;
mod pixels;
mod samples;
mod saved;
mod softmax;
mod solver;
mod store;
mod tiles;
mod working_set;

pub use fit::PairReport;
pub use linear::{LinearSvc, LinearSvcParams};
pub use model::Svc;
pub use params::{Gamma, GammaRule, Kernel, SvcParams};
