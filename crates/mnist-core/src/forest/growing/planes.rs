//! The samples of a small node and of all nodes below it, feature by feature as bits: a node is a set of bits, and one
//! population count weighs up to 64 samples.

use core::ops::Range;

use super::counts::Counts;
use super::levels::Levels;
use crate::classifier::N_CLASSES;
use crate::forest::data::packed::{Bits, Block, PackedRows, above, transpose};

/// Samples of one class in one word.
#[derive(Clone, Copy)]
struct Segment {
    mask: u64,
    word: u32,
    class: u32,
}

/// A bit for each sample, as often as the bootstrap drew it, sorted by class.
#[derive(Default)]
pub(crate) struct Planes {
    /// Words a feature.
    words: usize,
    /// Feature-major.
    planes: Vec<Bits>,
    /// 64 samples before they are turned, one group of features a block.
    blocks: Vec<Block>,
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
        self.blocks.resize(rows.groups(), [[0; 2]; 64]);
        for word in 0..self.words {
            self.fill_word(rows, word);
        }
        0..self.segments.len()
    }

    /// Bits without a sample keep what they had: no node's mask has them.
    #[inline(never)]
    fn fill_word(&mut self, rows: &PackedRows, word: usize) {
        let samples = self.samples[word * 64..].iter().take(64);
        for (bit, &sample) in samples.enumerate() {
            self.blocks.iter_mut().zip(rows.row(sample)).for_each(|(block, &bits)| block[bit] = bits);
        }
        for (block, features) in self.blocks.iter().zip(self.planes.chunks_exact_mut(64 * self.words)) {
            let mut block = *block;
            transpose(&mut block);
            features.chunks_exact_mut(self.words).zip(&block).for_each(|(feature, &bits)| feature[word] = bits);
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
                let [low, high] = bits[segment.word as usize];
                above[0] += (segment.mask & (low | high)).count_ones();
                above[1] += (segment.mask & high).count_ones();
                above[2] += (segment.mask & low & high).count_ones();
            }
            levels.add(counts[class[0].class as usize % N_CLASSES], above);
        }
        levels
    }

    /// Replaces a node, the first one left to be looked at, by those of its samples that have a bin above `bin` and
    /// then by the others. The latter, the former, and the counts of the latter.
    #[inline(never)]
    pub(crate) fn divide(&mut self, node: Range<usize>, feature: usize, bin: u8) -> (Range<usize>, Range<usize>, Counts) {
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
