//! AdamW's direction: each weight's mean gradient over the root of its mean square.

use super::NetworkParams;

/// Keeps the denominator above 0.
const EPSILON: f64 = 1e-8;

/// How the two averages of gradients go on at a step, and what they are divided by there, as they began as 0.
pub(super) struct Moments {
    beta1: f64,
    beta2: f64,
    lacking: (f64, f64),
}

impl Moments {
    /// For step number `step`, from 1 on.
    pub(super) fn at(&NetworkParams { beta1, beta2, .. }: &NetworkParams, step: u32) -> Self {
        let lacking = |beta: f64| 1.0 - crate::math::pow(beta, f64::from(step));
        Self { beta1, beta2, lacking: (lacking(beta1), lacking(beta2)) }
    }

    /// Adds the gradient to the averages, and gives the direction that follows.
    pub(super) fn direction(&self, mean: &mut [f32], square: &mut [f32], gradient: &[f64]) -> Vec<f64> {
        let &Self { beta1, beta2, lacking } = self;
        let along = |(g, (mean_kept, square_kept)): (&f64, (&mut f32, &mut f32))| {
            let mean = beta1 * f64::from(*mean_kept) + (1.0 - beta1) * g;
            let square = beta2 * f64::from(*square_kept) + (1.0 - beta2) * g * g;
            *mean_kept = mean as f32;
            *square_kept = square as f32;
            (mean / lacking.0) / ((square / lacking.1).sqrt() + EPSILON)
        };
        gradient.iter().zip(mean.iter_mut().zip(square)).map(along).collect()
    }
}
