//! Convolutional networks: what they are made of, how they read, and the arithmetic of their training.
//!
//! A network reads here, without tfjs ([`Network`]). It is trained with tfjs, which differentiates the loss and
//! calls [`ConvStack`] for the convolutions and their gradients; the steps along those gradients are taken here again
//! ([`AdamW`]). [`NetworkParams`] names layers and training; [`Architecture`] is what they come to, checked.

#[cfg(feature = "full")]
mod adamw;
mod architecture;
#[cfg(feature = "full")]
mod init;
pub mod kernels;
mod network;
mod params;
mod quantise;
mod saved;
#[cfg(feature = "full")]
mod schedule;
#[cfg(feature = "full")]
mod stack;

#[cfg(feature = "full")]
pub use adamw::AdamW;
pub use architecture::{Architecture, TensorSpec};
#[cfg(feature = "full")]
pub use init::initial_weights;
pub use network::Network;
pub use params::{Extra, Layer, NetworkParams, Padding, Precision};
#[cfg(feature = "full")]
pub use schedule::learning_rate_share;
#[cfg(feature = "full")]
pub use stack::ConvStack;
