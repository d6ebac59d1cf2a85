//! A fitted [`RandomForest`]: `tree` is walked from `node` to node, its `top` by eight samples at once; `predict` walks with
//! many samples, `permutation` weighs the features, `saved` writes and reads.

pub(crate) mod node;
mod permutation;
mod predict;
pub(crate) mod saved;
mod short;
mod top;
pub(crate) mod tree;

use self::tree::Tree;
use crate::classifier::{Classifier, N_CLASSES, check_features};
use crate::estimator::EstimatorError;
use crate::forest::data::Cuts;
use crate::matrix::Matrix;
use crate::tensors::TensorFile;

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
}

impl Classifier for RandomForest {
    fn n_features_in(&self) -> usize {
        self.cuts.n_features()
    }

    fn predict_proba(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, self.cuts.n_features())?;
        Ok(predict::predict_proba(self, x))
    }

    fn facts(&self) -> Vec<(&'static str, f64)> {
        let sizes = [("n_estimators", self.n_trees() as f64), ("n_nodes", self.n_nodes() as f64)];
        sizes.into_iter().chain(self.oob_score.map(|score| ("oob_score", score))).collect()
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        saved::save(self, file, prefix);
    }
}
