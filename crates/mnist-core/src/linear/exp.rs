//! The exponential function, four at a time.

use crate::lanes::F32x4;

/// Below this the exponential counts as this one's, 8.8e-27.
const LEAST: f32 = -60.0;
/// ln 2 in two parts: whole numbers up to 87 times the first are exact.
const LN_2: [f32; 2] = [355.0 / 512.0, -2.121_944_4e-4];

/// Exponentials of numbers that are not above 0, 2e-7 from them relatively.
#[inline(always)]
pub(super) fn exp(x: F32x4) -> F32x4 {
    let x = x.max(F32x4::splat(LEAST));
    let whole = x.mul(F32x4::splat(core::f32::consts::LOG2_E)).nearest();
    let rest = x.sub(whole.mul(F32x4::splat(LN_2[0]))).sub(whole.mul(F32x4::splat(LN_2[1])));
    // The Taylor series of the rest, within ln 2 / 2 of 0, to degree 7.
    let series = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let sum = series.iter().fold(F32x4::splat(1.0 / 5040.0), |sum, &c| sum.mul(rest).add(F32x4::splat(c)));
    sum.mul(whole.exp2_whole())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_exponential_of_numbers_down_to_the_least() {
        for i in 0..6000u16 {
            let x = -f32::from(i) / 100.0;
            let [found, ..] = exp(F32x4::splat(x)).to_array();
            let exact = crate::math::exp(f64::from(x));
            assert!((f64::from(found) / exact - 1.0).abs() < 2e-7, "{x}: {found} {exact}");
        }
        assert_eq!(exp(F32x4::splat(-1e30)).to_array(), exp(F32x4::splat(LEAST)).to_array());
        assert_eq!(exp(F32x4::ZERO).to_array(), [1.0; 4]);
    }
}
