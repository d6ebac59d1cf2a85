//! The transforms of F(2 x 2, 3 x 3), in the paper's letters: tiles are `B^T d B`, filters `G g G^T`, outcomes `A^T m A`.

use siffra_lanes::F32x4;

use super::super::conv::CHANNELS;
use super::super::shape::ConvShape;
use super::ELEMENTS;
use super::sizes::{Grid, Sizes};

/// `B^T d`: of four rows or columns of a tile.
#[inline(always)]
fn tile_of([a, b, c, d]: [F32x4; 4]) -> [F32x4; 4] {
    [a.sub(c), b.add(c), c.sub(b), b.sub(d)]
}

/// `A^T m`: the two pixels that four elements become.
#[inline(always)]
fn pixels_of([a, b, c, d]: [F32x4; 4]) -> [F32x4; 2] {
    [a.add(b).add(c), b.sub(c).sub(d)]
}

/// `A p`: the four elements that two pixels' gradients are spread over.
#[inline(always)]
fn spread([a, b]: [F32x4; 2]) -> [F32x4; 4] {
    [a, a.add(b), a.sub(b), F32x4::ZERO.sub(b)]
}

/// `G g`: of three rows or columns of a filter.
fn filter_of([a, b, c]: [f32; 3]) -> [f32; 4] {
    [a, 0.5 * (a + b + c), 0.5 * (a - b + c), c]
}

/// `G^T u`: back from four elements to three.
fn filter_back([a, b, c, d]: [f32; 4]) -> [f32; 3] {
    [a + 0.5 * (b + c), 0.5 * (b - c), 0.5 * (b + c) + d]
}

/// Vectors of four channels.
type Vectors = [[f32; 4]];

/// Makes each vector of `to` of the vectors at the same place of `from`. All slices are as long as the first of `to`: cut so
/// before the loop, no index is checked in it.
#[inline(always)]
fn each<const I: usize, const O: usize>(
    make: impl Fn([F32x4; I]) -> [F32x4; O],
    from: [&Vectors; I],
    to: [&mut Vectors; O],
) {
    let n = to[0].len();
    let from = from.map(|from| &from[..n]);
    let mut to = to.map(|to| &mut to[..n]);
    for at in 0..n {
        let made = make(from.map(|from| F32x4::load(&from[at])));
        for (to, made) in to.iter_mut().zip(made) {
            to[at] = made.to_array();
        }
    }
}

/// As many parts, all of the same length.
#[inline(always)]
fn parts<const N: usize>(values: &Vectors) -> [&Vectors; N] {
    let length = values.len() / N;
    core::array::from_fn(|part| &values[part * length..][..length])
}

/// As [`parts`].
#[inline(always)]
fn parts_mut<const N: usize>(values: &mut Vectors) -> [&mut Vectors; N] {
    let length = values.len() / N;
    let mut parts = values.chunks_exact_mut(length);
    core::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// Every tile of an image, `[16, tiles, inputs]`: first `d B` of each row, which two rows of tiles share, then `B^T` of that.
#[inline(never)]
pub(super) fn image_tiles(grid: &Grid, padded: &[f32], sizes: Sizes, out: &mut [f32]) {
    let channels = sizes.inputs / 4;
    let row = grid.cols * channels;
    let padded = padded.as_chunks().0;
    let line = |y: usize| &padded[y * grid.width * channels..][..grid.width * channels];
    let mut planes: [_; 4] =
        parts_mut::<4>(&mut out.as_chunks_mut().0[..ELEMENTS * sizes.tiles * channels]).map(parts_mut::<4>);
    let mut rows = [(); 4].map(|()| vec![[0.0; 4]; 4 * row]);
    for y in 0..grid.rows {
        rows.rotate_left(2);
        let fresh = if y == 0 { 0 } else { 2 };
        for (i, across) in rows.iter_mut().enumerate().skip(fresh) {
            row_across(line(2 * y + i), channels, across);
        }
        for j in 0..4 {
            let [a, b, c, d] = &mut planes;
            let to = [a, b, c, d].map(|planes| &mut planes[j][y * row..][..row]);
            each(tile_of, rows.each_ref().map(|across| &across[j * row..][..row]), to);
        }
    }
}

/// `d B` of a row of an image for each of its tiles, `[4, tiles, channels]`.
#[inline(always)]
fn row_across(line: &Vectors, channels: usize, out: &mut Vectors) {
    let [a, b, c, d] = parts_mut(out).map(|element: &mut Vectors| element.chunks_exact_mut(channels));
    for (x, (((a, b), c), d)) in a.zip(b).zip(c).zip(d).enumerate() {
        each(tile_of, parts(&line[2 * x * channels..][..4 * channels]), [a, b, c, d]);
    }
}

/// Every filter, `[16, outputs / CHANNELS, inputs]` of [`CHANNELS`] values.
pub(super) fn filters(shape: &ConvShape, filter: &[f32]) -> Vec<[f32; CHANNELS]> {
    let (inputs, outputs) = (shape.in_channels, shape.out_channels);
    let blocks = outputs.div_ceil(CHANNELS);
    let mut out = vec![[0.0; CHANNELS]; ELEMENTS * blocks * inputs];
    for i in 0..inputs {
        for o in 0..outputs {
            let weight = |h: usize, w: usize| filter[((h * 3 + w) * inputs + i) * outputs + o];
            let columns: [_; 3] = core::array::from_fn(|w| filter_of(core::array::from_fn(|h| weight(h, w))));
            for y in 0..4 {
                for (x, value) in filter_of(columns.map(|column| column[y])).into_iter().enumerate() {
                    out[((y * 4 + x) * blocks + o / CHANNELS) * inputs + i][o % CHANNELS] = value;
                }
            }
        }
    }
    out
}

/// Adds to `df` the gradient of the filters out of that of the transformed ones, `[16, inputs, outputs]`.
pub(super) fn filters_back(shape: &ConvShape, sums: &[f32], sizes: Sizes, df: &mut [f32]) {
    let (inputs, outputs) = (shape.in_channels, shape.out_channels);
    for i in 0..inputs {
        for o in 0..outputs {
            let sum = |y: usize, x: usize| sums[((y * 4 + x) * inputs + i) * sizes.outputs + o];
            let columns: [_; 4] = core::array::from_fn(|x| filter_back(core::array::from_fn(|y| sum(y, x))));
            for h in 0..3 {
                for (w, value) in filter_back(columns.map(|column| column[h])).into_iter().enumerate() {
                    df[((h * 3 + w) * inputs + i) * outputs + o] += value;
                }
            }
        }
    }
}

/// The pixels out of the products, `[16, tiles, outputs]`, with bias, and ReLU when `relu`: first `A^T m`, then that times `A`.
#[inline(never)]
pub(super) fn outcome(
    grid: &Grid,
    products: &[f32],
    sizes: Sizes,
    (bias, relu): (&[f32], bool),
    shape: &ConvShape,
    out: &mut [f32],
) {
    let (channels, outputs) = (shape.out_channels / 4, sizes.outputs / 4);
    let row = grid.cols * outputs;
    let planes = parts::<4>(products.as_chunks().0).map(parts::<4>);
    let (bias, out) = (bias.as_chunks().0, out.as_chunks_mut().0);
    let mut halves = vec![[0.0; 4]; 8 * row];
    for (y, lines) in out.chunks_mut(2 * shape.out_width * channels).enumerate() {
        let [upper, lower] = parts_mut::<2>(&mut halves);
        for j in 0..4 {
            let to = [&mut upper[j * row..][..row], &mut lower[j * row..][..row]];
            each(pixels_of, planes.map(|planes| &planes[j][y * row..][..row]), to);
        }
        for (half, line) in [upper, lower].into_iter().zip(lines.chunks_exact_mut(shape.out_width * channels)) {
            pixels_across(half, outputs, (bias, relu), channels, line);
        }
    }
}

/// The pixels of a row out of `A^T m`, `[4, tiles, outputs]`.
#[inline(always)]
fn pixels_across(half: &Vectors, outputs: usize, (bias, relu): (&Vectors, bool), channels: usize, line: &mut Vectors) {
    let finished = |pixel: F32x4, bias: F32x4| {
        let pixel = pixel.add(bias);
        if relu { pixel.max(F32x4::ZERO) } else { pixel }
    };
    let elements = parts::<4>(half);
    for (x, pixels) in line.chunks_mut(2 * channels).enumerate() {
        let [a, b, c, d] = elements.map(|element| &element[x * outputs..][..channels]);
        match pixels.split_at_mut(channels) {
            // The last tile of an odd width.
            (left, []) => each(|[a, b, c, bias]| [finished(a.add(b).add(c), bias)], [a, b, c, bias], [left]),
            (left, right) => {
                let make = |[a, b, c, d, bias]: [F32x4; 5]| pixels_of([a, b, c, d]).map(|pixel| finished(pixel, bias));
                each(make, [a, b, c, d, bias], [left, right]);
            }
        }
    }
}

/// The gradients of an image's outcome by tiles, `[16, outputs / CHANNELS, tiles]` of [`CHANNELS`] values: first `A p` of two
/// rows, then that times `A^T`.
#[inline(never)]
pub(super) fn gradient_tiles(grid: &Grid, dy: &[f32], sizes: Sizes, shape: &ConvShape, out: &mut [[f32; CHANNELS]]) {
    let channels = shape.out_channels / 4;
    let line = shape.out_width * channels;
    let row = 2 * grid.cols * channels;
    let mut planes = parts_mut::<4>(out.as_flattened_mut().as_chunks_mut().0).map(parts_mut::<4>);
    let mut pixels = vec![[0.0; 4]; 2 * row];
    let mut halves = vec![[0.0; 4]; 4 * row];
    for (y, lines) in dy.as_chunks().0.chunks(2 * line).enumerate() {
        let [upper, lower] = parts_mut(&mut pixels);
        upper[..line].copy_from_slice(&lines[..line]);
        match &lines[line..] {
            [] => lower.fill([0.0; 4]),
            lines => lower[..line].copy_from_slice(lines),
        }
        each(spread, [upper, lower], parts_mut(&mut halves));
        for (half, planes) in parts::<4>(&halves).into_iter().zip(&mut planes) {
            for (x, pair) in half.chunks_exact(2 * channels).enumerate() {
                spread_across(pair, sizes.tiles, y * grid.cols + x, planes);
            }
        }
    }
}

/// `A p` times `A^T` of tile `t`, whose two pixels of `A p` are `pair`; a plane is `[outputs / CHANNELS, tiles]`.
#[inline(always)]
fn spread_across(pair: &Vectors, tiles: usize, t: usize, planes: &mut [&mut Vectors; 4]) {
    const BLOCK: usize = CHANNELS / 4;
    let [left, right] = parts::<2>(pair);
    for (block, (left, right)) in left.chunks(BLOCK).zip(right.chunks(BLOCK)).enumerate() {
        let at = (block * tiles + t) * BLOCK;
        let [a, b, c, d] = planes;
        each(spread, [left, right], [a, b, c, d].map(|plane| &mut plane[at..at + left.len()]));
    }
}
