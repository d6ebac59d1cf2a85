//! Decoding PNG, JPEG, WebP, GIF and BMP with limits that are checked on the header, before anything is allocated.

use picture_decoder::{Error, Format, Guess, Rgba, guess};

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
/// [`ImageError`]: not one of those formats, damaged, or beyond the limits of file size and pixels.
pub fn decode(bytes: &[u8]) -> Result<RgbaImage, ImageError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ImageError::FileTooLarge { found: bytes.len() });
    }
    let (format, name) = format_of(bytes)?;
    match picture_decoder::decode(bytes, format, MAX_ALLOCATION, is_admitted) {
        Ok(Ok(Rgba { width, height, pixels })) => Ok(RgbaImage { width, height, pixels }),
        Ok(Err((width, height))) => Err(ImageError::TooManyPixels { width, height }),
        Err(error) => Err(refused(name, error)),
    }
}

fn is_admitted(width: u32, height: u32) -> bool {
    let pixels = u64::from(width) * u64::from(height);
    pixels > 0 && pixels <= MAX_PIXELS && width.max(height) <= MAX_SIDE
}

/// The format by its first bytes, never by a name.
fn format_of(bytes: &[u8]) -> Result<(Format, &'static str), ImageError> {
    match guess(bytes) {
        Guess::Known(Format::Png) => Ok((Format::Png, "PNG")),
        Guess::Known(Format::Jpeg) => Ok((Format::Jpeg, "JPEG")),
        Guess::Known(Format::WebP) => Ok((Format::WebP, "WebP")),
        Guess::Known(Format::Gif) => Ok((Format::Gif, "GIF")),
        Guess::Known(Format::Bmp) => Ok((Format::Bmp, "BMP")),
        Guess::Other(name) => Err(ImageError::UnsupportedFormat { found: format!("a {name} picture") }),
        Guess::Unknown => Err(ImageError::UnsupportedFormat { found: unknown(bytes).to_owned() }),
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

fn refused(format: &'static str, error: Error) -> ImageError {
    let reason = error.to_string();
    match error {
        Error::Unsupported(_) => ImageError::UnsupportedVariant { format, reason },
        _ => ImageError::Damaged { format, reason },
    }
}
