//! From the Gram matrix to coefficients.

use super::cosine::ONE;
use super::gram::packed;
use crate::classifier::N_CLASSES;
use crate::linalg::Cholesky;

/// Coefficients for each class, one versus the rest.
pub(super) struct Solution {
    /// `[features][class]`, for the whole numbers that the feature map gives.
    pub(super) coef: Vec<[f64; N_CLASSES]>,
    pub(super) intercept: [f64; N_CLASSES],
}

/// Minimises for each class the sum over samples of (w . f + b - t)^2 plus `alpha` |w|^2, where t is 1 for the class and -1
/// for the others and f = sqrt(2 / features) cos: scikit-learn's `RidgeClassifier` on the features of its `RBFSampler`.
///
/// `sums` is [`gram`](super::gram::gram) of all samples, with all [`N_CLASSES`] classes. `None` when no features have it.
pub(super) fn solve(sums: &[f64], n_components: usize, alpha: f64) -> Option<Solution> {
    let class_sum = |class: usize, j: usize| sums[packed(n_components + class, j)];
    let counts: [f64; N_CLASSES] = core::array::from_fn(|class| class_sum(class, n_components + class));
    let n = counts.iter().sum::<f64>();
    let total = |j: usize| (0..N_CLASSES).map(|class| class_sum(class, j)).sum::<f64>();
    let means: Vec<f64> = (0..n_components).map(|j| total(j) / n).collect();
    // Targets are twice the indicator of the class minus 1; the constant has no covariance.
    let covariance = |class: usize, j: usize| 2.0 * (class_sum(class, j) - counts[class] * means[j]);
    let mut coef: Vec<[f64; N_CLASSES]> =
        (0..n_components).map(|j| core::array::from_fn(|class| covariance(class, j))).collect();
    Cholesky::new(regularised(sums, &means, n, alpha), n_components)?.solve(&mut coef);
    let intercept = core::array::from_fn(|class| {
        let product: f64 = coef.iter().zip(&means).map(|(w, mean)| w[class] * mean).sum();
        2.0 * counts[class] / n - 1.0 - product
    });
    Some(Solution { coef, intercept })
}

/// The lower triangle of the centred Gram matrix of the features, with the penalty.
fn regularised(sums: &[f64], means: &[f64], n: f64, alpha: f64) -> Vec<f64> {
    let size = means.len();
    // The whole numbers are sqrt(`squared_unit`) times the features that `alpha` is meant for.
    let squared_unit = f64::from(ONE) * f64::from(ONE) * size as f64 / 2.0;
    let mut matrix = vec![0.0; size * size];
    for (i, row) in matrix.chunks_exact_mut(size).enumerate() {
        for (j, value) in row[..=i].iter_mut().enumerate() {
            *value = sums[packed(i, j)] - n * means[i] * means[j];
        }
        row[i] += alpha * squared_unit;
    }
    matrix
}
