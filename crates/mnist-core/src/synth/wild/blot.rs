//! Ink that is wider than the pen's line. Nobody can tell how the pen moved there, so it is gone over until it is as dark as it was.

use super::skeleton::Bitmap;
use crate::order::sort_by_number;
use crate::strokes::{Point, Stroke};

/// Ink this many times as deep as the lines usually are is a blot. Where two lines cross it is as deep, too; going over that changes
/// nothing.
const BLOT: f32 = 1.4;
/// How far, in pixels, the hand moves aside to go on with the next row.
const ASIDE: f32 = 2.0;

/// Half the usual width of the lines: the lower quartile of `depths` along the middle `line`, of which blots may be a large part.
pub(super) fn usual_depth(line: &Bitmap, depths: &[f32]) -> f32 {
    let mut along: Vec<f32> = line.pixels().map(|i| depths[i]).collect();
    sort_by_number(&mut along, |&depth| depth.into());
    along.get(along.len() / 4).copied().unwrap_or(0.0).max(2.0)
}

/// Strokes that fill the blots, there and back like a hand that shades. They keep half a line's width from the outline: the pen's own
/// width comes to it, so that a finer pen moves the outline inwards as it does along lines.
pub(super) fn shading(ink: &Bitmap, depths: &[f32], usual: f32) -> Vec<Stroke> {
    let inner = ink.filtered(|i| depths[i] > usual);
    let is_blot = |piece: &Vec<usize>| piece.iter().any(|&i| depths[i] >= BLOT * usual);
    inner.pieces().into_iter().filter(is_blot).flat_map(|piece| shaded(piece, inner.width)).collect()
}

/// The strokes that go over a piece, row by row.
fn shaded(mut piece: Vec<usize>, width: usize) -> Vec<Stroke> {
    piece.sort_unstable();
    let place = |i: usize| Point { x: (i % width) as f32, y: (i / width) as f32, pressure: 1.0 };
    let mut strokes: Vec<Stroke> = Vec::new();
    for run in piece.chunk_by(|&a, &b| b == a + 1) {
        let (left, right) = (place(run[0]), place(run[run.len() - 1]));
        let reaches = |at: &Point| left.y - at.y == 1.0 && (left.x - ASIDE..=right.x + ASIDE).contains(&at.x);
        match strokes.iter_mut().find(|stroke| stroke.last().is_some_and(reaches)) {
            Some(stroke) if stroke.last().is_some_and(|at| right.x - at.x < at.x - left.x) => {
                stroke.extend([right, left])
            }
            Some(stroke) => stroke.extend([left, right]),
            None => strokes.push(vec![left, right]),
        }
    }
    strokes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Plane;
    use crate::math::hypotf;

    fn shading_of(is_ink: impl Fn(f32, f32) -> bool) -> Vec<Stroke> {
        let ink = Plane::from_fn(100, 100, |x, y| if is_ink(x as f32 - 49.0, y as f32 - 49.0) { 255.0 } else { 0.0 });
        let ink = Bitmap::of(&ink, 128.0);
        let (depths, line) = (ink.depths(), ink.clone().thinned());
        shading(&ink, &depths, usual_depth(&line, &depths))
    }

    #[test]
    fn a_blot_at_the_end_of_a_line_is_filled_up_to_half_a_line_from_its_outline() {
        let stem = |x: f32, y: f32| x.abs() <= 4.0 && (-40.0..=30.0).contains(&y);
        let strokes = shading_of(|x, y| stem(x, y) || x * x + (y - 25.0) * (y - 25.0) <= 14.0 * 14.0);
        let below = strokes.iter().flatten().filter(|p| p.y >= 75.0);
        let far = below.map(|p| hypotf(p.x - 50.0, p.y - 75.0)).fold(0.0, f32::max);
        assert!(strokes.len() < 10 && (7.0..13.0).contains(&far), "{} strokes, {far}", strokes.len());
        let rows = strokes.iter().flatten().filter(|p| (68.0..=82.0).contains(&p.y)).count();
        assert_eq!(rows, 2 * 15);
    }

    #[test]
    fn a_line_has_no_blot() {
        assert_eq!(shading_of(|x, y| x.abs() <= 4.0 && y.abs() <= 40.0), Vec::<Stroke>::new());
    }
}
