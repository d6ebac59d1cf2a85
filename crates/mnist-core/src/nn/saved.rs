//! A network's tensors in a file.

use super::architecture::{Architecture, TensorSpec};
use super::params::Precision;
use super::quantise::{LARGEST, QuantisedKernel};
use crate::tensors::{TensorError, TensorFile};

/// Where one of `count` members is: the only one under `prefix` itself, several under `prefix.members.0` and so on.
pub(super) fn member_prefix(prefix: &str, member: u32, count: u32) -> String {
    if count == 1 { prefix.into() } else { format!("{prefix}.members.{member}") }
}

/// Puts a network under `prefix`: `prefix.layers.0.kernel` and so on, F32; or, where there are `kernels`, those as I8 with
/// `prefix.layers.0.kernel.scale` beside each.
pub(super) fn save(
    architecture: &Architecture,
    kernels: &[QuantisedKernel],
    weights: &[f32],
    file: &mut TensorFile,
    prefix: &str,
) {
    let mut kernels = kernels.iter();
    for spec in architecture.tensors() {
        let name = format!("{prefix}.{}", spec.name);
        match kernels.as_slice().first().filter(|_| spec.is_kernel) {
            Some(kernel) => {
                file.put_i8(&name, &spec.shape, &kernel.values);
                file.put_f32(&scale_name(&name), &[kernel.scales.len()], &kernel.scales);
                kernels.next();
            }
            None => file.put_f32(&name, &spec.shape, &weights[spec.offset..][..spec.size]),
        }
    }
}

/// All weights under `prefix`, in the architecture's order, and the kernels where they are integers; those are 0 among the
/// weights.
///
/// # Errors
/// [`TensorError`] when a tensor is missing, has another shape or type, or values that no network has.
pub(super) fn load(
    architecture: &Architecture,
    precision: Precision,
    file: &TensorFile,
    prefix: &str,
) -> Result<(Vec<f32>, Vec<QuantisedKernel>), TensorError> {
    let (mut weights, mut kernels) = (Vec::with_capacity(architecture.n_weights()), Vec::new());
    for spec in architecture.tensors() {
        let name = format!("{prefix}.{}", spec.name);
        if spec.is_kernel && precision == Precision::Int8 {
            kernels.push(load_quantised(spec, file, &name)?);
            weights.resize(weights.len() + spec.size, 0.0);
        } else {
            weights.extend(file.f32_of_shape(&name, &spec.shape)?);
        }
    }
    Ok((weights, kernels))
}

fn load_quantised(spec: &TensorSpec, file: &TensorFile, name: &str) -> Result<QuantisedKernel, TensorError> {
    let (shape, values) = file.i8(name)?;
    if shape != spec.shape {
        return Err(TensorError::mismatch(name, format!("shape {:?}", spec.shape), format!("shape {shape:?}")));
    }
    if values.contains(&i8::MIN) {
        return Err(TensorError::mismatch(name, "values from -127 to 127", "-128"));
    }
    let name = scale_name(name);
    let scales = file.f32_of_shape(&name, &[spec.channels()])?;
    match scales.iter().find(|&&scale| !(0.0..=f32::MAX / LARGEST).contains(&scale)) {
        Some(scale) => Err(TensorError::mismatch(&name, "scales of finite weights, from 0", scale.to_string())),
        None => Ok(QuantisedKernel { values, scales }),
    }
}

fn scale_name(kernel: &str) -> String {
    format!("{kernel}.scale")
}
