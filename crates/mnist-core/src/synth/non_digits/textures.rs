//! Pictures without writing: cloth, stone, stripes, tiles and dots, through the way of photographs.

use core::f64::consts::TAU;

use super::super::wild::Grain;
use crate::math::{cos, sin, sinf};
use crate::rng::Rng;

/// Side of the pictures in pixels.
pub(super) const SIDE: u32 = 96;

/// A texture in grey, as `SIDE * SIDE` pixels of four bytes.
pub(super) fn texture(rng: &mut Rng) -> Vec<u8> {
    let pattern = Pattern::sample(rng);
    let grain = Grain::sample(rng);
    let (middle, contrast, rough) =
        (rng.between(80.0, 180.0) as f32, rng.between(20.0, 90.0) as f32, rng.between(0.0, 0.5) as f32);
    let grey = |x: f32, y: f32| {
        let own = pattern.at(x, y, &grain) + rough * grain.at(x / 3.0, y / 3.0);
        (middle + contrast * own).clamp(0.0, 255.0) as u8
    };
    let places = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x as f32, y as f32)));
    places.map(|(x, y)| grey(x, y)).flat_map(|v| [v, v, v, 255]).collect()
}

/// What repeats, with its length in pixels.
struct Pattern {
    kind: u32,
    length: f32,
    /// Cosine and sine of its direction.
    way: [f32; 2],
}

impl Pattern {
    fn sample(rng: &mut Rng) -> Self {
        let angle = rng.between(0.0, TAU);
        Self { kind: rng.below(4), length: rng.between(6.0, 28.0) as f32, way: [cos(angle) as f32, sin(angle) as f32] }
    }

    /// About -1 to 1.
    fn at(&self, x: f32, y: f32, grain: &Grain) -> f32 {
        let [c, s] = self.way;
        let (u, v) = ((c * x - s * y) / self.length, (s * x + c * y) / self.length);
        let wave = |t: f32| sinf(core::f32::consts::TAU * t);
        match self.kind {
            // Stone: three scales of noise. Stripes that waver. Tiles. Dots.
            0 => grain.at(u, v) + 0.5 * grain.at(2.0 * u, 2.0 * v) + 0.25 * grain.at(4.0 * u, 4.0 * v),
            1 => wave(u + 0.3 * grain.at(u, v)),
            2 => (4.0 * wave(u) * wave(v)).clamp(-1.0, 1.0),
            _ => (3.0 * (wave(u) + wave(v)) - 3.0).clamp(-1.0, 1.0),
        }
    }
}
