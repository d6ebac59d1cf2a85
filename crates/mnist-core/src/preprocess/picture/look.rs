//! Ways to look at a picture: the first is for all, the others are for those that a model cannot make out.

use super::components::Component;
use super::crop::{Crop, crops, whole};
use super::guess::Guess;
use super::mask::{Levels, levels, strong_levels};
use super::{Structure, inked, seen};
use crate::image::Plane;
use crate::preprocess::stray::is_stray;
use crate::preprocess::{Page, Stage, StageName};

/// What stages 5 and 6 take for ink, and for a digit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// All that rises from the paper, as digits.
    First,
    /// Only the strongest ink, as digits: printed lines and edges of shadows are fainter than what was written.
    Strongest,
    /// Only the strongest ink, as one digit: neither cut nor in pieces.
    AsOne,
    /// The same of the picture as it is, in which what reaches the frame is a shadow.
    AsItIs,
}

/// Ink that is wider than this many times its height is more than one digit; a lone bar of a 5 or a 7 at its side is not.
const WIDEST: f32 = 1.8;

/// How often touching digits are cut: each time in two.
const CUTS: usize = 4;

impl Look {
    /// Whether all ink is one digit.
    pub(super) fn is_whole(self) -> bool {
        matches!(self, Self::AsOne | Self::AsItIs)
    }

    /// How often what may be touching digits is cut.
    pub(super) fn cuts(self) -> usize {
        if self.is_whole() { 0 } else { CUTS }
    }

    /// What tells ink from paper, as [`levels`].
    pub(super) fn levels(self, values: &[f32]) -> Option<Levels> {
        if self == Self::First { levels(values) } else { strong_levels(values) }
    }

    /// The digits that the candidates make, and the components of each. Only the first look keeps what runs through the picture: what it
    /// sees is what models learn from.
    pub(super) fn crops(self, ink: &Plane, found: &Structure) -> Vec<(Crop, Vec<usize>)> {
        let Structure { labels, candidates, levels, .. } = found;
        if self == Self::First {
            return crops(ink, labels, candidates, levels);
        }
        let size = (ink.width() as f32, ink.height() as f32);
        let is_written = |c: &Component| !is_stray(&c.bounds(), size) && (self != Self::AsItIs || c.contact == 0);
        let is_on_paper = |&i: &usize| labels.components.get(i).is_some_and(is_written);
        let candidates: Vec<usize> = candidates.iter().copied().filter(is_on_paper).collect();
        if !self.is_whole() {
            return crops(ink, labels, &candidates, levels);
        }
        let one = whole(ink, labels, &candidates, levels);
        let one = one.filter(|c| c.extent.width() <= WIDEST * c.extent.height());
        one.map(|one| (one, candidates)).into_iter().collect()
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
    /// The digits of its strongest ink. `stages` are those of the first look, which found the paper.
    pub(in crate::preprocess) fn strongest(&self, stages: &[Stage]) -> Page {
        let found = [StageName::Luminance, StageName::Flattened, StageName::Polarity];
        seen(&self.ink, self.size, Look::Strongest, kept(stages, &found))
    }

    /// Its strongest ink as one digit, on paper that bears any shadow. `stages` are those of the first look, which found the lightness.
    pub(in crate::preprocess) fn as_one(&self, stages: &[Stage]) -> Page {
        self.as_whole(Guess::closing(&self.light).apply(&self.light), Look::AsOne, stages)
    }

    /// The same on the paper as it is: a fat pen leaves so little of the paper that it is taken for a shadow.
    pub(in crate::preprocess) fn as_it_is(&self, stages: &[Stage]) -> Page {
        self.as_whole(None, Look::AsItIs, stages)
    }

    /// What a `look` sees, `flat` where the paper was brought to one level.
    fn as_whole(&self, flat: Option<Plane>, look: Look, stages: &[Stage]) -> Page {
        let mut stages = kept(stages, &[StageName::Luminance]);
        let ink = inked(&self.light, flat, &mut stages);
        seen(&ink, self.size, look, stages)
    }
}

fn kept(stages: &[Stage], names: &[StageName]) -> Vec<Stage> {
    stages.iter().filter(|stage| names.contains(&stage.name)).cloned().collect()
}
