//! Random problems for support vector machines, and what their optimality says.

use mnist_core::classifier::Classifier as _;
use mnist_core::matrix::Matrix;
use mnist_core::rng::Rng;
use mnist_core::svm::{Svc, SvcParams};
use mnist_core::tensors::TensorFile;

/// Overlapping classes, in the order of `classes` again and again.
pub(crate) fn problem(seed: u64, rows: usize, cols: usize, classes: &[u8]) -> (Matrix, Vec<u8>) {
    let mut rng = Rng::new(seed, 0);
    let labels: Vec<u8> = (0..rows).map(|i| classes[i % classes.len()]).collect();
    let value = |label: u8, rng: &mut Rng| (f64::from(label) * 0.2 + rng.normal()) as f32;
    let data = labels.iter().flat_map(|&l| (0..cols).map(|_| value(l, &mut rng)).collect::<Vec<_>>()).collect();
    (Matrix::new(rows, cols, data).unwrap(), labels)
}

pub(crate) fn fit(params: &SvcParams, x: &Matrix, labels: &[u8]) -> Svc {
    Svc::fit(params, x, labels, &mut |_| true).unwrap()
}

pub(crate) fn saved(model: &Svc) -> TensorFile {
    let mut file = TensorFile::default();
    model.save(&mut file, "m");
    file
}

pub(crate) fn bytes(model: &Svc) -> Vec<u8> {
    saved(model).serialize().unwrap()
}

/// `y alpha` of a training sample in its pair with another class, read from the saved tensors.
pub(crate) fn coefficients(model: &Svc, x: &Matrix) -> impl Fn(usize, u8) -> f64 {
    let file = saved(model);
    let (shape, vectors) = file.f32("m.support_vectors").unwrap();
    let (_, dual) = file.f32("m.dual_coef").unwrap();
    let (classes, n_support) = (model.classes(), model.n_support());
    let (x, cols) = (x.clone(), x.cols());
    move |i, other| {
        let Some(v) = vectors.chunks_exact(cols).position(|v| v == x.row(i)) else { return 0.0 };
        let ends = n_support.iter().scan(0, |end, n| {
            *end += n;
            Some(*end)
        });
        let own = ends.take_while(|&end| end <= v).count();
        let k = classes.iter().filter(|&&c| c != classes[own]).position(|&c| c == other).unwrap();
        f64::from(dual[k * shape[0] + v])
    }
}

/// libsvm's `m(alpha) - M(alpha)` of a machine of two classes, from its decision values for its training samples: with
/// decision d and label y, `y alpha` may grow where `y - d` should be no more than where it may shrink.
pub(crate) fn gap(model: &Svc, c: f64, x: &Matrix, labels: &[u8]) -> f64 {
    let (decisions, coefficients) = (model.decision_values(x).unwrap(), coefficients(model, x));
    let classes = model.classes();
    let (mut up, mut low) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    for (i, d) in decisions.iter().enumerate() {
        let (y, other) = if labels[i] == classes[0] { (1.0, classes[1]) } else { (-1.0, classes[0]) };
        let beta = coefficients(i, other);
        let (least, most) = if y > 0.0 { (0.0, c) } else { (-c, 0.0) };
        up = if beta < most { up.max(y - d) } else { up };
        low = if beta > least { low.max(d - y) } else { low };
    }
    up + low
}
