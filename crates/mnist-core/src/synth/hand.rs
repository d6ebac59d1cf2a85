//! What one writer does to the shapes that were taught: bends, slants, squeezes and places them.

use core::f64::consts::{PI, TAU};

use super::spline::Knot;
use super::{CANVAS_SIDE, Style};
use crate::math::{cos, sin};
use crate::rng::Rng;

/// What stays free at the canvas's edges, in pixels.
const MARGIN: f64 = 12.0;

/// How far hands of a style differ. Lengths are in heights of a digit unless pixels are named.
struct Spread {
    /// Standard deviation of each control point by itself.
    knot: f64,
    /// Of each of the smooth bends.
    bend: f64,
    /// Mean and standard deviation of the shear; positive leans to the right.
    slant: [f64; 2],
    /// Standard deviation of the rotation in radians.
    rotation: f64,
    /// Range of width over height, relative to the allograph's.
    aspect: [f64; 2],
    /// Range of the height in pixels.
    height: [f64; 2],
    /// Range of the pen's width, 1 is nominal.
    pen: [f64; 2],
    /// Range of the tremor's amplitude in pixels.
    tremor: [f64; 2],
    /// Chance that a corner is written as a bend.
    rounded: f64,
}

const TIDY: Spread = Spread {
    knot: 0.010,
    bend: 0.020,
    slant: [0.10, 0.09],
    rotation: 0.04,
    aspect: [0.80, 1.08],
    height: [150.0, 215.0],
    pen: [0.85, 1.20],
    tremor: [0.1, 0.5],
    rounded: 0.0,
};

const VARIED: Spread = Spread {
    knot: 0.024,
    bend: 0.055,
    slant: [0.18, 0.20],
    rotation: 0.10,
    aspect: [0.62, 1.50],
    height: [110.0, 235.0],
    pen: [0.65, 2.00],
    tremor: [0.1, 1.2],
    rounded: 0.30,
};

/// One writer's way with one digit.
pub(super) struct Hand {
    knot: f64,
    rounded: f64,
    /// Middle of the digit moved down (+) or up; makes the upper or the lower part the larger.
    balance: f64,
    /// Lower part widened against the upper.
    taper: f64,
    /// Amplitude and phase of a slow wave of x along y, and of y along x.
    waves: [[f64; 2]; 2],
    slant: f64,
    rotation: f64,
    aspect: f64,
    height: f64,
    /// Where in the free room of the canvas, 0 to 1 each way.
    place: [f64; 2],
    /// Mean width of the pen, 1 is nominal.
    pub(super) pen: f64,
    /// In pixels.
    pub(super) tremor: f64,
    /// Pixels between two pointer events in mid-stroke.
    pub(super) speed: f64,
}

impl Hand {
    /// A hand of this style.
    pub(super) fn sample(style: Style, rng: &mut Rng) -> Self {
        let spread = match style {
            Style::Tidy => &TIDY,
            Style::Varied => &VARIED,
        };
        let range = |rng: &mut Rng, [low, high]: [f64; 2]| rng.between(low, high);
        Self {
            knot: spread.knot,
            rounded: spread.rounded,
            balance: 1.3 * spread.bend * bounded_normal(rng),
            taper: 3.0 * spread.bend * bounded_normal(rng),
            waves: [0, 1].map(|_| [spread.bend * bounded_normal(rng), rng.between(0.0, TAU)]),
            slant: spread.slant[0] + spread.slant[1] * bounded_normal(rng),
            rotation: spread.rotation * bounded_normal(rng),
            aspect: range(rng, spread.aspect),
            height: range(rng, spread.height),
            place: [rng.between(0.2, 0.8), rng.between(0.2, 0.8)],
            pen: range(rng, spread.pen),
            tremor: range(rng, spread.tremor),
            speed: rng.between(3.0, 6.0),
        }
    }

    /// The hand that changes nothing.
    pub(super) fn copybook() -> Self {
        Self {
            knot: 0.0,
            rounded: 0.0,
            balance: 0.0,
            taper: 0.0,
            waves: [[0.0; 2]; 2],
            slant: 0.0,
            rotation: 0.0,
            aspect: 1.0,
            height: 190.0,
            place: [0.5; 2],
            pen: 1.0,
            tremor: 0.0,
            speed: 4.0,
        }
    }

    /// Moves the knots of a whole digit from the allograph's box to where this hand puts them on the canvas.
    pub(super) fn shape(&self, strokes: &mut [Vec<Knot>], rng: &mut Rng) {
        let (left, right) = extent(strokes.iter().flatten().map(|k| k.x));
        // A bar that is bent as much as a wide digit may be is no 1 any more.
        let suppleness = (0.4 + right - left).min(1.0);
        for knot in strokes.iter_mut().flatten() {
            let [x, y] = self.lean(self.bend([knot.x, knot.y], suppleness));
            knot.x = x + self.knot * bounded_normal(rng);
            knot.y = y + self.knot * bounded_normal(rng);
            knot.corner &= rng.uniform() >= self.rounded;
        }
        self.place(strokes);
    }

    fn bend(&self, [x, y]: [f64; 2], suppleness: f64) -> [f64; 2] {
        let [[ax, px], [ay, py]] = self.waves;
        let (x, y) = (0.5 + (x - 0.5) * (1.0 + self.taper * (y - 0.5)), y + self.balance * sin(PI * y));
        [x + suppleness * ax * sin(1.2 * PI * y + px), y + suppleness * ay * sin(1.2 * PI * x + py)]
    }

    /// Aspect, slant and rotation about the middle.
    fn lean(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let (x, y) = ((x - 0.5) * self.aspect - (y - 0.5) * self.slant, y - 0.5);
        let (sine, cosine) = (sin(self.rotation), cos(self.rotation));
        [x * cosine - y * sine, x * sine + y * cosine]
    }

    /// Scales to the hand's height, or to what fits, and moves onto the canvas.
    fn place(&self, strokes: &mut [Vec<Knot>]) {
        let knots = || strokes.iter().flatten();
        let (left, right) = extent(knots().map(|k| k.x));
        let (top, bottom) = extent(knots().map(|k| k.y));
        let room = CANVAS_SIDE - 2.0 * MARGIN;
        let scale = (self.height / (bottom - top)).min(room / (right - left)).min(room / (bottom - top));
        let x0 = MARGIN + (room - scale * (right - left)) * self.place[0];
        let y0 = MARGIN + (room - scale * (bottom - top)) * self.place[1];
        for knot in strokes.iter_mut().flatten() {
            knot.x = x0 + scale * (knot.x - left);
            knot.y = y0 + scale * (knot.y - top);
        }
    }
}

/// Standard normal within two standard deviations: people differ, but a hand is still legible.
fn bounded_normal(rng: &mut Rng) -> f64 {
    rng.normal().clamp(-2.0, 2.0)
}

fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
}
