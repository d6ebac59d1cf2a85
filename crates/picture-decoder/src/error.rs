//! What can be wrong with a picture file.

use siffra_common::error::Coded;
use siffra_common::limits::{MAX_PIXELS, MAX_SIDE};

use crate::MAX_FILE_BYTES;

/// A file that is no picture, or none that is read here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImageError {
    /// Neither PNG, JPEG, WebP, GIF nor BMP.
    #[error("{found} cannot be read; PNG, JPEG, WebP, GIF and BMP can, so save or export the picture as one of them")]
    UnsupportedFormat {
        /// What it seems to be.
        found: String,
    },
    /// The right format, but a variant that the decoder lacks.
    #[error("this variant of {format} cannot be read ({reason}); save the picture again as an ordinary PNG or JPEG")]
    UnsupportedVariant {
        /// The format's name.
        format: &'static str,
        /// The decoder's words.
        reason: String,
    },
    /// Cut short or damaged.
    #[error("the {format} file is damaged or cut short ({reason}); save or send it again")]
    Damaged {
        /// The format's name.
        format: &'static str,
        /// The decoder's words.
        reason: String,
    },
    /// More bytes than [`MAX_FILE_BYTES`].
    #[error("the file has {found} bytes, at most {} are read; save the picture smaller", MAX_FILE_BYTES)]
    FileTooLarge {
        /// Its size in bytes.
        found: usize,
    },
    /// No pixels, more than [`MAX_PIXELS`], or a side beyond [`MAX_SIDE`].
    #[error(
        "the picture has {width} x {height} pixels; sides go from 1 to {}, and {} megapixels in all; make it smaller",
        MAX_SIDE,
        MAX_PIXELS / 1_000_000
    )]
    TooManyPixels {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
}

impl Coded for ImageError {
    fn code(&self) -> &'static str {
        match self {
            Self::UnsupportedFormat { .. } => "image-unsupported-format",
            Self::UnsupportedVariant { .. } => "image-unsupported-variant",
            Self::Damaged { .. } => "image-damaged",
            Self::FileTooLarge { .. } => "image-file-too-large",
            Self::TooManyPixels { .. } => "image-too-many-pixels",
        }
    }
}
