//! Samples whose features are pixels: their dot products are integers, exact whatever the order of summation.

use super::tiles::{FloatTile, LANES, Lanes};
use crate::simd::{Column, Pair, pair_dots};

/// How a pixel 0..=255 stands in a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::svm) enum Unit {
    /// As it is.
    Whole,
    /// Divided by 255.
    Over255,
}

/// Quotients as the scaling transform computes them; looked up, because division takes long.
static OVER_255: [f32; 256] = {
    let mut values = [0.0; 256];
    let mut pixel = 0;
    while pixel < values.len() {
        values[pixel] = pixel as f32 / 255.0;
        pixel += 1;
    }
    values
};

/// Most features whose squared distances, up to `2 * 255^2` each, fit into `i32`.
const MOST_FEATURES: usize = 16_000;

impl Unit {
    /// The unit in which all of `values`, rows of `cols` features, are pixels, if there is one.
    pub(in crate::svm) fn of(values: &[f32], cols: usize) -> Option<Self> {
        // Most pixels are black: a look at the bits is quicker than a conversion.
        let all = |unit: &Self| values.iter().all(|&v| v.to_bits() == 0 || unit.is_pixel(v));
        if cols > MOST_FEATURES { None } else { [Self::Whole, Self::Over255].into_iter().find(all) }
    }

    /// The value of a pixel.
    pub(in crate::svm) fn value(self, pixel: u8) -> f32 {
        match self {
            Self::Whole => f32::from(pixel),
            Self::Over255 => OVER_255[usize::from(pixel)],
        }
    }

    /// What a dot product of pixels is to be multiplied with.
    pub(in crate::svm) fn square(self) -> f64 {
        match self {
            Self::Whole => 1.0,
            Self::Over255 => 1.0 / (255.0 * 255.0),
        }
    }

    /// The nearest pixel.
    fn pixel(self, value: f32) -> u8 {
        match self {
            Self::Whole => value as u8,
            Self::Over255 => (value * 255.0 + 0.5) as u8,
        }
    }

    /// By bits: minus zero is none.
    fn is_pixel(self, value: f32) -> bool {
        self.value(self.pixel(value)).to_bits() == value.to_bits()
    }
}

/// A sample as the left operand: its pairs of features that are not both zero.
pub(in crate::svm) struct PixelRow {
    pairs: Vec<Pair>,
    /// The dot product with itself.
    pub(in crate::svm) square: i32,
}

impl PixelRow {
    /// `None` when not all of `row` are pixels.
    pub(in crate::svm) fn new(row: &[f32], unit: Unit) -> Option<Self> {
        let mut pairs = Vec::with_capacity(row.len().div_ceil(2));
        let mut square = 0;
        for (index, values) in (0..).zip(row.chunks(2)) {
            let values = [values[0], values.get(1).copied().unwrap_or(0.0)];
            if values.map(f32::to_bits) == [0, 0] {
                continue;
            }
            if !values.iter().all(|&v| unit.is_pixel(v)) {
                return None;
            }
            let features = values.map(|v| unit.pixel(v));
            pairs.push(Pair::new(index, features));
            square += features.map(|f| i32::from(f) * i32::from(f)).iter().sum::<i32>();
        }
        Some(Self { pairs, square })
    }
}

/// Up to [`LANES`] samples, feature-major in pairs of features; the rest is zero.
pub(in crate::svm) struct PixelTile {
    columns: Vec<Column>,
    /// The dot product of each sample with itself.
    pub(in crate::svm) squares: [i32; LANES],
}

impl PixelTile {
    pub(in crate::svm) fn new(n_features: usize) -> Self {
        Self { columns: vec![Column([0; 2 * LANES]); n_features.div_ceil(2)], squares: [0; LANES] }
    }

    /// Writes a sample of pixels.
    pub(in crate::svm) fn put(&mut self, lane: usize, row: &[f32], unit: Unit) {
        let mut square = 0;
        for (column, features) in self.columns.iter_mut().zip(row.chunks(2)) {
            for (to, &value) in column.0[2 * lane..].iter_mut().zip(features) {
                *to = unit.pixel(value);
                square += i32::from(*to) * i32::from(*to);
            }
        }
        self.squares[lane] = square;
    }

    /// The features of a sample, and one more when their number is odd.
    pub(in crate::svm) fn sample(&self, lane: usize, unit: Unit) -> impl Iterator<Item = f32> {
        self.columns.iter().flat_map(move |column| [column.0[2 * lane], column.0[2 * lane + 1]].map(|p| unit.value(p)))
    }

    /// The same samples as floats.
    pub(in crate::svm) fn to_floats(&self, n_features: usize, unit: Unit) -> FloatTile {
        let halves = self.columns.iter().flat_map(|column| [0, 1].map(|odd| (column, odd)));
        let floats =
            halves.map(|(column, odd)| -> Lanes { core::array::from_fn(|l| unit.value(column.0[2 * l + odd])) });
        FloatTile::of_columns(floats.take(n_features).collect())
    }

    /// The dot products of `left` with each sample.
    pub(in crate::svm) fn dots(&self, left: &PixelRow) -> [i32; LANES] {
        pair_dots(&self.columns, &left.pairs)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pixels_are_recognised_by_their_bits() {
        for unit in [Unit::Whole, Unit::Over255] {
            for pixel in 0..=255 {
                assert_eq!(unit.pixel(unit.value(pixel)), pixel);
                assert_eq!(Unit::of(&[0.0, unit.value(pixel), unit.value(77)], 3), Some(unit));
                assert!(!unit.is_pixel(unit.value(pixel).next_up()));
            }
        }
        for value in [-0.0, -1.0, 256.0, 0.5, 1e30] {
            assert_eq!(Unit::of(&[value], 1), None, "{value}");
        }
        assert_eq!(Unit::of(&[0.0; 4], MOST_FEATURES + 1), None);
    }

    proptest! {
        #[test]
        fn dots_equal_plain_integer_dot_products(cols in 1usize..30, seed in any::<u64>(), over in any::<bool>()) {
            let unit = if over { Unit::Over255 } else { Unit::Whole };
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut pixel = || if rng.below(2) == 0 { 0 } else { rng.below(256) as u8 };
            let samples: Vec<Vec<u8>> = (0..LANES).map(|_| (0..cols).map(|_| pixel()).collect()).collect();
            let floats: Vec<Vec<f32>> = samples.iter().map(|s| s.iter().map(|&p| unit.value(p)).collect()).collect();
            let mut tile = PixelTile::new(cols);
            floats.iter().enumerate().for_each(|(lane, row)| tile.put(lane, row, unit));
            let plain = |a: &[u8], b: &[u8]| a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum::<i32>();
            for (i, row) in floats.iter().enumerate() {
                let left = PixelRow::new(row, unit).unwrap();
                let expected: Vec<i32> = samples.iter().map(|s| plain(s, &samples[i])).collect();
                prop_assert_eq!(tile.dots(&left).to_vec(), expected);
                prop_assert_eq!(left.square, tile.squares[i]);
                prop_assert_eq!(left.square, plain(&samples[i], &samples[i]));
                prop_assert!(tile.sample(i, unit).take(cols).eq(row.iter().copied()));
                prop_assert!(tile.to_floats(cols, unit).sample(i).eq(row.iter().copied()));
            }
        }
    }
}
