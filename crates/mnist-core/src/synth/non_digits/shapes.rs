//! Shapes as `allographs` has digits: strokes through control points, to be bent by a hand.

use super::Knot;
use crate::rng::Rng;

pub(super) type Shape = &'static [&'static [Knot]];

/// One of `shapes`.
pub(super) fn choose(shapes: &[Shape], rng: &mut Rng) -> Vec<Vec<Knot>> {
    let shape = shapes[rng.below(shapes.len() as u32) as usize];
    shape.iter().map(|stroke| stroke.to_vec()).collect()
}
