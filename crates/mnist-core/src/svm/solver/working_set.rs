//! The samples of a pair that the inner solver works on, and the kernel matrix among them.

use super::blocks::ClassSamples;
use crate::svm::kernel::KernelFn;
use crate::svm::kernel::Samples;
use crate::svm::kernel::Unit;
use crate::svm::kernel::{LANES, Lanes};

/// The kernel of one member with the members of each half, padded.
type Row = [Vec<Lanes>; 2];

/// Members of both halves, in the order in which they came.
pub(in crate::svm) struct WorkingSet {
    kernel: KernelFn,
    halves: [Members; 2],
}

struct Members {
    /// Numbers of the samples within their class.
    at: Vec<u32>,
    samples: Samples,
    rows: Vec<Row>,
}

impl WorkingSet {
    /// No members yet.
    pub(in crate::svm) fn new(kernel: KernelFn, n_features: usize, unit: Option<Unit>) -> Self {
        let half = || Members { at: Vec::new(), samples: Samples::new(n_features, unit), rows: Vec::new() };
        Self { kernel, halves: [half(), half()] }
    }

    /// Number of members.
    pub(in crate::svm) fn len(&self) -> usize {
        self.halves.iter().map(|half| half.at.len()).sum()
    }

    /// The members of a half by their numbers within the class.
    pub(in crate::svm) fn members(&self, half: usize) -> &[u32] {
        &self.halves[half].at
    }

    /// The kernel of a member with the members of each half.
    pub(in crate::svm) fn row(&self, half: usize, at: usize) -> &Row {
        &self.halves[half].rows[at]
    }

    /// Appends members that are not in yet: of each half their numbers within its class.
    pub(in crate::svm) fn add(&mut self, classes: [&ClassSamples; 2], new: &[Vec<u32>; 2]) {
        let known = [0, 1].map(|h| self.halves[h].at.len());
        let features = [0, 1].map(|h| classes[h].features(&new[h]));
        for (half, (new, features)) in self.halves.iter_mut().zip(new.iter().zip(&features)) {
            half.at.extend(new);
            features.iter().for_each(|row| half.samples.push(row));
        }
        for h in [0, 1] {
            let rows = self.rows(&features[h]);
            self.halves[h].rows.extend(rows);
        }
        self.mirror(known);
    }

    /// The kernel of samples with all members.
    fn rows(&self, features: &[Vec<f32>]) -> Vec<Row> {
        let tiles = [0, 1].map(|g| self.halves[g].samples.n_tiles());
        let mut rows: Vec<Row> = features.iter().map(|_| tiles.map(|n| vec![[0.0; LANES]; n])).collect();
        let prepared = self.halves[0].samples.prepare(&features.iter().map(Vec::as_slice).collect::<Vec<_>>());
        for (g, half) in self.halves.iter().enumerate() {
            let sink = |row: usize, tile: usize, values: &Lanes| rows[row][g][tile] = *values;
            half.samples.kernel_rows(self.kernel, &prepared, 0..tiles[g], sink);
        }
        rows
    }

    /// Completes the rows of the first `known` members of each half by what the later ones' rows say: the matrix is
    /// symmetric, bit by bit.
    fn mirror(&mut self, known: [usize; 2]) {
        for g in [0, 1] {
            let mut old_rows = core::mem::take(&mut self.halves[g].rows);
            let (old, added) = old_rows.split_at_mut(known[g]);
            for h in [0, 1] {
                let new = if h == g { &*added } else { &self.halves[h].rows[known[h]..] };
                for (o, row) in old.iter_mut().enumerate() {
                    extend(&mut row[h], known[h], new.iter().map(|new| new[g][o / LANES][o % LANES]));
                }
            }
            self.halves[g].rows = old_rows;
        }
    }

    /// Keeps of each half those members whose numbers in the order of [`WorkingSet::members`] are given, ascending.
    pub(in crate::svm) fn retain(&mut self, kept: &[Vec<usize>; 2], classes: [&ClassSamples; 2]) {
        for (h, half) in self.halves.iter_mut().enumerate() {
            half.at = kept[h].iter().map(|&k| half.at[k]).collect();
            half.samples.clear();
            classes[h].features(&half.at).iter().for_each(|row| half.samples.push(row));
            half.rows = kept[h].iter().map(|&k| core::mem::take(&mut half.rows[k])).collect();
            for row in &mut half.rows {
                for (g, values) in row.iter_mut().enumerate() {
                    let all = core::mem::take(values);
                    extend(values, 0, kept[g].iter().map(|&k| all[k / LANES][k % LANES]));
                }
            }
        }
    }
}

/// Writes values from lane `start` on, the tiles growing as needed.
fn extend(tiles: &mut Vec<Lanes>, start: usize, values: impl ExactSizeIterator<Item = f32>) {
    tiles.resize((start + values.len()).div_ceil(LANES), [0.0; LANES]);
    for (lane, value) in tiles.as_flattened_mut()[start..].iter_mut().zip(values) {
        *lane = value;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Against the rows of a set that got all its members at once.
        #[test]
        fn the_matrix_is_complete_after_additions_and_evictions(
            first in 0usize..40, second in 1usize..40, third in 0usize..40, seed in any::<u64>(),
        ) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let n = first + second + third;
            let mut class = |class: u8| {
                let mut samples = Samples::new(3, None);
                (0..n).for_each(|_| samples.push(&core::array::from_fn::<_, 3, _>(|_| rng.normal() as f32)));
                ClassSamples { class, samples }
            };
            let (first_class, second_class) = (class(0), class(1));
            let classes = [&first_class, &second_class];
            let new_set = || WorkingSet::new(KernelFn::Rbf { gamma: 0.2 }, 3, None);
            let numbers = |from: usize, to: usize| -> Vec<u32> { (from as u32..to as u32).collect() };

            let mut set = new_set();
            set.add(classes, &[numbers(0, first), numbers(0, second)]);
            set.add(classes, &[numbers(first, first + second), Vec::new()]);
            let kept = [0, 1].map(|h| (0..set.members(h).len()).filter(|k| k % 3 != h).collect::<Vec<_>>());
            set.retain(&kept, classes);
            set.add(classes, &[numbers(first + second, n), numbers(first + second, n)]);

            let mut reference = new_set();
            reference.add(classes, &[set.members(0).to_vec(), set.members(1).to_vec()]);
            prop_assert_eq!(set.len(), reference.len());
            for h in [0, 1] {
                for at in 0..set.members(h).len() {
                    for g in [0, 1] {
                        let m = set.members(g).len();
                        prop_assert_eq!(&set.row(h, at)[g].as_flattened()[..m], &reference.row(h, at)[g].as_flattened()[..m]);
                        prop_assert_eq!(set.row(h, at)[g].len(), m.div_ceil(LANES));
                    }
                }
            }
        }
    }
}
