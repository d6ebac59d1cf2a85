//! JPEG straight from zune-jpeg: by way of `image` its whole decoder is there twice, once for reading EXIF through another
//! reader type. Options are those of `image`'s JPEG decoder.

use image::ColorType;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use crate::ImageError;
use crate::samples::{Samples, admit, length, orientation};

/// The samples of a JPEG file.
pub(crate) fn samples(bytes: &[u8]) -> Result<Samples, ImageError> {
    let options = DecoderOptions::default().set_strict_mode(false).set_max_width(usize::MAX).set_max_height(usize::MAX);
    let mut headers = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    headers.decode_headers().map_err(refused)?;
    // JPEG says its dimensions in 16 bits; both are there once the headers are decoded.
    let (width, height) = headers.dimensions().map_or((0, 0), |(w, h)| (w as u32, h as u32));
    admit(width, height)?;
    let (space, color) = output(headers.input_colorspace());
    let mut samples = vec![0; length(width, height, color)];
    // A fresh decoder: one that has read its headers goes on with the options it began with.
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options.jpeg_set_out_colorspace(space));
    decoder.decode_into(&mut samples).map_err(refused)?;
    let orientation = orientation(headers.exif().map(Vec::as_slice));
    Ok(Samples { width, height, color, orientation, bytes: samples })
}

/// Grey and RGB as they are, photographs (YCbCr) as RGBA, which saves a pass over the picture, all else (CMYK and the like) as RGB.
fn output(input: Option<ColorSpace>) -> (ColorSpace, ColorType) {
    match input {
        Some(ColorSpace::YCbCr | ColorSpace::RGBA) => (ColorSpace::RGBA, ColorType::Rgba8),
        Some(ColorSpace::Luma) => (ColorSpace::Luma, ColorType::L8),
        Some(ColorSpace::LumaA) => (ColorSpace::LumaA, ColorType::La8),
        _ => (ColorSpace::RGB, ColorType::Rgb8),
    }
}

fn refused(error: DecodeErrors) -> ImageError {
    let format = "JPEG";
    match error {
        DecodeErrors::Unsupported(scheme) => {
            ImageError::UnsupportedVariant { format, reason: format!("its scheme is {scheme:?}") }
        }
        other => ImageError::Damaged { format, reason: other.to_string() },
    }
}
