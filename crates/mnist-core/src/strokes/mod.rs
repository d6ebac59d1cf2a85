//! Pen strokes and their picture: [`group`] tells which strokes make one digit, [`raster`] draws them.
//!
//! Drawn here and not on a canvas, because some browsers add noise to what is read back from one.

mod error;
mod group;
mod raster;

pub use error::StrokesError;
pub use group::{Extent, MAX_PIECES, Piece, SCREEN_PEN, group, group_pieces};
pub use raster::{NOMINAL_PEN, rasterise};

/// One sample of the pen: any unit, x to the right, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Rightwards.
    pub x: f32,
    /// Downwards.
    pub y: f32,
    /// Pen width at this point relative to the drawing's pen: 1 is nominal, within 0.25 to 4.
    pub pressure: f32,
}

/// The points between pen down and pen up, in order.
pub type Stroke = Vec<Point>;

/// The most points that one drawing may have, all strokes together.
pub const MAX_POINTS: usize = 100_000;

/// The largest coordinate, so that differences and their squares stay finite in `f32`.
pub const MAX_COORDINATE: f32 = 1e9;

/// Checks a drawing before anything is computed from it.
///
/// # Errors
/// [`StrokesError::TooManyPoints`] above [`MAX_POINTS`] points (an empty stroke counts as one),
/// [`StrokesError::BadPoint`] for a coordinate or a pressure that is not finite or beyond [`MAX_COORDINATE`].
pub fn check(strokes: &[Stroke]) -> Result<(), StrokesError> {
    let count = strokes.iter().fold(0usize, |sum, stroke| sum.saturating_add(stroke.len().max(1)));
    if count > MAX_POINTS {
        return Err(StrokesError::TooManyPoints { found: count });
    }
    let bad = |v: f32| !v.is_finite() || v.abs() > MAX_COORDINATE;
    for (stroke, points) in strokes.iter().enumerate() {
        if let Some(point) = points.iter().position(|p| bad(p.x) || bad(p.y) || bad(p.pressure)) {
            return Err(StrokesError::BadPoint { stroke, point });
        }
    }
    Ok(())
}

/// Strokes from flat arrays: x, y and pressure for each point, and the number of points of each stroke.
///
/// # Errors
/// [`StrokesError::Lengths`] when the two do not fit together, [`StrokesError::TooManyPoints`] before anything is
/// allocated for too many.
pub fn from_triplets(points: &[f32], lengths: &[u32]) -> Result<Vec<Stroke>, StrokesError> {
    let (triplets, rest) = points.as_chunks::<3>();
    let expected = lengths.iter().fold(0u64, |sum, &n| sum + u64::from(n));
    if !rest.is_empty() || expected != triplets.len() as u64 {
        return Err(StrokesError::Lengths { expected: expected.saturating_mul(3), found: points.len() });
    }
    let found = triplets.len().max(lengths.len());
    if found > MAX_POINTS {
        return Err(StrokesError::TooManyPoints { found });
    }
    let mut rest = triplets.iter();
    let take = |&n: &u32| rest.by_ref().take(n as usize).map(|&[x, y, pressure]| Point { x, y, pressure }).collect();
    Ok(lengths.iter().map(take).collect())
}
