//! A network that reads.

use super::architecture::{Architecture, Step, outputs};
use super::kernels::{conv2d, dense, max_pool};
use super::params::{NetworkParams, Precision};
use super::{quantise::QuantisedKernel, saved};
use crate::classifier::{Classifier, N_CLASSES, check_features};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::preprocess::PIXELS;
use crate::softmax::softmax;
use crate::tensors::TensorFile;

/// A trained network over images of 28 x 28, pixels from 0 to 1.
#[derive(Clone, Debug)]
pub struct Network {
    architecture: Architecture,
    precision: Precision,
    /// As they are after saving and loading: rounded where they are stored as integers.
    weights: Vec<f32>,
}

impl Network {
    /// A network out of all its weights, in the order of [`Architecture::tensors`].
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], [`EstimatorError::Shape`] when there are more or fewer weights,
    /// [`EstimatorError::NonFinite`].
    pub fn new(params: &NetworkParams, mut weights: Vec<f32>) -> Result<Self, EstimatorError> {
        let architecture = Architecture::new(params)?;
        if weights.len() != architecture.n_weights() {
            return Err(EstimatorError::Shape {
                what: "weights",
                expected: format!("{} values", architecture.n_weights()),
                found: weights.len().to_string(),
            });
        }
        if let Some(col) = weights.iter().position(|w| !w.is_finite()) {
            return Err(EstimatorError::NonFinite { row: 0, col });
        }
        if params.weights == Precision::Int8 {
            round_kernels(&architecture, &mut weights);
        }
        Ok(Self { architecture, precision: params.weights, weights })
    }

    /// Reads what [`Classifier::save`] wrote.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`]; [`EstimatorError::Tensors`] when a tensor is missing, has another shape or cannot be.
    pub fn load(params: &NetworkParams, file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let architecture = Architecture::new(params)?;
        let weights = saved::load(&architecture, params.weights, file, prefix)?;
        Ok(Self { architecture, precision: params.weights, weights })
    }

    /// The ten scores of one image before their softmax. `x` has 784 values.
    fn scores(&self, x: &[f32]) -> Vec<f32> {
        let mut values = x.to_vec();
        let mut tensors = self.architecture.tensors().iter();
        let mut next = || tensors.next().map_or(&[][..], |spec| &self.weights[spec.offset..][..spec.size]);
        for step in &self.architecture.steps {
            let mut out = vec![0.0; outputs(step)];
            match *step {
                Step::Conv(shape) => conv2d(&shape, &values, next(), next(), true, &mut out),
                Step::MaxPool { height, width, channels } => max_pool((height, width, channels), &values, &mut out),
                Step::Dense { relu, .. } => dense(&values, next(), next(), relu, &mut out),
            }
            values = out;
        }
        values
    }
}

fn round_kernels(architecture: &Architecture, weights: &mut [f32]) {
    for spec in architecture.tensors().iter().filter(|spec| spec.is_kernel) {
        let kernel = &mut weights[spec.offset..][..spec.size];
        let rounded = QuantisedKernel::of(kernel, spec.shape.last().copied().unwrap_or(1));
        kernel.iter_mut().zip(rounded.weights()).for_each(|(to, from)| *to = from);
    }
}

impl Classifier for Network {
    fn n_features_in(&self) -> usize {
        PIXELS
    }

    fn predict_proba(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, PIXELS)?;
        let mut proba = Matrix::zeros(x.rows(), N_CLASSES);
        for i in 0..x.rows() {
            let mut scores = self.scores(x.row(i));
            softmax(&mut scores);
            proba.row_mut(i).copy_from_slice(&scores);
        }
        Ok(proba)
    }

    fn facts(&self) -> Vec<(&'static str, f64)> {
        vec![("n_weights", self.architecture.n_weights() as f64)]
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        saved::save(&self.architecture, self.precision, &self.weights, file, prefix);
    }
}
