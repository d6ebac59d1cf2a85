//! The kernel functions: from dot products to kernel values.

use super::exp::Exp;
use super::tiles::{LANES, Lanes};
use super::unit::Unit;
use crate::simd::Sums;

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
    /// The kernel values of a sample with each of a tile, by their dot products and squared norms:
    /// `|x - z|^2 = |x|^2 + |z|^2 - 2 x.z`. What belongs to the tile's padding means nothing.
    ///
    /// Not in one function with the dot products: together they leave engines too few registers for the sums.
    #[inline(never)]
    pub(super) fn of_floats(self, exp: &Exp, dots: &Lanes, left_square: f32, squares: &Lanes) -> Lanes {
        let mut values = *dots;
        if let Self::Rbf { gamma } = self {
            for (value, &square) in values.iter_mut().zip(squares) {
                let distance = (left_square + square) - 2.0 * *value;
                // Not below 0 by rounding; far, not near, when the features overflow to infinity or NaN.
                let distance = if distance < FAR { distance } else { FAR };
                let distance = if distance > 0.0 { distance } else { 0.0 };
                *value = exp.of(-gamma * distance);
            }
        }
        values
    }

    /// As [`KernelFn::of_floats`], of integers in a unit. Distances are exact.
    #[inline(never)]
    pub(super) fn of_integers(self, exp: &Exp, dots: &Sums, left_square: i32, squares: &Sums, unit: Unit) -> Lanes {
        let mut values = [0.0; LANES];
        match self {
            Self::Rbf { gamma } => {
                let minus_gamma = (-f64::from(gamma) * unit.square()) as f32;
                for ((value, dot), square) in values.iter_mut().zip(dots).zip(squares) {
                    *value = exp.of(minus_gamma * (left_square + square - 2 * dot) as f32);
                }
            }
            Self::Linear => {
                let scale = unit.square() as f32;
                values.iter_mut().zip(dots).for_each(|(value, dot)| *value = scale * *dot as f32);
            }
        }
        values
    }
}
