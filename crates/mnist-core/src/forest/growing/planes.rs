//! The samples of a small node and of all nodes below it, feature by feature as bits: a node is a set of bits, and one
//! population count weighs up to 64 samples.

use core::ops::Range;

use super::counts::Counts;
use super::levels::Levels;
use crate::classifier::N_CLASSES;
use crate::forest::data::packed::{Bits, Block, PackedRows, above};

/// Samples of one class in one word.
#[derive(Clone, Copy)]
struct Segment {
    mask: u64,
    word: u32,
    class: u32,
}

/// Words that are filled together: a cache line of a feature.
const LINE: usize = 4;

/// A bit for each sample, as often as the bootstrap drew it, sorted by class.
#[derive(Default)]
pub(crate) struct Planes {
    /// Words a feature.
    words: usize,
    /// Feature-major.
    planes: Vec<Bits>,
    /// The sample of each bit.
    samples: Vec<u32>,
    /// The nodes that are still to be looked at, a node that comes earlier after one that comes later.
    segments: Vec<Segment>,
    /// Those of a node that go left, while it is divided.
    parked: Vec<Segment>,
}

impl Planes {
    /// Takes other samples, sorted by class. They are the first node, whose segments it answers.
    pub(crate) fn fill(&mut self, rows: &PackedRows, samples: &[(u32, u32)]) -> Range<usize> {
        self.samples.clear();
        self.segments.clear();
        for (at, &(sample, class)) in samples.iter().enumerate() {
            let (word, bit) = ((at / 64) as u32, 1 << (at % 64));
            self.samples.push(sample);
            match self.segments.last_mut() {
                Some(last) if (last.word, last.class) == (word, class) => last.mask |= bit,
                _ => self.segments.push(Segment { mask: bit, word, class }),
            }
        }
        self.words = self.samples.len().div_ceil(64);
        self.planes.resize(rows.groups() * 64 * self.words, [0; 2]);
        for word in (0..self.words).step_by(LINE) {
            self.fill_words(rows, word);
        }
        0..self.segments.len()
    }

    /// Fills some words of all features. Bits without a sample get something: no node's mask has them.
    #[inline(never)]
    fn fill_words(&mut self, rows: &PackedRows, word: usize) {
        let mut blocks: [Block; LINE] = [[[0; 2]; 64]; LINE];
        let samples = &self.samples[word * 64..];
        let n_words = LINE.min(self.words - word);
        for (group, features) in self.planes.chunks_exact_mut(64 * self.words).enumerate() {
            for (block, samples) in blocks.iter_mut().zip(samples.chunks(64)) {
                rows.turned(samples, group, block);
            }
            for (at, feature) in features.chunks_exact_mut(self.words).enumerate() {
                let words = feature[word..word + n_words].iter_mut();
                words.zip(&blocks).for_each(|(bits, block)| *bits = block[at % 64]);
            }
        }
    }

    /// The samples of a node and their classes, sorted by class.
    #[inline(never)]
    pub(crate) fn samples(&self, node: Range<usize>, out: &mut Vec<(u32, u32)>) {
        out.clear();
        for segment in &self.segments[node] {
            let mut mask = segment.mask;
            while mask != 0 {
                let at = segment.word as usize * 64 + mask.trailing_zeros() as usize;
                out.push((self.samples[at], segment.class));
                mask &= mask - 1;
            }
        }
    }

    /// The bits of a feature.
    fn feature(&self, feature: usize) -> &[Bits] {
        &self.planes[feature * self.words..][..self.words]
    }

    /// Counts a feature of a node.
    #[inline(never)]
    pub(crate) fn count(&self, node: Range<usize>, feature: usize, counts: &Counts) -> Levels {
        let bits = self.feature(feature);
        let mut levels = Levels::default();
        for class in self.segments[node].chunk_by(|a, b| a.class == b.class) {
            let mut above = [0; 3];
            for segment in class {
                let of_word = count_word(segment.mask, bits[segment.word as usize]);
                above.iter_mut().zip(of_word).for_each(|(sum, n)| *sum += n);
            }
            levels.add(counts[class[0].class as usize % N_CLASSES], above);
        }
        levels
    }

    /// Replaces a node, the first one left to be looked at, by those of its samples that have a bin above `bin` and
    /// then by the others. The latter, the former, and the counts of the latter.
    #[inline(never)]
    pub(crate) fn divide(
        &mut self,
        node: Range<usize>,
        feature: usize,
        bin: u8,
    ) -> (Range<usize>, Range<usize>, Counts) {
        let mut left: Counts = [0; N_CLASSES];
        let mut middle = node.start;
        self.parked.clear();
        for at in node.clone() {
            let segment = self.segments[at];
            let above = above(self.feature(feature)[segment.word as usize], bin);
            let (to_left, to_right) = (segment.mask & !above, segment.mask & above);
            if to_left != 0 {
                left[segment.class as usize] += to_left.count_ones();
                self.parked.push(Segment { mask: to_left, ..segment });
            }
            if to_right != 0 {
                self.segments[middle] = Segment { mask: to_right, ..segment };
                middle += 1;
            }
        }
        self.segments.truncate(middle);
        self.segments.extend_from_slice(&self.parked);
        (middle..self.segments.len(), node.start..middle, left)
    }

    /// Forgets the nodes that come before one that ends here.
    pub(crate) fn truncate(&mut self, end: usize) {
        self.segments.truncate(end);
    }
}

/// How many samples have a bin above each threshold.
#[inline(always)]
pub(super) fn count_word(mask: u64, [low, high]: Bits) -> [u32; 3] {
    [(mask & (low | high)).count_ones(), (mask & high).count_ones(), (mask & low & high).count_ones()]
}
