//! Faces: a round or an oval, eyes and a mouth, and what people add to them.

use core::f64::consts::TAU;

use super::Knot;
use crate::math::{cos, sin};
use crate::rng::Rng;

/// A face with a mouth that smiles, droops or is straight; at times with a nose, ears or hair.
pub(super) fn face(rng: &mut Rng) -> Vec<Vec<Knot>> {
    let width = rng.between(0.34, 0.52);
    let mut strokes = vec![oval([0.5, 0.5], [width, 0.5], rng)];
    let (eye, apart) = (rng.between(0.28, 0.42), rng.between(0.13, 0.22));
    let (is_open, size) = (rng.uniform() < 0.4, rng.between(0.04, 0.09));
    for x in [0.5 - apart, 0.5 + apart] {
        strokes.push(if is_open { oval([x, eye], [size, size], rng) } else { line([x, eye], [x + 0.01, eye + size]) });
    }
    let (mouth, wide, bend) = (rng.between(0.66, 0.76), rng.between(0.14, 0.24), rng.between(-0.12, 0.16));
    strokes.push([[0.5 - wide, mouth], [0.5, mouth + bend], [0.5 + wide, mouth]].map(smooth).into());
    if rng.uniform() < 0.4 {
        strokes.push(line([0.5, 0.44], [0.47 + 0.06 * rng.uniform(), 0.58]));
    }
    if rng.uniform() < 0.3 {
        strokes.extend([0.3, 0.45, 0.6, 0.72].map(|x| line([x, 0.06], [x + rng.between(-0.1, 0.1), -0.14])));
    }
    strokes
}

/// A sun: a circle with rays around it.
pub(super) fn sun(rng: &mut Rng) -> Vec<Vec<Knot>> {
    let rays = 6 + rng.below(6);
    let radius = rng.between(0.2, 0.3);
    let mut strokes = vec![oval([0.5, 0.5], [radius, radius], rng)];
    strokes.extend((0..rays).map(|ray| {
        let angle = TAU * f64::from(ray) / f64::from(rays);
        let at = |far: f64| [0.5 + far * cos(angle), 0.5 + far * sin(angle)];
        line(at(radius + 0.05), at(0.5))
    }));
    strokes
}

fn oval([x, y]: [f64; 2], [across, down]: [f64; 2], rng: &mut Rng) -> Vec<Knot> {
    let from = rng.between(0.0, TAU);
    (0..=8).map(|k| from + TAU * f64::from(k) / 8.0).map(|a| smooth([x + across * cos(a), y + down * sin(a)])).collect()
}

fn line(from: [f64; 2], to: [f64; 2]) -> Vec<Knot> {
    vec![smooth(from), smooth(to)]
}

fn smooth([x, y]: [f64; 2]) -> Knot {
    Knot { x, y, corner: false }
}
