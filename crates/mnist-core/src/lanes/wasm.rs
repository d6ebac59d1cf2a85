//! WebAssembly's simd128. Each function is the one of the same name in `plain`.

use core::arch::wasm32::*;

#[derive(Clone, Copy, Debug)]
pub(crate) struct F32x4(v128);

impl F32x4 {
    pub(crate) const ZERO: Self = Self(f32x4(0.0, 0.0, 0.0, 0.0));

    #[inline(always)]
    pub(crate) fn splat(v: f32) -> Self {
        Self(f32x4_splat(v))
    }

    #[inline(always)]
    pub(crate) fn load(&[a, b, c, d]: &[f32; 4]) -> Self {
        Self(f32x4(a, b, c, d))
    }

    #[inline(always)]
    pub(crate) fn to_array(self) -> [f32; 4] {
        let v = self.0;
        [f32x4_extract_lane::<0>(v), f32x4_extract_lane::<1>(v), f32x4_extract_lane::<2>(v), f32x4_extract_lane::<3>(v)]
    }

    #[inline(always)]
    pub(crate) fn add(self, other: Self) -> Self {
        Self(f32x4_add(self.0, other.0))
    }

    #[inline(always)]
    pub(crate) fn sub(self, other: Self) -> Self {
        Self(f32x4_sub(self.0, other.0))
    }

    #[inline(always)]
    pub(crate) fn mul(self, other: Self) -> Self {
        Self(f32x4_mul(self.0, other.0))
    }

    #[inline(always)]
    pub(crate) fn abs(self) -> Self {
        Self(f32x4_abs(self.0))
    }

    #[inline(always)]
    pub(crate) fn max(self, other: Self) -> Self {
        Self(f32x4_pmax(self.0, other.0))
    }

    #[inline(always)]
    pub(crate) fn min(self, other: Self) -> Self {
        Self(f32x4_pmin(self.0, other.0))
    }

    #[inline(always)]
    pub(crate) fn exp2_whole(self) -> Self {
        Self(i32x4_shl(i32x4_add(i32x4_trunc_sat_f32x4(self.0), i32x4_splat(127)), 23))
    }

    #[inline(always)]
    pub(crate) fn nearest(self) -> Self {
        Self(f32x4_nearest(self.0))
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct F64x2(v128);

impl F64x2 {
    pub(crate) const ZERO: Self = Self(f64x2(0.0, 0.0));

    #[inline(always)]
    pub(crate) fn load(&[a, b]: &[f64; 2]) -> Self {
        Self(f64x2(a, b))
    }

    #[inline(always)]
    pub(crate) fn add(self, other: Self) -> Self {
        Self(f64x2_add(self.0, other.0))
    }

    #[inline(always)]
    pub(crate) fn mul(self, other: Self) -> Self {
        Self(f64x2_mul(self.0, other.0))
    }

    #[inline(always)]
    pub(crate) fn sum(self) -> f64 {
        f64x2_extract_lane::<0>(self.0) + f64x2_extract_lane::<1>(self.0)
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct I16x8(v128);

impl I16x8 {
    #[inline(always)]
    pub(crate) fn load(&[a, b, c, d, e, f, g, h]: &[i16; 8]) -> Self {
        Self(i16x8(a, b, c, d, e, f, g, h))
    }

    #[inline(always)]
    pub(crate) fn from_f32(low: F32x4, high: F32x4) -> [i16; 8] {
        let v = i16x8_narrow_i32x4(i32x4_trunc_sat_f32x4(low.0), i32x4_trunc_sat_f32x4(high.0));
        [
            i16x8_extract_lane::<0>(v),
            i16x8_extract_lane::<1>(v),
            i16x8_extract_lane::<2>(v),
            i16x8_extract_lane::<3>(v),
            i16x8_extract_lane::<4>(v),
            i16x8_extract_lane::<5>(v),
            i16x8_extract_lane::<6>(v),
            i16x8_extract_lane::<7>(v),
        ]
    }

    #[inline(always)]
    pub(crate) fn dot(self, other: Self) -> I32x4 {
        I32x4(i32x4_dot_i16x8(self.0, other.0))
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct I32x4(v128);

impl I32x4 {
    pub(crate) const ZERO: Self = Self(i32x4(0, 0, 0, 0));

    #[inline(always)]
    pub(crate) fn add(self, other: Self) -> Self {
        Self(i32x4_add(self.0, other.0))
    }

    #[inline(always)]
    pub(crate) fn sum(self) -> i32 {
        let v = self.0;
        let pair = |a: i32, b: i32| a.wrapping_add(b);
        pair(
            pair(i32x4_extract_lane::<0>(v), i32x4_extract_lane::<1>(v)),
            pair(i32x4_extract_lane::<2>(v), i32x4_extract_lane::<3>(v)),
        )
    }
}
