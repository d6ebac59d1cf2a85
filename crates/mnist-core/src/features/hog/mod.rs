//! Histograms of oriented gradients: which way the strokes go, roughly where.

mod gradient;
mod norm;
mod params;

use super::{PIXELS, SIDE};
use crate::classifier::{Transform, check_features};
use crate::estimator::EstimatorError;
use crate::matrix::{Matrix, finite};
use crate::tensors::TensorFile;
use gradient::votes;
pub use params::{BlockNorm, Gradient, HogLevel, HogParams};

/// The transform of 28 x 28 images.
///
/// Pixels are 0 to 1 or 0 to 255: normalisation makes the features of a stroke independent of how dark it is, except that
/// with 0 to 1 the faintest marks count for less.
pub(super) struct Hog {
    params: HogParams,
    /// For each pixel the cells that it votes in.
    cells_of: Vec<Vec<Cell>>,
    /// For each block the starts of the histograms of its cells.
    blocks: Vec<Vec<u32>>,
    /// Values of all histograms of an image.
    n_values: usize,
    n_features_out: usize,
}

/// A cell that a pixel votes in: where its histogram starts, and what a vote weighs there.
#[derive(Clone, Copy)]
struct Cell {
    start: u32,
    weight: f32,
}

impl Hog {
    pub(super) fn fit(params: &HogParams, x: &Matrix) -> Result<Self, EstimatorError> {
        let hog = Self::new(params)?;
        check_features(x, PIXELS)?;
        Ok(hog)
    }

    pub(super) fn new(params: &HogParams) -> Result<Self, EstimatorError> {
        params.check()?;
        let mut hog = Self {
            params: params.clone(),
            cells_of: vec![vec![]; PIXELS],
            blocks: vec![],
            n_values: 0,
            n_features_out: 0,
        };
        params.levels.iter().for_each(|level| hog.add(level));
        hog.n_features_out = hog.blocks.iter().map(Vec::len).sum::<usize>() * params.orientations;
        Ok(hog)
    }

    fn add(&mut self, level: &HogLevel) {
        let (first, cells) = (self.n_values, level.cells());
        let start = |row: usize, col: usize| (first + (row * cells + col) * self.params.orientations) as u32;
        for (row, col) in grid(cells) {
            for (at, cells) in self.cells_of.iter_mut().enumerate() {
                let weigh = if self.params.interpolate { HogLevel::nearness } else { HogLevel::contains };
                let weight = weigh(level, row, at / SIDE) * weigh(level, col, at % SIDE);
                if weight > 0.0 {
                    cells.push(Cell { start: start(row, col), weight });
                }
            }
        }
        for (row, col) in grid(level.blocks()) {
            self.blocks.push(grid(level.block_size).map(|(y, x)| start(row + y, col + x)).collect());
        }
        self.n_values += cells * cells * self.params.orientations;
    }

    /// Copies histograms to the blocks that they belong to and normalises those.
    #[inline(never)]
    fn normalise(&self, values: &[f32], mut out: &mut [f32]) {
        let orientations = self.params.orientations;
        for cells in &self.blocks {
            let (block, after) = out.split_at_mut(cells.len() * orientations);
            for (to, &start) in block.chunks_exact_mut(orientations).zip(cells) {
                to.copy_from_slice(&values[start as usize..][..orientations]);
            }
            norm::normalise(block, self.params.block_norm);
            block.iter_mut().for_each(|v| *v = finite(*v));
            out = after;
        }
    }

    /// Adds the votes of an image to the zeroed histograms of its cells.
    #[inline(never)]
    fn fill(&self, image: &[f32], values: &mut [f32]) {
        for (at, cells) in self.cells_of.iter().enumerate() {
            let Some(votes) = votes(image, at % SIDE, at / SIDE, &self.params) else { continue };
            for cell in cells {
                for (bin, weight) in votes.bins.into_iter().zip(votes.weights) {
                    values[cell.start as usize + bin] += weight * cell.weight;
                }
            }
        }
    }
}

/// (row, column) of a square grid, row by row.
fn grid(side: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..side * side).map(move |at| (at / side, at % side))
}

impl Transform for Hog {
    fn n_features_in(&self) -> usize {
        PIXELS
    }

    fn n_features_out(&self) -> usize {
        self.n_features_out
    }

    fn transform(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, PIXELS)?;
        let mut out = Matrix::zeros(x.rows(), self.n_features_out);
        let mut values = vec![0.0; self.n_values];
        for i in 0..x.rows() {
            values.fill(0.0);
            self.fill(x.row(i), &mut values);
            self.normalise(&values, out.row_mut(i));
        }
        Ok(out)
    }

    /// Nothing is fitted; the parameters are kept with the pipeline.
    fn save(&self, _: &mut TensorFile, _: &str) {}
}
