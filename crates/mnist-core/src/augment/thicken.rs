//! Thicker and thinner strokes.

use crate::preprocess::{PIXELS, SIDE};

/// Each pixel goes `share` of the way to the largest of it and its four neighbours, or, when `share` is negative, to the
/// smallest: grey dilation and erosion, in part.
pub(super) fn thicken(image: &[f32; PIXELS], share: f32) -> [f32; PIXELS] {
    let choose: fn(f32, f32) -> f32 = if share >= 0.0 { f32::max } else { f32::min };
    core::array::from_fn(|at| {
        let (x, y) = (at % SIDE, at / SIDE);
        let mut extreme = image[at];
        let mut see =
            |inside: bool, neighbour: usize| extreme = choose(extreme, if inside { image[neighbour] } else { 0.0 });
        see(x > 0, at.wrapping_sub(1));
        see(x + 1 < SIDE, at + 1);
        see(y > 0, at.wrapping_sub(SIDE));
        see(y + 1 < SIDE, at + SIDE);
        image[at] + share.abs() * (extreme - image[at])
    })
}
