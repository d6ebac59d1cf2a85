//! Where one digit may be two, or two may be one, the model judges: what it cannot make out is no digit.
//!
//! Cutting in several ways and letting the reader choose is how numbers have been read since segmentation graphs (LeCun
//! et al., "Gradient-based learning applied to document recognition", 1998, section VI).

use core::ops::Range;

use super::{Alternative, Digit, Page, PreprocessError};
use crate::order::sort_by_number;

/// An alternative is taken when its least certain digit is surer than the least certain of those that it stands for by this much
/// (certainties go from 0 to 12.4).
const SURER: f32 = 1.0;
/// Parts of which one is a 1 are surer than the whole by this much: a model takes any stroke for a 1, the side of a 0 and the stem of
/// a 9 too.
const SURER_WITH_ONE: f32 = 5.0;
/// And they are only asked to be where the whole is at least this certain: less than that is no digit.
const WHOLE: f32 = 4.0;
/// A neighbour that is lower than this share of the other's height is no digit of a number but a scrap or a stroke of the other.
const SCRAP: f32 = 0.3;
/// One digit becomes several only if each of them is at least this certain: many a letter comes apart into a 0 and a 1 of which a
/// model is half sure. Of touching digits four in five are still cut (docs/wild.md).
const CERTAIN: f32 = 8.0;
/// Several digits become one only if one of them is less certain than this: a model is surer of an 8 with a 1 close beside it than of a
/// plain 1. The parts of one piece of ink that was cut need not be; and where one is, the cut is undone, whatever the whole is: a letter is
/// to be refused. Of several cuts some may be right: all are undone if the whole is at least this certain.
const DOUBTED: f32 = 5.0;

/// Whether there are digits and a model is certain of them all.
pub(super) fn is_certain(certainties: &[f32]) -> bool {
    !certainties.is_empty() && certainties.iter().all(|&c| c >= CERTAIN)
}

/// Whether there is a digit that a model cannot make out.
pub(super) fn is_doubted(certainties: &[f32]) -> bool {
    certainties.iter().any(|&c| c < DOUBTED)
}

impl Page {
    /// What a model should look at: the digits, then those of each alternative.
    pub fn candidates(&self) -> impl Iterator<Item = &Digit> {
        self.digits.iter().chain(self.alternatives.iter().flat_map(|a| &a.digits))
    }

    /// Takes the alternatives that a model is surer of, the clearest first, and returns which of the candidates the digits are
    /// now. `labels` and `certainties` say what the model takes each candidate for, in their order, and how certain it is. Afterwards
    /// there are no alternatives any more.
    ///
    /// # Errors
    /// [`PreprocessError::Certainties`] when there are more or fewer.
    pub fn settle(&mut self, labels: &[u8], certainties: &[f32]) -> Result<Vec<usize>, PreprocessError> {
        let expected = self.candidates().count();
        if let Some(found) = [labels.len(), certainties.len()].into_iter().find(|&found| found != expected) {
            return Err(PreprocessError::Certainties { expected, found });
        }
        let judged: Vec<Judged> =
            labels.iter().zip(certainties).map(|(&label, &certainty)| Judged { label, certainty }).collect();
        let chosen = self.chosen(&judged);
        if !self.alternatives.is_empty() {
            let digits = chosen.iter().filter_map(|&i| self.candidates().nth(i).cloned()).collect();
            self.cells = chosen.iter().filter_map(|&i| self.cells.get(i).cloned()).collect();
            self.digits = digits;
            self.alternatives.clear();
            self.show_digits();
        }
        Ok(chosen)
    }

    /// The candidates that are the digits.
    fn chosen(&self, judged: &[Judged]) -> Vec<usize> {
        let mut first = self.digits.len();
        let mut gains: Vec<(f32, usize, usize)> = Vec::new();
        for (at, alternative) in self.alternatives.iter().enumerate() {
            let own = first..first + alternative.digits.len();
            let of = |range: &Range<usize>| judged.get(range.clone()).unwrap_or(&[]);
            let gain = alternative.gain(of(&alternative.span), of(&own), self.has_scrap(&alternative.span));
            gains.extend(gain.map(|gain| (gain, at, first)));
            first = own.end;
        }
        // Of equals the first.
        sort_by_number(&mut gains, |&(gain, ..)| f64::from(-gain));
        let mut places: Vec<Vec<usize>> = (0..self.digits.len()).map(|i| vec![i]).collect();
        let mut is_free = vec![true; self.digits.len()];
        for (_, at, first) in gains {
            let Some(alternative) = self.alternatives.get(at) else { continue };
            let Some(span) = is_free.get_mut(alternative.span.clone()).filter(|s| s.iter().all(|&free| free)) else {
                continue;
            };
            span.fill(false);
            places.iter_mut().skip(alternative.span.start).take(alternative.span.len()).for_each(Vec::clear);
            if let Some(place) = places.get_mut(alternative.span.start) {
                *place = (first..first + alternative.digits.len()).collect();
            }
        }
        places.concat()
    }

    /// Whether one of these digits is far lower than another.
    fn has_scrap(&self, span: &Range<usize>) -> bool {
        let heights = || self.digits.get(span.clone()).unwrap_or(&[]).iter().map(|digit| digit.bounds.h);
        heights().fold(f32::INFINITY, f32::min) < SCRAP * heights().fold(0.0, f32::max)
    }
}

/// What a model says of a candidate.
#[derive(Clone, Copy)]
struct Judged {
    label: u8,
    certainty: f32,
}

impl Alternative {
    /// By how much a model is surer of `own`, the digits of this, than of those that it stands for, one of them a scrap if it `has_scrap`;
    /// `None` where they stay.
    fn gain(&self, before: &[Judged], own: &[Judged], has_scrap: bool) -> Option<f32> {
        let (sure, sure_before) = (least(own), least(before));
        let gain = sure - sure_before;
        let is_taken = if own.len() > before.len() {
            let bar = if may_be_a_stroke(own, sure_before) { SURER_WITH_ONE } else { SURER };
            sure >= CERTAIN && gain > bar
        } else if self.is_one_piece {
            if sure_before < DOUBTED && (before.len() == 2 || sure >= DOUBTED) {
                return Some(f32::INFINITY);
            }
            gain > if may_be_a_stroke(before, sure) { -SURER_WITH_ONE } else { SURER }
        } else {
            (sure_before < DOUBTED || has_scrap) && gain > SURER
        };
        is_taken.then_some(gain)
    }
}

fn least(judged: &[Judged]) -> f32 {
    judged.iter().fold(f32::INFINITY, |least, digit| least.min(digit.certainty))
}

/// Whether one of these `parts` may be a stroke of a digit of which a model, seeing it `whole`, is as certain as this.
fn may_be_a_stroke(parts: &[Judged], whole: f32) -> bool {
    whole >= WHOLE && parts.iter().any(|part| part.label == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Plane;
    use crate::preprocess::Rect;

    fn digit(mark: u8) -> Digit {
        Digit { bounds: Rect { x: f32::from(mark), y: 0.0, w: 1.0, h: 1.0 }, pixels: [mark; 784] }
    }

    /// Digits 0, 1, 2; 3 is 0 and 1 as one, 4 and 5 are 1 as two.
    fn page() -> Page {
        Page {
            digits: vec![digit(0), digit(1), digit(2)],
            refused: None,
            stages: Vec::new(),
            alternatives: vec![
                Alternative { span: 0..2, digits: vec![digit(3)], is_one_piece: false },
                Alternative { span: 1..2, digits: vec![digit(4), digit(5)], is_one_piece: true },
            ],
            cells: (0..6).map(|i| Plane::filled(84, 84, i as f32)).collect(),
            frame: None,
            picture: None,
        }
    }

    /// Settles by these certainties; the labels are all 2.
    fn settle(page: &mut Page, certainties: &[f32]) -> Result<Vec<usize>, PreprocessError> {
        page.settle(&vec![2; certainties.len()], certainties)
    }

    fn marks(page: &Page) -> Vec<u8> {
        page.digits.iter().map(|d| d.pixels[0]).collect()
    }

    #[test]
    fn what_is_as_sure_as_another_way_stays() {
        let mut page = page();
        assert_eq!(settle(&mut page, &[8.0, 8.0, 3.0, 8.9, 9.0, 8.0]), Ok(vec![0, 1, 2]));
        assert_eq!((marks(&page), page.alternatives.len()), (vec![0, 1, 2], 0));
        assert_eq!(page.stages.len(), 2);
    }

    #[test]
    fn two_pieces_become_one_digit_and_one_becomes_two() {
        let mut joined = page();
        assert_eq!(settle(&mut joined, &[8.0, 3.0, 9.0, 9.0, 9.0, 3.5]), Ok(vec![3, 2]));
        assert_eq!(marks(&joined), [3, 2]);
        let mut cut = page();
        assert_eq!(settle(&mut cut, &[8.0, 3.0, 9.0, 3.0, 9.0, 8.0]), Ok(vec![0, 4, 5, 2]));
        assert_eq!(marks(&cut), [0, 4, 5, 2]);
    }

    #[test]
    fn a_cut_with_a_doubtful_part_is_undone() {
        let mut apart = page();
        assert_eq!(settle(&mut apart, &[8.0, 4.0, 9.0, 4.5, 1.0, 1.0]), Ok(vec![0, 1, 2]));
        let mut cut = page();
        cut.alternatives[0].is_one_piece = true;
        assert_eq!(settle(&mut cut, &[8.0, 4.0, 9.0, 0.5, 1.0, 1.0]), Ok(vec![3, 2]));
    }

    #[test]
    fn two_that_are_read_well_stay_two() {
        assert_eq!(settle(&mut page(), &[12.4, 9.0, 9.0, 12.4, 1.0, 1.0]), Ok(vec![0, 1, 2]));
    }

    #[test]
    fn the_parts_of_one_piece_give_way_to_what_is_surer() {
        let mut cut = page();
        cut.alternatives[0].is_one_piece = true;
        assert_eq!(settle(&mut cut, &[11.0, 10.2, 9.0, 12.4, 1.0, 1.0]), Ok(vec![3, 2]));
    }

    #[test]
    fn a_letter_that_comes_apart_into_doubtful_digits_stays_whole() {
        assert_eq!(settle(&mut page(), &[8.0, 0.5, 9.0, 0.5, 9.0, 7.0]), Ok(vec![0, 1, 2]));
    }

    #[test]
    fn of_two_that_overlap_the_clearer_is_taken() {
        let mut page = page();
        assert_eq!(settle(&mut page, &[8.0, 3.0, 9.0, 9.5, 9.0, 9.0]), Ok(vec![3, 2]));
    }

    #[test]
    fn a_scrap_beside_a_digit_is_a_part_of_it_where_both_are_surer() {
        let with_height = |h: f32, whole: f32| {
            let mut page = page();
            page.digits[1].bounds.h = h;
            settle(&mut page, &[11.0, 9.0, 9.0, whole, 1.0, 1.0]).unwrap()
        };
        assert_eq!(with_height(0.29, 10.1), [3, 2]);
        assert_eq!(with_height(0.29, 9.9), [0, 1, 2], "not surer");
        assert_eq!(with_height(0.31, 10.1), [0, 1, 2], "a small digit");
    }

    #[test]
    fn what_was_cut_twice_becomes_one_again_before_two_parts_of_it_do() {
        let with_whole = |whole: f32| {
            let mut page = page();
            page.alternatives =
                [0..3, 0..2].map(|span| Alternative { span, digits: vec![digit(7)], is_one_piece: true }).to_vec();
            settle(&mut page, &[1.0, 3.0, 10.0, whole, 12.0]).unwrap()
        };
        assert_eq!(with_whole(5.1), [3]);
        assert_eq!(with_whole(4.9), [4, 2]);
    }

    #[test]
    fn a_stroke_of_a_digit_is_no_one() {
        let with = |labels: [u8; 6], certainties: [f32; 6]| page().settle(&labels, &certainties).unwrap();
        let (one, none) = ([2, 9, 2, 2, 0, 1], [2, 9, 2, 2, 0, 2]);
        let with_parts = |part: f32, whole: f32| [8.0, whole, 9.0, 1.0, 9.0, part];
        assert_eq!(with(one, with_parts(8.1, 6.0)), [0, 1, 2], "a 9 is no 0 and 1");
        assert_eq!(with(none, with_parts(8.1, 6.0)), [0, 4, 5, 2]);
        assert_eq!(with(one, with_parts(9.0, 4.1)), [0, 1, 2]);
        assert_eq!(with(one, with_parts(9.0, 3.9)), [0, 4, 5, 2], "the whole is no digit");
        let cut = |labels: [u8; 6], certainties: [f32; 6]| {
            let mut page = page();
            page.alternatives[0].is_one_piece = true;
            page.settle(&labels, &certainties).unwrap()
        };
        let (one, none) = ([0, 1, 2, 9, 2, 2], [0, 2, 2, 9, 2, 2]);
        let with_whole = |whole: f32| [8.0, 8.0, 9.0, whole, 1.0, 1.0];
        assert_eq!(cut(one, with_whole(4.1)), [3, 2]);
        assert_eq!(cut(one, with_whole(3.9)), [0, 1, 2]);
        assert_eq!(cut(none, with_whole(4.1)), [0, 1, 2]);
    }

    #[test]
    fn a_number_for_each_candidate_is_asked_for() {
        let error = PreprocessError::Certainties { expected: 6, found: 3 };
        assert_eq!(settle(&mut page(), &[8.0, 8.0, 8.0]), Err(error.clone()));
        assert_eq!(page().settle(&[2; 3], &[8.0; 6]), Err(error));
    }
}
