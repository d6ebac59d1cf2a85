//! How far to go along a direction.

use super::problem::{Point, Problem};
use crate::estimator::EstimatorError;
use crate::linalg::dot;

/// Share of the promised decrease that a step must bring (Armijo).
const DECREASE: f64 = 1e-4;
/// Share of the slope that may be left after a step (Wolfe).
const CURVATURE: f64 = 0.9;
/// Steps tried along one direction.
const MAX_TRIALS: u32 = 30;
/// Values nearer than this, relatively, count as equal: they come from f32 sums.
const NOISE: f64 = 1e-7;

/// A point from `from` along `direction` that meets the weak Wolfe conditions (Nocedal and Wright, "Numerical
/// Optimization", 3.1); `None` where the function does not fall along it.
pub(super) fn line_search(
    problem: &mut Problem<'_>,
    from: &Point,
    direction: &[f64],
) -> Result<Option<Point>, EstimatorError> {
    let slope = dot(&from.gradient, direction);
    // Not `slope >= 0`: it may be NaN.
    if !matches!(slope.partial_cmp(&0.0), Some(core::cmp::Ordering::Less)) {
        return Ok(None);
    }
    let mut bracket = Bracket { low: (0.0, slope), high: None };
    for _ in 0..MAX_TRIALS {
        let step = bracket.next();
        let trial = (problem.function)(&along(&from.x, step, direction))?;
        let trial_slope = dot(&trial.gradient, direction);
        let enough = trial.value <= from.value + DECREASE * step * slope + NOISE * from.value.abs();
        if enough && trial_slope >= CURVATURE * slope {
            return Ok(Some(trial));
        }
        if enough {
            bracket.low = (step, trial_slope);
        } else {
            bracket.high = Some((step, trial_slope));
        }
    }
    Ok(None)
}

fn along(from: &[f64], step: f64, direction: &[f64]) -> Vec<f64> {
    from.iter().zip(direction).map(|(x, d)| x + step * d).collect()
}

/// Steps, with their slopes, between which a good one lies.
struct Bracket {
    low: (f64, f64),
    high: Option<(f64, f64)>,
}

impl Bracket {
    /// 1, then twice as far until too far, then between.
    fn next(&self) -> f64 {
        let (low, low_slope) = self.low;
        let Some((high, high_slope)) = self.high else { return if low == 0.0 { 1.0 } else { 2.0 * low } };
        // The slope of a convex function rises; its zero is about where the secant's is. Where the function is far from
        // quadratic the secant creeps, so that half of the bracket is the most that is kept.
        let share = low_slope / (low_slope - high_slope);
        low + (high - low) * if share.is_finite() { share.clamp(0.1, 0.5) } else { 0.5 }
    }
}
