//! How many tiles an image has, and where they lie.

use super::super::conv::CHANNELS;
use super::super::shape::ConvShape;

/// Tiles of an image that are multiplied together, as pixels are in a plain convolution.
pub(super) const TOGETHER: usize = 4;

/// Where an image's tiles lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// Tiles down.
    pub(super) rows: usize,
    /// Tiles across.
    pub(super) cols: usize,
    /// Rows of an image with what tiles need around it.
    pub(super) height: usize,
    /// Its columns.
    pub(super) width: usize,
}

impl Grid {
    pub(super) fn of(shape: &ConvShape) -> Self {
        let (rows, cols) = (shape.out_height.div_ceil(2), shape.out_width.div_ceil(2));
        let height = (2 * rows + 2).max(shape.pad_top + shape.in_height);
        let width = (2 * cols + 2).max(shape.pad_left + shape.in_width);
        Self { rows, cols, height, width }
    }
}

/// How much is multiplied, filled up to whole tiles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// Tiles of an image, a multiple of [`TOGETHER`].
    pub(super) tiles: usize,
    /// Channels of the image.
    pub(super) inputs: usize,
    /// Channels of the outcome, a multiple of [`CHANNELS`].
    pub(super) outputs: usize,
}

impl Sizes {
    pub(super) fn of(shape: &ConvShape, grid: &Grid) -> Self {
        Self {
            tiles: (grid.rows * grid.cols).next_multiple_of(TOGETHER),
            inputs: shape.in_channels,
            outputs: shape.out_channels.next_multiple_of(CHANNELS),
        }
    }
}
