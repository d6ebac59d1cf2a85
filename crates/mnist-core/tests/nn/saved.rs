//! Files of networks and of optimizers, whole and damaged.

use mnist_core::classifier::Classifier;
use mnist_core::error::Coded as _;
use mnist_core::matrix::Matrix;
use mnist_core::nn::{Architecture, Network, Optimizer, Precision, initial_weights};
use mnist_core::tensors::TensorFile;

use super::{normal, small};

fn saved(weights: Precision) -> (Network, TensorFile) {
    let params = small(weights);
    let network = Network::new(&params, initial_weights(&Architecture::new(&params).unwrap(), 1)).unwrap();
    let mut file = TensorFile::default();
    network.save(&mut file, "model");
    (network, file)
}

fn code(weights: Precision, file: &TensorFile) -> &'static str {
    Network::load(&small(weights), file, "model").err().map_or("no error", |error| error.code())
}

#[test]
fn names_are_those_of_the_architecture() {
    let (_, file) = saved(Precision::Int8);
    let names: Vec<_> = file.names().filter(|name| name.starts_with("model.layers.2.")).collect();
    assert_eq!(names, ["model.layers.2.bias", "model.layers.2.kernel", "model.layers.2.kernel.scale"]);
    assert_eq!(file.i8("model.layers.2.kernel").unwrap().0, [5, 5, 4, 6]);
    assert_eq!(file.f32("model.layers.2.kernel.scale").unwrap().0, [6]);
    let (_, file) = saved(Precision::Float32);
    assert_eq!(file.f32("model.layers.2.kernel").unwrap().0, [5, 5, 4, 6]);
    assert!(file.f32("model.layers.2.kernel.scale").is_err());
}

#[test]
fn refuses_the_other_type_of_weights() {
    let (_, file) = saved(Precision::Int8);
    assert_eq!(code(Precision::Float32, &file), "tensors-mismatch");
    let (_, file) = saved(Precision::Float32);
    assert_eq!(code(Precision::Int8, &file), "tensors-mismatch");
}

#[test]
fn refuses_values_that_cannot_be() {
    let (_, good) = saved(Precision::Int8);
    let changed = |change: &dyn Fn(&mut TensorFile)| {
        let mut file = good.clone();
        change(&mut file);
        code(Precision::Int8, &file)
    };
    assert_eq!(changed(&|_| {}), "no error");
    assert_eq!(changed(&|file| file.put_i8("model.layers.0.kernel", &[3, 3, 1, 4], &[-128; 36])), "tensors-mismatch");
    for scale in [-1.0, f32::NAN, f32::INFINITY, f32::MAX] {
        assert_eq!(changed(&|file| file.put_f32("model.layers.0.kernel.scale", &[4], &[scale; 4])), "tensors-mismatch");
    }
    assert_eq!(changed(&|file| file.put_f32("model.layers.0.bias", &[4], &[f32::NAN; 4])), "tensors-mismatch");
}

#[test]
fn saves_and_loads_a_network_whatever_its_weights() {
    for weight_type in [Precision::Int8, Precision::Float32] {
        let (network, file) = saved(weight_type);
        let loaded = Network::load(&small(weight_type), &file, "model").unwrap();
        let x = Matrix::new(5, 784, normal(5 * 784, 0.5, 3)).unwrap();
        assert_eq!(loaded.predict_proba(&x).unwrap(), network.predict_proba(&x).unwrap());
    }
}

#[test]
fn refuses_damaged_optimizers() {
    let params = small(Precision::Int8);
    let weights = initial_weights(&Architecture::new(&params).unwrap(), 1);
    let n = weights.len();
    let mut good = TensorFile::default();
    Optimizer::new(&params, weights).unwrap().save(&mut good);
    let load = |file: &TensorFile| Optimizer::load(&params, file).err().map_or("no error", |error| error.code());
    assert_eq!(load(&good), "no error");
    for name in ["weights", "mean", "square", "average"] {
        for values in [vec![0.0; n - 1], vec![f32::NAN; n]] {
            let mut file = good.clone();
            file.put_f32(name, &[values.len()], &values);
            assert_eq!(load(&file), "tensors-mismatch", "{name}");
        }
        let mut file = good.clone();
        file.put_u8(name, &[1], &[0]);
        assert_eq!(load(&file), "tensors-mismatch", "{name}");
    }
    let mut file = good.clone();
    file.put_f32("square", &[n], &vec![-1.0; n]);
    assert_eq!(load(&file), "tensors-mismatch");
    let mut file = good.clone();
    file.put_u32("steps", &[2], &[1, 2]);
    assert_eq!(load(&file), "tensors-mismatch");
    assert_eq!(load(&TensorFile::default()), "tensors-missing");
}
