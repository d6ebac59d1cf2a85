//! Samples in a unit, in tiles: their dot products are exact.

use super::rows::Rows;
use super::tiles::{FloatTiles, LANES, Lanes};
use super::unit::Unit;
use crate::simd::{Column, Entry, Packed, Sums, pack};

/// A [`Column`] of pixels: with half of the bytes twice as many tiles stay in the processor's larger caches.
#[derive(Clone)]
#[repr(align(64))]
struct ByteColumn([u8; 2 * LANES]);

enum Columns {
    Bytes(Vec<ByteColumn>),
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
pub(super) type Scratch = Vec<Column>;

impl IntegerTiles {
    /// No tiles, with room for some.
    pub(super) fn new(n_features: usize, unit: Unit, tiles: usize) -> Self {
        let width = n_features.div_ceil(2);
        let columns = if unit.is_pixel() {
            Columns::Bytes(Vec::with_capacity(tiles * width))
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
            Columns::Bytes(columns) => columns.clear(),
            Columns::Shorts(columns) => columns.clear(),
        }
    }

    /// Appends a tile of zeros.
    pub(super) fn push_tile(&mut self) {
        self.squares.push([0; LANES]);
        let len = self.squares.len() * self.width;
        match &mut self.columns {
            Columns::Bytes(columns) => columns.resize(len, ByteColumn([0; 2 * LANES])),
            Columns::Shorts(columns) => columns.resize(len, Column([0; 2 * LANES])),
        }
    }

    /// Writes a sample, all in the unit, into a lane of the last tile.
    pub(super) fn put(&mut self, lane: usize, row: &[f32]) {
        let unit = self.unit;
        let first = self.columns.len() - self.width;
        let mut square = 0;
        let pairs = row.chunks(2).enumerate().filter(|(_, pair)| pair.iter().any(|v| v.to_bits() != 0));
        for (at, pair) in pairs {
            for (odd, &value) in pair.iter().enumerate() {
                let integer = unit.assume_integer(value);
                square += i32::from(integer) * i32::from(integer);
                match &mut self.columns {
                    Columns::Bytes(columns) => columns[first + at].0[2 * lane + odd] = integer as u8,
                    Columns::Shorts(columns) => columns[first + at].0[2 * lane + odd] = integer,
                }
            }
        }
        if let Some(squares) = self.squares.last_mut() {
            squares[lane] = square;
        }
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
            Columns::Bytes(bytes) => {
                widen(&bytes[columns], scratch);
                scratch
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
        let square = self.unit.square_of(row);
        let pair = |(column, values): (u32, &[f32])| {
            let second = values.get(1).copied().unwrap_or(0.0);
            let is_zero = values[0].to_bits() | second.to_bits() == 0;
            let value = || pack([values[0], second].map(|v| self.unit.assume_integer(v)));
            if is_zero { None } else { Some(Entry { column, value: value() }) }
        };
        if let Some(square) = square {
            rows.push(number, square, (0..).zip(row.chunks(2)).filter_map(pair));
        }
        square.is_some()
    }
}

impl Columns {
    fn len(&self) -> usize {
        match self {
            Self::Bytes(columns) => columns.len(),
            Self::Shorts(columns) => columns.len(),
        }
    }

    fn get(&self, column: usize, at: usize) -> i16 {
        match self {
            Self::Bytes(columns) => i16::from(columns[column].0[at]),
            Self::Shorts(columns) => columns[column].0[at],
        }
    }
}

/// Once for many rows: the multiplication wants 16 bits, and widening takes as long as it.
#[inline(never)]
fn widen(bytes: &[ByteColumn], out: &mut Scratch) {
    out.clear();
    out.extend(bytes.iter().map(|column| Column(column.0.map(i16::from))));
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
            let mut scratch = Scratch::new();
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
