//! A function that is minimised, and points of it.

use crate::estimator::EstimatorError;

/// What is minimised.
pub(super) struct Problem<'a> {
    /// The function's value and gradient at a point.
    pub(super) function: &'a mut Function<'a>,
}

type Function<'a> = dyn FnMut(&[f64]) -> Result<Point, EstimatorError> + 'a;

/// A point with its value and gradient.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) x: Vec<f64>,
    pub(super) value: f64,
    pub(super) gradient: Vec<f64>,
    /// What has to become small: largest absolute component of the gradient, in whatever variables the caller measures it.
    pub(super) gradient_norm: f64,
}
