//! What was written on: paper, plain, coloured, ruled or squared, or a board.

use super::grain::Grain;
use crate::rng::Rng;

/// Lines that are printed on paper; lengths are in longer sides of the digit.
struct Lines {
    spacing: f32,
    width: f32,
    /// Where one of them lies.
    offset: [f32; 2],
    /// How much they take from the paper's light, by colour channel.
    depth: [f32; 3],
    /// Squared paper has them both ways.
    is_squared: bool,
}

/// A surface with its colour at each place.
pub(super) struct Paper {
    colour: [f32; 3],
    lines: Option<Lines>,
    /// How uneven it is, as a share of its light.
    grain: f32,
    /// Lattice cells of the grain a digit's longer side.
    fineness: f32,
    pub(super) is_board: bool,
}

impl Paper {
    pub(super) fn sample(rng: &mut Rng) -> Self {
        let is_board = rng.uniform() < 0.12;
        let colour = if is_board { board(rng) } else { sheet(rng) };
        let lines = if is_board { None } else { lines(rng) };
        let grain = if is_board { rng.between(0.02, 0.12) } else { rng.between(0.0, 0.03) } as f32;
        Self { colour, lines, grain, fineness: rng.between(10.0, 40.0) as f32, is_board }
    }

    /// Red, green and blue at `(u, v)`, in longer sides of the digit from its middle; the line of a ruling is never narrower
    /// than `least`.
    pub(super) fn at(&self, [u, v]: [f32; 2], grain: &Grain, least: f32) -> [f32; 3] {
        let uneven = 1.0 + self.grain * grain.at(u * self.fineness, v * self.fineness);
        let ruled = self.lines.as_ref().map(|lines| (lines, lines.cover([u, v], least)));
        core::array::from_fn(|c| {
            let printed = ruled.as_ref().map_or(0.0, |(lines, cover)| cover * lines.depth[c]);
            self.colour[c] * uneven * (1.0 - printed)
        })
    }
}

impl Lines {
    /// How much of a printed line is at `(u, v)`, 0 to 1.
    fn cover(&self, place: [f32; 2], least: f32) -> f32 {
        let near = |axis: usize| {
            let cells = (place[axis] - self.offset[axis]) / self.spacing;
            let away = (cells - cells.round()).abs() * self.spacing;
            let width = self.width.max(least);
            ((width / 2.0 - away) / least + 0.5).clamp(0.0, 1.0)
        };
        let across = near(1);
        if self.is_squared { across.max(near(0)) } else { across }
    }
}

fn sheet(rng: &mut Rng) -> [f32; 3] {
    let light = rng.between(200.0, 255.0);
    // Cream, pink, yellow, blue and green sheets are lighter than a board, and grey less than white.
    let tint: [f64; 3] = match rng.below(10) {
        0 => [1.0, 0.93, 0.78],
        1 => [1.0, 0.85, 0.86],
        2 => [0.80, 0.90, 1.0],
        3 => [0.85, 0.95, 0.82],
        _ => [1.0, 0.99, 0.97],
    };
    tint.map(|channel| (light * channel) as f32)
}

fn board(rng: &mut Rng) -> [f32; 3] {
    let dark = rng.between(10.0, 75.0);
    let tint: [f64; 3] = if rng.uniform() < 0.4 { [0.7, 1.0, 0.85] } else { [1.0, 1.0, 1.0] };
    tint.map(|channel| (dark * channel) as f32)
}

fn lines(rng: &mut Rng) -> Option<Lines> {
    let is_squared = match rng.below(20) {
        0..=2 => true,
        3..=5 => false,
        _ => return None,
    };
    // A digit stands on two or three squares, or between two lines and a little over.
    let spacing = if is_squared { rng.between(0.3, 0.9) } else { rng.between(0.65, 1.5) } as f32;
    let depth = rng.between(0.06, 0.28);
    let tint: [f64; 3] = if rng.uniform() < 0.6 { [1.3, 1.0, 0.5] } else { [1.0, 1.0, 1.0] };
    Some(Lines {
        spacing,
        width: rng.between(0.01, 0.025) as f32,
        offset: [0, 1].map(|_| spacing * rng.uniform() as f32),
        depth: tint.map(|channel| (depth * channel) as f32),
        is_squared,
    })
}
