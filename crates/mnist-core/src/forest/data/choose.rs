//! Where to cut a feature, from its values.

use crate::forest::params::Binning;

/// A feature's different values, ascending, and how many samples have each or one before it.
#[derive(Default)]
pub(super) struct Values {
    values: Vec<f32>,
    ends: Vec<usize>,
}

impl Values {
    pub(super) fn clear(&mut self) {
        self.values.clear();
        self.ends.clear();
    }

    /// Adds samples of a value that is not below those before.
    #[inline(always)]
    pub(super) fn push(&mut self, value: f32, samples: usize) {
        let end = self.len() + samples;
        match (self.values.last(), self.ends.last_mut()) {
            (Some(&last), Some(last_end)) if last == value => *last_end = end,
            _ => {
                self.values.push(value);
                self.ends.push(end);
            }
        }
    }

    /// Number of samples.
    fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// A cut between the value at `at`, from 1, and the one before it.
    fn cut_before(&self, at: usize) -> f32 {
        midpoint(self.values[at - 1], self.values[at])
    }

    /// At most `n_bins - 1` cuts, ascending. Needs at least one value.
    #[inline(never)]
    pub(super) fn cuts(&self, n_bins: usize, binning: Binning) -> Vec<f32> {
        if self.values.len() <= n_bins {
            return (1..self.values.len()).map(|at| self.cut_before(at)).collect();
        }
        let mut cuts = match binning {
            Binning::Quantile => self.quantile_cuts(n_bins),
            Binning::Uniform => {
                let (low, high) = (f64::from(self.values[0]), f64::from(self.values[self.values.len() - 1]));
                let width = (high - low) / n_bins as f64;
                (1..n_bins).map(|k| (low + width * k as f64) as f32).collect::<Vec<f32>>()
            }
        };
        cuts.dedup();
        cuts
    }

    /// Cuts for bins of about equally many samples. Equal values share a bin, however many they are; the bins after it
    /// divide what is left equally, or else a feature that is mostly 0 would have one bin.
    fn quantile_cuts(&self, n_bins: usize) -> Vec<f32> {
        let mut cuts = Vec::new();
        // Samples in the bins so far.
        let mut start = 0;
        for bins_left in (2..=n_bins).rev() {
            let aim = start + ((self.len() - start) / bins_left).max(1);
            // The value that the bin would end in, and the nearer end of the samples that have it.
            let at = self.ends.partition_point(|&end| end < aim);
            let (before, end) = (if at == 0 { 0 } else { self.ends[at - 1] }, self.ends[at]);
            let nearer = before > start && (end == self.len() || aim - before < end - aim);
            let next = if nearer { at } else { at + 1 };
            if next == self.values.len() {
                break;
            }
            cuts.push(self.cut_before(next));
            start = self.ends[next - 1];
        }
        cuts
    }
}

/// A number from `a`, included, to `b`, excluded, in the middle where there is one.
fn midpoint(a: f32, b: f32) -> f32 {
    let middle = ((f64::from(a) + f64::from(b)) / 2.0) as f32;
    if middle < b { middle } else { a }
}
