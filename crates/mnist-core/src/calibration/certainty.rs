//! How far an answer stands out from all others: what a reader refuses by.

use crate::math::logf;
use crate::matrix::Matrix;

/// Probabilities below this count as this: how small the impossible is says nothing.
const LEAST: f32 = 1e-6;

/// The certainty of each row of `proba`: the logarithm of its largest probability less the mean logarithm of all, which is the
/// largest score less the mean score where a softmax made them. 0 when all are alike, at most 12.4 for ten classes.
///
/// A network that has learnt to give what is no digit the same probability everywhere leaves the small ones large: the largest
/// alone does not see them, this does.
pub fn certainties(proba: &Matrix) -> Vec<f32> {
    (0..proba.rows()).map(|i| certainty(proba.row(i))).collect()
}

fn certainty(row: &[f32]) -> f32 {
    let logs = row.iter().map(|&p| logf(p.max(LEAST)));
    let (largest, sum) = logs.fold((f32::NEG_INFINITY, 0.0), |(largest, sum), log| (largest.max(log), sum + log));
    largest - sum / row.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(row: &[f32]) -> f32 {
        certainties(&Matrix::new(1, row.len(), row.to_vec()).unwrap())[0]
    }

    #[test]
    fn it_is_the_largest_score_less_their_mean() {
        let scores = [3.0f32, 1.0, -1.0, 0.5];
        let sum: f32 = scores.iter().map(|&s| crate::math::expf(s)).sum();
        let proba: Vec<f32> = scores.iter().map(|&s| crate::math::expf(s) / sum).collect();
        assert!((of(&proba) - (3.0 - 0.875)).abs() < 1e-5);
    }

    #[test]
    fn nothing_is_less_certain_than_equal_probabilities_and_a_sure_answer_is_finite() {
        assert!(of(&[0.1; 10]).abs() < 1e-6);
        let sure: Vec<f32> = (0..10).map(|class| if class == 3 { 1.0 } else { 0.0 }).collect();
        assert!((12.3..12.5).contains(&of(&sure)));
    }

    #[test]
    fn of_two_answers_with_the_same_largest_probability_the_one_with_one_rival_is_the_more_certain() {
        let one_rival = [0.5, 0.49, 0.00125, 0.00125, 0.00125, 0.00125, 0.00125, 0.00125, 0.00125, 0.00125];
        let many = [0.5, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05];
        assert!(of(&one_rival) > of(&many) + 1.0);
    }
}
