//! Ways to look at a picture. The first is for all pictures; the others are for those of which a model can make nothing, or sees
//! lines of the paper beside what was written.

use super::crop::{Crop, crop, crops};
use super::guess::Guess;
use super::mask::{Levels, levels, strong_levels};
use super::{Structure, inked, seen};
use crate::image::Plane;
use crate::preprocess::{Page, Stage, StageName};

/// All ink together is looked at as one digit where it is no wider than this share of its height.
const WIDEST: f32 = 1.8;

/// What stages 5 and 6 take for ink, and for a digit.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Only the strongest ink: printed lines and edges of shadows are fainter than what was written.
    is_strong: bool,
    /// All ink is one digit.
    pub(super) is_whole: bool,
}

/// Where the paper lies.
#[derive(Clone, Copy)]
enum Paper {
    AsFound,
    Closing,
    Windows,
}

/// The looks that follow the first, in their order.
const AGAIN: [(Paper, bool); 6] = [
    (Paper::AsFound, false),
    (Paper::AsFound, true),
    (Paper::Closing, false),
    (Paper::Closing, true),
    (Paper::Windows, false),
    (Paper::Windows, true),
];

impl Look {
    pub(super) const FIRST: Self = Self { is_strong: false, is_whole: false };

    /// What tells ink from paper, as [`levels`].
    pub(super) fn levels(self, ink: &Plane, counts: impl Fn(usize) -> bool) -> Option<Levels> {
        if self.is_strong { strong_levels(ink, counts) } else { levels(ink, counts) }
    }

    /// The digits that the candidates make, and the components of each.
    pub(super) fn crops(self, ink: &Plane, found: &Structure) -> Vec<(Crop, Vec<usize>)> {
        let Structure { labels, candidates, levels, .. } = found;
        if !self.is_whole {
            return crops(ink, labels, candidates, levels);
        }
        let whole = crop(ink, labels, candidates, levels, |_, _| true);
        let whole = whole.filter(|c| c.extent.width() <= WIDEST * c.extent.height());
        whole.map(|whole| (whole, candidates.clone())).into_iter().collect()
    }
}

/// What is kept of a picture to be looked at again.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::preprocess) struct Picture {
    /// Lightness at working size.
    pub(super) light: Plane,
    /// What the first look took for ink, bright on paper of 0.
    pub(super) ink: Plane,
    /// Pixels across and down as it came.
    pub(super) size: (u32, u32),
}

impl Picture {
    /// What look `number` after the first sees, `None` when there are no more. `stages` are those of the first.
    pub(in crate::preprocess) fn again(&self, number: usize, stages: &[Stage]) -> Option<Page> {
        let &(paper, is_whole) = AGAIN.get(number)?;
        let look = Look { is_strong: true, is_whole };
        let kept = |names: &[StageName]| stages.iter().filter(|s| names.contains(&s.name)).cloned().collect();
        let guess = match paper {
            Paper::AsFound => {
                let before = [StageName::Luminance, StageName::Flattened, StageName::Polarity];
                return Some(seen(&self.ink, self.size, look, kept(&before)));
            }
            Paper::Closing => Guess::closing(&self.light),
            Paper::Windows => Guess::windows(&self.light, None),
        };
        let mut stages = kept(&[StageName::Luminance]);
        let ink = inked(&self.light, guess.apply(&self.light), &mut stages);
        Some(seen(&ink, self.size, look, stages))
    }
}
