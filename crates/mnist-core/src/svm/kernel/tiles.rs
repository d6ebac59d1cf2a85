//! Samples stored so that one sample's dot products with many run in SIMD lanes.

pub(in crate::svm) use crate::simd::LANES;

/// One value of each sample of a tile.
pub(in crate::svm) type Lanes = [f32; LANES];

/// The non-zero features of a sample, in order.
pub(in crate::svm) struct FloatRow {
    entries: Vec<(u32, f32)>,
    /// The dot product of the sample with itself.
    pub(in crate::svm) square: f32,
}

impl FloatRow {
    /// The non-zero values of `row`.
    pub(in crate::svm) fn new(row: &[f32]) -> Self {
        let entries: Vec<_> = (0..).zip(row.iter().copied()).filter(|&(_, v)| v != 0.0).collect();
        // The same operations in the same order as `FloatTile::dots`, so that the squared distance to itself is exactly 0.
        let square = entries.iter().fold(0.0, |sum, &(_, v)| sum + v * v);
        Self { entries, square }
    }
}

/// Up to [`LANES`] samples, feature-major; the rest is zero.
pub(in crate::svm) struct FloatTile {
    columns: Vec<Lanes>,
    /// The dot product of each sample with itself.
    pub(in crate::svm) squares: Lanes,
}

impl FloatTile {
    pub(in crate::svm) fn new(n_features: usize) -> Self {
        Self { columns: vec![[0.0; LANES]; n_features], squares: [0.0; LANES] }
    }

    pub(in crate::svm) fn of_columns(columns: Vec<Lanes>) -> Self {
        let mut squares = [0.0; LANES];
        for column in &columns {
            for (square, &v) in squares.iter_mut().zip(column) {
                *square += v * v;
            }
        }
        Self { columns, squares }
    }

    /// Writes a sample.
    pub(in crate::svm) fn put(&mut self, lane: usize, row: &[f32]) {
        for (column, &value) in self.columns.iter_mut().zip(row) {
            column[lane] = value;
        }
        self.squares[lane] = FloatRow::new(row).square;
    }

    /// The features of a sample.
    pub(in crate::svm) fn sample(&self, lane: usize) -> impl Iterator<Item = f32> {
        self.columns.iter().map(move |column| column[lane])
    }

    /// The dot products of `left` with each sample.
    ///
    /// Summed feature by feature, so that `dot(a, b)` and `dot(b, a)` have the same bits.
    #[inline(never)]
    pub(in crate::svm) fn dots(&self, left: &FloatRow) -> Lanes {
        let mut sums = [0.0; LANES];
        for &(feature, value) in &left.entries {
            let column = &self.columns[feature as usize];
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
        fn dots_are_symmetric_and_equal_plain_dot_products(rows in 1..=LANES, cols in 1usize..20, seed in any::<u64>()) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut value = || if rng.below(2) == 0 { 0.0 } else { rng.normal() as f32 };
            let x: Vec<Vec<f32>> = (0..rows).map(|_| (0..cols).map(|_| value()).collect()).collect();
            let mut tile = FloatTile::new(cols);
            x.iter().enumerate().for_each(|(lane, row)| tile.put(lane, row));
            let dot = |i: usize, j: usize| tile.dots(&FloatRow::new(&x[i]))[j];
            for i in 0..rows {
                for j in 0..=i {
                    let plain: f64 = x[i].iter().zip(&x[j]).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum();
                    prop_assert!((f64::from(dot(i, j)) - plain).abs() < 1e-4);
                    prop_assert_eq!(dot(i, j).to_bits(), dot(j, i).to_bits());
                }
                prop_assert_eq!(dot(i, i), tile.squares[i]);
                prop_assert!(tile.sample(i).eq(x[i].iter().copied()));
            }
            prop_assert_eq!(FloatTile::of_columns(tile.columns.clone()).squares, tile.squares);
        }
    }
}
