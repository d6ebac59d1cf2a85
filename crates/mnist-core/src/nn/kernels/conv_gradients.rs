//! What a convolution's gradients are.

use super::conv::conv2d;
use super::shape::{ConvShape, pad};
use crate::linalg::{Panels, TILE_COLS, TILE_ROWS, tile};

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
fn turn(shape: &ConvShape, filter: &[f32]) -> Vec<f32> {
    let (inputs, outputs) = (shape.in_channels, shape.out_channels);
    let places = filter.chunks_exact(inputs * outputs).rev();
    places.flat_map(|place| (0..outputs).flat_map(move |o| (0..inputs).map(move |i| place[i * outputs + o]))).collect()
}

fn turned_shape(shape: &ConvShape) -> ConvShape {
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

/// The gradient of the filters: `df[h, w, i, o]` is the sum over images and pixels of the image's value at that place times
/// `dy`. `df` has [`ConvShape::filter_size`] values. Each image's sum is made for itself, then added to those before it.
pub fn conv2d_backprop_filter(shape: &ConvShape, image: &[f32], dy: &[f32], df: &mut [f32]) {
    df.fill(0.0);
    let (height, width) = shape.padded();
    let mut padded = vec![0.0; height * width * shape.in_channels];
    let mut panel = vec![[0.0; TILE_ROWS]; shape.out_height * shape.out_width];
    let images = image.chunks_exact(shape.input_size()).zip(dy.chunks_exact(shape.output_size()));
    for (image, dy) in images.take(shape.batch) {
        pad(shape, image, &mut padded);
        let outputs = shape.out_channels;
        let dy = Panels::<TILE_COLS>::pack(panel.len(), outputs, |at, o| dy[at * outputs + o]);
        add_filter_gradient(shape, &padded, &dy, &mut panel, df);
    }
}

fn add_filter_gradient(
    shape: &ConvShape,
    padded: &[f32],
    dy: &Panels<TILE_COLS>,
    panel: &mut [[f32; TILE_ROWS]],
    df: &mut [f32],
) {
    let (depth, outputs) = (shape.row_depth(), shape.out_channels);
    for h in 0..shape.filter_height {
        for k in (0..depth).step_by(TILE_ROWS) {
            let rows = TILE_ROWS.min(depth - k);
            gather(shape, padded, (h, k, rows), panel);
            for (o, dy) in dy.iter() {
                let sums = tile(panel, dy);
                let cols = TILE_COLS.min(outputs - o);
                for (row, sums) in sums.iter().enumerate().take(rows) {
                    let to = &mut df[(h * depth + k + row) * outputs + o..][..cols];
                    to.iter_mut().zip(sums).for_each(|(to, sum)| *to += sum);
                }
            }
        }
    }
}

/// For every pixel of the outcome, the `rows` values of the image that meet row `h` of the filter from its value `k` on.
#[inline(never)]
fn gather(shape: &ConvShape, padded: &[f32], (h, k, rows): (usize, usize, usize), panel: &mut [[f32; TILE_ROWS]]) {
    let (_, width) = shape.padded();
    let step = shape.stride_width * shape.in_channels;
    for (y, panel) in panel.chunks_exact_mut(shape.out_width).enumerate() {
        let row = &padded[(y * shape.stride_height + h) * width * shape.in_channels + k..];
        if rows == TILE_ROWS {
            for (x, to) in panel.iter_mut().enumerate() {
                if let Some(from) = row[x * step..].first_chunk() {
                    *to = *from;
                }
            }
        } else {
            for (x, to) in panel.iter_mut().enumerate() {
                *to = [0.0; TILE_ROWS];
                to[..rows].copy_from_slice(&row[x * step..][..rows]);
            }
        }
    }
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
