//! Views of an image: test-time augmentation.

use crate::preprocess::{PIXELS, SIDE};

/// Pixels to the right and down: the image itself, then by one to each side, in pairs that prefer no side. Turned, slanted and
/// scaled ones add nothing to these (docs/decisions/0024).
const MOVES: [[isize; 2]; 5] = [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]];

pub(super) const MOST_VIEWS: u32 = MOVES.len() as u32;

/// One of the views of an image of 784 pixels, below [`MOST_VIEWS`]: what leaves the image is lost, and paper comes in.
pub(super) fn view(x: &[f32], number: usize) -> Vec<f32> {
    let [right, down] = MOVES[number];
    let value = |place: usize| {
        // One before the first wraps to far beyond the last.
        let (column, row) = ((place % SIDE).wrapping_add_signed(-right), (place / SIDE).wrapping_add_signed(-down));
        if column < SIDE && row < SIDE { x[row * SIDE + column] } else { 0.0 }
    };
    (0..PIXELS).map(value).collect()
}
