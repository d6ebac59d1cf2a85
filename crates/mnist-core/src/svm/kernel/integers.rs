//! Samples in a unit, in tiles: their dot products are exact.

use super::rows::Rows;
use super::tiles::{FloatTiles, LANES, Lanes};
use super::unit::Unit;
use crate::simd::{Column, Packed, Sums, pack};

/// A [`Column`] of pixels: with half of the bytes twice as many tiles stay in the processor's larger caches.
#[derive(Clone)]
#[repr(align(64))]
struct ByteColumn([u8; 2 * LANES]);

enum Columns {
    /// With a bit for each column, 64 a word and each tile from a word's start: whether any of it is not zero.
    Bytes(Vec<ByteColumn>, Vec<u64>),
    Shorts(Vec<Column>),
}

/// Samples in tiles of [`LANES`], feature-major in pairs of features; lanes not written are zero.
pub(super) struct IntegerTiles {
    unit: Unit,
    /// Columns a tile.
    width: usize,
    columns: Columns,
    /// The dot product of each sample with itself.
    squares: Vec<Sums>,
}

/// A tile as the dot products need it.
#[derive(Clone, Copy)]
pub(super) struct IntegerTile<'a> {
    pub(super) columns: &'a [Column],
    pub(super) squares: &'a Sums,
}

/// Room for a tile whose pixels must be widened.
#[derive(Default)]
pub(super) struct Scratch {
    columns: Vec<Column>,
    /// The columns of it that may be other than zero, as the bits of [`Columns::Bytes`].
    used: Vec<u64>,
}

impl IntegerTiles {
    /// No tiles, with room for some.
    pub(super) fn new(n_features: usize, unit: Unit, tiles: usize) -> Self {
        let width = n_features.div_ceil(2);
        let columns = if unit.is_pixel() {
            Columns::Bytes(Vec::with_capacity(tiles * width), Vec::with_capacity(tiles * words(width)))
        } else {
            Columns::Shorts(Vec::with_capacity(tiles * width))
        };
        Self { unit, width, columns, squares: Vec::with_capacity(tiles) }
    }

    pub(super) fn unit(&self) -> Unit {
        self.unit
    }

    pub(super) fn squares(&self) -> &[Sums] {
        &self.squares
    }

    pub(super) fn clear(&mut self) {
        self.squares.clear();
        match &mut self.columns {
            Columns::Bytes(columns, used) => {
                columns.clear();
                used.clear();
            }
            Columns::Shorts(columns) => columns.clear(),
        }
    }

    /// Appends a tile of zeros.
    pub(super) fn push_tile(&mut self) {
        self.squares.push([0; LANES]);
        let len = self.squares.len() * self.width;
        match &mut self.columns {
            Columns::Bytes(columns, used) => {
                columns.resize(len, ByteColumn([0; 2 * LANES]));
                used.resize(self.squares.len() * words(self.width), 0);
            }
            Columns::Shorts(columns) => columns.resize(len, Column([0; 2 * LANES])),
        }
    }

    /// Writes a sample, all in the unit, into a lane of the last tile.
    pub(super) fn put(&mut self, lane: usize, row: &[f32]) {
        let unit = self.unit;
        let Some(tile) = self.squares.len().checked_sub(1) else { return };
        let mut square = 0;
        let pairs = row.chunks(2).enumerate().filter(|(_, pair)| pair.iter().any(|v| v.to_bits() != 0));
        for (at, pair) in pairs {
            for (odd, &value) in pair.iter().enumerate() {
                let integer = unit.assume_integer(value);
                square += i32::from(integer) * i32::from(integer);
                match &mut self.columns {
                    Columns::Bytes(columns, used) => {
                        columns[tile * self.width + at].0[2 * lane + odd] = integer as u8;
                        used[tile * words(self.width) + at / 64] |= 1 << (at % 64);
                    }
                    Columns::Shorts(columns) => columns[tile * self.width + at].0[2 * lane + odd] = integer,
                }
            }
        }
        self.squares[tile][lane] = square;
    }

    /// The features of a sample, and one more when their number is odd.
    pub(super) fn sample(&self, tile: usize, lane: usize) -> impl Iterator<Item = f32> {
        let columns = tile * self.width..(tile + 1) * self.width;
        columns.flat_map(move |c| [0, 1].map(|odd| self.unit.value(self.columns.get(c, 2 * lane + odd))))
    }

    /// A tile.
    pub(super) fn tile<'a>(&'a self, tile: usize, scratch: &'a mut Scratch) -> IntegerTile<'a> {
        let columns = tile * self.width..(tile + 1) * self.width;
        let columns = match &self.columns {
            Columns::Bytes(bytes, used) => {
                let words = words(self.width);
                widen(&bytes[columns], &used[tile * words..][..words], scratch);
                &scratch.columns
            }
            Columns::Shorts(shorts) => &shorts[columns],
        };
        IntegerTile { columns, squares: &self.squares[tile] }
    }

    /// A tile as floats.
    pub(super) fn to_floats(&self, n_features: usize, tile: usize) -> FloatTiles {
        let columns = tile * self.width..(tile + 1) * self.width;
        let floats = columns
            .flat_map(|c| [0, 1].map(|odd| (c, odd)))
            .map(|(c, odd)| -> Lanes { core::array::from_fn(|l| self.unit.value(self.columns.get(c, 2 * l + odd))) });
        FloatTiles::of_columns(n_features, floats.take(n_features).collect())
    }

    /// Appends `row` to `rows` if all of it is in the unit and it is not too long.
    pub(super) fn prepare(&self, number: usize, row: &[f32], rows: &mut Rows<Packed, i32>) -> bool {
        let square = self.read(row, rows).and_then(Unit::fitting);
        match square {
            Some(square) => rows.finish(number, square),
            None => rows.abandon(),
        }
        square.is_some()
    }

    /// The entries of a row go into `rows`; its squared norm, unless there is a value that is not in the unit.
    fn read(&self, row: &[f32], rows: &mut Rows<Packed, i32>) -> Option<i64> {
        let mut square = 0;
        for (column, values) in (0..).zip(row.chunks(2)) {
            let values = [values[0], values.get(1).copied().unwrap_or(0.0)];
            if values.map(f32::to_bits) != [0, 0] {
                let features = [self.unit.integer(values[0])?, self.unit.integer(values[1])?];
                square += features.map(|f| i64::from(f) * i64::from(f)).iter().sum::<i64>();
                rows.entry(column, pack(features));
            }
        }
        Some(square)
    }
}

impl Columns {
    fn get(&self, column: usize, at: usize) -> i16 {
        match self {
            Self::Bytes(columns, _) => i16::from(columns[column].0[at]),
            Self::Shorts(columns) => columns[column].0[at],
        }
    }
}

fn words(columns: usize) -> usize {
    columns.div_ceil(64)
}

/// Once for many rows: the multiplication wants 16 bits, and widening takes half as long as it. Columns of black pixels,
/// half of all, are passed over.
#[inline(never)]
fn widen(bytes: &[ByteColumn], used: &[u64], out: &mut Scratch) {
    out.columns.resize(bytes.len(), Column([0; 2 * LANES]));
    out.used.resize(used.len(), 0);
    let chunks = bytes.chunks(64).zip(out.columns.chunks_mut(64));
    for ((bytes, columns), (&used, used_before)) in chunks.zip(used.iter().zip(&mut out.used)) {
        let mut bits = used | *used_before;
        *used_before = used;
        while bits != 0 {
            let at = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            columns[at] = Column(bytes[at].0.map(i16::from));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rows::Group;
    use super::*;
    use crate::simd::pair_dots;

    proptest! {
        #[test]
        fn dots_equal_plain_integer_dot_products(cols in 1usize..30, seed in any::<u64>(), unit in 0usize..3) {
            let unit = [Unit::Whole, Unit::Over255, Unit::Step(3)][unit];
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut integer = || match rng.below(2) {
                0 => 0,
                _ if unit.is_pixel() => rng.below(256) as i16,
                _ => rng.below(8001) as i16 - 4000,
            };
            let samples: Vec<Vec<i16>> = (0..LANES).map(|_| (0..cols).map(|_| integer()).collect()).collect();
            let floats: Vec<Vec<f32>> = samples.iter().map(|s| s.iter().map(|&i| unit.value(i)).collect()).collect();
            let mut tiles = IntegerTiles::new(cols, unit, 0);
            tiles.push_tile();
            floats.iter().enumerate().for_each(|(lane, row)| tiles.put(lane, row));
            let mut rows = Rows::new(LANES, cols.div_ceil(2));
            floats.iter().enumerate().for_each(|(i, row)| assert!(tiles.prepare(i, row, &mut rows)));
            let mut scratch = Scratch::default();
            let tile = tiles.tile(0, &mut scratch);
            let plain = |a: &[i16], b: &[i16]| a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum::<i32>();
            for group in rows.groups() {
                let Group::One(&(i, square), left) = group else { panic!("not arranged") };
                let expected: Vec<i32> = samples.iter().map(|s| plain(s, &samples[i])).collect();
                prop_assert_eq!(pair_dots(tile.columns, left).to_vec(), expected);
                prop_assert_eq!(square, tile.squares[i]);
                prop_assert_eq!(square, plain(&samples[i], &samples[i]));
                prop_assert!(tiles.sample(0, i).take(cols).eq(floats[i].iter().copied()));
                prop_assert!(tiles.to_floats(cols, 0).sample(0, i).eq(floats[i].iter().copied()));
            }
        }
    }

    proptest! {
        /// Though tiles before have left other columns in the scratch.
        #[test]
        fn a_widened_tile_has_the_pixels_of_its_samples(cols in 1usize..300, seed in any::<u64>()) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut tiles = IntegerTiles::new(cols, Unit::Whole, 4);
            let mut pixel = || if rng.below(3 * LANES as u32) == 0 { rng.below(256) as f32 } else { 0.0 };
            let x: Vec<Vec<f32>> = (0..4 * LANES).map(|_| (0..cols).map(|_| pixel()).collect()).collect();
            for tile in x.chunks(LANES) {
                tiles.push_tile();
                tile.iter().enumerate().for_each(|(lane, row)| tiles.put(lane, row));
            }
            let mut scratch = Scratch::default();
            for (t, rows) in x.chunks(LANES).enumerate() {
                let tile = tiles.tile(t, &mut scratch);
                for (lane, row) in rows.iter().enumerate() {
                    let found = tile.columns.iter().flat_map(|column| [0, 1].map(|odd| f32::from(column.0[2 * lane + odd])));
                    prop_assert!(found.take(cols).eq(row.iter().copied()));
                }
            }
        }
    }

    #[test]
    fn what_is_not_in_the_unit_is_refused() {
        let tiles = IntegerTiles::new(2, Unit::Step(0), 0);
        let mut rows = Rows::new(1, 1);
        for row in [[0.5, 0.0], [40000.0, 0.0], [30000.0, 30000.0], [f32::NAN, 1.0], [f32::MAX, f32::MAX]] {
            assert!(!tiles.prepare(0, &row, &mut rows), "{row:?}");
        }
        assert!(rows.is_empty());
    }
}
