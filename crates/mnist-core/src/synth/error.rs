//! What can be wrong with a request for synthetic handwriting.

use crate::error::Coded;

/// Why nothing was written.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SynthError {
    /// No style has this name.
    #[error("style {found:?} is unknown: expected \"tidy\" or \"varied\"")]
    Style {
        /// What came.
        found: String,
    },
    /// Not a digit.
    #[error("label {found}: expected 0 to 9")]
    Label {
        /// What came.
        found: u32,
    },
    /// No family of what is no digit has this name.
    #[error("family {found:?} is unknown: expected letter, greek, sign, doodle, face, word, scribble or texture")]
    NonDigit {
        /// What came.
        found: String,
    },
    /// No way out into the world has this name.
    #[error("way {found:?} is unknown: expected \"strokes\" or \"photo\"")]
    Way {
        /// What came.
        found: String,
    },
    /// Bytes that are not whole images, or not one image a label.
    #[error("{found} bytes of images: expected 784 for each image, and an image for each label")]
    Images {
        /// What came.
        found: usize,
    },
    /// More images than one call may ask for.
    #[error("{found} images in one call: expected at most {limit}; ask for them in pieces, start says where")]
    Count {
        /// What came.
        found: usize,
        /// [`super::MAX_COUNT`].
        limit: usize,
    },
}

impl Coded for SynthError {
    fn code(&self) -> &'static str {
        match self {
            Self::Style { .. } => "synth-style",
            Self::Label { .. } => "synth-label",
            Self::NonDigit { .. } => "synth-non-digit",
            Self::Way { .. } => "synth-way",
            Self::Images { .. } => "synth-images",
            Self::Count { .. } => "synth-count",
        }
    }
}
