//! Stage 4: polarity. Ink becomes bright on paper of 0, whichever it was.

use super::histogram::Histogram;
use crate::image::Plane;

/// How much the frame counts beside the area when the paper is told from the ink: digits seldom touch the frame.
const FRAME_WEIGHT: f32 = 0.7;

/// The share of all variance that lies between two groups of values from which they are two.
const TWO_CLASSES: f64 = 0.85;

/// How far each pixel lies from the paper towards the ink, 0 for paper and for what lies on its other side.
pub(super) fn ink(flat: &Plane, was_flattened: bool) -> Plane {
    let by_tail = was_flattened && !is_two_classes(flat);
    let paper_is_light = if by_tail { tail_is_dark(flat) } else { light_class_is_paper(flat) };
    let paper = paper_level(flat, by_tail, paper_is_light);
    flat.map(|&v| if paper_is_light { (paper - v).max(0.0) } else { (v - paper).max(0.0) })
}

/// Whether light and dark are two groups rather than paper and its noise.
fn is_two_classes(flat: &Plane) -> bool {
    let values = || flat.data().iter().copied();
    let split = Histogram::of(values()).otsu();
    let within = |sum: f64, v: f32| {
        let d = f64::from(v - if v > split.threshold { split.high } else { split.low });
        sum + d * d
    };
    let within = values().fold(0.0, within) / flat.data().len().max(1) as f64;
    let contrast = f64::from(split.high - split.low);
    let between = f64::from(split.high_share * (1.0 - split.high_share)) * contrast * contrast;
    between > TWO_CLASSES * (between + within)
}

/// With one level of paper, the ink is the side with the heavier tail: the sum of squared distances.
fn tail_is_dark(flat: &Plane) -> bool {
    let paper = Histogram::of(flat.data().iter().copied()).quantile(0.5);
    let squares = |sum: f64, d: f32| if d > 0.0 { sum + f64::from(d * d) } else { sum };
    let dark = flat.data().iter().map(|v| paper - v).fold(0.0, squares);
    let light = flat.data().iter().map(|v| v - paper).fold(0.0, squares);
    dark >= light
}

/// Of two classes of values the paper is the one that has more of the area and of the frame.
pub(super) fn light_class_is_paper(flat: &Plane) -> bool {
    let threshold = Histogram::of(flat.data().iter().copied()).otsu().threshold;
    let share = |values: &mut dyn Iterator<Item = f32>| {
        let (light, all) = values.fold((0u32, 0u32), |(l, n), v| (l + u32::from(v > threshold), n + 1));
        light as f32 / all.max(1) as f32
    };
    let area = share(&mut flat.data().iter().copied());
    let frame = share(&mut frame_values(flat));
    FRAME_WEIGHT * frame + (1.0 - FRAME_WEIGHT) * area >= 0.5
}

/// The values along the four edges.
fn frame_values(plane: &Plane) -> impl Iterator<Item = f32> + '_ {
    let (right, bottom) = (plane.width().saturating_sub(1), plane.height().saturating_sub(1));
    let sides = (0..plane.height()).flat_map(move |y| [plane.get(0, y), plane.get(right, y)]);
    let ends = plane.row(0).iter().chain(plane.row(bottom)).copied();
    ends.chain(sides)
}

/// The median of the paper.
fn paper_level(flat: &Plane, was_flattened: bool, paper_is_light: bool) -> f32 {
    let all = Histogram::of(flat.data().iter().copied());
    if was_flattened {
        return all.quantile(0.5);
    }
    let threshold = all.otsu().threshold;
    Histogram::of(flat.data().iter().copied().filter(|&v| (v > threshold) == paper_is_light)).quantile(0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(paper: f32, ink: f32) -> Plane {
        Plane::from_fn(40, 40, |x, y| if (18..22).contains(&x) && (5..35).contains(&y) { ink } else { paper })
    }

    #[test]
    fn dark_and_light_ink_come_out_alike() {
        for flattened in [false, true] {
            let dark = ink(&picture(220.0, 20.0), flattened);
            assert_eq!(dark, ink(&picture(20.0, 220.0), flattened));
            assert_eq!((dark.get(0, 0), dark.get(20, 20)), (0.0, 200.0));
        }
    }

    #[test]
    fn ink_over_half_of_the_area_that_leaves_the_frame_free_is_still_ink() {
        let thick =
            Plane::from_fn(40, 40, |x, y| if (5..35).contains(&x) && (4..36).contains(&y) { 10.0 } else { 250.0 });
        assert_eq!(ink(&thick, false).get(20, 20), 240.0);
    }
}
