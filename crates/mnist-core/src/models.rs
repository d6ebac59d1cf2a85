//! The classifiers by name: the one place that knows them all.

use std::rc::Rc;

use serde::Deserialize;

use crate::classifier::{Classifier, Progress};
use crate::estimator::EstimatorError;
use crate::forest::{ForestParams, RandomForest};
use crate::linear::{
    LogisticRegression, LogisticRegressionParams, LogisticRegressionPlan, Ridge, RidgeParams, RidgePlan,
};
use crate::matrix::Matrix;
use crate::plan::{FitPlan, check_part, check_parts};
use crate::svm::{LinearSvc, LinearSvcParams, Svc, SvcParams};
use crate::tensors::TensorFile;

/// A classifier and its parameters, as JSON: `{"kind": "svc", "C": 10, "gamma": 0.02}`. Names are scikit-learn's.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClassifierParams {
    /// [`LogisticRegression`].
    LogisticRegression(LogisticRegressionParams),
    /// [`Ridge`].
    Ridge(RidgeParams),
    /// [`RandomForest`], and extra trees by its parameters.
    RandomForest(ForestParams),
    /// [`Svc`].
    Svc(SvcParams),
    /// [`LinearSvc`].
    LinearSvc(LinearSvcParams),
}

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
    if let ClassifierParams::LogisticRegression(params) = params {
        return Ok(Box::new(LogisticRegressionPlan::new(params, cs, x, labels)?));
    }
    refuse_path(cs)?;
    if let ClassifierParams::Ridge(params) = params {
        return Ok(Box::new(RidgePlan::new(params, x, labels, seed)?));
    }
    Ok(Box::new(Whole { params: params.clone(), x, labels: labels.to_vec(), seed }))
}

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

/// A fit in one part.
struct Whole {
    params: ClassifierParams,
    x: Rc<Matrix>,
    labels: Vec<u8>,
    seed: u64,
}

const WHOLE: &str = "whole";

impl FitPlan for Whole {
    fn n_parts(&self) -> usize {
        1
    }

    fn run(&mut self, part: usize, progress: Progress<'_>) -> Result<TensorFile, EstimatorError> {
        check_part(part, 1)?;
        let mut file = TensorFile::default();
        let Self { params, x, labels, seed } = self;
        let fitted: Box<dyn Classifier> = match params {
            ClassifierParams::LogisticRegression(p) => Box::new(LogisticRegression::fit(p, x, labels, progress)?),
            ClassifierParams::Ridge(p) => Box::new(Ridge::fit(p, x, labels, *seed, progress)?),
            ClassifierParams::RandomForest(p) => Box::new(RandomForest::fit(p, x, labels, *seed, progress)?),
            ClassifierParams::Svc(p) => Box::new(Svc::fit(p, x, labels, progress)?),
            ClassifierParams::LinearSvc(p) => Box::new(LinearSvc::fit(p, x, labels, *seed, progress)?),
        };
        fitted.save(&mut file, WHOLE);
        Ok(file)
    }

    fn finish(&self, parts: &[TensorFile]) -> Result<Vec<Box<dyn Classifier>>, EstimatorError> {
        check_parts(parts, 1)?;
        parts.iter().map(|part| load(&self.params, part, WHOLE)).collect()
    }
}

/// Reads back what [`Classifier::save`] put under `prefix`.
///
/// # Errors
/// [`EstimatorError::Tensors`] when the tensors are missing, misshapen or impossible.
pub fn load(params: &ClassifierParams, file: &TensorFile, prefix: &str) -> Result<Box<dyn Classifier>, EstimatorError> {
    Ok(match params {
        ClassifierParams::LogisticRegression(_) => Box::new(LogisticRegression::load(file, prefix)?),
        ClassifierParams::Ridge(_) => Box::new(Ridge::load(file, prefix)?),
        ClassifierParams::RandomForest(_) => Box::new(RandomForest::load(file, prefix)?),
        ClassifierParams::Svc(_) => Box::new(Svc::load(file, prefix)?),
        ClassifierParams::LinearSvc(_) => Box::new(LinearSvc::load(file, prefix)?),
    })
}
