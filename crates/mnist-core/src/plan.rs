//! Fits in parts, so that several workers can share one.

use crate::classifier::{Classifier, Progress};
use crate::estimator::EstimatorError;
use crate::order;
use crate::tensors::TensorFile;

/// A fit divided into parts. What a part gives depends on the plan's arguments and the part's number alone, so any plan
/// made of the same arguments can run any part, anywhere, in any order, and the outcome has the same bytes.
///
/// `finish` takes what other workers sent: it checks it and refuses what no part can have given.
pub trait FitPlan {
    /// Number of parts, at least 1. Neighbouring parts have most in common: one worker should take runs of them.
    fn n_parts(&self) -> usize;
    /// Runs part `part`, below [`FitPlan::n_parts`]. `progress` is told the share of this part that is done.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when there is no such part, [`EstimatorError::Cancelled`].
    fn run(&mut self, part: usize, progress: Progress<'_>) -> Result<TensorFile, EstimatorError>;
    /// Puts what all parts gave, in their order, together: one classifier, or one for each value of a path.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when the parts are not all there, [`EstimatorError::Tensors`] when one is not what
    /// [`FitPlan::run`] gives.
    fn finish(&self, parts: &[TensorFile]) -> Result<Vec<Box<dyn Classifier>>, EstimatorError>;
}

/// Runs all parts of a plan here, one after the other.
///
/// # Errors
/// Those of the parts; [`EstimatorError::Cancelled`] when `progress` says to stop.
pub fn run_all(plan: &mut dyn FitPlan, progress: Progress<'_>) -> Result<Vec<Box<dyn Classifier>>, EstimatorError> {
    let parts = run_parts(plan, progress)?;
    plan.finish(&parts)
}

/// What all parts of a plan give, in their order, run here one after the other.
///
/// # Errors
/// As [`run_all`].
pub(crate) fn run_parts(
    plan: &mut (impl FitPlan + ?Sized),
    progress: Progress<'_>,
) -> Result<Vec<TensorFile>, EstimatorError> {
    let n = plan.n_parts();
    let run = |part| plan.run(part, &mut |share| progress((part as f64 + share) / n as f64));
    (0..n).map(run).collect()
}

/// The places of a path's values from the strongest penalty to the weakest.
pub(crate) fn ascending(cs: &[f64]) -> Vec<usize> {
    order::ascending(cs.to_vec())
}

/// Refuses a part that `plan` does not have.
///
/// # Errors
/// [`EstimatorError::Shape`].
pub(crate) fn check_part(part: usize, n_parts: usize) -> Result<(), EstimatorError> {
    if part < n_parts {
        return Ok(());
    }
    Err(EstimatorError::Shape { what: "part of a fit", expected: format!("below {n_parts}"), found: part.to_string() })
}

/// Refuses another number of parts than all.
///
/// # Errors
/// [`EstimatorError::Shape`].
pub(crate) fn check_parts(parts: &[TensorFile], n_parts: usize) -> Result<(), EstimatorError> {
    if parts.len() == n_parts {
        return Ok(());
    }
    Err(EstimatorError::Shape {
        what: "parts of a fit",
        expected: format!("all {n_parts}"),
        found: parts.len().to_string(),
    })
}
