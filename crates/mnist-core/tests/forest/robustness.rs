//! Odd training sets: the right answer, however odd.

use mnist_core::classifier::Classifier as _;
use mnist_core::forest::{ForestParams, MaxFeatures, MaxFeaturesRule, RandomForest, Splitter};
use mnist_core::matrix::Matrix;
use mnist_core::rng::Rng;
use mnist_core::tensors::TensorFile;

/// Forests and extra trees, with bins that two bits tell apart and with more.
fn kinds() -> Vec<ForestParams> {
    let all = MaxFeatures::Rule(MaxFeaturesRule::All);
    let kind = |splitter, n_bins| {
        let bootstrap = splitter == Splitter::Best;
        ForestParams { n_estimators: 30, bootstrap, splitter, n_bins, max_features: all, ..Default::default() }
    };
    [(Splitter::Best, 4), (Splitter::Best, 256), (Splitter::Random, 4), (Splitter::Random, 256)]
        .map(|(splitter, n_bins)| kind(splitter, n_bins))
        .to_vec()
}

fn fit(params: &ForestParams, x: &Matrix, labels: &[u8]) -> RandomForest {
    RandomForest::fit(params, x, labels, 1, &mut |_| true).unwrap()
}

fn column(values: &[f32]) -> Matrix {
    Matrix::new(values.len(), 1, values.to_vec()).unwrap()
}

#[test]
fn one_sample_a_class_is_learnt() {
    let labels: Vec<u8> = (0..10).collect();
    let values: Vec<f32> = (0..40).map(|i| if i % 4 == 3 { 5.0 } else { (i / 4 * 20) as f32 }).collect();
    let x = Matrix::new(10, 4, values).unwrap();
    for params in kinds() {
        let forest = fit(&ForestParams { bootstrap: false, ..params.clone() }, &x, &labels);
        // Four bins cannot tell more than four of these apart.
        let right = forest.predict(&x).unwrap().iter().zip(&labels).filter(|(a, b)| a == b).count();
        assert!(right >= usize::try_from(params.n_bins.min(10)).unwrap(), "{right} right, {params:?}");
        assert!(fit(&params, &x, &labels).predict_proba(&x).unwrap().data().iter().all(|p| p.is_finite()));
    }
}

#[test]
fn contradictory_duplicates_share_the_probability() {
    let x = column(&[1.0, 1.0, 1.0, 1.0, 9.0, 9.0]);
    let labels = [3, 3, 3, 6, 8, 8];
    for params in kinds() {
        let forest = fit(&ForestParams { bootstrap: false, ..params }, &x, &labels);
        let proba = forest.predict_proba(&x).unwrap();
        assert_eq!((proba.row(0)[3], proba.row(0)[6], proba.row(4)[8]), (0.75, 0.25, 1.0));
    }
}

#[test]
fn constant_features_give_the_classes_shares() {
    let x = Matrix::new(4, 3, vec![7.0; 12]).unwrap();
    for params in kinds() {
        let forest = fit(&ForestParams { bootstrap: false, ..params }, &x, &[0, 0, 0, 9]);
        assert_eq!(forest.n_nodes(), forest.n_trees());
        assert!(forest.feature_importances().iter().all(|&v| v == 0.0));
        assert_eq!((forest.predict_proba(&x).unwrap().row(2)[0], forest.predict(&x).unwrap()), (0.75, vec![0; 4]));
    }
}

#[test]
fn depth_one_is_a_single_split_and_huge_leaves_are_none() {
    let x = column(&(0u8..120).map(f32::from).collect::<Vec<_>>());
    let labels: Vec<u8> = (0..120).map(|i| u8::from(i >= 60) * 4).collect();
    for params in kinds() {
        let stump = fit(&ForestParams { max_depth: Some(1), ..params.clone() }, &x, &labels);
        assert_eq!(stump.n_nodes(), 3 * stump.n_trees());
        let predicted = stump.predict(&x).unwrap();
        assert_eq!((predicted[0], predicted[119]), (0, 4));
        for min_samples_leaf in [61, 1_000_000, u32::MAX] {
            let none = fit(&ForestParams { min_samples_leaf, ..params.clone() }, &x, &labels);
            assert_eq!(none.n_nodes(), none.n_trees());
        }
    }
}

/// 0 to 255 of 784 features, mostly 0, as a picture's.
fn picture_like(rows: usize) -> (Matrix, Vec<u8>) {
    let mut rng = Rng::new(5, 0);
    let labels: Vec<u8> = (0..rows).map(|i| (i % 10) as u8).collect();
    let mut value =
        |label: u8, f: usize| if (f + usize::from(label) * 31) % 97 < 30 { rng.below(256) as f32 } else { 0.0 };
    let data = labels.iter().flat_map(|&label| (0..784).map(move |f| (label, f))).map(|(l, f)| value(l, f)).collect();
    (Matrix::new(rows, 784, data).unwrap(), labels)
}

#[test]
fn a_node_takes_four_bytes_of_the_file() {
    let (x, labels) = picture_like(1500);
    let params = ForestParams { n_estimators: 20, n_bins: 4, min_samples_leaf: 1, ..Default::default() };
    let forest = fit(&params, &x, &labels);
    let mut file = TensorFile::default();
    forest.save(&mut file, "m");
    // Beside the nodes: cuts, importances and header.
    let besides = 784 * 5 * 4 + 2_000;
    let bytes = file.serialize().unwrap().len();
    assert!(bytes <= 4 * forest.n_nodes() + besides, "{bytes} bytes for {} nodes", forest.n_nodes());
}
