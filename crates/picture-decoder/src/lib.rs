//! Decodes PNG, JPEG, WebP, GIF and BMP to upright RGBA, with limits that are checked on the header, before anything is
//! allocated; and unpacks gzip, which PNG has in it.
//!
//! The decoders are generic over their reader, and the crate that names the reader compiles them. This one does so once,
//! with the profile's opt-level for size, and never with more than one reader a decoder. It is a WebAssembly module of its
//! own, because drawings need none of it (docs/decisions/0019).

mod decode;
mod error;
mod format;
mod gzip;
mod jpeg;
mod rgba;
mod samples;
mod upright;
mod wasm;

pub use decode::{RgbaImage, decode};
pub use error::ImageError;
pub use gzip::{GzipError, unpack_gzip};

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 20 * 1024 * 1024;
