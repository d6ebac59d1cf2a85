//! The fitted classifier.

use super::features::{Centre, FeatureMap};
use super::params::MAX_COMPONENTS;
use super::rotation::{Lanes, SIDE_BY_SIDE};
use super::solve::Solution;
use crate::classifier::{Classifier, N_CLASSES, check_features, load_classes};
use crate::estimator::EstimatorError;
use crate::lanes::F32x4;
use crate::linear::saved;
use crate::matrix::Matrix;
use crate::softmax::softmax;
use crate::tensors::{TensorError, TensorFile};

/// Decisions are about -1 and 1. Times this their softmax is about as sure as it should be on digits; calibration does the
/// rest.
const SHARPNESS: f32 = 5.0;

/// Ridge classification on random Fourier features (scikit-learn's `RidgeClassifier` after its `RBFSampler`).
pub struct Ridge {
    /// Classes that occurred, ascending.
    classes: Vec<u8>,
    map: FeatureMap,
    /// `[features][class]`; 0 for classes that did not occur.
    coef: Vec<[f32; N_CLASSES]>,
    intercept: [f32; N_CLASSES],
}

impl Ridge {
    pub(super) fn new(classes: Vec<u8>, map: FeatureMap, solution: &Solution) -> Self {
        let intercept = solution.intercept.map(|b| b as f32);
        Self { classes, map, coef: solution.coef.iter().map(|w| w.map(|w| w as f32)).collect(), intercept }
    }

    /// Reads what [`Classifier::save`] wrote.
    ///
    /// # Errors
    /// [`EstimatorError::Tensors`] when a tensor is missing, has another shape or cannot be.
    pub fn load(file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let classes = load_classes(file, prefix)?;
        let (coef, n_components) = saved::coefficients(file, prefix, classes.len())?;
        if n_components > MAX_COMPONENTS {
            let (expected, found) = (format!("at most {MAX_COMPONENTS} features"), n_components.to_string());
            return Err(TensorError::Mismatch { name: format!("{prefix}.coef"), expected, found }.into());
        }
        let mut by_feature = vec![[0.0; N_CLASSES]; n_components];
        for (&class, row) in classes.iter().zip(coef.chunks_exact(n_components)) {
            by_feature.iter_mut().zip(row).for_each(|(vector, &w)| vector[usize::from(class)] = w);
        }
        let mut intercept = [0.0; N_CLASSES];
        let values = file.f32_of_shape(&format!("{prefix}.intercept"), &[classes.len()])?;
        classes.iter().zip(values).for_each(|(&class, b)| intercept[usize::from(class)] = b);
        let map = FeatureMap::new(centre(file, prefix)?, n_components);
        Ok(Self { classes, map, coef: by_feature, intercept })
    }

    /// Adds to the decisions of eight samples, `[class][sample]`.
    fn decide(&self, x: &Matrix, first: usize) -> [Lanes; N_CLASSES] {
        let mut decisions = self.intercept.map(|b| [F32x4::splat(b); SIDE_BY_SIDE / 4]);
        self.map.map(x, first..x.rows(), |j, features| {
            for (sums, &w) in decisions.iter_mut().zip(&self.coef[j]) {
                let w = F32x4::splat(w);
                *sums = core::array::from_fn(|i| sums[i].add(w.mul(features[i])));
            }
        });
        decisions
    }
}

/// What [`Classifier::save`] wrote of the feature map.
fn centre(file: &TensorFile, prefix: &str) -> Result<Centre, TensorError> {
    let name = format!("{prefix}.mean");
    let (shape, _) = file.f32(&name)?;
    if shape.len() != 1 || shape == [0] {
        let (expected, found) = ("shape [features]".into(), format!("shape {shape:?}"));
        return Err(TensorError::Mismatch { name, expected, found });
    }
    let mean = file.f32_of_shape(&name, &shape)?;
    let name = format!("{prefix}.frequency");
    let frequency = file.f32_of_shape(&name, &[1])?.iter().sum::<f32>();
    if frequency < 0.0 {
        return Err(TensorError::Mismatch { name, expected: "0 or more".into(), found: frequency.to_string() });
    }
    let name = format!("{prefix}.seed");
    let (shape, seed) = file.u32(&name)?;
    match (&shape[..], &seed[..]) {
        ([2], &[low, high]) => Ok(Centre { mean, frequency, seed: u64::from(low) | u64::from(high) << 32 }),
        _ => Err(TensorError::Mismatch { name, expected: "shape [2]".into(), found: format!("shape {shape:?}") }),
    }
}

impl Classifier for Ridge {
    fn n_features_in(&self) -> usize {
        self.map.centre().mean.len()
    }

    fn predict_proba(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, self.n_features_in())?;
        let mut proba = Matrix::zeros(x.rows(), N_CLASSES);
        for first in (0..x.rows()).step_by(SIDE_BY_SIDE) {
            let decisions = self.decide(x, first).map(|lanes| lanes.map(F32x4::to_array));
            for (lane, i) in (first..x.rows()).take(SIDE_BY_SIDE).enumerate() {
                let decision = |&class: &u8| decisions[usize::from(class)].as_flattened()[lane];
                let mut scores: Vec<f32> = self.classes.iter().map(|class| SHARPNESS * decision(class)).collect();
                softmax(&mut scores);
                let row = proba.row_mut(i);
                self.classes.iter().zip(scores).for_each(|(&class, p)| row[usize::from(class)] = p);
            }
        }
        Ok(proba)
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        let n_classes = self.classes.len();
        let by_class = |&class: &u8| self.coef.iter().map(move |w| w[usize::from(class)]);
        let coef: Vec<f32> = self.classes.iter().flat_map(by_class).collect();
        let intercept: Vec<f32> = self.classes.iter().map(|&class| self.intercept[usize::from(class)]).collect();
        file.put_u8(&format!("{prefix}.classes"), &[n_classes], &self.classes);
        file.put_f32(&format!("{prefix}.coef"), &[n_classes, self.coef.len()], &coef);
        file.put_f32(&format!("{prefix}.intercept"), &[n_classes], &intercept);
        let Centre { mean, frequency, seed } = self.map.centre();
        file.put_f32(&format!("{prefix}.mean"), &[mean.len()], mean);
        file.put_f32(&format!("{prefix}.frequency"), &[1], &[*frequency]);
        file.put_u32(&format!("{prefix}.seed"), &[2], &[*seed as u32, (*seed >> 32) as u32]);
    }
}
