//! What a caller can choose.

use serde::{Deserialize, Serialize};

use super::super::SIDE;
use crate::estimator::EstimatorError;

/// Histograms of oriented gradients (Dalal and Triggs, "Histograms of Oriented Gradients for Human Detection", 2005)
/// on one or more grids of cells.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct HogParams {
    /// Bins of the orientation, 2 to 36.
    pub orientations: usize,
    /// Whether the bins divide the whole turn, so that the two edges of a stroke differ, or half of it. Default false.
    pub signed: bool,
    /// Default central.
    pub gradient: Gradient,
    /// Whether a pixel votes in all cells whose centres are less than `cell_size` away along both axes, with a weight that
    /// falls linearly to 0 there, or in those that it lies in. Default false.
    pub interpolate: bool,
    /// Grids of cells, 1 to 16; their features follow each other.
    pub levels: Vec<HogLevel>,
    /// How the histograms of a block are normalised.
    pub block_norm: BlockNorm,
}

/// One grid of square cells.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HogLevel {
    /// Side of a cell in pixels, 1 to 28.
    pub cell_size: usize,
    /// Pixels from one cell to the next, 1 to 28; less than `cell_size` makes cells overlap.
    pub stride: usize,
    /// Side of a block in cells, 1 to the cells of a side; blocks overlap in all cells but one.
    #[serde(default = "one")]
    pub block_size: usize,
}

fn one() -> usize {
    1
}

/// How the gradient is taken. Beyond the border the image goes on as it ends.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gradient {
    /// Differences of the neighbours, [-1, 0, 1].
    Central,
    /// The same, smoothed across by [1, 2, 1].
    Sobel,
}

/// How the histograms of a block are normalised.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockNorm {
    /// To sum 1.
    L1,
    /// Square roots of L1: compares histograms by Hellinger's distance.
    L1Sqrt,
    /// To length 1.
    L2,
    /// L2, no value above 0.2, L2 again.
    L2Hys,
}

impl Default for HogParams {
    /// Four grids, 990 values: from 4-pixel cells to quarters of the image.
    fn default() -> Self {
        let level = |(cell_size, stride)| HogLevel { cell_size, stride, block_size: 1 };
        Self {
            orientations: 9,
            signed: false,
            gradient: Gradient::Central,
            interpolate: false,
            levels: [(4, 4), (8, 4), (14, 7), (7, 7)].map(level).into(),
            block_norm: BlockNorm::L2,
        }
    }
}

impl HogLevel {
    /// Cells of a side.
    pub(super) fn cells(&self) -> usize {
        (SIDE - self.cell_size) / self.stride + 1
    }

    /// 1 for a pixel inside a cell, along one axis.
    pub(super) fn contains(&self, cell: usize, pixel: usize) -> f32 {
        let first = cell * self.stride;
        if (first..first + self.cell_size).contains(&pixel) { 1.0 } else { 0.0 }
    }

    /// 1 at a cell's centre, 0 from `cell_size` pixels away on, linear between, along one axis.
    pub(super) fn nearness(&self, cell: usize, pixel: usize) -> f32 {
        let centre = (cell * self.stride) as f32 + (self.cell_size - 1) as f32 / 2.0;
        (1.0 - (pixel as f32 - centre).abs() / self.cell_size as f32).max(0.0)
    }

    /// Blocks of a side.
    pub(super) fn blocks(&self) -> usize {
        self.cells() - self.block_size + 1
    }
}

impl HogParams {
    pub(super) fn check(&self) -> Result<(), EstimatorError> {
        within("orientations", self.orientations, 2, 36)?;
        within("levels", self.levels.len(), 1, 16)?;
        for level in &self.levels {
            within("cell_size", level.cell_size, 1, SIDE)?;
            within("stride", level.stride, 1, SIDE)?;
            within("block_size", level.block_size, 1, level.cells())?;
        }
        Ok(())
    }
}

fn within(name: &str, found: usize, low: usize, high: usize) -> Result<(), EstimatorError> {
    if (low..=high).contains(&found) {
        return Ok(());
    }
    let expected = format!("{low} to {high}");
    Err(EstimatorError::Parameter { name: name.into(), expected, found: found.to_string() })
}
