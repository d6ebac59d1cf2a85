//! The training samples' bins, feature by feature.

/// One byte a value, feature-major.
pub(crate) struct Columns {
    n_samples: usize,
    bins: Vec<u8>,
    n_bins: Vec<u16>,
}

/// Samples and features that are turned together: their bytes stay in the processor's nearest cache.
const TILE: usize = 32;

impl Columns {
    /// Of bins, feature-major, all below their feature's `n_bins`.
    pub(super) fn new(n_samples: usize, bins: Vec<u8>, n_bins: Vec<u16>) -> Self {
        Self { n_samples, bins, n_bins }
    }

    /// Of bins, sample-major.
    #[inline(never)]
    pub(super) fn of_rows(rows: &[u8], n_bins: Vec<u16>) -> Self {
        let n_features = n_bins.len();
        let n_samples = rows.len() / n_features;
        let mut bins = vec![0; rows.len()];
        for start in (0..n_samples).step_by(TILE) {
            let end = n_samples.min(start + TILE);
            turn(&rows[start * n_features..end * n_features], n_features, &mut bins[start..], n_samples);
        }
        Self { n_samples, bins, n_bins }
    }

    /// The bins of a feature, one a sample.
    pub(crate) fn of(&self, feature: usize) -> &[u8] {
        &self.bins[feature * self.n_samples..][..self.n_samples]
    }

    /// Number of features.
    pub(crate) fn n_features(&self) -> usize {
        self.n_bins.len()
    }

    /// How many bins a feature has.
    pub(crate) fn n_bins(&self, feature: usize) -> usize {
        self.n_bins[feature] as usize
    }

    /// Of bins, feature-major.
    #[cfg(test)]
    pub(crate) fn of_bins(n_samples: usize, bins: Vec<u8>) -> Self {
        let n_bins =
            bins.chunks_exact(n_samples).map(|of| of.iter().fold(0, |a, &b| u16::from(b).max(a)) + 1).collect();
        Self { n_samples, bins, n_bins }
    }
}

/// Writes a few rows as the start of columns that are `stride` apart.
#[inline(never)]
fn turn(rows: &[u8], n_features: usize, columns: &mut [u8], stride: usize) {
    let n = rows.len() / n_features;
    for first in (0..n_features).step_by(TILE) {
        let mut tile = [[0; TILE]; TILE];
        for (i, row) in rows.chunks_exact(n_features).enumerate() {
            let of_row = &row[first..n_features.min(first + TILE)];
            tile.iter_mut().zip(of_row).for_each(|(column, &bin)| column[i % TILE] = bin);
        }
        for (column, tile) in columns[first * stride..].chunks_mut(stride).zip(&tile) {
            let n = n.min(column.len());
            column[..n].copy_from_slice(&tile[..n]);
        }
    }
}
