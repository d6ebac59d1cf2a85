//! Linear classifiers: multinomial logistic regression, and ridge classification on random features.
//!
//! Reading order: `params` says what can be chosen, `objective` what is minimised, `lbfgs` and `preconditioner` how, `fit`
//! ties them together, `model` is what comes out. `ridge` is a story of its own.

mod fit;
mod lbfgs;
mod line_search;
mod model;
mod objective;
mod params;
mod preconditioner;
mod ridge;
mod rows;
mod saved;
mod softmax;

pub use model::{Convergence, LogisticRegression};
pub use params::LogisticRegressionParams;
pub use ridge::{Ridge, RidgeParams, RidgePlan};
