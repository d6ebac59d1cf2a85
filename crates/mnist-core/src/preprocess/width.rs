//! Stage 7: stroke width brought towards MNIST's.
//!
//! A ballpoint's hairline shrunk to 20 pixels fades to grey, a marker's loops close; the writers of MNIST used
//! neither. Widths that MNIST has are left alone, others are moved to the nearest that it has.

use super::fit::BOX;
use super::resample::{Region, resample};
use crate::image::Plane;

/// Widths in 20ths of the longer side that are left alone: the 3rd and the 97th percentile of MNIST (measured by
/// [`stroke_width`] on 6,000 training images: mean 2.46, 1 % to 99 % 1.44 to 4.35).
const USUAL: (f32, f32) = (1.6, 3.8);
/// A width this close to the range is in it: a step of a pixel cannot hit its end exactly, and what has been adjusted
/// once should pass unchanged.
const SLACK: f32 = 0.08;
/// Strokes narrower than this many pixels are enlarged first, so that a step of one pixel is a small one.
const FINE: f32 = 8.0;
/// Erosion takes at most this share of the stroke, lest its thinner parts break.
const MOST_ERODED: f32 = 0.5;
/// The longer side, in pixels, at which the width of a larger picture's strokes is measured: twice the final size.
const MEASURED: f32 = 40.0;
/// Ink counts for the extent from this value on.
const FAINT: f32 = 1.0;

/// Mean stroke width in pixels: twice the ink's area by its total variation.
///
/// A stroke of width w and length l has the area w l and the outline 2 l. Taken on grey values, total variation is the
/// outline times the contrast, so that neither blur nor fading shifts the ratio. 0 without ink.
pub(super) fn stroke_width(ink: &Plane) -> f32 {
    let (mut area, mut variation) = (0.0f64, 0.0f64);
    for y in 0..=ink.height() {
        let above = if y > 0 { ink.row(y - 1) } else { &[] };
        let (mut left, row) = (0.0f32, ink.row(y));
        for x in 0..=ink.width() {
            let here = row.get(x).copied().unwrap_or(0.0);
            let (dx, dy) = (here - left, here - above.get(x).copied().unwrap_or(0.0));
            variation += f64::from((dx * dx + dy * dy).sqrt());
            area += f64::from(here);
            left = here;
        }
    }
    if variation > 0.0 { (2.0 * area / variation) as f32 } else { 0.0 }
}

/// The ink with its strokes widened or thinned to the nearest usual width; `None` where they have it already.
pub(super) fn adjust(ink: &Plane) -> Option<Plane> {
    let longer = extent(ink)?;
    let width = calm_stroke_width(ink, longer);
    let relative = width * BOX as f32 / longer;
    let wanted = relative.clamp(USUAL.0, USUAL.1);
    if width <= 0.0 || (wanted - relative).abs() <= SLACK * relative {
        return None;
    }
    let enlarge = (FINE / width).clamp(1.0, 8.0).floor();
    let fine = enlarged(ink, enlarge);
    let (width, longer) = (width * enlarge, longer * enlarge);
    // Both the stroke and the extent grow by twice the radius: (width + 2 r) / (longer + 2 r) = wanted / 20.
    let radius = (wanted * longer - BOX as f32 * width) / (2.0 * (BOX as f32 - wanted));
    let limit = MOST_ERODED * width / 2.0;
    Some(offset_strokes(fine, radius.max(-limit)))
}

/// [`stroke_width`] of a large picture measured on a smaller one: averaging by area takes out the grain of paper and
/// camera, which would count as outline, and leaves the ratio of area to outline as it is.
fn calm_stroke_width(ink: &Plane, longer: f32) -> f32 {
    let scale = MEASURED / longer;
    if scale > 0.7 {
        return stroke_width(ink);
    }
    let (width, height) = (ink.width() as f32, ink.height() as f32);
    let side = |size: f32| ((size * scale + 0.5) as usize).max(1);
    let whole = Region { left: 0.0, top: 0.0, width, height };
    stroke_width(&resample(ink, whole, side(width), side(height))) / scale
}

/// The longer side of the ink's extent, `None` without ink.
fn extent(ink: &Plane) -> Option<f32> {
    let columns = |row: &[f32]| {
        let first = row.iter().position(|&v| v >= FAINT)?;
        Some((first, row.iter().rposition(|&v| v >= FAINT)?))
    };
    let mut found: Option<(usize, usize, usize, usize)> = None;
    for y in 0..ink.height() {
        if let Some((first, last)) = columns(ink.row(y)) {
            let (left, right, top, _) = found.unwrap_or((first, last, y, y));
            found = Some((left.min(first), right.max(last), top, y));
        }
    }
    found.map(|(left, right, top, bottom)| (right - left).max(bottom - top) as f32 + 1.0)
}

/// The plane `factor` times as large, interpolated, with room around for what dilation adds.
fn enlarged(ink: &Plane, factor: f32) -> Plane {
    let longer = ink.width().max(ink.height()) as f32;
    let margin = (longer / BOX as f32 * USUAL.0).max(1.0).floor();
    let (width, height) = (ink.width() as f32 + 2.0 * margin, ink.height() as f32 + 2.0 * margin);
    let region = Region { left: -margin, top: -margin, width, height };
    resample(ink, region, (width * factor) as usize, (height * factor) as usize)
}

/// Grey dilation (radius above 0) or erosion (below) by an octagon, a fraction of a step by blending.
pub(crate) fn offset_strokes(plane: Plane, radius: f32) -> Plane {
    if radius > 0.0 { steps(plane, radius, larger) } else { steps(plane, -radius, smaller) }
}

/// [`f32::max`] of numbers: one instruction, several side by side.
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

fn steps(mut plane: Plane, steps: f32, pick: impl Fn(f32, f32) -> f32 + Copy) -> Plane {
    let mut done = 0.0;
    let mut diagonal = false;
    // A diagonal step every other time makes an octagon: sqrt(2) of the way diagonally for every two straight.
    while done < steps {
        let next = step(&plane, diagonal, pick);
        let part = (steps - done).min(1.0);
        plane.data_mut().iter_mut().zip(next.data()).for_each(|(v, &n)| *v += part * (n - *v));
        diagonal = !diagonal;
        done += 1.0;
    }
    plane
}

/// Each value with its 4 neighbours (8 when `diagonal`), the most extreme of them.
fn step(plane: &Plane, diagonal: bool, pick: impl Fn(f32, f32) -> f32) -> Plane {
    let take = |to: &mut [f32], from: &[f32]| to.iter_mut().zip(from).for_each(|(to, &from)| *to = pick(*to, from));
    let mut across = plane.clone();
    for y in 0..plane.height() {
        let (to, from) = (across.row_mut(y), plane.row(y));
        take(to, from.get(1..).unwrap_or(&[]));
        take(to.get_mut(1..).unwrap_or(&mut []), from);
    }
    let mut all = across.clone();
    let vertical = if diagonal { &across } else { plane };
    for y in 0..plane.height() {
        if y > 0 {
            take(all.row_mut(y), vertical.row(y - 1));
        }
        // Below the last row there is none.
        take(all.row_mut(y), vertical.row(y + 1));
    }
    all
}
