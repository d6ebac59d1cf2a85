//! The kinds of pictures with several digits in a row, and with broken strokes.

use mnist_core::image::Plane;
use mnist_core::rng::Rng;

use crate::hands::Hands;
use crate::kinds::{Make, Ruling, Sample, between};
use crate::sheet::Sheet;

pub(crate) const ROWS: [(&str, Make); 6] = [
    ("a row", row),
    ("a ruled row", ruled_row),
    ("a pencil row", pencil_row),
    ("touching", touching),
    ("broken strokes", broken),
    ("a row of broken strokes", broken_row),
];

const PAPER: [f32; 3] = [232.0, 231.0, 226.0];
const INK: [f32; 3] = [40.0, 40.0, 70.0];

/// Digits with `gap` pixels of a digit's height between their boxes, by turns a little higher and lower.
fn digits_in_row(hands: &Hands, rng: &mut Rng, count: u32, gap: (f32, f32), pen: f32) -> (Vec<u8>, Plane) {
    let tall = between(rng, 90.0, 150.0);
    let mut placed: Vec<(Plane, usize, usize)> = Vec::new();
    let (mut labels, mut left) = (Vec::new(), 30.0);
    for _ in 0..count {
        let size = (tall * between(rng, 0.85, 1.1)) as usize;
        let (label, cover) = hands.write(rng, size, pen);
        let top = 40.0 + between(rng, 0.0, 0.12) * tall;
        let width = cover.width() as f32;
        placed.push((cover, left as usize, top as usize));
        labels.push(label);
        left += width + between(rng, gap.0, gap.1) * tall;
    }
    let (width, height) = ((left + 40.0) as usize, (tall * 1.3) as usize + 80);
    let mut all = Plane::filled(width, height, 0.0);
    for (cover, left, top) in &placed {
        for y in 0..cover.height() {
            let target = all.row_mut(top + y).iter_mut().skip(*left);
            target.zip(cover.row(y)).for_each(|(t, &v)| *t = t.max(v));
        }
    }
    (labels, all)
}

fn on_paper(cover: &Plane, ink: [f32; 3]) -> Sheet {
    let mut sheet = Sheet::of(cover.width(), cover.height(), PAPER);
    sheet.write(cover, 0, 0, ink);
    sheet.light(|x, y| 1.0 - 0.2 * x - 0.1 * y);
    sheet
}

fn photographed(mut sheet: Sheet, labels: Vec<u8>, rng: &mut Rng) -> Sample {
    sheet.blur(1);
    sheet.noise(rng, 4.0);
    (labels, sheet.jpeg(80))
}

fn row(hands: &Hands, rng: &mut Rng) -> Sample {
    let count = 2 + rng.below(4);
    let pen = between(rng, 0.06, 0.13);
    let (labels, cover) = digits_in_row(hands, rng, count, (0.12, 0.4), pen);
    photographed(on_paper(&cover, INK), labels, rng)
}

fn ruled_row(hands: &Hands, rng: &mut Rng) -> Sample {
    let count = 2 + rng.below(4);
    let (labels, cover) = digits_in_row(hands, rng, count, (0.12, 0.4), 0.09);
    let mut sheet = on_paper(&cover, INK);
    let ruling = Ruling::any(rng, (50.0, 160.0));
    sheet.print([130.0, 150.0, 205.0], |x, y| 0.8 * ruling.cover(x, y));
    photographed(sheet, labels, rng)
}

fn pencil_row(hands: &Hands, rng: &mut Rng) -> Sample {
    let count = 2 + rng.below(4);
    let pen = between(rng, 0.025, 0.05);
    let (labels, cover) = digits_in_row(hands, rng, count, (0.12, 0.4), pen);
    photographed(on_paper(&cover, [165.0; 3]), labels, rng)
}

fn touching(hands: &Hands, rng: &mut Rng) -> Sample {
    let count = 2 + rng.below(2);
    let pen = between(rng, 0.06, 0.11);
    let (labels, cover) = digits_in_row(hands, rng, count, (-0.06, -0.02), pen);
    photographed(on_paper(&cover, INK), labels, rng)
}

/// The cover with two or three gaps across its strokes, as a dry pen or a bad copy leaves them.
fn with_gaps(cover: &Plane, rng: &mut Rng) -> Plane {
    let tall = cover.height() as f32;
    let count = 2 + rng.below(2);
    let mut gap = || (between(rng, -0.5, 0.5), between(rng, 0.15, 0.85) * tall, between(rng, 0.012, 0.02) * tall);
    let gaps: Vec<(f32, f32, f32)> = (0..count).map(|_| gap()).collect();
    Plane::from_fn(cover.width(), cover.height(), |x, y| {
        let is_gap = |&(slope, at, half): &(f32, f32, f32)| (y as f32 - at - slope * x as f32).abs() < half;
        if gaps.iter().any(is_gap) { 0.0 } else { cover.get(x, y) }
    })
}

fn broken(hands: &Hands, rng: &mut Rng) -> Sample {
    let pen = between(rng, 0.05, 0.12);
    let (labels, cover) = digits_in_row(hands, rng, 1, (0.0, 0.1), pen);
    photographed(on_paper(&with_gaps(&cover, rng), INK), labels, rng)
}

fn broken_row(hands: &Hands, rng: &mut Rng) -> Sample {
    let count = 2 + rng.below(3);
    let pen = between(rng, 0.06, 0.12);
    let (labels, cover) = digits_in_row(hands, rng, count, (0.15, 0.4), pen);
    photographed(on_paper(&with_gaps(&cover, rng), INK), labels, rng)
}
