//! Prediction sets that hold the truth as often as promised (Sadinle, Lei and Wasserman, "Least Ambiguous Set-Valued
//! Classifiers With Bounded Error Levels", 2019; Angelopoulos and Bates, "A Gentle Introduction to Conformal
//! Prediction", 2021).

use super::check;
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::order::sort_by_number;

/// The threshold `t` such that the set of the classes with probability >= `t` holds the true class of a new sample, one
/// like those of `proba`, with probability at least 1 - `alpha`.
///
/// The score of a sample is 1 - p of its true class, and `t` is 1 - the ceil((n + 1)(1 - alpha))-th smallest score: that
/// is, the so-manieth largest true probability. Too few samples for `alpha` give 0, the set of all classes.
///
/// # Errors
/// [`EstimatorError::Shape`], [`EstimatorError::Label`], [`EstimatorError::Parameter`] when `alpha` is not within 0 to 1.
pub fn conformal_threshold(proba: &Matrix, labels: &[u8], alpha: f64) -> Result<f64, EstimatorError> {
    check(proba, labels)?;
    if !(alpha > 0.0 && alpha < 1.0) {
        return Err(EstimatorError::Parameter {
            name: "alpha".into(),
            expected: "a number between 0 and 1".into(),
            found: alpha.to_string(),
        });
    }
    let mut of_truth: Vec<f32> = (0..).zip(labels).map(|(i, &label)| proba.row(i)[usize::from(label)]).collect();
    // The greatest first.
    sort_by_number(&mut of_truth, |&p| f64::from(-p));
    // (n + 1)(1 - alpha) may be a whole number that rounding has lifted a little.
    let rank = ((labels.len() + 1) as f64 * (1.0 - alpha) - 1e-9).ceil().max(1.0) as usize;
    Ok(of_truth.get(rank - 1).map_or(0.0, |&p| f64::from(p)))
}
