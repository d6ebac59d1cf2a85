//! From a file's bytes to upright RGBA.

use std::io::Cursor;

use image::codecs::bmp::BmpDecoder;
use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageResult, Limits};
use siffra_common::limits::{MAX_PIXELS, MAX_SIDE};

use crate::format::Format;
use crate::{ImageError, MAX_FILE_BYTES, jpeg, rgba, upright};

/// A decoded picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RgbaImage {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// `width * height * 4` bytes, row-major, straight alpha.
    pub pixels: Vec<u8>,
}

/// Samples as a decoder gives them.
pub(crate) struct Samples {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) color: ColorType,
    pub(crate) orientation: Orientation,
    pub(crate) bytes: Vec<u8>,
}

/// The most that a decoder may allocate: 40 megapixels of 16-bit RGBA and its own buffers.
const MAX_ALLOCATION: u64 = MAX_PIXELS * 8 + (32 << 20);

/// The picture in `bytes`, turned upright as its EXIF orientation says; of an animation the first frame.
///
/// 16-bit samples are reduced to 8; grey, palette and CMYK become RGBA.
///
/// # Errors
/// [`ImageError`]: not one of those formats, damaged, or beyond the limits of file size and pixels.
pub fn decode(bytes: &[u8]) -> Result<RgbaImage, ImageError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ImageError::FileTooLarge { found: bytes.len() });
    }
    let format = Format::of(bytes)?;
    let reader = Cursor::new(bytes);
    let samples = match format {
        Format::Jpeg => jpeg::samples(bytes),
        Format::Png => samples(format, PngDecoder::with_limits(reader, limits())),
        Format::WebP => samples(format, WebPDecoder::new(reader)),
        Format::Gif => samples(format, GifDecoder::new(reader)),
        Format::Bmp => samples(format, BmpDecoder::new(reader)),
    }?;
    let pixels = rgba::rgba(samples.color, samples.bytes);
    let (width, height, pixels) = upright::upright(samples.orientation, samples.width, samples.height, pixels);
    Ok(RgbaImage { width, height, pixels })
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOCATION);
    limits
}

fn samples<D: ImageDecoder>(format: Format, decoder: ImageResult<D>) -> Result<Samples, ImageError> {
    let refused = |error| refused(format, &error);
    let mut decoder = decoder.map_err(refused)?;
    let (width, height) = decoder.dimensions();
    admit(width, height)?;
    // A picture whose EXIF block is damaged is still a picture.
    let exif = decoder.exif_metadata().ok().flatten();
    let orientation = orientation(exif.as_deref());
    let color = decoder.color_type();
    let mut bytes = vec![0; length(width, height, color)];
    decoder.read_image(&mut bytes).map_err(refused)?;
    Ok(Samples { width, height, color, orientation, bytes })
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

fn refused(format: Format, error: &image::ImageError) -> ImageError {
    let (format, reason) = (format.name(), error.to_string());
    match error {
        image::ImageError::Unsupported(_) => ImageError::UnsupportedVariant { format, reason },
        _ => ImageError::Damaged { format, reason },
    }
}
