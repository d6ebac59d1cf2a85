//! Pictures: decoding with limits ([`decode`]), and the grey plane that preprocessing works on.

#[cfg(feature = "full")]
mod decode;
mod error;
mod plane;

#[cfg(feature = "full")]
pub use decode::{RgbaImage, decode};
pub use error::ImageError;
pub use plane::Plane;

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 20 * 1024 * 1024;
/// The most pixels of a picture.
pub const MAX_PIXELS: u64 = 40_000_000;
/// The longest side of a picture, in pixels.
pub const MAX_SIDE: u32 = 16_384;
