//! What a convolution's gradients are.

use siffra_lanes::F32x4;

use super::conv::{CHANNELS, accumulate, conv2d, side_by_side};
use super::shape::{ConvShape, pad};

/// The gradient of the image: `dx[b, y, x, i]` is the sum over all places where the pixel took part of `dy` times the weight.
/// `dx` has `batch` times [`ConvShape::input_size`] values.
///
/// With stride 1 that is a convolution of `dy` with the filters turned by 180 degrees; other strides take the plain way.
pub fn conv2d_backprop_input(shape: &ConvShape, dy: &[f32], filter: &[f32], dx: &mut [f32]) {
    let reaches = shape.pad_top < shape.filter_height && shape.pad_left < shape.filter_width;
    if shape.stride_height == 1 && shape.stride_width == 1 && reaches {
        let turned = turn(shape, filter);
        conv2d(&turned_shape(shape), dy, &turned, &[], false, dx);
    } else {
        plain_backprop_input(shape, dy, filter, dx);
    }
}

/// Filters turned by 180 degrees, `[height, width, out, in]`.
pub(super) fn turn(shape: &ConvShape, filter: &[f32]) -> Vec<f32> {
    let (inputs, outputs) = (shape.in_channels, shape.out_channels);
    let places = filter.chunks_exact(inputs * outputs).rev();
    places.flat_map(|place| (0..outputs).flat_map(move |o| (0..inputs).map(move |i| place[i * outputs + o]))).collect()
}

pub(super) fn turned_shape(shape: &ConvShape) -> ConvShape {
    ConvShape {
        in_height: shape.out_height,
        in_width: shape.out_width,
        in_channels: shape.out_channels,
        pad_top: shape.filter_height - 1 - shape.pad_top,
        pad_left: shape.filter_width - 1 - shape.pad_left,
        out_height: shape.in_height,
        out_width: shape.in_width,
        out_channels: shape.in_channels,
        ..*shape
    }
}

fn plain_backprop_input(shape: &ConvShape, dy: &[f32], filter: &[f32], dx: &mut [f32]) {
    dx.fill(0.0);
    let (inputs, outputs) = (shape.in_channels, shape.out_channels);
    let images = dx.chunks_exact_mut(shape.input_size()).zip(dy.chunks_exact(shape.output_size()));
    for (dx, dy) in images.take(shape.batch) {
        for_each_place(shape, |pixel, place, at| {
            let dy = &dy[at * outputs..][..outputs];
            for i in 0..inputs {
                let weights = &filter[(place * inputs + i) * outputs..][..outputs];
                dx[pixel * inputs + i] += weights.iter().zip(dy).fold(0.0, |sum, (w, d)| sum + w * d);
            }
        });
    }
}

/// Calls with the number of a pixel of the image, of a place in the filter and of a pixel of the outcome, wherever the three
/// meet.
fn for_each_place(shape: &ConvShape, mut call: impl FnMut(usize, usize, usize)) {
    for y in 0..shape.out_height {
        for x in 0..shape.out_width {
            for h in 0..shape.filter_height {
                for w in 0..shape.filter_width {
                    let row = (y * shape.stride_height + h).checked_sub(shape.pad_top);
                    let col = (x * shape.stride_width + w).checked_sub(shape.pad_left);
                    if let (Some(row), Some(col)) = (row, col)
                        && row < shape.in_height
                        && col < shape.in_width
                    {
                        let place = h * shape.filter_width + w;
                        call(row * shape.in_width + col, place, y * shape.out_width + x);
                    }
                }
            }
        }
    }
}

/// Rows of a tile of the filters' gradient: neighbouring values of an image's row.
const ROWS: usize = 4;

/// The gradient of the filters: `df[h, w, i, o]` is the sum over images and pixels of the image's value at that place times
/// `dy`. `df` has [`ConvShape::filter_size`] values. Each image's sum is made for itself, then added to those before it.
pub fn conv2d_backprop_filter(shape: &ConvShape, image: &[f32], dy: &[f32], df: &mut [f32]) {
    df.fill(0.0);
    add_backprop_filter(shape, image, dy, df);
}

/// Adds to `df` what [`conv2d_backprop_filter`] gives.
pub fn add_backprop_filter(shape: &ConvShape, image: &[f32], dy: &[f32], df: &mut [f32]) {
    let (height, width) = shape.padded();
    // A tile reads all of its rows, also where a filter has fewer values left, and whole steps.
    let beyond = ROWS.max(shape.stride_width * shape.in_channels);
    let mut padded = vec![0.0; height * width * shape.in_channels + beyond];
    let pixels = shape.out_height * shape.out_width;
    let mut blocks = vec![[0.0; CHANNELS]; pixels * shape.out_channels.div_ceil(CHANNELS)];
    let images = image.chunks_exact(shape.input_size()).zip(dy.chunks_exact(shape.output_size()));
    for (image, dy) in images.take(shape.batch) {
        pad(shape, width, image, &mut padded);
        cut(dy, shape.out_channels, &mut blocks);
        add_filter_gradient(shape, &padded, &blocks, df);
    }
}

/// Cuts `dy`, `[pixels, channels]`, into blocks of [`CHANNELS`] channels, `[channels / CHANNELS, pixels, CHANNELS]`. What a
/// last block has too much stays 0.
#[inline(never)]
fn cut(dy: &[f32], channels: usize, blocks: &mut [[f32; CHANNELS]]) {
    let pixels = dy.len() / channels;
    for (at, row) in dy.chunks_exact(channels).enumerate() {
        let (whole, rest) = row.as_chunks::<CHANNELS>();
        for (block, values) in whole.iter().enumerate() {
            blocks[block * pixels + at] = *values;
        }
        if !rest.is_empty() {
            blocks[whole.len() * pixels + at][..rest.len()].copy_from_slice(rest);
        }
    }
}

/// Adds one image's gradient. The loops are all in this function: V8 unrolls a loop the more, the deeper it is nested.
#[inline(never)]
fn add_filter_gradient(shape: &ConvShape, padded: &[f32], dy: &[[f32; CHANNELS]], df: &mut [f32]) {
    let (depth, outputs) = (shape.row_depth(), shape.out_channels);
    for h in 0..shape.filter_height {
        for k in (0..depth).step_by(ROWS) {
            for (block, dy) in dy.chunks_exact(shape.out_height * shape.out_width).enumerate() {
                let first = block * CHANNELS;
                let sums = tile(shape, padded, (h, k), dy);
                for (row, sums) in sums.iter().enumerate().take(depth - k) {
                    let to = &mut df[(h * depth + k + row) * outputs + first..];
                    let channels = CHANNELS.min(outputs - first);
                    to[..channels].iter_mut().zip(sums).for_each(|(to, sum)| *to += sum);
                }
            }
        }
    }
}

/// For the [`ROWS`] values from `k` on in row `h` of the filters and a block of channels: the sum over all pixels of the
/// image's value there times `dy`.
#[inline(always)]
fn tile(shape: &ConvShape, padded: &[f32], (h, k): (usize, usize), dy: &[[f32; CHANNELS]]) -> [[f32; CHANNELS]; ROWS] {
    let (_, width) = shape.padded();
    let step = shape.stride_width * shape.in_channels;
    let mut sums = [[F32x4::ZERO; 2]; ROWS];
    let mut add = |values: &[f32], dy: &[f32; CHANNELS]| {
        if let Some(values) = values.first_chunk::<ROWS>() {
            accumulate(&mut sums, values, dy);
        }
    };
    for (y, dy) in dy.chunks_exact(shape.out_width).enumerate() {
        let row = &padded[(y * shape.stride_height + h) * width * shape.in_channels + k..];
        // Both give the same values; chunks are checked once a row, windows once a pixel.
        if step >= ROWS {
            row.chunks_exact(step).zip(dy).for_each(|(values, dy)| add(values, dy));
        } else {
            row.windows(ROWS).step_by(step).zip(dy).for_each(|(values, dy)| add(values, dy));
        }
    }
    sums.map(side_by_side)
}

/// The gradient before a ReLU whose outcome was `y`: `dy` where `y` is above 0, else 0.
pub fn relu_gradient(y: &[f32], dy: &mut [f32]) {
    for (dy, &y) in dy.iter_mut().zip(y) {
        *dy = if y > 0.0 { *dy } else { 0.0 };
    }
}

/// The sums of `values`, `[n, sums.len()]`, over n: a bias's gradient.
#[inline(never)]
pub fn sum_channels(values: &[f32], sums: &mut [f32]) {
    sums.fill(0.0);
    for row in values.chunks_exact(sums.len().max(1)) {
        sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
    }
}
