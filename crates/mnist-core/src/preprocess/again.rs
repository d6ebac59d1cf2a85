//! When a picture is worth another look, and at what.

use super::picture::Picture;
use super::settle::is_doubted;
use super::{Page, Refusal, Stage};

/// Looks at a picture again, given the stages of the first look.
type Again = fn(&Picture, &[Stage]) -> Page;

impl Page {
    /// What another look at the picture sees, `None` when there is no look `number`, from 0, that may see more. `certainties` are a
    /// model's of the digits of this page, which has been settled.
    ///
    /// Of several digits some may be parts of printed lines, of which a model is as sure as of a 1: the strongest ink alone is looked
    /// at. Where a digit is doubted, or no ink was found, all of the strongest ink is looked at as one digit, on paper that bears any
    /// shadow; and a doubted one on the paper as it is, too, where a fat pen has left little of it. One digit of which a model is sure has
    /// been seen, and so has a drawing.
    pub(super) fn again(&self, certainties: &[f32], number: usize) -> Option<Self> {
        let is_missed = self.refused == Some(Refusal::NoInk);
        let is_doubted = is_doubted(certainties);
        let looks: [(bool, Again); 3] = [
            (certainties.len() > 1, Picture::strongest),
            (is_missed || is_doubted, Picture::as_one),
            (is_doubted, Picture::as_it_is),
        ];
        let (_, look) = looks.into_iter().filter(|(may_see_more, _)| *may_see_more).nth(number)?;
        Some(look(self.picture.as_ref()?, &self.stages))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preprocess::{Input, StageName, preprocess};
    use crate::strokes::Point;

    #[test]
    fn a_drawing_is_seen_at_once() {
        let line = vec![Point { x: 0.0, y: 0.0, pressure: 1.0 }, Point { x: 0.0, y: 9.0, pressure: 1.0 }];
        assert_eq!(preprocess(Input::Strokes(&[line])).unwrap().again(&[0.5], 0), None);
    }

    fn picture(value: impl Fn(usize, usize) -> u8) -> Page {
        let pixels: Vec<u8> =
            (0..120 * 120).flat_map(|i| [value(i % 120, i / 120); 3].into_iter().chain([255])).collect();
        preprocess(Input::Rgba { pixels: &pixels, width: 120, height: 120 }).unwrap()
    }

    /// A dark stroke between parts of two lines with about half its ink.
    fn stroke_on_ruled_paper() -> Page {
        picture(|x, y| match (x, y) {
            (55..65, 30..90) => 30,
            (10..45, 20..22) | (75..110, 97..99) => 120,
            _ => 230,
        })
    }

    /// Two dark strokes, one beside the other's end.
    fn broken_stroke() -> Page {
        picture(|x, y| match (x, y) {
            (40..48, 10..58) | (72..80, 62..110) => 30,
            _ => 230,
        })
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
    fn what_is_doubted_is_looked_at_as_one_digit() {
        let page = broken_stroke();
        assert_eq!(page.digits.len(), 2);
        let again = page.again(&[12.0, 4.0], 1).unwrap();
        assert_eq!((again.digits.len(), again.alternatives.len()), (1, 0));
        assert!(again.digits[0].bounds.h > 90.0);
        assert_eq!(page.again(&[12.0, 4.0], 2).unwrap().digits.len(), 1);
        assert!(page.again(&[12.0, 4.0], 3).is_none());
    }

    /// A ring of a pen so fat that its inside is the narrower part.
    #[test]
    fn a_fat_pen_is_no_shadow() {
        let page = picture(|x, y| match x.abs_diff(60).pow(2) + y.abs_diff(60).pow(2) {
            64..1600 => 30,
            _ => 230,
        });
        let ring = page.again(&[3.0], 1).unwrap();
        let stage = ring.stages.iter().find(|stage| stage.name == StageName::Ink).unwrap();
        let ink = |x: usize, y: usize| stage.pixels[y * 120 + x] > 0;
        assert!(ink(30, 60) && ink(60, 90) && !ink(60, 60) && !ink(5, 5));
    }

    #[test]
    fn on_paper_as_it_is_a_shadow_that_reaches_the_frame_is_none_of_the_digit() {
        let page = picture(|x, y| match (x, y) {
            (40..48, 30..90) => 30,
            (95..120, 0..60) => 70,
            _ => 230,
        });
        let doubts = vec![3.0; page.digits.len()];
        let last = (0..).map_while(|number| page.again(&doubts, number)).last().unwrap();
        let bounds = last.digits[0].bounds;
        assert!((bounds.x - 40.0).abs() < 2.0 && (bounds.w - 8.0).abs() < 3.0, "{bounds:?}");
    }

    #[test]
    fn a_row_is_no_one_digit() {
        let row = picture(|x, y| if x % 25 < 6 && x > 20 && (45..75).contains(&y) { 30 } else { 230 });
        assert!(row.digits.len() > 1);
        assert_eq!(row.again(&[4.0], 0).unwrap().digits.len(), 0);
    }

    #[test]
    fn one_sure_digit_has_been_seen_and_so_have_scraps() {
        assert_eq!(stroke_on_ruled_paper().again(&[5.0], 0), None);
        let scraps = picture(|x, y| if (59..61).contains(&x) && (59..61).contains(&y) { 30 } else { 230 });
        assert_eq!(scraps.refused, Some(Refusal::TooLittleInk));
        assert_eq!(scraps.again(&[], 0), None);
    }

    #[test]
    fn where_no_ink_was_found_there_may_be_some() {
        let blank = picture(|_, _| 230);
        assert_eq!(blank.refused, Some(Refusal::NoInk));
        assert_eq!(blank.again(&[], 0).unwrap().refused, Some(Refusal::NoInk));
        assert_eq!(blank.again(&[], 1), None);
    }
}
