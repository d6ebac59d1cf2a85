//! Importances against their definitions.

use mnist_core::classifier::Classifier as _;
use mnist_core::error::Coded as _;
use mnist_core::forest::{ForestParams, RandomForest, Splitter};
use mnist_core::matrix::Matrix;
use mnist_core::rng::Rng;

/// Three classes; features 0 and 1 tell them apart, 2 to 5 are noise, 6 is constant.
fn problem(seed: u64, rows: usize) -> (Matrix, Vec<u8>) {
    let mut rng = Rng::new(seed, 0);
    let labels: Vec<u8> = (0..rows).map(|i| [1, 5, 8][i % 3]).collect();
    let mut data = Vec::new();
    for &label in &labels {
        for feature in 0..7 {
            let signal = if feature < 2 { f64::from(label) * 0.4 } else { 0.0 };
            data.push(if feature == 6 { 3.0 } else { (signal + rng.normal()) as f32 });
        }
    }
    (Matrix::new(rows, 7, data).unwrap(), labels)
}

fn accuracy(forest: &RandomForest, x: &Matrix, labels: &[u8]) -> f64 {
    let right = forest.predict(x).unwrap().iter().zip(labels).filter(|(a, b)| a == b).count();
    right as f64 / labels.len() as f64
}

/// Columns shuffled one by one, all samples predicted anew.
fn definition(forest: &RandomForest, x: &Matrix, labels: &[u8], n_repeats: u32, seed: u64) -> Vec<f64> {
    let as_it_is = accuracy(forest, x, labels);
    let of_feature = |feature: usize| {
        let lost = |repeat| {
            let mut order: Vec<usize> = (0..x.rows()).collect();
            Rng::new(seed, feature as u64 * u64::from(n_repeats) + u64::from(repeat)).shuffle(&mut order);
            let mut permuted = x.clone();
            for (i, &from) in order.iter().enumerate() {
                permuted.row_mut(i)[feature] = x.row(from)[feature];
            }
            as_it_is - accuracy(forest, &permuted, labels)
        };
        (0..n_repeats).map(lost).sum::<f64>() / f64::from(n_repeats)
    };
    (0..x.cols()).map(of_feature).collect()
}

#[test]
fn permutation_importances_are_the_accuracy_that_shuffled_columns_lose() {
    let ((x, labels), (test, test_labels)) = (problem(1, 300), problem(2, 213));
    for params in [
        ForestParams { n_estimators: 20, ..ForestParams::default() },
        ForestParams { n_estimators: 7, n_bins: 4, max_depth: Some(3), ..ForestParams::default() },
        ForestParams { n_estimators: 9, bootstrap: false, splitter: Splitter::Random, ..ForestParams::default() },
    ] {
        let forest = RandomForest::fit(&params, &x, &labels, 3, &mut |_| true).unwrap();
        let found = forest.permutation_importances(&test, &test_labels, 3, 5, &mut |_| true).unwrap();
        for (found, expected) in found.iter().zip(definition(&forest, &test, &test_labels, 3, 5)) {
            assert!((f64::from(*found) - expected).abs() < 1e-6, "{found} instead of {expected}");
        }
        assert!(found[0] > 0.05 && found[1] > 0.05, "{found:?}");
        assert!(found[2..6].iter().all(|v| v.abs() < 0.05), "{found:?}");
        assert_eq!(found[6], 0.0);
    }
}

#[test]
fn permutation_importances_refuse_what_does_not_fit() {
    let (x, labels) = problem(1, 60);
    let forest =
        RandomForest::fit(&ForestParams { n_estimators: 3, ..Default::default() }, &x, &labels, 1, &mut |_| true);
    let forest = forest.unwrap();
    let code = |x: &Matrix, labels: &[u8], n_repeats, goes_on: bool| {
        let result = forest.permutation_importances(x, labels, n_repeats, 1, &mut |_| goes_on);
        result.err().map_or("no error", |error| error.code())
    };
    assert_eq!(code(&x, &labels, 2, true), "no error");
    assert_eq!(code(&Matrix::zeros(60, 6), &labels, 2, true), "estimator-shape");
    assert_eq!(code(&x, &labels[1..], 2, true), "estimator-shape");
    assert_eq!(code(&Matrix::zeros(0, 7), &[], 2, true), "estimator-shape");
    assert_eq!(code(&x, &[10; 60], 2, true), "estimator-label");
    assert_eq!(code(&x, &labels, 0, true), "estimator-parameter");
    assert_eq!(code(&x, &labels, 101, true), "estimator-parameter");
    assert_eq!(code(&x, &labels, 2, false), "cancelled");
}
