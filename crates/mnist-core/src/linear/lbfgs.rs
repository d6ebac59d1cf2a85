//! Limited-memory BFGS (Nocedal, "Updating quasi-Newton matrices with limited storage", 1980) for smooth convex
//! functions.

use std::collections::VecDeque;

use super::line_search::line_search;
use crate::estimator::EstimatorError;
use crate::linalg::{add_scaled, dot};

/// Pairs of steps and gradient changes that are remembered.
const MEMORY: usize = 10;
/// Iterations without a smaller value or gradient after which only rounding is left to follow.
const PATIENCE: u32 = 30;

/// What is minimised.
pub(super) struct Problem<'a> {
    /// Number of parameters.
    pub(super) size: usize,
    /// Value of the function at a point; writes the gradient.
    pub(super) function: &'a mut Function<'a>,
    /// Multiplies a vector by a rough inverse of the Hessian.
    pub(super) precondition: &'a Precondition<'a>,
}

type Function<'a> = dyn FnMut(&[f64], &mut [f64]) -> Result<f64, EstimatorError> + 'a;
type Precondition<'a> = dyn Fn(&mut [f64]) + 'a;

impl Problem<'_> {
    pub(super) fn evaluate(&mut self, x: Vec<f64>) -> Result<Point, EstimatorError> {
        let mut gradient = vec![0.0; x.len()];
        let value = (self.function)(&x, &mut gradient)?;
        Ok(Point { x, value, gradient })
    }
}

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

/// Minimises from 0 on; `report` gets the number of each iteration and the point that it starts from.
pub(super) fn minimize(
    problem: &mut Problem<'_>,
    stop: &Stop,
    report: &dyn Fn(u32, &Point),
) -> Result<Minimum, EstimatorError> {
    let mut point = problem.evaluate(vec![0.0; problem.size])?;
    let mut memory = Memory::default();
    let (mut least, mut last_gain) = ((f64::INFINITY, f64::INFINITY), 0);
    let mut n_iter = 0;
    while point.gradient_norm() > stop.tol && n_iter < stop.max_iter {
        if point.value < least.0 || point.gradient_norm() < least.1 {
            least = (point.value.min(least.0), point.gradient_norm().min(least.1));
            last_gain = n_iter;
        } else if n_iter - last_gain >= PATIENCE {
            break;
        }
        report(n_iter, &point);
        let direction = memory.direction(&point.gradient, problem.precondition);
        // No point: the slope is lost in rounding, and this is as good as it gets.
        let Some(next) = line_search(problem, &point, &direction)? else { break };
        memory.push(&point, &next, problem.precondition);
        point = next;
        n_iter += 1;
    }
    let converged = point.gradient_norm() <= stop.tol;
    Ok(Minimum { point, n_iter, converged })
}

/// One step, the change of gradient that it brought, and 1 / (their product).
struct Pair {
    step: Vec<f64>,
    change: Vec<f64>,
    rho: f64,
    /// The factor by which the preconditioner misses the curvature along the step.
    scale: f64,
}

#[derive(Default)]
struct Memory(VecDeque<Pair>);

impl Memory {
    fn push(&mut self, from: &Point, to: &Point, precondition: &Precondition<'_>) {
        let step: Vec<f64> = to.x.iter().zip(&from.x).map(|(a, b)| a - b).collect();
        let change: Vec<f64> = to.gradient.iter().zip(&from.gradient).map(|(a, b)| a - b).collect();
        let product = dot(&step, &change);
        // Not positive only by rounding; such a pair would spoil the approximation.
        if product > 1e-300 {
            let mut preconditioned = change.clone();
            precondition(&mut preconditioned);
            let scale = product / dot(&change, &preconditioned);
            self.0.push_back(Pair { step, change, rho: 1.0 / product, scale });
        }
        if self.0.len() > MEMORY {
            self.0.pop_front();
        }
    }

    /// Minus the approximate inverse Hessian times the gradient (the two-loop recursion).
    fn direction(&self, gradient: &[f64], precondition: &Precondition<'_>) -> Vec<f64> {
        let mut direction: Vec<f64> = gradient.iter().map(|g| -g).collect();
        let mut alphas = Vec::with_capacity(self.0.len());
        for pair in self.0.iter().rev() {
            let alpha = pair.rho * dot(&pair.step, &direction);
            add_scaled(&mut direction, -alpha, &pair.change);
            alphas.push(alpha);
        }
        let scale = self.0.back().map_or(1.0, |pair| pair.scale);
        precondition(&mut direction);
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

    /// Sum of exp(a x) - x over growing a: convex, far from quadratic, minimal where a exp(a x) = 1.
    fn minimized(max_iter: u32, precondition: &Precondition<'_>) -> Minimum {
        let rates = [0.5, 1.0, 3.0, 10.0];
        let mut problem = Problem {
            size: 4,
            function: &mut |x, gradient| {
                let parts = rates.iter().zip(x).map(|(a, x)| crate::math::exp(a * x) - x);
                let slopes = rates.iter().zip(x).map(|(a, x)| a * crate::math::exp(a * x) - 1.0);
                gradient.iter_mut().zip(slopes).for_each(|(to, from)| *to = from);
                Ok(parts.sum())
            },
            precondition,
        };
        minimize(&mut problem, &Stop { max_iter, tol: 1e-9 }, &|_, _| {}).unwrap()
    }

    #[test]
    fn finds_the_minimum_whatever_the_preconditioner() {
        for scale in [1.0, 1e-3, 1e3] {
            let minimum = minimized(200, &|v| v.iter_mut().for_each(|v| *v *= scale));
            assert!(minimum.converged, "{scale}: {:?}", minimum.point);
            for (a, x) in [0.5, 1.0, 3.0, 10.0].into_iter().zip(minimum.point.x) {
                assert!((x + crate::math::log(a) / a).abs() < 1e-7);
            }
        }
    }

    #[test]
    fn the_inverse_hessian_as_preconditioner_needs_one_step() {
        let curvatures: Vec<f64> = (1..=60).map(|i| f64::from(i * i)).collect();
        let iterations = |precondition: &Precondition<'_>| {
            let mut problem = Problem {
                size: 60,
                function: &mut |x, gradient| {
                    let slopes = curvatures.iter().zip(x).map(|(c, x)| c * x - 1.0);
                    gradient.iter_mut().zip(slopes).for_each(|(to, from)| *to = from);
                    Ok(curvatures.iter().zip(x).map(|(c, x)| 0.5 * c * x * x - x).sum())
                },
                precondition,
            };
            minimize(&mut problem, &Stop { max_iter: 500, tol: 1e-9 }, &|_, _| {}).unwrap().n_iter
        };
        assert_eq!(iterations(&|v| v.iter_mut().zip(&curvatures).for_each(|(v, c)| *v /= c)), 1);
        assert!(iterations(&|_| {}) > 20);
    }

    #[test]
    fn stops_after_max_iter() {
        let minimum = minimized(2, &|_| {});
        assert!(!minimum.converged && minimum.n_iter == 2);
    }
}
