//! A fitted [`Svc`].

use super::decision::{pairs, probabilities};
use super::kernel::KernelFn;
use super::kernel::Samples;
use super::kernel::Unit;
use super::kernel::{LANES, Lanes};
use super::part::PairReport;
use crate::classifier::{Classifier, N_CLASSES, check_features};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::tensors::TensorFile;

/// Samples that meet a tile of support vectors while it is in the processor's cache.
const BLOCK_ROWS: usize = 256;

/// Tiles whose contributions to a decision are summed in `f32` before they go into the `f64` sum of all.
const TILES_A_SUM: usize = 8;

/// Partial sums: those of lanes 0, 4, 8, ..., those of lanes 1, 5, 9, ... and so on.
type Partial = [f32; 4];

/// The exact one-vs-one C-SVC (scikit-learn's `SVC`, libsvm's `C_SVC`).
///
/// The class predicted is scikit-learn's, with the same `break_ties`.
pub struct Svc {
    pub(super) kernel: KernelFn,
    pub(super) n_features: usize,
    /// The support vectors of all classes, one class after the other, each from a tile's start.
    pub(super) vectors: Samples,
    /// One for each class that occurred, classes ascending.
    pub(super) classes: Vec<ClassVectors>,
    /// One for each pair, in the order of [`pairs`].
    pub(super) intercepts: Vec<f64>,
    pub(super) break_ties: bool,
    pub(super) reports: Vec<PairReport>,
}

/// What belongs to the support vectors of one class.
pub(super) struct ClassVectors {
    pub(super) class: u8,
    /// Where they start.
    pub(super) first: usize,
    pub(super) len: usize,
    /// `y alpha` in the pair with each other class, ascending: tile t of the class, other class k at `t * others + k`.
    pub(super) coefficients: Vec<Lanes>,
}

/// Adds to `sums`, one for each other class, what a tile's vectors contribute to a decision.
#[inline(never)]
fn add_tile(values: &Lanes, coefficients: &[Lanes], sums: &mut [Partial]) {
    let values = values.as_chunks::<4>().0;
    for (sum, coefficients) in sums.iter_mut().zip(coefficients) {
        let mut partial = *sum;
        for (values, coefficients) in values.iter().zip(coefficients.as_chunks::<4>().0) {
            partial = core::array::from_fn(|lane| partial[lane] + values[lane] * coefficients[lane]);
        }
        *sum = partial;
    }
}

impl Svc {
    /// Puts a machine together from its support vectors `[v, features]`, grouped by class, the number of them in each of
    /// `classes`, and `dual` `[classes - 1][v]`: of each its `y alpha` in the pairs with the other classes, ascending.
    pub(super) fn assemble(
        kernel: KernelFn,
        x: &Matrix,
        classes: &[(u8, usize)],
        dual: &[Vec<f32>],
        intercepts: Vec<f64>,
        break_ties: bool,
    ) -> Self {
        // By the support vectors alone, as they are all that a loaded machine knows.
        let padded = x.rows() + classes.len() * LANES;
        let mut vectors = Samples::with_capacity(x.cols(), Unit::of(x.data(), x.cols()), padded);
        let mut start = 0;
        let mut class_vectors = |&(class, len): &(u8, usize)| {
            let rows: Vec<&[f32]> = dual.iter().map(|row| &row[start..start + len]).collect();
            let first = vectors.len();
            (start..start + len).for_each(|row| vectors.push(x.row(row)));
            vectors.fill_tile();
            start += len;
            ClassVectors { class, first, len, coefficients: tile_coefficients(&rows, len) }
        };
        let classes = classes.iter().map(&mut class_vectors).collect();
        Self { kernel, n_features: x.cols(), vectors, classes, intercepts, break_ties, reports: Vec::new() }
    }

    /// Classes that occurred in training, ascending.
    pub fn classes(&self) -> Vec<u8> {
        self.classes.iter().map(|c| c.class).collect()
    }

    /// Number of support vectors of each class: scikit-learn's `n_support_`.
    pub fn n_support(&self) -> Vec<usize> {
        self.classes.iter().map(|c| c.len).collect()
    }

    /// How each pair was solved; empty after [`Svc::load`].
    pub fn reports(&self) -> &[PairReport] {
        &self.reports
    }

    /// The decision values of each sample for the pairs of classes (0, 1), (0, 2), ... (1, 2), ...: above 0 means the
    /// first class. scikit-learn's `decision_function` with `decision_function_shape="ovo"` of three or more classes.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when the columns do not fit.
    pub fn decision_values(&self, x: &Matrix) -> Result<Vec<f64>, EstimatorError> {
        check_features(x, self.n_features)?;
        let mut out = Vec::with_capacity(x.rows() * self.intercepts.len());
        for start in (0..x.rows()).step_by(BLOCK_ROWS) {
            let rows = start..x.rows().min(start + BLOCK_ROWS);
            self.decide_block(&rows.map(|i| x.row(i)).collect::<Vec<_>>(), &mut out);
        }
        Ok(out)
    }

    fn decide_block(&self, block: &[&[f32]], out: &mut Vec<f64>) {
        let n = self.classes.len();
        let others = n - 1;
        // Of each sample, for each class the sums of its vectors in the pairs with each other class.
        let mut sums = vec![0.0; block.len() * n * others];
        let mut partial = vec![[0.0; 4]; block.len() * others];
        let rows = self.vectors.prepare(block);
        for (c, class) in self.classes.iter().enumerate() {
            let first = class.first / LANES;
            let end = first + class.len.div_ceil(LANES);
            for start in (first..end).step_by(TILES_A_SUM) {
                partial.fill([0.0; 4]);
                let range = start..end.min(start + TILES_A_SUM);
                self.vectors.kernel_rows(self.kernel, &rows, range, |row, tile, values| {
                    let coefficients = &class.coefficients[(tile - first) * others..][..others];
                    add_tile(values, coefficients, &mut partial[row * others..][..others]);
                });
                for (sums, partial) in sums.chunks_exact_mut(n * others).zip(partial.chunks_exact(others)) {
                    let of_class = sums[c * others..].iter_mut().zip(partial);
                    of_class.for_each(|(sum, partial)| *sum += partial.iter().copied().map(f64::from).sum::<f64>());
                }
            }
        }
        for sums in sums.chunks_exact(n * others) {
            let terms = pairs(n).zip(&self.intercepts);
            out.extend(terms.map(|((i, j), intercept)| {
                let value = sums[i * others + j - 1] + sums[j * others + i] + intercept;
                // Features near the largest f32 overflow; no sample may end in NaN.
                if value.is_finite() { value } else { 0.0 }
            }));
        }
    }
}

impl Classifier for Svc {
    fn n_features_in(&self) -> usize {
        self.n_features
    }

    fn predict_proba(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        let decisions = self.decision_values(x)?;
        let mut proba = Matrix::zeros(x.rows(), N_CLASSES);
        let mut of_present = vec![0.0; self.classes.len()];
        for (i, decisions) in decisions.chunks_exact(self.intercepts.len()).enumerate() {
            probabilities(decisions, self.break_ties, &mut of_present);
            for (class, &p) in self.classes.iter().zip(&of_present) {
                proba.row_mut(i)[usize::from(class.class)] = p;
            }
        }
        Ok(proba)
    }

    fn facts(&self) -> Vec<(&'static str, f64)> {
        vec![("n_support", self.n_support().iter().sum::<usize>() as f64)]
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        self.put(file, prefix);
    }
}

/// Rearranges coefficients `[others][samples]` into tiles `[tile][others][LANES]`.
fn tile_coefficients(rows: &[&[f32]], samples: usize) -> Vec<Lanes> {
    let mut tiles = vec![[0.0; LANES]; samples.div_ceil(LANES) * rows.len()];
    for (k, row) in rows.iter().enumerate() {
        for (at, &value) in row.iter().take(samples).enumerate() {
            tiles[at / LANES * rows.len() + k][at % LANES] = value;
        }
    }
    tiles
}
