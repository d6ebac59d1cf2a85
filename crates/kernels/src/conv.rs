//! Convolution.

use core::ops::Range;

use siffra_lanes::F32x4;

use super::shape::{ConvShape, pad};

/// Output channels of a tile: two vectors.
pub(super) const CHANNELS: usize = 8;
/// Neighbouring output pixels of a tile, which share what is loaded of the filters. Their sums, the filters, a pixel and a
/// product have to fit into the 15 vectors that V8 has on x86: with five pixels a convolution takes a third longer.
const PIXELS: usize = 4;

/// Filters cut into blocks of [`CHANNELS`] output channels, each `[filter_height * row_depth][CHANNELS]`; the last block is
/// filled up with zeros.
fn pack(shape: &ConvShape, filter: &[f32]) -> Vec<[f32; CHANNELS]> {
    let out = shape.out_channels;
    let at = |row: &[f32], first: usize| core::array::from_fn(|c| row.get(first + c).copied().unwrap_or(0.0));
    (0..out).step_by(CHANNELS).flat_map(|first| filter.chunks_exact(out).map(move |row| at(row, first))).collect()
}

/// `out[b, y, x, o] = bias[o] + sum over h, w, i of image[b, y * stride + h - pad, x * stride + w - pad, i] filter[h, w, i, o]`,
/// and 0 where that is negative when `relu`. `image` has `batch` times [`ConvShape::input_size`] values, `out` `batch` times
/// [`ConvShape::output_size`], `bias` `out_channels`.
pub fn conv2d(shape: &ConvShape, image: &[f32], filter: &[f32], bias: &[f32], relu: bool, out: &mut [f32]) {
    let packed = pack(shape, filter);
    let (height, width) = shape.padded();
    let mut padded = vec![0.0; height * width * shape.in_channels];
    let depth = shape.filter_height * shape.row_depth();
    let images = image.chunks_exact(shape.input_size()).zip(out.chunks_exact_mut(shape.output_size()));
    for (image, out) in images.take(shape.batch) {
        pad(shape, width, image, &mut padded);
        for (block, filter) in packed.chunks_exact(depth).enumerate() {
            let channel = block * CHANNELS;
            let bias = core::array::from_fn(|c| bias.get(channel + c).copied().unwrap_or(0.0));
            for (y, row) in out.chunks_exact_mut(shape.out_width * shape.out_channels).enumerate() {
                let rows = rows_inside(shape, y);
                let from = &padded[(y * shape.stride_height + rows.start) * width * shape.in_channels..];
                let filter = &filter[rows.start * shape.row_depth()..rows.end * shape.row_depth()];
                conv_row(shape, width * shape.in_channels, from, filter, (&bias, relu), (channel, row));
            }
        }
    }
}

/// The rows of the filter that meet the image in row `y` of the outcome: the others would only add zeros. A gradient of the
/// image has up to twice as many rows without this.
fn rows_inside(shape: &ConvShape, y: usize) -> Range<usize> {
    let first = y * shape.stride_height;
    let start = shape.pad_top.saturating_sub(first).min(shape.filter_height);
    let end = (shape.pad_top + shape.in_height).saturating_sub(first).min(shape.filter_height);
    start..end.max(start)
}

/// One row of the outcome, [`CHANNELS`] of its channels from `channel` on. `image` begins at the first row that it needs and
/// has `row_length` values a row.
#[inline(never)]
fn conv_row(
    shape: &ConvShape,
    row_length: usize,
    image: &[f32],
    filter: &[[f32; CHANNELS]],
    (bias, relu): (&[f32; CHANNELS], bool),
    (channel, row): (usize, &mut [f32]),
) {
    let step = shape.stride_width * shape.in_channels;
    let channels = CHANNELS.min(shape.out_channels - channel);
    let mut store = |x: usize, sums: &[f32; CHANNELS]| {
        let to = &mut row[x * shape.out_channels + channel..][..channels];
        for ((to, sum), bias) in to.iter_mut().zip(sums).zip(bias) {
            let value = sum + bias;
            *to = if relu && value < 0.0 { 0.0 } else { value };
        }
    };
    let mut x = 0;
    // Tiles of even widths, as those of one pixel wait for each sum before the next.
    let tiles = shape.out_width.div_ceil(PIXELS);
    for left in (1..=tiles).rev() {
        let pixels = (shape.out_width - x).div_ceil(left);
        let from = &image[x * step..];
        let mut put = |sums: &[[f32; CHANNELS]]| sums.iter().enumerate().for_each(|(p, sums)| store(x + p, sums));
        match pixels {
            4 => put(&tile::<4>(shape, from, (row_length, step), filter)),
            3 => put(&tile::<3>(shape, from, (row_length, step), filter)),
            2 => put(&tile::<2>(shape, from, (row_length, step), filter)),
            _ => put(&tile::<1>(shape, from, (row_length, step), filter)),
        }
        x += pixels;
    }
}

/// `P` neighbouring pixels of the outcome, at most [`PIXELS`], `step` values of the image apart.
#[inline(always)]
fn tile<const P: usize>(
    shape: &ConvShape,
    image: &[f32],
    (row_length, step): (usize, usize),
    filter: &[[f32; CHANNELS]],
) -> [[f32; CHANNELS]; P] {
    let mut sums = [[F32x4::ZERO; 2]; P];
    let mut add = |filter: &[f32; CHANNELS], pixels: &[f32]| accumulate(&mut sums, pixels, filter);
    for (h, filter) in filter.chunks_exact(shape.row_depth()).enumerate() {
        let rows: [&[f32]; P] = core::array::from_fn(|p| &image[h * row_length + p * step..]);
        // Zipped, so that no index is checked: one check takes a third of the speed.
        let filter = filter.iter();
        match *rows.as_slice() {
            [a] => filter.zip(a).for_each(|(f, &a)| add(f, &[a])),
            [a, b] => filter.zip(a).zip(b).for_each(|((f, &a), &b)| add(f, &[a, b])),
            [a, b, c] => filter.zip(a).zip(b).zip(c).for_each(|(((f, &a), &b), &c)| add(f, &[a, b, c])),
            [a, b, c, d] => {
                filter.zip(a).zip(b).zip(c).zip(d).for_each(|((((f, &a), &b), &c), &d)| add(f, &[a, b, c, d]));
            }
            _ => {}
        }
    }
    sums.map(side_by_side)
}

/// Adds to each of `sums` its value times all channels: a step of every tile here.
#[inline(always)]
pub(super) fn accumulate(sums: &mut [[F32x4; 2]], values: &[f32], channels: &[f32; CHANNELS]) {
    let [low, high] = channels.as_chunks::<4>().0 else { return };
    let (low, high) = (F32x4::load(low), F32x4::load(high));
    for (sums, &value) in sums.iter_mut().zip(values) {
        let value = F32x4::splat(value);
        sums[0] = sums[0].add(value.mul(low));
        sums[1] = sums[1].add(value.mul(high));
    }
}

/// Two vectors' values.
#[inline(always)]
pub(super) fn side_by_side([low, high]: [F32x4; 2]) -> [f32; CHANNELS] {
    let ([a, b, c, d], [e, f, g, h]) = (low.to_array(), high.to_array());
    [a, b, c, d, e, f, g, h]
}
