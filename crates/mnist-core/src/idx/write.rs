//! Writing.

use super::{IdxArray, IdxError, byte_count};

/// The file of `array`: [`super::parse`] gives it back.
///
/// # Errors
/// [`IdxError::DimensionCount`], [`IdxError::DimensionOverflow`], [`IdxError::DataLength`] when the parts of `array`
/// do not fit each other.
pub fn write(array: &IdxArray) -> Result<Vec<u8>, IdxError> {
    let IdxArray { element_type, dims, data } = array;
    let n_dims = match u8::try_from(dims.len()) {
        Ok(n) if n > 0 => n,
        _ => return Err(IdxError::DimensionCount { found: dims.len() }),
    };
    let expected = byte_count(*element_type, dims).ok_or_else(|| IdxError::DimensionOverflow { dims: dims.clone() })?;
    if expected != data.len() as u64 {
        return Err(IdxError::DataLength { expected, found: data.len() });
    }
    let mut file = Vec::with_capacity(4 + 4 * dims.len() + data.len());
    file.extend_from_slice(&[0, 0, element_type.code(), n_dims]);
    file.extend(dims.iter().flat_map(|dim| dim.to_be_bytes()));
    file.extend_from_slice(data);
    Ok(file)
}
