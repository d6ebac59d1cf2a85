//! Decoding PNG, JPEG and WebP with limits that are checked on the header, before anything is allocated.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{ImageError, MAX_FILE_BYTES, MAX_PIXELS, MAX_SIDE};

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
/// [`ImageError`]: not a PNG, JPEG or WebP, damaged, or beyond the limits of file size and pixels.
pub fn decode(bytes: &[u8]) -> Result<RgbaImage, ImageError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ImageError::FileTooLarge { found: bytes.len() });
    }
    let (format, name) = format_of(bytes)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOCATION);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|e| refused(name, e))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > MAX_PIXELS || width.max(height) > MAX_SIDE {
        return Err(ImageError::TooManyPixels { width, height });
    }
    // A picture whose EXIF block is damaged is still a picture.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|e| refused(name, e))?;
    picture.apply_orientation(orientation);
    let rgba = picture.into_rgba8();
    Ok(RgbaImage { width: rgba.width(), height: rgba.height(), pixels: rgba.into_raw() })
}

/// The format by its first bytes, never by a name.
fn format_of(bytes: &[u8]) -> Result<(ImageFormat, &'static str), ImageError> {
    match image::guess_format(bytes) {
        Ok(ImageFormat::Png) => Ok((ImageFormat::Png, "PNG")),
        Ok(ImageFormat::Jpeg) => Ok((ImageFormat::Jpeg, "JPEG")),
        Ok(ImageFormat::WebP) => Ok((ImageFormat::WebP, "WebP")),
        Ok(other) => Err(ImageError::UnsupportedFormat { found: format!("a {other:?} picture") }),
        Err(_) => Err(ImageError::UnsupportedFormat { found: unknown(bytes).to_owned() }),
    }
}

/// What a file is that the decoders do not know at all.
fn unknown(bytes: &[u8]) -> &'static str {
    let is_heic = |brand: &[u8]| [b"heic", b"heix", b"heim", b"hevc", b"mif1"].iter().any(|b| *b == brand);
    match (bytes, bytes.get(8..12)) {
        ([], _) => "an empty file",
        (_, Some(brand)) if is_heic(brand) => "a HEIC photograph",
        _ => "a file that is no known picture",
    }
}

fn refused(format: &'static str, error: image::ImageError) -> ImageError {
    let reason = error.to_string();
    match error {
        image::ImageError::Unsupported(_) => ImageError::UnsupportedVariant { format, reason },
        _ => ImageError::Damaged { format, reason },
    }
}
