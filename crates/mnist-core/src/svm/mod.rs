//! Support vector machines.
//!
//! [`Svc`] is the exact one-vs-one C-SVC of libsvm with an RBF or a linear kernel; [`LinearSvc`] the one-vs-rest
//! linear machine of liblinear.
//!
//! How a [`Svc`] is fitted, from the inside out:
//! - `kernel` gives kernel values of many samples at once;
//! - `solver` solves the dual problem of one pair of classes;
//! - `plan` makes a part of each pair, whose tensors are in `part`; `assemble` gathers their support vectors into the
//!   `model`, which `saved` writes and reads;
//! - `decision` makes one class and ten probabilities of the pairs' decision values.

mod assemble;
mod decision;
mod kernel;
mod linear;
mod model;
mod params;
mod part;
mod plan;
mod saved;
mod softmax;
mod solver;

pub use linear::{LinearSvc, LinearSvcParams, LinearSvcPlan};
pub use model::Svc;
pub use params::{Gamma, GammaRule, Kernel, SvcParams};
pub use part::PairReport;
pub use plan::SvcPlan;
