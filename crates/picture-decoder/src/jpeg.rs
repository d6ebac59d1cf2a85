//! JPEG straight from zune-jpeg: by way of `image` its whole decoder is there twice, once for reading EXIF through another
//! reader type. Options and errors are those of `image`'s JPEG decoder.

use image::ColorType;
use image::error::{DecodingError, ImageError, LimitError, LimitErrorKind, UnsupportedError, UnsupportedErrorKind};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use super::{Samples, length, orientation};

/// The samples of a JPEG file, or its dimensions when `admits` does not admit them.
pub(super) fn samples(bytes: &[u8], admits: fn(u32, u32) -> bool) -> Result<Result<Samples, (u32, u32)>, ImageError> {
    let options = DecoderOptions::default().set_strict_mode(false).set_max_width(usize::MAX).set_max_height(usize::MAX);
    let mut headers = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    headers.decode_headers().map_err(error)?;
    // JPEG says its dimensions in 16 bits; both are there once the headers are decoded.
    let (width, height) = headers.dimensions().map_or((0, 0), |(w, h)| (w as u32, h as u32));
    if !admits(width, height) {
        return Ok(Err((width, height)));
    }
    let (space, color) = output(headers.input_colorspace());
    let mut samples = vec![0; length(width, height, color)?];
    // A fresh decoder: one that has read its headers goes on with the options it began with.
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options.jpeg_set_out_colorspace(space));
    decoder.decode_into(&mut samples).map_err(error)?;
    let orientation = orientation(headers.exif().map(Vec::as_slice));
    Ok(Ok(Samples { width, height, color, orientation, bytes: samples }))
}

/// Grey and RGB as they are, all else (CMYK and the like) as RGB.
fn output(input: Option<ColorSpace>) -> (ColorSpace, ColorType) {
    match input {
        Some(ColorSpace::RGBA) => (ColorSpace::RGBA, ColorType::Rgba8),
        Some(ColorSpace::Luma) => (ColorSpace::Luma, ColorType::L8),
        Some(ColorSpace::LumaA) => (ColorSpace::LumaA, ColorType::La8),
        _ => (ColorSpace::RGB, ColorType::Rgb8),
    }
}

fn error(error: DecodeErrors) -> ImageError {
    let format = image::ImageFormat::Jpeg;
    match error {
        DecodeErrors::Unsupported(scheme) => ImageError::Unsupported(UnsupportedError::from_format_and_kind(
            format.into(),
            UnsupportedErrorKind::GenericFeature(format!("{scheme:?}")),
        )),
        DecodeErrors::LargeDimensions(_) => ImageError::Limits(LimitError::from_kind(LimitErrorKind::DimensionError)),
        other => ImageError::Decoding(DecodingError::new(format.into(), other)),
    }
}
