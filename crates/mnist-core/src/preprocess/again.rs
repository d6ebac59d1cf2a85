//! When a picture is worth another look, and when that saw more than the look before.

use super::Page;
use super::settle::{CERTAIN, DOUBTED};

impl Page {
    /// What look `number`, from 0, after the first sees: only the strongest ink, on paper as it was found and as other guesses have
    /// it, as digits and as one digit. `certainties` are a model's of the digits of this page, which has been settled. `None` when
    /// there is nothing to gain, or no further look: a model that is sure of one digit has seen it, and of several it may be sure
    /// because lines of the paper look like ones. A drawing has been seen at once.
    pub fn again(&self, certainties: &[f32], number: usize) -> Option<Self> {
        let is_worthwhile = is_doubted(certainties) || (certainties.len() > 1 && number == 0);
        let picture = self.picture.as_ref().filter(|_| is_worthwhile)?;
        picture.again(number, &self.stages)
    }
}

/// Whether what another look saw, by a model's certainties of its digits, stands for what was seen before: all of it is certain,
/// and something was doubted before or was only fainter ink beside this.
pub fn is_clearer(before: &[f32], after: &[f32]) -> bool {
    let is_certain = !after.is_empty() && after.iter().all(|&c| c >= CERTAIN);
    is_certain && (is_doubted(before) || after.len() < before.len())
}

/// Whether a model cannot make out something, or there is nothing to make out.
fn is_doubted(certainties: &[f32]) -> bool {
    certainties.is_empty() || certainties.iter().any(|&c| c < DOUBTED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preprocess::{Input, preprocess};
    use crate::strokes::Point;

    #[test]
    fn what_is_certain_stands_for_what_was_doubted_or_fainter() {
        assert!(is_clearer(&[], &[9.0]));
        assert!(is_clearer(&[4.0], &[8.5, 9.0]));
        assert!(is_clearer(&[12.0, 11.0], &[12.0]));
        assert!(!is_clearer(&[12.0], &[12.4]));
        assert!(!is_clearer(&[4.0], &[7.9]));
        assert!(!is_clearer(&[4.0], &[]));
    }

    #[test]
    fn a_drawing_is_seen_at_once() {
        let line = vec![Point { x: 0.0, y: 0.0, pressure: 1.0 }, Point { x: 0.0, y: 9.0, pressure: 1.0 }];
        assert_eq!(preprocess(Input::Strokes(&[line])).unwrap().again(&[0.5], 0), None);
    }

    /// A dark stroke between parts of two lines with about half its ink.
    fn stroke_on_ruled_paper() -> Page {
        let value = |x: usize, y: usize| match (x, y) {
            (55..65, 30..90) => 30,
            (10..45, 20..22) | (75..110, 97..99) => 120,
            _ => 230,
        };
        let pixels: Vec<u8> =
            (0..120 * 120).flat_map(|i| [value(i % 120, i / 120); 3].into_iter().chain([255])).collect();
        preprocess(Input::Rgba { pixels: &pixels, width: 120, height: 120 }).unwrap()
    }

    #[test]
    fn another_look_leaves_out_what_is_fainter_than_the_writing() {
        let page = stroke_on_ruled_paper();
        assert_eq!(page.digits.len(), 3);
        let again = page.again(&[12.0, 12.0, 12.0], 0).unwrap();
        assert_eq!(again.digits.len(), 1);
        assert!((again.digits[0].bounds.x - 55.0).abs() < 2.0);
        assert_eq!(page.again(&[12.0, 12.0, 12.0], 1), None);
    }

    #[test]
    fn looks_come_to_an_end_and_a_sure_digit_needs_none() {
        let page = stroke_on_ruled_paper();
        assert!((0..6).all(|number| page.again(&[0.5], number).is_some()));
        assert_eq!(page.again(&[0.5], 6), None);
        assert_eq!(page.again(&[5.0], 0), None);
    }
}
