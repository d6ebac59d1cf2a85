//! What a caller can get wrong.

use crate::error::Coded;
use crate::strokes::StrokesError;

/// An input that no picture or drawing can be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PreprocessError {
    /// The bytes do not fit the sides.
    #[error("{width} x {height} RGBA pixels are {expected} bytes, {found} came; send four bytes a pixel, row by row")]
    Length {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// Bytes that these sides need.
        expected: u64,
        /// Bytes that came.
        found: usize,
    },
    /// A picture without pixels or with too many.
    #[error("a picture of {width} x {height} pixels cannot be read; sides go from 1 to 16,384, 40 megapixels in all")]
    Size {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// Images of MNIST that are not whole.
    #[error("images of 28 x 28 are 784 bytes each, {found} bytes came, which is no multiple; send whole images")]
    Images {
        /// Bytes that came.
        found: usize,
    },
    /// Labels or certainties that are not one for each candidate.
    #[error(
        "the page has {expected} candidates, {found} labels or certainties came; send one for each candidate, in their order"
    )]
    Certainties {
        /// Candidates of the page.
        expected: usize,
        /// Numbers that came.
        found: usize,
    },
    /// A drawing that cannot be one.
    #[error(transparent)]
    Strokes(#[from] StrokesError),
}

impl Coded for PreprocessError {
    fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "preprocess-length",
            Self::Size { .. } => "preprocess-size",
            Self::Images { .. } => "preprocess-images",
            Self::Certainties { .. } => "preprocess-certainties",
            Self::Strokes(error) => error.code(),
        }
    }
}
