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
            Self::Count { .. } => "synth-count",
        }
    }
}
