//! Logistic regression against scikit-learn, and what its parameters mean.
use std::rc::Rc;

use mnist_core::classifier::Classifier;
use mnist_core::error::Coded as _;
use mnist_core::linear::{LogisticRegression, LogisticRegressionParams, LogisticRegressionPlan};
use mnist_core::matrix::Matrix;
use mnist_core::plan::FitPlan as _;
use mnist_core::tensors::TensorFile;
use proptest::prelude::*;

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

fn path(cs: &[f64], x: &Matrix, labels: &[u8]) -> Vec<LogisticRegression> {
    let params = LogisticRegressionParams { tol: 1e-6, ..Default::default() };
    let mut plan = LogisticRegressionPlan::new(&params, cs, Rc::new(x.clone()), labels).unwrap();
    let part = plan.run(0, &mut |_| true).unwrap();
    let models = plan.finish(&[part]).unwrap();
    let reloaded = |model: &dyn Classifier| {
        let mut file = TensorFile::default();
        model.save(&mut file, "m");
        LogisticRegression::load(&file, "m").unwrap()
    };
    models.iter().map(|model| reloaded(model.as_ref())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the order in which the values of C are asked for, each model is as good as one that is trained alone.
    #[test]
    fn warm_starts_end_where_cold_ones_do(
        exponents in proptest::collection::vec(-3i8..4, 1..4),
        values in proptest::collection::vec(-2.0f32..2.0, 60 * 4),
        labels in proptest::collection::vec(0u8..3, 60),
    ) {
        prop_assume!(labels.iter().any(|label| *label != labels[0]));
        let x = Matrix::new(60, 4, values).unwrap();
        let cs: Vec<f64> = exponents.iter().map(|&e| mnist_core::math::pow(10.0, f64::from(e))).collect();
        let warm = path(&cs, &x, &labels);
        prop_assert_eq!(warm.len(), cs.len());
        for (&c, warm) in cs.iter().zip(warm) {
            let params = LogisticRegressionParams { c, tol: 1e-6, ..Default::default() };
            let cold = LogisticRegression::fit(&params, &x, &labels, &mut |_| true).unwrap();
            prop_assert!(warm.convergence().converged && cold.convergence().converged);
            let (warm, cold) = (warm.convergence().objective, cold.convergence().objective);
            prop_assert!((warm - cold).abs() < 1e-5 * cold.max(1e-3), "C {c}: {warm} {cold}");
        }
    }
}

#[test]
fn a_path_refuses_what_one_fit_refuses() {
    let (x, labels) = example();
    let x = Rc::new(x);
    let code = |cs: &[f64]| {
        let plan = LogisticRegressionPlan::new(&Default::default(), cs, Rc::clone(&x), &labels);
        plan.err().map(|error| error.code())
    };
    assert_eq!(code(&[1.0, -1.0]), Some("estimator-parameter"));
    assert_eq!(code(&[1.0, f64::NAN]), Some("estimator-parameter"));
    assert_eq!(code(&[1.0, 2.0]), None);
}

/// Duplicates that contradict each other, one sample a class, features that do not vary or vary enormously, extreme C: an
/// answer in numbers.
#[test]
fn difficult_data_gives_numbers() {
    let contradictory = (Matrix::new(6, 2, vec![1.0; 12]).unwrap(), vec![0, 1, 0, 1, 2, 2]);
    let one_each = (Matrix::new(10, 1, (0u8..10).map(f32::from).collect()).unwrap(), (0..10).collect());
    let huge = (Matrix::new(4, 2, vec![1e30, -1e30, 1e-30, 0.0, -1e30, 1e30, 1e38, 1e38]).unwrap(), vec![3, 3, 4, 4]);
    for (x, labels) in [contradictory, one_each, huge] {
        for c in [1e-12, 1.0, 1e12] {
            let params = LogisticRegressionParams { c, max_iter: 100, ..Default::default() };
            let model = LogisticRegression::fit(&params, &x, &labels, &mut |_| true).unwrap();
            let proba = model.predict_proba(&x).unwrap();
            assert!(proba.data().iter().all(|p| p.is_finite()), "C {c}");
            assert!(model.coef().iter().chain(model.intercept()).all(|w| w.is_finite()), "C {c}");
        }
    }
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
