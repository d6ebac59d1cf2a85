//! Permutation importance (Breiman, "Random Forests", 2001, section 10; scikit-learn's `permutation_importance`).

use super::{Distribution, RandomForest};
use crate::classifier::{N_CLASSES, Progress, argmax, check_features};
use crate::estimator::EstimatorError;
use crate::forest::data::Quantiser;
use crate::matrix::Matrix;
use crate::rng::Rng;

impl RandomForest {
    /// How much accuracy is lost when a feature's values change places among the samples, mean over `n_repeats` (1 to 100)
    /// orders: one number a feature, -1 to 1, about 0 for a feature that does not matter. `x` `[n, features]` should be
    /// samples that the forest was not fitted on, with the label, 0..=9, of each. Order r of feature f is drawn from stream
    /// `f n_repeats + r` of `seed`.
    ///
    /// A tree is asked again only for those samples whose way to a leaf passes the feature, and whose bin changes.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`], [`EstimatorError::Label`], [`EstimatorError::Parameter`] for `n_repeats`,
    /// [`EstimatorError::Cancelled`].
    pub fn permutation_importances(
        &self,
        x: &Matrix,
        labels: &[u8],
        n_repeats: u32,
        seed: u64,
        progress: Progress<'_>,
    ) -> Result<Vec<f32>, EstimatorError> {
        check(self, x, labels, n_repeats)?;
        let n_features = self.cuts.n_features();
        let permutation = Permutation::new(self, x, labels);
        let mut importances = Vec::with_capacity(n_features);
        for feature in 0..n_features {
            let mut lost = 0;
            for repeat in 0..n_repeats {
                let stream = feature as u64 * u64::from(n_repeats) + u64::from(repeat);
                lost += permutation.lost(feature, Rng::new(seed, stream));
            }
            importances.push((lost as f64 / (x.rows() as f64 * f64::from(n_repeats))) as f32);
            if !progress((feature + 1) as f64 / n_features as f64) {
                return Err(EstimatorError::Cancelled);
            }
        }
        Ok(importances)
    }
}

fn check(forest: &RandomForest, x: &Matrix, labels: &[u8], n_repeats: u32) -> Result<(), EstimatorError> {
    check_features(x, forest.cuts.n_features())?;
    if x.rows() != labels.len() || labels.is_empty() {
        return Err(EstimatorError::Shape {
            what: "samples to permute",
            expected: "at least one, and a label for each".into(),
            found: format!("{} samples, {} labels", x.rows(), labels.len()),
        });
    }
    if let Some(index) = labels.iter().position(|&label| usize::from(label) >= N_CLASSES) {
        return Err(EstimatorError::Label { index, label: labels[index] });
    }
    if (1..=100).contains(&n_repeats) {
        return Ok(());
    }
    let (name, expected) = ("n_repeats".into(), "1 to 100".into());
    Err(EstimatorError::Parameter { name, expected, found: n_repeats.to_string() })
}

/// The samples, and where they end in each tree as they are.
struct Permutation<'a> {
    forest: &'a RandomForest,
    labels: &'a [u8],
    /// Sample-major.
    bins: Vec<u8>,
    /// For each feature the trees that ask for it and the samples on whose way they do, tree by tree.
    asked: Vec<Vec<Asked>>,
    /// For each tree the row of the table that each sample comes to.
    rows: Vec<Vec<u32>>,
    /// Which samples the forest gets right as they are.
    right: Vec<bool>,
}

impl<'a> Permutation<'a> {
    fn new(forest: &'a RandomForest, x: &Matrix, labels: &'a [u8]) -> Self {
        let n_features = forest.cuts.n_features();
        let quantiser = Quantiser::new(&forest.cuts, x.rows());
        let mut bins = vec![0; x.rows() * n_features];
        bins.chunks_exact_mut(n_features).enumerate().for_each(|(i, bins)| quantiser.quantise(x.row(i), bins));
        let mut asked = vec![Vec::new(); n_features];
        let mut rows = Vec::with_capacity(forest.trees.len());
        for (t, tree) in (0..).zip(&forest.trees) {
            let of_tree = (0..).zip(bins.chunks_exact(n_features)).map(|(sample, bins)| {
                tree.way(|feature| bins[feature], |feature| note(&mut asked[feature], Asked { tree: t, sample }))
            });
            rows.push(of_tree.collect());
        }
        let mut permutation = Self { forest, labels, bins, asked, rows, right: Vec::new() };
        permutation.right = (0..labels.len()).map(|i| argmax(&permutation.votes(i)) == labels[i]).collect();
        permutation
    }

    /// The sum of the trees' distributions for a sample as it is.
    fn votes(&self, sample: usize) -> Distribution {
        let mut votes = [0.0; N_CLASSES];
        self.rows.iter().for_each(|rows| add(&mut votes, &self.forest.leaves[rows[sample] as usize]));
        votes
    }

    /// How many fewer samples are right with the feature in the order that `rng` draws.
    fn lost(&self, feature: usize, mut rng: Rng) -> i64 {
        if self.asked[feature].is_empty() {
            return 0;
        }
        let n_features = self.forest.cuts.n_features();
        let column: Vec<u8> = self.bins.chunks_exact(n_features).map(|bins| bins[feature]).collect();
        let mut permuted = column.clone();
        rng.shuffle(&mut permuted);
        // Of each sample the trees, ascending, that come to another row now.
        let mut changed: Vec<Vec<(u32, u32)>> = vec![Vec::new(); self.labels.len()];
        for &Asked { tree, sample } in &self.asked[feature] {
            let i = sample as usize;
            if column[i] == permuted[i] {
                continue;
            }
            let bins = &self.bins[i * n_features..][..n_features];
            let bin = |of: usize| if of == feature { permuted[i] } else { bins[of] };
            let row = self.forest.trees[tree as usize].way(bin, |_| {});
            if row != self.rows[tree as usize][i] {
                changed[i].push((tree, row));
            }
        }
        -(0..).zip(&changed).map(|(sample, changed)| self.gain(sample, changed)).sum::<i64>()
    }

    /// 1 when a sample is right with the changed trees' rows and was not, -1 the other way about.
    fn gain(&self, sample: usize, changed: &[(u32, u32)]) -> i64 {
        if changed.is_empty() {
            return 0;
        }
        let mut changed = changed.iter().peekable();
        let mut votes = [0.0; N_CLASSES];
        for (t, rows) in (0..).zip(&self.rows) {
            let row = changed.next_if(|&&(tree, _)| tree == t).map_or(rows[sample], |&(_, row)| row);
            add(&mut votes, &self.forest.leaves[row as usize]);
        }
        i64::from(argmax(&votes) == self.labels[sample]) - i64::from(self.right[sample])
    }
}

/// A tree that asks for a feature on a sample's way to a leaf.
#[derive(Clone, Copy, PartialEq)]
struct Asked {
    tree: u32,
    sample: u32,
}

/// Appends what is not there yet; a way may pass a feature several times.
fn note(asked: &mut Vec<Asked>, new: Asked) {
    if asked.last() != Some(&new) {
        asked.push(new);
    }
}

fn add(votes: &mut Distribution, shares: &Distribution) {
    votes.iter_mut().zip(shares).for_each(|(sum, p)| *sum += p);
}
