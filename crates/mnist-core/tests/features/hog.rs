//! Histograms of oriented gradients.
use mnist_core::classifier::Transform;
use mnist_core::features::{BlockNorm, Gradient, HogLevel, HogParams, TransformParams, fit};
use mnist_core::math;
use mnist_core::matrix::Matrix;
use proptest::prelude::*;

const SIDE: usize = 28;

fn hog(params: &HogParams) -> Box<dyn Transform> {
    fit(&TransformParams::Hog(params.clone()), &Matrix::zeros(1, SIDE * SIDE), &mut |_| true).unwrap()
}

/// The definition, cell by cell and pixel by pixel, in f64.
fn plain(params: &HogParams, image: &[f32]) -> Vec<f64> {
    params.levels.iter().flat_map(|level| plain_level(params, level, image)).collect()
}

fn plain_level(params: &HogParams, level: &HogLevel, image: &[f32]) -> Vec<f64> {
    let cells = (SIDE - level.cell_size) / level.stride + 1;
    let blocks = cells - level.block_size + 1;
    let mut out = Vec::new();
    for (row, col) in (0..blocks * blocks).map(|at| (at / blocks, at % blocks)) {
        let mut block = Vec::new();
        for (y, x) in (0..level.block_size * level.block_size).map(|at| (at / level.block_size, at % level.block_size))
        {
            block.extend(histogram(params, level, (row + y) * level.stride, (col + x) * level.stride, image));
        }
        out.extend(normalised(block, params.block_norm));
    }
    out
}

fn histogram(params: &HogParams, level: &HogLevel, top: usize, left: usize, image: &[f32]) -> Vec<f64> {
    let bins = params.orientations;
    let mut histogram = vec![0.0; bins];
    for (y, x) in (0..SIDE as i64).flat_map(|y| (0..SIDE as i64).map(move |x| (y, x))) {
        let weight = if params.interpolate {
            nearness(level, top, y) * nearness(level, left, x)
        } else {
            let inside = |first: usize, at: i64| (first..first + level.cell_size).contains(&(at as usize));
            f64::from(u8::from(inside(top, y) && inside(left, x)))
        };
        if weight == 0.0 {
            continue;
        }
        let (dx, dy) = gradient(params.gradient, image, y, x);
        let turn = core::f64::consts::PI * if params.signed { 2.0 } else { 1.0 };
        let angle = math::atan2(dy, dx).rem_euclid(turn);
        for (bin, value) in histogram.iter_mut().enumerate() {
            // Distance to the bin's centre on the circle of the turn that the bins divide, in bins.
            let offset = angle / turn * bins as f64 - (bin as f64 + 0.5);
            let distance = offset.abs().min(bins as f64 - offset.abs());
            *value += weight * math::hypot(dx, dy) * (1.0 - distance).max(0.0);
        }
    }
    histogram
}

fn nearness(level: &HogLevel, first: usize, at: i64) -> f64 {
    let centre = first as f64 + (level.cell_size as f64 - 1.0) / 2.0;
    (1.0 - (at as f64 - centre).abs() / level.cell_size as f64).max(0.0)
}

fn gradient(kind: Gradient, image: &[f32], y: i64, x: i64) -> (f64, f64) {
    let at = |y: i64, x: i64| f64::from(image[y.clamp(0, 27) as usize * SIDE + x.clamp(0, 27) as usize]);
    let across = |y: i64, x: i64| (at(y, x + 1) - at(y, x - 1), at(y + 1, x) - at(y - 1, x));
    match kind {
        Gradient::Central => across(y, x),
        Gradient::Sobel => {
            let differences = [-1, 0, 1].map(|d| {
                let weight = if d == 0 { 2.0 } else { 1.0 };
                (weight * (at(y + d, x + 1) - at(y + d, x - 1)), weight * (at(y + 1, x + d) - at(y - 1, x + d)))
            });
            differences.iter().fold((0.0, 0.0), |sum, d| (sum.0 + d.0, sum.1 + d.1))
        }
    }
}

fn normalised(mut block: Vec<f64>, norm: BlockNorm) -> Vec<f64> {
    let divide = |block: &mut Vec<f64>, by: f64| block.iter_mut().for_each(|v| *v /= by);
    let length = |block: &[f64]| (block.iter().map(|v| v * v).sum::<f64>() + 1e-4).sqrt();
    match norm {
        BlockNorm::L1 | BlockNorm::L1Sqrt => {
            let by = block.iter().sum::<f64>() + 1e-2;
            divide(&mut block, by);
        }
        BlockNorm::L2 | BlockNorm::L2Hys => {
            let by = length(&block);
            divide(&mut block, by);
        }
    }
    if norm == BlockNorm::L1Sqrt {
        block.iter_mut().for_each(|v| *v = v.sqrt());
    }
    if norm == BlockNorm::L2Hys {
        block.iter_mut().for_each(|v| *v = v.min(0.2));
        let by = length(&block);
        divide(&mut block, by);
    }
    block
}

fn params() -> impl Strategy<Value = HogParams> {
    let level = (2usize..12, 2usize..10, 1usize..3).prop_map(|(cell_size, stride, block_size)| HogLevel {
        cell_size,
        stride,
        block_size,
    });
    let norm = prop_oneof![Just(BlockNorm::L1), Just(BlockNorm::L1Sqrt), Just(BlockNorm::L2), Just(BlockNorm::L2Hys)];
    let gradient = prop_oneof![Just(Gradient::Central), Just(Gradient::Sobel)];
    (2usize..13, any::<bool>(), gradient, any::<bool>(), proptest::collection::vec(level, 1..3), norm).prop_map(
        |(orientations, signed, gradient, interpolate, levels, block_norm)| HogParams {
            orientations,
            signed,
            gradient,
            interpolate,
            levels,
            block_norm,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn equals_its_definition(params in params(), values in proptest::collection::vec(0u8..=255, SIDE * SIDE)) {
        let image: Vec<f32> = values.iter().map(|&v| f32::from(v) / 255.0).collect();
        let expected = plain(&params, &image);
        let out = hog(&params).transform(&Matrix::new(1, SIDE * SIDE, image).unwrap()).unwrap();
        prop_assert_eq!(out.cols(), expected.len());
        for (found, expected) in out.row(0).iter().zip(expected) {
            prop_assert!((f64::from(*found) - expected).abs() < 1e-3, "{} {}", found, expected);
        }
    }
}

#[test]
fn the_default_has_990_values() {
    assert_eq!(hog(&HogParams::default()).n_features_out(), 990);
}

#[test]
fn a_bar_votes_for_the_direction_across_it() {
    let params = HogParams {
        orientations: 4,
        levels: vec![HogLevel { cell_size: 28, stride: 28, block_size: 1 }],
        block_norm: BlockNorm::L1,
        ..Default::default()
    };
    let bar = (0..SIDE * SIDE).map(|at| if (10..14).contains(&(at / SIDE)) { 1.0 } else { 0.0 }).collect();
    let out = hog(&params).transform(&Matrix::new(1, SIDE * SIDE, bar).unwrap()).unwrap();
    // Across a level bar is 90 degrees: between the bins around 67.5 and 112.5.
    for (value, expected) in out.row(0).iter().zip([0.0, 0.5, 0.5, 0.0]) {
        assert!((value - expected).abs() < 1e-3, "{:?}", out.row(0));
    }
}
