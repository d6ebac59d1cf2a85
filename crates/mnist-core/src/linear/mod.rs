//! Linear classifiers: multinomial logistic regression, and ridge classification on random features.
//!
//! Reading order: `params` says what can be chosen, `objective` what is minimised, `lbfgs` and `preconditioner` how, `fit`
//! ties them together, `model` is what comes out. `ridge` is a story of its own.

mod convergence;
mod exp;
mod fit;
mod lbfgs;
mod line_search;
mod model;
mod objective;
mod params;
mod plan;
mod preconditioner;
mod problem;
mod ridge;
mod rows;
mod saved;

pub use convergence::Convergence;
pub use model::LogisticRegression;
pub use params::LogisticRegressionParams;
pub use plan::LogisticRegressionPlan;
pub use ridge::{Ridge, RidgeParams, RidgePlan};
