//! Unpacking gzip (RFC 1952, any number of members) without believing what it says about its size.

use std::io::{self, Read};

use flate2::bufread::MultiGzDecoder;
use siffra_common::error::Coded;

/// Bytes that are no gzip stream, or not one that is unpacked here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GzipError {
    /// A wrong header, wrong contents or a wrong checksum.
    #[error("the gzip stream is corrupt ({detail}): get the file again")]
    Corrupt {
        /// The decompressor's words.
        detail: String,
    },
    /// The stream ends too early.
    #[error("the gzip stream is cut short after {found} bytes: get the file again")]
    Truncated {
        /// Compressed bytes there are.
        found: usize,
    },
    /// The stream holds more than the limit.
    #[error("{compressed} gzipped bytes unpack to more than {limit}: expected a smaller file")]
    Bomb {
        /// Compressed bytes there are.
        compressed: usize,
        /// What was allowed.
        limit: u64,
    },
}

impl Coded for GzipError {
    fn code(&self) -> &'static str {
        match self {
            Self::Corrupt { .. } => "gzip-corrupt",
            Self::Truncated { .. } => "gzip-truncated",
            Self::Bomb { .. } => "gzip-bomb",
        }
    }
}

/// All members of `bytes`, unpacked and joined. Memory grows with what really comes out, at most to twice `limit`.
///
/// # Errors
/// [`GzipError`], one variant a malformation.
pub fn unpack_gzip(bytes: &[u8], limit: u64) -> Result<Vec<u8>, GzipError> {
    let mut unpacked = Vec::new();
    let mut decoder = MultiGzDecoder::new(bytes).take(limit.saturating_add(1));
    decoder.read_to_end(&mut unpacked).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => GzipError::Truncated { found: bytes.len() },
        _ => GzipError::Corrupt { detail: error.to_string() },
    })?;
    if unpacked.len() as u64 > limit {
        return Err(GzipError::Bomb { compressed: bytes.len(), limit });
    }
    Ok(unpacked)
}
