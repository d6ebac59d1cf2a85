//! Principal components.
use mnist_core::classifier::Transform;
use mnist_core::features::{TransformParams, fit};
use mnist_core::matrix::Matrix;
use mnist_core::rng::Rng;
use mnist_core::tensors::TensorFile;

const FEATURES: usize = 60;

/// Independent directions (Householder-reflected axes) with deviations 8, 7, 6 ... 1 and then 0.01, about a mean.
fn samples(n: usize) -> Matrix {
    let mut rng = Rng::new(1, 0);
    let normal: Vec<f64> = (0..FEATURES).map(|_| rng.normal()).collect();
    let length = normal.iter().map(|v| v * v).sum::<f64>();
    let mut values = Vec::new();
    for _ in 0..n {
        let deviation = |j: usize| if j < 8 { (8 - j) as f64 } else { 0.01 };
        let axes: Vec<f64> = (0..FEATURES).map(|j| deviation(j) * rng.normal()).collect();
        let along = axes.iter().zip(&normal).map(|(a, b)| a * b).sum::<f64>() / length;
        values.extend(axes.iter().zip(&normal).map(|(a, b)| (a - 2.0 * along * b + 3.0) as f32));
    }
    Matrix::new(n, FEATURES, values).unwrap()
}

fn fitted(x: &Matrix, n_components: usize, seed: u64) -> (Box<dyn Transform>, TensorFile) {
    let pca = fit(&TransformParams::Pca { n_components, seed }, x, &mut |_| true).unwrap();
    let mut file = TensorFile::default();
    pca.save(&mut file, "pca");
    (pca, file)
}

#[test]
fn finds_the_directions_of_largest_variance() {
    let x = samples(3000);
    let (pca, file) = fitted(&x, 8, 0);
    let (_, variance) = file.f32("pca.explained_variance").unwrap();
    for (k, variance) in variance.iter().enumerate() {
        let expected = ((8 - k) * (8 - k)) as f32;
        assert!((variance / expected - 1.0).abs() < 0.1, "{k}: {variance}");
    }
    let out = pca.transform(&x).unwrap();
    for (k, &variance) in variance.iter().enumerate() {
        let column: Vec<f64> = (0..x.rows()).map(|i| f64::from(out.row(i)[k])).collect();
        let mean = column.iter().sum::<f64>() / 3000.0;
        let own = column.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / 2999.0;
        assert!(mean.abs() < 1e-4, "centred");
        assert!((own / f64::from(variance) - 1.0).abs() < 1e-4, "the variance is that of the coordinates");
    }
}

#[test]
fn components_are_orthonormal_and_their_largest_value_is_positive() {
    let (_, file) = fitted(&samples(500), 8, 0);
    let (_, components) = file.f32("pca.components").unwrap();
    let rows: Vec<&[f32]> = components.chunks(FEATURES).collect();
    for (i, a) in rows.iter().enumerate() {
        for (j, b) in rows.iter().enumerate() {
            let product: f32 = a.iter().zip(*b).map(|(a, b)| a * b).sum();
            assert!((product - f32::from(u8::from(i == j))).abs() < 1e-5);
        }
        let largest = a.iter().copied().max_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap();
        assert!(largest > 0.0);
    }
}

#[test]
fn eight_directions_hold_nearly_all_there_is() {
    let x = samples(500);
    let (pca, file) = fitted(&x, 8, 0);
    let (_, components) = file.f32("pca.components").unwrap();
    let (_, mean) = file.f32("pca.mean").unwrap();
    let out = pca.transform(&x).unwrap();
    for i in 0..x.rows() {
        for j in 0..FEATURES {
            let rebuilt = mean[j] + (0..8).map(|k| out.row(i)[k] * components[k * FEATURES + j]).sum::<f32>();
            assert!((rebuilt - x.row(i)[j]).abs() < 0.1);
        }
    }
}

#[test]
fn another_seed_gives_the_same_directions() {
    let (a, b) = (fitted(&samples(500), 8, 0).1, fitted(&samples(500), 8, 1).1);
    let (a, b) = (a.f32("pca.components").unwrap().1, b.f32("pca.components").unwrap().1);
    assert!(a.iter().zip(&b).all(|(a, b)| (a - b).abs() < 1e-5));
}

#[test]
fn fewer_samples_than_directions_give_no_more_variance_than_there_is() {
    let x = samples(5);
    let (pca, file) = fitted(&x, 5, 0);
    let (_, variance) = file.f32("pca.explained_variance").unwrap();
    assert!(variance[3] > 0.01 && variance[4] < 1e-4, "{variance:?}");
    assert!(pca.transform(&x).unwrap().data().iter().all(|v| v.is_finite()));
}
