//! Features as whole multiples of one power of two.

use super::saved;
use crate::classifier::{Transform, check_features};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::tensors::{TensorError, TensorFile};

/// Bits of a quantised feature, sign included.
const BITS: core::ops::RangeInclusive<u32> = 8..=16;

/// Rounds each feature to the nearest multiple of a step, half to even, so that products of features are exact in integers:
/// every feature is a whole number of steps, less than 2^(bits - 1) of them away from 0.
pub(super) struct Quantize {
    n_features: usize,
    /// A power of two; `largest` of it is finite.
    step: f32,
    /// Most steps away from 0: 2^(bits - 1) - 1.
    largest: f32,
}

impl Quantize {
    /// Chooses the smallest step for which the largest absolute feature of `x` is less than 2^(bits - 1) steps; 1 where all
    /// of `x` is 0.
    pub(super) fn fit(bits: u32, x: &Matrix) -> Result<Self, EstimatorError> {
        let largest = largest(bits)?;
        let most = x.data().iter().fold(0.0f32, |most, v| most.max(v.abs()));
        let mut step = if most == 0.0 { 1.0 } else { f32::MIN_POSITIVE };
        while f64::from(most) >= f64::from(step) * f64::from(largest + 1.0) {
            step *= 2.0;
        }
        Ok(Self { n_features: x.cols(), step, largest })
    }

    pub(super) fn load(bits: u32, file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let largest = largest(bits)?;
        let n_features = saved::n_features(file, prefix)?;
        let name = format!("{prefix}.step");
        let step = file.f32_of_shape(&name, &[1])?.iter().sum::<f32>();
        if !(is_power_of_two(step) && (step * largest).is_finite()) {
            let expected = format!("a power of two, {largest} times which is finite");
            return Err(TensorError::Mismatch { name, expected, found: step.to_string() }.into());
        }
        Ok(Self { n_features, step, largest })
    }
}

impl Quantize {
    #[inline(never)]
    fn round(&self, from: &[f32], to: &mut [f32]) {
        for (to, v) in to.iter_mut().zip(from) {
            // Dividing and multiplying by a power of two is exact. Adding 0 makes -0 to 0.
            let steps = (v / self.step).clamp(-self.largest, self.largest);
            *to = (steps.round_ties_even() + 0.0) * self.step;
        }
    }
}

fn largest(bits: u32) -> Result<f32, EstimatorError> {
    if BITS.contains(&bits) {
        return Ok(((1u32 << (bits - 1)) - 1) as f32);
    }
    Err(EstimatorError::Parameter {
        name: "bits".into(),
        expected: format!("{} to {}", BITS.start(), BITS.end()),
        found: bits.to_string(),
    })
}

fn is_power_of_two(step: f32) -> bool {
    const FRACTION: u32 = (1 << (f32::MANTISSA_DIGITS - 1)) - 1;
    step.is_normal() && step > 0.0 && step.to_bits() & FRACTION == 0
}

impl Transform for Quantize {
    fn n_features_in(&self) -> usize {
        self.n_features
    }

    fn n_features_out(&self) -> usize {
        self.n_features
    }

    fn transform(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, self.n_features)?;
        let mut out = Matrix::zeros(x.rows(), x.cols());
        (0..x.rows()).for_each(|i| self.round(x.row(i), out.row_mut(i)));
        Ok(out)
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        saved::put_n_features(file, prefix, self.n_features);
        file.put_f32(&format!("{prefix}.step"), &[1], &[self.step]);
    }
}
