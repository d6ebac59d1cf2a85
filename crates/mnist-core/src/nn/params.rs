//! What a caller can choose.

use serde::{Deserialize, Serialize};

use super::views::MOST_VIEWS;
use crate::augment::AugmentParams;
use crate::estimator::EstimatorError;

/// What surrounds an image when a filter reaches over its edge, by tfjs's names.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Padding {
    /// Zeros: the image keeps its size.
    #[default]
    Same,
    /// Nothing: the image gets smaller.
    Valid,
}

/// A layer of a network. Convolutions and hidden dense layers have a bias and end in ReLU.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Layer {
    /// A convolution with stride 1.
    Conv {
        /// Channels it gives, 1 to 256.
        filters: usize,
        /// Side of its square filters, 1 to 7.
        size: usize,
        /// At the edges.
        #[serde(default)]
        padding: Padding,
    },
    /// The largest value of each window of 2 x 2; a last odd row or column is left out.
    MaxPool {},
    /// Fully connected; the first one takes the image as one row, channels together.
    Dense {
        /// Features it gives, 1 to 1024.
        units: usize,
    },
}

/// How kernels are stored; biases are always 32-bit.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// As they were trained.
    #[default]
    Float32,
    /// 8-bit integers with one scale a channel (symmetric, per output channel).
    Int8,
}

/// How weights follow their gradients.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Each weight by its own gradients.
    #[default]
    Adamw,
    /// Kernels of hidden layers as whole matrices, by orthogonalised momentum; the rest by AdamW.
    Muon,
}

/// Training images beside those of the data set, made from the seed.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Extra {
    /// Digits of the synthetic hands, also in ways of writing that the data set lacks.
    Synthetic {
        /// How many, at most 100,000.
        count: u32,
    },
    /// What is no digit: the network learns to give every class the same probability (outlier exposure, Hendrycks, Mazeika
    /// and Dietterich, 2019).
    NonDigits {
        /// How many, at most 100,000.
        count: u32,
    },
    /// The training images themselves, drawn with a pen or photographed by the simulator and read back by the preprocessing.
    Wild {
        /// How many, at most 100,000.
        count: u32,
    },
}

/// Layers and training of a [`Network`](super::Network); a last dense layer of ten classes is implied.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct NetworkParams {
    /// At most 16; convolutions and pooling come before dense layers. None at all is a linear model.
    pub layers: Vec<Layer>,
    /// Networks of these layers that read together, 1 to 8: their scores are averaged. Each begins with other weights and
    /// sees other orders and distortions of the images.
    pub members: u32,
    /// Views of an image whose scores are averaged when it is read, 1 to 5: the image itself, then moved by a pixel to the
    /// right, left, down and up (test-time augmentation). Nothing of the training depends on it.
    pub views: u32,
    /// How kernels are stored.
    pub weights: Precision,
    /// Passes over the training images, 1 to 1000.
    pub epochs: u32,
    /// Images a step, 4 to 4096, a multiple of 4: a step's images are divided among four shards.
    pub batch_size: u32,
    /// How weights follow their gradients.
    pub optimizer: Method,
    /// Largest learning rate, above 0.
    pub learning_rate: f64,
    /// Epochs in which the learning rate rises from 0, 0 or more; then it falls to 0 along half a cosine.
    pub warmup_epochs: f64,
    /// Decoupled decay of kernels, 0 or more; a step takes `learning_rate * weight_decay` of each weight away.
    pub weight_decay: f64,
    /// AdamW's decay of the mean of gradients, 0 to below 1.
    pub beta1: f64,
    /// AdamW's decay of the mean of squared gradients, 0 to below 1.
    pub beta2: f64,
    /// Share of a target that goes to all classes alike, 0 to below 1.
    pub label_smoothing: f64,
    /// Decay of the average of weights that becomes the model, 0 (the last weights) to below 1.
    pub average_decay: f64,
    /// Longer gradients are shortened to this length, above 0.
    pub max_gradient_norm: f64,
    /// Epochs without a better loss on validation images, which are then taken from the training images, after which
    /// training stops and goes back to the best; 0 trains all epochs on all images.
    pub patience: u32,
    /// How images are distorted, anew in each epoch; none by default.
    pub augment: Option<AugmentParams>,
    /// Images beside those of the data set.
    pub extra: Vec<Extra>,
}

impl Default for NetworkParams {
    fn default() -> Self {
        Self {
            layers: Vec::new(),
            members: 1,
            views: 1,
            weights: Precision::Float32,
            epochs: 10,
            batch_size: 128,
            optimizer: Method::Adamw,
            learning_rate: 2e-3,
            warmup_epochs: 0.5,
            weight_decay: 0.01,
            beta1: 0.9,
            beta2: 0.99,
            label_smoothing: 0.0,
            average_decay: 0.998,
            max_gradient_norm: 5.0,
            patience: 0,
            augment: None,
            extra: Vec::new(),
        }
    }
}

impl NetworkParams {
    /// Checks every number but the layers' sizes, which [`Architecture`](super::Architecture) checks.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`].
    pub fn check(&self) -> Result<(), EstimatorError> {
        whole("members", self.members, 1, 8)?;
        whole("views", self.views, 1, MOST_VIEWS)?;
        whole("epochs", self.epochs, 1, 1000)?;
        whole("batch_size", self.batch_size, 4, 4096)?;
        whole("patience", self.patience, 0, 1000)?;
        if !self.batch_size.is_multiple_of(4) {
            return Err(out_of_range("batch_size", "a multiple of 4", self.batch_size));
        }
        positive("learning_rate", self.learning_rate)?;
        positive("max_gradient_norm", self.max_gradient_norm)?;
        at_least_0("warmup_epochs", self.warmup_epochs)?;
        at_least_0("weight_decay", self.weight_decay)?;
        share("beta1", self.beta1)?;
        share("beta2", self.beta2)?;
        share("label_smoothing", self.label_smoothing)?;
        share("average_decay", self.average_decay)?;
        for Extra::Synthetic { count } | Extra::NonDigits { count } | Extra::Wild { count } in &self.extra {
            whole("extra.count", *count, 1, 100_000)?;
        }
        self.augment.map_or(Ok(()), |augment| augment.check())
    }
}

pub(super) fn out_of_range(name: &str, expected: &str, found: impl ToString) -> EstimatorError {
    EstimatorError::Parameter { name: name.into(), expected: expected.into(), found: found.to_string() }
}

pub(super) fn whole(name: &str, value: u32, least: u32, most: u32) -> Result<(), EstimatorError> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(out_of_range(name, &format!("{least} to {most}"), value))
}

fn positive(name: &str, value: f64) -> Result<(), EstimatorError> {
    if value.is_finite() && value > 0.0 { Ok(()) } else { Err(out_of_range(name, "a number above 0", value)) }
}

pub(super) fn at_least_0(name: &str, value: f64) -> Result<(), EstimatorError> {
    if value.is_finite() && value >= 0.0 { Ok(()) } else { Err(out_of_range(name, "a number from 0", value)) }
}

fn share(name: &str, value: f64) -> Result<(), EstimatorError> {
    if (0.0..1.0).contains(&value) { Ok(()) } else { Err(out_of_range(name, "0 to below 1", value)) }
}
