//! A fitted [`RandomForest`]: `tree` is walked, `saved` writes and reads.

pub(crate) mod saved;
pub(crate) mod tree;

use self::tree::{LANES, Tree};
use crate::classifier::{Classifier, N_CLASSES, check_features};
use crate::estimator::EstimatorError;
use crate::forest::data::Cuts;
use crate::matrix::Matrix;
use crate::tensors::TensorFile;

/// Samples that meet a tree while it is in the processor's cache.
const BLOCK_ROWS: usize = 1024;

/// The share of each class.
pub(crate) type Distribution = [f32; N_CLASSES];

/// A random forest or extra trees (scikit-learn's `RandomForestClassifier` and `ExtraTreesClassifier`).
///
/// Probabilities are the mean over the trees of the class shares of the leaves.
pub struct RandomForest {
    pub(crate) cuts: Cuts,
    pub(crate) trees: Vec<Tree>,
    /// The distributions that leaves have, each once.
    pub(crate) leaves: Vec<Distribution>,
    pub(crate) importances: Vec<f32>,
    pub(crate) oob_score: Option<f64>,
}

impl RandomForest {
    /// Number of trees.
    pub fn n_trees(&self) -> usize {
        self.trees.len()
    }

    /// Number of nodes of all trees, leaves included.
    pub fn n_nodes(&self) -> usize {
        self.trees.iter().map(Tree::len).sum()
    }

    /// What each feature's splits took off the Gini impurity, mean over the trees, sum 1: scikit-learn's
    /// `feature_importances_`. All 0 when no tree has a split.
    pub fn feature_importances(&self) -> &[f32] {
        &self.importances
    }

    /// The share of training samples that the trees which did not see them get right: scikit-learn's `oob_score_`.
    /// `None` without bootstrap, or when every tree saw every sample.
    pub fn oob_score(&self) -> Option<f64> {
        self.oob_score
    }

    /// Adds the trees' distributions for a sample's bins to `sums`.
    #[inline(never)]
    fn predict_block(&self, bins: &[u8], sums: &mut [Distribution]) {
        let n_features = self.cuts.n_features();
        for tree in &self.trees {
            for (bins, sums) in bins.chunks(n_features * LANES).zip(sums.chunks_mut(LANES)) {
                // The last lanes of the last group walk with a sample that another lane has; `zip` leaves them out.
                let last = sums.len() - 1;
                let rows = core::array::from_fn(|lane| &bins[lane.min(last) * n_features..][..n_features]);
                for (sums, row) in sums.iter_mut().zip(tree.leaves(&rows)) {
                    sums.iter_mut().zip(&self.leaves[row as usize]).for_each(|(sum, p)| *sum += p);
                }
            }
        }
    }
}

impl Classifier for RandomForest {
    fn n_features_in(&self) -> usize {
        self.cuts.n_features()
    }

    fn predict_proba(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        let n_features = self.cuts.n_features();
        check_features(x, n_features)?;
        let mut proba = Matrix::zeros(x.rows(), N_CLASSES);
        let mut bins = vec![0; BLOCK_ROWS.min(x.rows()) * n_features];
        for start in (0..x.rows()).step_by(BLOCK_ROWS) {
            let rows = start..x.rows().min(start + BLOCK_ROWS);
            for (row, bins) in rows.clone().zip(bins.chunks_exact_mut(n_features)) {
                crate::forest::data::quantise(&self.cuts, x.row(row), bins);
            }
            let mut sums = vec![[0.0; N_CLASSES]; rows.len()];
            self.predict_block(&bins[..rows.len() * n_features], &mut sums);
            for (row, sums) in rows.zip(&sums) {
                let all: f32 = sums.iter().sum();
                proba.row_mut(row).iter_mut().zip(sums).for_each(|(p, sum)| *p = sum / all);
            }
        }
        Ok(proba)
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        saved::save(self, file, prefix);
    }
}
