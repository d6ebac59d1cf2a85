//! Limited-memory BFGS (Nocedal, "Updating quasi-Newton matrices with limited storage", 1980) for smooth convex
//! functions.

use std::collections::VecDeque;

use super::line_search::line_search;
use super::problem::{Point, Problem};
use crate::estimator::EstimatorError;
use crate::linalg::{add_scaled, dot};

/// Pairs of steps and gradient changes that are remembered.
const MEMORY: usize = 10;
/// Iterations without a smaller value or gradient after which only rounding is left to follow.
const PATIENCE: u32 = 30;

/// When to stop.
pub(super) struct Stop {
    pub(super) max_iter: u32,
    /// Largest component of the gradient.
    pub(super) tol: f64,
}

/// Where a minimisation ended.
pub(super) struct Minimum {
    pub(super) point: Point,
    pub(super) n_iter: u32,
    pub(super) converged: bool,
}

/// Minimises from `start` on; `report` gets the number of each iteration and the point that it starts from.
pub(super) fn minimize(
    problem: &mut Problem<'_>,
    start: Vec<f64>,
    stop: &Stop,
    report: &dyn Fn(u32, &Point),
) -> Result<Minimum, EstimatorError> {
    let mut point = (problem.function)(&start)?;
    let mut memory = Memory::default();
    let (mut least, mut last_gain) = ((f64::INFINITY, f64::INFINITY), 0);
    let mut n_iter = 0;
    while point.gradient_norm > stop.tol && n_iter < stop.max_iter {
        if point.value < least.0 || point.gradient_norm < least.1 {
            least = (point.value.min(least.0), point.gradient_norm.min(least.1));
            last_gain = n_iter;
        } else if n_iter - last_gain >= PATIENCE {
            break;
        }
        report(n_iter, &point);
        let direction = memory.direction(&point.gradient);
        // No point: the slope is lost in rounding, and this is as good as it gets.
        let Some(next) = line_search(problem, &point, &direction)? else { break };
        memory.push(&point, &next);
        point = next;
        n_iter += 1;
    }
    let converged = point.gradient_norm <= stop.tol;
    Ok(Minimum { point, n_iter, converged })
}

/// One step, the change of gradient that it brought, and 1 / (their product).
struct Pair {
    step: Vec<f64>,
    change: Vec<f64>,
    rho: f64,
    /// One over the curvature along the step.
    scale: f64,
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
            let scale = product / dot(&change, &change);
            self.0.push_back(Pair { step, change, rho: 1.0 / product, scale });
        }
        if self.0.len() > MEMORY {
            self.0.pop_front();
        }
    }

    /// Minus the approximate inverse Hessian times the gradient (the two-loop recursion).
    fn direction(&self, gradient: &[f64]) -> Vec<f64> {
        let mut direction: Vec<f64> = gradient.iter().map(|g| -g).collect();
        let mut alphas = Vec::with_capacity(self.0.len());
        for pair in self.0.iter().rev() {
            let alpha = pair.rho * dot(&pair.step, &direction);
            add_scaled(&mut direction, -alpha, &pair.change);
            alphas.push(alpha);
        }
        let scale = self.0.back().map_or(1.0, |pair| pair.scale);
        direction.iter_mut().for_each(|d| *d *= scale);
        for (pair, alpha) in self.0.iter().zip(alphas.iter().rev()) {
            let beta = pair.rho * dot(&pair.change, &direction);
            add_scaled(&mut direction, alpha - beta, &pair.step);
        }
        direction
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: &[f64], value: f64, gradient: Vec<f64>) -> Point {
        let gradient_norm = gradient.iter().fold(0.0, |norm: f64, g| norm.max(g.abs()));
        Point { x: x.to_vec(), value, gradient, gradient_norm }
    }

    /// Sum of exp(a s x) - s x over growing a: convex, far from quadratic, minimal where a exp(a s x) = 1.
    fn minimized(max_iter: u32, scale: f64, start: f64) -> Minimum {
        let rates = [0.5, 1.0, 3.0, 10.0];
        let mut function = |x: &[f64]| {
            let parts = rates.iter().zip(x).map(|(a, x)| crate::math::exp(a * scale * x) - scale * x);
            let slopes = rates.iter().zip(x).map(|(a, x)| scale * (a * crate::math::exp(a * scale * x) - 1.0));
            Ok(point(x, parts.sum(), slopes.collect()))
        };
        let stop = Stop { max_iter, tol: 1e-9 * scale };
        minimize(&mut Problem { function: &mut function }, vec![start; 4], &stop, &|_, _| {}).unwrap()
    }

    #[test]
    fn finds_the_minimum_whatever_the_scale_and_the_start() {
        for (scale, start) in [(1.0, 0.0), (1e-3, 0.0), (30.0, 0.0), (1.0, 0.5), (1.0, -3.0)] {
            let minimum = minimized(400, scale, start);
            assert!(minimum.converged, "{scale}: {:?}", minimum.point);
            for (a, x) in [0.5, 1.0, 3.0, 10.0].into_iter().zip(minimum.point.x) {
                assert!((scale * x + crate::math::log(a) / a).abs() < 1e-7);
            }
        }
    }

    #[test]
    fn variables_of_equal_curvature_need_one_step() {
        let iterations = |curvature: &dyn Fn(f64) -> f64| {
            let curvatures: Vec<f64> = (1..=60).map(|i| curvature(f64::from(i))).collect();
            let mut function = |x: &[f64]| {
                let slopes = curvatures.iter().zip(x).map(|(c, x)| c * x - 1.0);
                Ok(point(x, curvatures.iter().zip(x).map(|(c, x)| 0.5 * c * x * x - x).sum(), slopes.collect()))
            };
            let stop = Stop { max_iter: 500, tol: 1e-9 };
            minimize(&mut Problem { function: &mut function }, vec![0.0; 60], &stop, &|_, _| {}).unwrap().n_iter
        };
        assert_eq!(iterations(&|_| 1.0), 1);
        assert!(iterations(&|i| i * i) > 20);
    }

    #[test]
    fn stops_after_max_iter() {
        let minimum = minimized(2, 1.0, 0.0);
        assert!(!minimum.converged && minimum.n_iter == 2);
    }
}
