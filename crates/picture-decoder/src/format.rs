//! Telling formats apart.

use image::ImageFormat;

use crate::ImageError;

/// What is read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
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

impl Format {
    /// The format of `bytes` by its first bytes, never by a name.
    ///
    /// # Errors
    /// [`ImageError::UnsupportedFormat`].
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, ImageError> {
        let found = match image::guess_format(bytes) {
            Ok(ImageFormat::Png) => return Ok(Self::Png),
            Ok(ImageFormat::Jpeg) => return Ok(Self::Jpeg),
            Ok(ImageFormat::WebP) => return Ok(Self::WebP),
            Ok(ImageFormat::Gif) => return Ok(Self::Gif),
            Ok(ImageFormat::Bmp) => return Ok(Self::Bmp),
            Ok(other) => format!("a {other:?} picture"),
            Err(_) => unknown(bytes).to_owned(),
        };
        Err(ImageError::UnsupportedFormat { found })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::WebP => "WebP",
            Self::Gif => "GIF",
            Self::Bmp => "BMP",
        }
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
