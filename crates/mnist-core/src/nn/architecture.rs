//! Layers with their sizes.

use super::kernels::ConvShape;
use super::params::{Layer, NetworkParams, Padding, out_of_range, whole};
use crate::classifier::N_CLASSES;
use crate::estimator::{EstimatorError, check_length};
use crate::preprocess::{PIXELS, SIDE};

/// More than any reader of digits needs, and little enough for every size here to be far from overflow.
const MAX_LAYERS: usize = 16;
const MAX_WEIGHTS: usize = 4_000_000;

/// A layer with the sizes that it works on, for one image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Convolution, bias, ReLU.
    Conv(ConvShape),
    /// The largest of 2 x 2.
    MaxPool { height: usize, width: usize, channels: usize },
    /// Product, bias, and ReLU unless it is the last.
    Dense { inputs: usize, units: usize, relu: bool },
}

/// One tensor among all weights, which are one vector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TensorSpec {
    /// `layers.0.kernel` or `layers.0.bias`, by the number of the layer; the last dense layer has the number after.
    pub name: String,
    /// `[height, width, in, out]` of a convolution, `[in, out]` of a dense layer, `[out]` of a bias.
    pub shape: Vec<usize>,
    /// Where it begins.
    pub offset: usize,
    /// How many values it has.
    pub size: usize,
    /// Whether it is a kernel, which decays and can be stored as integers.
    pub is_kernel: bool,
}

impl TensorSpec {
    /// Its last dimension: the channels or units that the layer gives.
    pub(super) fn channels(&self) -> usize {
        self.shape.last().copied().unwrap_or(1)
    }
}

/// What the layers of a network come to, checked: those of one member, where it has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Architecture {
    pub(super) steps: Vec<Step>,
    tensors: Vec<TensorSpec>,
    n_weights: usize,
}

impl Architecture {
    /// Follows an image through the layers of `params`.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`] when a number is out of its range or a layer has nothing left to work on.
    pub fn new(params: &NetworkParams) -> Result<Self, EstimatorError> {
        params.check()?;
        if params.layers.len() > MAX_LAYERS {
            return Err(out_of_range("layers", &format!("at most {MAX_LAYERS} layers"), params.layers.len()));
        }
        let mut image = Some((SIDE, SIDE, 1));
        let mut features = PIXELS;
        let mut architecture = Self { steps: Vec::new(), tensors: Vec::new(), n_weights: 0 };
        for (number, layer) in params.layers.iter().enumerate() {
            let step = match (*layer, image) {
                (Layer::Dense { units }, _) => {
                    size("units", units, 1024)?;
                    image = None;
                    Step::Dense { inputs: features, units, relu: true }
                }
                (Layer::Conv { filters, size, padding }, Some(at)) => {
                    let shape = convolution(at, filters, size, padding)?;
                    image = Some((shape.out_height, shape.out_width, filters));
                    Step::Conv(shape)
                }
                (Layer::MaxPool {}, Some((height, width, channels))) if height > 1 && width > 1 => {
                    image = Some((height / 2, width / 2, channels));
                    Step::MaxPool { height, width, channels }
                }
                (Layer::MaxPool {}, Some(_)) => return Err(out_of_range("layers", "an image to pool", "1 x 1 pixels")),
                (_, None) => return Err(out_of_range("layers", "convolutions before dense layers", "one after")),
            };
            features = outputs(&step);
            architecture.push(number, step)?;
        }
        let last = Step::Dense { inputs: features, units: N_CLASSES, relu: false };
        architecture.push(params.layers.len(), last)?;
        Ok(architecture)
    }

    /// The tensors in the order in which they lie in the vector of all weights, without gaps.
    pub fn tensors(&self) -> &[TensorSpec] {
        &self.tensors
    }

    /// All weights.
    pub fn n_weights(&self) -> usize {
        self.n_weights
    }

    /// Refuses what is not one finite number a weight.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`], [`EstimatorError::Parameter`].
    pub(super) fn check_weights(&self, weights: &[f32]) -> Result<(), EstimatorError> {
        check_length("weights", self.n_weights, weights.len())?;
        match weights.iter().position(|w| !w.is_finite()) {
            None => Ok(()),
            Some(at) => Err(out_of_range("weights", "finite numbers", format!("{} at {at}", weights[at]))),
        }
    }

    fn push(&mut self, number: usize, step: Step) -> Result<(), EstimatorError> {
        let shape = match step {
            Step::Conv(s) => Some(vec![s.filter_height, s.filter_width, s.in_channels, s.out_channels]),
            Step::Dense { inputs, units, .. } => Some(vec![inputs, units]),
            Step::MaxPool { .. } => None,
        };
        if let Some(shape) = shape {
            let bias = shape.last().copied().into_iter().collect();
            self.push_tensor(format!("layers.{number}.kernel"), shape, true);
            self.push_tensor(format!("layers.{number}.bias"), bias, false);
        }
        self.steps.push(step);
        if self.n_weights <= MAX_WEIGHTS {
            return Ok(());
        }
        Err(out_of_range("layers", &format!("at most {MAX_WEIGHTS} weights"), self.n_weights))
    }

    fn push_tensor(&mut self, name: String, shape: Vec<usize>, is_kernel: bool) {
        let size = shape.iter().product();
        self.tensors.push(TensorSpec { name, shape, offset: self.n_weights, size, is_kernel });
        self.n_weights += size;
    }
}

fn size(name: &str, value: usize, most: u32) -> Result<(), EstimatorError> {
    whole(name, u32::try_from(value).unwrap_or(u32::MAX), 1, most)
}

fn convolution(
    (height, width, channels): (usize, usize, usize),
    filters: usize,
    size: usize,
    padding: Padding,
) -> Result<ConvShape, EstimatorError> {
    self::size("filters", filters, 256)?;
    self::size("size", size, 7)?;
    if padding == Padding::Valid && (size > height || size > width) {
        return Err(out_of_range("size", &format!("at most the image's {height} x {width}"), size));
    }
    let (pad, lost) = match padding {
        Padding::Same => ((size - 1) / 2, 0),
        Padding::Valid => (0, size - 1),
    };
    Ok(ConvShape {
        batch: 1,
        in_height: height,
        in_width: width,
        in_channels: channels,
        filter_height: size,
        filter_width: size,
        stride_height: 1,
        stride_width: 1,
        pad_top: pad,
        pad_left: pad,
        out_height: height - lost,
        out_width: width - lost,
        out_channels: filters,
    })
}

/// Values that a step gives.
pub(super) fn outputs(step: &Step) -> usize {
    match *step {
        Step::Conv(shape) => shape.out_height * shape.out_width * shape.out_channels,
        Step::MaxPool { height, width, channels } => (height / 2) * (width / 2) * channels,
        Step::Dense { units, .. } => units,
    }
}
