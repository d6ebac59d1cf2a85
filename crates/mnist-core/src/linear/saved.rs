//! What linear classifiers have in common in a file.

use crate::tensors::{TensorError, TensorFile};

/// The `[classes, features]` matrix under `prefix`, and its number of features, at least 1.
pub(super) fn coefficients(
    file: &TensorFile,
    prefix: &str,
    n_classes: usize,
) -> Result<(Vec<f32>, usize), TensorError> {
    let name = format!("{prefix}.coef");
    let (shape, _) = file.f32(&name)?;
    match shape[..] {
        [rows, n_features] if rows == n_classes && n_features > 0 => {
            Ok((file.f32_of_shape(&name, &shape)?, n_features))
        }
        _ => Err(TensorError::Mismatch {
            name,
            expected: format!("shape [{n_classes}, features]"),
            found: format!("shape {shape:?}"),
        }),
    }
}
