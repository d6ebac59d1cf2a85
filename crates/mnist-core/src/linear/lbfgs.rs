//! Limited-memory BFGS (Nocedal, "Updating quasi-Newton matrices with limited storage", 1980) for smooth convex
//! functions.

use std::collections::VecDeque;

use crate::classifier::EstimatorError;

/// Pairs of steps and gradient changes that are remembered.
const MEMORY: usize = 10;
/// Share of the promised decrease that a step must bring (Armijo).
const DECREASE: f64 = 1e-4;
/// Share of the slope that may be left after a step (Wolfe).
const CURVATURE: f64 = 0.9;
/// Steps tried along one direction.
const MAX_TRIALS: u32 = 20;
/// Values nearer than this, relatively, count as equal: they come from f32 sums.
const NOISE: f64 = 1e-7;

/// A point with its value and gradient.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) x: Vec<f64>,
    pub(super) value: f64,
    pub(super) gradient: Vec<f64>,
}

impl Point {
    /// Largest absolute component of the gradient.
    pub(super) fn gradient_norm(&self) -> f64 {
        self.gradient.iter().fold(0.0, |norm, g| norm.max(g.abs()))
    }
}

/// Where a minimisation ended.
pub(super) struct Minimum {
    pub(super) point: Point,
    pub(super) n_iter: u32,
    pub(super) converged: bool,
}

/// When to stop.
pub(super) struct Stop {
    pub(super) max_iter: u32,
    /// Largest component of the gradient.
    pub(super) tol: f64,
}

/// Value of the function at a point; writes the gradient.
pub(super) type Function<'a> = dyn FnMut(&[f64], &mut [f64]) -> Result<f64, EstimatorError> + 'a;

/// Minimises from 0 on. `inverse_curvature` is the diagonal of the first inverse Hessian; `report` gets each new
/// iteration and its point.
pub(super) fn minimize(
    function: &mut Function<'_>,
    inverse_curvature: &[f64],
    stop: &Stop,
    report: &dyn Fn(u32, &Point),
) -> Result<Minimum, EstimatorError> {
    let mut point = evaluate(function, vec![0.0; inverse_curvature.len()])?;
    let mut memory = Memory::default();
    for n_iter in 0..stop.max_iter {
        report(n_iter, &point);
        if point.gradient_norm() <= stop.tol {
            return Ok(Minimum { point, n_iter, converged: true });
        }
        let direction = memory.direction(&point.gradient, inverse_curvature);
        let Some(next) = line_search(function, &point, &direction)? else {
            // The slope is lost in rounding: this is as good as it gets.
            return Ok(Minimum { point, n_iter, converged: false });
        };
        memory.push(&point, &next);
        point = next;
    }
    let converged = point.gradient_norm() <= stop.tol;
    Ok(Minimum { point, n_iter: stop.max_iter, converged })
}

fn evaluate(function: &mut Function<'_>, x: Vec<f64>) -> Result<Point, EstimatorError> {
    let mut gradient = vec![0.0; x.len()];
    let value = function(&x, &mut gradient)?;
    Ok(Point { x, value, gradient })
}

/// A point along `direction` that meets the weak Wolfe conditions, by bracketing and secants of the slope.
fn line_search(function: &mut Function<'_>, from: &Point, direction: &[f64]) -> Result<Option<Point>, EstimatorError> {
    let slope = dot(&from.gradient, direction);
    if slope >= 0.0 {
        return Ok(None);
    }
    let (mut low, mut low_slope) = (0.0, slope);
    let mut high: Option<(f64, f64)> = None;
    let mut step = 1.0;
    for _ in 0..MAX_TRIALS {
        let x = from.x.iter().zip(direction).map(|(x, d)| x + step * d).collect();
        let trial = evaluate(function, x)?;
        let trial_slope = dot(&trial.gradient, direction);
        let enough = trial.value <= from.value + DECREASE * step * slope + NOISE * from.value.abs();
        if enough && trial_slope >= CURVATURE * slope {
            return Ok(Some(trial));
        }
        if enough {
            (low, low_slope) = (step, trial_slope);
        } else {
            high = Some((step, trial_slope));
        }
        step = match high {
            None => 2.0 * step,
            Some((high, high_slope)) => {
                // The slope of a convex function rises: its zero is where the secant's is, about.
                let share = low_slope / (low_slope - high_slope);
                low + (high - low) * if share.is_finite() { share.clamp(0.1, 0.9) } else { 0.5 }
            }
        };
    }
    Ok(None)
}

/// One step, the change of gradient that it brought, and 1 / (their product).
struct Pair {
    step: Vec<f64>,
    change: Vec<f64>,
    rho: f64,
}

#[derive(Default)]
struct Memory(VecDeque<Pair>);

impl Memory {
    fn push(&mut self, from: &Point, to: &Point) {
        let step: Vec<f64> = to.x.iter().zip(&from.x).map(|(a, b)| a - b).collect();
        let change: Vec<f64> = to.gradient.iter().zip(&from.gradient).map(|(a, b)| a - b).collect();
        let product = dot(&step, &change);
        // Not positive only by rounding; such a pair would spoil the approximation.
        if product > 1e-300 {
            self.0.push_back(Pair { step, change, rho: 1.0 / product });
        }
        if self.0.len() > MEMORY {
            self.0.pop_front();
        }
    }

    /// Minus the approximate inverse Hessian times the gradient (the two-loop recursion).
    fn direction(&self, gradient: &[f64], inverse_curvature: &[f64]) -> Vec<f64> {
        let mut direction: Vec<f64> = gradient.iter().map(|g| -g).collect();
        let mut alphas = Vec::with_capacity(self.0.len());
        for pair in self.0.iter().rev() {
            let alpha = pair.rho * dot(&pair.step, &direction);
            add_scaled(&mut direction, -alpha, &pair.change);
            alphas.push(alpha);
        }
        let scale = self.0.back().map_or(1.0, |pair| pair.scale(inverse_curvature));
        direction.iter_mut().zip(inverse_curvature).for_each(|(d, inverse)| *d *= scale * inverse);
        for (pair, alpha) in self.0.iter().zip(alphas.iter().rev()) {
            let beta = pair.rho * dot(&pair.change, &direction);
            add_scaled(&mut direction, alpha - beta, &pair.step);
        }
        direction
    }
}

impl Pair {
    /// The factor by which the diagonal misses the curvature along the last step.
    fn scale(&self, inverse_curvature: &[f64]) -> f64 {
        let scaled: f64 = self.change.iter().zip(inverse_curvature).map(|(y, inverse)| y * inverse * y).sum();
        1.0 / (self.rho * scaled)
    }
}

/// In four sums: one chain of additions would wait for each of them.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let ((a_chunks, a_rest), (b_chunks, b_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    let mut sums = [0.0; 4];
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        for lane in 0..4 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f64>() + rest
}

fn add_scaled(sum: &mut [f64], factor: f64, vector: &[f64]) {
    sum.iter_mut().zip(vector).for_each(|(s, v)| *s += factor * v);
}
