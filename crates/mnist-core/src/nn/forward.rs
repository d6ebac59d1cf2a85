//! From an image to its logits, layer by layer. Images are rows of pixels of channels (NHWC).

use super::layout::{Op, Size};
use super::model::Tensors;
use super::params::Padding;

/// Writes the logits of `image` to `logits`.
pub(super) fn forward(ops: &[Op], tensors: &[Tensors], image: &[f32], logits: &mut [f32]) {
    let mut owners = tensors.iter();
    let mut values = image.to_vec();
    for &op in ops {
        let mut out = vec![0.0; op.n_out()];
        match op {
            Op::MaxPool { input } => max_pool(&values, input, &mut out),
            Op::Conv { input, output, size, padding } => {
                if let Some(tensors) = owners.next() {
                    conv2d(&values, (input, output), (size, padding), tensors, &mut out);
                }
            }
            Op::Dense { relu, .. } => {
                if let Some(tensors) = owners.next() {
                    dense(&values, tensors, relu, &mut out);
                }
            }
        }
        values = out;
    }
    logits.copy_from_slice(&values);
}

fn conv2d(
    image: &[f32],
    (input, output): (Size, Size),
    (size, padding): (usize, Padding),
    tensors: &Tensors,
    out: &mut [f32],
) {
    let before = if padding == Padding::Same { (size - 1) / 2 } else { 0 };
    let kernel = tensors.values();
    for (at, pixel) in out.chunks_exact_mut(output.channels).enumerate() {
        pixel.copy_from_slice(&tensors.bias);
        let (y, x) = (at / output.side, at % output.side);
        for (tap, weights) in kernel.chunks_exact(input.channels * output.channels).enumerate() {
            let (row, col) = (y + tap / size, x + tap % size);
            if (before..input.side + before).contains(&row) && (before..input.side + before).contains(&col) {
                let from = ((row - before) * input.side + col - before) * input.channels;
                add_product(&image[from..][..input.channels], weights, pixel);
            }
        }
        relu(pixel);
    }
}

/// `out += values * kernel` for a row-major kernel `[values, out]`.
fn add_product(values: &[f32], kernel: &[f32], out: &mut [f32]) {
    for (&v, weights) in values.iter().zip(kernel.chunks_exact(out.len())) {
        out.iter_mut().zip(weights).for_each(|(sum, w)| *sum += v * w);
    }
}

fn max_pool(image: &[f32], input: Size, out: &mut [f32]) {
    let side = input.side / 2;
    for (at, pixel) in out.chunks_exact_mut(input.channels).enumerate() {
        let (y, x) = (at / side * 2, at % side * 2);
        pixel.fill(f32::NEG_INFINITY);
        for (dy, dx) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let from = ((y + dy) * input.side + x + dx) * input.channels;
            pixel.iter_mut().zip(&image[from..]).for_each(|(largest, &v)| *largest = largest.max(v));
        }
    }
}

fn dense(values: &[f32], tensors: &Tensors, activate: bool, out: &mut [f32]) {
    out.copy_from_slice(&tensors.bias);
    add_product(values, tensors.values(), out);
    if activate {
        relu(out);
    }
}

fn relu(values: &mut [f32]) {
    values.iter_mut().for_each(|v| *v = v.max(0.0));
}
