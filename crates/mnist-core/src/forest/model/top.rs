//! The first levels of a tree, asked for eight samples at once.

use super::node::LANES;

/// Levels that are asked at once.
const LEVELS: usize = 4;
/// Their splits.
const SPLITS: usize = (1 << LEVELS) - 1;

/// For each byte its bits as bytes of 0 or 1, the lowest first.
const SPREAD: [u64; 256] = {
    let mut spread = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < LANES {
            spread[byte] |= (byte as u64 >> bit & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    spread
};

/// The splits of the first [`LEVELS`] levels of a tree, level by level, and where each way through them leads. Eight samples'
/// answers to a split are a byte, so that eight go down a level in a few operations, where each alone would take a dozen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Top {
    /// Where the answers to each split lie.
    questions: [u32; SPLITS],
    /// The node behind each way, by its answers: those to the first split first.
    places: [u32; 1 << LEVELS],
}

impl Top {
    /// `node` gives the question of a node and its two children. One that has no children is its own, and its answer is no.
    pub(super) fn of(node: impl Fn(u32) -> (u32, [u32; 2])) -> Self {
        let mut top = Self::default();
        let mut level = vec![0];
        for depth in 0..LEVELS {
            let nodes: Vec<_> = level.iter().map(|&at| node(at)).collect();
            let questions = &mut top.questions[(1 << depth) - 1..];
            questions.iter_mut().zip(&nodes).for_each(|(to, (question, _))| *to = *question);
            level = nodes.into_iter().flat_map(|(_, children)| children).collect();
        }
        top.places.copy_from_slice(&level);
        top
    }

    /// Where each lane is after these levels. Bit l of an answer is lane l's.
    #[inline(always)]
    pub(super) fn places(&self, answers: &[u8]) -> [u32; LANES] {
        let ask = |split: usize| answers[self.questions[split] as usize];
        let first = ask(0);
        let second = pick(first, ask(1), ask(2));
        let third = |from: usize| pick(second, ask(from), ask(from + 1));
        let third = pick(first, third(3), third(5));
        let pair = |from: usize| pick(third, ask(from), ask(from + 1));
        let fourth = |from: usize| pick(second, pair(from), pair(from + 2));
        let fourth = pick(first, fourth(7), fourth(11));
        let ways = [first, second, third, fourth].iter().fold(0, |ways, &byte| ways << 1 | SPREAD[usize::from(byte)]);
        core::array::from_fn(|lane| self.places[(ways >> (8 * lane)) as usize % self.places.len()])
    }
}

/// In each bit, `yes` where `which` is set, else `no`.
#[inline(always)]
fn pick(which: u8, no: u8, yes: u8) -> u8 {
    no & !which | yes & which
}
