//! The kernel matrix of all training samples in blocks: one sample against one class.
//!
//! One-vs-one pairs are solved class against class, so a block of a sample against its own class serves all the
//! pairs of that class.

use super::cache::Cache;
use super::kernel::KernelFn;
use super::tiles::{LANES, Lanes, Sparse, Tiles};
use crate::matrix::Matrix;

/// The samples of one class.
pub(super) struct ClassSamples {
    /// The label.
    pub(super) class: u8,
    /// Their rows in the training data, ascending.
    pub(super) members: Vec<u32>,
    pub(super) tiles: Tiles,
}

impl ClassSamples {
    /// The samples of each class that has any, classes ascending. `labels` has one of 0..=9 for each row.
    pub(super) fn split(x: &Matrix, labels: &[u8]) -> Vec<Self> {
        (0..crate::classifier::N_CLASSES as u8)
            .map(|class| {
                let of_class = |&(_, &label): &(u32, &u8)| label == class;
                let members: Vec<u32> = (0..).zip(labels).filter(of_class).map(|(row, _)| row).collect();
                Self { class, tiles: Tiles::new(x, &members), members }
            })
            .filter(|samples| !samples.members.is_empty())
            .collect()
    }
}

/// Kernel values between training samples, computed when they are asked for.
pub(super) struct Blocks<'a> {
    x: &'a Matrix,
    pub(super) classes: &'a [ClassSamples],
    kernel: KernelFn,
    cache: Cache,
}

impl<'a> Blocks<'a> {
    /// Keeps at most about `cache_bytes` of values.
    pub(super) fn new(x: &'a Matrix, classes: &'a [ClassSamples], kernel: KernelFn, cache_bytes: usize) -> Self {
        let cache = Cache::new(x.rows() * classes.len(), cache_bytes / size_of::<Lanes>());
        Self { x, classes, kernel, cache }
    }

    /// Makes the block of sample `at` of class `from` against class `against` available.
    pub(super) fn ensure(&mut self, from: usize, at: usize, against: usize) -> u32 {
        let row = self.classes[from].members[at] as usize;
        let tiles = &self.classes[against].tiles;
        let (x, kernel) = (self.x, self.kernel);
        self.cache.ensure(row * self.classes.len() + against, tiles.count(), |out| {
            kernel.row(&Sparse::new(x.row(row)), tiles, out);
        })
    }

    /// The values of a block that was among the latest four made available.
    pub(super) fn values(&self, slot: u32) -> &[Lanes] {
        self.cache.values(slot)
    }

    /// The kernel of each sample of a class with itself, padded.
    pub(super) fn diagonal(&self, class: usize) -> Vec<Lanes> {
        let tiles = &self.classes[class].tiles;
        let mut diagonal = vec![[0.0; LANES]; tiles.count()];
        for at in 0..tiles.len() {
            diagonal[at / LANES][at % LANES] = self.kernel.diagonal(tiles, at);
        }
        diagonal
    }
}
