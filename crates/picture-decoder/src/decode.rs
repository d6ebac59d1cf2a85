//! From a file's bytes to upright RGBA.

use std::io::Cursor;

use image::codecs::bmp::BmpDecoder;
use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{ImageDecoder, ImageResult, Limits};
use siffra_common::limits::MAX_PIXELS;

use crate::format::Format;
use crate::samples::{Samples, admit, length, orientation};
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

fn refused(format: Format, error: &image::ImageError) -> ImageError {
    let (format, reason) = (format.name(), error.to_string());
    match error {
        image::ImageError::Unsupported(_) => ImageError::UnsupportedVariant { format, reason },
        _ => ImageError::Damaged { format, reason },
    }
}
