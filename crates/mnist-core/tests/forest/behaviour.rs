//! The forest against a tree of scikit-learn's, and what its parameters do.

use mnist_core::classifier::Classifier as _;
use mnist_core::forest::{Binning, ForestParams, MaxFeatures, MaxFeaturesRule, RandomForest, Splitter};
use mnist_core::matrix::Matrix;
use mnist_core::rng::Rng;
use mnist_core::tensors::TensorFile;

fn fit(params: &ForestParams, x: &Matrix, labels: &[u8], seed: u64) -> RandomForest {
    RandomForest::fit(params, x, labels, seed, &mut |_| true).unwrap()
}

fn saved(model: &RandomForest) -> TensorFile {
    let mut file = TensorFile::default();
    model.save(&mut file, "m");
    file
}

fn accuracy(model: &RandomForest, x: &Matrix, labels: &[u8]) -> f64 {
    let right = model.predict(x).unwrap().iter().zip(labels).filter(|(a, b)| a == b).count();
    right as f64 / labels.len() as f64
}

/// Three overlapping classes; features 0 to 3 tell them apart, 4 to 7 are noise, 8 is constant.
fn problem(seed: u64, rows: usize) -> (Matrix, Vec<u8>) {
    let mut rng = Rng::new(seed, 0);
    let labels: Vec<u8> = (0..rows).map(|i| [0, 4, 7][i % 3]).collect();
    let mut data = Vec::new();
    for &label in &labels {
        for feature in 0..9 {
            let signal = if feature < 4 { f64::from(label) * 0.3 } else { 0.0 };
            data.push(if feature == 8 { 1.0 } else { (signal + rng.normal()) as f32 });
        }
    }
    (Matrix::new(rows, 9, data).unwrap(), labels)
}

fn one_tree() -> ForestParams {
    ForestParams {
        n_estimators: 1,
        bootstrap: false,
        max_features: MaxFeatures::Rule(MaxFeaturesRule::All),
        ..ForestParams::default()
    }
}

/// The values were printed by this program (scikit-learn 1.9.1), the same for every `random_state`:
/// ```python
/// import numpy as np
/// from sklearn.tree import DecisionTreeClassifier
/// i, f = np.arange(60)[:, None], np.arange(4)[None, :]
/// x = ((i * 7 + f * 13 + i * f * 3 + i * i * (f + 1)) % 101) / 8.0 + (i % 3) * 2.5
/// y = np.array([2, 5, 9])[np.arange(60) % 3]
/// t = ((i[:8] * 5 + f * 11 + i[:8] * f * f) % 23) / 1.5
/// m = DecisionTreeClassifier(max_depth=4, min_samples_leaf=3, random_state=0).fit(x, y)
/// print(m.predict_proba(t), m.feature_importances_, m.tree_.node_count)
/// ```
#[test]
fn one_whole_tree_is_scikit_learns() {
    let value =
        |i: usize, f: usize| ((i * 7 + f * 13 + i * f * 3 + i * i * (f + 1)) % 101) as f32 / 8.0 + (i % 3) as f32 * 2.5;
    let x = Matrix::new(60, 4, (0..60).flat_map(|i| (0..4).map(move |f| value(i, f))).collect()).unwrap();
    let labels: Vec<u8> = (0..60).map(|i| [2, 5, 9][i % 3]).collect();
    let test = |i: usize, f: usize| ((i * 5 + f * 11 + i * f * f) % 23) as f32 / 1.5;
    let t = Matrix::new(8, 4, (0..8).flat_map(|i| (0..4).map(move |f| test(i, f))).collect()).unwrap();

    let params = ForestParams { max_depth: Some(4), min_samples_leaf: 3, ..one_tree() };
    let model = fit(&params, &x, &labels, 5);

    let (pure, mixed, wide) = ([1.0, 0.0, 0.0], [0.4, 0.6, 0.0], [0.136_364, 0.454_545, 0.409_091]);
    let expected = [pure, mixed, wide, pure, wide, mixed, pure, wide];
    let proba = model.predict_proba(&t).unwrap();
    for (i, expected) in expected.iter().enumerate() {
        for (class, p) in [2, 5, 9].into_iter().zip(expected) {
            assert!((proba.row(i)[class] - p).abs() < 1e-5, "sample {i}: {:?}", proba.row(i));
        }
    }
    for (found, expected) in model.feature_importances().iter().zip([0.391_746, 0.093_787, 0.322_258, 0.192_208]) {
        assert!((found - expected).abs() < 1e-5, "{found} instead of {expected}");
    }
    assert_eq!(model.n_nodes(), 13);
}

#[test]
fn a_tree_without_limits_learns_its_samples_by_heart() {
    let (x, labels) = problem(1, 200);
    for splitter in [Splitter::Best, Splitter::Random] {
        assert_eq!(accuracy(&fit(&ForestParams { splitter, ..one_tree() }, &x, &labels, 2), &x, &labels), 1.0);
    }
}

#[test]
fn a_tree_of_a_forest_depends_on_its_number_alone() {
    let (x, labels) = problem(2, 150);
    let nodes = |n_estimators| {
        let file = saved(&fit(&ForestParams { n_estimators, ..ForestParams::default() }, &x, &labels, 3));
        (file.u32("m.nodes").unwrap().1, file.u32("m.tree_sizes").unwrap().1)
    };
    let ((few, few_sizes), (many, many_sizes)) = (nodes(4), nodes(9));
    assert_eq!(few_sizes, many_sizes[..4]);
    assert_eq!(few, many[..few.len()]);
    assert_ne!(many_sizes.iter().collect::<std::collections::BTreeSet<_>>().len(), 1, "all trees are alike");
}

#[test]
fn another_seed_gives_another_forest() {
    let (x, labels) = problem(2, 150);
    let nodes = |seed| saved(&fit(&ForestParams::default(), &x, &labels, seed)).u32("m.nodes").unwrap();
    assert_ne!(nodes(1), nodes(2));
}

#[test]
fn the_out_of_bag_score_foretells_the_test_score() {
    let (x, labels) = problem(4, 900);
    let model = fit(&ForestParams::default(), &x, &labels, 1);
    let (test, test_labels) = problem(5, 900);
    let (oob, test) = (model.oob_score().unwrap(), accuracy(&model, &test, &test_labels));
    assert!((oob - test).abs() < 0.06 && oob < 0.95, "out of bag {oob}, test {test}");
    let whole = ForestParams { bootstrap: false, n_estimators: 3, ..ForestParams::default() };
    assert_eq!(fit(&whole, &x, &labels, 1).oob_score(), None);
}

#[test]
fn importances_find_the_features_that_matter() {
    let (x, labels) = problem(6, 600);
    let importances = fit(&ForestParams::default(), &x, &labels, 1).feature_importances().to_vec();
    assert!((importances.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    let noise = importances[4..8].iter().fold(0.0f32, |a, &b| a.max(b));
    assert!(importances[..4].iter().all(|&v| v > noise), "{importances:?}");
    assert_eq!(importances[8], 0.0);
}

#[test]
fn limits_make_smaller_trees() {
    let (x, labels) = problem(7, 400);
    let nodes = |params: ForestParams| fit(&params, &x, &labels, 1).n_nodes();
    let whole = nodes(one_tree());
    assert!(nodes(ForestParams { max_depth: Some(3), ..one_tree() }) <= 15);
    assert!(nodes(ForestParams { min_samples_split: 50, ..one_tree() }) < whole / 2);
    // 20 leaves of at least 20 samples at most.
    assert!(nodes(ForestParams { min_samples_leaf: 20, ..one_tree() }) <= 39);
    assert!(nodes(ForestParams { min_samples_leaf: 201, ..one_tree() }) == 1);
}

#[test]
fn few_bins_learn_nearly_as_well() {
    let ((x, labels), (test, test_labels)) = (problem(8, 900), problem(9, 600));
    let score = |params: ForestParams| accuracy(&fit(&params, &x, &labels, 1), &test, &test_labels);
    let fine = score(ForestParams::default());
    for (n_bins, binning) in [(16, Binning::Quantile), (16, Binning::Uniform), (4, Binning::Quantile)] {
        let coarse = score(ForestParams { n_bins, binning, ..ForestParams::default() });
        assert!((fine - coarse).abs() < 0.06, "{n_bins} bins, {binning:?}: {coarse} instead of {fine}");
    }
}

#[test]
fn loading_refuses_nodes_that_name_what_is_not_there() {
    let (x, labels) = problem(3, 60);
    let file = saved(&fit(&one_tree(), &x, &labels, 1));
    let (shape, nodes) = file.u32("m.nodes").unwrap();
    let loads = |change: &dyn Fn(&mut Vec<u32>)| {
        let (mut copy, mut nodes) = (file.clone(), nodes.clone());
        change(&mut nodes);
        copy.put_u32("m.nodes", &[nodes.len()], &nodes);
        copy.put_u32("m.tree_sizes", &[1], &[nodes.len() as u32]);
        RandomForest::load(&copy, "m").is_ok()
    };
    assert!(loads(&|_| {}));
    assert!(shape[0] > 3 && nodes[0] < 1 << 31, "the root is a split");
    assert!(!loads(&|nodes| nodes[0] = 9 << 8), "feature 9 of 9");
    assert!(!loads(&|nodes| nodes[0] = 8 << 8), "a constant feature has no cut");
    assert!(!loads(&|nodes| *nodes.last_mut().unwrap() = 1 << 31 | 99_999), "a leaf without a row");
    assert!(!loads(&|nodes| *nodes.last_mut().unwrap() = nodes[0]), "the last node is a split");
    assert!(!loads(&|nodes| nodes[0] = 1 << 31), "nodes after a whole tree");
    assert!(!loads(&|nodes| nodes.truncate(2)));
    assert!(!loads(&|nodes| nodes.clear()));
}
