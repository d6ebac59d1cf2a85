//! The fitted classifier.

use super::forward::forward;
use super::layout::{Layout, SIDE};
use super::params::{CnnParams, WeightType};
use super::quantise::Codes;
use super::saved;
use crate::classifier::{Classifier, N_CLASSES, check_features};
use crate::estimator::EstimatorError;
use crate::linear::softmax::softmax;
use crate::matrix::Matrix;
use crate::tensors::TensorFile;

/// A kernel as it is saved.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kernel {
    Floats(Vec<f32>),
    Codes(Codes),
}

/// What a convolution or a dense layer has learnt.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tensors {
    pub(super) kernel: Kernel,
    pub(super) bias: Vec<f32>,
    /// What `kernel` stands for, to compute with; nothing where it is floats itself.
    decoded: Vec<f32>,
}

impl Tensors {
    pub(super) fn new(kernel: Kernel, bias: Vec<f32>) -> Self {
        let decoded = if let Kernel::Codes(codes) = &kernel { codes.kernel() } else { Vec::new() };
        Self { kernel, bias, decoded }
    }

    /// The kernel's values, output channels last.
    pub(super) fn values(&self) -> &[f32] {
        if let Kernel::Floats(values) = &self.kernel { values } else { &self.decoded }
    }
}

/// A network that answers.
#[derive(Clone, Debug)]
pub struct Network {
    pub(super) layout: Layout,
    /// Of each layer that has some, in order.
    pub(super) tensors: Vec<Tensors>,
}

impl Network {
    /// The classifier with these weights, in the order of [`Layout`], rounded as `params` says.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], [`EstimatorError::Shape`] when they are not one finite number a weight.
    pub fn new(params: &CnnParams, weights: &[f32]) -> Result<Self, EstimatorError> {
        params.check()?;
        let layout = Layout::new(params)?;
        layout.check_weights(weights)?;
        let tensors = layout.tensors.chunks_exact(2).map(|pair| {
            let [kernel, bias] = [0, 1].map(|i| &weights[pair[i].offset..][..pair[i].size]);
            let kernel = match params.weights {
                WeightType::Float32 => Kernel::Floats(kernel.to_vec()),
                WeightType::Int8 => Kernel::Codes(Codes::round(kernel, bias.len())),
            };
            Tensors::new(kernel, bias.to_vec())
        });
        Ok(Self { tensors: tensors.collect(), layout })
    }

    pub(super) fn from_tensors(layout: Layout, tensors: Vec<Tensors>) -> Self {
        Self { layout, tensors }
    }

    /// Logits of `x`, `[n, 784]` from 0 to 1: `[n, 10]`.
    fn scores(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, self.n_features_in())?;
        let mut scores = Matrix::zeros(x.rows(), N_CLASSES);
        for i in 0..x.rows() {
            forward(&self.layout.ops, &self.tensors, x.row(i), scores.row_mut(i));
        }
        Ok(scores)
    }
}

impl Classifier for Network {
    fn n_features_in(&self) -> usize {
        SIDE * SIDE
    }

    fn predict_proba(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        let mut proba = self.scores(x)?;
        for i in 0..proba.rows() {
            softmax(proba.row_mut(i));
        }
        Ok(proba)
    }

    fn logits(&self, x: &Matrix) -> Result<Option<Matrix>, EstimatorError> {
        self.scores(x).map(Some)
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        saved::save(self, file, prefix);
    }
}
