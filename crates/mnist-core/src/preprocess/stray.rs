//! A line that comes into the picture at one side and leaves it at another is printed on the paper, or the edge of a shadow.

use super::{Page, Rect};

/// Nearer to a side than this share of the longer one, ink reaches it.
const REACHES: f32 = 0.012;
/// What runs across is this many times as long as it is wide: of digits that are cut tightly above and below only a 1 is.
const SLENDER: f32 = 4.0;
/// What lies in a corner takes less than this share of the picture's width or height: of a digit cut tightly there is more.
const THIN: f32 = 0.5;
/// A picture narrower than this share of its longer side is a 1 cut tightly, or a row of digits.
const NARROW: f32 = 0.5;

impl Page {
    /// Whether digit `number` of a picture is a line across it or lies in a corner of it: a model takes such a line for a 1, and
    /// corners of squared paper for a 7, and is sure of them.
    pub fn is_stray(&self, number: usize) -> bool {
        let digit = self.digits.get(number);
        self.frame
            .zip(digit)
            .is_some_and(|((width, height), digit)| is_stray(&digit.bounds, (width as f32, height as f32)))
    }
}

/// Whether what lies within these `bounds` runs across a frame of `(width, height)`, or comes in at one side and leaves at the next.
pub(super) fn is_stray(&Rect { x, y, w, h }: &Rect, (width, height): (f32, f32)) -> bool {
    if width.min(height) < NARROW * width.max(height) {
        return false;
    }
    let near = REACHES * width.max(height);
    let (left, right) = (x <= near, x + w >= width - near);
    let (top, bottom) = (y <= near, y + h >= height - near);
    let runs_across = (top && bottom && h > SLENDER * w) || (left && right && w > SLENDER * h);
    let is_in_corner = left != right && top != bottom && (w < THIN * width || h < THIN * height);
    runs_across || is_in_corner
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preprocess::{Input, preprocess};
    use crate::strokes::Point;

    fn is_stray_of(bounds: [f32; 4], frame: (f32, f32)) -> bool {
        let [x, y, w, h] = bounds;
        is_stray(&Rect { x, y, w, h }, frame)
    }

    #[test]
    fn what_runs_across_and_what_lies_in_a_corner_is_no_digit() {
        assert!(is_stray_of([40.0, 0.0, 9.0, 100.0], (120.0, 100.0)));
        assert!(is_stray_of([0.0, 60.0, 120.0, 9.0], (120.0, 100.0)));
        assert!(is_stray_of([0.0, 60.0, 30.0, 40.0], (120.0, 100.0)));
        assert!(!is_stray_of([40.0, 0.0, 9.0, 80.0], (120.0, 100.0)));
    }

    #[test]
    fn digits_that_are_cut_tightly_are_digits() {
        let [four, two] = [[0.0, 0.0, 55.0, 100.0], [65.0, 0.0, 55.0, 100.0]];
        assert!(![four, two].iter().any(|&bounds| is_stray_of(bounds, (120.0, 100.0))));
        assert!(!is_stray_of([50.0, 0.0, 45.0, 100.0], (150.0, 100.0)), "above and below alone");
        assert!(!is_stray_of([0.0, 0.0, 70.0, 100.0], (120.0, 100.0)), "it fills its picture");
        assert!(!is_stray_of([12.0, 0.0, 9.0, 100.0], (40.0, 100.0)), "a 1");
        assert!(!is_stray_of([30.0, 0.0, 20.0, 99.0], (300.0, 100.0)), "one of a row");
    }

    /// A line across a corner of 120x120 pixels.
    fn corner_cut_off() -> Page {
        let value = |i: usize| if (198..202).contains(&(i % 120 + i / 120)) { 90 } else { 230 };
        let pixels: Vec<u8> = (0..120 * 120).flat_map(|i| [value(i); 3].into_iter().chain([255])).collect();
        preprocess(Input::Rgba { pixels: &pixels, width: 120, height: 120 }).unwrap()
    }

    #[test]
    fn a_line_across_a_corner_is_no_digit_and_other_looks_leave_it_out() {
        let page = corner_cut_off();
        assert_eq!((page.digits.len(), page.is_stray(0), page.is_stray(1)), (1, true, false));
        assert_eq!(page.again(&[0.0], 0).unwrap().digits.len(), 0);
    }

    #[test]
    fn a_drawing_has_no_frame() {
        let line = [0.0, 9.0].map(|y| Point { x: 0.0, y, pressure: 1.0 });
        assert!(!preprocess(Input::Strokes(&[line.to_vec()])).unwrap().is_stray(0));
    }
}
