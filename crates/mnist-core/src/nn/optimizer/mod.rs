//! Steps along gradients.

mod adamw;
mod muon;

use core::ops::Range;

use super::architecture::{Architecture, TensorSpec};
use super::params::{Method, NetworkParams, at_least_0};
use crate::estimator::EstimatorError;
use crate::tensors::{TensorError, TensorFile};

/// AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019), or Muon for the kernels of hidden layers and
/// AdamW for the rest, with an exponential average of the weights that becomes the model. Numbers are kept as `f32` and each
/// step is computed in `f64`.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimizer {
    params: NetworkParams,
    tensors: Vec<Tensor>,
    weights: Vec<f32>,
    average: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
    steps: u32,
}

/// The weights of a tensor, and how they step.
#[derive(Clone, Debug, PartialEq)]
struct Tensor {
    range: Range<usize>,
    /// A kernel decays.
    is_kernel: bool,
    /// Columns of the matrix that Muon steps along; none for AdamW.
    columns: Option<usize>,
}

impl Optimizer {
    /// Starts from `weights`, one for each of the architecture's.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], [`EstimatorError::Shape`].
    pub fn new(params: &NetworkParams, weights: Vec<f32>) -> Result<Self, EstimatorError> {
        let architecture = Architecture::new(params)?;
        let n = architecture.n_weights();
        architecture.check_weights(&weights)?;
        let average = weights.clone();
        Ok(Self {
            params: params.clone(),
            tensors: tensors(&architecture, params.optimizer),
            weights,
            average,
            mean: vec![0.0; n],
            square: vec![0.0; n],
            steps: 0,
        })
    }

    /// Steps along the mean of the gradients of `shards` equal shards, `[shards, weights]`, and returns that mean's length
    /// before it was shortened to `max_gradient_norm`.
    ///
    /// # Errors
    /// [`EstimatorError::Diverged`] when the length is not finite; [`EstimatorError::Shape`], [`EstimatorError::Parameter`] for a
    /// learning rate that is not finite or below 0. Nothing has changed then.
    pub fn step(&mut self, gradients: &[f32], shards: usize, learning_rate: f64) -> Result<f64, EstimatorError> {
        let n = self.weights.len();
        at_least_0("learning_rate", learning_rate)?;
        if shards == 0 || shards.checked_mul(n) != Some(gradients.len()) {
            return Err(EstimatorError::Shape {
                what: "gradients",
                expected: format!("{n} values for each of at least one shard"),
                found: format!("{} values for {shards}", gradients.len()),
            });
        }
        let mut gradient = vec![0.0f64; n];
        for shard in gradients.chunks_exact(n) {
            gradient.iter_mut().zip(shard).for_each(|(sum, &g)| *sum += f64::from(g) / shards as f64);
        }
        let norm = gradient.iter().fold(0.0, |sum, g| sum + g * g).sqrt();
        if !norm.is_finite() {
            return Err(EstimatorError::Diverged { step: self.steps + 1 });
        }
        let shortened = (self.params.max_gradient_norm / norm.max(f64::MIN_POSITIVE)).min(1.0);
        self.steps += 1;
        gradient.iter_mut().for_each(|g| *g *= shortened);
        self.move_weights(&gradient, learning_rate);
        Ok(norm)
    }

    /// Moves all weights, a tensor at a time, and their average.
    fn move_weights(&mut self, gradient: &[f64], learning_rate: f64) {
        let Self { params, tensors, weights, average, mean, square, steps } = self;
        let moments = adamw::Moments::at(params, *steps);
        // The average begins as the plain mean of the steps so far and forgets its beginning.
        let keep = params.average_decay.min(f64::from(*steps - 1) / f64::from(*steps));
        for Tensor { range, is_kernel, columns } in tensors {
            let (gradient, mean) = (&gradient[range.clone()], &mut mean[range.clone()]);
            let direction = match *columns {
                Some(columns) => muon::direction(mean, gradient, columns),
                None => moments.direction(mean, &mut square[range.clone()], gradient),
            };
            let decay = if *is_kernel { params.weight_decay } else { 0.0 };
            for (at, direction) in range.clone().zip(direction) {
                let weight = f64::from(weights[at]);
                let moved = weight - learning_rate * (direction + decay * weight);
                weights[at] = moved as f32;
                average[at] = (keep * f64::from(average[at]) + (1.0 - keep) * moved) as f32;
            }
        }
    }

    /// The weights after the last step.
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// The average of the weights after each step.
    pub fn averaged_weights(&self) -> &[f32] {
        &self.average
    }

    /// Puts all that further steps depend on into a file.
    pub fn save(&self, file: &mut TensorFile) {
        for (name, values) in self.vectors() {
            file.put_f32(name, &[values.len()], values);
        }
        file.put_u32("steps", &[1], &[self.steps]);
    }

    /// Goes on where [`AdamW::save`] was called, with the same `params`.
    ///
    /// # Errors
    /// As [`AdamW::new`]; [`EstimatorError::Tensors`] when a tensor is missing or does not fit.
    pub fn load(params: &NetworkParams, file: &TensorFile) -> Result<Self, EstimatorError> {
        let n = Architecture::new(params)?.n_weights();
        let vector = |name: &str| file.f32_of_shape(name, &[n]);
        let mut optimizer = Self::new(params, vector("weights")?)?;
        optimizer.average = vector("average")?;
        optimizer.mean = vector("mean")?;
        optimizer.square = vector("square")?;
        if optimizer.square.iter().any(|&square| square < 0.0) {
            return Err(TensorError::mismatch("square", "mean squares, 0 or more", "a number below 0").into());
        }
        optimizer.steps = match (file.u32("steps")?.0.as_slice(), file.u32("steps")?.1.as_slice()) {
            ([1], &[steps]) => steps,
            (shape, _) => return Err(TensorError::mismatch("steps", "shape [1]", format!("shape {shape:?}")).into()),
        };
        Ok(optimizer)
    }

    fn vectors(&self) -> [(&'static str, &[f32]); 4] {
        [("weights", &self.weights), ("average", &self.average), ("mean", &self.mean), ("square", &self.square)]
    }
}

/// Muon is for matrices between hidden layers; biases and the last layer, whose columns are classes, keep AdamW.
fn tensors(architecture: &Architecture, method: Method) -> Vec<Tensor> {
    let specs = architecture.tensors();
    let last = specs.len().saturating_sub(2);
    let tensor = |(number, spec): (usize, &TensorSpec)| Tensor {
        range: spec.offset..spec.offset + spec.size,
        is_kernel: spec.is_kernel,
        columns: (method == Method::Muon && spec.is_kernel && number < last).then(|| spec.channels()),
    };
    specs.iter().enumerate().map(tensor).collect()
}
