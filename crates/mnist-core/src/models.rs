//! The classifiers by name: the one place that knows them all.

use serde::Deserialize;

use crate::classifier::{Classifier, EstimatorError, Progress};
use crate::forest::{ForestParams, RandomForest};
use crate::linear::{LogisticRegression, LogisticRegressionParams};
use crate::matrix::Matrix;
use crate::svm::{LinearSvc, LinearSvcParams, Svc, SvcParams};
use crate::tensors::TensorFile;

/// A classifier and its parameters, as JSON: `{"kind": "svc", "C": 10, "gamma": 0.02}`. Names are scikit-learn's.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClassifierParams {
    /// [`LogisticRegression`].
    LogisticRegression(LogisticRegressionParams),
    /// [`RandomForest`], and extra trees by its parameters.
    RandomForest(ForestParams),
    /// [`Svc`].
    Svc(SvcParams),
    /// [`LinearSvc`].
    LinearSvc(LinearSvcParams),
}

/// Fits the classifier that `params` names to `x`, `[n, features]`, and `labels`, `[n]`, each 0..=9. The same
/// arguments give the same bytes.
///
/// # Errors
/// Whatever the classifier refuses; [`EstimatorError::Cancelled`] when `progress` says to stop.
pub fn fit(
    params: &ClassifierParams,
    x: &Matrix,
    labels: &[u8],
    seed: u64,
    progress: Progress<'_>,
) -> Result<Box<dyn Classifier>, EstimatorError> {
    Ok(match params {
        ClassifierParams::LogisticRegression(p) => Box::new(LogisticRegression::fit(p, x, labels, progress)?),
        ClassifierParams::RandomForest(p) => Box::new(RandomForest::fit(p, x, labels, seed, progress)?),
        ClassifierParams::Svc(p) => Box::new(Svc::fit(p, x, labels, progress)?),
        ClassifierParams::LinearSvc(p) => Box::new(LinearSvc::fit(p, x, labels, seed, progress)?),
    })
}

/// Reads back what [`Classifier::save`] put under `prefix`.
///
/// # Errors
/// [`EstimatorError::Tensors`] when the tensors are missing, misshapen or impossible.
pub fn load(params: &ClassifierParams, file: &TensorFile, prefix: &str) -> Result<Box<dyn Classifier>, EstimatorError> {
    Ok(match params {
        ClassifierParams::LogisticRegression(_) => Box::new(LogisticRegression::load(file, prefix)?),
        ClassifierParams::RandomForest(_) => Box::new(RandomForest::load(file, prefix)?),
        ClassifierParams::Svc(_) => Box::new(Svc::load(file, prefix)?),
        ClassifierParams::LinearSvc(_) => Box::new(LinearSvc::load(file, prefix)?),
    })
}
