//! What can be wrong with a drawing.

use crate::error::Coded;

/// A drawing that cannot be one: the caller's fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StrokesError {
    /// More points than a hand draws.
    #[error(
        "the drawing has {found} points, at most {} are read; thin the points out or split the drawing",
        super::MAX_POINTS
    )]
    TooManyPoints {
        /// Points in all strokes, an empty stroke counted as one.
        found: usize,
    },
    /// NaN, infinity or a coordinate out of range.
    #[error("point {point} of stroke {stroke} is not finite or beyond 1e9; send finite x, y and pressure")]
    BadPoint {
        /// Index of the stroke, from 0.
        stroke: usize,
        /// Index of the point in it, from 0.
        point: usize,
    },
    /// Flat arrays that do not fit together.
    #[error(
        "the stroke lengths ask for {expected} numbers (x, y and pressure a point), {found} came; send three a point"
    )]
    Lengths {
        /// Three times the sum of the lengths.
        expected: u64,
        /// Numbers that came.
        found: usize,
    },
}

impl Coded for StrokesError {
    fn code(&self) -> &'static str {
        match self {
            Self::TooManyPoints { .. } => "strokes-too-many-points",
            Self::BadPoint { .. } => "strokes-bad-point",
            Self::Lengths { .. } => "strokes-lengths",
        }
    }
}
