//! Where features are cut into bins.

use super::packed::MAX_BINS;

/// The cuts of each feature, ascending, at most 255. A value's bin is the number of cuts below it, so bin <= t means
/// value <= cut t.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cuts {
    /// Where each feature's cuts end in `values`.
    ends: Vec<u32>,
    values: Vec<f32>,
}

impl Cuts {
    /// No feature yet.
    pub(crate) fn new() -> Self {
        Self { ends: Vec::new(), values: Vec::new() }
    }

    /// Adds the next feature's cuts.
    pub(crate) fn push(&mut self, cuts: &[f32]) {
        self.values.extend_from_slice(cuts);
        self.ends.push(self.values.len() as u32);
    }

    /// Number of features.
    pub(crate) fn n_features(&self) -> usize {
        self.ends.len()
    }

    /// The cuts of a feature.
    pub(crate) fn of(&self, feature: usize) -> &[f32] {
        let start = if feature == 0 { 0 } else { self.ends[feature - 1] };
        &self.values[start as usize..self.ends[feature] as usize]
    }

    /// The number of bins of each feature.
    pub(crate) fn n_bins(&self) -> Vec<u16> {
        (0..self.n_features()).map(|feature| self.of(feature).len() as u16 + 1).collect()
    }

    /// Whether two bits tell every feature's bins apart.
    pub(crate) fn have_few_bins(&self) -> bool {
        (0..self.n_features()).all(|feature| self.of(feature).len() < MAX_BINS)
    }
}

/// The number of cuts below `value`.
pub(crate) fn bin(cuts: &[f32], value: f32) -> u8 {
    cuts.partition_point(|&cut| cut < value) as u8
}
