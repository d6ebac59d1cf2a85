//! Many samples in tiles, as pixels where they are and as floats where not, and kernel values with all of them.

use core::ops::Range;

use super::function::KernelFn;
use super::pixels::{PixelRow, PixelTile, Unit};
use super::tiles::{FloatRow, FloatTile, LANES, Lanes};

/// Samples in tiles of [`LANES`].
pub(in crate::svm) struct Samples {
    n_features: usize,
    /// Lanes in use, skipped ones included.
    len: usize,
    tiles: Tiles,
}

enum Tiles {
    Pixels(Unit, Vec<PixelTile>),
    Floats(Vec<FloatTile>),
}

impl Samples {
    /// No samples yet. With a unit, every sample must be pixels in it.
    pub(in crate::svm) fn new(n_features: usize, unit: Option<Unit>) -> Self {
        let tiles = unit.map_or_else(|| Tiles::Floats(Vec::new()), |unit| Tiles::Pixels(unit, Vec::new()));
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
        let (tile, lane) = (self.len / LANES, self.len % LANES);
        self.len += 1;
        match &mut self.tiles {
            Tiles::Pixels(unit, tiles) => {
                if lane == 0 {
                    tiles.push(PixelTile::new(self.n_features));
                }
                tiles[tile].put(lane, row, *unit);
            }
            Tiles::Floats(tiles) => {
                if lane == 0 {
                    tiles.push(FloatTile::new(self.n_features));
                }
                tiles[tile].put(lane, row);
            }
        }
    }

    /// Removes all samples.
    pub(in crate::svm) fn clear(&mut self) {
        self.len = 0;
        match &mut self.tiles {
            Tiles::Pixels(_, tiles) => tiles.clear(),
            Tiles::Floats(tiles) => tiles.clear(),
        }
    }

    /// Leaves the rest of the last tile unused.
    pub(in crate::svm) fn fill_tile(&mut self) {
        self.len = self.n_tiles() * LANES;
    }

    /// The features of a sample, bit by bit what [`Samples::push`] was given.
    pub(in crate::svm) fn sample(&self, at: usize) -> Vec<f32> {
        match &self.tiles {
            Tiles::Pixels(unit, tiles) => tiles[at / LANES].sample(at % LANES, *unit).take(self.n_features).collect(),
            Tiles::Floats(tiles) => tiles[at / LANES].sample(at % LANES).collect(),
        }
    }

    /// The kernel of each sample with itself, padded.
    pub(in crate::svm) fn diagonal(&self, kernel: KernelFn) -> Vec<Lanes> {
        match (kernel, &self.tiles) {
            (KernelFn::Rbf { .. }, _) => vec![[1.0; LANES]; self.n_tiles()],
            (KernelFn::Linear, Tiles::Floats(tiles)) => tiles.iter().map(|tile| tile.squares).collect(),
            (KernelFn::Linear, Tiles::Pixels(unit, tiles)) => {
                let scale = unit.square() as f32;
                tiles.iter().map(|tile| tile.squares.map(|square| scale * square as f32)).collect()
            }
        }
    }

    /// Rows as [`Samples::kernel_rows`] takes them, of these samples and of others in the same unit.
    pub(in crate::svm) fn prepare(&self, rows: &[&[f32]]) -> Prepared {
        let mut prepared = Prepared { pixels: Vec::new(), floats: Vec::new() };
        for (number, row) in rows.iter().enumerate() {
            let pixels = if let Tiles::Pixels(unit, _) = self.tiles { PixelRow::new(row, unit) } else { None };
            match pixels {
                Some(row) => prepared.pixels.push((number, row)),
                None => prepared.floats.push((number, FloatRow::new(row))),
            }
        }
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
        for t in range {
            let mut sink = |row: usize, values: &Lanes| sink(row, t, values);
            match &self.tiles {
                Tiles::Floats(tiles) => meet(&rows.floats, |left| kernel.floats(left, &tiles[t]), &mut sink),
                Tiles::Pixels(unit, tiles) => {
                    meet(&rows.pixels, |left| kernel.pixels(left, &tiles[t], *unit), &mut sink);
                    if !rows.floats.is_empty() {
                        let tile = tiles[t].to_floats(self.n_features, *unit);
                        meet(&rows.floats, |left| kernel.floats(left, &tile), &mut sink);
                    }
                }
            }
        }
    }
}

/// Left operands with the numbers of their rows: those that are pixels, and the others.
pub(in crate::svm) struct Prepared {
    pixels: Vec<(usize, PixelRow)>,
    floats: Vec<(usize, FloatRow)>,
}

/// All rows against one tile. Small and called often: WebAssembly engines optimise such a function while it is in use.
#[inline(never)]
fn meet<L>(lefts: &[(usize, L)], values: impl Fn(&L) -> Lanes, sink: &mut impl FnMut(usize, &Lanes)) {
    for (number, left) in lefts {
        sink(*number, &values(left));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_row_has_the_same_values_alone_as_among_others(n in 1usize..70, seed in any::<u64>(), pixels in any::<bool>()) {
            let kernel = KernelFn::Rbf { gamma: 0.1 };
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut pixel = || Unit::Over255.value(rng.below(256) as u8);
            let mut samples = Samples::new(5, pixels.then_some(Unit::Over255));
            let x: Vec<Vec<f32>> = (0..n).map(|_| (0..5).map(|_| pixel()).collect()).collect();
            x.iter().for_each(|row| samples.push(row));
            // Every third row is no pixels, but hardly anywhere else.
            let lefts: Vec<Vec<f32>> = (0..n).map(|i| if i % 3 == 0 { x[i].iter().map(|v| v + 1e-6).collect() } else { x[i].clone() }).collect();
            let all = |rows: &[&[f32]]| {
                let mut out = vec![vec![[0.0; LANES]; samples.n_tiles()]; rows.len()];
                samples.kernel_rows(kernel, &samples.prepare(rows), 0..samples.n_tiles(), |row, tile, values| out[row][tile] = *values);
                out
            };
            let together = all(&lefts.iter().map(Vec::as_slice).collect::<Vec<_>>());
            for (i, left) in lefts.iter().enumerate() {
                prop_assert_eq!(&all(&[left])[0], &together[i]);
                prop_assert!((together[i].as_flattened()[i] - 1.0).abs() < 1e-5);
                prop_assert_eq!(&samples.sample(i), &x[i]);
            }
            prop_assert_eq!(samples.len(), n);
        }
    }
}
