//! Gradients for tfjs. What goes in is copied out of tfjs's memory and what comes out is written into it: `out` arrays are
//! views of that memory.

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use crate::error::to_js;
use crate::estimator::EstimatorError;
use crate::nn::kernels::{self, ConvShape, PoolShape};

/// Values that one tensor of a training step may have at most: 1 GB.
const MAX_VALUES: usize = 1 << 28;

fn wrong_sizes(what: &'static str, expected: &str, found: String) -> JsValue {
    to_js(EstimatorError::Shape { what, expected: expected.into(), found })
}

/// A convolution's sizes: batch, image's height, width and channels, filter's height and width, strides down and across,
/// padding above and to the left, outcome's height, width and channels.
fn conv_shape(sizes: &[u32]) -> Result<ConvShape, JsValue> {
    let numbers: Vec<usize> = sizes.iter().map(|&n| n as usize).collect();
    let &[
        batch,
        in_height,
        in_width,
        in_channels,
        filter_height,
        filter_width,
        stride_height,
        stride_width,
        pad_top,
        pad_left,
        out_height,
        out_width,
        out_channels,
    ] = numbers.as_slice()
    else {
        return Err(wrong_sizes("sizes of a convolution", "13 numbers", format!("{} numbers", sizes.len())));
    };
    let counts = [batch, in_height, in_width, in_channels, filter_height, filter_width, stride_height, stride_width];
    let positive = counts.into_iter().chain([out_height, out_width, out_channels]).all(|n| n > 0);
    if !positive || numbers.iter().any(|&n| n > 1 << 14) {
        return Err(wrong_sizes("sizes of a convolution", "1 to 16384", format!("{sizes:?}")));
    }
    Ok(ConvShape {
        batch,
        in_height,
        in_width,
        in_channels,
        filter_height,
        filter_width,
        stride_height,
        stride_width,
        pad_top,
        pad_left,
        out_height,
        out_width,
        out_channels,
    })
}

/// Refuses arrays whose lengths are not those of the sizes.
fn check(lengths: &[(&'static str, Option<usize>, usize)]) -> Result<(), JsValue> {
    for &(what, expected, found) in lengths {
        if expected != Some(found) || found > MAX_VALUES {
            return Err(wrong_sizes(what, &format!("{expected:?} values"), found.to_string()));
        }
    }
    Ok(())
}

/// Writes `df`, the gradient of a convolution's filters.
#[wasm_bindgen(js_name = conv2dBackpropFilter)]
pub fn conv2d_backprop_filter(sizes: &[u32], x: &[f32], dy: &[f32], df: &Float32Array) -> Result<(), JsValue> {
    let shape = conv_shape(sizes)?;
    check(&[
        ("image", shape.input_size().checked_mul(shape.batch), x.len()),
        ("gradient", shape.output_size().checked_mul(shape.batch), dy.len()),
        ("filter gradient", Some(shape.filter_size()), df.length() as usize),
    ])?;
    let mut gradient = vec![0.0; shape.filter_size()];
    kernels::conv2d_backprop_filter(&shape, x, dy, &mut gradient);
    df.copy_from(&gradient);
    Ok(())
}

/// Writes `dx`, the gradient of the image that a convolution had.
#[wasm_bindgen(js_name = conv2dBackpropInput)]
pub fn conv2d_backprop_input(sizes: &[u32], dy: &[f32], filter: &[f32], dx: &Float32Array) -> Result<(), JsValue> {
    let shape = conv_shape(sizes)?;
    check(&[
        ("gradient", shape.output_size().checked_mul(shape.batch), dy.len()),
        ("filter", Some(shape.filter_size()), filter.len()),
        ("image gradient", shape.input_size().checked_mul(shape.batch), dx.length() as usize),
    ])?;
    let mut gradient = vec![0.0; dx.length() as usize];
    kernels::conv2d_backprop_input(&shape, dy, filter, &mut gradient);
    dx.copy_from(&gradient);
    Ok(())
}

/// Writes `dx`, the gradient of the image whose windows' largest values had the gradient `dy`. Sizes: batch, image's height,
/// width and channels, window's height and width, strides down and across, padding above and to the left, outcome's height
/// and width.
#[wasm_bindgen(js_name = maxPoolGradient)]
pub fn max_pool_gradient(sizes: &[u32], x: &[f32], dy: &[f32], dx: &Float32Array) -> Result<(), JsValue> {
    let numbers: Vec<usize> = sizes.iter().map(|&n| n as usize).collect();
    let &[batch, height, width, channels, window_height, window_width, down, across, top, left, out_height, out_width] =
        numbers.as_slice()
    else {
        return Err(wrong_sizes("sizes of pooling", "12 numbers", format!("{} numbers", sizes.len())));
    };
    let windows = [window_height, window_width, down, across];
    if windows.contains(&0) || numbers.iter().any(|&n| n > 1 << 14) || height * width * channels == 0 {
        return Err(wrong_sizes("sizes of pooling", "1 to 16384", format!("{sizes:?}")));
    }
    let image = (batch * height * width).checked_mul(channels);
    check(&[
        ("image", image, x.len()),
        ("gradient", (batch * out_height * out_width).checked_mul(channels), dy.len()),
        ("image gradient", image, dx.length() as usize),
    ])?;
    let shape = PoolShape {
        batch,
        image: (height, width, channels),
        window: (window_height, window_width),
        stride: (down, across),
        pad: (top, left),
        out: (out_height, out_width),
    };
    let mut gradient = vec![0.0; x.len()];
    kernels::max_pool_gradient(&shape, x, dy, &mut gradient);
    dx.copy_from(&gradient);
    Ok(())
}
