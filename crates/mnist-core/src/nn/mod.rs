//! Convolutional networks: what they are made of, how they read, and the arithmetic of their training.
//!
//! A network reads here, without tfjs ([`Network`]). It is trained with tfjs, which differentiates the loss and
//! calls [`ConvStack`] for the convolutions and their gradients; the steps along those gradients are taken here again
//! ([`Optimizer`]). [`NetworkParams`] names layers and training; [`Architecture`] is what they come to, checked.

mod architecture;
#[cfg(feature = "learn")]
mod init;
mod network;
#[cfg(feature = "learn")]
mod optimizer;
mod params;
mod quantise;
mod saved;
#[cfg(feature = "learn")]
mod schedule;
#[cfg(feature = "learn")]
mod stack;
mod views;

pub use architecture::{Architecture, TensorSpec};
#[cfg(feature = "learn")]
pub use init::initial_weights;
pub use network::Network;
#[cfg(feature = "learn")]
pub use optimizer::Optimizer;
pub use params::{Extra, Layer, Method, NetworkParams, Padding, Precision};
#[cfg(feature = "learn")]
pub use schedule::learning_rate_share;
/// Layers and their gradients.
pub use siffra_kernels as kernels;
#[cfg(feature = "learn")]
pub use stack::ConvStack;
