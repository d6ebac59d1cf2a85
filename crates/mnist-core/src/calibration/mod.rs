//! Honest probabilities: temperature scaling, prediction sets by split-conformal, and the certainty that a refusal goes by.
//!
//! The first two take the probabilities of held-out samples, `[n, classes]`, and their labels.

mod certainty;
mod conformal;
mod temperature;

pub use certainty::certainties;
pub use conformal::conformal_threshold;
pub use temperature::{apply_temperature, fit_temperature};

use crate::estimator::EstimatorError;
use crate::matrix::Matrix;

/// Checks that there is one label a row and that each is a column of `proba`.
fn check(proba: &Matrix, labels: &[u8]) -> Result<(), EstimatorError> {
    if proba.rows() != labels.len() {
        return Err(EstimatorError::Shape {
            what: "calibration data",
            expected: format!("{} labels, as many as rows of probabilities", proba.rows()),
            found: format!("{} labels", labels.len()),
        });
    }
    match labels.iter().position(|&label| usize::from(label) >= proba.cols()) {
        Some(index) => Err(EstimatorError::Label { index, label: labels[index] }),
        None => Ok(()),
    }
}
