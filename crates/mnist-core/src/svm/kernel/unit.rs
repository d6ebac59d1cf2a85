//! Features that are integers times one number: dot products of such samples are exact whatever the order of summation.

/// How an integer stands in a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::svm) enum Unit {
    /// A pixel 0..=255 as it is.
    Whole,
    /// A pixel 0..=255 divided by 255.
    Over255,
    /// An integer of 16 bits times 2 to this power.
    Step(i32),
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

/// Squared norms below this have squared distances, of up to four times as much, that fit into `i32`.
const MOST_SQUARE: i64 = 1 << 29;

/// Most pixels whose squared norm, up to `255^2` each, is below [`MOST_SQUARE`].
const MOST_PIXELS: usize = 8_000;

/// Exponents of [`Unit::Step`], so that its square times any gamma stays well within `f32`.
const EXPONENTS: core::ops::RangeInclusive<i32> = -40..=40;

impl Unit {
    /// The unit in which all of `values`, rows of `cols` features, are integers whose squared distances fit into `i32`, if
    /// there is one. Of the powers of two it is the largest, so that a part of the rows never needs more bits than all.
    pub(in crate::svm) fn of(values: &[f32], cols: usize) -> Option<Self> {
        // Most pixels are black: a look at the bits is quicker than a conversion.
        let all = |unit: &Self| values.iter().all(|&v| v.to_bits() == 0 || unit.integer(v).is_some());
        let pixels = if cols > MOST_PIXELS { None } else { [Self::Whole, Self::Over255].into_iter().find(all) };
        pixels.or_else(|| Self::step(values, cols))
    }

    fn step(values: &[f32], cols: usize) -> Option<Self> {
        // The exponents of the lowest and of the highest bit that is set in any value.
        let (mut lowest, mut highest) = (i32::MAX, i32::MIN);
        for &value in values.iter().filter(|&&v| v != 0.0) {
            let (low, high) = bit_range(value);
            (lowest, highest) = (lowest.min(low), highest.max(high));
            if highest - lowest > 14 {
                return None;
            }
        }
        let unit = EXPONENTS.contains(&lowest).then_some(Self::Step(lowest))?;
        values.chunks(cols).all(|row| unit.square_of(row).is_some()).then_some(unit)
    }

    /// Whether integers take one byte.
    pub(super) fn is_pixel(self) -> bool {
        !matches!(self, Self::Step(_))
    }

    /// The value of an integer.
    pub(super) fn value(self, integer: i16) -> f32 {
        match self {
            Self::Whole => f32::from(integer),
            Self::Over255 => OVER_255[usize::from(integer as u8)],
            Self::Step(exponent) => f32::from(integer) * power_of_two(exponent),
        }
    }

    /// What a dot product of integers is to be multiplied with.
    pub(super) fn square(self) -> f64 {
        match self {
            Self::Whole => 1.0,
            Self::Over255 => 1.0 / (255.0 * 255.0),
            Self::Step(exponent) => f64::from(power_of_two(exponent)) * f64::from(power_of_two(exponent)),
        }
    }

    /// The integer that has this value. Minus zero has none as a pixel, else it is zero.
    #[inline]
    pub(super) fn integer(self, value: f32) -> Option<i16> {
        match self {
            Self::Step(_) => {
                let integer = self.assume_integer(value);
                (f32::from(integer) == value * self.inverse()).then_some(integer)
            }
            _ => {
                let integer = self.assume_integer(value);
                (self.value(integer).to_bits() == value.to_bits()).then_some(integer)
            }
        }
    }

    /// The integer of a value that has one, and some integer for any other.
    #[inline]
    pub(super) fn assume_integer(self, value: f32) -> i16 {
        match self {
            Self::Whole => i16::from(value as u8),
            Self::Over255 => i16::from((value * 255.0 + 0.5) as u8),
            Self::Step(_) => (value * self.inverse()) as i16,
        }
    }

    /// The squared norm of a row of integers. `None` when not all have an integer, or when it is too large.
    fn square_of(self, row: &[f32]) -> Option<i32> {
        let square = |value: &f32| self.integer(*value).map(|integer| i64::from(integer) * i64::from(integer));
        row.iter().map(square).try_fold(0, |sum, square| Some(sum + square?)).and_then(Self::fitting)
    }

    /// A squared norm that is not too large.
    pub(super) fn fitting(square: i64) -> Option<i32> {
        if square < MOST_SQUARE { i32::try_from(square).ok() } else { None }
    }

    /// 1 over a step.
    fn inverse(self) -> f32 {
        if let Self::Step(exponent) = self { power_of_two(-exponent) } else { 1.0 }
    }
}

/// 2 to a power of -126..=127.
fn power_of_two(exponent: i32) -> f32 {
    f32::from_bits(((exponent + 127) as u32) << 23)
}

/// The exponents of the lowest and the highest bit that is set in a number other than zero. Far above those of
/// [`EXPONENTS`] for what is not finite, far below for what is subnormal.
fn bit_range(value: f32) -> (i32, i32) {
    let exponent = (value.to_bits() >> 23 & 0xff) as i32 - 127;
    let mantissa = value.to_bits() & 0x007f_ffff | 0x0080_0000;
    (exponent - 23 + mantissa.trailing_zeros() as i32, exponent)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pixels_are_recognised_by_their_bits() {
        for unit in [Unit::Whole, Unit::Over255] {
            for pixel in 0..=255 {
                assert_eq!(unit.integer(unit.value(pixel)), Some(pixel));
                assert_eq!(Unit::of(&[0.0, unit.value(pixel), unit.value(77)], 3), Some(unit));
                assert_eq!(unit.integer(unit.value(pixel).next_up()), None);
            }
            assert_eq!(unit.integer(-0.0), None);
        }
        assert_eq!(Unit::of(&[0.0; 4], MOST_PIXELS + 1), None);
    }

    #[test]
    fn integers_too_far_apart_have_no_unit() {
        let step = |values: &[f32]| Unit::of(values, values.len());
        assert_eq!(step(&[-1.0]), Some(Unit::Step(0)));
        assert_eq!(step(&[256.0, -0.0]), Some(Unit::Step(8)));
        assert_eq!(step(&[0.5, 2e4]), None, "15 bits");
        assert_eq!(step(&[0.5, 3.0, -0.75]), Some(Unit::Step(-2)));
        for values in [[1e30, 0.0], [1e-30, 0.0], [1.0, f32::NAN], [f32::INFINITY, 0.0], [f32::MIN_POSITIVE / 2.0, 0.0]]
        {
            assert_eq!(step(&values), None, "{values:?}");
        }
        // Squared norms on either side of 2^29.
        assert_eq!(step(&[16384.0, -1.0]), Some(Unit::Step(0)));
        assert_eq!(step(&[16384.0, 16384.0, -1.0]), None);
    }

    proptest! {
        #[test]
        fn multiples_of_a_step_are_found_and_come_back(
            integers in proptest::collection::vec(-3000i16..3000, 1..40), exponent in -40i32..25,
        ) {
            prop_assume!(integers.iter().any(|&i| i != 0));
            let values: Vec<f32> = integers.iter().map(|&i| Unit::Step(exponent).value(i)).collect();
            let unit = Unit::step(&values, values.len()).unwrap();
            let Unit::Step(found) = unit else { panic!() };
            prop_assert!(found >= exponent);
            prop_assert!(values.iter().any(|&v| unit.integer(v).unwrap() % 2 != 0));
            for (&v, &i) in values.iter().zip(&integers) {
                prop_assert_eq!(unit.value(unit.integer(v).unwrap()), v);
                prop_assert_eq!(unit.square() * f64::from(unit.assume_integer(v)) * f64::from(unit.assume_integer(v)), f64::from(v) * f64::from(v));
                prop_assert_eq!(Unit::Step(exponent).integer(v), Some(i));
                prop_assert!(v == 0.0 || unit.integer(v.next_up()).is_none());
            }
        }
    }
}
