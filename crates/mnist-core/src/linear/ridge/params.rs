//! What a caller can choose.

use serde::{Deserialize, Serialize};

use crate::estimator::EstimatorError;

/// Most random features: their Gram matrix takes 8 bytes each squared.
pub(super) const MAX_COMPONENTS: usize = 8192;

/// Parameters of [`Ridge`](super::Ridge): those of scikit-learn's `RBFSampler` followed by its `RidgeClassifier`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct RidgeParams {
    /// Strength of the L2 penalty, above 0.
    pub alpha: f64,
    /// Number of random features, 1 to 8,192.
    pub n_components: usize,
    /// The kernel is exp(-gamma |x - y|^2); above 0. Without it, gamma is 1 / (2 m), m the mean squared distance between two
    /// training samples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gamma: Option<f64>,
}

impl Default for RidgeParams {
    fn default() -> Self {
        Self { alpha: 1e-3, n_components: 4096, gamma: None }
    }
}

impl RidgeParams {
    pub(super) fn check(&self) -> Result<(), EstimatorError> {
        positive("alpha", self.alpha)?;
        positive("gamma", self.gamma.unwrap_or(1.0))?;
        if (1..=MAX_COMPONENTS).contains(&self.n_components) {
            return Ok(());
        }
        Err(refused("n_components", format!("1 to {MAX_COMPONENTS}"), self.n_components))
    }
}

fn positive(name: &str, value: f64) -> Result<(), EstimatorError> {
    if value.is_finite() && value > 0.0 {
        return Ok(());
    }
    Err(refused(name, "a number above 0".into(), value))
}

fn refused(name: &str, expected: String, found: impl ToString) -> EstimatorError {
    EstimatorError::Parameter { name: name.into(), expected, found: found.to_string() }
}
