//! The kernel matrix of all training samples in blocks: one sample against one class.
//!
//! One-vs-one pairs are solved class against class, so a block of a sample against its own class serves all the
//! pairs of that class; a block against another class serves one pair.

use super::store::Store;
use crate::classifier::N_CLASSES;
use crate::matrix::Matrix;
use crate::svm::kernel::KernelFn;
use crate::svm::kernel::Lanes;
use crate::svm::kernel::Samples;
use crate::svm::kernel::Unit;

/// The samples of one class.
pub(in crate::svm) struct ClassSamples {
    /// The label.
    pub(in crate::svm) class: u8,
    /// Their rows in the training data, ascending.
    pub(in crate::svm) members: Vec<u32>,
    pub(in crate::svm) samples: Samples,
}

impl ClassSamples {
    /// The samples of each class that has any, classes ascending. `labels` has one of 0..=9 for each row, and all of `x`
    /// are pixels in the unit, if there is one.
    pub(in crate::svm) fn split(x: &Matrix, labels: &[u8], unit: Option<Unit>) -> Vec<Self> {
        (0..N_CLASSES as u8)
            .map(|class| {
                let of_class = |&(_, &label): &(u32, &u8)| label == class;
                let members: Vec<u32> = (0..).zip(labels).filter(of_class).map(|(row, _)| row).collect();
                let mut samples = Samples::new(x.cols(), unit);
                members.iter().for_each(|&member| samples.push(x.row(member as usize)));
                Self { class, members, samples }
            })
            .filter(|samples| !samples.members.is_empty())
            .collect()
    }
}

/// Kernel values between training samples, computed when they are asked for.
pub(in crate::svm) struct Blocks<'a> {
    pub(in crate::svm) x: &'a Matrix,
    pub(in crate::svm) classes: &'a [ClassSamples],
    pub(in crate::svm) kernel: KernelFn,
    /// In which all samples are pixels, if there is one.
    pub(in crate::svm) unit: Option<Unit>,
    store: Store,
}

impl<'a> Blocks<'a> {
    /// Keeps at most about `cache_bytes` of values.
    pub(in crate::svm) fn new(
        x: &'a Matrix,
        classes: &'a [ClassSamples],
        kernel: KernelFn,
        unit: Option<Unit>,
        cache_bytes: usize,
    ) -> Self {
        let width = classes.iter().map(|class| class.samples.n_tiles()).max().unwrap_or(0);
        let store = Store::new(x.rows() * classes.len(), width, cache_bytes / size_of::<Lanes>());
        Self { x, classes, kernel, unit, store }
    }

    /// Calls `each` with the blocks of samples `from`, numbers within class `class`, against class `against`.
    /// Blocks that have been computed in an earlier call are computed again only if there was no room to keep them.
    pub(in crate::svm) fn with(&mut self, class: usize, from: &[u32], against: usize, each: impl FnOnce(&[&[Lanes]])) {
        let members = &self.classes[class].members;
        let key = |at: u32| members[at as usize] as usize * self.classes.len() + against;
        let missing: Vec<u32> = from.iter().copied().filter(|&at| !self.store.has(key(at))).collect();
        let samples = &self.classes[against].samples;
        let slots: Vec<u32> = missing.iter().map(|&at| self.store.insert(key(at))).collect();
        let rows: Vec<&[f32]> = missing.iter().map(|&at| self.x.row(members[at as usize] as usize)).collect();
        let sink = |row: usize, tile: usize, values: &Lanes| self.store.write(slots[row], tile, values);
        samples.kernel_rows(self.kernel, &samples.prepare(&rows), 0..samples.n_tiles(), sink);
        each(&from.iter().map(|&at| self.store.values(key(at))).collect::<Vec<_>>());
        // Blocks against the own class serve other pairs; those of this pair need some room as well.
        self.store.trim(missing.into_iter().map(key), class == against);
    }

    /// Forgets the blocks of two classes against each other, which no other pair needs.
    pub(in crate::svm) fn forget(&mut self, class: usize, against: usize) {
        for &member in &self.classes[class].members {
            self.store.remove(member as usize * self.classes.len() + against);
        }
    }
}
