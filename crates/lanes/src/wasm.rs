//! WebAssembly's simd128. Each function is the one of the same name in `plain`.

use core::arch::wasm32::*;

/// Four `f32`.
#[derive(Clone, Copy, Debug)]
pub struct F32x4(v128);

impl F32x4 {
    /// Nothing in every lane.
    pub const ZERO: Self = Self(f32x4(0.0, 0.0, 0.0, 0.0));

    /// The same value in every lane.
    #[inline(always)]
    pub fn splat(v: f32) -> Self {
        Self(f32x4_splat(v))
    }

    /// The values in their order.
    #[inline(always)]
    pub fn load(&[a, b, c, d]: &[f32; 4]) -> Self {
        Self(f32x4(a, b, c, d))
    }

    /// The values in their order.
    #[inline(always)]
    pub fn to_array(self) -> [f32; 4] {
        let v = self.0;
        [f32x4_extract_lane::<0>(v), f32x4_extract_lane::<1>(v), f32x4_extract_lane::<2>(v), f32x4_extract_lane::<3>(v)]
    }

    /// The sum, lane by lane.
    #[inline(always)]
    pub fn add(self, other: Self) -> Self {
        Self(f32x4_add(self.0, other.0))
    }

    /// The difference, lane by lane.
    #[inline(always)]
    pub fn sub(self, other: Self) -> Self {
        Self(f32x4_sub(self.0, other.0))
    }

    /// The product, lane by lane.
    #[inline(always)]
    pub fn mul(self, other: Self) -> Self {
        Self(f32x4_mul(self.0, other.0))
    }

    /// Without signs.
    #[inline(always)]
    pub fn abs(self) -> Self {
        Self(f32x4_abs(self.0))
    }

    /// `other` where it is larger, else this one: never the NaN of `other`.
    #[inline(always)]
    pub fn max(self, other: Self) -> Self {
        Self(f32x4_pmax(self.0, other.0))
    }

    /// `other` where it is smaller, else this one: never the NaN of `other`.
    #[inline(always)]
    pub fn min(self, other: Self) -> Self {
        Self(f32x4_pmin(self.0, other.0))
    }

    /// Its values where `a` is above `b`, and those where it is not; 0 elsewhere.
    #[inline(always)]
    pub fn where_above(self, a: Self, b: Self) -> [Self; 2] {
        let above = f32x4_gt(a.0, b.0);
        [Self(v128_and(self.0, above)), Self(v128_andnot(self.0, above))]
    }

    /// 2 to the power of whole numbers from -126 to 127.
    #[inline(always)]
    pub fn exp2_whole(self) -> Self {
        Self(i32x4_shl(i32x4_add(i32x4_trunc_sat_f32x4(self.0), i32x4_splat(127)), 23))
    }

    /// The nearest whole numbers, half to even.
    #[inline(always)]
    pub fn nearest(self) -> Self {
        Self(f32x4_nearest(self.0))
    }
}

/// Two `f64`.
#[derive(Clone, Copy, Debug)]
pub struct F64x2(v128);

impl F64x2 {
    /// Nothing in every lane.
    pub const ZERO: Self = Self(f64x2(0.0, 0.0));

    /// The values in their order.
    #[inline(always)]
    pub fn load(&[a, b]: &[f64; 2]) -> Self {
        Self(f64x2(a, b))
    }

    /// The sum, lane by lane.
    #[inline(always)]
    pub fn add(self, other: Self) -> Self {
        Self(f64x2_add(self.0, other.0))
    }

    /// The product, lane by lane.
    #[inline(always)]
    pub fn mul(self, other: Self) -> Self {
        Self(f64x2_mul(self.0, other.0))
    }

    /// All lanes together.
    #[inline(always)]
    pub fn sum(self) -> f64 {
        f64x2_extract_lane::<0>(self.0) + f64x2_extract_lane::<1>(self.0)
    }
}

/// Eight `i16`.
#[derive(Clone, Copy, Debug)]
pub struct I16x8(v128);

impl I16x8 {
    /// The values in their order.
    #[inline(always)]
    pub fn load(&[a, b, c, d, e, f, g, h]: &[i16; 8]) -> Self {
        Self(i16x8(a, b, c, d, e, f, g, h))
    }

    /// Whole numbers, cut to the range of `i16`; NaN becomes 0.
    #[inline(always)]
    pub fn from_f32(low: F32x4, high: F32x4) -> [i16; 8] {
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

    /// Products of neighbours, added in pairs; must not overflow.
    #[inline(always)]
    pub fn dot(self, other: Self) -> I32x4 {
        I32x4(i32x4_dot_i16x8(self.0, other.0))
    }
}

/// Four `i32`.
#[derive(Clone, Copy, Debug)]
pub struct I32x4(v128);

impl I32x4 {
    /// Nothing in every lane.
    pub const ZERO: Self = Self(i32x4(0, 0, 0, 0));

    /// The sum, lane by lane.
    #[inline(always)]
    pub fn add(self, other: Self) -> Self {
        Self(i32x4_add(self.0, other.0))
    }

    /// All lanes together.
    #[inline(always)]
    pub fn sum(self) -> i32 {
        let v = self.0;
        let pair = |a: i32, b: i32| a.wrapping_add(b);
        pair(
            pair(i32x4_extract_lane::<0>(v), i32x4_extract_lane::<1>(v)),
            pair(i32x4_extract_lane::<2>(v), i32x4_extract_lane::<3>(v)),
        )
    }
}
