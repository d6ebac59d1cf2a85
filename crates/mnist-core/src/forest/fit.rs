//! Fitting a [`RandomForest`]: cutting the features, growing the trees, gathering their leaves.

use std::collections::BTreeMap;

use super::bins::{Cuts, cut};
use super::counts::{Counts, total};
use super::grow::{Grown, Training, grow};
use super::model::{Distribution, RandomForest};
use super::packed::{self, PackedRows};
use super::params::ForestParams;
use super::samples::Data;
use super::tree::MAX_FEATURES;
use crate::classifier::{N_CLASSES, Progress, argmax, check_labels};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::rng::Rng;

/// The part of the progress that cutting the features takes.
const CUTTING: f64 = 0.04;

impl RandomForest {
    /// Trains on `x` `[n, features]` with the label, 0..=9, of each row. Tree t is a function of the data, the parameters,
    /// `seed` and t alone.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], what [`check_labels`] refuses, [`EstimatorError::Shape`] for more than 8 million
    /// features or 200 million samples, [`EstimatorError::Cancelled`].
    pub fn fit(
        params: &ForestParams,
        x: &Matrix,
        labels: &[u8],
        seed: u64,
        progress: Progress<'_>,
    ) -> Result<Self, EstimatorError> {
        params.check()?;
        check_labels(x, labels)?;
        check_size(x)?;
        let mut on_features = |done: usize| progress(CUTTING * done as f64 / x.cols() as f64);
        let (cuts, columns) =
            cut(x, params.n_bins as usize, params.binning, &mut on_features).ok_or(EstimatorError::Cancelled)?;
        let rows = PackedRows::new(&columns, x.rows());
        let training = training(params, Data { columns: &columns, rows: rows.as_ref() }, labels);
        let mut gathering = Gathering::new(cuts);
        let trees = f64::from(params.n_estimators);
        for t in 0..params.n_estimators {
            let mut report = |share: f64| progress(CUTTING + (1.0 - CUTTING) * (f64::from(t) + share) / trees);
            let grown = grow(&training, Rng::new(seed, u64::from(t)), &mut report).ok_or(EstimatorError::Cancelled)?;
            gathering.add(grown, &training);
            // The last is reported when all is done.
            if t + 1 < params.n_estimators && !report(1.0) {
                return Err(EstimatorError::Cancelled);
            }
        }
        let model = gathering.finish(labels);
        if progress(1.0) { Ok(model) } else { Err(EstimatorError::Cancelled) }
    }
}

/// A node has 23 bits for a feature, a sample 28 for its weight.
fn check_size(x: &Matrix) -> Result<(), EstimatorError> {
    if x.cols() <= MAX_FEATURES && x.rows() <= 200_000_000 {
        return Ok(());
    }
    Err(EstimatorError::Shape {
        what: "training data",
        expected: format!("at most 200000000 samples of {MAX_FEATURES} features"),
        found: format!("{} x {}", x.rows(), x.cols()),
    })
}

fn training<'a>(params: &ForestParams, data: Data<'a>, labels: &'a [u8]) -> Training<'a> {
    Training {
        data,
        labels,
        bootstrap: params.bootstrap,
        splitter: params.splitter,
        max_features: params.max_features.resolve(data.columns.n_features()),
        max_depth: params.max_depth.unwrap_or(u32::MAX),
        min_split: u64::from(params.min_samples_split),
        min_leaf: u64::from(params.min_samples_leaf),
    }
}

/// A forest in the making.
struct Gathering {
    model: RandomForest,
    /// The row of each distribution in the model's table.
    rows: BTreeMap<Counts, u32>,
    importances: Vec<f64>,
    /// For each sample the sum of the distributions of the trees that did not see it.
    out_of_bag: Vec<Distribution>,
}

impl Gathering {
    fn new(cuts: Cuts) -> Self {
        let importances = vec![0.0; cuts.n_features()];
        let model = RandomForest { cuts, trees: vec![], leaves: vec![], importances: vec![], oob_score: None };
        Self { model, rows: BTreeMap::new(), importances, out_of_bag: vec![] }
    }

    #[inline(never)]
    fn add(&mut self, mut grown: Grown, training: &Training<'_>) {
        let rows: Vec<u32> = grown.leaves.iter().map(|counts| self.row(counts)).collect();
        grown.tree.map_leaves(|leaf| rows[leaf as usize]);
        self.importances.iter_mut().zip(&grown.importances).for_each(|(sum, v)| *sum += v);
        if training.bootstrap {
            self.out_of_bag.resize(training.labels.len(), [0.0; N_CLASSES]);
            for &sample in &grown.out_of_bag {
                let row = match training.data.rows {
                    Some(rows) => grown.tree.leaf(|feature| packed::bin(rows.row(sample), feature)),
                    None => grown.tree.leaf(|feature| training.data.columns.of(feature)[sample as usize]),
                };
                let distribution = &self.model.leaves[row as usize];
                self.out_of_bag[sample as usize].iter_mut().zip(distribution).for_each(|(sum, p)| *sum += p);
            }
        }
        self.model.trees.push(grown.tree);
    }

    /// The row of the table with the shares of these counts, which most leaves of a forest have in common.
    fn row(&mut self, counts: &Counts) -> u32 {
        let divisor = counts.iter().fold(0, |a, &b| gcd(a, b)).max(1);
        let reduced = counts.map(|n| n / divisor);
        let leaves = &mut self.model.leaves;
        *self.rows.entry(reduced).or_insert_with(|| {
            let all = total(&reduced) as f64;
            leaves.push(reduced.map(|n| (f64::from(n) / all) as f32));
            leaves.len() as u32 - 1
        })
    }

    fn finish(mut self, labels: &[u8]) -> RandomForest {
        let all: f64 = self.importances.iter().sum();
        let share = |v: &f64| if all > 0.0 { (v / all) as f32 } else { 0.0 };
        self.model.importances = self.importances.iter().map(share).collect();
        let seen = self.out_of_bag.iter().zip(labels).filter(|(votes, _)| votes.iter().any(|&v| v > 0.0));
        let (right, all) = seen
            .fold((0u32, 0u32), |(right, all), (votes, &label)| (right + u32::from(argmax(votes) == label), all + 1));
        self.model.oob_score = (all > 0).then(|| f64::from(right) / f64::from(all));
        self.model
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}
