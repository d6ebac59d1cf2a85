//! A [`Network`] as tensors.
//!
//! `classes` U8 `[10]`, and for each convolution and dense layer `layers.N.kernel`, its output channels last, F32 or, with
//! `layers.N.scale` F32 `[outputs]`, I8; `layers.N.bias` F32 `[outputs]`. N counts all layers, pooling too.

use super::layout::{Layout, TensorPlace};
use super::model::{Kernel, Network, Tensors};
use super::params::{CnnParams, WeightType};
use super::quantise::{Codes, LARGEST};
use crate::classifier::{N_CLASSES, load_classes};
use crate::estimator::EstimatorError;
use crate::tensors::{TensorError, TensorFile};

impl Network {
    /// Reads what [`crate::classifier::Classifier::save`] wrote; `params` are those of the fit.
    ///
    /// # Errors
    /// [`EstimatorError::Tensors`] when a tensor is missing, has another shape or cannot be; [`EstimatorError::Parameter`].
    pub fn load(params: &CnnParams, file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let layout = Layout::new(params)?;
        let classes = load_classes(file, prefix)?;
        if classes.len() != N_CLASSES {
            let name = format!("{prefix}.classes");
            return Err(TensorError::mismatch(&name, "all ten classes", format!("{classes:?}")).into());
        }
        let tensors = layout.tensors.chunks_exact(2).map(|pair| load_tensors(params.weights, pair, file, prefix));
        let tensors = tensors.collect::<Result<Vec<_>, _>>()?;
        Ok(Self::from_tensors(layout, tensors))
    }
}

fn load_tensors(
    weights: WeightType,
    places: &[TensorPlace],
    file: &TensorFile,
    prefix: &str,
) -> Result<Tensors, TensorError> {
    let [kernel, bias] = [0, 1].map(|i| format!("{prefix}.{}", places[i].name));
    let values = match weights {
        WeightType::Float32 => Kernel::Floats(file.f32_of_shape(&kernel, &places[0].shape)?),
        WeightType::Int8 => {
            let codes = codes_of_shape(file, &kernel, &places[0].shape)?;
            let scale = file.f32_of_shape(&scale_name(&kernel), &places[1].shape)?;
            if scale.iter().any(|&scale| scale < 0.0 || scale > f32::MAX / f32::from(LARGEST)) {
                return Err(TensorError::mismatch(
                    &scale_name(&kernel),
                    "scales of finite weights, 0 or more",
                    "another",
                ));
            }
            Kernel::Codes(Codes { codes, scale })
        }
    };
    Ok(Tensors::new(values, file.f32_of_shape(&bias, &places[1].shape)?))
}

fn codes_of_shape(file: &TensorFile, name: &str, shape: &[usize]) -> Result<Vec<i8>, TensorError> {
    let (found, codes) = file.i8(name)?;
    if found != shape {
        return Err(TensorError::mismatch(name, format!("shape {shape:?}"), format!("shape {found:?}")));
    }
    if codes.contains(&i8::MIN) {
        return Err(TensorError::mismatch(name, "codes from -127 to 127", "-128"));
    }
    Ok(codes)
}

/// `P.layers.N.kernel` to `P.layers.N.scale`.
fn scale_name(kernel: &str) -> String {
    format!("{}.scale", kernel.trim_end_matches(".kernel"))
}

pub(super) fn save(network: &Network, file: &mut TensorFile, prefix: &str) {
    let classes: Vec<u8> = (0..N_CLASSES as u8).collect();
    file.put_u8(&format!("{prefix}.classes"), &[N_CLASSES], &classes);
    for (places, tensors) in network.layout.tensors.chunks_exact(2).zip(&network.tensors) {
        let [kernel, bias] = [0, 1].map(|i| format!("{prefix}.{}", places[i].name));
        match &tensors.kernel {
            Kernel::Floats(values) => file.put_f32(&kernel, &places[0].shape, values),
            Kernel::Codes(Codes { codes, scale }) => {
                file.put_i8(&kernel, &places[0].shape, codes);
                file.put_f32(&scale_name(&kernel), &places[1].shape, scale);
            }
        }
        file.put_f32(&bias, &places[1].shape, &tensors.bias);
    }
}
