//! How true a mask is: strokes end at edges of the picture, what was cut out of a slope of light does not.

use super::mask::Mask;
use crate::image::Plane;

/// Rank of the contour's pixels, by the edge under them, that stands for all: a fifth may lie along something faint.
const RANK: f32 = 0.2;
/// A contour shorter than this is no writing.
const SHORTEST: usize = 16;
/// Added to the lightness that edges are measured against, so that black is not divided by.
const BLACK: f32 = 24.0;

/// How sharp the picture's edges are along the mask's contour, relative to the light there; 0 without a contour.
pub(super) fn sharpness(luminance: &Plane, mask: &Mask) -> f32 {
    let mut edges = Vec::new();
    for y in 0..mask.height {
        for x in 0..mask.width {
            if mask.is_contour(x, y) {
                edges.push(edge(luminance, x, y));
            }
        }
    }
    if edges.len() < SHORTEST {
        return 0.0;
    }
    let rank = (RANK * edges.len() as f32) as usize;
    *edges.select_nth_unstable_by(rank, f32::total_cmp).1
}

/// The greatest difference across the pixel, by the lightest value around it.
fn edge(plane: &Plane, x: usize, y: usize) -> f32 {
    let (right, below) = ((x + 1).min(plane.width() - 1), (y + 1).min(plane.height() - 1));
    let (left, above) = (x.saturating_sub(1), y.saturating_sub(1));
    let around =
        [(left, y), (right, y), (x, above), (x, below), (left, above), (right, below), (right, above), (left, below)];
    let values = around.map(|(x, y)| plane.get(x, y));
    let differences = values.as_chunks::<2>().0.iter().map(|[a, b]| (a - b).abs());
    let lightest = values.iter().copied().fold(plane.get(x, y), f32::max);
    differences.fold(0.0, f32::max) / (lightest + BLACK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_is_sharper_than_a_part_of_a_slope() {
        let stroke = |x: usize| (40..46).contains(&x);
        let picture = Plane::from_fn(100, 60, |x, _| if stroke(x) { 60.0 } else { 220.0 - x as f32 });
        let mask = |is_ink: &dyn Fn(usize) -> bool| Mask {
            width: 100,
            height: 60,
            data: (0..6000).map(|at| is_ink(at % 100)).collect(),
        };
        let (true_one, with_slope) = (mask(&stroke), mask(&|x| stroke(x) || x > 80));
        assert!(sharpness(&picture, &true_one) > 0.3);
        assert!(sharpness(&picture, &with_slope) < 0.05);
        assert_eq!(sharpness(&picture, &mask(&|_| false)), 0.0);
    }
}
