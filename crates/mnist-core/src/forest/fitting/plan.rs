//! A fit divided into trees.

use super::gather::gather;
use super::part::Part;
use crate::classifier::{Classifier, Progress, check_labels};
use crate::estimator::EstimatorError;
use crate::forest::data::{Bins, Cuts, cut};
use crate::forest::growing::{Training, grow};
use crate::forest::model::tree::{MAX_FEATURES, MAX_LEAVES};
use crate::forest::{ForestParams, RandomForest};
use crate::matrix::Matrix;
use crate::plan::{FitPlan, check_part, check_parts, run_parts};
use crate::rng::Rng;
use crate::tensors::TensorFile;

/// A fit of a [`RandomForest`], one part a tree. Tree t is a function of the data, the parameters, the seed and t alone.
///
/// Keeps the samples' bins, a byte a value or, where no feature has more than four, four bits; not the samples.
pub struct ForestPlan {
    params: ForestParams,
    cuts: Cuts,
    bins: Bins,
    labels: Vec<u8>,
    seed: u64,
}

impl ForestPlan {
    /// Plans a fit to `x` `[n, features]` with the label, 0..=9, of each row. Cuts the features, which every worker does
    /// for itself.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], what [`check_labels`] refuses, [`EstimatorError::Shape`] for more than 8 million
    /// features or 16 million samples.
    pub fn new(params: &ForestParams, x: &Matrix, labels: &[u8], seed: u64) -> Result<Self, EstimatorError> {
        params.check()?;
        check_labels(x, labels)?;
        check_size(x)?;
        let (cuts, bins) = cut(x, labels, params.n_bins as usize, params.binning);
        Ok(Self { params: params.clone(), cuts, bins, labels: labels.to_vec(), seed })
    }

    /// Puts what all parts gave, in their order, together.
    ///
    /// # Errors
    /// As [`FitPlan::finish`].
    pub fn forest(&self, parts: &[TensorFile]) -> Result<RandomForest, EstimatorError> {
        check_parts(parts, self.n_parts())?;
        let n_samples = if self.params.bootstrap { self.labels.len() } else { 0 };
        let read = |part: &TensorFile| Part::read(part, &self.cuts, n_samples);
        gather(self.cuts.clone(), &self.labels, parts.iter().map(read))
    }

    fn training(&self) -> Training<'_> {
        let params = &self.params;
        Training {
            bins: &self.bins,
            labels: &self.labels,
            bootstrap: params.bootstrap,
            splitter: params.splitter,
            max_features: params.max_features.resolve(self.bins.n_features()),
            max_depth: params.max_depth.unwrap_or(u32::MAX),
            min_split: u64::from(params.min_samples_split),
            min_leaf: u64::from(params.min_samples_leaf),
        }
    }
}

impl FitPlan for ForestPlan {
    fn n_parts(&self) -> usize {
        self.params.n_estimators as usize
    }

    fn run(&mut self, part: usize, progress: Progress<'_>) -> Result<TensorFile, EstimatorError> {
        check_part(part, self.n_parts())?;
        let training = self.training();
        let grown = grow(&training, Rng::new(self.seed, part as u64), progress).ok_or(EstimatorError::Cancelled)?;
        let file = Part::of(grown, &training).write();
        if progress(1.0) { Ok(file) } else { Err(EstimatorError::Cancelled) }
    }

    fn finish(&self, parts: &[TensorFile]) -> Result<Vec<Box<dyn Classifier>>, EstimatorError> {
        Ok(vec![Box::new(self.forest(parts)?)])
    }
}

impl RandomForest {
    /// Runs all parts of a [`ForestPlan`] here.
    ///
    /// # Errors
    /// Those of [`ForestPlan::new`] and [`EstimatorError::Cancelled`].
    pub fn fit(
        params: &ForestParams,
        x: &Matrix,
        labels: &[u8],
        seed: u64,
        progress: Progress<'_>,
    ) -> Result<Self, EstimatorError> {
        let mut plan = ForestPlan::new(params, x, labels, seed)?;
        let parts = run_parts(&mut plan, progress)?;
        plan.forest(&parts)
    }
}

/// A node has 23 bits for a feature, a leaf 24 for its number, and a tree may have a leaf for each sample.
fn check_size(x: &Matrix) -> Result<(), EstimatorError> {
    if x.cols() <= MAX_FEATURES && x.rows() <= MAX_LEAVES {
        return Ok(());
    }
    Err(EstimatorError::Shape {
        what: "training data",
        expected: format!("at most {MAX_LEAVES} samples of {MAX_FEATURES} features"),
        found: format!("{} x {}", x.rows(), x.cols()),
    })
}
