//! Samples stored so that one sample's dot products with many run in SIMD lanes.

use super::rows::Rows;
use crate::simd::Entry;
pub(in crate::svm) use crate::simd::LANES;

/// One value of each sample of a tile.
pub(in crate::svm) type Lanes = [f32; LANES];

/// Samples in tiles of [`LANES`], feature-major; lanes not written are zero.
pub(super) struct FloatTiles {
    /// Columns a tile, one for each feature.
    width: usize,
    columns: Vec<Lanes>,
    /// The dot product of each sample with itself.
    squares: Vec<Lanes>,
}

/// A tile as the dot products need it.
#[derive(Clone, Copy)]
pub(super) struct FloatTile<'a> {
    columns: &'a [Lanes],
    pub(super) squares: &'a Lanes,
}

/// The entries of a sample that are not zero.
fn entries(row: &[f32]) -> impl Iterator<Item = Entry<f32>> {
    (0..).zip(row).filter(|&(_, &v)| v != 0.0).map(|(column, &value)| Entry { column, value })
}

/// The dot product of a sample with itself: the same operations in the same order as [`FloatTile::dots`], so that the
/// squared distance to itself is exactly 0.
fn square(row: &[f32]) -> f32 {
    entries(row).fold(0.0, |sum, entry| sum + entry.value * entry.value)
}

/// Appends `row` to `rows`.
pub(super) fn prepare(number: usize, row: &[f32], rows: &mut Rows<f32, f32>) {
    entries(row).for_each(|entry| rows.entry(entry.column, entry.value));
    rows.finish(number, square(row));
}

impl FloatTiles {
    /// No tiles, with room for some.
    pub(super) fn new(n_features: usize, tiles: usize) -> Self {
        let columns = Vec::with_capacity(tiles * n_features);
        Self { width: n_features, columns, squares: Vec::with_capacity(tiles) }
    }

    /// One tile.
    pub(super) fn of_columns(n_features: usize, columns: Vec<Lanes>) -> Self {
        let mut squares = [0.0; LANES];
        for column in &columns {
            squares.iter_mut().zip(column).for_each(|(square, &v)| *square += v * v);
        }
        Self { width: n_features, columns, squares: vec![squares] }
    }

    pub(super) fn squares(&self) -> &[Lanes] {
        &self.squares
    }

    pub(super) fn clear(&mut self) {
        self.columns.clear();
        self.squares.clear();
    }

    /// Appends a tile of zeros.
    pub(super) fn push_tile(&mut self) {
        self.squares.push([0.0; LANES]);
        self.columns.resize(self.squares.len() * self.width, [0.0; LANES]);
    }

    /// Writes a sample into a lane of the last tile.
    pub(super) fn put(&mut self, lane: usize, row: &[f32]) {
        let first = self.columns.len() - self.width;
        for (column, &value) in self.columns[first..].iter_mut().zip(row) {
            column[lane] = value;
        }
        if let Some(squares) = self.squares.last_mut() {
            squares[lane] = square(row);
        }
    }

    /// The features of a sample.
    pub(super) fn sample(&self, tile: usize, lane: usize) -> impl Iterator<Item = f32> {
        self.columns[tile * self.width..][..self.width].iter().map(move |column| column[lane])
    }

    /// A tile.
    pub(super) fn tile(&self, tile: usize) -> FloatTile<'_> {
        FloatTile { columns: &self.columns[tile * self.width..][..self.width], squares: &self.squares[tile] }
    }
}

impl FloatTile<'_> {
    /// The dot products of one sample with each of the tile.
    ///
    /// Summed feature by feature, so that `dot(a, b)` and `dot(b, a)` have the same bits.
    #[inline(always)]
    pub(super) fn dots(&self, left: &[Entry<f32>]) -> Lanes {
        let mut sums = [0.0; LANES];
        for entry in left {
            let column = &self.columns[entry.column as usize];
            sums.iter_mut().zip(column).for_each(|(sum, &v)| *sum += entry.value * v);
        }
        sums
    }

    /// The dot products of four samples, given by all their features, with each of the tile: the bits that
    /// [`FloatTile::dots`] gives each alone, for adding a zero changes nothing.
    ///
    /// Eight samples of the tile at a time, so that all sums stay in registers.
    #[inline(always)]
    pub(super) fn four_dots(&self, left: &[[f32; 4]]) -> [Lanes; 4] {
        let mut out = [[0.0; LANES]; 4];
        for part in 0..LANES / 8 {
            let mut sums = [[0.0; 8]; 4];
            for (column, values) in self.columns.iter().zip(left) {
                let column = &column.as_chunks::<8>().0[part];
                for (sums, value) in sums.iter_mut().zip(values) {
                    sums.iter_mut().zip(column).for_each(|(sum, &v)| *sum += value * v);
                }
            }
            out.iter_mut().zip(&sums).for_each(|(out, sums)| out.as_chunks_mut::<8>().0[part] = *sums);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn dots_are_symmetric_and_equal_plain_dot_products(rows in 4..=LANES, cols in 1usize..20, seed in any::<u64>()) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut value = || if rng.below(2) == 0 { 0.0 } else { rng.normal() as f32 };
            let x: Vec<Vec<f32>> = (0..rows).map(|_| (0..cols).map(|_| value()).collect()).collect();
            let mut tiles = FloatTiles::new(cols, 0);
            tiles.push_tile();
            x.iter().enumerate().for_each(|(lane, row)| tiles.put(lane, row));
            let dot = |i: usize, j: usize| tiles.tile(0).dots(&entries(&x[i]).collect::<Vec<_>>())[j];
            for i in 0..rows {
                for j in 0..=i {
                    let plain: f64 = x[i].iter().zip(&x[j]).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum();
                    prop_assert!((f64::from(dot(i, j)) - plain).abs() < 1e-4);
                    prop_assert_eq!(dot(i, j).to_bits(), dot(j, i).to_bits());
                }
                prop_assert_eq!(dot(i, i), tiles.squares()[0][i]);
                prop_assert!(tiles.sample(0, i).eq(x[i].iter().copied()));
            }
            let fours: Vec<[f32; 4]> = (0..cols).map(|c| core::array::from_fn(|i| x[i][c])).collect();
            for (i, dots) in tiles.tile(0).four_dots(&fours).iter().enumerate() {
                prop_assert!((0..rows).all(|j| dots[j].to_bits() == dot(i, j).to_bits()));
            }
            let copy = FloatTiles::of_columns(cols, tiles.columns.clone());
            prop_assert_eq!(copy.squares(), tiles.squares());
        }
    }
}
