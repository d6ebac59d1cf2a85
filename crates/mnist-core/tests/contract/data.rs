//! Small problems to learn, made from a seed.

use mnist_core::matrix::Matrix;
use mnist_core::rng::Rng;

/// Samples around one random prototype a class, in the order of `classes` again and again; values within about
/// -0.5 to 1.5. Any classifier worth its name tells them apart.
pub(crate) fn blobs(samples: usize, features: usize, classes: &[u8], seed: u64) -> (Matrix, Vec<u8>) {
    let mut rng = Rng::new(seed, 1);
    let values = labelled(samples, classes).iter().flat_map(|&label| sample(features, label, &mut rng)).collect();
    (Matrix::new(samples, features, values).unwrap(), labelled(samples, classes))
}

/// [`blobs`] as whole numbers 0 to 255, more than half of them 0.
pub(crate) fn pixels(samples: usize, features: usize, classes: &[u8], seed: u64) -> (Matrix, Vec<u8>) {
    let (x, labels) = blobs(samples, features, classes, seed);
    let values = x.data().iter().map(|v| ((v - 0.4) * 300.0).round().clamp(0.0, 255.0)).collect();
    (Matrix::new(samples, features, values).unwrap(), labels)
}

fn labelled(samples: usize, classes: &[u8]) -> Vec<u8> {
    classes.iter().copied().cycle().take(samples).collect()
}

fn sample(features: usize, label: u8, rng: &mut Rng) -> Vec<f32> {
    // The prototypes do not depend on the seed: problems made with two seeds are training and test set of one task.
    let mut prototype = Rng::new(99, u64::from(label));
    (0..features).map(|_| (f64::from(prototype.below(2)) + 0.15 * rng.normal()) as f32).collect()
}
