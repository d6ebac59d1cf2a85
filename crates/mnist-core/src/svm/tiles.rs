//! Samples stored so that one sample's dot products with many run in SIMD lanes.

use crate::matrix::Matrix;

/// Samples a tile: eight registers of four lanes, as many sums as stay in registers on x86-64 and wasm32.
pub(super) const LANES: usize = 32;

/// One value of each sample of a tile.
pub(super) type Lanes = [f32; LANES];

/// The non-zero features of a sample, in order: MNIST's pixels are zero four times in five.
pub(super) struct Sparse {
    entries: Vec<(u32, f32)>,
    /// The dot product of the sample with itself.
    pub(super) square: f32,
}

impl Sparse {
    /// The non-zero values of `row`.
    pub(super) fn new(row: &[f32]) -> Self {
        let entries: Vec<_> = (0..).zip(row.iter().copied()).filter(|&(_, v)| v != 0.0).collect();
        // The same operations in the same order as `Tiles::dots`, so that the squared distance to itself is exactly 0.
        let square = entries.iter().fold(0.0, |sum, &(_, v)| sum + v * v);
        Self { entries, square }
    }
}

/// Samples in tiles of [`LANES`], each tile feature-major; the last is padded with zeros.
pub(super) struct Tiles {
    len: usize,
    n_features: usize,
    /// Tile t, feature f at `t * n_features + f`.
    values: Vec<Lanes>,
    /// A tile's squared norms.
    squares: Vec<Lanes>,
}

impl Tiles {
    /// The rows of `x` that `members` names, in that order. Each must be below `x.rows()`.
    pub(super) fn new(x: &Matrix, members: &[u32]) -> Self {
        let n_features = x.cols();
        let n_tiles = members.len().div_ceil(LANES);
        let mut values = vec![[0.0; LANES]; n_tiles * n_features];
        let mut squares = vec![[0.0; LANES]; n_tiles];
        for (t, chunk) in members.chunks(LANES).enumerate() {
            let tile = &mut values[t * n_features..][..n_features];
            for (lane, &member) in chunk.iter().enumerate() {
                let row = x.row(member as usize);
                for (to, &from) in tile.iter_mut().zip(row) {
                    to[lane] = from;
                }
                squares[t][lane] = Sparse::new(row).square;
            }
        }
        Self { len: members.len(), n_features, values, squares }
    }

    /// Number of samples.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The features of sample `at`.
    pub(super) fn sample(&self, at: usize) -> impl Iterator<Item = f32> {
        self.values[at / LANES * self.n_features..][..self.n_features].iter().map(move |column| column[at % LANES])
    }

    /// Number of tiles.
    pub(super) fn count(&self) -> usize {
        self.squares.len()
    }

    /// The squared norms of a tile's samples.
    pub(super) fn squares(&self, tile: usize) -> &Lanes {
        &self.squares[tile]
    }

    /// The dot products of `left` with a tile's samples.
    ///
    /// Summed feature by feature, so that `dot(a, b)` and `dot(b, a)` have the same bits.
    #[inline(never)]
    pub(super) fn dots(&self, tile: usize, left: &Sparse) -> Lanes {
        let tile = &self.values[tile * self.n_features..][..self.n_features];
        let mut sums = [0.0; LANES];
        for &(feature, value) in &left.entries {
            let column = &tile[feature as usize];
            for (sum, &v) in sums.iter_mut().zip(column) {
                *sum += value * v;
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn dots_are_symmetric_and_equal_plain_dot_products(
            rows in 1usize..80,
            cols in 1usize..20,
            seed in any::<u64>(),
        ) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let value = |rng: &mut crate::rng::Rng| if rng.below(2) == 0 { 0.0 } else { rng.normal() as f32 };
            let data = (0..rows * cols).map(|_| value(&mut rng)).collect();
            let x = Matrix::new(rows, cols, data).unwrap();
            let members: Vec<u32> = (0..rows as u32).rev().collect();
            let tiles = Tiles::new(&x, &members);
            prop_assert_eq!(tiles.len(), rows);
            let dot = |i: usize, j: usize| tiles.dots(j / LANES, &Sparse::new(x.row(rows - 1 - i)))[j % LANES];
            for i in 0..rows {
                for j in 0..=i {
                    let (a, b) = (x.row(rows - 1 - i), x.row(rows - 1 - j));
                    let plain: f64 = a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum();
                    prop_assert!((f64::from(dot(i, j)) - plain).abs() < 1e-4);
                    prop_assert_eq!(dot(i, j).to_bits(), dot(j, i).to_bits());
                }
                prop_assert_eq!(dot(i, i), tiles.squares(i / LANES)[i % LANES]);
                prop_assert!(tiles.sample(i).eq(x.row(rows - 1 - i).iter().copied()));
            }
        }
    }
}
