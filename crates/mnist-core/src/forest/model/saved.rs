//! A [`RandomForest`] as tensors.
//!
//! `nodes` U32 `[nodes]`: one word a node in preorder, tree after tree; a leaf has the top bit and a row of `leaves`, a split
//! its feature above the bin (low eight bits) up to which samples go left. `tree_sizes` U32 `[trees]`. `leaves` F32 `[rows, 10]`:
//! class shares. `cuts` F32 `[cuts]` and `cut_counts` U32 `[features]`: what divides each feature's bins, ascending.
//! `feature_importances` F32 `[features]`. `oob_score` F64 `[1]`, or `[0]` without.

use super::tree::{MAX_FEATURES, Step, Tree};
use super::{Distribution, RandomForest};
use crate::classifier::N_CLASSES;
use crate::estimator::EstimatorError;
use crate::forest::data::Cuts;
use crate::tensors::{TensorError, TensorFile};

pub(crate) fn save(model: &RandomForest, file: &mut TensorFile, prefix: &str) {
    let nodes: Vec<u32> = model.trees.iter().flat_map(Tree::words).collect();
    let tree_sizes: Vec<u32> = model.trees.iter().map(|tree| tree.len() as u32).collect();
    let of_features = || (0..model.cuts.n_features()).map(|feature| model.cuts.of(feature));
    let cut_counts: Vec<u32> = of_features().map(|cuts| cuts.len() as u32).collect();
    let cuts: Vec<f32> = of_features().flatten().copied().collect();
    file.put_u32(&format!("{prefix}.nodes"), &[nodes.len()], &nodes);
    file.put_u32(&format!("{prefix}.tree_sizes"), &[tree_sizes.len()], &tree_sizes);
    file.put_f32(&format!("{prefix}.leaves"), &[model.leaves.len(), N_CLASSES], model.leaves.as_flattened());
    file.put_f32(&format!("{prefix}.cuts"), &[cuts.len()], &cuts);
    file.put_u32(&format!("{prefix}.cut_counts"), &[cut_counts.len()], &cut_counts);
    file.put_f32(&format!("{prefix}.feature_importances"), &[model.importances.len()], &model.importances);
    let oob_score: Vec<f64> = model.oob_score.into_iter().collect();
    file.put_f64(&format!("{prefix}.oob_score"), &[oob_score.len()], &oob_score);
}

impl RandomForest {
    /// Reads what [`crate::classifier::Classifier::save`] wrote. Every walk through the trees it accepts ends, at a
    /// distribution.
    ///
    /// # Errors
    /// [`EstimatorError::Tensors`] when a tensor is missing, has another shape or cannot be.
    pub fn load(file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let cuts = load_cuts(file, prefix)?;
        let leaves = load_leaves(file, &format!("{prefix}.leaves"))?;
        let trees = load_trees(file, prefix, &cuts, leaves.len())?;
        let importances = file.f32_of_shape(&format!("{prefix}.feature_importances"), &[cuts.n_features()])?;
        let oob_score = load_oob_score(file, &format!("{prefix}.oob_score"))?;
        Ok(Self { cuts, trees, leaves, importances, oob_score })
    }
}

/// A one-dimensional U32 tensor.
pub(crate) fn list(file: &TensorFile, name: &str) -> Result<Vec<u32>, TensorError> {
    let (shape, values) = file.u32(name)?;
    if shape.len() == 1 {
        Ok(values)
    } else {
        Err(TensorError::mismatch(name, "one dimension", format!("shape {shape:?}")))
    }
}

/// Divides `values` into parts of these lengths, if they have exactly their sum.
fn parts<'a, T>(values: &'a [T], lengths: &[u32]) -> Option<Vec<&'a [T]>> {
    let mut rest = values;
    let mut parts = Vec::with_capacity(lengths.len());
    for &length in lengths {
        let (part, after) = rest.split_at_checked(length as usize)?;
        parts.push(part);
        rest = after;
    }
    rest.is_empty().then_some(parts)
}

fn load_cuts(file: &TensorFile, prefix: &str) -> Result<Cuts, TensorError> {
    let counts_name = format!("{prefix}.cut_counts");
    let counts = list(file, &counts_name)?;
    if !(1..=MAX_FEATURES).contains(&counts.len()) {
        return Err(TensorError::mismatch(
            &counts_name,
            format!("1 to {MAX_FEATURES} features"),
            counts.len().to_string(),
        ));
    }
    let name = format!("{prefix}.cuts");
    let (shape, _) = file.f32(&name)?;
    let values = file.f32_of_shape(&name, &[shape.iter().product()])?;
    let parts = parts(&values, &counts).ok_or_else(|| {
        TensorError::mismatch(&counts_name, format!("a sum of {}", values.len()), "another".to_string())
    })?;
    let mut cuts = Cuts::new();
    for part in parts {
        if part.len() > 255 || !part.is_sorted_by(|a, b| a < b) {
            return Err(TensorError::mismatch(&name, "at most 255 ascending cuts a feature", format!("{part:?}")));
        }
        cuts.push(part);
    }
    Ok(cuts)
}

fn load_leaves(file: &TensorFile, name: &str) -> Result<Vec<Distribution>, TensorError> {
    let (shape, values) = file.f32(name)?;
    let (rows, _) = values.as_chunks::<N_CLASSES>();
    if shape != [rows.len(), N_CLASSES] {
        return Err(TensorError::mismatch(name, format!("shape [rows, {N_CLASSES}]"), format!("shape {shape:?}")));
    }
    // Not finite values fail both conditions.
    let is_distribution = |row: &&Distribution| {
        row.iter().all(|p| (0.0..=1.0).contains(p)) && (row.iter().sum::<f32>() - 1.0).abs() < 1e-4
    };
    match rows.iter().find(|row| !is_distribution(row)) {
        None => Ok(rows.to_vec()),
        Some(row) => Err(TensorError::mismatch(name, "shares with sum 1", format!("{row:?}"))),
    }
}

fn load_trees(file: &TensorFile, prefix: &str, cuts: &Cuts, leaves: usize) -> Result<Vec<Tree>, TensorError> {
    let sizes_name = format!("{prefix}.tree_sizes");
    let sizes = list(file, &sizes_name)?;
    let name = format!("{prefix}.nodes");
    let words = list(file, &name)?;
    let parts = parts(&words, &sizes).filter(|parts| !parts.is_empty()).ok_or_else(|| {
        TensorError::mismatch(&sizes_name, format!("sizes with sum {}", words.len()), "another".to_string())
    })?;
    let tree = |(t, words): (usize, &&[u32])| {
        read_tree(words, cuts, leaves).ok_or_else(|| {
            TensorError::mismatch(&name, "whole trees on features and leaves that are there", format!("tree {t}"))
        })
    };
    parts.iter().enumerate().map(tree).collect()
}

/// The tree with these words, if it is one, on features and bins of `cuts` and with rows below `leaves`.
pub(crate) fn read_tree(words: &[u32], cuts: &Cuts, leaves: usize) -> Option<Tree> {
    let is_valid = |step: Step| match step {
        Step::Split { feature, bin } => {
            let feature = feature as usize;
            feature < cuts.n_features() && usize::from(bin) < cuts.of(feature).len()
        }
        Step::Leaf(row) => (row as usize) < leaves,
    };
    Tree::from_words(words, cuts.have_few_bins(), is_valid)
}

fn load_oob_score(file: &TensorFile, name: &str) -> Result<Option<f64>, TensorError> {
    let (shape, values) = file.f64(name)?;
    match values[..] {
        [] if shape == [0] => Ok(None),
        [score] if shape == [1] && (0.0..=1.0).contains(&score) => Ok(Some(score)),
        _ => Err(TensorError::mismatch(name, "nothing or one number, 0 to 1", format!("{values:?}, shape {shape:?}"))),
    }
}
