//! Convolutions of 3 x 3 by 16 products in place of 36 for every 2 x 2 pixels of the outcome (Lavin and Gray, "Fast Algorithms
//! for Convolutional Neural Networks", 2016: F(2 x 2, 3 x 3)).
//!
//! Images are cut into tiles of 4 x 4 pixels that begin 2 apart. Tiles and filters are transformed, multiplied element by
//! element, each element a product of matrices over channels, and transformed back. The sums are the same but for their
//! rounding: [`super::conv2d`] and the gradients beside it are the plain reference.

mod products;
mod sizes;
mod transforms;

use super::conv::CHANNELS;
use super::conv_gradients::{turn, turned_shape};
use super::shape::{ConvShape, pad};
use products::{add_filter_products, products};
use sizes::{Grid, Sizes};
use transforms::{filters, filters_back, gradient_tiles, image_tiles, outcome};

/// Elements of a transformed tile or filter.
const ELEMENTS: usize = 16;

/// Whether a convolution and its gradients can be computed so: 3 x 3, step by step, and whole vectors of channels.
pub fn suits(shape: &ConvShape) -> bool {
    let steps = (shape.filter_height, shape.filter_width, shape.stride_height, shape.stride_width);
    let channels = [shape.in_channels, shape.out_channels];
    let pads = shape.pad_top < 3 && shape.pad_left < 3;
    steps == (3, 3, 1, 1) && pads && channels.iter().all(|&channels| channels % 4 == 0)
}

/// As [`super::conv2d`], of a shape that [`suits`].
pub fn conv2d(shape: &ConvShape, image: &[f32], filter: &[f32], bias: &[f32], relu: bool, out: &mut [f32]) {
    let grid = Grid::of(shape);
    let sizes = Sizes::of(shape, &grid);
    let filters = filters(shape, filter);
    let mut padded = vec![0.0; grid.height * grid.width * shape.in_channels];
    let mut tiles = vec![0.0; ELEMENTS * sizes.tiles * sizes.inputs];
    let mut made = vec![0.0; ELEMENTS * sizes.tiles * sizes.outputs];
    let mut whole_bias = vec![0.0; sizes.outputs];
    whole_bias[..bias.len()].copy_from_slice(bias);
    let images = image.chunks_exact(shape.input_size()).zip(out.chunks_exact_mut(shape.output_size()));
    for (image, out) in images.take(shape.batch) {
        pad(shape, grid.width, image, &mut padded);
        image_tiles(&grid, &padded, sizes, &mut tiles);
        products(sizes, &tiles, &filters, &mut made);
        outcome(&grid, &made, sizes, (&whole_bias, relu), shape, out);
    }
}

/// As [`super::conv2d_backprop_input`], of a shape that [`suits`].
pub fn conv2d_backprop_input(shape: &ConvShape, dy: &[f32], filter: &[f32], dx: &mut [f32]) {
    conv2d(&turned_shape(shape), dy, &turn(shape, filter), &[], false, dx);
}

/// Adds to `df` what [`super::conv2d_backprop_filter`] gives, of a shape that [`suits`].
pub fn add_backprop_filter(shape: &ConvShape, image: &[f32], dy: &[f32], df: &mut [f32]) {
    let grid = Grid::of(shape);
    let sizes = Sizes::of(shape, &grid);
    let mut padded = vec![0.0; grid.height * grid.width * shape.in_channels];
    // A chunk of the last tile's channels is read whole from any channel on.
    let mut tiles = vec![0.0; (ELEMENTS * sizes.tiles + 1) * sizes.inputs];
    let mut gradients = vec![[0.0; CHANNELS]; ELEMENTS * sizes.tiles * sizes.outputs / CHANNELS];
    let mut sums = vec![0.0; ELEMENTS * sizes.inputs * sizes.outputs];
    let images = image.chunks_exact(shape.input_size()).zip(dy.chunks_exact(shape.output_size()));
    for (image, dy) in images.take(shape.batch) {
        pad(shape, grid.width, image, &mut padded);
        image_tiles(&grid, &padded, sizes, &mut tiles);
        gradient_tiles(&grid, dy, sizes, shape, &mut gradients);
        add_filter_products(sizes, &tiles, &gradients, &mut sums);
    }
    filters_back(shape, &sums, sizes, df);
}
