//! Anti-aliased drawing of pen strokes: round-capped segments whose width follows the pressure.

use core::ops::Range;

use super::{Extent, Point, Stroke};
use crate::image::Plane;

/// Pen width of pressure 1 relative to the longer side of the inked picture. Fitted to 20 pixels this gives strokes as
/// wide as MNIST's are on average (measured: see `preprocess::width`).
pub const NOMINAL_PEN: f32 = 2.45 / 20.0;

/// Pressures are clamped to this range relative to the drawing's own level.
const PRESSURE_RANGE: (f32, f32) = (0.4, 2.5);

/// Draws `strokes` so that the longer side of their extent, the pen's width included, fills `longer_side` pixels.
///
/// Ink is 255, paper 0, an edge pixel in between by its distance to the segment. Scale-free: the same drawing in
/// another unit gives the same picture. Half of the drawing's own pressure level is taken out (by its square
/// root), so that a light hand and a heavy one come out more alike. Points must be finite ([`super::check`]).
pub fn rasterise<'a>(strokes: impl Iterator<Item = &'a Stroke> + Clone, longer_side: usize, pen: f32) -> Plane {
    let Some(extent) = Extent::of(strokes.clone()) else { return Plane::filled(1, 1, 0.0) };
    let longer = longer_side.max(1) as f32;
    let nominal = pen * longer;
    let level = pressure_level(strokes.clone());
    let room = longer - nominal;
    let scale = if extent.longer() > 0.0 { room / extent.longer() } else { 0.0 };
    let side = |size: f32| ((size * scale + nominal + 0.999).floor() as usize).clamp(1, longer_side.max(1));
    let (width, height) = (side(extent.width()), side(extent.height()));
    // The part of a pixel by which a side was rounded up is shared between both edges.
    let margin = |pixels: usize, size: f32| (pixels as f32 - size * scale) / 2.0;
    let (dx, dy) = (margin(width, extent.width()), margin(height, extent.height()));
    let mut plane = Plane::filled(width, height, 0.0);
    let centres: Vec<f32> = (0..width).map(|x| x as f32 + 0.5).collect();
    let place = |p: &Point| Dot {
        x: (p.x - extent.left) * scale + dx,
        y: (p.y - extent.top) * scale + dy,
        radius: nominal / 2.0 * (p.pressure / level).clamp(PRESSURE_RANGE.0, PRESSURE_RANGE.1),
    };
    for stroke in strokes {
        let dots: Vec<Dot> = stroke.iter().map(place).collect();
        match dots.as_slice() {
            [only] => draw_segment(&mut plane, &centres, only, only),
            more => more.windows(2).for_each(|pair| {
                if let [from, to] = pair {
                    draw_segment(&mut plane, &centres, from, to);
                }
            }),
        }
    }
    plane
}

/// Square root of the mean pressure.
fn pressure_level<'a>(strokes: impl Iterator<Item = &'a Stroke>) -> f32 {
    let (sum, count) =
        strokes.flatten().fold((0.0f64, 0u32), |(s, n), p| (s + f64::from(p.pressure.clamp(0.05, 8.0)), n + 1));
    (sum / f64::from(count.max(1))).sqrt().max(0.05) as f32
}

/// A point of the pen in pixels, pixel `i` covering `i..i + 1`.
#[derive(Clone, Copy, Debug)]
struct Dot {
    x: f32,
    y: f32,
    radius: f32,
}

/// The columns or rows within `reach` of a segment that goes from `a` to `b`.
fn span(a: f32, b: f32, reach: f32, size: usize) -> Range<usize> {
    let first = (a.min(b) - reach).floor().clamp(0.0, size as f32) as usize;
    let end = (a.max(b) + reach + 1.0).floor().clamp(0.0, size as f32) as usize;
    first..end
}

/// Draws a segment; where strokes cross, the larger coverage stays. `centres` are those of the plane's columns.
///
/// The plain reference is `tests::draw_segment_plainly`: the same arithmetic in the same order, here without anything
/// that keeps the compiler from doing a row in lanes (centres looked up, comparisons instead of `f32::max`).
fn draw_segment(plane: &mut Plane, centres: &[f32], from: &Dot, to: &Dot) {
    let reach = from.radius.max(to.radius) + 0.5;
    let columns = span(from.x, to.x, reach, plane.width());
    let rows = span(from.y, to.y, reach, plane.height());
    let centres = centres.get(columns.clone()).unwrap_or(&[]);
    let (dx, dy, growth) = (to.x - from.x, to.y - from.y, to.radius - from.radius);
    let squared = dx * dx + dy * dy;
    let inverse = if squared > 0.0 { 1.0 / squared } else { 0.0 };
    for y in rows {
        let py = y as f32 + 0.5 - from.y;
        let along = py * dy;
        let Some(row) = plane.row_mut(y).get_mut(columns.clone()) else { continue };
        for (&centre, value) in centres.iter().zip(row) {
            let px = centre - from.x;
            let t = ((px * dx + along) * inverse).clamp(0.0, 1.0);
            let (qx, qy) = (px - t * dx, py - t * dy);
            let distance = (qx * qx + qy * qy).sqrt();
            let radius = from.radius + t * growth;
            let ink = (radius - distance + 0.5).clamp(0.0, 1.0) * 255.0;
            *value = if ink > *value { ink } else { *value };
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The reference of [`draw_segment`]: pixel by pixel, as the definition reads.
    fn draw_segment_plainly(plane: &mut Plane, from: &Dot, to: &Dot) {
        let reach = from.radius.max(to.radius) + 0.5;
        let columns = span(from.x, to.x, reach, plane.width());
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let squared = dx * dx + dy * dy;
        let inverse = if squared > 0.0 { 1.0 / squared } else { 0.0 };
        for y in span(from.y, to.y, reach, plane.height()) {
            let py = y as f32 + 0.5 - from.y;
            for x in columns.clone() {
                let px = x as f32 + 0.5 - from.x;
                let t = ((px * dx + py * dy) * inverse).clamp(0.0, 1.0);
                let (qx, qy) = (px - t * dx, py - t * dy);
                let distance = (qx * qx + qy * qy).sqrt();
                let radius = from.radius + t * (to.radius - from.radius);
                let coverage = (radius - distance + 0.5).clamp(0.0, 1.0);
                let value = &mut plane.row_mut(y)[x];
                *value = value.max(coverage * 255.0);
            }
        }
    }

    fn dot() -> impl Strategy<Value = Dot> {
        (-20.0f32..60.0, -20.0f32..60.0, 0.0f32..25.0).prop_map(|(x, y, radius)| Dot { x, y, radius })
    }

    proptest! {
        #[test]
        fn segments_are_those_of_the_plain_reference(
            dots in prop::collection::vec(dot(), 1..8),
            width in 1usize..50,
            height in 1usize..50,
        ) {
            let centres: Vec<f32> = (0..width).map(|x| x as f32 + 0.5).collect();
            let (mut fast, mut plain) = (Plane::filled(width, height, 0.0), Plane::filled(width, height, 0.0));
            for (from, to) in dots.iter().zip(dots.iter().cycle().skip(1)) {
                draw_segment(&mut fast, &centres, from, to);
                draw_segment_plainly(&mut plain, from, to);
            }
            let bits = |plane: &Plane| plane.data().iter().map(|v| v.to_bits()).collect::<Vec<u32>>();
            prop_assert_eq!(bits(&fast), bits(&plain));
        }
    }
}
