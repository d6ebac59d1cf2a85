//! Where to cut a feature, from its values.

use crate::forest::params::Binning;

/// How to cut, knowing all features.
pub(super) enum Rule {
    Quantile,
    Uniform,
    /// These cuts, ascending, for every feature.
    Shared(Vec<f32>),
}

impl Rule {
    /// `values` gives all values of all features, at least one; it is asked for them only where they matter.
    pub(super) fn new<I: Iterator<Item = f32>>(binning: Binning, n_bins: usize, values: impl Fn() -> I) -> Self {
        match binning {
            Binning::Quantile => Self::Quantile,
            Binning::Uniform => Self::Uniform,
            Binning::Shared => Self::Shared(shared_cuts(n_bins, values)),
        }
    }
}

/// One cut above the least of all values, the others at equal distances from it to the largest.
fn shared_cuts<I: Iterator<Item = f32>>(n_bins: usize, values: impl Fn() -> I) -> Vec<f32> {
    let (low, high) = values().fold((f32::MAX, f32::MIN), |(low, high), value| (value.min(low), value.max(high)));
    let next = values().fold(high, |next, value| if value > low { value.min(next) } else { next });
    let first = midpoint(low, next);
    let width = (f64::from(high) - f64::from(low)) / (n_bins - 1) as f64;
    let equal = (1..n_bins - 1).map(|k| (f64::from(low) + width * k as f64) as f32);
    core::iter::once(first).chain(equal.filter(|&cut| cut > first)).collect()
}

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
    pub(super) fn cuts(&self, n_bins: usize, rule: &Rule) -> Vec<f32> {
        if self.values.len() <= n_bins {
            return (1..self.values.len()).map(|at| self.cut_before(at)).collect();
        }
        let (low, high) = (self.values[0], self.values[self.values.len() - 1]);
        let mut cuts = match rule {
            Rule::Quantile => self.quantile_cuts(n_bins),
            Rule::Uniform => {
                let width = (f64::from(high) - f64::from(low)) / n_bins as f64;
                (1..n_bins).map(|k| (f64::from(low) + width * k as f64) as f32).collect::<Vec<f32>>()
            }
            // One that leaves nothing on a side is of no use.
            Rule::Shared(cuts) => cuts.iter().copied().filter(|&cut| low <= cut && cut < high).collect(),
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
