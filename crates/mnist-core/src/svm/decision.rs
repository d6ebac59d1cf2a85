//! From the decision values of the pairs to one class and to probabilities.

use crate::classifier::argmax;
use crate::math;

/// scikit-learn's `_ovr_decision_function`: votes of the pairs plus a sum of their decision values squeezed into
/// (-1/3, 1/3), which settles ties between votes.
///
/// `decisions` has the pairs (0, 1), (0, 2), ... (1, 2), ... of `scores.len()` classes; above 0 means the first.
pub(super) fn one_vs_rest_scores(decisions: &[f64], scores: &mut [f64]) {
    let mut votes = [0.0; 10];
    scores.fill(0.0);
    for ((i, j), &d) in pairs(scores.len()).zip(decisions) {
        scores[i] += d;
        scores[j] -= d;
        votes[if d < 0.0 { j } else { i }] += 1.0;
    }
    for (score, votes) in scores.iter_mut().zip(votes) {
        *score = votes + *score / (3.0 * (score.abs() + 1.0));
    }
}

/// The pairs of `n` classes in their order.
pub(super) fn pairs(n: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).flat_map(move |i| (i + 1..n).map(move |j| (i, j)))
}

/// Probabilities of the classes; the first largest is the class that [`one_vs_rest_scores`] puts first.
pub(super) fn probabilities(decisions: &[f64], out: &mut [f32]) {
    let mut scores = vec![0.0; out.len()];
    one_vs_rest_scores(decisions, &mut scores);
    let max = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = scores.iter().map(|s| math::exp(s - max)).sum();
    for (p, s) in out.iter_mut().zip(&scores) {
        *p = (math::exp(s - max) / total) as f32;
    }
    let _ = argmax;
}
