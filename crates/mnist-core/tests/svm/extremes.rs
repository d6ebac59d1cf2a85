//! Support vector machines at the ends of what numbers can say: never a hang, never NaN, and what is reported is true.

use mnist_core::classifier::Classifier as _;
use mnist_core::error::Coded as _;
use mnist_core::matrix::Matrix;
use mnist_core::svm::{Gamma, Kernel, LinearSvc, LinearSvcParams, Svc, SvcParams};

use crate::problems::{fit, gap, problem, saved};

/// Overlapping classes; the same samples once more; the first ones once more with the labels of others; one sample of 9.
fn nasty() -> (Matrix, Vec<u8>) {
    let (x, labels) = problem(7, 60, 2, &[1, 4, 6]);
    let data = [x.data(), x.data(), &x.data()[..20], &[0.5, 0.5]].concat();
    let others = labels[..10].iter().map(|&label| if label == 1 { 4 } else { 1 });
    let labels: Vec<u8> = labels.iter().chain(&labels).copied().chain(others).chain([9]).collect();
    (Matrix::new(labels.len(), 2, data).unwrap(), labels)
}

/// Ends soon, with finite answers and a finite report. In two dimensions the linear kernel and a large C take libsvm more
/// than 20 million steps: there `max_iter` must end it.
#[track_caller]
fn assert_sane(params: &SvcParams, x: &Matrix, labels: &[u8]) {
    let max_iter = (params.kernel == Kernel::Linear).then_some(50_000);
    let params = &SvcParams { max_iter, ..params.clone() };
    let model = match Svc::fit(params, x, labels, &mut |_| true) {
        Ok(model) => model,
        Err(error) => return assert_eq!(error.code(), "estimator-shape", "{params:?}"),
    };
    for report in model.reports() {
        assert!(
            report.gap.is_finite() && report.objective.is_finite() && report.objective <= 0.0,
            "{report:?} {params:?}"
        );
        assert!(report.iterations < 3_000_000, "{report:?} {params:?}");
    }
    let proba = model.predict_proba(x).unwrap();
    assert!(proba.data().iter().all(|p| p.is_finite()), "{params:?}");
    let loaded = Svc::load(params, &saved(&model), "m").unwrap();
    assert_eq!(loaded.predict_proba(x).unwrap(), proba);
}

#[test]
fn extreme_parameters_end_soon_and_give_finite_answers() {
    let (x, labels) = nasty();
    for kernel in [Kernel::Rbf, Kernel::Linear] {
        for c in [1e-30, 1e-9, 1.0, 1e6, 1e12, 1e30] {
            for gamma in [1e-30, 1e-6, 1.0, 1e6, 1e30] {
                assert_sane(&SvcParams { c, kernel, gamma: Gamma::Value(gamma), ..SvcParams::default() }, &x, &labels);
            }
        }
    }
}

#[test]
fn extreme_tolerances_end_soon_and_give_finite_answers() {
    let (x, labels) = nasty();
    for kernel in [Kernel::Rbf, Kernel::Linear] {
        for (c, tol) in [(1.0, 1e-30), (1e30, 1e-30), (1e-30, 1e-30), (1.0, 1e30), (1e6, 1e-12)] {
            assert_sane(&SvcParams { c, kernel, tol, ..SvcParams::default() }, &x, &labels);
        }
    }
}

#[test]
fn features_of_extreme_size_end_soon_and_give_finite_answers() {
    let (x, labels) = nasty();
    for scale in [1e-20f32, 1e-6, 1e6, 1e14] {
        let x = Matrix::new(x.rows(), 2, x.data().iter().map(|v| v * scale).collect()).unwrap();
        for kernel in [Kernel::Rbf, Kernel::Linear] {
            for c in [1e-9, 1.0, 1e9] {
                assert_sane(&SvcParams { c, kernel, gamma: Gamma::Value(1.0), ..SvcParams::default() }, &x, &labels);
            }
        }
    }
}

/// f32 kernel values cannot give it: the pair is left as it is, and the gap says how it is.
#[test]
fn an_unreachable_tolerance_is_answered_with_the_true_gap() {
    let (x, labels) = problem(3, 150, 3, &[2, 8]);
    let model = fit(&SvcParams { tol: 1e-30, ..SvcParams::default() }, &x, &labels);
    let report = model.reports()[0];
    assert!(report.gap < 1e-6, "{report:?}");
    assert!((gap(&model, 1.0, &x, &labels) - report.gap).abs() < 1e-5, "{report:?}");
}

/// All alike, labels against each other: nothing can be told apart, and every multiplier ends at C or 0.
#[test]
fn contradictory_samples_end_at_their_bounds() {
    let x = Matrix::new(6, 2, vec![0.5; 12]).unwrap();
    for c in [1e-3, 1.0, 1e3] {
        let model = fit(&SvcParams { c, ..SvcParams::default() }, &x, &[0, 1, 0, 1, 0, 1]);
        let report = model.reports()[0];
        assert!((report.objective + 6.0 * c).abs() < 1e-5 * c, "{report:?}");
    }
}

#[test]
fn one_sample_a_class_is_enough() {
    let x = Matrix::new(10, 1, (0..10u8).map(f32::from).collect()).unwrap();
    let labels: Vec<u8> = (0..10).collect();
    for kernel in [Kernel::Rbf, Kernel::Linear] {
        let model = fit(&SvcParams { c: 100.0, kernel, ..SvcParams::default() }, &x, &labels);
        assert_eq!(model.predict(&x).unwrap(), labels);
        assert!(model.reports().iter().all(|r| r.gap < 1e-3));
    }
}

#[test]
fn the_linear_machine_ends_soon_and_gives_finite_answers() {
    let (x, labels) = nasty();
    for scale in [1e-20f32, 1.0, 1e6, 1e14] {
        let x = Matrix::new(x.rows(), 2, x.data().iter().map(|v| v * scale).collect()).unwrap();
        for (c, tol) in [(1e-30, 1e-4), (1e-9, 1e-4), (1.0, 1e-30), (1e9, 1e-4), (1e30, 1e-4), (1.0, 1e30)] {
            let params = LinearSvcParams { c, tol, max_iter: 300 };
            let model = LinearSvc::fit(&params, &x, &labels, 1, &mut |_| true).unwrap();
            assert!(model.coef().iter().all(|w| w.is_finite()), "{params:?} {scale}");
            assert!(model.predict_proba(&x).unwrap().data().iter().all(|p| p.is_finite()), "{params:?} {scale}");
        }
    }
}
