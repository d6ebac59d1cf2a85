//! The parameters of a network and of its training.

use serde::{Deserialize, Serialize};

use super::layout::Layout;
use crate::estimator::EstimatorError;

/// How a convolution treats the edge of its input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Padding {
    /// Zeros around it, so that the output is as large as the input.
    Same,
    /// None: the output is smaller by the kernel's size less 1.
    #[default]
    Valid,
}

/// One layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum LayerParams {
    /// Convolution at stride 1 with bias and ReLU.
    Conv {
        /// Channels that come out, 1 to 256.
        filters: u32,
        /// Side of the kernel, 1 to 7. Default 3.
        #[serde(default = "three")]
        size: u32,
        /// Default valid.
        #[serde(default)]
        padding: Padding,
    },
    /// The largest of each square of `size` x `size` that is wholly inside the input; the squares do not overlap.
    MaxPool {
        /// Side of the square: 2.
        #[serde(default = "two")]
        size: u32,
    },
    /// Fully connected with bias and ReLU. The first one takes an image as rows of pixels of channels.
    Dense {
        /// Numbers that come out, 1 to 4096.
        units: u32,
    },
}

const fn two() -> u32 {
    2
}

const fn three() -> u32 {
    3
}

/// How the kernels of the fitted network are kept. Biases are always 32-bit floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WeightType {
    /// 8-bit integers and one scale an output channel.
    Int8,
    /// As they were trained.
    Float32,
}

/// A network for 28 x 28 pixels, and how it is trained. After `layers` comes a dense layer of ten logits, then softmax.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct CnnParams {
    /// Convolutions and pooling, then dense layers; at most 24, none at all is multinomial logistic regression.
    /// Default: two convolutions of 16, pooling, two of 32, pooling, 64 units: 49,850 weights.
    pub layers: Vec<LayerParams>,
    /// Default int8.
    pub weights: WeightType,
    /// Passes over the training images, 1 to 1000. Default 20.
    pub epochs: u32,
    /// Images a step, 1 to 10,000. Default 128.
    pub batch_size: u32,
    /// The highest learning rate, above 0, at most 1. Default 0.002.
    pub learning_rate: f64,
    /// Epochs in which the learning rate rises from 0 to it, 0 to 1000; from then on it falls as half a cosine. Default 1.
    pub warmup_epochs: f64,
    /// Share of a kernel's weight that a step takes off, times the learning rate; 0 to 10. Default 0.01.
    pub weight_decay: f64,
    /// Decay of the mean gradient, 0 to below 1. Default 0.9.
    pub beta1: f64,
    /// Decay of the mean squared gradient, 0 to below 1. Default 0.999.
    pub beta2: f64,
    /// Share of each label that is spread over all ten classes, 0 to below 1. Default 0.05.
    pub label_smoothing: f64,
    /// Decay of the running average of the weights, 0 (no average) to below 1. Default 0.999.
    pub average_decay: f64,
    /// Longer gradients are shortened to this length, above 0, at most 1e6. Default 5.
    pub max_gradient_norm: f64,
    /// Epochs without a better validation loss after which training stops, 1 to 1000. Default 10.
    pub patience: u32,
}

impl Default for CnnParams {
    fn default() -> Self {
        let conv = |filters| LayerParams::Conv { filters, size: 3, padding: Padding::Valid };
        let pool = LayerParams::MaxPool { size: 2 };
        let layers = vec![conv(16), conv(16), pool, conv(32), conv(32), pool, LayerParams::Dense { units: 64 }];
        Self {
            layers,
            weights: WeightType::Int8,
            epochs: 20,
            batch_size: 128,
            learning_rate: 2e-3,
            warmup_epochs: 1.0,
            weight_decay: 0.01,
            beta1: 0.9,
            beta2: 0.999,
            label_smoothing: 0.05,
            average_decay: 0.999,
            max_gradient_norm: 5.0,
            patience: 10,
        }
    }
}

impl CnnParams {
    /// Whether every parameter is in its range and the layers fit each other.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`] names the first that does not.
    pub fn check(&self) -> Result<(), EstimatorError> {
        Layout::new(self)?;
        count("epochs", self.epochs, 1, 1_000)?;
        count("batch_size", self.batch_size, 1, 10_000)?;
        count("patience", self.patience, 1, 1_000)?;
        above_zero("learning_rate", self.learning_rate, 1.0)?;
        above_zero("max_gradient_norm", self.max_gradient_norm, 1e6)?;
        range("warmup_epochs", self.warmup_epochs, 1_000.0)?;
        range("weight_decay", self.weight_decay, 10.0)?;
        share("beta1", self.beta1)?;
        share("beta2", self.beta2)?;
        share("label_smoothing", self.label_smoothing)?;
        share("average_decay", self.average_decay)
    }
}

/// Refuses what is not `least..=most`.
pub(super) fn count(name: &str, value: u32, least: u32, most: u32) -> Result<(), EstimatorError> {
    require((least..=most).contains(&value), name, format!("{least} to {most}"), value)
}

fn above_zero(name: &str, value: f64, most: f64) -> Result<(), EstimatorError> {
    require(value > 0.0 && value <= most, name, format!("above 0, at most {most}"), value)
}

/// Refuses what is not `0..=most`.
pub(super) fn range(name: &str, value: f64, most: f64) -> Result<(), EstimatorError> {
    require((0.0..=most).contains(&value), name, format!("0 to {most}"), value)
}

fn share(name: &str, value: f64) -> Result<(), EstimatorError> {
    require((0.0..1.0).contains(&value), name, "0 to below 1".into(), value)
}

fn require(holds: bool, name: &str, expected: String, found: impl ToString) -> Result<(), EstimatorError> {
    if holds {
        return Ok(());
    }
    Err(EstimatorError::Parameter { name: name.into(), expected, found: found.to_string() })
}
