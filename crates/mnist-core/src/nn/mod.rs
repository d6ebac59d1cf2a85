//! Neural networks: convolutions or none, max pooling, dense layers, softmax.
//!
//! A network is trained elsewhere, by whoever computes gradients; everything of it that decides a byte of the model is here.
//! Reading order: `params` says what can be chosen, `layout` where each weight is, `init` what they are at first, `adamw` how
//! a gradient changes them, `model` is the fitted classifier, whose kernels `quantise` rounds and `saved` writes.

mod adamw;
mod forward;
mod init;
mod layout;
mod model;
mod params;
mod quantise;
mod saved;

pub use adamw::AdamW;
pub use init::initial_weights;
pub use layout::{Layout, TensorPlace};
pub use model::Network;
pub use params::{CnnParams, LayerParams, Padding, WeightType};
