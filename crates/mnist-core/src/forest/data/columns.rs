//! The training samples' bins, feature by feature.

/// One byte a value, feature-major, and once more sample-major for whoever wants all of a sample.
pub(crate) struct Columns {
    n_samples: usize,
    bins: Vec<u8>,
    rows: Vec<u8>,
    n_bins: Vec<u16>,
}

/// Samples that are turned together: a cache line of each column.
const TILE: usize = 64;

impl Columns {
    /// Of bins, feature-major, all below their feature's `n_bins`.
    #[inline(never)]
    pub(super) fn new(n_samples: usize, bins: Vec<u8>, n_bins: Vec<u16>) -> Self {
        let n_features = n_bins.len();
        let mut rows = vec![0; bins.len()];
        for (first, columns) in (0..).step_by(TILE).zip(bins.chunks(TILE * n_samples)) {
            turn(columns, n_samples, &mut rows[first..], n_features);
        }
        Self { n_samples, bins, rows, n_bins }
    }

    /// Of bins, sample-major, all below their feature's `n_bins`.
    #[inline(never)]
    pub(super) fn of_rows(rows: Vec<u8>, n_bins: Vec<u16>) -> Self {
        let n_features = n_bins.len();
        let n_samples = rows.len() / n_features;
        let mut bins = vec![0; rows.len()];
        for (first, rows) in (0..).step_by(TILE).zip(rows.chunks(TILE * n_features)) {
            turn(rows, n_features, &mut bins[first..], n_samples);
        }
        Self { n_samples, bins, rows, n_bins }
    }

    /// The same features of no samples.
    pub(crate) fn like(&self) -> Self {
        Self { n_samples: 0, bins: Vec::new(), rows: Vec::new(), n_bins: self.n_bins.clone() }
    }

    /// Replaces the samples by some of `from`, without rows of their own.
    pub(crate) fn copy_rows(&mut self, from: &Self, samples: impl ExactSizeIterator<Item = u32>) {
        let n_features = self.n_bins.len();
        self.n_samples = samples.len();
        self.rows.clear();
        samples.for_each(|i| self.rows.extend_from_slice(&from.rows[i as usize * n_features..][..n_features]));
        self.bins.resize(self.rows.len(), 0);
        for (first, rows) in (0..).step_by(TILE).zip(self.rows.chunks(TILE * n_features)) {
            turn(rows, n_features, &mut self.bins[first..], self.n_samples);
        }
    }

    /// Number of samples.
    pub(crate) fn n_samples(&self) -> usize {
        self.n_samples
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
        Self::new(n_samples, bins, n_bins)
    }
}

/// Writes at most [`TILE`] rows as the start of columns that are `stride` apart.
#[inline(never)]
fn turn(rows: &[u8], n_features: usize, columns: &mut [u8], stride: usize) {
    let n = rows.len() / n_features;
    for first in (0..n_features).step_by(16) {
        let mut tile = [[0; TILE]; 16];
        let width = 16.min(n_features - first);
        for (at, rows) in (0..).step_by(8).zip(rows.chunks(8 * n_features)) {
            let mut block = [[0; 16]; 8];
            for (row, of_row) in block.iter_mut().zip(rows.chunks_exact(n_features)) {
                row[..width].copy_from_slice(&of_row[first..first + width]);
            }
            let turned = transpose(block);
            tile.iter_mut().zip(&turned).for_each(|(column, bytes)| column[at..at + 8].copy_from_slice(bytes));
        }
        for (column, tile) in columns[first * stride..].chunks_mut(stride).zip(&tile[..width]) {
            column[..n].copy_from_slice(&tile[..n]);
        }
    }
}

/// Eight rows of sixteen bytes as sixteen columns of eight: quarters are swapped, then quarters of quarters, in both halves
/// of the rows at once.
#[inline(always)]
fn transpose(rows: [[u8; 16]; 8]) -> [[u8; 8]; 16] {
    let mut words = rows.map(|row| {
        let (halves, _) = row.as_chunks::<8>();
        [u64::from_le_bytes(halves[0]), u64::from_le_bytes(halves[1])]
    });
    for (size, mask) in [(4, 0x0000_0000_ffff_ffff), (2, 0x0000_ffff_0000_ffff), (1, 0x00ff_00ff_00ff_00ff_u64)] {
        for at in (0..8).filter(|at| at & size == 0) {
            let (above, below) = (words[at], words[at + size]);
            let moved: [u64; 2] = core::array::from_fn(|half| ((above[half] >> (8 * size)) ^ below[half]) & mask);
            words[at] = core::array::from_fn(|half| above[half] ^ moved[half] << (8 * size));
            words[at + size] = core::array::from_fn(|half| below[half] ^ moved[half]);
        }
    }
    core::array::from_fn(|column| words[column % 8][column / 8].to_le_bytes())
}
