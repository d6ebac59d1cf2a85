//! The weights before training.

use super::layout::Layout;
use super::params::CnnParams;
use crate::estimator::EstimatorError;
use crate::rng::Rng;

/// Normal kernels of variance 2 / inputs (He et al., "Delving Deep into Rectifiers", 2015), biases 0; one vector in the order
/// of [`Layout`]. Each tensor has a stream of `seed` of its own.
///
/// # Errors
/// [`EstimatorError::Parameter`] when the layers do not fit.
pub fn initial_weights(params: &CnnParams, seed: u64) -> Result<Vec<f32>, EstimatorError> {
    let layout = Layout::new(params)?;
    let mut weights = vec![0.0; layout.n_weights];
    for (stream, tensor) in layout.tensors.iter().enumerate().filter(|(_, tensor)| tensor.decays) {
        let inputs: usize = tensor.shape[..tensor.shape.len() - 1].iter().product();
        let deviation = (2.0 / inputs as f64).sqrt();
        let mut rng = Rng::new(seed, stream as u64);
        weights[tensor.offset..][..tensor.size].fill_with(|| (deviation * rng.normal()) as f32);
    }
    Ok(weights)
}
