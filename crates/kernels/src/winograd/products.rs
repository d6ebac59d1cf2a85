//! The products of transformed tiles, in tiles of their own that stay in registers.

use siffra_lanes::F32x4;

use super::super::conv::{CHANNELS, accumulate, side_by_side};
use super::ELEMENTS;
use super::sizes::{Sizes, TOGETHER};

/// Input channels of a tile of the filters' gradient.
const ROWS: usize = 4;

/// For each element: `out[t, o]` is the sum over i of `tiles[t, i] filters[i, o]`. `tiles` is `[16, tiles, inputs]`, `filters`
/// `[16, outputs / CHANNELS, inputs]` of [`CHANNELS`] values, `out` `[16, tiles, outputs]`.
#[inline(never)]
pub(super) fn products(sizes: Sizes, tiles: &[f32], filters: &[[f32; CHANNELS]], out: &mut [f32]) {
    let Sizes { tiles: n, inputs, outputs } = sizes;
    let elements = tiles.chunks_exact(n * inputs).zip(filters.chunks_exact(outputs / CHANNELS * inputs));
    for ((tiles, filters), out) in elements.zip(out.chunks_exact_mut(n * outputs)) {
        for (block, filters) in filters.chunks_exact(inputs).enumerate() {
            for (tiles, out) in tiles.chunks_exact(TOGETHER * inputs).zip(out.chunks_exact_mut(TOGETHER * outputs)) {
                let sums = four_tiles(tiles, filters);
                for (sums, out) in sums.iter().zip(out.chunks_exact_mut(outputs)) {
                    if let Some(out) = out[block * CHANNELS..].first_chunk_mut() {
                        *out = *sums;
                    }
                }
            }
        }
    }
}

/// Inlined for the loops around it: V8 unrolls a loop the more, the deeper it is nested.
#[inline(always)]
fn four_tiles(tiles: &[f32], filters: &[[f32; CHANNELS]]) -> [[f32; CHANNELS]; TOGETHER] {
    let inputs = filters.len();
    let (a, rest) = tiles.split_at(inputs);
    let (b, rest) = rest.split_at(inputs);
    let (c, d) = rest.split_at(inputs);
    let mut sums = [[F32x4::ZERO; 2]; TOGETHER];
    // Zipped, so that no index is checked.
    for ((((filter, &a), &b), &c), &d) in filters.iter().zip(a).zip(b).zip(c).zip(d) {
        accumulate(&mut sums, &[a, b, c, d], filter);
    }
    sums.map(side_by_side)
}

/// Adds for each element: `sums[i, o]` grows by the sum over t of `tiles[t, i] gradients[t, o]`. `tiles` is `[16, tiles, inputs]`
/// and a row of channels more, `gradients` `[16, outputs / CHANNELS, tiles]` of [`CHANNELS`] values, `sums`
/// `[16, inputs, outputs]`. An image's own sum is made first.
#[inline(never)]
pub(super) fn add_filter_products(
    Sizes { tiles: n, inputs, outputs }: Sizes,
    tiles: &[f32],
    gradients: &[[f32; CHANNELS]],
    sums: &mut [f32],
) {
    let blocks = outputs / CHANNELS;
    for element in 0..ELEMENTS {
        let sums = &mut sums[element * inputs * outputs..][..inputs * outputs];
        for i in (0..inputs).step_by(ROWS) {
            for block in 0..blocks {
                let gradients = &gradients[(element * blocks + block) * n..][..n];
                let mut made = [[F32x4::ZERO; 2]; ROWS];
                for (values, gradient) in tiles[element * n * inputs + i..].chunks_exact(inputs).zip(gradients) {
                    if let Some(values) = values.first_chunk::<ROWS>() {
                        accumulate(&mut made, values, gradient);
                    }
                }
                for (row, made) in made.map(side_by_side).iter().enumerate() {
                    let to = &mut sums[(i + row) * outputs + block * CHANNELS..][..CHANNELS];
                    to.iter_mut().zip(made).for_each(|(to, made)| *to += made);
                }
            }
        }
    }
}
