//! Logistic regression against scikit-learn, and what its parameters mean.
#![allow(clippy::unwrap_used)] // Everything here runs inside tests.

use mnist_core::classifier::Classifier as _;
use mnist_core::error::Coded as _;
use mnist_core::linear::{LogisticRegression, LogisticRegressionParams};
use mnist_core::matrix::Matrix;

fn example() -> (Matrix, [u8; 10]) {
    let x = [
        [0.0, 0.0, 1.0],
        [1.0, 0.0, 0.5],
        [0.0, 1.0, 0.0],
        [1.0, 1.0, 0.25],
        [2.0, 0.0, 1.0],
        [0.0, 2.0, 0.5],
        [2.0, 2.0, 0.0],
        [1.0, 2.0, 1.0],
        [0.5, 0.5, 2.0],
        [1.5, 0.0, 0.0],
    ];
    (Matrix::new(10, 3, x.concat()).unwrap(), [3, 5, 3, 7, 5, 7, 7, 7, 3, 5])
}

fn fitted(params: LogisticRegressionParams) -> LogisticRegression {
    let (x, labels) = example();
    LogisticRegression::fit(&params, &x, &labels, &mut |_| true).unwrap()
}

fn assert_near(found: &[f32], expected: &[f32]) {
    assert_eq!(found.len(), expected.len());
    for (f, e) in found.iter().zip(expected) {
        assert!((f - e).abs() < 2e-4, "{found:?} {expected:?}");
    }
}

/// The figures are those of scikit-learn 1.9.1 for `x` and `y` of `example`:
/// `m = LogisticRegression(C=2.0, tol=1e-10, max_iter=10000).fit(x, y)`, then `m.coef_`, `m.intercept_` and
/// `m.predict_proba([[1, 1, 1]])`.
#[test]
fn coefficients_are_those_of_scikit_learn() {
    let model = fitted(LogisticRegressionParams { c: 2.0, tol: 1e-7, ..Default::default() });
    assert_eq!(model.classes(), [3, 5, 7]);
    let coef = [-1.29905, -0.3904, 0.4867, 0.94899, -1.1472, -0.29549, 0.35006, 1.5376, -0.19121];
    assert_near(&model.coef(), &coef);
    assert_near(model.intercept(), &[1.09538, 0.08609, -1.18148]);
    let proba = model.predict_proba(&Matrix::new(1, 3, vec![1.0; 3]).unwrap()).unwrap();
    assert_near(proba.row(0), &[0.0, 0.0, 0.0, 0.27748, 0.0, 0.20551, 0.0, 0.51702, 0.0, 0.0]);
}

#[test]
fn convergence_is_reported() {
    let done = fitted(LogisticRegressionParams { tol: 1e-6, ..Default::default() }).convergence();
    assert!(done.converged && done.gradient_norm <= 1e-6 && done.n_iter < 100, "{done:?}");
    let stopped = fitted(LogisticRegressionParams { tol: 1e-6, max_iter: 2, ..Default::default() }).convergence();
    assert!(!stopped.converged && stopped.gradient_norm > 1e-6 && stopped.n_iter == 2, "{stopped:?}");
    assert!(stopped.objective > done.objective);
}

#[test]
fn a_smaller_c_makes_smaller_coefficients() {
    let size =
        |c| fitted(LogisticRegressionParams { c, ..Default::default() }).coef().iter().map(|w| w * w).sum::<f32>();
    assert!(size(0.01) < size(1.0) && size(1.0) < size(100.0));
}

#[test]
fn a_tolerance_below_rounding_ends_without_convergence() {
    let done = fitted(LogisticRegressionParams { tol: 1e-30, max_iter: 10_000, ..Default::default() });
    let done = done.convergence();
    assert!(!done.converged && done.n_iter < 10_000 && done.gradient_norm < 1e-5, "{done:?}");
}

#[test]
fn parameters_out_of_range_are_refused() {
    let (x, labels) = example();
    let good = LogisticRegressionParams::default();
    for bad in [
        LogisticRegressionParams { c: 0.0, ..good },
        LogisticRegressionParams { c: f64::NAN, ..good },
        LogisticRegressionParams { tol: -1.0, ..good },
        LogisticRegressionParams { tol: f64::INFINITY, ..good },
        LogisticRegressionParams { max_iter: 0, ..good },
    ] {
        let error = LogisticRegression::fit(&bad, &x, &labels, &mut |_| panic!("fitted")).unwrap_err();
        assert_eq!(error.code(), "estimator-parameter", "{bad:?}");
    }
}

#[test]
fn json_names_the_parameters_as_scikit_learn_does() {
    let parse = |json: &str| serde_json::from_str::<LogisticRegressionParams>(json);
    assert_eq!(parse("{}").unwrap(), LogisticRegressionParams::default());
    assert_eq!(
        parse(r#"{"C":0.5,"max_iter":7}"#).unwrap(),
        LogisticRegressionParams { c: 0.5, max_iter: 7, tol: 1e-4 }
    );
    assert!(parse(r#"{"c":0.5}"#).is_err());
}
