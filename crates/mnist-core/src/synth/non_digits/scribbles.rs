//! Lines without meaning.

use super::Knot;
use crate::rng::Rng;

/// One to four strokes that wander about, together with more turns than any digit has.
pub(super) fn tangle(rng: &mut Rng) -> Vec<Vec<Knot>> {
    let strokes = 1 + rng.below(4);
    let turns = 9 / strokes + 2 + rng.below(6);
    (0..strokes).map(|_| (0..turns).map(|_| anywhere(rng)).collect()).collect()
}

fn anywhere(rng: &mut Rng) -> Knot {
    Knot { x: rng.uniform(), y: rng.uniform(), corner: rng.uniform() < 0.3 }
}

/// Three to eight lines side by side, or five or more in one zigzag, across others at times.
pub(super) fn hatching(rng: &mut Rng) -> Vec<Vec<Knot>> {
    let (joined, crossed) = (rng.uniform() < 0.4, rng.uniform() < 0.4);
    // A zigzag of three is a 2 or a 5.
    let lines = if joined { 5 + rng.below(4) } else { 3 + rng.below(6) };
    let tilt = rng.between(-0.4, 0.4);
    let mut strokes = rows(lines, tilt, joined);
    if crossed {
        let across = rows(2 + rng.below(4), -tilt, false);
        strokes.extend(across.into_iter().map(|row| row.into_iter().map(|k| Knot { x: k.y, y: k.x, ..k }).collect()));
    }
    strokes
}

fn rows(lines: u32, tilt: f64, joined: bool) -> Vec<Vec<Knot>> {
    let knot = |x: f64, y: f64| Knot { x, y: y + tilt * x, corner: true };
    let row = |line: u32| {
        let y = f64::from(line) / f64::from(lines - 1);
        let (from, to) = if joined && line % 2 == 1 { (1.0, 0.0) } else { (0.0, 1.0) };
        vec![knot(from, y), knot(to, y)]
    };
    if joined { vec![(0..lines).flat_map(row).collect()] } else { (0..lines).map(row).collect() }
}
