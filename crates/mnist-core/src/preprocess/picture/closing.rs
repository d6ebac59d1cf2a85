//! Paper by closing: what lies darker than all around it, and is narrower than a window, is filled up (Serra, "Image Analysis and
//! Mathematical Morphology", 1982). Follows every edge of a shadow, but takes wide strokes for paper.

use crate::image::Plane;

/// Half the window, relative to the longer side: strokes narrower than a tenth of the picture are filled. A window half as wide again
/// bears a marker no better, and takes the blur of a shadow's edge for ink.
const REACH: f32 = 0.05;

/// The level of the paper at each place; of dark paper the opening, which takes out what is light.
pub(super) fn by_closing(luminance: &Plane, paper_is_light: bool) -> Plane {
    let reach = (REACH * luminance.width().max(luminance.height()) as f32) as usize;
    let sign = if paper_is_light { 1.0 } else { -1.0 };
    // Averaged over nine, lest the paper be as light as its lightest grain.
    let calm = windowed(&luminance.map(|&v| sign * v), 1, |a, b| a + b).map(|&v| v / 9.0);
    windowed(&windowed(&calm, reach, f32::max), reach, f32::min).map(|&v| sign * v)
}

/// Whether what is narrow is dark: closing fills more than opening takes out, which is the inside of loops.
pub(super) fn dark_is_stroke(luminance: &Plane) -> bool {
    let squares = |paper: &Plane| {
        let pairs = paper.data().iter().zip(luminance.data());
        pairs.map(|(paper, v)| f64::from((paper - v) * (paper - v))).sum::<f64>()
    };
    squares(&by_closing(luminance, true)) >= squares(&by_closing(luminance, false))
}

/// `pick` of all values up to `reach` pixels away in both directions, the edge's values beyond it.
fn windowed(plane: &Plane, reach: usize, pick: fn(f32, f32) -> f32) -> Plane {
    let across = |plane: &Plane| {
        let rows: Vec<Vec<f32>> = (0..plane.height()).map(|y| window(plane.row(y), reach, pick)).collect();
        // Transposed: the other direction is next.
        Plane::from_fn(plane.height(), plane.width(), |x, y| rows.get(x).and_then(|r| r.get(y)).copied().unwrap_or(0.0))
    };
    across(&across(plane))
}

/// Along one row. Pairs, then pairs of pairs: for a window of n about log2(n) passes.
fn window(row: &[f32], reach: usize, pick: fn(f32, f32) -> f32) -> Vec<f32> {
    let (Some(&first), Some(&last)) = (row.first(), row.last()) else { return Vec::new() };
    let ends = |v: f32| core::iter::repeat_n(v, reach);
    let mut values: Vec<f32> = ends(first).chain(row.iter().copied()).chain(ends(last)).collect();
    let mut parts = Vec::new();
    let (mut size, mut left, mut done) = (1, 2 * reach + 1, 0);
    // The window is cut into powers of two, so that sums count each value once.
    while left > 0 {
        if left % 2 == 1 {
            parts.push((done, values.clone()));
            done += size;
        }
        left /= 2;
        values = values.iter().zip(values.get(size..).unwrap_or(&[])).map(|(&a, &b)| pick(a, b)).collect();
        size *= 2;
    }
    let at = |x: usize| {
        let values = parts.iter().filter_map(|(offset, values)| values.get(x + offset).copied());
        values.reduce(pick).unwrap_or(0.0)
    };
    (0..row.len()).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_window_is_what_its_definition_says(row in prop::collection::vec(0u8..255, 1..40), reach in 0usize..9) {
            let row: Vec<f32> = row.into_iter().map(f32::from).collect();
            let plain = |pick: fn(f32, f32) -> f32| -> Vec<f32> {
                let at = |x: usize, d: usize| row[(x + d).saturating_sub(reach).min(row.len() - 1)];
                (0..row.len()).map(|x| (0..=2 * reach).map(|d| at(x, d)).reduce(pick).unwrap()).collect()
            };
            for pick in [f32::max as fn(f32, f32) -> f32, f32::min, |a, b| a + b] {
                prop_assert_eq!(window(&row, reach, pick), plain(pick));
            }
        }
    }

    #[test]
    fn a_stroke_is_filled_and_the_edge_of_a_shadow_stays() {
        let light = |x: usize, y: usize| if x + y < 120 { 220.0 } else { 90.0 };
        let stroke = |x: usize| (50..56).contains(&x);
        let seen = Plane::from_fn(120, 120, |x, y| if stroke(x) { 0.4 * light(x, y) } else { light(x, y) });
        let paper = by_closing(&seen, true);
        let off = (0..14_400).filter(|i| (paper.get(i % 120, i / 120) - light(i % 120, i / 120)).abs() > 5.0).count();
        assert!(off < 600, "{off} pixels: the edge is averaged over three");
    }
}
