//! Kernel values of one sample against many.

use super::exp::exp_non_positive;
use super::tiles::{LANES, Lanes, Sparse, Tiles};

/// A kernel with its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum KernelFn {
    /// `exp(-gamma |x - z|^2)`.
    Rbf {
        /// Above 0.
        gamma: f32,
    },
    /// `x . z`.
    Linear,
}

impl KernelFn {
    /// The kernel of `left` with each sample of a tile. What belongs to the tile's padding means nothing.
    #[inline]
    pub(super) fn tile(self, left: &Sparse, tiles: &Tiles, tile: usize) -> Lanes {
        let mut values = tiles.dots(tile, left);
        if let Self::Rbf { gamma } = self {
            rbf(&mut values, left.square, tiles.squares(tile), -gamma);
        }
        values
    }

    /// The kernel of `left` with each sample of `tiles`: `out` has `tiles.count()` tiles.
    pub(super) fn row(self, left: &Sparse, tiles: &Tiles, out: &mut [Lanes]) {
        for (tile, out) in out.iter_mut().enumerate() {
            *out = self.tile(left, tiles, tile);
        }
    }

    /// The kernel of sample `at` of `tiles` with itself.
    pub(super) fn diagonal(self, tiles: &Tiles, at: usize) -> f32 {
        match self {
            Self::Rbf { .. } => 1.0,
            Self::Linear => tiles.squares(at / LANES)[at % LANES],
        }
    }
}

/// A squared distance at which every kernel is 0.
const FAR: f32 = 1e37;

/// Dot products to RBF values: `|x - z|^2 = |x|^2 + |z|^2 - 2 x.z`.
#[inline]
fn rbf(values: &mut Lanes, left_square: f32, squares: &Lanes, minus_gamma: f32) {
    for (value, &square) in values.iter_mut().zip(squares) {
        let distance = (left_square + square) - 2.0 * *value;
        // Not below 0 by rounding; far, not near, when the features overflow to infinity or NaN.
        let distance = if distance < FAR { distance } else { FAR };
        let distance = if distance > 0.0 { distance } else { 0.0 };
        *value = exp_non_positive(minus_gamma * distance);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::math;
    use crate::matrix::Matrix;

    #[test]
    fn features_that_overflow_are_far_from_everything() {
        let x = Matrix::new(2, 2, vec![0.5, 1.0, f32::MAX, f32::MIN]).unwrap();
        let tiles = Tiles::new(&x, &[0]);
        let value = KernelFn::Rbf { gamma: 1.0 }.tile(&Sparse::new(x.row(1)), &tiles, 0)[0];
        assert!((0.0..1e-30).contains(&value), "{value}");
    }

    proptest! {
        #[test]
        fn rows_equal_the_definition(rows in 1usize..70, cols in 1usize..20, gamma in 0.01f32..1.0, seed in any::<u64>()) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let data = (0..rows * cols).map(|_| rng.normal() as f32).collect();
            let x = Matrix::new(rows, cols, data).unwrap();
            let tiles = Tiles::new(&x, &(0..rows as u32).collect::<Vec<_>>());
            let mut rbf = vec![[0.0; LANES]; tiles.count()];
            let mut linear = rbf.clone();
            for i in 0..rows {
                let left = Sparse::new(x.row(i));
                KernelFn::Rbf { gamma }.row(&left, &tiles, &mut rbf);
                KernelFn::Linear.row(&left, &tiles, &mut linear);
                for j in 0..rows {
                    let pairs = || x.row(i).iter().zip(x.row(j)).map(|(&a, &b)| (f64::from(a), f64::from(b)));
                    let distance: f64 = pairs().map(|(a, b)| (a - b) * (a - b)).sum();
                    let dot: f64 = pairs().map(|(a, b)| a * b).sum();
                    prop_assert!((f64::from(rbf[j / LANES][j % LANES]) - math::exp(-f64::from(gamma) * distance)).abs() < 2e-5);
                    prop_assert!((f64::from(linear[j / LANES][j % LANES]) - dot).abs() < 1e-4);
                }
                prop_assert_eq!(rbf[i / LANES][i % LANES], KernelFn::Rbf { gamma }.diagonal(&tiles, i));
                prop_assert_eq!(linear[i / LANES][i % LANES], KernelFn::Linear.diagonal(&tiles, i));
            }
        }
    }
}
