//! What wrote: a pen, its colour, its width and how evenly its ink lies.

use super::contour::enlarged;
use super::trace::trace;
use crate::image::Plane;
use crate::preprocess::PIXELS;
use crate::rng::Rng;
use crate::strokes::{Stroke, rasterise};

/// Values of the enlarged image that may be taken for the outline: lower ones make a wider line.
const OUTLINE: (f64, f64) = (75.0, 140.0);
/// A value's distance from the outline over which ink fades to paper.
const EDGE: f32 = 24.0;
/// The narrowest line that a camera still sees, in its pixels.
const LEAST_WIDTH: f32 = 1.3;

/// How a pen of some kind writes.
pub(super) struct Pen {
    /// Red, green and blue of full ink, 0 to 255.
    pub(super) colour: [f32; 3],
    /// How much of the paper full ink covers, 0 to 1.
    pub(super) cover: f32,
    /// How much the grain of the paper takes from the ink, 0 to 1.
    pub(super) grain: f32,
    /// Line width over the longer side of the digit; none writes as wide as the image is.
    width: Option<f32>,
}

impl Pen {
    /// A pen for dark boards (chalk) or for paper (pencil, ballpoint, marker).
    pub(super) fn sample(is_board: bool, rng: &mut Rng) -> Self {
        let between = |rng: &mut Rng, low: f64, high: f64| rng.between(low, high) as f32;
        let grey = between(rng, 0.0, 1.0);
        let even = |low: f32, high: f32| [low + (high - low) * grey; 3];
        if is_board {
            let width = rng.uniform() < 0.3;
            let width = width.then(|| between(rng, 0.05, 0.09));
            return Self {
                colour: even(205.0, 250.0),
                cover: between(rng, 0.65, 1.0),
                grain: between(rng, 0.0, 0.45),
                width,
            };
        }
        match rng.below(10) {
            // Pencil.
            0..=2 => Self {
                colour: even(40.0, 95.0),
                cover: between(rng, 0.55, 0.9),
                grain: between(rng, 0.1, 0.4),
                width: Some(between(rng, 0.025, 0.07)),
            },
            // Ballpoint: blue, black, red.
            3..=6 => Self {
                colour: [[35.0, 45.0, 140.0], [25.0, 25.0, 30.0], [160.0, 30.0, 40.0]]
                    [[0, 0, 0, 1, 1, 1, 1, 2][rng.below(8) as usize]],
                cover: between(rng, 0.75, 1.0),
                grain: between(rng, 0.0, 0.15),
                width: Some(between(rng, 0.025, 0.08)),
            },
            // Felt pen or marker.
            _ => Self { colour: even(5.0, 60.0), cover: between(rng, 0.9, 1.0), grain: 0.0, width: None },
        }
    }

    /// The ink of `image` written about `side` pixels large: cover of each pixel, 0 to 255, and how many pixels the digit's
    /// longer side takes.
    pub(super) fn write(&self, image: &[u8; PIXELS], side: f32, rng: &mut Rng) -> Plane {
        let Some(width) = self.width else { return outline(image, side, rng) };
        let width = width.max(LEAST_WIDTH / side);
        let strokes: Vec<Stroke> = trace(image, width).into_iter().map(evenly).collect();
        rasterise(strokes.iter(), side as usize, width)
    }
}

/// A fine point presses itself through: its line varies less than a brush's.
fn evenly(mut stroke: Stroke) -> Stroke {
    for point in &mut stroke {
        point.pressure = 1.0 + 0.3 * (point.pressure - 1.0);
    }
    stroke
}

/// The image's own outline, about `side` pixels along the longer side of its ink, cropped to the ink.
fn outline(image: &[u8; PIXELS], side: f32, rng: &mut Rng) -> Plane {
    // Ink takes 20 of the 28 pixels.
    let scale = ((side / 20.0) as usize).max(1);
    let level = rng.between(OUTLINE.0, OUTLINE.1) as f32;
    let edge = EDGE / (scale as f32).sqrt();
    cropped(&enlarged(image, scale).map(|v| ((v - level) / edge + 0.5).clamp(0.0, 1.0) * 255.0))
}

fn cropped(plane: &Plane) -> Plane {
    let inked = |y: &usize| plane.row(*y).iter().any(|&v| v > 0.0);
    let inked_column = |x: &usize| (0..plane.height()).any(|y| plane.get(*x, y) > 0.0);
    let (rows, columns) = (0..plane.height(), 0..plane.width());
    let (Some(top), Some(bottom)) = (rows.clone().find(inked), rows.rev().find(inked)) else {
        return Plane::filled(1, 1, 0.0);
    };
    let (Some(left), Some(right)) = (columns.clone().find(inked_column), columns.rev().find(inked_column)) else {
        return Plane::filled(1, 1, 0.0);
    };
    Plane::from_fn(right - left + 1, bottom - top + 1, |x, y| plane.get(left + x, top + y))
}
