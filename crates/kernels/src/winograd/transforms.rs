//! The transforms of F(2 x 2, 3 x 3), in the paper's letters: tiles are `B^T d B`, filters `G g G^T`, outcomes `A^T m A`.

use siffra_lanes::F32x4;

use super::super::conv::CHANNELS;
use super::super::shape::ConvShape;
use super::ELEMENTS;
use super::sizes::{Grid, Sizes};

#[inline(always)]
fn load(values: &[f32], at: usize) -> F32x4 {
    values[at..].first_chunk().map_or(F32x4::ZERO, F32x4::load)
}

#[inline(always)]
fn store(values: &mut [f32], at: usize, vector: F32x4) {
    if let Some(to) = values[at..].first_chunk_mut() {
        *to = vector.to_array();
    }
}

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

/// Every tile of an image, `[16, tiles, inputs]`.
#[inline(never)]
pub(super) fn image_tiles(grid: &Grid, padded: &[f32], sizes: Sizes, out: &mut [f32]) {
    let channels = sizes.inputs;
    grid.for_each(|t, y, x| {
        let row = |i: usize| &padded[((2 * y + i) * grid.width + 2 * x) * channels..][..4 * channels];
        let rows: [&[f32]; 4] = core::array::from_fn(row);
        for c in (0..channels).step_by(4) {
            let half = rows.map(|row| tile_of(core::array::from_fn(|j| load(row, j * channels + c))));
            for j in 0..4 {
                for (i, value) in tile_of(half.map(|row| row[j])).into_iter().enumerate() {
                    store(out, ((i * 4 + j) * sizes.tiles + t) * channels + c, value);
                }
            }
        }
    });
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

/// The pixels out of the products, `[16, tiles, outputs]`, with bias, and ReLU when `relu`.
#[inline(never)]
pub(super) fn outcome(
    grid: &Grid,
    products: &[f32],
    sizes: Sizes,
    (bias, relu): (&[f32], bool),
    shape: &ConvShape,
    out: &mut [f32],
) {
    let channels = shape.out_channels;
    grid.for_each(|t, y, x| {
        for c in (0..channels).step_by(4) {
            let product = |i: usize, j: usize| load(products, ((i * 4 + j) * sizes.tiles + t) * sizes.outputs + c);
            let columns: [_; 4] = core::array::from_fn(|j| pixels_of(core::array::from_fn(|i| product(i, j))));
            for i in 0..2 {
                for (j, pixel) in pixels_of(columns.map(|column| column[i])).into_iter().enumerate() {
                    let (row, col) = (2 * y + i, 2 * x + j);
                    if row < shape.out_height && col < shape.out_width {
                        let pixel = pixel.add(load(bias, c));
                        let pixel = if relu { pixel.max(F32x4::ZERO) } else { pixel };
                        store(out, (row * shape.out_width + col) * channels + c, pixel);
                    }
                }
            }
        }
    });
}

/// The gradients of an image's outcome by tiles, `[16, outputs / CHANNELS, tiles]` of [`CHANNELS`] values.
#[inline(never)]
pub(super) fn gradient_tiles(grid: &Grid, dy: &[f32], sizes: Sizes, shape: &ConvShape, out: &mut [[f32; CHANNELS]]) {
    let channels = shape.out_channels;
    let blocks = sizes.outputs / CHANNELS;
    grid.for_each(|t, y, x| {
        for c in (0..channels).step_by(4) {
            let pixel = |i: usize, j: usize| {
                let (row, col) = (2 * y + i, 2 * x + j);
                let is_inside = row < shape.out_height && col < shape.out_width;
                if is_inside { load(dy, (row * shape.out_width + col) * channels + c) } else { F32x4::ZERO }
            };
            let columns: [_; 2] = core::array::from_fn(|j| spread([pixel(0, j), pixel(1, j)]));
            for i in 0..4 {
                for (j, value) in spread(columns.map(|column| column[i])).into_iter().enumerate() {
                    let to = &mut out[((i * 4 + j) * blocks + c / CHANNELS) * sizes.tiles + t];
                    store(to, c % CHANNELS, value);
                }
            }
        }
    });
}
