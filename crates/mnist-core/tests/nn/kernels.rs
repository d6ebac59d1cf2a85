//! Every kernel against its definition, written as one loop an index, and gradients against the definition of a gradient: for
//! an outcome that is linear in what is varied, the change along any direction.

use mnist_core::nn::kernels::{
    ConvShape, PoolShape, conv2d, conv2d_backprop_filter, conv2d_backprop_input, dense, max_pool, max_pool_gradient,
    relu_gradient, sum_channels,
};
use proptest::prelude::*;

use super::normal;

/// Any convolution that tfjs can ask for, small: odd sizes, strides, padding on any side.
fn conv_shapes() -> impl Strategy<Value = ConvShape> {
    let image = (1usize..=2, 1usize..=9, 1usize..=9, 1usize..=5);
    let filter = (1usize..=4, 1usize..=4, 1usize..=3, 1usize..=3, 1usize..=19);
    (image, filter, 0usize..=3, 0usize..=3, 0usize..=3, 0usize..=3).prop_filter_map(
        "the filter fits",
        |((batch, in_height, in_width, in_channels), (fh, fw, sh, sw, out_channels), top, left, bottom, right)| {
            let (pad_top, pad_left) = (top.min(fh - 1), left.min(fw - 1));
            let places = |size: usize, before: usize, after: usize, filter: usize, stride: usize| {
                Some((size + before + after.min(filter - 1)).checked_sub(filter)? / stride + 1)
            };
            Some(ConvShape {
                batch,
                in_height,
                in_width,
                in_channels,
                filter_height: fh,
                filter_width: fw,
                stride_height: sh,
                stride_width: sw,
                pad_top,
                pad_left,
                out_height: places(in_height, pad_top, bottom, fh, sh)?,
                out_width: places(in_width, pad_left, right, fw, sw)?,
                out_channels,
            })
        },
    )
}

/// Every pair of a value of the image and one of the outcome that a weight of the filter joins, as places in the three arrays.
fn joins(s: &ConvShape) -> Vec<[usize; 3]> {
    let mut joins = Vec::new();
    let outputs =
        (0..s.batch).flat_map(|b| (0..s.out_height).flat_map(move |y| (0..s.out_width).map(move |x| (b, y, x))));
    for (b, y, x) in outputs {
        for (h, w) in (0..s.filter_height).flat_map(|h| (0..s.filter_width).map(move |w| (h, w))) {
            let row = (y * s.stride_height + h).checked_sub(s.pad_top).filter(|&row| row < s.in_height);
            let col = (x * s.stride_width + w).checked_sub(s.pad_left).filter(|&col| col < s.in_width);
            let (Some(row), Some(col)) = (row, col) else { continue };
            for (i, o) in (0..s.in_channels).flat_map(|i| (0..s.out_channels).map(move |o| (i, o))) {
                joins.push([
                    ((b * s.in_height + row) * s.in_width + col) * s.in_channels + i,
                    ((h * s.filter_width + w) * s.in_channels + i) * s.out_channels + o,
                    ((b * s.out_height + y) * s.out_width + x) * s.out_channels + o,
                ]);
            }
        }
    }
    joins
}

/// For each join, adds to value `to` of the result the product of the other two.
fn by_definition(s: &ConvShape, to: usize, size: usize, factors: [&[f32]; 3]) -> Vec<f64> {
    let mut sums = vec![0.0; size];
    for join in joins(s) {
        let others = (0..3).filter(|&array| array != to);
        sums[join[to]] += others.map(|array| f64::from(factors[array][join[array]])).product::<f64>();
    }
    sums
}

fn close(found: &[f32], expected: &[f64]) -> Result<(), TestCaseError> {
    prop_assert_eq!(found.len(), expected.len());
    for (at, (&found, &expected)) in found.iter().zip(expected).enumerate() {
        prop_assert!((f64::from(found) - expected).abs() < 1e-4, "{}: {}, expected {}", at, found, expected);
    }
    Ok(())
}

/// Whether pooling's gradient is its definition for images of this shape. Few different values make ties; where all are `negative`,
/// padding must not win.
fn pools_by_definition(shape: &PoolShape, negative: bool, seed: u64) -> Result<(), TestCaseError> {
    let (height, width, channels) = shape.image;
    let n = shape.batch * height * width * channels;
    let image: Vec<f32> = normal(n, 2.0, seed).iter().map(|v| v.round() - if negative { 20.0 } else { 0.0 }).collect();
    let dy = normal(shape.batch * shape.out.0 * shape.out.1 * channels, 1.0, seed + 1);
    let mut dx = vec![f32::NAN; n];
    max_pool_gradient(shape, &image, &dy, &mut dx);
    close(&dx, &pool_gradient_by_definition(shape, &image, &dy))
}

proptest! {
    #[test]
    fn convolution_and_both_gradients_are_their_definitions(s in conv_shapes(), relu in any::<bool>(), seed in 0u64..1_000) {
        let (inputs, outputs) = (s.batch * s.input_size(), s.batch * s.output_size());
        let (image, filter) = (normal(inputs, 1.0, seed), normal(s.filter_size(), 0.5, seed + 1));
        let (bias, dy) = (normal(s.out_channels, 1.0, seed + 2), normal(outputs, 1.0, seed + 3));
        // What was there before must not matter.
        let dirty = |n: usize| vec![f32::NAN; n];

        let mut out = dirty(outputs);
        conv2d(&s, &image, &filter, &bias, relu, &mut out);
        let mut expected = by_definition(&s, 2, outputs, [&image, &filter, &[]]);
        for (at, value) in expected.iter_mut().enumerate() {
            *value += f64::from(bias[at % s.out_channels]);
            *value = if relu { value.max(0.0) } else { *value };
        }
        close(&out, &expected)?;

        let mut df = dirty(s.filter_size());
        conv2d_backprop_filter(&s, &image, &dy, &mut df);
        close(&df, &by_definition(&s, 1, s.filter_size(), [&image, &[], &dy]))?;

        let mut dx = dirty(inputs);
        conv2d_backprop_input(&s, &dy, &filter, &mut dx);
        close(&dx, &by_definition(&s, 0, inputs, [&[], &filter, &dy]))?;
    }

    /// A convolution is linear in the image and in the filter: its change along a direction is the gradient's product with it.
    #[test]
    fn gradients_tell_how_the_outcome_changes(s in conv_shapes(), seed in 0u64..1_000) {
        let (inputs, outputs) = (s.batch * s.input_size(), s.batch * s.output_size());
        let (image, filter) = (normal(inputs, 1.0, seed), normal(s.filter_size(), 0.5, seed + 1));
        let (along, dy) = (normal(inputs, 1.0, seed + 2), normal(outputs, 1.0, seed + 3));
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
        let loss = |image: &[f32]| {
            let mut out = vec![0.0; outputs];
            conv2d(&s, image, &filter, &vec![0.0; s.out_channels], false, &mut out);
            dot(&out, &dy)
        };
        let mut dx = vec![0.0; inputs];
        conv2d_backprop_input(&s, &dy, &filter, &mut dx);
        let moved: Vec<f32> = image.iter().zip(&along).map(|(v, d)| v + d).collect();
        let (change, predicted) = (loss(&moved) - loss(&image), dot(&dx, &along));
        prop_assert!((change - predicted).abs() < 1e-3 * (1.0 + predicted.abs()), "{} {}", change, predicted);
    }

    #[test]
    fn the_largest_of_each_window_gets_its_gradient(
        (batch, height, width, channels) in (1usize..=2, 2usize..=9, 2usize..=9, 1usize..=5),
        (rows, cols, down, across) in (1usize..=3, 1usize..=3, 1usize..=3, 1usize..=3),
        (top, left) in (0usize..=2, 0usize..=2),
        negative in any::<bool>(),
        seed in 0u64..1_000,
    ) {
        let window = (rows.min(height), cols.min(width));
        let pad = (top.min(window.0 - 1), left.min(window.1 - 1));
        let out = ((height + pad.0 - window.0) / down + 1, (width + pad.1 - window.1) / across + 1);
        let shape = PoolShape { batch, image: (height, width, channels), window, stride: (down, across), pad, out };
        pools_by_definition(&shape, negative, seed)?;
    }

    /// Whole vectors of channels have a way of their own.
    #[test]
    fn so_does_that_of_each_window_of_a_network(
        (batch, height, width, channels) in (1usize..=2, 2usize..=9, 2usize..=9, 1usize..=12),
        negative in any::<bool>(),
        seed in 0u64..1_000,
    ) {
        let out = (height / 2, width / 2);
        let shape = PoolShape { batch, image: (height, width, channels), window: (2, 2), stride: (2, 2), pad: (0, 0), out };
        pools_by_definition(&shape, negative, seed)?;
    }

    #[test]
    fn pooling_takes_the_largest_and_leaves_out_an_odd_edge(
        (height, width, channels) in (2usize..=9, 2usize..=9, 1usize..=9), negative in any::<bool>(), seed in 0u64..1_000,
    ) {
        let image: Vec<f32> =
            normal(height * width * channels, 1.0, seed).iter().map(|v| v - if negative { 20.0 } else { 0.0 }).collect();
        let mut out = vec![f32::NAN; (height / 2) * (width / 2) * channels];
        max_pool((height, width, channels), &image, &mut out);
        let mut expected = Vec::new();
        for (y, x) in (0..height / 2).flat_map(|y| (0..width / 2).map(move |x| (2 * y, 2 * x))) {
            for c in 0..channels {
                let at = |dy: usize, dx: usize| f64::from(image[((y + dy) * width + x + dx) * channels + c]);
                expected.push(at(0, 0).max(at(0, 1)).max(at(1, 0)).max(at(1, 1)));
            }
        }
        close(&out, &expected)?;
    }

    #[test]
    fn a_dense_layer_is_a_product_and_a_bias(
        (batch, inputs, units) in (1usize..=3, 1usize..=20, 1usize..=20), relu in any::<bool>(), seed in 0u64..1_000,
    ) {
        let x: Vec<f32> = normal(batch * inputs, 1.0, seed).iter().map(|v| v.max(0.0)).collect();
        let (kernel, bias) = (normal(inputs * units, 0.5, seed + 1), normal(units, 1.0, seed + 2));
        let mut out = vec![f32::NAN; batch * units];
        dense(&x, &kernel, &bias, relu, &mut out);
        let expected: Vec<f64> = (0..batch * units).map(|at| {
            let product = (0..inputs).map(|i| f64::from(x[at / units * inputs + i]) * f64::from(kernel[i * units + at % units]));
            let value = f64::from(bias[at % units]) + product.sum::<f64>();
            if relu { value.max(0.0) } else { value }
        }).collect();
        close(&out, &expected)?;
    }

    #[test]
    fn sums_and_relu_gradients_are_what_they_say(n in 0usize..20, channels in 1usize..=9, seed in 0u64..1_000) {
        let values = normal(n * channels, 1.0, seed);
        let mut sums = vec![f32::NAN; channels];
        sum_channels(&values, &mut sums);
        let column = |c: usize| values.iter().skip(c).step_by(channels).map(|&v| f64::from(v)).sum::<f64>();
        close(&sums, &(0..channels).map(column).collect::<Vec<_>>())?;
        let y: Vec<f32> = normal(values.len(), 1.0, seed + 1).iter().map(|v| v.max(0.0)).collect();
        let mut dy = values.clone();
        relu_gradient(&y, &mut dy);
        let kept = |((dy, &v), &y): ((&f32, &f32), &f32)| *dy == if y > 0.0 { v } else { 0.0 };
        prop_assert!(dy.iter().zip(&values).zip(&y).all(kept));
    }
}

fn pool_gradient_by_definition(s: &PoolShape, image: &[f32], dy: &[f32]) -> Vec<f64> {
    let (height, width, channels) = s.image;
    let mut dx = vec![0.0; image.len()];
    for (at, &d) in dy.iter().enumerate() {
        let (c, x, y) = (at % channels, at / channels % s.out.1, at / channels / s.out.1 % s.out.0);
        let b = at / channels / s.out.1 / s.out.0;
        let mut best: Option<usize> = None;
        for (h, w) in (0..s.window.0).flat_map(|h| (0..s.window.1).map(move |w| (h, w))) {
            let row = (y * s.stride.0 + h).checked_sub(s.pad.0).filter(|&row| row < height);
            let col = (x * s.stride.1 + w).checked_sub(s.pad.1).filter(|&col| col < width);
            let (Some(row), Some(col)) = (row, col) else { continue };
            let place = ((b * height + row) * width + col) * channels + c;
            best = Some(best.filter(|&best| image[best] >= image[place]).unwrap_or(place));
        }
        dx[best.unwrap()] += f64::from(d);
    }
    dx
}
