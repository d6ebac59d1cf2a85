//! What growing one tree gives, on its way from one worker to another.
//!
//! `nodes` U32 `[nodes]`: the tree's words, as in a saved forest, with rows of `leaves`. `leaves` U32 `[rows, 10]`: the
//! ratio of the classes, no common divisor. `importances` F64 `[features]`. With a bootstrap also `drawn` U8 `[samples / 8]`, a
//! bit a sample, lowest first, set where the bootstrap drew it, and `out_of_bag` U32: the row of `leaves` that each of the
//! other samples comes to.

use std::collections::BTreeMap;

use crate::classifier::N_CLASSES;
use crate::forest::data::{Bins, Columns, Cuts, PackedRows};
use crate::forest::growing::counts::Counts;
use crate::forest::growing::{Grown, Training};
use crate::forest::model::node::LANES;
use crate::forest::model::saved::{list, read_tree};
use crate::forest::model::tree::Tree;
use crate::tensors::{TensorError, TensorFile};

/// One tree and what it learnt on the way.
pub(crate) struct Part {
    /// Its leaves name rows of `leaves`.
    pub(crate) tree: Tree,
    /// Each ratio once.
    pub(crate) leaves: Vec<Counts>,
    /// One a feature.
    pub(crate) importances: Vec<f64>,
    /// Samples that the tree has not seen, ascending, and the leaves they come to.
    pub(crate) out_of_bag: Vec<(u32, u32)>,
    /// Samples there are with a bootstrap, 0 without.
    n_samples: usize,
}

impl Part {
    /// Of a tree that was grown on `training`.
    pub(crate) fn of(grown: Grown, training: &Training<'_>) -> Self {
        let Grown { mut tree, leaves, importances, out_of_bag } = grown;
        let (leaves, rows) = ratios(&leaves);
        tree.map_leaves(|leaf| rows[leaf as usize]);
        let out_of_bag = walk(&tree, &out_of_bag, training);
        let n_samples = if training.bootstrap { training.labels.len() } else { 0 };
        Self { tree, leaves, importances, out_of_bag, n_samples }
    }

    /// As tensors.
    pub(crate) fn write(&self) -> TensorFile {
        let mut file = TensorFile::default();
        let nodes: Vec<u32> = self.tree.words().collect();
        file.put_u32("nodes", &[nodes.len()], &nodes);
        file.put_u32("leaves", &[self.leaves.len(), N_CLASSES], self.leaves.as_flattened());
        file.put_f64("importances", &[self.importances.len()], &self.importances);
        if self.n_samples > 0 {
            let mut drawn = vec![u8::MAX; self.n_samples.div_ceil(8)];
            self.out_of_bag.iter().for_each(|&(sample, _)| drawn[sample as usize / 8] &= !(1 << (sample % 8)));
            let rows: Vec<u32> = self.out_of_bag.iter().map(|&(_, row)| row).collect();
            file.put_u8("drawn", &[drawn.len()], &drawn);
            file.put_u32("out_of_bag", &[rows.len()], &rows);
        }
        file
    }

    /// Reads what [`Part::write`] wrote of a fit with these cuts and, with a bootstrap, so many samples.
    ///
    /// # Errors
    /// [`TensorError`] for what no tree can have given.
    pub(crate) fn read(file: &TensorFile, cuts: &Cuts, n_samples: usize) -> Result<Self, TensorError> {
        let leaves = read_leaves(file)?;
        let tree = read_tree(&list(file, "nodes")?, cuts, leaves.len()).ok_or_else(|| {
            TensorError::mismatch("nodes", "one tree on features and leaves that are there", "another")
        })?;
        let importances = read_importances(file, cuts.n_features())?;
        let out_of_bag = if n_samples > 0 { read_out_of_bag(file, n_samples, leaves.len())? } else { Vec::new() };
        Ok(Self { tree, leaves, importances, out_of_bag, n_samples })
    }
}

/// The different ratios among these counts in the order in which they first come, and the row of each count's.
#[inline(never)]
fn ratios(counts: &[Counts]) -> (Vec<Counts>, Vec<u32>) {
    let mut ratios = Vec::new();
    let mut known: BTreeMap<Counts, u32> = BTreeMap::new();
    let row = |counts: &Counts| {
        let divisor = counts.iter().fold(0, |a, &b| gcd(a, b)).max(1);
        let ratio = counts.map(|n| n / divisor);
        *known.entry(ratio).or_insert_with(|| {
            ratios.push(ratio);
            ratios.len() as u32 - 1
        })
    };
    let rows = counts.iter().map(row).collect();
    (ratios, rows)
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The leaves that these training samples come to.
#[inline(never)]
fn walk(tree: &Tree, samples: &[u32], training: &Training<'_>) -> Vec<(u32, u32)> {
    let mut out = Vec::with_capacity(samples.len());
    for group in samples.chunks(LANES) {
        // The last lanes of the last group walk with a sample that another lane has; `zip` leaves them out.
        let lanes: [u32; LANES] = core::array::from_fn(|lane| group[lane.min(group.len() - 1)]);
        let leaves = match training.bins {
            Bins::Packed(packed) => walk_rows(tree, &lanes, &packed.rows),
            Bins::Columns(columns) => walk_columns(tree, &lanes, columns),
        };
        out.extend(group.iter().copied().zip(leaves));
    }
    out
}

#[inline(never)]
fn walk_rows(tree: &Tree, samples: &[u32; LANES], rows: &PackedRows) -> [u32; LANES] {
    tree.leaves(|lane, feature| rows.bin(samples[lane], feature))
}

#[inline(never)]
fn walk_columns(tree: &Tree, samples: &[u32; LANES], columns: &Columns) -> [u32; LANES] {
    tree.leaves(|lane, feature| columns.of(feature)[samples[lane] as usize])
}

fn read_leaves(file: &TensorFile) -> Result<Vec<Counts>, TensorError> {
    let (shape, values) = file.u32("leaves")?;
    let (rows, _) = values.as_chunks::<N_CLASSES>();
    if shape != [rows.len(), N_CLASSES] {
        return Err(TensorError::mismatch("leaves", format!("shape [rows, {N_CLASSES}]"), format!("shape {shape:?}")));
    }
    if rows.iter().any(|counts| counts.iter().all(|&n| n == 0)) {
        return Err(TensorError::mismatch("leaves", "samples in each leaf", "a leaf without"));
    }
    Ok(rows.to_vec())
}

fn read_importances(file: &TensorFile, n_features: usize) -> Result<Vec<f64>, TensorError> {
    let (shape, values) = file.f64("importances")?;
    if shape != [n_features] || !values.iter().all(|v| (0.0..=1.0).contains(v)) {
        return Err(TensorError::mismatch(
            "importances",
            format!("{n_features} numbers, 0 to 1"),
            format!("shape {shape:?}, or others"),
        ));
    }
    Ok(values)
}

fn read_out_of_bag(file: &TensorFile, n_samples: usize, n_leaves: usize) -> Result<Vec<(u32, u32)>, TensorError> {
    let (shape, drawn) = file.u8("drawn")?;
    if shape != [n_samples.div_ceil(8)] {
        return Err(TensorError::mismatch(
            "drawn",
            format!("a bit for each of {n_samples} samples"),
            format!("shape {shape:?}"),
        ));
    }
    let rows = list(file, "out_of_bag")?;
    let samples: Vec<u32> =
        (0..n_samples as u32).filter(|&sample| drawn[sample as usize / 8] >> (sample % 8) & 1 == 0).collect();
    if rows.len() != samples.len() || rows.iter().any(|&row| row as usize >= n_leaves) {
        return Err(TensorError::mismatch("out_of_bag", format!("{} rows below {n_leaves}", samples.len()), "others"));
    }
    Ok(samples.into_iter().zip(rows).collect())
}
