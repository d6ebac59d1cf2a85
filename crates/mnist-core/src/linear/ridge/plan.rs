//! Training in parts.

use core::ops::Range;
use std::rc::Rc;

use super::features::{Centre, FeatureMap};
use super::gram::{MAX_SAMPLES, gram, packed};
use super::model::Ridge;
use super::params::RidgeParams;
use super::solve::solve;
use crate::classifier::{Classifier, N_CLASSES, Progress, check_labels};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::plan::{FitPlan, check_part, check_parts, run_parts};
use crate::tensors::{TensorError, TensorFile};

/// Parts of a fit: enough for the workers of a laptop, few enough that their Gram matrices (32 MB each for 4,096 features)
/// can be held together.
const PARTS: usize = 4;
const GRAM: &str = "gram";

/// The fit of [`Ridge`]. Each part sums the products of features over its share of the samples; the sums are whole numbers,
/// so that no order of adding them changes a bit.
pub struct RidgePlan {
    params: RidgeParams,
    x: Rc<Matrix>,
    labels: Vec<u8>,
    map: FeatureMap,
}

impl RidgePlan {
    /// Plans the fit to `x`, `[n, features]`, and one label 0..=9 a sample, of at least two classes. Classes that do not occur
    /// get probability 0. `seed` makes the random features.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], those of [`check_labels`].
    pub fn new(params: &RidgeParams, x: Rc<Matrix>, labels: &[u8], seed: u64) -> Result<Self, EstimatorError> {
        params.check()?;
        check_labels(&x, labels)?;
        let map = FeatureMap::new(Centre::fit(&x, params.gamma, seed), params.n_components);
        Ok(Self { params: *params, x, labels: labels.to_vec(), map })
    }

    /// The samples of a part.
    fn samples(&self, part: usize) -> Range<usize> {
        let (n, parts) = (self.labels.len(), self.n_parts());
        n * part / parts..n * (part + 1) / parts
    }

    /// The Gram matrix that a part gave, checked as far as it can be.
    fn read(&self, part: usize, file: &TensorFile) -> Result<Vec<i32>, TensorError> {
        let (shape, sums) = file.i32(GRAM)?;
        let components = self.map.n_components();
        let expected = packed(components + N_CLASSES, 0);
        if shape != [expected] {
            return Err(mismatch(format!("shape [{expected}]"), format!("shape {shape:?}")));
        }
        let labels = &self.labels[self.samples(part)];
        for class in 0..N_CLASSES {
            let count = labels.iter().filter(|&&label| usize::from(label) == class).count();
            let found = sums[packed(components + class, components + class)];
            if i64::from(found) != count as i64 {
                return Err(mismatch(format!("{count} samples of class {class}"), found.to_string()));
            }
        }
        Ok(sums)
    }

    /// [`FitPlan::finish`], with the type that it gives.
    ///
    /// # Errors
    /// As [`FitPlan::finish`].
    pub fn finish_ridge(&self, parts: &[TensorFile]) -> Result<Ridge, EstimatorError> {
        check_parts(parts, self.n_parts())?;
        let components = self.map.n_components();
        let mut sums = vec![0.0f64; packed(components + N_CLASSES, 0)];
        for (part, file) in parts.iter().enumerate() {
            let part = self.read(part, file)?;
            sums.iter_mut().zip(part).for_each(|(sum, v)| *sum += f64::from(v));
        }
        let solution = solve(&sums, components, self.params.alpha)
            .ok_or_else(|| mismatch("sums of products of features".into(), "a matrix that is not".into()))?;
        let classes = (0..N_CLASSES as u8).filter(|class| self.labels.contains(class)).collect();
        let map = FeatureMap::new(self.map.centre().clone(), components);
        Ok(Ridge::new(classes, map, &solution))
    }
}

fn mismatch(expected: String, found: String) -> TensorError {
    TensorError::Mismatch { name: GRAM.into(), expected, found }
}

impl FitPlan for RidgePlan {
    fn n_parts(&self) -> usize {
        PARTS.max(self.labels.len().div_ceil(MAX_SAMPLES))
    }

    fn run(&mut self, part: usize, progress: Progress<'_>) -> Result<TensorFile, EstimatorError> {
        check_part(part, self.n_parts())?;
        let class_of = |i: usize| usize::from(self.labels[i]);
        let sums = gram(&self.map, &self.x, class_of, N_CLASSES, self.samples(part), progress)?;
        let mut file = TensorFile::default();
        file.put_i32(GRAM, &[sums.len()], &sums);
        Ok(file)
    }

    fn finish(&self, parts: &[TensorFile]) -> Result<Vec<Box<dyn Classifier>>, EstimatorError> {
        Ok(vec![Box::new(self.finish_ridge(parts)?)])
    }
}

impl Ridge {
    /// Trains here, part after part: see [`RidgePlan::new`].
    ///
    /// # Errors
    /// Those of [`RidgePlan::new`]; [`EstimatorError::Cancelled`].
    pub fn fit(
        params: &RidgeParams,
        x: &Matrix,
        labels: &[u8],
        seed: u64,
        progress: Progress<'_>,
    ) -> Result<Self, EstimatorError> {
        let mut plan = RidgePlan::new(params, Rc::new(x.clone()), labels, seed)?;
        let parts = run_parts(&mut plan, progress)?;
        plan.finish_ridge(&parts)
    }
}
