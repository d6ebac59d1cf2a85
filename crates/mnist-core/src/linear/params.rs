//! What a caller can choose.

use serde::{Deserialize, Serialize};

use crate::estimator::EstimatorError;

/// Parameters of [`LogisticRegression`](super::LogisticRegression), named and meant as scikit-learn's.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogisticRegressionParams {
    /// Inverse strength of the L2 penalty, above 0.
    #[serde(rename = "C")]
    pub c: f64,
    /// Most L-BFGS iterations, at least 1.
    pub max_iter: u32,
    /// Stop when no component of the gradient of the mean objective is larger, above 0.
    pub tol: f64,
}

impl Default for LogisticRegressionParams {
    /// scikit-learn's, except that there are enough iterations to converge on MNIST.
    fn default() -> Self {
        Self { c: 1.0, max_iter: 500, tol: 1e-4 }
    }
}

impl LogisticRegressionParams {
    pub(super) fn check(self) -> Result<(), EstimatorError> {
        let positive = |name: &str, value: f64| {
            if value.is_finite() && value > 0.0 { Ok(()) } else { Err(out_of_range(name, "a number above 0", value)) }
        };
        positive("C", self.c)?;
        positive("tol", self.tol)?;
        if self.max_iter == 0 {
            return Err(out_of_range("max_iter", "at least 1", self.max_iter));
        }
        Ok(())
    }
}

fn out_of_range(name: &str, expected: &str, found: impl ToString) -> EstimatorError {
    EstimatorError::Parameter { name: name.into(), expected: expected.into(), found: found.to_string() }
}
