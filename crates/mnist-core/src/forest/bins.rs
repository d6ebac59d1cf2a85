//! Features cut into bins, so that a feature of a sample is one byte.

use super::params::Binning;
use crate::matrix::Matrix;

/// The cuts of each feature, ascending, at most 255. A value's bin is the number of cuts below it, so bin <= t means
/// value <= cut t.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cuts {
    /// Where each feature's cuts end in `values`.
    ends: Vec<u32>,
    values: Vec<f32>,
}

impl Cuts {
    /// No feature yet.
    pub(super) fn new() -> Self {
        Self { ends: Vec::new(), values: Vec::new() }
    }

    /// Adds the next feature's cuts.
    pub(super) fn push(&mut self, cuts: &[f32]) {
        self.values.extend_from_slice(cuts);
        self.ends.push(self.values.len() as u32);
    }

    /// Number of features.
    pub(super) fn n_features(&self) -> usize {
        self.ends.len()
    }

    /// The cuts of a feature.
    pub(super) fn of(&self, feature: usize) -> &[f32] {
        let start = if feature == 0 { 0 } else { self.ends[feature - 1] };
        &self.values[start as usize..self.ends[feature] as usize]
    }

    /// The bins of a sample, one a feature.
    #[inline(never)]
    pub(super) fn quantise(&self, row: &[f32], out: &mut [u8]) {
        for (feature, (out, &value)) in out.iter_mut().zip(row).enumerate() {
            *out = bin(self.of(feature), value);
        }
    }
}

/// The number of cuts below `value`.
fn bin(cuts: &[f32], value: f32) -> u8 {
    cuts.partition_point(|&cut| cut < value) as u8
}

/// The bins of many values. Up to three cuts are counted one by one, which vectorises.
#[inline(never)]
fn extend_bins(out: &mut Vec<u8>, cuts: &[f32], values: &[f32]) {
    let mut few = [f32::INFINITY; 3];
    match few.get_mut(..cuts.len()) {
        None => out.extend(values.iter().map(|&value| bin(cuts, value))),
        Some(used) => {
            used.copy_from_slice(cuts);
            let below = |value: f32| few.iter().map(|&cut| u8::from(cut < value)).sum::<u8>();
            out.extend(values.iter().map(|&value| below(value)));
        }
    }
}

/// The training samples' bins, feature-major.
pub(super) struct Columns {
    n_samples: usize,
    bins: Vec<u8>,
    n_bins: Vec<u16>,
}

impl Columns {
    /// The bins of a feature, one a sample.
    pub(super) fn of(&self, feature: usize) -> &[u8] {
        &self.bins[feature * self.n_samples..][..self.n_samples]
    }

    /// Of bins, feature-major.
    #[cfg(test)]
    pub(super) fn of_bins(n_samples: usize, bins: Vec<u8>) -> Self {
        let n_bins =
            bins.chunks_exact(n_samples).map(|of| of.iter().fold(0, |a, &b| u16::from(b).max(a)) + 1).collect();
        Self { n_samples, bins, n_bins }
    }

    /// Number of features.
    pub(super) fn n_features(&self) -> usize {
        self.n_bins.len()
    }

    /// How many bins a feature has.
    pub(super) fn n_bins(&self, feature: usize) -> usize {
        self.n_bins[feature] as usize
    }
}

/// Features that one pass over the rows gathers: a row's cache line holds about as many.
const GATHERED: usize = 16;

/// Cuts every feature of `x`. `None` when `on_features`, told how many are done, answers `false`.
pub(super) fn cut(
    x: &Matrix,
    n_bins: usize,
    binning: Binning,
    on_features: &mut dyn FnMut(usize) -> bool,
) -> Option<(Cuts, Columns)> {
    let mut cuts = Cuts::new();
    let mut bins = Vec::with_capacity(x.rows() * x.cols());
    let mut gathered: Vec<Vec<f32>> = vec![vec![0.0; x.rows()]; GATHERED];
    let mut sorted = Vec::with_capacity(x.rows());
    for first in (0..x.cols()).step_by(GATHERED) {
        let features = first..x.cols().min(first + GATHERED);
        gather(x, features.clone(), &mut gathered);
        for (feature, values) in features.clone().zip(&gathered) {
            sorted.clone_from(values);
            sorted.sort_unstable_by(f32::total_cmp);
            cuts.push(&feature_cuts(&sorted, n_bins, binning));
            extend_bins(&mut bins, cuts.of(feature), values);
        }
        if !on_features(features.end) {
            return None;
        }
    }
    let n_bins = (0..x.cols()).map(|feature| cuts.of(feature).len() as u16 + 1).collect();
    Some((cuts, Columns { n_samples: x.rows(), bins, n_bins }))
}

/// The values of some features, one list a feature.
#[inline(never)]
fn gather(x: &Matrix, features: core::ops::Range<usize>, out: &mut [Vec<f32>]) {
    for i in 0..x.rows() {
        for (out, &value) in out.iter_mut().zip(&x.row(i)[features.clone()]) {
            out[i] = value;
        }
    }
}

/// At most `n_bins - 1` cuts for ascending values.
#[inline(never)]
fn feature_cuts(sorted: &[f32], n_bins: usize, binning: Binning) -> Vec<f32> {
    let steps = || sorted.windows(2).filter(|pair| pair[0] < pair[1]);
    if steps().take(n_bins).count() < n_bins {
        return steps().map(|pair| midpoint(pair[0], pair[1])).collect();
    }
    let mut cuts = match binning {
        Binning::Quantile => quantile_cuts(sorted, n_bins),
        Binning::Uniform => {
            let (low, high) = (f64::from(sorted[0]), f64::from(sorted[sorted.len() - 1]));
            let width = (high - low) / n_bins as f64;
            (1..n_bins).map(|k| (low + width * k as f64) as f32).collect::<Vec<f32>>()
        }
    };
    cuts.dedup();
    cuts
}

/// Cuts for bins of about equally many samples. Equal values share a bin, however many they are; the bins after it
/// divide what is left equally, or else a feature that is mostly 0 would have one bin.
fn quantile_cuts(sorted: &[f32], n_bins: usize) -> Vec<f32> {
    let mut cuts = Vec::new();
    let mut start = 0;
    for bins_left in (2..=n_bins).rev() {
        let share = ((sorted.len() - start) / bins_left).max(1);
        let aim = start + share;
        let value = sorted[aim - 1];
        // The nearer end of the values equal to it.
        let (first, end) = (sorted.partition_point(|&v| v < value), sorted.partition_point(|&v| v <= value));
        let at = if first > start && (end == sorted.len() || aim - first < end - aim) { first } else { end };
        if at == sorted.len() {
            break;
        }
        cuts.push(midpoint(sorted[at - 1], sorted[at]));
        start = at;
    }
    cuts
}

/// A number from `a`, included, to `b`, excluded, in the middle where there is one.
fn midpoint(a: f32, b: f32) -> f32 {
    let middle = ((f64::from(a) + f64::from(b)) / 2.0) as f32;
    if middle < b { middle } else { a }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut_column(values: &[f32], n_bins: usize, binning: Binning) -> (Vec<f32>, Vec<u8>) {
        let x = Matrix::new(values.len(), 1, values.to_vec()).unwrap();
        let (cuts, columns) = cut(&x, n_bins, binning, &mut |_| true).unwrap();
        (cuts.of(0).to_vec(), columns.of(0).to_vec())
    }

    #[test]
    fn few_values_are_cut_between_any_two() {
        let (cuts, bins) = cut_column(&[4.0, 0.0, 1.0, 4.0, -0.0], 4, Binning::Uniform);
        assert_eq!(cuts, [0.5, 2.5]);
        assert_eq!(bins, [2, 0, 1, 2, 0]);
        assert_eq!(cut_column(&[7.0, 7.0], 4, Binning::Quantile), (vec![], vec![0, 0]));
    }

    #[test]
    fn many_values_are_cut_by_number_or_by_width() {
        let values: Vec<f32> = (0..100u8).map(|v| f32::from(v) * f32::from(v)).collect();
        assert_eq!(cut_column(&values, 4, Binning::Quantile).0, [600.5, 2450.5, 5550.5]);
        assert_eq!(cut_column(&values, 4, Binning::Uniform).0, [2450.25, 4900.5, 7350.75]);
    }

    #[test]
    fn quantiles_divide_what_many_equal_values_leave() {
        let values: Vec<f32> = (0..100u8).map(|v| f32::from(v.saturating_sub(90))).collect();
        assert_eq!(cut_column(&values, 4, Binning::Quantile).0, [0.5, 3.5, 6.5]);
        // Sorted -9 to 0, most of them 0: the last bin is as large as it has to be.
        let mirrored: Vec<f32> = values.iter().map(|v| -v).collect();
        assert_eq!(cut_column(&mirrored, 4, Binning::Quantile).0, [-0.5]);
    }

    #[test]
    fn neighbouring_floats_are_told_apart() {
        let (low, high) = (1.0f32, 1.0f32.next_up());
        assert_eq!(cut_column(&[low, high], 2, Binning::Quantile).1, [0, 1]);
        assert_eq!(cut_column(&[f32::MIN, f32::MAX], 2, Binning::Quantile).0, [0.0]);
    }

    proptest! {
        #[test]
        fn bins_keep_the_order_and_cuts_divide_them(
            values in proptest::collection::vec(prop_oneof![-3i16..3, any::<i16>()], 1..400),
            n_bins in 2usize..=256,
            quantile in any::<bool>(),
        ) {
            let values: Vec<f32> = values.into_iter().map(f32::from).collect();
            let binning = if quantile { Binning::Quantile } else { Binning::Uniform };
            let (cuts, bins) = cut_column(&values, n_bins, binning);
            prop_assert!(cuts.len() < n_bins && cuts.windows(2).all(|c| c[0] < c[1]));
            for (&a, &bin) in values.iter().zip(&bins) {
                prop_assert_eq!(usize::from(bin), cuts.iter().filter(|&&cut| cut < a).count());
            }
        }
    }
}
