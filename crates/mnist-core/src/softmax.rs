//! From scores to probabilities.

use crate::math::expf;

/// No score is further from 0: sums of huge features and weights overflow, and infinities have no softmax.
const LARGEST: f32 = 1e30;

/// Replaces scores by their softmax, non-negative and with sum 1 for any scores (NaN counts as the least), and
/// returns the logarithm of what they were divided by: score minus it is the log-probability.
pub(crate) fn softmax(scores: &mut [f32]) -> f32 {
    for score in scores.iter_mut() {
        *score = if score.is_nan() { -LARGEST } else { score.clamp(-LARGEST, LARGEST) };
    }
    let max = scores.iter().copied().fold(-LARGEST, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = expf(*score - max);
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
    max + crate::math::logf(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_of_any_size_give_probabilities() {
        for scores in
            [[f32::NAN, 1.0, 2.0], [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY], [f32::NAN; 3], [1e38; 3]]
        {
            let mut p = scores;
            softmax(&mut p);
            assert!(p.iter().all(|p| (0.0..=1.0).contains(p)), "{scores:?} gave {p:?}");
            assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn log_probability_is_score_minus_normaliser() {
        let scores = [0.5, -2.0, 3.25];
        let mut p = scores;
        let normaliser = softmax(&mut p);
        for (score, p) in scores.iter().zip(p) {
            assert!((crate::math::logf(p) - (score - normaliser)).abs() < 1e-6);
        }
    }
}
