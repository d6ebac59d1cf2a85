//! A network that reads.

use super::architecture::{Architecture, Step, outputs};
use super::kernels::{conv2d, dense, max_pool};
use super::params::{NetworkParams, Precision};
use super::quantise::QuantisedKernel;
use super::{saved, views};
use crate::classifier::{Classifier, N_CLASSES, check_features};
use crate::estimator::{EstimatorError, check_length};
use crate::matrix::{Matrix, finite};
use crate::preprocess::PIXELS;
use crate::softmax::softmax;
use crate::tensors::TensorFile;

/// A trained network over images of 28 x 28, pixels from 0 to 1; or a committee of several, whose scores are averaged over its
/// members and over views of the image.
#[derive(Clone, Debug)]
pub struct Network {
    architecture: Architecture,
    members: Vec<Member>,
    views: usize,
}

/// One network of a committee.
#[derive(Clone, Debug)]
struct Member {
    /// As they are stored where they are stored as integers, in the order of the architecture; else none.
    kernels: Vec<QuantisedKernel>,
    /// What the network computes with; kernels as those integers have them.
    weights: Vec<f32>,
}

impl Network {
    /// A network out of all its weights, in the order of [`Architecture::tensors`], member after member.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], [`EstimatorError::Shape`] when they are not one finite number a weight.
    pub fn new(params: &NetworkParams, weights: Vec<f32>) -> Result<Self, EstimatorError> {
        let architecture = Architecture::new(params)?;
        check_length("weights", architecture.n_weights() * params.members as usize, weights.len())?;
        let mut members = Vec::new();
        for weights in weights.chunks_exact(architecture.n_weights()) {
            architecture.check_weights(weights)?;
            let kernels = match params.weights {
                Precision::Float32 => Vec::new(),
                Precision::Int8 => quantise(&architecture, weights),
            };
            members.push(Member::of(&architecture, weights.to_vec(), kernels));
        }
        Ok(Self { architecture, members, views: params.views as usize })
    }

    /// Reads what [`Classifier::save`] wrote.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`]; [`EstimatorError::Tensors`] when a tensor is missing, has another shape or cannot be.
    pub fn load(params: &NetworkParams, file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let architecture = Architecture::new(params)?;
        let mut members = Vec::new();
        for member in 0..params.members {
            let prefix = saved::member_prefix(prefix, member, params.members);
            let (weights, kernels) = saved::load(&architecture, params.weights, file, &prefix)?;
            members.push(Member::of(&architecture, weights, kernels));
        }
        Ok(Self { architecture, members, views: params.views as usize })
    }

    /// The scores of every image, `[n, 10]`.
    fn all_scores(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, PIXELS)?;
        let mut scores = Matrix::zeros(x.rows(), N_CLASSES);
        for i in 0..x.rows() {
            scores.row_mut(i).copy_from_slice(&self.scores(x.row(i)));
        }
        Ok(scores)
    }

    /// The ten scores of one image before their softmax, `x` of 784 values: the mean over members and views. A softmax of mean
    /// scores is again one of scores, so that temperature and certainty mean what they mean for a single network.
    fn scores(&self, x: &[f32]) -> [f32; N_CLASSES] {
        let mut sum = [0.0; N_CLASSES];
        for view in 0..self.views {
            for member in &self.members {
                let scores = member.scores(&self.architecture, views::view(x, view));
                sum.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
            }
        }
        let count = (self.members.len() * self.views) as f32;
        sum.map(|score| score / count)
    }
}

impl Member {
    /// `kernels`, where there are such, replace those among `weights`.
    fn of(architecture: &Architecture, mut weights: Vec<f32>, kernels: Vec<QuantisedKernel>) -> Self {
        for (spec, kernel) in architecture.tensors().iter().filter(|spec| spec.is_kernel).zip(&kernels) {
            weights[spec.offset..][..spec.size].iter_mut().zip(kernel.weights()).for_each(|(to, from)| *to = from);
        }
        Self { kernels, weights }
    }

    /// The ten scores that this one gives an image; `values` are its 784 pixels at first.
    fn scores(&self, architecture: &Architecture, mut values: Vec<f32>) -> Vec<f32> {
        let mut tensors = architecture.tensors().iter();
        let mut next = || tensors.next().map_or(&[][..], |spec| &self.weights[spec.offset..][..spec.size]);
        for step in &architecture.steps {
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

/// Every kernel among `weights` as integers.
fn quantise(architecture: &Architecture, weights: &[f32]) -> Vec<QuantisedKernel> {
    let kernels = architecture.tensors().iter().filter(|spec| spec.is_kernel);
    kernels.map(|spec| QuantisedKernel::of(&weights[spec.offset..][..spec.size], spec.channels())).collect()
}

impl Classifier for Network {
    fn n_features_in(&self) -> usize {
        PIXELS
    }

    fn predict_proba(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        let mut proba = self.all_scores(x)?;
        for i in 0..proba.rows() {
            softmax(proba.row_mut(i));
        }
        Ok(proba)
    }

    fn logits(&self, x: &Matrix) -> Result<Option<Matrix>, EstimatorError> {
        let mut scores = self.all_scores(x)?;
        // Sums of huge values overflow, and a matrix is always finite.
        (0..scores.rows()).for_each(|i| scores.row_mut(i).iter_mut().for_each(|score| *score = finite(*score)));
        Ok(Some(scores))
    }

    fn facts(&self) -> Vec<(&'static str, f64)> {
        vec![("n_weights", (self.members.len() * self.architecture.n_weights()) as f64)]
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        for (member, Member { kernels, weights }) in (0..).zip(&self.members) {
            let prefix = saved::member_prefix(prefix, member, self.members.len() as u32);
            saved::save(&self.architecture, kernels, weights, file, &prefix);
        }
    }
}
