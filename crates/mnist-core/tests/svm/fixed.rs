//! The support vector machines against scikit-learn's values.
//!
//! The values were printed by this program (scikit-learn 1.9.1):
//! ```python
//! import numpy as np
//! from sklearn.svm import SVC, LinearSVC
//! i, f = np.arange(30)[:, None], np.arange(4)[None, :]
//! x = ((i * 7 + f * 13 + i * f * 3) % 17) / 8.0 + (i % 3) * 0.25
//! y = np.array([2, 5, 9])[np.arange(30) % 3]
//! t = ((i[:5] * 5 + f * 11) % 13) / 6.0
//! for kernel, c in (("rbf", 2.0), ("linear", 0.5)):
//!     s = SVC(C=c, kernel=kernel, gamma=0.5, tol=1e-6, decision_function_shape="ovo").fit(x, y)
//!     v = s.support_vectors_
//!     k = np.exp(-0.5 * ((v[:, None] - v[None]) ** 2).sum(2)) if kernel == "rbf" else v @ v.T
//!     end = np.cumsum(s.n_support_); start = end - s.n_support_
//!     for a, b in ((0, 1), (0, 2), (1, 2)):
//!         at = np.r_[start[a]:end[a], start[b]:end[b]]
//!         beta = np.r_[s.dual_coef_[b - 1, start[a]:end[a]], s.dual_coef_[a, start[b]:end[b]]]
//!         print(0.5 * beta @ k[np.ix_(at, at)] @ beta - abs(beta).sum())
//!     print(s.n_support_, s.decision_function(t))
//!     s.decision_function_shape = "ovr"
//!     print(s.classes_[s.decision_function(t).argmax(1)])
//! s = LinearSVC(C=0.5, tol=1e-9, max_iter=1000000, random_state=0).fit(x, y)
//! print(s.coef_, s.intercept_)
//! print(SVC(gamma="scale").fit(x, y)._gamma)
//! ```

use mnist_core::classifier::Classifier as _;
use mnist_core::matrix::Matrix;
use mnist_core::svm::{Gamma, Kernel, LinearSvc, LinearSvcParams, Svc, SvcParams};
use mnist_core::tensors::TensorFile;

fn training() -> (Matrix, Vec<u8>) {
    let value = |i: usize, f: usize| ((i * 7 + f * 13 + i * f * 3) % 17) as f32 / 8.0 + (i % 3) as f32 * 0.25;
    let data = (0..30).flat_map(|i| (0..4).map(move |f| value(i, f))).collect();
    (Matrix::new(30, 4, data).unwrap(), (0..30).map(|i| [2, 5, 9][i % 3]).collect())
}

fn test() -> Matrix {
    let data = (0..5).flat_map(|i| (0..4).map(move |f| ((i * 5 + f * 11) % 13) as f32 / 6.0)).collect();
    Matrix::new(5, 4, data).unwrap()
}

#[track_caller]
fn assert_close(found: impl IntoIterator<Item = f64>, expected: &[f64], tolerance: f64) {
    let found: Vec<f64> = found.into_iter().collect();
    assert_eq!(found.len(), expected.len());
    for (at, (a, b)) in found.iter().zip(expected).enumerate() {
        assert!((a - b).abs() < tolerance, "{a} instead of {b} at {at}");
    }
}

struct Expected {
    objectives: [f64; 3],
    n_support: [usize; 3],
    decisions: [f64; 15],
    labels: [u8; 5],
}

#[track_caller]
fn assert_equals_scikit_learn(params: &SvcParams, expected: &Expected) {
    let (x, labels) = training();
    let model = Svc::fit(params, &x, &labels, &mut |_| true).unwrap();
    assert_close(model.reports().iter().map(|r| r.objective), &expected.objectives, 2e-5);
    assert_eq!(model.n_support(), expected.n_support);
    assert_close(model.decision_values(&test()).unwrap(), &expected.decisions, 2e-5);
    assert_eq!(model.predict(&test()).unwrap(), expected.labels);
}

#[test]
fn the_rbf_machine_is_scikit_learns() {
    let expected = Expected {
        objectives: [-23.561489943995063, -17.523937364196733, -21.26735630054548],
        n_support: [10, 10, 10],
        #[rustfmt::skip]
        decisions: [
            0.44345, -0.060963, -0.233698, 1.19368, 1.209529, -0.009681, -0.752572, 0.08868, 0.287795,
            0.183178, 0.493759, 0.803664, 0.773418, 0.850641, 0.772034,
        ],
        labels: [9, 2, 5, 2, 2],
    };
    let params = SvcParams { c: 2.0, gamma: Gamma::Value(0.5), tol: 1e-6, ..SvcParams::default() };
    assert_equals_scikit_learn(&params, &expected);
}

#[test]
fn the_linear_kernel_machine_is_scikit_learns() {
    let expected = Expected {
        objectives: [-8.255923295454545, -5.692092535400034, -8.105267852827769],
        n_support: [9, 10, 9],
        #[rustfmt::skip]
        decisions: [
            -0.41036, 0.379135, 0.23947, 1.240852, 0.989822, 0.636504, -0.463807, 0.012723, 0.381651,
            0.39411, 0.888041, 0.959228, 0.561648, 1.234097, 1.511111,
        ],
        labels: [5, 2, 5, 2, 2],
    };
    let params = SvcParams { c: 0.5, kernel: Kernel::Linear, tol: 1e-6, ..SvcParams::default() };
    assert_equals_scikit_learn(&params, &expected);
}

#[test]
fn gamma_scale_is_scikit_learns() {
    let (x, labels) = training();
    let mut file = TensorFile::default();
    Svc::fit(&SvcParams::default(), &x, &labels, &mut |_| true).unwrap().save(&mut file, "m");
    assert_close([f64::from(file.f32("m.gamma").unwrap().1[0])], &[0.577_387_172_682_369_4], 1e-6);
}

#[test]
fn the_linear_machine_is_liblinears() {
    let (x, labels) = training();
    let params = LinearSvcParams { c: 0.5, tol: 1e-9, max_iter: 1_000_000 };
    let model = LinearSvc::fit(&params, &x, &labels, 1, &mut |_| true).unwrap();
    #[rustfmt::skip]
    let coef = [
        -0.214998, -0.256168, -0.316505, -0.098818, -0.006473, -0.03236, 0.107993, -0.133222,
        0.172597, 0.206779, 0.155039, 0.183494,
    ];
    assert_close(model.coef().iter().map(|&v| f64::from(v)), &coef, 2e-6);
    assert_close(model.intercept().iter().map(|&v| f64::from(v)), &[0.762954, -0.245494, -1.206879], 2e-6);
}
