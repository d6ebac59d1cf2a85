//! Ridge classification on random Fourier features: what a Gaussian kernel sees, at the price of a linear model.
//!
//! Reading order: `params` says what can be chosen, `features` turns a sample into small whole numbers (`rotation` and
//! `cosine` are its two steps), `gram` sums their products exactly, `solve` and `plan` turn the sums into coefficients,
//! `model` is what comes out.

mod cosine;
mod features;
mod gram;
mod model;
mod params;
mod plan;
mod rotation;
mod solve;

pub use model::Ridge;
pub use params::RidgeParams;
pub use plan::RidgePlan;
