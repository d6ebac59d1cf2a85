//! The definition.

use core::array::from_fn;

/// Four `f32`.
#[derive(Clone, Copy, Debug)]
pub struct F32x4([f32; 4]);

impl F32x4 {
    /// Nothing in every lane.
    pub const ZERO: Self = Self([0.0; 4]);

    /// The same value in every lane.
    #[inline(always)]
    pub fn splat(v: f32) -> Self {
        Self([v; 4])
    }

    /// The values in their order.
    #[inline(always)]
    pub fn load(v: &[f32; 4]) -> Self {
        Self(*v)
    }

    /// The values in their order.
    #[inline(always)]
    pub fn to_array(self) -> [f32; 4] {
        self.0
    }

    /// The sum, lane by lane.
    #[inline(always)]
    pub fn add(self, other: Self) -> Self {
        Self(from_fn(|l| self.0[l] + other.0[l]))
    }

    /// The difference, lane by lane.
    #[inline(always)]
    pub fn sub(self, other: Self) -> Self {
        Self(from_fn(|l| self.0[l] - other.0[l]))
    }

    /// The product, lane by lane.
    #[inline(always)]
    pub fn mul(self, other: Self) -> Self {
        Self(from_fn(|l| self.0[l] * other.0[l]))
    }

    /// Without signs.
    #[inline(always)]
    pub fn abs(self) -> Self {
        Self(self.0.map(f32::abs))
    }

    /// `other` where it is larger, else this one: never the NaN of `other`.
    #[inline(always)]
    pub fn max(self, other: Self) -> Self {
        Self(from_fn(|l| if self.0[l] < other.0[l] { other.0[l] } else { self.0[l] }))
    }

    /// `other` where it is smaller, else this one: never the NaN of `other`.
    #[inline(always)]
    pub fn min(self, other: Self) -> Self {
        Self(from_fn(|l| if other.0[l] < self.0[l] { other.0[l] } else { self.0[l] }))
    }

    /// Its values where `a` is above `b`, and those where it is not; 0 elsewhere.
    #[inline(always)]
    pub fn where_above(self, a: Self, b: Self) -> [Self; 2] {
        let is_above = |l: usize| a.0[l] > b.0[l];
        let kept = |where_above: bool| from_fn(|l| if is_above(l) == where_above { self.0[l] } else { 0.0 });
        [Self(kept(true)), Self(kept(false))]
    }

    /// 2 to the power of whole numbers from -126 to 127.
    #[inline(always)]
    pub fn exp2_whole(self) -> Self {
        Self(self.0.map(|v| f32::from_bits(((v as i32).wrapping_add(127) as u32) << 23)))
    }

    /// The nearest whole numbers, half to even.
    #[inline(always)]
    pub fn nearest(self) -> Self {
        Self(self.0.map(f32::round_ties_even))
    }
}

/// Two `f64`.
#[derive(Clone, Copy, Debug)]
pub struct F64x2([f64; 2]);

impl F64x2 {
    /// Nothing in every lane.
    pub const ZERO: Self = Self([0.0; 2]);

    /// The values in their order.
    #[inline(always)]
    pub fn load(v: &[f64; 2]) -> Self {
        Self(*v)
    }

    /// The sum, lane by lane.
    #[inline(always)]
    pub fn add(self, other: Self) -> Self {
        Self(from_fn(|l| self.0[l] + other.0[l]))
    }

    /// The product, lane by lane.
    #[inline(always)]
    pub fn mul(self, other: Self) -> Self {
        Self(from_fn(|l| self.0[l] * other.0[l]))
    }

    /// All lanes together.
    #[inline(always)]
    pub fn sum(self) -> f64 {
        self.0[0] + self.0[1]
    }
}

/// Eight `i16`.
#[derive(Clone, Copy, Debug)]
pub struct I16x8([i16; 8]);

impl I16x8 {
    /// The values in their order.
    #[inline(always)]
    pub fn load(v: &[i16; 8]) -> Self {
        Self(*v)
    }

    /// Whole numbers, cut to the range of `i16`; NaN becomes 0.
    #[inline(always)]
    pub fn from_f32(low: F32x4, high: F32x4) -> [i16; 8] {
        from_fn(|l| if l < 4 { low.0[l] as i16 } else { high.0[l - 4] as i16 })
    }

    /// Products of neighbours, added in pairs; must not overflow.
    #[inline(always)]
    pub fn dot(self, other: Self) -> I32x4 {
        let product = |l: usize| i32::from(self.0[l]) * i32::from(other.0[l]);
        I32x4(from_fn(|l| product(2 * l) + product(2 * l + 1)))
    }
}

/// Four `i32`.
#[derive(Clone, Copy, Debug)]
pub struct I32x4([i32; 4]);

impl I32x4 {
    /// Nothing in every lane.
    pub const ZERO: Self = Self([0; 4]);

    /// The sum, lane by lane.
    #[inline(always)]
    pub fn add(self, other: Self) -> Self {
        Self(from_fn(|l| self.0[l].wrapping_add(other.0[l])))
    }

    /// All lanes together.
    #[inline(always)]
    pub fn sum(self) -> i32 {
        self.0.into_iter().fold(0, i32::wrapping_add)
    }
}
