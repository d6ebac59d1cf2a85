//! Ties between the votes of the pairs, settled as scikit-learn settles them.
//!
//! The labels were printed by this program (scikit-learn 1.9.1); no decision value is within 1e-4 of 0.
//! ```python
//! import numpy as np
//! from sklearn.svm import SVC
//! i, f, j = np.arange(60)[:, None], np.arange(3)[None, :], np.arange(100)[:, None]
//! x = ((i * 7 + f * 13 + i * f * 5 + i * i) % 17) / 8.0
//! y = np.array([0, 2, 5, 7, 9])[np.arange(60) ** 2 // 7 % 5]
//! t = ((j * 37 + f * 101 + f * j * j * 3) % 211) / 100.0
//! for break_ties in (False, True):
//!     s = SVC(C=1, gamma=10, tol=1e-6, break_ties=break_ties).fit(x, y)
//!     print("".join(map(str, s.predict(t))))
//! ```

use mnist_core::classifier::{Classifier as _, argmax};
use mnist_core::matrix::Matrix;
use mnist_core::svm::{Gamma, Svc, SvcParams};

use crate::problems::{fit, saved};

const BY_VOTES: &str =
    "2090255220500550005052000055222255005550520050255050005000250000002005220000055020225090052002250555";
const BY_DECISIONS: &str =
    "2590255220555555555052550055222255555555520555255055505055250055002555225555055525225595052552255555";

fn matrix(rows: usize, value: impl Fn(usize, usize) -> f32) -> Matrix {
    let value = &value;
    Matrix::new(rows, 3, (0..rows).flat_map(|i| (0..3).map(move |f| value(i, f))).collect()).unwrap()
}

fn assert_predicts(break_ties: bool, expected: &str) {
    let x = matrix(60, |i, f| ((i * 7 + f * 13 + i * f * 5 + i * i) % 17) as f32 / 8.0);
    let labels: Vec<u8> = (0..60).map(|i| [0, 2, 5, 7, 9][i * i / 7 % 5]).collect();
    let test = matrix(100, |j, f| ((j * 37 + f * 101 + f * j * j * 3) % 211) as f32 / 100.0);
    let params = SvcParams { gamma: Gamma::Value(10.0), tol: 1e-6, break_ties, ..SvcParams::default() };
    let model = fit(&params, &x, &labels);
    let loaded = Svc::load(&params, &saved(&model), "m").unwrap();
    for model in [model, loaded] {
        let text = |labels: Vec<u8>| labels.iter().map(u8::to_string).collect::<String>();
        assert_eq!(text(model.predict(&test).unwrap()), expected);
        let proba = model.predict_proba(&test).unwrap();
        assert_eq!(text((0..100).map(|i| argmax(proba.row(i))).collect()), expected);
    }
}

#[test]
fn votes_alone_let_the_first_class_win() {
    assert_predicts(false, BY_VOTES);
}

#[test]
fn decision_values_break_ties() {
    assert_predicts(true, BY_DECISIONS);
}
