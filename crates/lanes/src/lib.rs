//! Vectors of 128 bits, because compilers do not find the tiles of a product by themselves: in WebAssembly the same loops
//! over arrays ran at a quarter of the speed.
//!
//! `plain` is the definition and serves native builds; `wasm` (simd128) rounds each operation in the same way, so that both
//! give the same bytes, which packages/shared/test/core-bytes.test.ts holds them to. Neither needs unsafe code.

#![expect(
    clippy::should_implement_trait,
    reason = "methods show how often a sum of products rounds; operators hide it"
)]

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use plain::{F32x4, F64x2, I16x8, I32x4};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use wasm::{F32x4, F64x2, I16x8, I32x4};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_compute_side_by_side() {
        let (a, b) = (F32x4::load(&[1.0, -2.5, 0.5, 1.5]), F32x4::splat(2.0));
        assert_eq!(a.mul(b).add(b).to_array(), [4.0, -3.0, 3.0, 5.0]);
        assert_eq!(b.sub(a).abs().to_array(), [1.0, 4.5, 1.5, 0.5]);
        assert_eq!(a.nearest().to_array(), [1.0, -2.0, 0.0, 2.0], "half to even");
        assert_eq!(a.max(F32x4::ZERO).to_array(), [1.0, 0.0, 0.5, 1.5]);
        let odd = F32x4::load(&[f32::NAN, f32::INFINITY, -9.0, 0.0]);
        assert_eq!(F32x4::splat(-3.0).max(odd).to_array(), [-3.0, f32::INFINITY, -3.0, 0.0]);
        assert_eq!(F32x4::splat(3.0).min(odd).to_array(), [3.0, 3.0, -9.0, 0.0]);
        let [above, rest] = b.where_above(a, F32x4::ZERO).map(F32x4::to_array);
        assert_eq!((above, rest), ([2.0, 0.0, 2.0, 2.0], [0.0, 2.0, 0.0, 0.0]));
        assert_eq!(b.where_above(odd, a)[0].to_array(), [0.0, 2.0, 0.0, 0.0], "NaN is above nothing");
        let powers = F32x4::load(&[-126.0, 0.0, 3.0, 127.0]).exp2_whole();
        assert_eq!(powers.to_array(), [f32::MIN_POSITIVE, 1.0, 8.0, f32::from_bits(254 << 23)]);
        let (a, b) = (F64x2::load(&[1.0, 2.0]), F64x2::load(&[3.0, -1.0]));
        assert_eq!(a.mul(b).add(a).sum(), 4.0);
    }

    #[test]
    fn whole_numbers_are_narrowed_and_multiplied() {
        let low = F32x4::load(&[1.0, -2.0, 3.0, 127.0]);
        let high = F32x4::load(&[1e9, -1e9, f32::NAN, 0.0]);
        assert_eq!(I16x8::from_f32(low, high), [1, -2, 3, 127, i16::MAX, i16::MIN, 0, 0]);
        let (a, b) = ([1, 2, 3, 4, 5, 6, 7, 8], [8, -7, 6, 5, 4, 3, 2, 1000]);
        let expected = a.iter().zip(b).map(|(a, b): (&i16, i16)| i32::from(*a) * i32::from(b)).sum::<i32>();
        assert_eq!(I16x8::load(&a).dot(I16x8::load(&b)).add(I32x4::ZERO).sum(), expected);
    }
}
