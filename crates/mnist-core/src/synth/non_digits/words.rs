//! Words: letters that a pen joins without being lifted.

use super::Knot;
use super::letters::LETTERS;
use super::shapes::choose;
use crate::rng::Rng;

/// A letter's width in a word, and the way to the next, in heights.
const ADVANCE: (f64, f64) = (0.7, 0.85);

/// Two to four letters side by side: their bodies one stroke, bars and rings beside it.
pub(super) fn word(rng: &mut Rng) -> Vec<Vec<Knot>> {
    let letters = 2 + rng.below(3);
    let mut strokes = vec![Vec::new()];
    for i in 0..letters {
        let left = f64::from(i) * ADVANCE.1;
        let placed = |knot: Knot| Knot { x: left + ADVANCE.0 * knot.x, ..knot };
        for (k, stroke) in choose(LETTERS, rng).into_iter().enumerate() {
            let stroke = stroke.into_iter().map(placed);
            match strokes.first_mut() {
                Some(body) if k == 0 => body.extend(stroke),
                _ => strokes.push(stroke.collect()),
            }
        }
    }
    strokes
}
