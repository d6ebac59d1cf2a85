//! What transforms that keep no tensor a feature save of their width.

use crate::tensors::{TensorError, TensorFile};

/// The number of columns under `prefix`, at least 1.
pub(super) fn n_features(file: &TensorFile, prefix: &str) -> Result<usize, TensorError> {
    let name = format!("{prefix}.n_features_in");
    let (shape, values) = file.u32(&name)?;
    match (&shape[..], &values[..]) {
        ([1], [n_features]) if *n_features > 0 => Ok(*n_features as usize),
        _ => {
            let found = format!("{values:?}, shape {shape:?}");
            Err(TensorError::Mismatch { name, expected: "one number above 0".into(), found })
        }
    }
}

/// Puts the number of columns under `prefix`.
pub(super) fn put_n_features(file: &mut TensorFile, prefix: &str, n_features: usize) {
    // A matrix with more columns than u32 can count does not fit into memory.
    file.put_u32(&format!("{prefix}.n_features_in"), &[1], &[n_features as u32]);
}
