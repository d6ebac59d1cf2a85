//! The definition, without vectors.

use super::{Column, LANES, Pair};

/// The dot products of `left` with each sample of a tile. A pair's index must be below `tile.len()`; at most 16,000 pairs.
pub(crate) fn pair_dots(tile: &[Column], left: &[Pair]) -> [i32; LANES] {
    let mut sums = [0; LANES];
    for pair in left {
        let (first, second) = (pair.packed() & 0xffff, pair.packed() >> 16);
        for (sum, features) in sums.iter_mut().zip(tile[pair.index()].0.as_chunks::<2>().0) {
            *sum += first * i32::from(features[0]) + second * i32::from(features[1]);
        }
    }
    sums
}
