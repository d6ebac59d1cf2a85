//! The exponential of the RBF kernel, in a form that the compiler turns into SIMD.

/// Adding 1.5 * 2^23 leaves no bits for a fraction: the sum's low bits are the nearest integer.
const ROUND: f32 = 12_582_912.0;

/// The exponential `e^x` for `x <= 0`: its constants.
///
/// They are data, which the compiler must not see through: WebAssembly engines put each constant vector together anew
/// wherever it is used, which takes as long as all the arithmetic.
#[derive(Clone, Copy)]
pub(super) struct Exp {
    log2_e: f32,
    lowest: f32,
    round: f32,
    one: u32,
    /// Of the polynomial, the highest power first.
    coefficients: [f32; 7],
}

impl Exp {
    pub(super) fn new() -> Self {
        core::hint::black_box(Self {
            log2_e: core::f32::consts::LOG2_E,
            lowest: -126.0,
            round: ROUND,
            one: 1.0f32.to_bits(),
            coefficients: [
                1.535_336_2e-4,
                1.339_887_4e-3,
                9.618_437e-3,
                5.550_332_5e-2,
                2.402_264_8e-1,
                6.931_472e-1,
                1.0,
            ],
        })
    }

    /// `e^x` for `x <= 0`, with a relative error below 3e-7 + 1e-7 |x|. Below -87 it stays at 1e-38.
    ///
    /// Only additions, multiplications and integer operations, none of them fused, so every target gives the same bits.
    /// Method: `2^t = 2^n 2^f` with `n` the integer nearest to `t = x log2 e`; the polynomial for `2^f` on [-0.5, 0.5] is
    /// that of Cephes' exp2f (<https://www.netlib.org/cephes/>).
    #[inline(always)]
    pub(super) fn of(&self, x: f32) -> f32 {
        let t = x * self.log2_e;
        let t = if t > self.lowest { t } else { self.lowest };
        let rounded = t + self.round;
        let f = t - (rounded - self.round);
        let [first, others @ ..] = self.coefficients;
        let mut p = first;
        for coefficient in others {
            p = p * f + coefficient;
        }
        // `n` to the bits of an exponent: what `ROUND` has in them is shifted out.
        p * f32::from_bits((rounded.to_bits() << 23).wrapping_add(self.one))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::math;

    #[test]
    fn is_exactly_one_at_zero_and_small_but_positive_far_out() {
        assert_eq!(Exp::new().of(0.0), 1.0);
        assert_eq!(Exp::new().of(-0.0), 1.0);
        for x in [-88.0, -1e6, f32::MIN, f32::NEG_INFINITY] {
            assert!((0.0..1.2e-38).contains(&Exp::new().of(x)), "{x}");
        }
    }

    proptest! {
        #[test]
        fn equals_the_exponential(x in -87.0f32..=0.0) {
            let reference = math::exp(f64::from(x));
            let error = (f64::from(Exp::new().of(x)) - reference).abs() / reference;
            prop_assert!(error < 3e-7 + 1e-7 * f64::from(x.abs()), "{} at {}", error, x);
        }
    }
}
