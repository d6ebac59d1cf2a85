//! The samples of a picture, and what is asked before there is room for them.

use image::ColorType;
use image::metadata::Orientation;
use siffra_common::limits::{MAX_PIXELS, MAX_SIDE};

use crate::ImageError;

/// Samples as a decoder gives them.
pub(crate) struct Samples {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) color: ColorType,
    pub(crate) orientation: Orientation,
    pub(crate) bytes: Vec<u8>,
}

/// Whether a picture may be so large, asked before its pixels are allocated.
pub(crate) fn admit(width: u32, height: u32) -> Result<(), ImageError> {
    let pixels = u64::from(width) * u64::from(height);
    let is_admitted = pixels > 0 && pixels <= MAX_PIXELS && width.max(height) <= MAX_SIDE;
    if is_admitted { Ok(()) } else { Err(ImageError::TooManyPixels { width, height }) }
}

pub(crate) fn orientation(exif: Option<&[u8]>) -> Orientation {
    exif.and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms)
}

/// The bytes of the samples of an admitted picture: at most 16 a pixel, so that 32 bits can say how many.
pub(crate) fn length(width: u32, height: u32, color: ColorType) -> usize {
    width as usize * height as usize * usize::from(color.bytes_per_pixel())
}
