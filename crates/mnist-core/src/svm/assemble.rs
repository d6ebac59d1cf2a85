//! From the solutions of the pairs to one machine: the union of their support vectors.

use super::decision::pairs;
use super::model::Svc;
use super::part::{PairReport, PairSolution};
use super::solver::Blocks;
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;

/// Puts the solutions of all pairs, in the order of [`pairs`], together.
pub(super) fn assemble(blocks: &Blocks, break_ties: bool, solutions: &[PairSolution]) -> Result<Svc, EstimatorError> {
    let n_classes = blocks.classes.len();
    let (mut vectors, mut counts) = (Vec::new(), Vec::new());
    let mut dual = vec![Vec::new(); n_classes - 1];
    for (c, class) in blocks.classes.iter().enumerate() {
        let of_class = multipliers(c, class.samples.len(), n_classes, solutions);
        let is_support = |at: &u32| of_class.iter().any(|row| row[*at as usize] != 0.0);
        let support: Vec<u32> = (0..class.samples.len() as u32).filter(is_support).collect();
        for (dual, row) in dual.iter_mut().zip(&of_class) {
            dual.extend(support.iter().map(|&at| row[at as usize]));
        }
        counts.push((class.class, support.len()));
        class.features(&support).iter().for_each(|row| vectors.extend(row));
    }
    let x = Matrix::new(dual[0].len(), blocks.n_features, vectors)?;
    let intercepts = solutions.iter().map(|solution| -solution.rho).collect();
    let reports = reports(blocks, solutions);
    Ok(Svc { reports, ..Svc::assemble(blocks.kernel, &x, &counts, &dual, intercepts, break_ties) })
}

/// `y alpha` of all samples of class `c` in its pairs with the other classes, ascending.
fn multipliers(c: usize, samples: usize, n_classes: usize, solutions: &[PairSolution]) -> Vec<Vec<f32>> {
    let rows = pairs(n_classes).zip(solutions).filter_map(|((i, j), solution)| {
        let half = [i, j].iter().position(|&class| class == c)?;
        let y = [1.0, -1.0][half];
        let mut row = vec![0.0; samples];
        solution.support[half].iter().for_each(|&(at, alpha)| row[at as usize] = y * alpha);
        Some(row)
    });
    rows.collect()
}

fn reports(blocks: &Blocks, solutions: &[PairSolution]) -> Vec<PairReport> {
    let report = |((i, j), solution): ((usize, usize), &PairSolution)| PairReport {
        classes: (blocks.classes[i].class, blocks.classes[j].class),
        iterations: solution.iterations,
        objective: solution.objective,
        gap: solution.gap,
    };
    pairs(blocks.classes.len()).zip(solutions).map(report).collect()
}
