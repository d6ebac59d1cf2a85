//! Training, for one C or for several.

use core::cell::Cell;

use super::convergence::Convergence;
use super::lbfgs::{self, Minimum, Stop};
use super::model::LogisticRegression;
use super::objective::{LANES, Objective};
use super::params::LogisticRegressionParams;
use super::preconditioner::{Moments, Preconditioner};
use super::problem::{Point, Problem};
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
        let cs = [params.c];
        let mut fitted = fit_path(params, &cs, x, labels, progress)?;
        // A path has as many models as values of C.
        fitted.pop().ok_or(EstimatorError::Cancelled)
    }
}

/// Trains for each of `cs` in place of `params.c`, each from where the one before ended, to the same tolerance.
///
/// # Errors
/// As [`LogisticRegression::fit`].
pub(super) fn fit_path(
    params: &LogisticRegressionParams,
    cs: &[f64],
    x: &Matrix,
    labels: &[u8],
    progress: Progress<'_>,
) -> Result<Vec<LogisticRegression>, EstimatorError> {
    for &c in cs {
        LogisticRegressionParams { c, ..*params }.check()?;
    }
    check_labels(x, labels)?;
    let classes: Vec<u8> = (0..N_CLASSES as u8).filter(|class| labels.contains(class)).collect();
    let objective = Objective::new(x, labels, &classes);
    let moments = Moments::new(x, &mut || progress(0.0))?;
    let mut start = vec![0.0; objective.size()];
    let mut models = Vec::with_capacity(cs.len());
    for (at, &c) in cs.iter().enumerate() {
        let mut part = |share: f64| progress((at as f64 + share) / cs.len() as f64);
        let minimum = minimum(&LogisticRegressionParams { c, ..*params }, &objective, &moments, start, &mut part)?;
        start = minimum.parameters;
        models.push(model(classes.clone(), x.cols(), &start, minimum.convergence));
    }
    if progress(1.0) { Ok(models) } else { Err(EstimatorError::Cancelled) }
}

struct Fitted {
    /// `[features + 1, LANES]`.
    parameters: Vec<f64>,
    convergence: Convergence,
}

/// Minimises the objective from `start` on. The preconditioner becomes a change of variables: in those, the objective is
/// about as curved in all directions.
fn minimum(
    params: &LogisticRegressionParams,
    objective: &Objective<'_>,
    moments: &Moments,
    mut start: Vec<f64>,
    progress: Progress<'_>,
) -> Result<Fitted, EstimatorError> {
    let penalty = objective.penalty(params.c);
    let preconditioner = Preconditioner::new(moments, penalty);
    let share = Share::new(params);
    preconditioner.to_variables(&mut start);
    let mut function = |variables: &[f64]| {
        let mut parameters = variables.to_vec();
        preconditioner.to_parameters(&mut parameters);
        let mut gradient = vec![0.0; parameters.len()];
        let value = objective.evaluate(penalty, &parameters, &mut gradient, &mut || progress(share.get()))?;
        let gradient_norm = gradient.iter().fold(0.0, |norm: f64, g| norm.max(g.abs()));
        preconditioner.gradient_to_variables(&mut gradient);
        Ok(Point { x: variables.to_vec(), value, gradient, gradient_norm })
    };
    let stop = Stop { max_iter: params.max_iter, tol: params.tol };
    let Minimum { point, n_iter, converged } =
        lbfgs::minimize(&mut Problem { function: &mut function }, start, &stop, &|n_iter, point| {
            share.update(n_iter, point);
        })?;
    // Where features are so huge that sums overflow; it can be saved all the same.
    let finite = |v: f64| if v < f64::MAX { v } else { f64::MAX };
    let (objective, gradient_norm) = (finite(point.value), finite(point.gradient_norm));
    let convergence = Convergence { n_iter, objective, gradient_norm, converged };
    let mut parameters = point.x;
    preconditioner.to_parameters(&mut parameters);
    Ok(Fitted { parameters, convergence })
}

fn model(classes: Vec<u8>, n_features: usize, parameters: &[f64], convergence: Convergence) -> LogisticRegression {
    let (vectors, _) = parameters.as_chunks::<LANES>();
    let mut vectors = vectors.iter().map(|vector| vector.map(|w| (w as f32).clamp(f32::MIN, f32::MAX)));
    let weights = vectors.by_ref().take(n_features).collect();
    let intercept = vectors.next().unwrap_or([0.0; LANES]);
    LogisticRegression::from_parts(classes, weights, intercept, convergence)
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
        let norm = point.gradient_norm;
        let first = self.first_norm.get().unwrap_or(norm);
        self.first_norm.set(Some(first));
        let fallen = math::log(first / norm) / math::log(first / self.tol);
        let share = (f64::from(n_iter) / self.max_iter).max(if fallen.is_finite() { fallen } else { 0.0 });
        self.done.set(self.done.get().max(share.min(0.99)));
    }
}
