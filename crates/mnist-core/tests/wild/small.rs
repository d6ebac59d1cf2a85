//! Small photographs, in which a printed line or the edge of a shadow is as wide as a stroke.

use mnist_core::rng::Rng;

use crate::hands::Hands;
use crate::kinds::{Make, Ruling, Sample, between};
use crate::sheet::Sheet;

pub(crate) const SMALL: [(&str, Make); 2] = [("small and squared", squared), ("small and half in shadow", shadow)];

const PAPER: [f32; 3] = [228.0, 226.0, 220.0];
const INK: [f32; 3] = [70.0, 72.0, 95.0];

/// A digit of a thin pen in the middle of a sheet of 100 to 180 pixels.
fn written(hands: &Hands, rng: &mut Rng) -> (Vec<u8>, Sheet) {
    let side = between(rng, 100.0, 180.0) as usize;
    let (label, cover) = hands.write(rng, side * 6 / 10, 0.05);
    let mut sheet = Sheet::of(side, side, PAPER);
    let (left, top) = ((side - cover.width()) / 2, (side - cover.height()) / 2);
    sheet.write(&cover, left as isize, top as isize, INK);
    (vec![label], sheet)
}

fn squared(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, mut sheet) = written(hands, rng);
    let across = Ruling::any(rng, (22.0, 40.0));
    let down = Ruling::any(rng, (22.0, 40.0));
    sheet.print([150.0, 165.0, 205.0], |x, y| 0.7 * across.cover(x, y).max(down.cover(y, x)));
    sheet.noise(rng, 2.0);
    (labels, sheet.jpeg(85))
}

/// The edge is a few pixels wide and goes through the digit.
fn shadow(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, mut sheet) = written(hands, rng);
    let (nx, ny) = (between(rng, -1.0, 1.0), between(rng, -1.0, 1.0));
    let (at, dark) = (between(rng, -0.1, 0.1), between(rng, 0.4, 0.65));
    sheet.light(|x, y| {
        let share = (((x - 0.5) * nx + (y - 0.5) * ny - at) / 0.03 + 0.5).clamp(0.0, 1.0);
        dark + (1.0 - dark) * share
    });
    sheet.noise(rng, 2.0);
    (labels, sheet.jpeg(85))
}
