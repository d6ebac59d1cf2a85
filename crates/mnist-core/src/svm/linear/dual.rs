//! Dual coordinate descent for the L2-regularised L2-loss linear SVM (Hsieh et al., "A Dual Coordinate Descent Method for
//! Large-scale Linear SVM", ICML 2008, algorithm 3), as liblinear's solver 1.
//!
//! `min 1/2 a'(Q + I / 2C)a - sum(a)` with `a >= 0`, `Q_ij = y_i y_j (x_i.x_j + 1)`: the 1 is the intercept's feature, so the
//! intercept is part of the penalty.

use super::params::LinearSvcParams;
use crate::matrix::Matrix;
use crate::rng::Rng;

/// A separating plane.
pub(super) struct Plane {
    pub(super) weights: Vec<f64>,
    pub(super) intercept: f64,
    /// Passes over the samples.
    pub(super) iterations: u32,
}

/// The largest and the smallest projected gradient of a pass.
struct Span {
    max: f64,
    min: f64,
}

pub(super) struct Descent<'a> {
    x: &'a Matrix,
    y: &'a [f64],
    /// `1 / 2C`.
    ridge: f64,
    /// `Q_ii + 1 / 2C`.
    diagonal: Vec<f64>,
    alpha: Vec<f64>,
    weights: Vec<f64>,
    intercept: f64,
    /// Samples in their order; those from `active` on are set aside ("shrunk") until the others are done.
    order: Vec<u32>,
    active: usize,
}

impl<'a> Descent<'a> {
    /// Starts from 0. `y` is 1 or -1 for each row of `x`.
    pub(super) fn new(x: &'a Matrix, y: &'a [f64], c: f64) -> Self {
        let ridge = 0.5 / c;
        let square = |row: &[f32]| row.iter().map(|&v| f64::from(v) * f64::from(v)).sum::<f64>();
        Self {
            x,
            y,
            ridge,
            diagonal: (0..x.rows()).map(|i| square(x.row(i)) + 1.0 + ridge).collect(),
            alpha: vec![0.0; x.rows()],
            weights: vec![0.0; x.cols()],
            intercept: 0.0,
            order: (0..x.rows() as u32).collect(),
            active: x.rows(),
        }
    }

    /// Runs to the tolerance or the limit; `None` when `on_pass`, told the passes so far, answers `false`.
    pub(super) fn run(
        mut self,
        params: &LinearSvcParams,
        rng: &mut Rng,
        on_pass: &mut dyn FnMut(u32) -> bool,
    ) -> Option<Plane> {
        let mut threshold = f64::INFINITY;
        let mut iterations = 0;
        while iterations < params.max_iter {
            let span = self.pass(threshold, rng);
            iterations += 1;
            if !on_pass(iterations) {
                return None;
            }
            threshold = if span.max > 0.0 { span.max } else { f64::INFINITY };
            if span.max - span.min <= params.tol {
                if self.active == self.order.len() {
                    break;
                }
                // Done with the active ones: look at all again, and set none aside in the next pass.
                self.active = self.order.len();
                threshold = f64::INFINITY;
            }
        }
        Some(Plane { weights: self.weights, intercept: self.intercept, iterations })
    }

    /// One pass over the active samples in random order. Those at 0 whose gradient is above `threshold` are set aside.
    fn pass(&mut self, threshold: f64, rng: &mut Rng) -> Span {
        let mut span = Span { max: f64::NEG_INFINITY, min: f64::INFINITY };
        rng.shuffle(&mut self.order[..self.active]);
        let mut s = 0;
        while s < self.active {
            let i = self.order[s] as usize;
            let gradient = self.gradient(i);
            if self.alpha[i] == 0.0 && gradient > threshold {
                self.active -= 1;
                self.order.swap(s, self.active);
                continue;
            }
            let projected = if self.alpha[i] == 0.0 { gradient.min(0.0) } else { gradient };
            span = Span { max: span.max.max(projected), min: span.min.min(projected) };
            if projected != 0.0 {
                self.move_to(i, (self.alpha[i] - gradient / self.diagonal[i]).max(0.0));
            }
            s += 1;
        }
        span
    }

    fn gradient(&self, i: usize) -> f64 {
        let decision = dot(&self.weights, self.x.row(i)) + self.intercept;
        self.y[i] * decision - 1.0 + self.ridge * self.alpha[i]
    }

    fn move_to(&mut self, i: usize, alpha: f64) {
        let step = (alpha - self.alpha[i]) * self.y[i];
        self.alpha[i] = alpha;
        self.intercept += step;
        for (weight, &v) in self.weights.iter_mut().zip(self.x.row(i)) {
            *weight += step * f64::from(v);
        }
    }
}

/// A dot product in eight lanes and a rest.
#[inline(never)]
pub(super) fn dot<T: Copy + Into<f64>>(weights: &[T], row: &[f32]) -> f64 {
    let (weights, weights_rest) = weights.as_chunks::<8>();
    let (row, row_rest) = row.as_chunks::<8>();
    let mut lanes = [0.0; 8];
    for (w, v) in weights.iter().zip(row) {
        for l in 0..8 {
            lanes[l] += w[l].into() * f64::from(v[l]);
        }
    }
    let rest: f64 = weights_rest.iter().zip(row_rest).map(|(&w, &v)| w.into() * f64::from(v)).sum();
    lanes.into_iter().sum::<f64>() + rest
}
