//! What a model saw in one look at a picture after the other, and when a later look stands for the first.

use super::Page;
use super::settle::{is_certain, is_doubted};

/// What a model sees in one look.
#[derive(Clone, Debug)]
struct Sight {
    /// What it takes each digit for, from left to right.
    labels: Vec<u8>,
    /// And how certain it is of each.
    certainties: Vec<f32>,
}

/// The looks at one picture that a model has had so far.
#[derive(Clone, Debug)]
pub struct Looks {
    first: Sight,
    others: Vec<Sight>,
}

impl Page {
    /// The looks at this page's picture, of which the page, settled, is the first: a model's `labels` of its digits, and how certain it is
    /// of each.
    pub fn looks(&self, labels: &[u8], certainties: &[f32]) -> Looks {
        Looks { first: Sight::of(labels, certainties), others: Vec::new() }
    }
}

impl Looks {
    /// What the next look at the picture of `page`, the first, sees; `None` when there is none that may see more.
    pub fn again(&self, page: &Page) -> Option<Page> {
        page.again(&self.first.certainties, self.others.len())
    }

    /// Takes in what a model saw in the look that [`Self::again`] gave, and says whether that stands for the first look.
    ///
    /// It does when it is clearer. And where the first look doubted something or found nothing, it does when it sees one digit that is not
    /// doubted, and another of these looks saw the same: each finds its paper in a way of its own.
    pub fn add(&mut self, labels: &[u8], certainties: &[f32]) -> bool {
        let last = Sight::of(labels, certainties);
        let is_agreed = self.first.is_unclear() && self.others.iter().any(|other| other.agrees_with(&last));
        let stands = is_agreed || last.is_clearer_than(&self.first);
        self.others.push(last);
        stands
    }
}

impl Sight {
    fn of(labels: &[u8], certainties: &[f32]) -> Self {
        Self { labels: labels.to_vec(), certainties: certainties.to_vec() }
    }

    /// Whether there is something that a model cannot make out, or nothing.
    fn is_unclear(&self) -> bool {
        self.labels.is_empty() || is_doubted(&self.certainties)
    }

    /// Whether all of this is certain, and `before` was unclear or saw the same digits and more ones. Only a 1 is given up like that:
    /// a digit in pencil beside one in ink is as faint as a printed line, but no line looks like a 2.
    fn is_clearer_than(&self, before: &Self) -> bool {
        let has_fewer_ones =
            self.labels.len() < before.labels.len() && but_ones(&self.labels).eq(but_ones(&before.labels));
        is_certain(&self.certainties) && (before.is_unclear() || has_fewer_ones)
    }

    /// Whether both see the same one digit, and neither doubts it.
    fn agrees_with(&self, other: &Self) -> bool {
        self.labels.len() == 1 && self.labels == other.labels && ![self, other].iter().any(|sight| sight.is_unclear())
    }
}

fn but_ones(labels: &[u8]) -> impl Iterator<Item = &u8> {
    labels.iter().filter(|&&label| label != 1)
}

#[cfg(test)]
mod tests {
    use crate::preprocess::{Input, preprocess};

    /// Labels, and how certain they are.
    type Seen<'a> = (&'a [u8], &'a [f32]);

    /// Whether the last of these looks, and none before it, stands for the first.
    fn stands(first: Seen<'_>, others: &[Seen<'_>]) -> bool {
        let page = preprocess(Input::Strokes(&[])).unwrap();
        let mut looks = page.looks(first.0, first.1);
        let each: Vec<bool> = others.iter().map(|(labels, certainties)| looks.add(labels, certainties)).collect();
        let (last, before) = each.split_last().unwrap();
        assert!(!before.contains(&true));
        *last
    }

    #[test]
    fn what_is_certain_stands_for_what_was_doubted() {
        assert!(stands((&[], &[]), &[(&[7], &[9.0])]));
        assert!(stands((&[7], &[4.0]), &[(&[2, 3], &[8.5, 9.0])]));
        assert!(!stands((&[7], &[4.0]), &[(&[7], &[7.9])]));
        assert!(!stands((&[7], &[4.0]), &[(&[], &[])]));
        assert!(!stands((&[7], &[12.0]), &[(&[7], &[12.4])]));
    }

    #[test]
    fn only_ones_are_given_up_of_what_was_certain() {
        assert!(stands((&[1, 7, 1], &[12.0, 11.0, 12.0]), &[(&[7], &[12.0])]));
        assert!(stands((&[1, 1], &[12.0, 11.0]), &[(&[1], &[12.0])]));
        assert!(!stands((&[2, 7], &[12.0, 11.0]), &[(&[7], &[12.0])]));
        assert!(!stands((&[7, 1], &[12.0, 11.0]), &[(&[4], &[12.0])]));
    }

    #[test]
    fn two_looks_that_see_the_same_digit_stand_for_what_was_doubted() {
        let (six, nine): (Seen<'_>, Seen<'_>) = ((&[6], &[6.8]), (&[9], &[6.8]));
        assert!(stands((&[6, 2], &[0.0, 2.0]), &[six, (&[6], &[5.4])]));
        assert!(stands((&[], &[]), &[six, nine, six]));
        assert!(!stands((&[6, 2], &[0.0, 2.0]), &[six, nine]));
        assert!(!stands((&[6, 2], &[0.0, 2.0]), &[six, (&[6], &[4.9])]), "one of them is doubted");
        assert!(!stands((&[2], &[5.4]), &[six, six]), "the first was clear");
        assert!(!stands((&[3], &[4.0]), &[(&[6, 2], &[6.0, 6.0]), (&[6, 2], &[6.0, 6.0])]), "a number");
    }
}
