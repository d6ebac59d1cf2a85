//! The kernel functions: from dot products to kernel values.

use super::exp::exp_non_positive;
use super::pixels::{PixelRow, PixelTile, Unit};
use super::tiles::{FloatRow, FloatTile, LANES, Lanes};

/// A kernel with its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::svm) enum KernelFn {
    /// `exp(-gamma |x - z|^2)`.
    Rbf {
        /// Above 0.
        gamma: f32,
    },
    /// `x . z`.
    Linear,
}

/// A squared distance at which every kernel is 0.
const FAR: f32 = 1e37;

impl KernelFn {
    /// The kernel of `left` with each sample of a tile. What belongs to the tile's padding means nothing.
    ///
    /// `|x - z|^2 = |x|^2 + |z|^2 - 2 x.z`.
    #[inline]
    pub(in crate::svm) fn floats(self, left: &FloatRow, tile: &FloatTile) -> Lanes {
        let mut values = tile.dots(left);
        if let Self::Rbf { gamma } = self {
            for (value, &square) in values.iter_mut().zip(&tile.squares) {
                let distance = (left.square + square) - 2.0 * *value;
                // Not below 0 by rounding; far, not near, when the features overflow to infinity or NaN.
                let distance = if distance < FAR { distance } else { FAR };
                let distance = if distance > 0.0 { distance } else { 0.0 };
                *value = exp_non_positive(-gamma * distance);
            }
        }
        values
    }

    /// The kernel of `left` with each sample of a tile, of pixels in a unit. What belongs to the tile's padding means
    /// nothing. Distances are exact.
    #[inline]
    pub(in crate::svm) fn pixels(self, left: &PixelRow, tile: &PixelTile, unit: Unit) -> Lanes {
        let dots = tile.dots(left);
        let mut values = [0.0; LANES];
        match self {
            Self::Rbf { gamma } => {
                let minus_gamma = (-f64::from(gamma) * unit.square()) as f32;
                for ((value, dot), square) in values.iter_mut().zip(dots).zip(&tile.squares) {
                    *value = exp_non_positive(minus_gamma * (left.square + square - 2 * dot) as f32);
                }
            }
            Self::Linear => {
                let scale = unit.square() as f32;
                values.iter_mut().zip(dots).for_each(|(value, dot)| *value = scale * dot as f32);
            }
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::math;

    #[test]
    fn features_that_overflow_are_far_from_everything() {
        let mut tile = FloatTile::new(2);
        tile.put(0, &[0.5, 1.0]);
        let value = KernelFn::Rbf { gamma: 1.0 }.floats(&FloatRow::new(&[f32::MAX, f32::MIN]), &tile)[0];
        assert!((0.0..1e-30).contains(&value), "{value}");
    }

    fn definition(kernel: KernelFn, a: &[f32], b: &[f32]) -> f64 {
        let pairs = || a.iter().zip(b).map(|(&a, &b)| (f64::from(a), f64::from(b)));
        match kernel {
            KernelFn::Rbf { gamma } => {
                math::exp(-f64::from(gamma) * pairs().map(|(a, b)| (a - b) * (a - b)).sum::<f64>())
            }
            KernelFn::Linear => pairs().map(|(a, b)| a * b).sum(),
        }
    }

    proptest! {
        /// 2e-5: the squared distances come from rounded norms of up to 100.
        #[test]
        fn values_of_floats_equal_the_definition(cols in 1usize..20, gamma in 0.01f32..1.0, seed in any::<u64>()) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let x: Vec<Vec<f32>> = (0..LANES).map(|_| (0..cols).map(|_| rng.normal() as f32).collect()).collect();
            let mut tile = FloatTile::new(cols);
            x.iter().enumerate().for_each(|(lane, row)| tile.put(lane, row));
            for kernel in [KernelFn::Rbf { gamma }, KernelFn::Linear] {
                for (i, row) in x.iter().enumerate() {
                    let values = kernel.floats(&FloatRow::new(row), &tile);
                    for (value, other) in values.iter().zip(&x) {
                        prop_assert!((f64::from(*value) - definition(kernel, row, other)).abs() < 2e-5);
                    }
                    prop_assert!(kernel == KernelFn::Linear || values[i] == 1.0);
                }
            }
        }

        /// 1e-6: three roundings and the exponential's error, whatever the distance.
        #[test]
        fn values_of_pixels_equal_the_definition(cols in 1usize..20, gamma in 0.01f32..1.0, seed in any::<u64>()) {
            let unit = Unit::Over255;
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut row = || -> Vec<f32> { (0..cols).map(|_| unit.value(rng.below(256) as u8)).collect() };
            let x: Vec<Vec<f32>> = (0..LANES).map(|_| row()).collect();
            let mut tile = PixelTile::new(cols);
            x.iter().enumerate().for_each(|(lane, row)| tile.put(lane, row, unit));
            for kernel in [KernelFn::Rbf { gamma }, KernelFn::Linear] {
                for (i, row) in x.iter().enumerate() {
                    let values = kernel.pixels(&PixelRow::new(row, unit).unwrap(), &tile, unit);
                    for (value, other) in values.iter().zip(&x) {
                        let expected = definition(kernel, row, other);
                        prop_assert!((f64::from(*value) - expected).abs() < 1e-6 * expected.abs().max(1.0));
                    }
                    prop_assert!(kernel == KernelFn::Linear || values[i] == 1.0);
                }
            }
        }
    }
}
