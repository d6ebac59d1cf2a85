//! Several networks, and several views of an image.

use mnist_core::classifier::Classifier as _;
use mnist_core::error::Coded as _;
use mnist_core::matrix::Matrix;
use mnist_core::nn::{Architecture, Network, NetworkParams, Precision, initial_weights};
use mnist_core::synth::{Style, dataset};
use mnist_core::tensors::TensorFile;

use super::small;

fn committee(members: u32, views: u32) -> NetworkParams {
    NetworkParams { members, views, ..small(Precision::Int8) }
}

fn weights_of(member: u64) -> Vec<f32> {
    initial_weights(&Architecture::new(&small(Precision::Int8)).unwrap(), 1 + member)
}

/// Its members begin with the weights of seeds 1, 2 and so on.
fn network(members: u32, views: u32) -> Network {
    let weights = (0..u64::from(members)).flat_map(weights_of).collect();
    Network::new(&committee(members, views), weights).unwrap()
}

fn digits(n: usize) -> Matrix {
    let digits = dataset(Style::Varied, 3, 0, n).unwrap();
    Matrix::new(n, 784, digits.images.iter().map(|&v| f32::from(v) / 255.0).collect()).unwrap()
}

fn scores(network: &Network, x: &Matrix) -> Vec<f32> {
    network.logits(x).unwrap().unwrap().data().to_vec()
}

fn moved(x: &Matrix, right: isize, down: isize) -> Matrix {
    let at = |place: usize, by: isize| place.checked_add_signed(-by).filter(|&place| place < 28);
    let row = |i: usize| {
        let image = x.row(i);
        (0..784).map(move |p| at(p % 28, right).zip(at(p / 28, down)).map_or(0.0, |(x, y)| image[y * 28 + x]))
    };
    Matrix::new(x.rows(), 784, (0..x.rows()).flat_map(row).collect()).unwrap()
}

#[test]
fn scores_are_the_mean_of_the_members() {
    let x = digits(20);
    let found = scores(&network(3, 1), &x);
    let members: Vec<_> =
        (0..3).map(|member| scores(&Network::new(&small(Precision::Int8), weights_of(member)).unwrap(), &x)).collect();
    for (i, score) in found.iter().enumerate() {
        assert!((score - (members[0][i] + members[1][i] + members[2][i]) / 3.0).abs() < 1e-5);
    }
}

#[test]
fn views_are_the_image_itself_and_moved_by_a_pixel() {
    let x = digits(20);
    let moves = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)];
    let views: Vec<_> = moves.iter().map(|&(right, down)| scores(&network(1, 1), &moved(&x, right, down))).collect();
    for count in 1..=5 {
        let found = scores(&network(1, count as u32), &x);
        for (i, score) in found.iter().enumerate() {
            let mean = views[..count].iter().map(|view| view[i]).sum::<f32>() / count as f32;
            assert!((score - mean).abs() < 1e-5, "{count} views: {score}, not {mean}");
        }
    }
    assert!(views[1..].iter().all(|view| *view != views[0]));
}

#[test]
fn values_outside_a_pixel_have_views_too() {
    for value in [f32::MIN, -1.0, 2.0, f32::MAX] {
        let x = Matrix::new(1, 784, vec![value; 784]).unwrap();
        let proba = network(2, 5).predict_proba(&x).unwrap();
        assert!((proba.row(0).iter().sum::<f32>() - 1.0).abs() < 1e-5, "{value}");
    }
}

#[test]
fn members_have_names_of_their_own_and_none_may_be_missing() {
    let mut alone = TensorFile::default();
    network(1, 5).save(&mut alone, "model");
    assert!(alone.i8("model.layers.0.kernel").is_ok());
    let mut file = TensorFile::default();
    network(3, 1).save(&mut file, "model");
    for member in 0..3 {
        assert!(file.i8(&format!("model.members.{member}.layers.0.kernel")).is_ok());
    }
    let load = |members| Network::load(&committee(members, 1), &file, "model");
    assert_eq!(load(1).err().map(|error| error.code()), Some("tensors-missing"));
    assert_eq!(load(4).err().map(|error| error.code()), Some("tensors-missing"));
    assert_eq!(scores(&load(3).unwrap(), &digits(5)), scores(&network(3, 1), &digits(5)));
}

#[test]
fn facts_count_all_weights() {
    let one = weights_of(0).len();
    assert_eq!(network(3, 1).facts(), [("n_weights", 3.0 * one as f64)]);
}

#[test]
fn refuses_numbers_out_of_range_and_weights_of_another_number_of_members() {
    for (members, views) in [(0, 1), (9, 1), (1, 0), (1, 6)] {
        let error = Architecture::new(&committee(members, views)).unwrap_err();
        assert_eq!(error.code(), "estimator-parameter");
    }
    let error = Network::new(&committee(2, 1), weights_of(0)).unwrap_err();
    assert_eq!(error.code(), "estimator-shape");
    let nan = [weights_of(0), vec![f32::NAN; weights_of(0).len()]].concat();
    assert_eq!(Network::new(&committee(2, 1), nan).unwrap_err().code(), "estimator-parameter");
}
