//! Features as whole multiples of a power of two.
use mnist_core::error::Coded as _;
use mnist_core::features::{TransformParams, fit, load};
use mnist_core::matrix::Matrix;
use mnist_core::tensors::TensorFile;
use proptest::prelude::*;

fn row(values: &[f32]) -> Matrix {
    Matrix::new(1, values.len(), values.to_vec()).unwrap()
}

/// What fitting on `train` saves as step, and what it makes of `x`.
fn quantized(bits: u32, train: &[f32], x: &[f32]) -> (f32, Vec<f32>) {
    let transform = fit(&TransformParams::Quantize { bits }, &row(train), &mut |_| true).unwrap();
    let mut file = TensorFile::default();
    transform.save(&mut file, "q");
    (file.f32("q.step").unwrap().1[0], transform.transform(&row(x)).unwrap().data().to_vec())
}

/// 2 to the power of `exponent`, -126 to 127.
fn power(exponent: i32) -> f32 {
    f32::from_bits(((exponent + 127) as u32) << 23)
}

#[test]
fn rounds_half_to_even_and_clamps() {
    // 100 is less than 128 = 2^7 steps of 1.
    let (step, out) = quantized(8, &[0.0, -100.0, 3.0, 1.0], &[0.5, 1.5, -2.5, -0.4]);
    assert_eq!((step, &out[..]), (1.0, &[0.0, 2.0, -2.0, 0.0][..]));
    assert!(out[3].is_sign_positive(), "no negative zero");
    let (_, out) = quantized(8, &[0.0, -100.0, 3.0, 1.0], &[127.4, 127.6, -1e30, f32::MAX]);
    assert_eq!(out, [127.0, 127.0, -127.0, 127.0]);
}

#[test]
fn the_step_is_the_smallest_power_of_two() {
    assert_eq!(quantized(8, &[127.9], &[0.0]).0, 1.0);
    assert_eq!(quantized(8, &[128.0], &[0.0]).0, 2.0);
    assert_eq!(quantized(12, &[1.0], &[0.0]).0, 1.0 / 1024.0);
    assert_eq!(quantized(12, &[0.0], &[0.3]), (1.0, vec![0.0]));
    assert_eq!(quantized(16, &[f32::MAX], &[f32::MAX]).1, [32767.0 * power(113)]);
    assert_eq!(quantized(16, &[1e-45], &[1e-45]), (f32::MIN_POSITIVE, vec![0.0]));
}

#[test]
fn saved_steps_that_no_fit_gives_are_refused() {
    for step in [0.0, -1.0, 0.75, 1e-45, f32::MAX, power(127)] {
        let mut file = TensorFile::default();
        file.put_u32("q.n_features_in", &[1], &[3]);
        file.put_f32("q.step", &[1], &[step]);
        let code = load(&TransformParams::Quantize { bits: 12 }, &file, "q").err().map(|error| error.code());
        assert_eq!(code, Some("tensors-mismatch"), "{step}");
    }
}

proptest! {
    #[test]
    fn training_features_move_half_a_step_at_most(
        bits in 8u32..=16,
        scale in -100i32..100,
        values in proptest::collection::vec(-2.0f32..2.0, 1..20),
    ) {
        let values: Vec<f32> = values.iter().map(|v| v * power(scale)).collect();
        let (step, out) = quantized(bits, &values, &values);
        let limit = (1 << (bits - 1)) - 1;
        for (before, after) in values.iter().zip(&out) {
            let steps = after / step;
            prop_assert!(steps == steps.trunc() && steps.abs() <= limit as f32, "{after} is {steps} steps");
            // At the very end of the range rounding up is not possible.
            let most = if steps.abs() == limit as f32 { 1.0 } else { 0.5 };
            prop_assert!((after - before).abs() <= most * step, "{before} became {after}, step {step}");
        }
    }
}
