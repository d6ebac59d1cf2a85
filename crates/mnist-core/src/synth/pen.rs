//! The pen along a path: when its position is reported, how it trembles and how hard it presses.

use core::f64::consts::{PI, TAU};

use super::hand::Hand;
use super::spline::distance;
use crate::math::sin;
use crate::rng::Rng;
use crate::strokes::{Point, Stroke};

/// A wave of random phase along the path: smooth, and without memory of its own.
struct Wave {
    amplitude: f64,
    wavelength: f64,
    phase: f64,
}

impl Wave {
    fn sample(amplitude: f64, wavelength: f64, rng: &mut Rng) -> Self {
        Self { amplitude, wavelength, phase: rng.between(0.0, TAU) }
    }

    fn at(&self, along: f64) -> f64 {
        self.amplitude * sin(TAU * along / self.wavelength + self.phase)
    }
}

/// Follows `path` (pixels) and reports as a pointer does: the steps are long in mid-stroke, where a hand is fastest, and
/// the line is wider where it is slow.
pub(super) fn trace(path: &[[f64; 2]], hand: &Hand, rng: &mut Rng) -> Stroke {
    let length: f64 = path.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
    let tremor = [0, 1].map(|_| {
        let wavelength = rng.between(18.0, 45.0);
        Wave::sample(hand.tremor, wavelength, rng)
    });
    let press = Wave::sample(0.08, rng.between(60.0, 200.0), rng);
    let mut stroke = Stroke::new();
    let mut along = 0.0;
    let mut walker = Walker { path, at: 0, passed: 0.0 };
    loop {
        let speed = sin(PI * along / length.max(1.0));
        let [x, y] = walker.advance_to(along);
        stroke.push(Point {
            x: (x + tremor[0].at(along)) as f32,
            y: (y + tremor[1].at(along)) as f32,
            pressure: (hand.pen * (1.06 - 0.12 * speed + press.at(along))) as f32,
        });
        if along >= length {
            return stroke;
        }
        along = (along + hand.speed * (0.4 + 0.6 * speed.max(0.0))).min(length);
    }
}

/// Finds points of a polyline by arc length, forwards only.
struct Walker<'a> {
    path: &'a [[f64; 2]],
    /// The piece it stands on, and the length of all before it.
    at: usize,
    passed: f64,
}

impl Walker<'_> {
    fn advance_to(&mut self, along: f64) -> [f64; 2] {
        while let Some(&[from, to]) = self.path.get(self.at..self.at + 2).and_then(|pair| pair.first_chunk()) {
            let piece = distance(from, to);
            if along <= self.passed + piece && piece > 0.0 {
                let share = (along - self.passed) / piece;
                return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
            }
            self.passed += piece;
            self.at += 1;
        }
        self.path.last().copied().unwrap_or_default()
    }
}
