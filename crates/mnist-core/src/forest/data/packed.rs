//! Features of at most four bins as bits: a bin's low bit and its high bit, 64 features a pair of words.

use core::ops::Range;

use super::Columns;
use crate::classifier::N_CLASSES;

/// Bins that two bits tell apart.
pub(crate) const MAX_BINS: usize = 4;

/// Low bits and high bits of 64 bins.
pub(crate) type Bits = [u64; 2];

/// The bins of 64 samples on 64 features, one feature (or one sample) an entry.
pub(crate) type Block = [Bits; 64];

/// Which bits are set where the bin is above `bin`.
#[inline(always)]
pub(crate) fn above([low, high]: Bits, bin: u8) -> u64 {
    match bin {
        0 => low | high,
        1 => high,
        _ => low & high,
    }
}

/// The training samples' bins, sample-major: all that a sample has lies in a few cache lines.
pub(crate) struct PackedRows {
    groups: usize,
    words: Vec<Bits>,
}

impl PackedRows {
    /// No sample yet, of so many features.
    pub(super) fn new(n_features: usize, n_samples: usize) -> Self {
        let groups = n_features.div_ceil(64);
        Self { groups, words: Vec::with_capacity(groups * n_samples) }
    }

    /// Adds a sample with these bins, each below [`MAX_BINS`].
    pub(super) fn push(&mut self, bins: &[u8]) {
        self.words.extend(bins.chunks(64).map(pack));
    }

    /// The columns in this form. `None` when a feature has more bins than fit.
    #[inline(never)]
    pub(crate) fn of_columns(columns: &Columns) -> Option<Self> {
        if (0..columns.n_features()).any(|feature| columns.n_bins(feature) > MAX_BINS) {
            return None;
        }
        let (groups, n_samples) = (columns.n_features().div_ceil(64), columns.n_samples());
        let mut words = vec![[0; 2]; groups * n_samples];
        for group in 0..groups {
            let features = group * 64..columns.n_features().min(group * 64 + 64);
            for (start, rows) in (0..n_samples).step_by(64).zip(words.chunks_mut(groups * 64)) {
                let samples = start..n_samples.min(start + 64);
                let mut block = [[0; 2]; 64];
                for (bits, feature) in block.iter_mut().zip(features.clone()) {
                    *bits = pack(&columns.of(feature)[samples.clone()]);
                }
                transpose(&mut block);
                rows.chunks_exact_mut(groups).zip(&block).for_each(|(row, &bits)| row[group] = bits);
            }
        }
        Some(Self { groups, words })
    }

    /// Groups of 64 features, the last one filled up with features that are 0.
    pub(crate) fn groups(&self) -> usize {
        self.groups
    }

    /// The bins of up to 64 samples, at least one, on a group of features, by feature. Bits without a sample repeat one.
    #[inline(never)]
    pub(crate) fn turned(&self, samples: &[u32], group: usize, out: &mut Block) {
        let words = &self.words[group..];
        let bits = |&sample: &u32| words[sample as usize * self.groups];
        match samples.first_chunk::<64>() {
            Some(samples) => out.iter_mut().zip(samples).for_each(|(out, sample)| *out = bits(sample)),
            None => {
                out.fill(bits(&samples[0]));
                out.iter_mut().zip(samples).for_each(|(out, sample)| *out = bits(sample));
            }
        }
        transpose(out);
    }

    /// The bin of a feature of a sample; 0 of a feature that is not there.
    #[inline(always)]
    pub(crate) fn bin(&self, sample: u32, feature: usize) -> u8 {
        self.words.get(sample as usize * self.groups + feature / 64).map_or(0, |&bits| bin_of(bits, feature))
    }

    /// A sample's bins.
    #[inline(always)]
    fn row(&self, sample: u32) -> &[Bits] {
        &self.words[sample as usize * self.groups..][..self.groups]
    }
}

/// In the place of a sample: none.
pub(crate) const NOBODY: u32 = u32::MAX;

/// The training samples' bins as bits, sample by sample and feature by feature.
pub(crate) struct PackedBins {
    pub(crate) rows: PackedRows,
    n_features: usize,
    /// The sample of each bit: sorted by class, each class filled up to whole words with [`NOBODY`].
    pub(crate) samples: Vec<u32>,
    /// Where each class ends, in words.
    class_ends: [usize; N_CLASSES],
    /// Feature-major.
    planes: Vec<Bits>,
}

impl PackedBins {
    /// Of samples with these labels.
    #[inline(never)]
    pub(crate) fn new(rows: PackedRows, n_features: usize, labels: &[u8]) -> Self {
        let mut samples = Vec::new();
        let class_ends = core::array::from_fn(|class| {
            samples.extend((0..).zip(labels).filter(|(_, label)| usize::from(**label) == class).map(|(i, _)| i));
            samples.resize(samples.len().next_multiple_of(64), NOBODY);
            samples.len() / 64
        });
        let words = samples.len() / 64;
        let mut planes = vec![[0; 2]; rows.groups * 64 * words];
        for (word, samples) in samples.chunks_exact(64).enumerate() {
            for (group, planes) in planes.chunks_exact_mut(64 * words).enumerate() {
                let mut block = [[0; 2]; 64];
                for (bits, &sample) in block.iter_mut().zip(samples).filter(|(_, sample)| **sample != NOBODY) {
                    *bits = rows.row(sample)[group];
                }
                transpose(&mut block);
                planes.chunks_exact_mut(words).zip(&block).for_each(|(feature, &bits)| feature[word] = bits);
            }
        }
        Self { rows, n_features, samples, class_ends, planes }
    }

    /// Number of features.
    pub(crate) fn n_features(&self) -> usize {
        self.n_features
    }

    /// Words a feature.
    pub(crate) fn words(&self) -> usize {
        self.samples.len() / 64
    }

    /// The words of a class.
    #[inline(always)]
    pub(crate) fn class(&self, class: usize) -> Range<usize> {
        let start = if class == 0 { 0 } else { self.class_ends[class - 1] };
        start..self.class_ends[class]
    }

    /// The bits of a feature.
    #[inline(always)]
    pub(crate) fn feature(&self, feature: usize) -> &[Bits] {
        &self.planes[feature * self.words()..][..self.words()]
    }
}

/// The bin of a feature in its group.
#[inline(always)]
fn bin_of([low, high]: Bits, feature: usize) -> u8 {
    (low >> (feature % 64) & 1 | (high >> (feature % 64) & 1) << 1) as u8
}

/// The bits of up to 64 bins.
#[inline(never)]
fn pack(bins: &[u8]) -> Bits {
    let mut bits = [0; 2];
    for (at, bins) in (0..).step_by(8).zip(bins.chunks(8)) {
        let mut bytes = [0; 8];
        bytes[..bins.len()].copy_from_slice(bins);
        let bytes = u64::from_le_bytes(bytes);
        bits[0] |= low_bits(bytes) << at;
        bits[1] |= low_bits(bytes >> 1) << at;
    }
    bits
}

/// The lowest bit of each byte. The product moves byte i's, at 8 i, up by 56 - 7 i to 56 + i; nothing is carried because no
/// two bits meet.
fn low_bits(bytes: u64) -> u64 {
    (bytes & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Swaps rows and columns of both bit matrices (Warren, "Hacker's Delight", 2nd edition, section 7-3): quarters, then
/// quarters of quarters. The two lie side by side so that one vector instruction does both.
#[inline(always)]
pub(crate) fn transpose(block: &mut Block) {
    swap_quarters::<16>(block, 0x0000_0000_ffff_ffff, 0x0000_ffff_0000_ffff);
    swap_quarters::<4>(block, 0x00ff_00ff_00ff_00ff, 0x0f0f_0f0f_0f0f_0f0f);
    swap_quarters::<1>(block, 0x3333_3333_3333_3333, 0x5555_5555_5555_5555);
}

/// Quarters of `2 SIZE` rows, then of `SIZE`: two steps while four rows are in registers.
#[inline(always)]
fn swap_quarters<const SIZE: usize>(block: &mut Block, large: u64, small: u64) {
    for start in (0..64).step_by(4 * SIZE) {
        for first in start..start + SIZE {
            // Below 64 as it is: the remainder spares the checks.
            let [i, j, k, l] = core::array::from_fn(|quarter| (first + quarter * SIZE) % 64);
            let (a, c) = swap(block[i], block[k], 2 * SIZE, large);
            let (b, d) = swap(block[j], block[l], 2 * SIZE, large);
            (block[i], block[j]) = swap(a, b, SIZE, small);
            (block[k], block[l]) = swap(c, d, SIZE, small);
        }
    }
}

/// The bits of `above` outside `mask` for those of `below` within.
#[inline(always)]
fn swap(above: Bits, below: Bits, by: usize, mask: u64) -> (Bits, Bits) {
    let moved: Bits = core::array::from_fn(|i| ((above[i] >> by) ^ below[i]) & mask);
    (core::array::from_fn(|i| above[i] ^ moved[i] << by), core::array::from_fn(|i| below[i] ^ moved[i]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_transposed_block_has_rows_for_columns(seed in any::<u64>()) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let block: Block = core::array::from_fn(|_| [rng.next_u64(), rng.next_u64()]);
            let mut transposed = block;
            transpose(&mut transposed);
            for (i, j) in (0..64).flat_map(|i| (0..64).map(move |j| (i, j))) {
                for plane in 0..2 {
                    prop_assert_eq!(block[i][plane] >> j & 1, transposed[j][plane] >> i & 1);
                }
            }
        }

        #[test]
        fn packed_rows_hold_the_columns_bins(n_samples in 1usize..150, n_features in 1usize..150, seed in any::<u64>()) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let bins: Vec<u8> = (0..n_samples * n_features).map(|_| rng.below(4) as u8).collect();
            let columns = Columns::of_bins(n_samples, bins);
            let rows = PackedRows::of_columns(&columns).unwrap();
            for sample in 0..n_samples {
                for feature in 0..n_features {
                    prop_assert_eq!(rows.bin(sample as u32, feature), columns.of(feature)[sample]);
                }
            }
        }
    }
}
