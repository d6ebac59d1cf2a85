//! The definition, without vectors.

use super::{Column, Entry, LANES, Packed, Sums};

/// The dot products of one sample, given by its pairs of features that are not both zero, with each sample of a tile. An entry's column must be below
/// `tile.len()`.
pub(crate) fn pair_dots(tile: &[Column], left: &[Entry<Packed>]) -> Sums {
    let mut sums = [0; LANES];
    for pair in left {
        add(&mut sums, &tile[pair.column as usize], pair.value);
    }
    sums
}

/// The dot products of four samples, given by all their features in pairs, with each sample of a tile.
pub(crate) fn four_dots(tile: &[Column], left: &[[Packed; 4]]) -> [Sums; 4] {
    let mut sums = [[0; LANES]; 4];
    for (column, features) in tile.iter().zip(left) {
        sums.iter_mut().zip(features).for_each(|(sums, &features)| add(sums, column, features));
    }
    sums
}

fn add(sums: &mut Sums, column: &Column, features: Packed) {
    let [first, second] = [i32::from(features as i16), features >> 16];
    for (sum, others) in sums.iter_mut().zip(column.0.as_chunks::<2>().0) {
        let [a, b] = [first * i32::from(others[0]), second * i32::from(others[1])];
        *sum = sum.wrapping_add(a.wrapping_add(b));
    }
}
