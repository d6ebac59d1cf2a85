//! The exponential of the RBF kernel, in a form that the compiler turns into SIMD.

/// `e^x` for `x <= 0`, with a relative error below 3e-7 + 1e-7 |x|. Below -87 it stays at 1e-38.
///
/// Only additions, multiplications and integer operations, none of them fused, so every target gives the same bits.
/// Method: `2^t = 2^n 2^f` with `n` the integer nearest to `t = x log2 e`; the polynomial for `2^f` on [-0.5, 0.5] is that of
/// Cephes' exp2f (<https://www.netlib.org/cephes/>).
#[inline(always)]
pub(in crate::svm) fn exp_non_positive(x: f32) -> f32 {
    // Adding 1.5 * 2^23 leaves no bits for a fraction: the sum's low bits are the nearest integer.
    const ROUND: f32 = 12_582_912.0;
    let t = x * core::f32::consts::LOG2_E;
    let t = if t > -126.0 { t } else { -126.0 };
    let rounded = t + ROUND;
    let f = t - (rounded - ROUND);
    let mut p = 1.535_336_2e-4f32;
    p = p * f + 1.339_887_4e-3;
    p = p * f + 9.618_437e-3;
    p = p * f + 5.550_332_5e-2;
    p = p * f + 2.402_264_8e-1;
    p = p * f + 6.931_472e-1;
    p = p * f + 1.0;
    let exponent = rounded.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23;
    p * f32::from_bits(exponent)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::math;

    #[test]
    fn is_exactly_one_at_zero_and_small_but_positive_far_out() {
        assert_eq!(exp_non_positive(0.0), 1.0);
        assert_eq!(exp_non_positive(-0.0), 1.0);
        for x in [-88.0, -1e6, f32::MIN, f32::NEG_INFINITY] {
            assert!((0.0..1.2e-38).contains(&exp_non_positive(x)), "{x}");
        }
    }

    proptest! {
        #[test]
        fn equals_the_exponential(x in -87.0f32..=0.0) {
            let reference = math::exp(f64::from(x));
            let error = (f64::from(exp_non_positive(x)) - reference).abs() / reference;
            prop_assert!(error < 3e-7 + 1e-7 * f64::from(x.abs()), "{} at {}", error, x);
        }
    }
}
