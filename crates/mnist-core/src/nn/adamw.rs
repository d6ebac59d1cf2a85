//! The optimizer: AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019) with gradient clipping and a
//! running average of the weights.

use super::layout::Layout;
use super::params::{CnnParams, range};
use crate::estimator::EstimatorError;
use crate::math;
use crate::tensors::{TensorError, TensorFile};

/// Keeps Adam's steps finite where the gradient is 0; its usual value.
const EPSILON: f32 = 1e-8;

/// Weights on their way, and what the steps before left: everything that a resumed training needs of the optimizer.
#[derive(Clone, Debug, PartialEq)]
pub struct AdamW {
    hyper: Hyper,
    /// 1 where weight decay works, 0 elsewhere.
    decays: Vec<f32>,
    steps: u32,
    weights: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
    average: Vec<f32>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Hyper {
    beta1: f64,
    beta2: f64,
    weight_decay: f64,
    average_decay: f64,
    max_norm: f64,
}

impl AdamW {
    /// Starts at `weights`, in the order of [`Layout`].
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], [`EstimatorError::Shape`] when they are not one finite number a weight.
    pub fn new(params: &CnnParams, weights: Vec<f32>) -> Result<Self, EstimatorError> {
        params.check()?;
        let layout = Layout::new(params)?;
        layout.check_weights(&weights)?;
        let n = weights.len();
        let decays = layout.tensors.iter().flat_map(|t| core::iter::repeat_n(f32::from(u8::from(t.decays)), t.size));
        let hyper = Hyper {
            beta1: params.beta1,
            beta2: params.beta2,
            weight_decay: params.weight_decay,
            average_decay: params.average_decay,
            max_norm: params.max_gradient_norm,
        };
        let (mean, square, average) = (vec![0.0; n], vec![0.0; n], weights.clone());
        Ok(Self { hyper, decays: decays.collect(), steps: 0, weights, mean, square, average })
    }

    /// One step against the mean of `gradients`, `shards` vectors one after the other, each the mean over as many samples.
    /// Returns the length of that mean before clipping. Sums are in the order of shards and weights.
    ///
    /// # Errors
    /// [`EstimatorError::Diverged`] when the length is not finite; [`EstimatorError::Shape`], and
    /// [`EstimatorError::Parameter`] for a learning rate outside 0..=1. The state is then as it was.
    pub fn step(&mut self, gradients: &[f32], shards: usize, learning_rate: f64) -> Result<f64, EstimatorError> {
        range("learning_rate", learning_rate, 1.0)?;
        let gradient = self.mean_gradient(gradients, shards)?;
        let norm = gradient.iter().map(|&g| f64::from(g) * f64::from(g)).sum::<f64>().sqrt();
        if !norm.is_finite() {
            return Err(EstimatorError::Diverged { step: self.steps + 1 });
        }
        self.steps += 1;
        let clip = if norm > self.hyper.max_norm { self.hyper.max_norm / norm } else { 1.0 };
        self.update(&gradient, clip as f32, learning_rate);
        self.update_average();
        Ok(norm)
    }

    fn mean_gradient(&self, gradients: &[f32], shards: usize) -> Result<Vec<f32>, EstimatorError> {
        let n = self.weights.len();
        if shards == 0 || shards.checked_mul(n) != Some(gradients.len()) {
            let (expected, found) = (format!("shards, at least 1, times {n} values"), gradients.len());
            return Err(EstimatorError::Shape {
                what: "gradients",
                expected,
                found: format!("{shards} shards, {found} values"),
            });
        }
        let mut sum = vec![0.0f64; n];
        for shard in gradients.chunks_exact(n) {
            sum.iter_mut().zip(shard).for_each(|(sum, &g)| *sum += f64::from(g));
        }
        Ok(sum.iter().map(|sum| (sum / shards as f64) as f32).collect())
    }

    fn update(&mut self, gradient: &[f32], clip: f32, learning_rate: f64) {
        let Hyper { beta1, beta2, weight_decay, .. } = self.hyper;
        let corrected = |beta: f64| 1.0 - math::pow(beta, f64::from(self.steps));
        // lr * (m / c1) / (sqrt(v / c2) + epsilon), the two corrections taken out of the loop.
        let rate = (learning_rate / corrected(beta1)) as f32;
        let root = (1.0 / corrected(beta2).sqrt()) as f32;
        let decay = (learning_rate * weight_decay) as f32;
        let (beta1, beta2) = (beta1 as f32, beta2 as f32);
        let state = self.weights.iter_mut().zip(&mut self.mean).zip(&mut self.square);
        for (((w, m), v), (&g, &decays)) in state.zip(gradient.iter().zip(&self.decays)) {
            let g = g * clip;
            *m = beta1 * *m + (1.0 - beta1) * g;
            *v = beta2 * *v + (1.0 - beta2) * g * g;
            *w -= decay * decays * *w + rate * *m / (v.sqrt() * root + EPSILON);
        }
    }

    /// The exponentially weighted mean of all weights so far: the newest has this share of it, and the shares sum to 1.
    fn update_average(&mut self) {
        let decay = self.hyper.average_decay;
        let share = ((1.0 - decay) / (1.0 - math::pow(decay, f64::from(self.steps)))) as f32;
        self.average.iter_mut().zip(&self.weights).for_each(|(average, w)| *average += share * (w - *average));
    }

    /// The weights now.
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// The running average over all steps without a bias towards the start; before the first step, the weights.
    pub fn averaged_weights(&self) -> &[f32] {
        &self.average
    }

    /// The state as a safetensors file.
    ///
    /// # Errors
    /// [`EstimatorError::Tensors`]: none that a caller can bring about.
    pub fn save(&self) -> Result<Vec<u8>, EstimatorError> {
        let mut file = TensorFile::default();
        let n = self.weights.len();
        for (name, values) in NAMES.into_iter().zip([&self.weights, &self.mean, &self.square, &self.average]) {
            file.put_f32(name, &[n], values);
        }
        file.put_u32(STEPS, &[1], &[self.steps]);
        Ok(file.serialize()?)
    }

    /// Reads what [`AdamW::save`] wrote; `params` are those of the training.
    ///
    /// # Errors
    /// [`EstimatorError::Tensors`] when a tensor is missing, has another shape or cannot be; [`EstimatorError::Parameter`].
    pub fn load(params: &CnnParams, bytes: &[u8]) -> Result<Self, EstimatorError> {
        let file = TensorFile::parse(bytes)?;
        let shape = [Layout::new(params)?.n_weights];
        let [weights, mean, square, average] = NAMES.map(|name| file.f32_of_shape(name, &shape));
        let (square, steps) = (square?, steps(&file)?);
        if square.iter().any(|&v| v < 0.0) {
            return Err(TensorError::mismatch(NAMES[2], "mean squares, 0 or more", "a negative value").into());
        }
        Ok(Self { steps, mean: mean?, square, average: average?, ..Self::new(params, weights?)? })
    }
}

/// Tensors of the state, in the order of the fields.
const NAMES: [&str; 4] = ["weights", "gradient_mean", "gradient_square", "average"];
const STEPS: &str = "steps";

fn steps(file: &TensorFile) -> Result<u32, TensorError> {
    let (shape, values) = file.u32(STEPS)?;
    match (&shape[..], &values[..]) {
        ([1], &[steps]) => Ok(steps),
        _ => Err(TensorError::mismatch(STEPS, "shape [1]", format!("shape {shape:?}"))),
    }
}
