//! Gathering trees into a forest.

use std::collections::BTreeMap;

use super::part::Part;
use crate::classifier::{N_CLASSES, argmax};
use crate::estimator::EstimatorError;
use crate::forest::RandomForest;
use crate::forest::data::Cuts;
use crate::forest::growing::counts::{Counts, total};
use crate::forest::model::Distribution;
use crate::forest::model::tree::MAX_LEAVES;
use crate::tensors::TensorError;

/// The forest of these trees, in their order.
pub(crate) fn gather(
    cuts: Cuts,
    labels: &[u8],
    parts: impl Iterator<Item = Result<Part, TensorError>>,
) -> Result<RandomForest, EstimatorError> {
    let mut gathering = Gathering::new(cuts);
    for part in parts {
        gathering.add(part?, labels.len());
        check_leaves(gathering.model.leaves.len())?;
    }
    Ok(gathering.finish(labels))
}

/// A leaf has 24 bits for the row of its distribution; one tree adds no more rows than it has samples.
fn check_leaves(n: usize) -> Result<(), EstimatorError> {
    if n <= MAX_LEAVES {
        return Ok(());
    }
    Err(EstimatorError::Shape {
        what: "different leaves of a forest",
        expected: format!("at most {MAX_LEAVES}: fewer trees, or larger leaves"),
        found: n.to_string(),
    })
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

    fn add(&mut self, part: Part, n_samples: usize) {
        let Part { mut tree, leaves, importances, out_of_bag, .. } = part;
        let rows: Vec<u32> = leaves.iter().map(|ratio| self.row(ratio)).collect();
        tree.map_leaves(|leaf| rows[leaf as usize]);
        self.model.trees.push(tree);
        self.importances.iter_mut().zip(&importances).for_each(|(sum, v)| *sum += v);
        if !out_of_bag.is_empty() {
            self.out_of_bag.resize(n_samples, [0.0; N_CLASSES]);
        }
        for (sample, leaf) in out_of_bag {
            let shares = &self.model.leaves[rows[leaf as usize] as usize];
            self.out_of_bag[sample as usize].iter_mut().zip(shares).for_each(|(sum, p)| *sum += p);
        }
    }

    /// The row of the table with these shares, which most leaves of a forest have in common.
    fn row(&mut self, ratio: &Counts) -> u32 {
        let leaves = &mut self.model.leaves;
        *self.rows.entry(*ratio).or_insert_with(|| {
            let all = total(ratio) as f64;
            leaves.push(ratio.map(|n| (f64::from(n) / all) as f32));
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
