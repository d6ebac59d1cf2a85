//! Temperature scaling (Guo et al., "On Calibration of Modern Neural Networks", 2017).

use super::check;
use crate::classifier::argmax;
use crate::estimator::EstimatorError;
use crate::math;
use crate::matrix::Matrix;

/// A probability counts as at least this much: classifiers may give 0, which has no logarithm.
const LEAST: f64 = 1e-7;
/// Temperatures looked at.
const RANGE: (f64, f64) = (0.01, 100.0);
/// Halvings of the range's logarithm; more change nothing in an f64.
const HALVINGS: u32 = 60;

/// The temperature, 0.01 to 100, at which [`apply_temperature`] gives `labels` the highest likelihood. Above 1 the
/// probabilities were too sure of themselves, below 1 not sure enough; 1 where there are no samples.
///
/// The negative log-likelihood is convex in 1 / T, so that its slope has one sign change, which is found by bisection.
///
/// # Errors
/// [`EstimatorError::Shape`], [`EstimatorError::Label`] when a label has no column.
pub fn fit_temperature(proba: &Matrix, labels: &[u8]) -> Result<f64, EstimatorError> {
    check(proba, labels)?;
    if labels.is_empty() {
        return Ok(1.0);
    }
    let logs: Vec<f64> = proba.data().iter().map(|&p| log_probability(p)).collect();
    let (mut low, mut high) = (math::log(RANGE.0), math::log(RANGE.1));
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if slope(&logs, proba.cols(), labels, math::exp(-middle)) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(math::exp(0.5 * (low + high)))
}

/// Derivative of the negative log-likelihood by 1 / T: the expected minus the true log-probability, summed.
fn slope(logs: &[f64], n_classes: usize, labels: &[u8], inverse: f64) -> f64 {
    let of_sample = |(row, &label): (&[f64], &u8)| {
        let max = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (mut sum, mut weighted) = (0.0, 0.0);
        for log in row {
            let weight = math::exp((log - max) * inverse);
            sum += weight;
            weighted += weight * log;
        }
        weighted / sum - row[usize::from(label)]
    };
    logs.chunks_exact(n_classes).zip(labels).map(of_sample).sum()
}

/// `softmax(log(p) / T)` of each row. The first largest of a row stays the first largest, so that the answer stays.
///
/// # Errors
/// [`EstimatorError::Parameter`] when `temperature` is not a finite number above 0.
pub fn apply_temperature(proba: &Matrix, temperature: f64) -> Result<Matrix, EstimatorError> {
    if !temperature.is_finite() || temperature <= 0.0 {
        return Err(EstimatorError::Parameter {
            name: "temperature".into(),
            expected: "a number above 0".into(),
            found: temperature.to_string(),
        });
    }
    let mut out = Matrix::zeros(proba.rows(), proba.cols());
    for i in 0..proba.rows() {
        scale(proba.row(i), temperature, out.row_mut(i));
    }
    Ok(out)
}

fn scale(row: &[f32], temperature: f64, out: &mut [f32]) {
    let Some(largest) = row.get(usize::from(argmax(row))) else { return };
    let max = log_probability(*largest);
    let weights: Vec<f64> = row.iter().map(|&p| math::exp((log_probability(p) - max) / temperature)).collect();
    let sum: f64 = weights.iter().sum();
    out.iter_mut().zip(weights).for_each(|(to, weight)| *to = (weight / sum) as f32);
    keep_argmax(row, out);
}

/// Rounding to f32 can make a smaller probability equal to the largest; those before it must then stay below it.
fn keep_argmax(row: &[f32], out: &mut [f32]) {
    let (before, rest) = out.split_at_mut(usize::from(argmax(row)));
    if let Some(&largest) = rest.first() {
        before.iter_mut().filter(|p| **p >= largest).for_each(|p| *p = largest.next_down());
    }
}

fn log_probability(p: f32) -> f64 {
    math::log(f64::from(p).max(LEAST))
}
