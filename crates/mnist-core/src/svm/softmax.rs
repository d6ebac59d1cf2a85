//! From scores to probabilities.

use crate::math;

/// The softmax of finite `scores`.
pub(super) fn softmax(scores: &[f64], out: &mut [f32]) {
    let max = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = scores.iter().map(|score| math::exp(score - max)).sum();
    for (p, score) in out.iter_mut().zip(scores) {
        *p = (math::exp(score - max) / total) as f32;
    }
}
