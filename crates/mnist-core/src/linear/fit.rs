//! Training.

use core::cell::Cell;

use super::lbfgs::{self, Minimum, Point, Problem, Stop};
use super::model::{Convergence, LogisticRegression};
use super::objective::{LANES, Objective};
use super::params::LogisticRegressionParams;
use super::preconditioner::Preconditioner;
use crate::classifier::{N_CLASSES, Progress, check_labels};
use crate::estimator::EstimatorError;
use crate::math;
use crate::matrix::Matrix;

impl LogisticRegression {
    /// Trains on `x`, `[n, features]`, and one label 0..=9 a sample, of at least two classes. Classes that do not
    /// occur get probability 0. Two classes are fitted as two rows of coefficients, as more are.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], those of [`check_labels`], [`EstimatorError::Cancelled`].
    pub fn fit(
        params: &LogisticRegressionParams,
        x: &Matrix,
        labels: &[u8],
        progress: Progress<'_>,
    ) -> Result<Self, EstimatorError> {
        let params = *params.check()?.get();
        check_labels(x, labels)?;
        let classes: Vec<u8> = (0..N_CLASSES as u8).filter(|class| labels.contains(class)).collect();
        let objective = Objective::new(x, labels, &classes, params.c);
        let share = Share::new(&params);
        let preconditioner = Preconditioner::new(x, objective.penalty(), &mut || progress(share.get()))?;
        let mut problem = Problem {
            size: objective.size(),
            function: &mut |parameters, gradient| {
                objective.evaluate(parameters, gradient, &mut || progress(share.get()))
            },
            precondition: &|vector| preconditioner.apply(vector),
        };
        let stop = Stop { max_iter: params.max_iter, tol: params.tol };
        let minimum = lbfgs::minimize(&mut problem, &stop, &|n_iter, point| share.update(n_iter, point))?;
        if !progress(1.0) {
            return Err(EstimatorError::Cancelled);
        }
        Ok(model(classes, x.cols(), minimum))
    }
}

fn model(classes: Vec<u8>, n_features: usize, minimum: Minimum) -> LogisticRegression {
    let (vectors, _) = minimum.point.x.as_chunks::<LANES>();
    let mut vectors = vectors.iter().map(|vector| vector.map(|w| w as f32));
    let weights = vectors.by_ref().take(n_features).collect();
    let intercept = vectors.next().unwrap_or([0.0; LANES]);
    let convergence = Convergence {
        n_iter: minimum.n_iter,
        objective: minimum.point.value,
        gradient_norm: minimum.point.gradient_norm(),
        converged: minimum.converged,
    };
    LogisticRegression::from_parts(classes, weights, intercept, Some(convergence))
}

/// The share done: how far the gradient has come from its first size to `tol`, on a logarithmic scale, or how many of the
/// iterations are used, whichever is more.
struct Share {
    done: Cell<f64>,
    first_norm: Cell<Option<f64>>,
    tol: f64,
    max_iter: f64,
}

impl Share {
    fn new(params: &LogisticRegressionParams) -> Self {
        let max_iter = f64::from(params.max_iter);
        Self { done: Cell::new(0.0), first_norm: Cell::new(None), tol: params.tol, max_iter }
    }

    fn get(&self) -> f64 {
        self.done.get()
    }

    fn update(&self, n_iter: u32, point: &Point) {
        let norm = point.gradient_norm();
        let first = self.first_norm.get().unwrap_or(norm);
        self.first_norm.set(Some(first));
        let fallen = math::log(first / norm) / math::log(first / self.tol);
        let share = (f64::from(n_iter) / self.max_iter).max(if fallen.is_finite() { fallen } else { 0.0 });
        self.done.set(self.done.get().max(share.min(0.99)));
    }
}
