//! Decodes PNG, JPEG, WebP, GIF and BMP to upright RGBA, for mnist-core's `image` module, which sets the limits.
//!
//! The decoders are generic over their reader, and the crate that names the reader compiles them. This one does so once,
//! with the profile's opt-level for size, and never with more than one reader a decoder (docs/decisions/0004).

mod jpeg;
mod rgba;
mod upright;

use std::io::Cursor;

use image::codecs::bmp::BmpDecoder;
use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
pub use image::error::ImageError as Error;
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, Limits};

/// What is read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Portable Network Graphics.
    Png,
    /// JPEG, baseline and progressive.
    Jpeg,
    /// WebP, lossy and lossless.
    WebP,
    /// Graphics Interchange Format.
    Gif,
    /// Windows bitmap.
    Bmp,
}

/// What the first bytes of a file say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guess {
    /// A format that is read here.
    Known(Format),
    /// Another format's name.
    Other(String),
    /// No picture that is known.
    Unknown,
}

/// The format of `bytes` by its first bytes, never by a name.
pub fn guess(bytes: &[u8]) -> Guess {
    match image::guess_format(bytes) {
        Ok(image::ImageFormat::Png) => Guess::Known(Format::Png),
        Ok(image::ImageFormat::Jpeg) => Guess::Known(Format::Jpeg),
        Ok(image::ImageFormat::WebP) => Guess::Known(Format::WebP),
        Ok(image::ImageFormat::Gif) => Guess::Known(Format::Gif),
        Ok(image::ImageFormat::Bmp) => Guess::Known(Format::Bmp),
        Ok(other) => Guess::Other(format!("{other:?}")),
        Err(_) => Guess::Unknown,
    }
}

/// A decoded picture: `width * height * 4` bytes, row-major, straight alpha.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rgba {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The bytes.
    pub pixels: Vec<u8>,
}

/// Samples as a decoder gives them.
struct Samples {
    width: u32,
    height: u32,
    color: ColorType,
    orientation: Orientation,
    bytes: Vec<u8>,
}

/// Decodes `bytes` of `format`; of an animation the first frame. `admits(width, height)` is asked before the pixels are
/// allocated; `Ok(Err((width, height)))` when it says no. The decoders allocate at most `max_allocation` bytes.
///
/// # Errors
/// The decoder's.
pub fn decode(
    bytes: &[u8],
    format: Format,
    max_allocation: u64,
    admits: fn(u32, u32) -> bool,
) -> Result<Result<Rgba, (u32, u32)>, Error> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(max_allocation);
    let samples = match format {
        Format::Jpeg => jpeg::samples(bytes, admits)?,
        Format::Png => samples(PngDecoder::with_limits(Cursor::new(bytes), limits)?, admits)?,
        Format::WebP => samples(WebPDecoder::new(Cursor::new(bytes))?, admits)?,
        Format::Gif => samples(GifDecoder::new(Cursor::new(bytes))?, admits)?,
        Format::Bmp => samples(BmpDecoder::new(Cursor::new(bytes))?, admits)?,
    };
    Ok(samples.map(|s| {
        let rgba = rgba::rgba(s.color, s.bytes);
        let (width, height, pixels) = upright::upright(s.orientation, s.width, s.height, rgba);
        Rgba { width, height, pixels }
    }))
}

fn samples(mut decoder: impl ImageDecoder, admits: fn(u32, u32) -> bool) -> Result<Result<Samples, (u32, u32)>, Error> {
    let (width, height) = decoder.dimensions();
    if !admits(width, height) {
        return Ok(Err((width, height)));
    }
    // A picture whose EXIF block is damaged is still a picture.
    let exif = decoder.exif_metadata().ok().flatten();
    let orientation = orientation(exif.as_deref());
    let color = decoder.color_type();
    let mut bytes = vec![0; length(width, height, color)?];
    decoder.read_image(&mut bytes)?;
    Ok(Ok(Samples { width, height, color, orientation, bytes }))
}

fn orientation(exif: Option<&[u8]>) -> Orientation {
    exif.and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms)
}

/// The bytes of the samples of a picture.
fn length(width: u32, height: u32, color: ColorType) -> Result<usize, Error> {
    let bytes = u64::from(width) * u64::from(height) * u64::from(color.bytes_per_pixel());
    isize::try_from(bytes).map(isize::unsigned_abs).map_err(|_| {
        let kind = image::error::LimitErrorKind::InsufficientMemory;
        Error::Limits(image::error::LimitError::from_kind(kind))
    })
}
