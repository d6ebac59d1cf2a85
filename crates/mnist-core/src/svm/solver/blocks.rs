//! The kernel matrix of all training samples in blocks: one sample against one class.
//!
//! One-vs-one pairs are solved class against class, so a block of a sample against its own class serves all the
//! pairs of that class; a block against another class serves one pair.

use super::store::{Kind, Store};
use crate::classifier::N_CLASSES;
use crate::matrix::Matrix;
use crate::svm::kernel::KernelFn;
use crate::svm::kernel::Lanes;
use crate::svm::kernel::Samples;
use crate::svm::kernel::Unit;

/// The samples of one class, in the order of the training data.
pub(in crate::svm) struct ClassSamples {
    /// The label.
    pub(in crate::svm) class: u8,
    pub(in crate::svm) samples: Samples,
}

impl ClassSamples {
    /// The samples of each class that has any, classes ascending. `labels` has one of 0..=9 for each row, and all of `x`
    /// are pixels in the unit, if there is one.
    fn split(x: &Matrix, labels: &[u8], unit: Option<Unit>) -> Vec<Self> {
        (0..N_CLASSES as u8)
            .map(|class| {
                let members = labels.iter().filter(|&&label| label == class).count();
                let mut samples = Samples::with_capacity(x.cols(), unit, members);
                let of_class = (0..).zip(labels).filter(|&(_, &label)| label == class);
                of_class.for_each(|(row, _)| samples.push(x.row(row)));
                Self { class, samples }
            })
            .filter(|class| class.samples.len() > 0)
            .collect()
    }

    /// The features of some samples.
    pub(in crate::svm) fn features(&self, at: &[u32]) -> Vec<Vec<f32>> {
        at.iter().map(|&at| self.samples.sample(at as usize)).collect()
    }
}

/// Kernel values between training samples, computed when they are asked for.
pub(in crate::svm) struct Blocks {
    pub(in crate::svm) classes: Vec<ClassSamples>,
    pub(in crate::svm) n_features: usize,
    pub(in crate::svm) kernel: KernelFn,
    /// In which all samples are pixels, if there is one.
    pub(in crate::svm) unit: Option<Unit>,
    pair: [usize; 2],
    store: Store,
}

impl Blocks {
    /// Keeps at most about `cache_bytes` of values.
    pub(in crate::svm) fn new(x: &Matrix, labels: &[u8], kernel: KernelFn, cache_bytes: usize) -> Self {
        let unit = Unit::of(x.data(), x.cols());
        let classes = ClassSamples::split(x, labels, unit);
        let samples: Vec<usize> = classes.iter().map(|class| class.samples.len()).collect();
        let width = classes.iter().map(|class| class.samples.n_tiles()).max().unwrap_or(0);
        let store = Store::new(&samples, width, cache_bytes / size_of::<Lanes>());
        Self { classes, n_features: x.cols(), kernel, unit, pair: [0, 0], store }
    }

    /// Turns to a pair of classes.
    pub(in crate::svm) fn enter(&mut self, pair: [usize; 2]) {
        self.pair = pair;
        self.store.enter(pair);
    }

    /// The class of a half of the pair.
    pub(in crate::svm) fn half(&self, half: usize) -> &ClassSamples {
        &self.classes[self.pair[half]]
    }

    /// Calls `each` with the blocks of samples `from`, numbers within half `half`, against half `against`.
    /// Blocks that have been computed in an earlier call are computed again only if there was no room to keep them.
    pub(in crate::svm) fn with(&mut self, half: usize, from: &[u32], against: usize, each: impl FnOnce(&[&[Lanes]])) {
        let kind = Kind { half, own: half == against };
        let missing: Vec<u32> = from.iter().copied().filter(|&at| self.store.slot(kind, at).is_none()).collect();
        let slots: Vec<u32> = missing.iter().map(|&at| self.store.insert(kind, at)).collect();
        let features = self.half(half).features(&missing);
        let samples = &self.classes[self.pair[against]].samples;
        let rows = samples.prepare(&features.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let pool = &mut self.store.pool;
        let sink = |row: usize, tile: usize, values: &Lanes| pool.write(slots[row], tile, values);
        samples.kernel_rows(self.kernel, &rows, 0..samples.n_tiles(), sink);
        let here = from.iter().filter_map(|&at| self.store.slot(kind, at));
        each(&here.map(|slot| self.store.pool.values(slot)).collect::<Vec<_>>());
        self.store.trim(kind, missing.len());
    }
}
