//! Reading: every claim of the header is checked before anything is done about it.

use super::{ElementType, IdxArray, IdxError, byte_count};

/// What reading may cost at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of data.
    pub max_bytes: u64,
}

impl Default for Limits {
    /// 256 MiB: five times MNIST's largest file.
    fn default() -> Self {
        Self { max_bytes: 256 << 20 }
    }
}

/// Reads an IDX file, unpacked: exactly one array, nothing missing and nothing after it.
///
/// # Errors
/// [`IdxError`], one variant a malformation. Memory goes with what `bytes` really hold, never with what they claim.
pub fn parse(bytes: &[u8], limits: Limits) -> Result<IdxArray, IdxError> {
    let (element_type, dims, data) = parse_header(bytes)?;
    check_data(element_type, &dims, data, limits)?;
    Ok(IdxArray { element_type, dims, data: data.to_vec() })
}

/// Type, dimensions, and the bytes after them.
fn parse_header(file: &[u8]) -> Result<(ElementType, Vec<u32>, &[u8]), IdxError> {
    if file.iter().take(2).any(|&b| b != 0) {
        return Err(wrong_magic(file));
    }
    let truncated = |expected| IdxError::TruncatedHeader { expected, found: file.len() };
    let (&[_, _, code, n_dims], rest) = file.split_first_chunk().ok_or_else(|| truncated(4))?;
    let element_type = ElementType::from_code(code).ok_or(IdxError::UnknownType { code })?;
    let n_dims = usize::from(n_dims);
    if n_dims == 0 {
        return Err(IdxError::DimensionCount { found: 0 });
    }
    let (dims, data) = rest.split_at_checked(4 * n_dims).ok_or_else(|| truncated(4 + 4 * n_dims))?;
    let dims = dims.as_chunks().0.iter().map(|&bytes| u32::from_be_bytes(bytes)).collect();
    Ok((element_type, dims, data))
}

fn check_data(element_type: ElementType, dims: &[u32], data: &[u8], limits: Limits) -> Result<(), IdxError> {
    let expected = byte_count(element_type, dims).ok_or_else(|| IdxError::DimensionOverflow { dims: dims.to_vec() })?;
    let found = data.len() as u64;
    if expected > limits.max_bytes {
        return Err(IdxError::TooLarge { bytes: expected, limit: limits.max_bytes });
    }
    if found < expected {
        return Err(IdxError::TruncatedData { expected, found });
    }
    if found > expected {
        return Err(IdxError::TrailingBytes { expected, found });
    }
    Ok(())
}

fn wrong_magic(file: &[u8]) -> IdxError {
    let first_bytes = file.iter().take(4).map(|b| format!("{b:02x}")).collect::<Vec<_>>().join(" ");
    IdxError::WrongMagic { first_bytes, hint: hint(file) }
}

/// What people really get instead of the file, and what to do then.
fn hint(file: &[u8]) -> &'static str {
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file).trim_ascii_start();
    if text.starts_with(b"\x1f\x8b") {
        "this is a gzip file; unpack it first"
    } else if text.starts_with(b"<") {
        "this is an HTML page, as a server sends instead of a missing file; download from another mirror"
    } else if text.starts_with(b"version https://git-lfs") {
        "this is a Git LFS pointer; run git lfs pull"
    } else if text.starts_with(b"PK\x03\x04") {
        "this is a ZIP archive; extract it and give the files in it"
    } else {
        "this is another kind of file"
    }
}
