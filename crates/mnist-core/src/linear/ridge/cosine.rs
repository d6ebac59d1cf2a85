//! Cosines as small whole numbers.

use crate::lanes::F32x4;

/// A cosine of 1. Products of two fit into 14 bits, so that 133,000 of them can be added in 32; finer steps did not
/// make a better classifier.
pub(super) const ONE: f32 = 127.0;

/// `ONE` times the cosine of angles in turns, rounded; 1e-5 from the cosine before it is rounded. NaN gives NaN.
#[inline(always)]
pub(super) fn cosine(turns: F32x4) -> F32x4 {
    let fraction = turns.sub(turns.nearest());
    // cos(2 pi |u|) = sin(2 pi (1/4 - |u|)), an odd function between -1/4 and 1/4 turn: its Taylor series to degree 9.
    let angle = F32x4::splat(0.25).sub(fraction.abs()).mul(F32x4::splat(core::f32::consts::TAU));
    let square = angle.mul(angle);
    let series = [-1.0 / 5040.0, 1.0 / 120.0, -1.0 / 6.0, 1.0];
    let sum = series.iter().fold(F32x4::splat(1.0 / 362_880.0), |sum, &c| sum.mul(square).add(F32x4::splat(c)));
    sum.mul(angle).mul(F32x4::splat(ONE)).nearest()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_cosine() {
        for i in -4000i16..4000 {
            let turns = f32::from(i) / 977.0;
            let exact = ONE * crate::math::cosf(core::f32::consts::TAU * turns);
            let [found, ..] = cosine(F32x4::splat(turns)).to_array();
            assert!((found - exact).abs() < 0.502, "{turns}: {found} {exact}");
            assert!(found == found.round() && found.abs() <= ONE);
        }
    }
}
