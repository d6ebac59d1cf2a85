//! Linear classifiers: multinomial logistic regression.
//!
//! Reading order: `params` says what can be chosen, `objective` what is minimised, `lbfgs` and `preconditioner` how, `fit`
//! ties them together, `model` is what comes out.

mod fit;
mod lbfgs;
mod line_search;
mod model;
mod objective;
mod params;
mod preconditioner;
mod rows;
mod softmax;

pub use model::{Convergence, LogisticRegression};
pub use params::LogisticRegressionParams;
