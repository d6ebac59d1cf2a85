//! Where one digit may be two, or two may be one, the model judges: what it cannot make out is no digit.
//!
//! Cutting in several ways and letting the reader choose is how numbers have been read since segmentation graphs (LeCun
//! et al., "Gradient-based learning applied to document recognition", 1998, section VI).

use super::{Digit, Page, PreprocessError};
use crate::order::sort_by_number;

/// An alternative is taken when its least certain digit is surer than the least certain of those that it stands for by this much
/// (certainties go from 0 to 12.4).
const SURER: f32 = 1.0;
/// One digit becomes several only if each of them is at least this certain: many a letter comes apart into a 0 and a 1 of which a
/// model is half sure. Of touching digits four in five are still cut (docs/wild.md).
pub(super) const CERTAIN: f32 = 8.0;
/// Several digits become one only if one of them is less certain than this: a model is surer of an 8 with a 1 close beside it than of a
/// plain 1. The parts of one piece of ink that was cut need not be; and where one is, the cut is undone, whatever the whole is: a letter is
/// to be refused.
pub(super) const DOUBTED: f32 = 5.0;

impl Page {
    /// What a model should look at: the digits, then those of each alternative.
    pub fn candidates(&self) -> impl Iterator<Item = &Digit> {
        self.digits.iter().chain(self.alternatives.iter().flat_map(|a| &a.digits))
    }

    /// Takes the alternatives that a model is surer of, the clearest first, and returns which of the candidates the digits are
    /// now. `certainties` has a number for each candidate, in their order. Afterwards there are no alternatives any more.
    ///
    /// # Errors
    /// [`PreprocessError::Certainties`] when there are more or fewer.
    pub fn settle(&mut self, certainties: &[f32]) -> Result<Vec<usize>, PreprocessError> {
        let expected = self.candidates().count();
        if certainties.len() != expected {
            return Err(PreprocessError::Certainties { expected, found: certainties.len() });
        }
        let chosen = self.chosen(certainties);
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
    fn chosen(&self, certainties: &[f32]) -> Vec<usize> {
        let least = |candidates: &mut dyn Iterator<Item = usize>| {
            candidates.filter_map(|i| certainties.get(i)).fold(f32::INFINITY, |least, &c| least.min(c))
        };
        let mut first = self.digits.len();
        let mut gains: Vec<(f32, usize, usize)> = Vec::new();
        for (at, alternative) in self.alternatives.iter().enumerate() {
            let own = first..first + alternative.digits.len();
            let (certainty, before) = (least(&mut own.clone()), least(&mut alternative.span.clone()));
            let is_cut = alternative.digits.len() > alternative.span.len();
            let may_be = if is_cut { certainty >= CERTAIN } else { alternative.is_one_piece || before < DOUBTED };
            if may_be {
                let is_undone = !is_cut && alternative.is_one_piece && before < DOUBTED;
                gains.push((if is_undone { f32::INFINITY } else { certainty - before }, at, first));
            }
            first = own.end;
        }
        gains.retain(|(gain, ..)| *gain > SURER);
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Plane;
    use crate::preprocess::{Alternative, Rect};

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

    fn marks(page: &Page) -> Vec<u8> {
        page.digits.iter().map(|d| d.pixels[0]).collect()
    }

    #[test]
    fn what_is_as_sure_as_another_way_stays() {
        let mut page = page();
        assert_eq!(page.settle(&[8.0, 8.0, 3.0, 8.9, 9.0, 8.0]), Ok(vec![0, 1, 2]));
        assert_eq!((marks(&page), page.alternatives.len()), (vec![0, 1, 2], 0));
        assert_eq!(page.stages.len(), 2);
    }

    #[test]
    fn two_pieces_become_one_digit_and_one_becomes_two() {
        let mut joined = page();
        assert_eq!(joined.settle(&[8.0, 3.0, 9.0, 9.0, 9.0, 3.5]), Ok(vec![3, 2]));
        assert_eq!(marks(&joined), [3, 2]);
        let mut cut = page();
        assert_eq!(cut.settle(&[8.0, 3.0, 9.0, 3.0, 9.0, 8.0]), Ok(vec![0, 4, 5, 2]));
        assert_eq!(marks(&cut), [0, 4, 5, 2]);
    }

    #[test]
    fn a_cut_with_a_doubtful_part_is_undone() {
        let mut apart = page();
        assert_eq!(apart.settle(&[8.0, 4.0, 9.0, 4.5, 1.0, 1.0]), Ok(vec![0, 1, 2]));
        let mut cut = page();
        cut.alternatives[0].is_one_piece = true;
        assert_eq!(cut.settle(&[8.0, 4.0, 9.0, 0.5, 1.0, 1.0]), Ok(vec![3, 2]));
    }

    #[test]
    fn two_that_are_read_well_stay_two() {
        assert_eq!(page().settle(&[12.4, 9.0, 9.0, 12.4, 1.0, 1.0]), Ok(vec![0, 1, 2]));
    }

    #[test]
    fn the_parts_of_one_piece_give_way_to_what_is_surer() {
        let mut cut = page();
        cut.alternatives[0].is_one_piece = true;
        assert_eq!(cut.settle(&[11.0, 10.2, 9.0, 12.4, 1.0, 1.0]), Ok(vec![3, 2]));
    }

    #[test]
    fn a_letter_that_comes_apart_into_doubtful_digits_stays_whole() {
        assert_eq!(page().settle(&[8.0, 0.5, 9.0, 0.5, 9.0, 7.0]), Ok(vec![0, 1, 2]));
    }

    #[test]
    fn of_two_that_overlap_the_clearer_is_taken() {
        let mut page = page();
        assert_eq!(page.settle(&[8.0, 3.0, 9.0, 9.5, 9.0, 9.0]), Ok(vec![3, 2]));
    }

    #[test]
    fn a_number_for_each_candidate_is_asked_for() {
        let error = PreprocessError::Certainties { expected: 6, found: 3 };
        assert_eq!(page().settle(&[8.0, 8.0, 8.0]), Err(error));
    }
}
