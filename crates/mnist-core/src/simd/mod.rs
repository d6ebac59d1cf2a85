//! Exact integer dot products of one sparse sample with a tile of dense ones: the only unsafe code.
//!
//! `scalar` is the definition and serves targets without a version of their own; `wasm` (simd128) and `x86` (SSE2, which
//! every x86-64 has) give the same integers. Features go in horizontal pairs because both have one instruction that
//! multiplies eight 16-bit numbers and adds the products in pairs.

#[cfg(any(test, not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))))]
mod scalar;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;
#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128"))))]
pub(crate) use scalar::pair_dots;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) use wasm::pair_dots;
#[cfg(target_arch = "x86_64")]
pub(crate) use x86::pair_dots;

/// Samples a tile: eight registers of four sums, as many as stay in registers on x86-64 and wasm32.
pub(crate) const LANES: usize = 32;

/// Two neighbouring features of each sample of a tile: sample `l` has bytes `2 l` and `2 l + 1`.
///
/// Aligned so that it is one line of the processor's cache.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub(crate) struct Column(pub(crate) [u8; 2 * LANES]);

/// Two neighbouring features of one sample, not both zero, in four bytes: a row of them is read again for every tile and
/// must not push the tile out of the processor's nearest cache.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair(u32);

impl Pair {
    /// Features `2 index` and `2 index + 1`.
    pub(crate) fn new(index: u16, features: [u8; 2]) -> Self {
        Self(u32::from(features[0]) | u32::from(features[1]) << 8 | u32::from(index) << 16)
    }

    fn index(self) -> usize {
        (self.0 >> 16) as usize
    }

    /// The first feature in the lower, the second in the upper 16 bits.
    fn packed(self) -> i32 {
        (self.0 & 0xff | (self.0 & 0xff00) << 8) as i32
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_vector_version_equals_the_scalar_one(columns in 1usize..40, seed in any::<u64>(), extreme in any::<bool>()) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut byte = || if extreme { 255 } else { rng.below(256) as u8 };
            let tile: Vec<Column> = (0..columns).map(|_| Column(core::array::from_fn(|_| byte()))).collect();
            let left: Vec<Pair> = (0..columns as u16).filter(|i| i % 3 != 1).map(|i| Pair::new(i, [byte(), byte()])).collect();
            prop_assert_eq!(pair_dots(&tile, &left), scalar::pair_dots(&tile, &left));
        }
    }
}
