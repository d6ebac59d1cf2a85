//! The parameters of [`super::LinearSvc`], named and defaulted as scikit-learn's `LinearSVC`.

use serde::{Deserialize, Serialize};

use super::super::params::{at_least_one, within};
use crate::estimator::EstimatorError;

/// What [`super::LinearSvc::fit`] can be told.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct LinearSvcParams {
    /// Penalty of a sample within its margin, 1e-30 to 1e30. Default 1.
    #[serde(rename = "C")]
    pub c: f64,
    /// A class is done when its projected gradients span no more than this. 1e-30 to 1e30, default 1e-4.
    pub tol: f64,
    /// Most passes over the samples for a class, at least 1. Default 1000.
    pub max_iter: u32,
}

impl Default for LinearSvcParams {
    fn default() -> Self {
        Self { c: 1.0, tol: 1e-4, max_iter: 1000 }
    }
}

impl LinearSvcParams {
    /// Whether every parameter is in its range.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`] names the first that is not.
    pub fn check(&self) -> Result<(), EstimatorError> {
        within("C", self.c)?;
        within("tol", self.tol)?;
        at_least_one("max_iter", u64::from(self.max_iter))
    }
}
