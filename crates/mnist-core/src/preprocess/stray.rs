//! What comes into the picture at one side and leaves it at another is printed on the paper, or the edge of a shadow.

use super::{Page, Rect};

/// Nearer to a side than this share of the longer one, ink reaches it.
const REACHES: f32 = 0.012;
/// It takes less than this share of the picture's width or height: of a digit cut tightly there is more.
const THIN: f32 = 0.5;
/// A picture narrower than this share of its longer side is a 1 cut tightly.
const NARROW: f32 = 0.5;

impl Page {
    /// Whether digit `number` of a picture reaches two sides of it or more without filling it: a model takes such a line for a 1, and
    /// corners of squared paper for a 7, and is sure of them.
    pub fn is_stray(&self, number: usize) -> bool {
        let digit = self.digits.get(number);
        self.frame
            .zip(digit)
            .is_some_and(|((width, height), digit)| is_stray(&digit.bounds, (width as f32, height as f32)))
    }
}

/// Whether what lies within these `bounds` reaches two sides of a frame of `(width, height)` without filling it.
pub(super) fn is_stray(bounds: &Rect, (width, height): (f32, f32)) -> bool {
    if width.min(height) < NARROW * width.max(height) {
        return false;
    }
    let near = REACHES * width.max(height);
    let (right, bottom) = (bounds.x + bounds.w, bounds.y + bounds.h);
    let sides = [bounds.x <= near, bounds.y <= near, right >= width - near, bottom >= height - near];
    sides.into_iter().filter(|&reaches| reaches).count() > 1 && (bounds.w < THIN * width || bounds.h < THIN * height)
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
    fn what_runs_from_side_to_side_is_no_digit() {
        assert!(is_stray_of([40.0, 0.0, 9.0, 100.0], (120.0, 100.0)));
        assert!(is_stray_of([0.0, 60.0, 30.0, 40.0], (120.0, 100.0)));
        assert!(!is_stray_of([40.0, 0.0, 9.0, 80.0], (120.0, 100.0)));
    }

    #[test]
    fn what_fills_its_picture_and_a_narrow_picture_is_cut_tightly() {
        assert!(!is_stray_of([0.0, 0.0, 70.0, 100.0], (120.0, 100.0)));
        assert!(!is_stray_of([12.0, 0.0, 9.0, 100.0], (40.0, 100.0)));
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
