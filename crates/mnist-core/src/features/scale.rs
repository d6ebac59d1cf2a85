//! Pixels to 0..=1.

use crate::classifier::{Transform, check_features};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::tensors::{TensorError, TensorFile};

/// Divides by 255.
pub(super) struct Scale {
    n_features: usize,
}

impl Scale {
    pub(super) fn new(n_features: usize) -> Self {
        Self { n_features }
    }

    pub(super) fn load(file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let name = format!("{prefix}.n_features_in");
        let (shape, values) = file.u32(&name)?;
        match (&shape[..], &values[..]) {
            ([1], [n_features]) if *n_features > 0 => Ok(Self { n_features: *n_features as usize }),
            _ => {
                let found = format!("{values:?}, shape {shape:?}");
                Err(TensorError::Mismatch { name, expected: "one number above 0".into(), found }.into())
            }
        }
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
        Matrix::new(x.rows(), x.cols(), x.data().iter().map(|v| v / 255.0).collect())
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        // A matrix with more columns than u32 can count does not fit into memory.
        file.put_u32(&format!("{prefix}.n_features_in"), &[1], &[self.n_features as u32]);
    }
}
