//! The training samples' bins, feature by feature.

/// One byte a value, feature-major.
pub(crate) struct Columns {
    n_samples: usize,
    bins: Vec<u8>,
    n_bins: Vec<u16>,
}

/// Samples that are turned together: a cache line of each column.
pub(super) const TILE: usize = 64;

impl Columns {
    /// Of bins, feature-major, all below their feature's `n_bins`.
    pub(super) fn new(n_samples: usize, bins: Vec<u8>, n_bins: Vec<u16>) -> Self {
        Self { n_samples, bins, n_bins }
    }

    /// Of so many samples, all in the first bin.
    pub(super) fn zeros(n_samples: usize, n_bins: Vec<u16>) -> Self {
        Self { n_samples, bins: vec![0; n_samples * n_bins.len()], n_bins }
    }

    /// Sets the bins, sample-major, of at most [`TILE`] samples from `start` on.
    #[inline(never)]
    pub(super) fn put_rows(&mut self, start: usize, rows: &[u8]) {
        turn(rows, self.n_bins.len(), &mut self.bins[start..], self.n_samples);
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
        Self { n_samples, bins, n_bins }
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
