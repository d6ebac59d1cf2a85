//! Views of an image: test-time augmentation.

use crate::preprocess::{PIXELS, SIDE};

/// Pixels to the right and down: the image itself, then by one to each side, in pairs that prefer no side. Turned, slanted and
/// scaled ones add nothing to these (docs/decisions/0024).
const MOVES: [[isize; 2]; 5] = [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]];

pub(super) const MOST_VIEWS: u32 = MOVES.len() as u32;

/// The first `count` views of an image, 784 pixels each.
pub(super) fn of(x: &[f32], count: u32) -> impl Iterator<Item = Vec<f32>> {
    MOVES.iter().take(count as usize).map(|&by| moved(x, by))
}

/// What leaves the image is lost, and paper comes in.
fn moved(x: &[f32], [right, down]: [isize; 2]) -> Vec<f32> {
    let from = |place: usize, by: isize| place.checked_add_signed(-by).filter(|&place| place < SIDE);
    let value = |p: usize| match (from(p % SIDE, right), from(p / SIDE, down)) {
        (Some(column), Some(row)) => x[row * SIDE + column],
        _ => 0.0,
    };
    (0..PIXELS).map(value).collect()
}
