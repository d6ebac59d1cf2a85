//! The covariance matrix of samples.

use super::panels::{Panels, TILE_COLS, TILE_ROWS, tile};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;

/// Samples whose products are summed in f32; these sums are added in f64.
const CHUNK: usize = 256;

/// The covariance `[features, features]` of the samples of `x` about `mean`, divided by n - 1 (by 1 for one sample).
/// `tick` gets the share done and says whether to go on.
///
/// # Errors
/// [`EstimatorError::Cancelled`].
pub(crate) fn covariance(
    x: &Matrix,
    mean: &[f32],
    tick: &mut dyn FnMut(f64) -> bool,
) -> Result<Vec<f64>, EstimatorError> {
    let n_features = x.cols();
    let mut sums = vec![0.0f64; n_features * n_features];
    for first in (0..x.rows()).step_by(CHUNK) {
        if !tick(first as f64 / x.rows() as f64) {
            return Err(EstimatorError::Cancelled);
        }
        let depth = CHUNK.min(x.rows() - first);
        let centred = |k: usize, j: usize| x.row(first + k)[j] - mean[j];
        let left = Panels::pack(depth, n_features, centred);
        add_upper_products(&left, &Panels::pack(depth, n_features, centred), &mut sums);
    }
    let divisor = x.rows().max(2) as f64 - 1.0;
    mirror(&mut sums, n_features, divisor);
    Ok(sums)
}

/// Adds the tiles on and above the diagonal.
#[inline(never)]
fn add_upper_products(left: &Panels<TILE_ROWS>, right: &Panels<TILE_COLS>, sums: &mut [f64]) {
    let width = left.width();
    for (j, right_panel) in right.iter() {
        for (i, left_panel) in left.iter().take_while(|(i, _)| *i < j + TILE_COLS) {
            for (part, row) in tile(left_panel, right_panel).iter().zip(sums[i * width..].chunks_exact_mut(width)) {
                row[j..].iter_mut().zip(part).for_each(|(sum, &p)| *sum += f64::from(p));
            }
        }
    }
}

/// Divides the upper triangle and copies it below the diagonal.
fn mirror(matrix: &mut [f64], width: usize, divisor: f64) {
    for i in 0..width {
        for j in i..width {
            let value = matrix[i * width + j] / divisor;
            matrix[i * width + j] = value;
            matrix[j * width + i] = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition, in f64.
    fn plain(x: &Matrix, mean: &[f32]) -> Vec<f64> {
        let centred = |k: usize, j: usize| f64::from(x.row(k)[j]) - f64::from(mean[j]);
        let element = |i, j| (0..x.rows()).map(|k| centred(k, i) * centred(k, j)).sum::<f64>();
        let cols = x.cols();
        (0..cols * cols).map(|at| element(at / cols, at % cols) / (x.rows().max(2) as f64 - 1.0)).collect()
    }

    proptest! {
        #[test]
        fn blocked_covariance_equals_its_definition(
            cols in 1usize..19,
            values in proptest::collection::vec(-2.0f32..2.0, 19..6000),
        ) {
            let rows = values.len() / cols;
            let x = Matrix::new(rows, cols, values[..rows * cols].to_vec()).unwrap();
            let mean = vec![0.25; cols];
            let fast = covariance(&x, &mean, &mut |_| true).unwrap();
            for (fast, plain) in fast.iter().zip(plain(&x, &mean)) {
                prop_assert!((fast - plain).abs() < 1e-4, "{fast} {plain}");
            }
        }
    }
}
