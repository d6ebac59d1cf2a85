//! The classifiers by name: the one place that knows them all.

#[cfg(feature = "learn")]
use std::rc::Rc;

use serde::Deserialize;

use crate::classifier::Classifier;
use crate::estimator::EstimatorError;
#[cfg(feature = "learn")]
use crate::forest::{ForestParams, ForestPlan, RandomForest};
#[cfg(feature = "learn")]
use crate::linear::{
    LogisticRegression, LogisticRegressionParams, LogisticRegressionPlan, Ridge, RidgeParams, RidgePlan,
};
#[cfg(feature = "learn")]
use crate::matrix::Matrix;
use crate::nn::{Network, NetworkParams};
#[cfg(feature = "learn")]
use crate::plan::FitPlan;
#[cfg(feature = "learn")]
use crate::svm::{LinearSvc, LinearSvcParams, LinearSvcPlan, Svc, SvcParams, SvcPlan};
use crate::tensors::TensorFile;

/// A classifier and its parameters, as JSON: `{"kind": "svc", "C": 10, "gamma": 0.02}`. Names are scikit-learn's.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClassifierParams {
    /// [`Network`], trained by the trainer with tfjs.
    Cnn(NetworkParams),
    #[cfg(feature = "learn")]
    /// [`LogisticRegression`].
    LogisticRegression(LogisticRegressionParams),
    #[cfg(feature = "learn")]
    /// [`Ridge`].
    RandomFeaturesRidge(RidgeParams),
    #[cfg(feature = "learn")]
    /// [`RandomForest`], and extra trees by its parameters.
    RandomForest(ForestParams),
    #[cfg(feature = "learn")]
    /// [`Svc`].
    Svc(SvcParams),
    #[cfg(feature = "learn")]
    /// [`LinearSvc`].
    LinearSvc(LinearSvcParams),
}

#[cfg(feature = "learn")]
/// Plans the fit of the classifier that `params` names to `x`, `[n, features]`, and `labels`, `[n]`, each 0..=9. The same
/// arguments give the same bytes.
///
/// `cs`, when it is not empty, asks for one classifier for each of these values of `C`, which share what they can; only
/// classifiers with such a path take it.
///
/// # Errors
/// Whatever the classifier refuses.
pub fn plan(
    params: &ClassifierParams,
    cs: &[f64],
    x: Rc<Matrix>,
    labels: &[u8],
    seed: u64,
) -> Result<Box<dyn FitPlan>, EstimatorError> {
    if !matches!(params, ClassifierParams::LogisticRegression(_) | ClassifierParams::Svc(_)) {
        refuse_path(cs)?;
    }
    Ok(match params {
        ClassifierParams::Cnn(_) => return Err(trained_elsewhere()),
        ClassifierParams::LogisticRegression(p) => Box::new(LogisticRegressionPlan::new(p, cs, x, labels)?),
        ClassifierParams::RandomFeaturesRidge(p) => Box::new(RidgePlan::new(p, x, labels, seed)?),
        ClassifierParams::RandomForest(p) => Box::new(ForestPlan::new(p, &x, labels, seed)?),
        ClassifierParams::Svc(p) => Box::new(SvcPlan::new(p, cs, &x, labels)?),
        ClassifierParams::LinearSvc(p) => Box::new(LinearSvcPlan::new(p, x, labels, seed)?),
    })
}

#[cfg(feature = "learn")]
fn trained_elsewhere() -> EstimatorError {
    EstimatorError::Parameter {
        name: "kind".into(),
        expected: "a classifier that the core fits".into(),
        found: "cnn, which is trained with tfjs: use the trainer".into(),
    }
}

#[cfg(feature = "learn")]
fn refuse_path(cs: &[f64]) -> Result<(), EstimatorError> {
    if cs.is_empty() {
        return Ok(());
    }
    Err(EstimatorError::Parameter {
        name: "Cs".into(),
        expected: "none: this classifier has no path along C".into(),
        found: format!("{} values", cs.len()),
    })
}

/// Reads back what [`Classifier::save`] put under `prefix`.
///
/// # Errors
/// [`EstimatorError::Tensors`] when the tensors are missing, misshapen or impossible.
pub fn load(params: &ClassifierParams, file: &TensorFile, prefix: &str) -> Result<Box<dyn Classifier>, EstimatorError> {
    Ok(match params {
        ClassifierParams::Cnn(p) => Box::new(Network::load(p, file, prefix)?),
        #[cfg(feature = "learn")]
        ClassifierParams::LogisticRegression(_) => Box::new(LogisticRegression::load(file, prefix)?),
        #[cfg(feature = "learn")]
        ClassifierParams::RandomFeaturesRidge(_) => Box::new(Ridge::load(file, prefix)?),
        #[cfg(feature = "learn")]
        ClassifierParams::RandomForest(_) => Box::new(RandomForest::load(file, prefix)?),
        #[cfg(feature = "learn")]
        ClassifierParams::Svc(p) => Box::new(Svc::load(p, file, prefix)?),
        #[cfg(feature = "learn")]
        ClassifierParams::LinearSvc(_) => Box::new(LinearSvc::load(file, prefix)?),
    })
}
