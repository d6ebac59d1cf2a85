//! Unpacking gzip (RFC 1952, any number of members) without believing what it says about its size.

use std::io::{self, Read};

use flate2::bufread::MultiGzDecoder;

use super::IdxError;

const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Whether `bytes` start as a gzip member does.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// All members of `bytes`, unpacked and joined. Memory grows with what really comes out, at most to twice `limit`.
pub(super) fn unpack(bytes: &[u8], limit: u64) -> Result<Vec<u8>, IdxError> {
    let mut unpacked = Vec::new();
    let mut decoder = MultiGzDecoder::new(bytes).take(limit.saturating_add(1));
    decoder.read_to_end(&mut unpacked).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => IdxError::GzipTruncated { found: bytes.len() },
        _ => IdxError::GzipCorrupt { detail: error.to_string() },
    })?;
    if unpacked.len() as u64 > limit {
        return Err(IdxError::GzipBomb { compressed: bytes.len(), limit });
    }
    Ok(unpacked)
}
