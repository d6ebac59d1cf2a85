//! Layers and their gradients over images `[batch, height, width, channels]` and filters `[height, width, in, out]`, the
//! layouts of tfjs. Each element is one sum in a fixed order, so that the same input gives the same bytes everywhere.

mod conv;
#[cfg(feature = "gradients")]
mod conv_gradients;
mod dense;
mod pool;
mod shape;
#[cfg(feature = "gradients")]
pub mod winograd;

pub use conv::conv2d;
#[cfg(feature = "gradients")]
pub use conv_gradients::{
    add_backprop_filter, conv2d_backprop_filter, conv2d_backprop_input, relu_gradient, sum_channels,
};
pub use dense::dense;
pub use pool::max_pool;
#[cfg(feature = "gradients")]
pub use pool::{PoolShape, max_pool_gradient};
pub use shape::ConvShape;
