//! The layers with their sizes, and the place of every weight in one vector.

use serde::Serialize;

use super::params::{CnnParams, LayerParams, Padding, count};
use crate::classifier::N_CLASSES;
use crate::estimator::EstimatorError;

/// Pixels across and down of the images.
pub(super) const SIDE: usize = 28;
const MAX_LAYERS: usize = 24;
/// A corrupt or careless description must not ask for gigabytes.
const MAX_WEIGHTS: usize = 4_000_000;

/// The size of an image between two layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) side: usize,
    pub(super) channels: usize,
}

impl Size {
    /// How many numbers it is.
    pub(super) fn len(self) -> usize {
        self.side * self.side * self.channels
    }
}

/// What a layer computes. Convolutions and dense layers own two tensors each, kernel and bias, in the order of the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    Conv { input: Size, output: Size, size: usize, padding: Padding },
    MaxPool { input: Size },
    Dense { inputs: usize, outputs: usize, relu: bool },
}

impl Op {
    /// How many numbers come out for one image.
    pub(super) fn n_out(self) -> usize {
        match self {
            Self::Conv { output, .. } => output.len(),
            Self::MaxPool { input } => pooled(input).len(),
            Self::Dense { outputs, .. } => outputs,
        }
    }

    /// The shape of its kernel, the output channels last; none for pooling.
    fn kernel_shape(self) -> Option<Vec<usize>> {
        match self {
            Self::Conv { input, output, size, .. } => Some(vec![size, size, input.channels, output.channels]),
            Self::MaxPool { .. } => None,
            Self::Dense { inputs, outputs, .. } => Some(vec![inputs, outputs]),
        }
    }
}

/// Where a tensor is in the vector of all weights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TensorPlace {
    /// `layers.N.kernel` or `layers.N.bias`, N the layer's place in the parameters; the layer of logits comes after them.
    pub name: String,
    /// `[rows, columns, inputs, outputs]` for the kernel of a convolution, `[inputs, outputs]` for a dense one, `[outputs]`
    /// for a bias; row-major.
    pub shape: Vec<usize>,
    /// Index of its first value.
    pub offset: usize,
    /// Number of its values.
    pub size: usize,
    /// Whether weight decay works on it: on kernels, not on biases.
    pub decays: bool,
}

/// All tensors of a network in one vector.
#[derive(Clone, Debug, Serialize)]
pub struct Layout {
    /// Length of the vector.
    pub n_weights: usize,
    /// In the order of their offsets, without gaps.
    pub tensors: Vec<TensorPlace>,
    #[serde(skip)]
    pub(super) ops: Vec<Op>,
}

impl Layout {
    /// Works out the sizes of all layers.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`] when a layer is out of its range or does not fit what comes before it.
    pub fn new(params: &CnnParams) -> Result<Self, EstimatorError> {
        if params.layers.len() > MAX_LAYERS {
            return Err(refusal("layers", format!("at most {MAX_LAYERS}"), params.layers.len()));
        }
        let mut builder = Builder { flat: None, image: Size { side: SIDE, channels: 1 } };
        let mut ops = Vec::with_capacity(params.layers.len() + 1);
        for (i, layer) in params.layers.iter().enumerate() {
            ops.push(builder.add(i, layer)?);
        }
        ops.push(builder.dense(N_CLASSES, false));
        let mut layout = Self { n_weights: 0, tensors: Vec::new(), ops: Vec::new() };
        for (i, op) in ops.iter().enumerate() {
            if let Some(shape) = op.kernel_shape() {
                layout.place(i, shape);
            }
        }
        if layout.n_weights > MAX_WEIGHTS {
            return Err(refusal("layers", format!("at most {MAX_WEIGHTS} weights in all"), layout.n_weights));
        }
        Ok(Self { ops, ..layout })
    }

    /// Refuses a vector that is not one finite number a weight.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`], [`EstimatorError::Parameter`].
    pub fn check_weights(&self, weights: &[f32]) -> Result<(), EstimatorError> {
        if weights.len() != self.n_weights {
            let (expected, found) = (format!("{} values", self.n_weights), format!("{} values", weights.len()));
            return Err(EstimatorError::Shape { what: "weights", expected, found });
        }
        match weights.iter().position(|w| !w.is_finite()) {
            None => Ok(()),
            Some(at) => Err(refusal("weights", "finite numbers".into(), format!("{} at {at}", weights[at]))),
        }
    }

    fn place(&mut self, layer: usize, kernel: Vec<usize>) {
        let outputs = kernel[kernel.len() - 1];
        for (what, shape, decays) in [("kernel", kernel, true), ("bias", vec![outputs], false)] {
            let (name, size) = (format!("layers.{layer}.{what}"), shape.iter().product());
            self.tensors.push(TensorPlace { name, shape, offset: self.n_weights, size, decays });
            self.n_weights += size;
        }
    }
}

struct Builder {
    image: Size,
    /// Set by the first dense layer.
    flat: Option<usize>,
}

impl Builder {
    fn add(&mut self, i: usize, layer: &LayerParams) -> Result<Op, EstimatorError> {
        let name = |what: &str| format!("layers[{i}].{what}");
        if self.flat.is_some() && !matches!(layer, LayerParams::Dense { .. }) {
            return Err(refusal(&name("kind"), "dense, as the layer before".into(), "a layer of images"));
        }
        match *layer {
            LayerParams::Conv { filters, size, padding } => {
                count(&name("filters"), filters, 1, 256)?;
                count(&name("size"), size, 1, 7)?;
                self.conv(filters as usize, size as usize, padding)
                    .ok_or_else(|| refusal(&name("size"), format!("at most the image's {}", self.image.side), size))
            }
            LayerParams::MaxPool { size } => {
                count(&name("size"), size, 2, 2)?;
                self.max_pool().ok_or_else(|| refusal(&name("kind"), "an image of at least 2 x 2".into(), "1 x 1"))
            }
            LayerParams::Dense { units } => {
                count(&name("units"), units, 1, 4_096)?;
                Ok(self.dense(units as usize, true))
            }
        }
    }

    fn conv(&mut self, filters: usize, size: usize, padding: Padding) -> Option<Op> {
        let input = self.image;
        let side = match padding {
            Padding::Same => input.side,
            Padding::Valid => (input.side + 1).checked_sub(size).filter(|&side| side > 0)?,
        };
        self.image = Size { side, channels: filters };
        Some(Op::Conv { input, output: self.image, size, padding })
    }

    fn max_pool(&mut self) -> Option<Op> {
        let input = self.image;
        self.image = pooled(input);
        (self.image.side > 0).then_some(Op::MaxPool { input })
    }

    fn dense(&mut self, outputs: usize, relu: bool) -> Op {
        let inputs = self.flat.replace(outputs).unwrap_or_else(|| self.image.len());
        Op::Dense { inputs, outputs, relu }
    }
}

/// The size after pooling.
fn pooled(input: Size) -> Size {
    Size { side: input.side / 2, ..input }
}

fn refusal(name: &str, expected: String, found: impl ToString) -> EstimatorError {
    EstimatorError::Parameter { name: name.into(), expected, found: found.to_string() }
}
