//! What linear classifiers have in common in a file.

use crate::classifier::N_CLASSES;
use crate::tensors::{TensorError, TensorFile};

/// The classes under `prefix`: ascending, at least two.
pub(super) fn classes(file: &TensorFile, prefix: &str) -> Result<Vec<u8>, TensorError> {
    let name = format!("{prefix}.classes");
    let (shape, classes) = file.u8(&name)?;
    let ascending = classes.iter().is_sorted_by(|a, b| a < b) && classes.iter().all(|&c| usize::from(c) < N_CLASSES);
    if shape.len() == 1 && classes.len() >= 2 && ascending {
        return Ok(classes);
    }
    let (expected, found) = ("2 to 10 ascending classes below 10".into(), format!("{classes:?}, shape {shape:?}"));
    Err(TensorError::Mismatch { name, expected, found })
}

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
