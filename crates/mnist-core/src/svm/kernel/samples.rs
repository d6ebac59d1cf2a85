//! Many samples in tiles, as pixels where they are and as floats where not, and kernel values with all of them.

use core::ops::Range;

use super::exp::Exp;
use super::function::KernelFn;
use super::integers::{IntegerTiles, Scratch};
use super::meet::{meet_floats, meet_integers};
use super::rows::Rows;
use super::tiles::{self, FloatTiles, LANES, Lanes};
use super::unit::Unit;
use crate::simd::Packed;

/// Samples in tiles of [`LANES`].
pub(in crate::svm) struct Samples {
    n_features: usize,
    /// Lanes in use, skipped ones included.
    len: usize,
    tiles: Tiles,
}

enum Tiles {
    Integers(IntegerTiles),
    Floats(FloatTiles),
}

impl Samples {
    /// No samples yet. With a unit, every sample must be in it.
    pub(in crate::svm) fn new(n_features: usize, unit: Option<Unit>) -> Self {
        Self::with_capacity(n_features, unit, 0)
    }

    /// No samples yet, but room for some in one piece of memory: in WebAssembly it is slow to grow memory by and by.
    pub(in crate::svm) fn with_capacity(n_features: usize, unit: Option<Unit>, samples: usize) -> Self {
        let n_tiles = samples.div_ceil(LANES);
        let tiles = match unit {
            Some(unit) => Tiles::Integers(IntegerTiles::new(n_features, unit, n_tiles)),
            None => Tiles::Floats(FloatTiles::new(n_features, n_tiles)),
        };
        Self { n_features, len: 0, tiles }
    }

    /// Lanes in use.
    pub(in crate::svm) fn len(&self) -> usize {
        self.len
    }

    /// Number of tiles.
    pub(in crate::svm) fn n_tiles(&self) -> usize {
        self.len.div_ceil(LANES)
    }

    /// Appends a sample.
    pub(in crate::svm) fn push(&mut self, row: &[f32]) {
        let lane = self.len % LANES;
        self.len += 1;
        match &mut self.tiles {
            Tiles::Integers(tiles) => {
                if lane == 0 {
                    tiles.push_tile();
                }
                tiles.put(lane, row);
            }
            Tiles::Floats(tiles) => {
                if lane == 0 {
                    tiles.push_tile();
                }
                tiles.put(lane, row);
            }
        }
    }

    /// Removes all samples.
    pub(in crate::svm) fn clear(&mut self) {
        self.len = 0;
        match &mut self.tiles {
            Tiles::Integers(tiles) => tiles.clear(),
            Tiles::Floats(tiles) => tiles.clear(),
        }
    }

    /// Leaves the rest of the last tile unused.
    pub(in crate::svm) fn fill_tile(&mut self) {
        self.len = self.n_tiles() * LANES;
    }

    /// The features of a sample, equal to what [`Samples::push`] was given.
    pub(in crate::svm) fn sample(&self, at: usize) -> Vec<f32> {
        match &self.tiles {
            Tiles::Integers(tiles) => tiles.sample(at / LANES, at % LANES).take(self.n_features).collect(),
            Tiles::Floats(tiles) => tiles.sample(at / LANES, at % LANES).collect(),
        }
    }

    /// The kernel of each sample with itself, padded.
    pub(in crate::svm) fn diagonal(&self, kernel: KernelFn) -> Vec<Lanes> {
        match (kernel, &self.tiles) {
            (KernelFn::Rbf { .. }, _) => vec![[1.0; LANES]; self.n_tiles()],
            (KernelFn::Linear, Tiles::Floats(tiles)) => tiles.squares().to_vec(),
            (KernelFn::Linear, Tiles::Integers(tiles)) => {
                let scale = tiles.unit().square() as f32;
                tiles.squares().iter().map(|squares| squares.map(|square| scale * square as f32)).collect()
            }
        }
    }

    /// Rows as [`Samples::kernel_rows`] takes them, of these samples and of others in the same unit.
    pub(in crate::svm) fn prepare(&self, rows: &[&[f32]]) -> Prepared {
        let n = rows.len();
        let mut prepared =
            Prepared { integers: Rows::new(n, self.n_features.div_ceil(2)), floats: Rows::new(n, self.n_features) };
        for (number, row) in rows.iter().enumerate() {
            match &self.tiles {
                Tiles::Integers(tiles) if tiles.prepare(number, row, &mut prepared.integers) => {}
                _ => tiles::prepare(number, row, &mut prepared.floats),
            }
        }
        prepared.integers.arrange();
        prepared.floats.arrange();
        prepared
    }

    /// Tells `sink` the kernel values of each of the rows with the samples of each of the tiles: the number of the row,
    /// that of the tile, the values. A row's values do not depend on the other rows. Tile by tile, so that a tile stays in
    /// the processor's nearest cache while the rows meet it: some 128 rows at once are best.
    pub(in crate::svm) fn kernel_rows(
        &self,
        kernel: KernelFn,
        rows: &Prepared,
        range: Range<usize>,
        mut sink: impl FnMut(usize, usize, &Lanes),
    ) {
        let exp = Exp::new();
        let mut scratch = Scratch::default();
        for t in range {
            let mut sink = |row: usize, values: &Lanes| sink(row, t, values);
            match &self.tiles {
                Tiles::Floats(tiles) => meet_floats(&rows.floats, tiles.tile(t), (kernel, &exp), &mut sink),
                Tiles::Integers(tiles) => {
                    if !rows.integers.is_empty() {
                        let kernel = (kernel, &exp, tiles.unit());
                        meet_integers(&rows.integers, tiles.tile(t, &mut scratch), kernel, &mut sink);
                    }
                    if !rows.floats.is_empty() {
                        let floats = tiles.to_floats(self.n_features, t);
                        meet_floats(&rows.floats, floats.tile(0), (kernel, &exp), &mut sink);
                    }
                }
            }
        }
    }
}

/// Left operands: those that are in the unit, and the others.
pub(in crate::svm) struct Prepared {
    integers: Rows<Packed, i32>,
    floats: Rows<f32, f32>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::math;
    use crate::rng::Rng;

    const UNITS: [Option<Unit>; 4] = [None, Some(Unit::Whole), Some(Unit::Over255), Some(Unit::Step(-9))];

    /// Samples in a unit, or in none, of which a share of the features is not zero.
    fn random(rng: &mut Rng, n: usize, cols: usize, unit: Option<Unit>, share: f64) -> Vec<Vec<f32>> {
        let mut value = || match unit {
            _ if rng.uniform() > share => 0.0,
            None => rng.normal() as f32,
            Some(unit @ Unit::Step(_)) => unit.value(rng.below(4001) as i16 - 2000),
            Some(unit) => unit.value(rng.below(256) as i16),
        };
        (0..n).map(|_| (0..cols).map(|_| value()).collect()).collect()
    }

    fn samples(cols: usize, unit: Option<Unit>, x: &[Vec<f32>]) -> Samples {
        let mut samples = Samples::with_capacity(cols, unit, x.len());
        x.iter().for_each(|row| samples.push(row));
        samples
    }

    /// The kernel values of each row with each sample.
    fn all(samples: &Samples, kernel: KernelFn, rows: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let rows: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
        let mut out = vec![vec![[f32::NAN; LANES]; samples.n_tiles()]; rows.len()];
        let sink = |row: usize, tile: usize, values: &Lanes| out[row][tile] = *values;
        samples.kernel_rows(kernel, &samples.prepare(&rows), 0..samples.n_tiles(), sink);
        out.into_iter().map(|tiles| tiles.as_flattened()[..samples.len()].to_vec()).collect()
    }

    fn definition(kernel: KernelFn, a: &[f32], b: &[f32]) -> f64 {
        let pairs = || a.iter().zip(b).map(|(&a, &b)| (f64::from(a), f64::from(b)));
        match kernel {
            KernelFn::Rbf { gamma } => {
                math::exp(-f64::from(gamma) * pairs().map(|(a, b)| (a - b) * (a - b)).sum::<f64>())
            }
            KernelFn::Linear => pairs().map(|(a, b)| a * b).sum(),
        }
    }

    #[test]
    fn features_that_overflow_are_far_from_everything() {
        for unit in [None, Some(Unit::Step(-1))] {
            let samples = samples(2, unit, &[vec![0.5, 1.0]]);
            let value = all(&samples, KernelFn::Rbf { gamma: 1.0 }, &[vec![f32::MAX, f32::MIN]])[0][0];
            assert!((0.0..1e-30).contains(&value), "{value}");
        }
    }

    proptest! {
        /// With a unit to 1e-6, whatever the distance: three roundings and the exponential's error. Without, to 2e-5: the
        /// squared distances come from rounded norms of up to 100.
        #[test]
        fn values_equal_the_definition_and_are_symmetric(
            n in 1usize..70, cols in 1usize..20, unit in 0usize..4, share in 0.0f64..2.0, gamma in 0.01f32..1.0, seed in any::<u64>(),
        ) {
            let mut rng = Rng::new(seed, 0);
            let unit = UNITS[unit];
            let scale = if unit == Some(Unit::Whole) { 1e-4 } else { 1.0 };
            let x = random(&mut rng, n, cols, unit, share);
            let samples = samples(cols, unit, &x);
            for kernel in [KernelFn::Rbf { gamma: gamma * scale }, KernelFn::Linear] {
                let values = all(&samples, kernel, &x);
                let diagonal = samples.diagonal(kernel);
                for i in 0..n {
                    for j in 0..n {
                        let expected = definition(kernel, &x[i], &x[j]);
                        let error = if unit.is_some() { 1e-6 } else { 2e-5 } * expected.abs().max(1.0);
                        prop_assert!((f64::from(values[i][j]) - expected).abs() < error, "{} {}", values[i][j], expected);
                        prop_assert_eq!(values[i][j].to_bits(), values[j][i].to_bits());
                    }
                    prop_assert_eq!(values[i][i], diagonal.as_flattened()[i]);
                    prop_assert_eq!(&samples.sample(i), &x[i]);
                }
            }
            prop_assert_eq!(samples.len(), n);
        }

        #[test]
        fn a_row_has_the_same_values_alone_as_among_others(
            n in 1usize..70, unit in 0usize..4, share in 0.0f64..2.0, seed in any::<u64>(),
        ) {
            let mut rng = Rng::new(seed, 0);
            let x = random(&mut rng, n, 5, UNITS[unit], share);
            let samples = samples(5, UNITS[unit], &x);
            // Every third row is not in the unit, but hardly anywhere else.
            let nudged = |(i, row): (usize, &Vec<f32>)| row.iter().map(|v| if i % 3 == 0 { v + 1e-6 } else { *v }).collect();
            let lefts: Vec<Vec<f32>> = x.iter().enumerate().map(nudged).collect();
            // What is not in the unit is computed in floats, from norms that are rounded: of values up to 255 to 0.03.
            let gamma = if UNITS[unit] == Some(Unit::Whole) { 1e-5 } else { 0.1 };
            let kernel = KernelFn::Rbf { gamma };
            let together = all(&samples, kernel, &lefts);
            for (i, left) in lefts.iter().enumerate() {
                prop_assert_eq!(&all(&samples, kernel, core::slice::from_ref(left))[0], &together[i]);
                prop_assert!((together[i][i] - 1.0).abs() < 1e-5);
            }
        }

        #[test]
        fn samples_can_be_removed_and_tiles_left_unfilled(n in 1usize..70, unit in 0usize..4, seed in any::<u64>()) {
            let mut rng = Rng::new(seed, 0);
            let x = random(&mut rng, 2 * n, 3, UNITS[unit], 0.7);
            let mut again = samples(3, UNITS[unit], &x[n..]);
            again.clear();
            x[..n].iter().for_each(|row| again.push(row));
            let fresh = samples(3, UNITS[unit], &x[..n]);
            let kernel = KernelFn::Linear;
            prop_assert_eq!(all(&again, kernel, &x), all(&fresh, kernel, &x));
            again.fill_tile();
            again.push(&x[0]);
            prop_assert_eq!(again.len(), n.div_ceil(LANES) * LANES + 1);
            prop_assert_eq!(&again.sample(again.len() - 1), &x[0]);
            prop_assert_eq!(&all(&again, kernel, &x)[0][..n], &all(&fresh, kernel, &x)[0][..n]);
        }
    }
}
