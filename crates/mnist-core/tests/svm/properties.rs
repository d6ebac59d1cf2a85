//! The support vector machines on random problems: optimality, a plain reference solver, determinism.

use mnist_core::classifier::Classifier as _;
use mnist_core::error::Coded as _;
use mnist_core::matrix::Matrix;
use mnist_core::svm::{Gamma, Kernel, LinearSvc, LinearSvcParams, Svc, SvcParams};
use proptest::prelude::*;

use crate::problems::{bytes, coefficients, fit, problem};

/// The kernel by its definition, in f64.
fn kernel(params: &SvcParams, gamma: f64, a: &[f32], b: &[f32]) -> f64 {
    let pairs = a.iter().zip(b).map(|(&a, &b)| (f64::from(a), f64::from(b)));
    match params.kernel {
        Kernel::Rbf => mnist_core::math::exp(-gamma * pairs.map(|(a, b)| (a - b) * (a - b)).sum::<f64>()),
        Kernel::Linear => pairs.map(|(a, b)| a * b).sum(),
    }
}

/// A plain reference for two classes: coordinate pairs by largest violation (WSS1), the whole kernel matrix, f64.
fn reference(q: &[Vec<f64>], y: &[f64], c: f64, tol: f64) -> f64 {
    let n = y.len();
    let mut alpha = vec![0.0; n];
    loop {
        let gradient: Vec<f64> = (0..n).map(|t| (0..n).map(|s| q[t][s] * alpha[s]).sum::<f64>() - 1.0).collect();
        let up = (0..n).filter(|&t| if y[t] > 0.0 { alpha[t] < c } else { alpha[t] > 0.0 });
        let low = (0..n).filter(|&t| if y[t] > 0.0 { alpha[t] > 0.0 } else { alpha[t] < c });
        let i = up.max_by(|&a, &b| (-y[a] * gradient[a]).total_cmp(&(-y[b] * gradient[b]))).unwrap();
        let j = low.min_by(|&a, &b| (-y[a] * gradient[a]).total_cmp(&(-y[b] * gradient[b]))).unwrap();
        let gap = -y[i] * gradient[i] + y[j] * gradient[j];
        if gap < tol {
            return (0..n).map(|t| alpha[t] * (gradient[t] - 1.0)).sum::<f64>() / 2.0;
        }
        let curvature = q[i][i] + q[j][j] - 2.0 * y[i] * y[j] * q[i][j];
        let room_i = if y[i] > 0.0 { c - alpha[i] } else { alpha[i] };
        let room_j = if y[j] > 0.0 { alpha[j] } else { c - alpha[j] };
        let step = (gap / curvature.max(1e-12)).min(room_i).min(room_j);
        alpha[i] = (alpha[i] + y[i] * step).clamp(0.0, c);
        alpha[j] = (alpha[j] - y[j] * step).clamp(0.0, c);
    }
}

fn params() -> impl Strategy<Value = SvcParams> {
    (prop_oneof![Just(0.1), Just(1.0), Just(20.0)], any::<bool>()).prop_map(|(c, rbf)| SvcParams {
        c,
        kernel: if rbf { Kernel::Rbf } else { Kernel::Linear },
        gamma: Gamma::Value(0.3),
        ..SvcParams::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_objective_is_that_of_a_plain_solver(params in params(), seed in any::<u64>(), rows in 4usize..60) {
        let (x, labels) = problem(seed, rows, 3, &[3, 8]);
        let y: Vec<f64> = labels.iter().map(|&l| if l == 3 { 1.0 } else { -1.0 }).collect();
        let k = |s: usize, t: usize| y[s] * y[t] * kernel(&params, 0.3, x.row(s), x.row(t));
        let q: Vec<Vec<f64>> = (0..rows).map(|s| (0..rows).map(|t| k(s, t)).collect()).collect();
        let expected = reference(&q, &y, params.c, 1e-4);
        let tight = SvcParams { tol: 1e-4, ..params };
        let found = fit(&tight, &x, &labels).reports()[0].objective;
        prop_assert!((found - expected).abs() < 1e-3 * (1.0 + expected.abs()), "{} instead of {}", found, expected);
    }

    /// With decision d and label y: alpha = 0 asks y d >= 1, alpha = C asks y d <= 1, between asks y d = 1.
    #[test]
    fn every_pair_is_optimal_within_tol(params in params(), seed in any::<u64>(), rows in 9usize..120) {
        let (x, labels) = problem(seed, rows, 4, &[0, 4, 7]);
        let model = fit(&params, &x, &labels);
        prop_assert!(model.reports().iter().all(|r| r.gap < params.tol));
        let (decisions, coefficients) = (model.decision_values(&x).unwrap(), coefficients(&model, &x));
        for (pair, (a, b)) in [(0u8, 4u8), (0, 7), (4, 7)].into_iter().enumerate() {
            let mut sum = 0.0;
            for i in (0..rows).filter(|&i| labels[i] == a || labels[i] == b) {
                let y = if labels[i] == a { 1.0 } else { -1.0 };
                let margin = y * decisions[i * 3 + pair];
                let beta = coefficients(i, if labels[i] == a { b } else { a });
                sum += beta;
                let alpha = y * beta;
                let slack = params.tol + 1e-4 * (1.0 + params.c);
                prop_assert!((0.0..=params.c * (1.0 + 1e-6)).contains(&alpha));
                prop_assert!(alpha > 0.0 || margin > 1.0 - slack, "alpha 0, margin {}", margin);
                prop_assert!(alpha < params.c * (1.0 - 1e-6) || margin < 1.0 + slack, "alpha C, margin {}", margin);
            }
            prop_assert!(sum.abs() < 1e-5 * rows as f64 * params.c, "sum of y alpha {}", sum);
        }
    }
}

/// Nearly every sample is a support vector here, and their blocks take 3.4 MB.
#[test]
fn the_cache_changes_no_bit() {
    let (x, labels) = problem(3, 900, 3, &[1, 2, 6]);
    let with_cache = |cache_mb| bytes(&fit(&SvcParams { cache_mb, ..SvcParams::default() }, &x, &labels));
    assert!(with_cache(1) == with_cache(50));
}

#[test]
fn max_iter_cuts_a_pair_short_and_says_so() {
    let (x, labels) = problem(5, 80, 3, &[0, 1]);
    let model = fit(&SvcParams { max_iter: Some(3), ..SvcParams::default() }, &x, &labels);
    assert_eq!(model.reports()[0].iterations, 3);
    assert!(model.reports()[0].gap >= 1e-3);
}

#[test]
fn a_class_of_one_sample_and_equal_samples_of_two_classes_are_solved() {
    let x = Matrix::new(5, 1, vec![0.0, 1.0, 1.0, 1.0, 5.0]).unwrap();
    let model = fit(&SvcParams { c: 3.0, ..SvcParams::default() }, &x, &[0, 1, 2, 2, 3]);
    assert_eq!(model.predict(&x).unwrap()[0], 0);
    assert_eq!(model.predict(&x).unwrap()[4], 3);
    assert!(model.reports().iter().all(|r| r.gap < 1e-3));
}

#[test]
fn samples_too_large_for_the_kernel_are_refused() {
    let x = Matrix::new(2, 1, vec![1.0, 1e16]).unwrap();
    let error = Svc::fit(&SvcParams::default(), &x, &[0, 1], &mut |_| true).err().unwrap();
    assert_eq!(error.code(), "estimator-shape");
    assert!(error.to_string().contains("row 1"), "{error}");
}

#[test]
fn the_linear_machine_learns_the_same_plane_from_every_seed() {
    let (x, labels) = problem(2, 90, 5, &[0, 3, 9]);
    let params = LinearSvcParams { tol: 1e-8, max_iter: 100_000, ..LinearSvcParams::default() };
    let plane = |seed| LinearSvc::fit(&params, &x, &labels, seed, &mut |_| true).unwrap().coef().to_vec();
    assert!(plane(1).iter().zip(plane(2)).all(|(a, b)| (a - b).abs() < 1e-5));
}
