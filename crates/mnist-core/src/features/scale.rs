//! Pixels to 0..=1.

use super::saved;
use crate::classifier::{Transform, check_features};
use crate::estimator::EstimatorError;
use crate::matrix::{Matrix, in_blocks};
use crate::tensors::TensorFile;

/// Divides by 255.
pub(super) struct Scale {
    n_features: usize,
}

impl Scale {
    pub(super) fn new(n_features: usize) -> Self {
        Self { n_features }
    }

    pub(super) fn load(file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        Ok(Self { n_features: saved::n_features(file, prefix)? })
    }
}

impl Transform for Scale {
    fn n_features_in(&self) -> usize {
        self.n_features
    }

    fn n_features_out(&self) -> usize {
        self.n_features
    }

    fn transform(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, self.n_features)?;
        let scaled = match x.pixels() {
            Some(pixels) => in_blocks(pixels, divide),
            None => in_blocks(x.data(), divide),
        };
        Ok(Matrix::of_finite(x.rows(), x.cols(), scaled))
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        saved::put_n_features(file, prefix, self.n_features);
    }
}

#[inline(never)]
fn divide<T: Copy + Into<f32>>(values: &[T], out: &mut [f32]) {
    out.iter_mut().zip(values).for_each(|(out, &value)| *out = value.into() / 255.0);
}
