//! Scalar products of several rows with several others at a time, so that each vector that is loaded is used more than once.

use crate::lanes::{F64x2, I16x8, I32x4};

/// The products of `R` rows with `C` rows; all rows have the same length. Sums must not overflow.
#[inline(never)]
pub(crate) fn dots_i16<const R: usize, const C: usize>(a: [&[[i16; 8]]; R], b: [&[[i16; 8]]; C]) -> [[i32; C]; R] {
    let mut sums = [[I32x4::ZERO; C]; R];
    let length = b.first().map_or(0, |row| row.len());
    let (a, b) = (a.map(|row| &row[..length]), b.map(|row| &row[..length]));
    for k in 0..length {
        let (a, b) = (a.map(|row| I16x8::load(&row[k])), b.map(|row| I16x8::load(&row[k])));
        for (sums, a) in sums.iter_mut().zip(a) {
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = sum.add(a.dot(b));
            }
        }
    }
    sums.map(|row| row.map(I32x4::sum))
}

/// The products of `R` rows with `C` rows; all rows have the same length. Each product is two sums, of the even and of the
/// odd places, added at the end.
#[inline(never)]
pub(crate) fn dots_f64<const R: usize, const C: usize>(a: [&[[f64; 2]]; R], b: [&[[f64; 2]]; C]) -> [[f64; C]; R] {
    let mut sums = [[F64x2::ZERO; C]; R];
    let length = b.first().map_or(0, |row| row.len());
    let (a, b) = (a.map(|row| &row[..length]), b.map(|row| &row[..length]));
    for k in 0..length {
        let (a, b) = (a.map(|row| F64x2::load(&row[k])), b.map(|row| F64x2::load(&row[k])));
        for (sums, a) in sums.iter_mut().zip(a) {
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = sum.add(a.mul(b));
            }
        }
    }
    sums.map(|row| row.map(F64x2::sum))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn products_equal_their_definition(values in proptest::collection::vec(any::<i8>(), 5 * 40)) {
            let rows: Vec<Vec<[i16; 8]>> =
                values.chunks(40).map(|row| row.as_chunks::<8>().0.iter().map(|v| v.map(i16::from)).collect()).collect();
            let plain = |i: usize, j: usize| -> i32 {
                (0..40).map(|k| i32::from(values[i * 40 + k]) * i32::from(values[j * 40 + k])).sum()
            };
            let found = dots_i16([&rows[0][..], &rows[1]], [&rows[2][..], &rows[3], &rows[4]]);
            let expected = [0, 1].map(|i| [2, 3, 4].map(|j| plain(i, j)));
            prop_assert_eq!(found, expected);
            // Whole numbers this small are exact in any order of sums.
            let floats: Vec<f64> = values.iter().map(|&v| f64::from(v)).collect();
            let rows: Vec<&[[f64; 2]]> = floats.chunks(40).map(|row| row.as_chunks::<2>().0).collect();
            let found = dots_f64([rows[0], rows[1]], [rows[2], rows[3], rows[4]]);
            prop_assert_eq!(found, expected.map(|row| row.map(f64::from)));
        }
    }
}
