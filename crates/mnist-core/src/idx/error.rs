//! What can be wrong with an IDX file, told apart so that a person knows which file to fetch or swap.

use core::fmt;

use super::{ElementType, IdxArray};
use crate::error::Coded;

/// Why bytes are no IDX file, or not the IDX file that was wanted.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdxError {
    /// The first bytes are not IDX's.
    #[error("expected an IDX file (first bytes 00 00), found {first_bytes}: {hint}")]
    WrongMagic {
        /// Up to four bytes, in hexadecimal.
        first_bytes: String,
        /// What the bytes look like and what to do.
        hint: &'static str,
    },
    /// The third byte names no type of the format.
    #[error(
        "element type 0x{code:02x} is unknown: expected 08 (u8), 09 (i8), 0b (i16), 0c (i32), 0d (f32) or 0e (f64); \
         the file is damaged or not IDX"
    )]
    UnknownType {
        /// The third byte.
        code: u8,
    },
    /// The number of dimensions is not 1 to 255.
    #[error("expected 1 to 255 dimensions, found {found}")]
    DimensionCount {
        /// What came.
        found: usize,
    },
    /// The file ends within its header.
    #[error("the header is cut short: expected {expected} bytes, found {found}; download the file again")]
    TruncatedHeader {
        /// Bytes a header of its kind has.
        expected: usize,
        /// Bytes there are.
        found: usize,
    },
    /// The file ends within its data.
    #[error("the data is cut short: expected {expected} bytes, found {found}; download the file again")]
    TruncatedData {
        /// Bytes that the dimensions ask for.
        expected: u64,
        /// Bytes there are.
        found: u64,
    },
    /// The file goes on after its data.
    #[error("the dimensions ask for {expected} bytes of data, found {found}: the file is damaged or two were joined")]
    TrailingBytes {
        /// Bytes that the dimensions ask for.
        expected: u64,
        /// Bytes there are.
        found: u64,
    },
    /// The dimensions multiply to more than 64 bits hold.
    #[error("dimensions {dims:?} multiply to more than 64 bits hold: the header is damaged")]
    DimensionOverflow {
        /// As in the header.
        dims: Vec<u32>,
    },
    /// The dimensions ask for more than the limit.
    #[error("the header asks for {bytes} bytes, the limit is {limit}: the header is damaged, or raise the limit")]
    TooLarge {
        /// Bytes that the dimensions ask for.
        bytes: u64,
        /// [`super::Limits::max_bytes`].
        limit: u64,
    },
    /// To be written: the data is not as long as the dimensions ask for.
    #[error("cannot write: the dimensions ask for {expected} bytes of data, found {found}")]
    DataLength {
        /// Bytes that the dimensions ask for.
        expected: u64,
        /// Bytes there are.
        found: usize,
    },
    /// A whole IDX file, but not of images.
    #[error("expected images (u8, 3 dimensions, n x 28 x 28), found {found}{}", found.swap_hint("images"))]
    NotImages {
        /// What the file holds.
        found: Found,
    },
    /// Images of another size.
    #[error("expected images of 28 x 28 pixels, found {rows} x {cols}: not MNIST or a relative of it")]
    ImageSize {
        /// Second dimension.
        rows: u32,
        /// Third dimension.
        cols: u32,
    },
    /// A whole IDX file, but not of labels.
    #[error("expected labels (u8, 1 dimension), found {found}{}", found.swap_hint("labels"))]
    NotLabels {
        /// What the file holds.
        found: Found,
    },
    /// A label that is no digit.
    #[error("label {label} at {index}: expected 0 to 9; the file is damaged or labels something else than digits")]
    LabelRange {
        /// Position of the first such label.
        index: usize,
        /// What came.
        label: u8,
    },
}

impl Coded for IdxError {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongMagic { .. } => "idx-wrong-magic",
            Self::UnknownType { .. } => "idx-unknown-type",
            Self::DimensionCount { .. } => "idx-dimension-count",
            Self::TruncatedHeader { .. } => "idx-truncated-header",
            Self::TruncatedData { .. } => "idx-truncated-data",
            Self::TrailingBytes { .. } => "idx-trailing-bytes",
            Self::DimensionOverflow { .. } => "idx-dimension-overflow",
            Self::TooLarge { .. } => "idx-too-large",
            Self::DataLength { .. } => "idx-data-length",
            Self::NotImages { .. } => "idx-not-images",
            Self::ImageSize { .. } => "idx-image-size",
            Self::NotLabels { .. } => "idx-not-labels",
            Self::LabelRange { .. } => "idx-label-range",
        }
    }
}

/// Type and shape of an array that is not the one wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Type of its elements.
    pub element_type: ElementType,
    /// Its sizes.
    pub dims: Vec<u32>,
}

impl Found {
    pub(super) fn of(array: &IdxArray) -> Self {
        Self { element_type: array.element_type, dims: array.dims.clone() }
    }

    fn swap_hint(&self, wanted: &str) -> &'static str {
        match (self.element_type, self.dims.len(), wanted) {
            (ElementType::U8, 3, "labels") => ": this is a file of images, give the one of labels (idx1)",
            (ElementType::U8, 1, "images") => ": this is a file of labels, give the one of images (idx3)",
            _ => ": this is another data set",
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.dims.len() == 1 { "" } else { "s" };
        write!(f, "{}, {} dimension{plural} (", self.element_type.name(), self.dims.len())?;
        for (i, dim) in self.dims.iter().take(4).enumerate() {
            write!(f, "{}{dim}", if i == 0 { "" } else { " x " })?;
        }
        write!(f, "{})", if self.dims.len() > 4 { " x ..." } else { "" })
    }
}
