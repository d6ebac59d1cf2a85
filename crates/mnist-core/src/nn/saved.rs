//! A network's tensors in a file.

use super::architecture::{Architecture, TensorSpec};
use super::params::Precision;
use super::quantise::QuantisedKernel;
use crate::estimator::EstimatorError;
use crate::tensors::{TensorError, TensorFile};

/// Puts `weights` under `prefix`: `prefix.layers.0.kernel` and so on, with `prefix.layers.0.kernel.scale` beside integers.
pub(super) fn save(
    architecture: &Architecture,
    precision: Precision,
    weights: &[f32],
    file: &mut TensorFile,
    prefix: &str,
) {
    for spec in architecture.tensors() {
        let (name, values) = (format!("{prefix}.{}", spec.name), &weights[spec.offset..][..spec.size]);
        if spec.is_kernel && precision == Precision::Int8 {
            let quantised = QuantisedKernel::of(values, channels(spec));
            file.put_i8(&name, &spec.shape, &quantised.values);
            file.put_f32(&format!("{name}.scale"), &[quantised.scales.len()], &quantised.scales);
        } else {
            file.put_f32(&name, &spec.shape, values);
        }
    }
}

/// All weights under `prefix`, in the architecture's order.
///
/// # Errors
/// [`EstimatorError::Tensors`] when a tensor is missing, has another shape or type, or values that no network has.
pub(super) fn load(
    architecture: &Architecture,
    precision: Precision,
    file: &TensorFile,
    prefix: &str,
) -> Result<Vec<f32>, EstimatorError> {
    let mut weights = Vec::with_capacity(architecture.n_weights());
    for spec in architecture.tensors() {
        let name = format!("{prefix}.{}", spec.name);
        if spec.is_kernel && precision == Precision::Int8 {
            weights.extend(load_quantised(spec, file, &name)?.weights());
        } else {
            weights.extend(file.f32_of_shape(&name, &spec.shape)?);
        }
    }
    Ok(weights)
}

fn load_quantised(spec: &TensorSpec, file: &TensorFile, name: &str) -> Result<QuantisedKernel, TensorError> {
    let (shape, values) = file.i8(name)?;
    if shape != spec.shape {
        return Err(TensorError::mismatch(name, format!("shape {:?}", spec.shape), format!("shape {shape:?}")));
    }
    let scales = file.f32_of_shape(&format!("{name}.scale"), &[channels(spec)])?;
    if let Some(scale) = scales.iter().find(|&&scale| scale < 0.0) {
        return Err(TensorError::mismatch(&format!("{name}.scale"), "scales from 0", scale.to_string()));
    }
    Ok(QuantisedKernel { values, scales })
}

fn channels(spec: &TensorSpec) -> usize {
    spec.shape.last().copied().unwrap_or(1)
}
