//! Weights before training.

use super::architecture::Architecture;
use crate::rng::Rng;

/// Kernels from a normal distribution with variance 2 / inputs (He et al., "Delving Deep into Rectifiers", 2015), the last
/// layer's 1 / inputs; biases 0. Each tensor has a random stream of its own.
pub fn initial_weights(architecture: &Architecture, seed: u64) -> Vec<f32> {
    let mut weights = vec![0.0; architecture.n_weights()];
    let last = architecture.tensors().iter().rposition(|spec| spec.is_kernel);
    for (stream, spec) in architecture.tensors().iter().enumerate().filter(|(_, spec)| spec.is_kernel) {
        let outputs = spec.shape.last().copied().unwrap_or(1).max(1);
        let inputs = (spec.size / outputs) as f64;
        let gain = if Some(stream) == last { 1.0 } else { 2.0 };
        let deviation = (gain / inputs).sqrt();
        let mut rng = Rng::new(seed, stream as u64);
        let kernel = &mut weights[spec.offset..][..spec.size];
        kernel.iter_mut().for_each(|weight| *weight = (rng.normal() * deviation) as f32);
    }
    weights
}
