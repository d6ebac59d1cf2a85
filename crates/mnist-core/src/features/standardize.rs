//! Each feature to mean 0 and standard deviation 1.

use crate::classifier::{Transform, check_features};
use crate::estimator::EstimatorError;
use crate::matrix::{Matrix, finite};
use crate::tensors::{TensorError, TensorFile};

/// scikit-learn's `StandardScaler`.
pub(super) struct Standardize {
    mean: Vec<f32>,
    /// Standard deviations, above 0.
    scale: Vec<f32>,
}

impl Standardize {
    pub(super) fn fit(x: &Matrix) -> Self {
        let n = x.rows() as f64;
        let mean = column_sums(x, |_, v| v).map(|sum| sum / n).collect::<Vec<_>>();
        let variance = column_sums(x, |j, v| (v - mean[j]) * (v - mean[j])).map(|sum| sum / n);
        let scale = variance.zip(&mean).map(|(variance, &mean)| deviation(variance, mean, n)).collect();
        Self { mean: mean.iter().map(|&m| m as f32).collect(), scale }
    }

    pub(super) fn load(file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let name = format!("{prefix}.mean");
        let (shape, _) = file.f32(&name)?;
        if shape.len() != 1 || shape == [0] {
            let (expected, found) = ("shape [features]".into(), format!("shape {shape:?}"));
            return Err(TensorError::Mismatch { name, expected, found }.into());
        }
        let mean = file.f32_of_shape(&name, &shape)?;
        let name = format!("{prefix}.scale");
        let scale = file.f32_of_shape(&name, &shape)?;
        if let Some(found) = scale.iter().find(|s| **s <= 0.0) {
            let (expected, found) = ("numbers above 0".into(), found.to_string());
            return Err(TensorError::Mismatch { name, expected, found }.into());
        }
        Ok(Self { mean, scale })
    }
}

impl Standardize {
    #[inline(never)]
    fn row(&self, from: &[f32], to: &mut [f32]) {
        for ((to, v), (mean, scale)) in to.iter_mut().zip(from).zip(self.mean.iter().zip(&self.scale)) {
            *to = finite((v - mean) / scale);
        }
    }
}

fn column_sums(x: &Matrix, term: impl Fn(usize, f64) -> f64) -> impl Iterator<Item = f64> {
    let mut sums = vec![0.0f64; x.cols()];
    for i in 0..x.rows() {
        for ((j, sum), &v) in sums.iter_mut().enumerate().zip(x.row(i)) {
            *sum += term(j, f64::from(v));
        }
    }
    sums.into_iter()
}

/// 1 where the variance is no more than rounding makes of a constant (scikit-learn's rule, in f32's precision because
/// that is what the features have).
fn deviation(variance: f64, mean: f64, n: f64) -> f32 {
    let epsilon = f64::from(f32::EPSILON);
    let rounding = n.sqrt() * epsilon * mean;
    let scale = variance.sqrt() as f32;
    if variance <= rounding * rounding || scale < f32::MIN_POSITIVE { 1.0 } else { scale.min(f32::MAX) }
}

impl Transform for Standardize {
    fn n_features_in(&self) -> usize {
        self.mean.len()
    }

    fn n_features_out(&self) -> usize {
        self.mean.len()
    }

    fn transform(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, self.mean.len())?;
        let mut out = Matrix::zeros(x.rows(), x.cols());
        for i in 0..x.rows() {
            self.row(x.row(i), out.row_mut(i));
        }
        Ok(out)
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        file.put_f32(&format!("{prefix}.mean"), &[self.mean.len()], &self.mean);
        file.put_f32(&format!("{prefix}.scale"), &[self.scale.len()], &self.scale);
    }
}
