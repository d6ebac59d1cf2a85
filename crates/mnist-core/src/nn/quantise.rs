//! Kernels as 8-bit integers.

/// The largest integer that a weight becomes.
pub(super) const LARGEST: f32 = 127.0;

/// A kernel as integers, each to be multiplied by its channel's scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct QuantisedKernel {
    /// As many as weights, the output channel last.
    pub(super) values: Vec<i8>,
    /// One a channel, 0 where the channel has no weight but 0.
    pub(super) scales: Vec<f32>,
}

impl QuantisedKernel {
    /// Rounds each weight to the nearest of 255 steps that reach to its channel's largest (symmetric, as TensorFlow Lite's
    /// specification of 8-bit quantisation has it for weights).
    pub(super) fn of(kernel: &[f32], channels: usize) -> Self {
        let mut scales = vec![0.0f32; channels];
        for row in kernel.chunks_exact(channels) {
            scales.iter_mut().zip(row).for_each(|(scale, weight)| *scale = scale.max(weight.abs() / LARGEST));
        }
        let round = |(weight, &scale): (&f32, &f32)| if scale > 0.0 { (weight / scale).round() as i8 } else { 0 };
        let values = kernel.chunks_exact(channels).flat_map(|row| row.iter().zip(&scales).map(round)).collect();
        Self { values, scales }
    }

    /// The weights that the integers stand for.
    pub(super) fn weights(&self) -> impl Iterator<Item = f32> {
        let rows = self.values.chunks_exact(self.scales.len().max(1));
        rows.flat_map(|row| row.iter().zip(&self.scales).map(|(&value, scale)| f32::from(value) * scale))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_weight_is_farther_than_half_a_step_and_twice_is_once(kernel in proptest::collection::vec(-3.0f32..3.0, 24)) {
            let quantised = QuantisedKernel::of(&kernel, 4);
            let weights: Vec<f32> = quantised.weights().collect();
            for (at, (weight, rounded)) in kernel.iter().zip(&weights).enumerate() {
                prop_assert!((weight - rounded).abs() <= quantised.scales[at % 4] * 0.5001);
            }
            prop_assert_eq!(QuantisedKernel::of(&weights, 4).values, quantised.values);
        }
    }

    #[test]
    fn a_channel_of_zeros_stays_zero() {
        let quantised = QuantisedKernel::of(&[0.0, 1.0, 0.0, -2.0], 2);
        assert_eq!(quantised.weights().collect::<Vec<_>>()[0], 0.0);
        assert_eq!(quantised.values, [0, 64, 0, -127]);
    }
}
