//! The convolutions of a network, forwards and backwards.

use super::architecture::{Architecture, Step, outputs};
use super::kernels::{
    ConvShape, PoolShape, add_backprop_filter, conv2d, conv2d_backprop_input, max_pool, max_pool_gradient,
    relu_gradient, sum_channels, winograd,
};
use super::params::NetworkParams;
use crate::estimator::{EstimatorError, check_length};
use crate::preprocess::PIXELS;

/// The layers before a network's first dense one, for training: convolutions with bias and ReLU, and poolings. What they
/// gave stays here between [`ConvStack::forward`] and [`ConvStack::backward`], so that nothing is copied between layers.
#[derive(Clone, Debug)]
pub struct ConvStack {
    steps: Vec<Step>,
    n_weights: usize,
    /// What went into each step of the last `forward`, `[n, values]`, and what came out of the last one.
    values: Vec<Vec<f32>>,
    /// The weights that it was computed with.
    weights: Vec<f32>,
}

impl ConvStack {
    /// # Errors
    /// [`EstimatorError::Parameter`]
    pub fn new(params: &NetworkParams) -> Result<Self, EstimatorError> {
        let architecture = Architecture::new(params)?;
        let is_early = |step: &&Step| !matches!(step, Step::Dense { .. });
        let steps: Vec<_> = architecture.steps.iter().take_while(is_early).copied().collect();
        let n_weights = steps.iter().map(n_weights).sum();
        Ok(Self { steps, n_weights, values: Vec::new(), weights: Vec::new() })
    }

    /// Values that an image becomes.
    pub fn n_features(&self) -> usize {
        self.steps.last().map_or(PIXELS, outputs)
    }

    /// What the layers make of each image. `images` is `[n, 784]`, pixels from 0 to 1; the outcome `[n, n_features]`.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`]; nothing has changed then.
    pub fn forward(&mut self, weights: &[f32], images: Vec<f32>) -> Result<&[f32], EstimatorError> {
        check_length("weights", self.n_weights, weights.len())?;
        let n = images.len() / PIXELS;
        check_length("pixels", n * PIXELS, images.len())?;
        self.weights = weights.to_vec();
        self.values.resize_with(self.steps.len() + 1, Vec::new);
        self.values[0] = images;
        let mut left = weights;
        for (number, step) in self.steps.iter().enumerate() {
            let [values, out, ..] = &mut self.values[number..] else { break };
            out.resize(n * outputs(step), 0.0);
            match *step {
                Step::Conv(shape) => {
                    let (kernel, bias) = take_layer(&mut left, &shape);
                    let shape = ConvShape { batch: n, ..shape };
                    (Convolution::of(&shape).forward)(&shape, values, kernel, bias, true, out);
                }
                Step::MaxPool { height, width, channels } => pool_all((height, width, channels), values, out),
                Step::Dense { .. } => {}
            }
        }
        Ok(self.values.last().map_or(&[], Vec::as_slice))
    }

    /// The gradient of all weights, when that of the last `forward`'s outcome is `dy`.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when `dy` is not like that outcome.
    pub fn backward(&self, mut dy: Vec<f32>) -> Result<Vec<f32>, EstimatorError> {
        check_length("gradient of the features", self.values.last().map_or(0, Vec::len), dy.len())?;
        let mut gradient = vec![0.0; self.n_weights];
        let mut end = self.n_weights;
        for (number, step) in self.steps.iter().enumerate().rev() {
            let (x, y) = (&self.values[number], &self.values[number + 1]);
            let start = end - n_weights(step);
            match *step {
                Step::Conv(shape) => {
                    let shape = ConvShape { batch: x.len() / shape.input_size(), ..shape };
                    relu_gradient(y, &mut dy);
                    let (kernel, bias) = gradient[start..end].split_at_mut(shape.filter_size());
                    sum_channels(&dy, bias);
                    let convolution = Convolution::of(&shape);
                    (convolution.add_backprop_filter)(&shape, x, &dy, kernel);
                    // Nobody asks for the gradient of the first image.
                    if number > 0 {
                        let mut dx = vec![0.0; x.len()];
                        let kernel = &self.weights[start..][..shape.filter_size()];
                        (convolution.backprop_input)(&shape, &dy, kernel, &mut dx);
                        dy = dx;
                    }
                }
                Step::MaxPool { height, width, channels } => {
                    let mut dx = vec![0.0; x.len()];
                    max_pool_gradient(&halving(x.len(), (height, width, channels)), x, &dy, &mut dx);
                    dy = dx;
                }
                Step::Dense { .. } => {}
            }
            end = start;
        }
        Ok(gradient)
    }
}

/// As [`conv2d`].
type Forward = fn(&ConvShape, &[f32], &[f32], &[f32], bool, &mut [f32]);
/// As [`conv2d_backprop_input`] and [`add_backprop_filter`].
type Gradient = fn(&ConvShape, &[f32], &[f32], &mut [f32]);

/// A convolution and its gradients, as quick as they are for a shape.
struct Convolution {
    forward: Forward,
    backprop_input: Gradient,
    add_backprop_filter: Gradient,
}

impl Convolution {
    fn of(shape: &ConvShape) -> Self {
        if winograd::suits(shape) {
            Self {
                forward: winograd::conv2d,
                backprop_input: winograd::conv2d_backprop_input,
                add_backprop_filter: winograd::add_backprop_filter,
            }
        } else {
            Self { forward: conv2d, backprop_input: conv2d_backprop_input, add_backprop_filter }
        }
    }
}

/// Kernel and bias.
fn n_weights(step: &Step) -> usize {
    match step {
        Step::Conv(shape) => shape.filter_size() + shape.out_channels,
        _ => 0,
    }
}

/// The next layer's kernel and bias.
fn take_layer<'a>(weights: &mut &'a [f32], shape: &ConvShape) -> (&'a [f32], &'a [f32]) {
    let (kernel, rest) = weights.split_at(shape.filter_size());
    let (bias, rest) = rest.split_at(shape.out_channels);
    *weights = rest;
    (kernel, bias)
}

fn pool_all(image: (usize, usize, usize), values: &[f32], out: &mut [f32]) {
    let (height, width, channels) = image;
    let pooled = (height / 2) * (width / 2) * channels;
    for (values, out) in values.chunks_exact(height * width * channels).zip(out.chunks_exact_mut(pooled)) {
        max_pool(image, values, out);
    }
}

/// Pooling of all images whose values are `len` in number.
fn halving(len: usize, (height, width, channels): (usize, usize, usize)) -> PoolShape {
    PoolShape {
        batch: len / (height * width * channels),
        image: (height, width, channels),
        window: (2, 2),
        stride: (2, 2),
        pad: (0, 0),
        out: (height / 2, width / 2),
    }
}
