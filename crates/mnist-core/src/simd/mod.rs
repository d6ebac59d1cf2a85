//! Exact integer dot products of samples with a tile of others: the only unsafe code.
//!
//! `scalar` is the definition and serves targets without vectors; `vector` gives the same integers by loops over five
//! operations, which `wasm` (simd128) and `x86` (SSE2) supply. The loops are the same, so that the tests of one target tell
//! of the other. Features go in pairs because both have one instruction that multiplies eight 16-bit numbers and adds the
//! products in pairs. Sums wrap around, so a result that fits is right whatever the sums on the way to it.

#[cfg(any(test, not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))))]
mod scalar;
#[cfg(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))]
mod vector;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;
#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128"))))]
pub(crate) use scalar::{four_dots, pair_dots};
#[cfg(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))]
pub(crate) use vector::{four_dots, pair_dots};

/// Samples a tile: eight registers of four sums, as many as stay in registers on x86-64 and wasm32.
pub(crate) const LANES: usize = 32;

/// One integer of each sample of a tile.
pub(crate) type Sums = [i32; LANES];

/// Two features of each sample of a tile: sample `l` has numbers `2 l` and `2 l + 1`.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub(crate) struct Column(pub(crate) [i16; 2 * LANES]);

/// Two features of one sample, the first in the lower, the second in the upper 16 bits.
pub(crate) type Packed = i32;

/// Two features of one sample, packed.
pub(crate) fn pack(features: [i16; 2]) -> Packed {
    i32::from(features[0]) & 0xffff | i32::from(features[1]) << 16
}

/// What a sample has in one column of a tile, when that is not zero.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<T> {
    /// The number of the column.
    pub(crate) column: u32,
    pub(crate) value: T,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_vector_versions_equal_the_scalar_ones(columns in 1usize..40, seed in any::<u64>(), extreme in 0u8..3) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut number = || match extreme {
                0 => i16::MIN,
                1 => i16::MAX,
                _ => rng.below(1 << 16) as u16 as i16,
            };
            let tile: Vec<Column> = (0..columns).map(|_| Column(core::array::from_fn(|_| number()))).collect();
            let mut packed = || pack([number(), number()]);
            let left: Vec<Entry<Packed>> =
                (0..columns as u32).filter(|c| c % 3 != 1).map(|column| Entry { column, value: packed() }).collect();
            let four: Vec<[Packed; 4]> = (0..columns).map(|_| [packed(), packed(), packed(), packed()]).collect();
            prop_assert_eq!(pair_dots(&tile, &left), scalar::pair_dots(&tile, &left));
            prop_assert_eq!(four_dots(&tile, &four), scalar::four_dots(&tile, &four));
        }

        #[test]
        fn the_definition_is_the_dot_product(columns in 1usize..40, seed in any::<u64>()) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut numbers = |n: usize| -> Vec<i16> { (0..n).map(|_| rng.below(4001) as i16 - 2000).collect() };
            let right: Vec<Vec<i16>> = (0..LANES).map(|_| numbers(2 * columns)).collect();
            let column = |c: usize| Column(core::array::from_fn(|i| right[i / 2][2 * c + i % 2]));
            let tile: Vec<Column> = (0..columns).map(column).collect();
            let left: Vec<Vec<i16>> = (0..4).map(|_| numbers(2 * columns)).collect();
            let packed = |row: &[i16], c: usize| pack([row[2 * c], row[2 * c + 1]]);
            let four: Vec<[Packed; 4]> = (0..columns).map(|c| core::array::from_fn(|r| packed(&left[r], c))).collect();
            let fours = scalar::four_dots(&tile, &four);
            for (row, dots) in left.iter().zip(fours) {
                let pairs: Vec<Entry<Packed>> =
                    (0..columns).map(|c| Entry { column: c as u32, value: packed(row, c) }).collect();
                let plain = |other: &[i16]| row.iter().zip(other).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum::<i32>();
                let expected: Vec<i32> = right.iter().map(|other| plain(other)).collect();
                prop_assert_eq!(scalar::pair_dots(&tile, &pairs).to_vec(), expected.clone());
                prop_assert_eq!(dots.to_vec(), expected);
            }
        }
    }
}
