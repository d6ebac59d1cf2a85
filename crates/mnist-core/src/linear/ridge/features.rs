//! Random Fourier features (Rahimi and Recht, "Random Features for Large-Scale Kernel Machines", 2007), as whole numbers.

use core::ops::Range;

use super::cosine::cosine;
use super::rotation::{Lanes, Rotation, SIDE_BY_SIDE};
use crate::lanes::F32x4;
use crate::linalg::add_row;
use crate::matrix::Matrix;
use crate::rng::Rng;

/// Shorter samples are padded with zeros to this length: a rotation of few dimensions is not random enough.
const MIN_LENGTH: usize = 64;

/// What the map was fitted to. The map itself is made again from the seed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Centre {
    /// Mean of each feature.
    pub(super) mean: Vec<f32>,
    /// Standard deviation of the random frequencies, sqrt(2 gamma) in radians, 0 or more.
    pub(super) frequency: f32,
    pub(super) seed: u64,
}

impl Centre {
    /// The mean of `x` and the frequency for `gamma`; without `gamma`, that of 1 / (2 m), m the mean squared distance of two
    /// samples of `x`.
    pub(super) fn fit(x: &Matrix, gamma: Option<f64>, seed: u64) -> Self {
        let n = x.rows() as f64;
        let mut mean = vec![0.0; x.cols()];
        (0..x.rows()).for_each(|i| add_row(&mut mean, x.row(i)));
        mean.iter_mut().for_each(|sum| *sum /= n);
        let squares: f64 = (0..x.rows()).map(|i| squared_distance(x.row(i), &mean)).sum();
        // Two samples are twice as far from each other, squared, as one from the mean.
        let mean_squared_distance = 2.0 * squares / n;
        // Where all samples are equal there is nothing to tell apart, at any frequency.
        let automatic = if mean_squared_distance > 0.0 { 0.5 / mean_squared_distance } else { 0.0 };
        let frequency = (2.0 * gamma.unwrap_or(automatic)).sqrt().min(f64::from(f32::MAX)) as f32;
        Self { mean: mean.iter().map(|&m| m as f32).collect(), frequency, seed }
    }
}

#[inline(never)]
fn squared_distance(row: &[f32], mean: &[f64]) -> f64 {
    row.iter().zip(mean).map(|(&v, mean)| (f64::from(v) - mean) * (f64::from(v) - mean)).sum()
}

/// Maps samples to cosines of random projections of them.
pub(super) struct FeatureMap {
    centre: Centre,
    /// One for each `length` features.
    rotations: Vec<Rotation>,
    /// In turns, one a feature.
    phases: Vec<f32>,
    /// Turns for each unit of a rotated sample.
    turns: f32,
    length: usize,
}

impl FeatureMap {
    pub(super) fn new(centre: Centre, n_components: usize) -> Self {
        let length = centre.mean.len().next_power_of_two().max(MIN_LENGTH);
        let rotation = |block: usize| Rotation::new(length, &mut Rng::new(centre.seed, 1 + block as u64));
        let rotations = (0..n_components.div_ceil(length)).map(rotation).collect();
        let mut rng = Rng::new(centre.seed, 0);
        let phases = (0..n_components).map(|_| rng.uniform() as f32).collect();
        // The rows of a rotation shall be as long as those of a matrix of standard normal numbers, sqrt(length).
        let turns = centre.frequency / (core::f32::consts::TAU * length as f32);
        Self { centre, rotations, phases, turns, length }
    }

    pub(super) fn centre(&self) -> &Centre {
        &self.centre
    }

    pub(super) fn n_components(&self) -> usize {
        self.phases.len()
    }

    /// Gives `out` each feature, in order, of the first eight of `samples` of `x`, and 0 in place of those that are not there.
    /// Features are whole numbers from -127 to 127, or NaN where a sample is too large for numbers.
    #[inline(never)]
    pub(super) fn map(&self, x: &Matrix, samples: Range<usize>, mut out: impl FnMut(usize, Lanes)) {
        let centred = self.centred(x, samples.clone());
        let there: [f32; SIDE_BY_SIDE] = core::array::from_fn(|i| if i < samples.len() { 1.0 } else { 0.0 });
        let there = to_lanes(&there);
        let (mut values, turns) = (Vec::with_capacity(self.length), F32x4::splat(self.turns));
        for (block, (rotation, phases)) in self.rotations.iter().zip(self.phases.chunks(self.length)).enumerate() {
            values.clone_from(&centred);
            rotation.apply(&mut values);
            for (j, (lanes, &phase)) in values.iter().zip(phases).enumerate() {
                let phase = F32x4::splat(phase);
                let cosines = lanes.map(|v| cosine(v.mul(turns).add(phase)));
                out(block * self.length + j, core::array::from_fn(|i| cosines[i].mul(there[i])));
            }
        }
    }

    /// The samples about the mean, feature by feature, padded with zeros.
    fn centred(&self, x: &Matrix, range: Range<usize>) -> Vec<Lanes> {
        let mut samples = vec![[0.0f32; SIDE_BY_SIDE]; self.length];
        for (lane, i) in range.take(SIDE_BY_SIDE).enumerate() {
            for ((values, &v), mean) in samples.iter_mut().zip(x.row(i)).zip(&self.centre.mean) {
                values[lane] = v - mean;
            }
        }
        samples.iter().map(to_lanes).collect()
    }
}

fn to_lanes(values: &[f32; SIDE_BY_SIDE]) -> Lanes {
    let vectors = values.as_chunks::<4>().0;
    core::array::from_fn(|i| F32x4::load(&vectors[i]))
}

#[cfg(test)]
mod tests {
    use super::super::cosine::ONE;
    use super::*;

    /// Products of features are those of the kernel, as far as 4,096 of them can tell.
    #[test]
    fn products_of_features_approximate_the_kernel() {
        let mut rng = Rng::new(3, 0);
        let x = Matrix::new(8, 30, (0..240).map(|_| rng.normal() as f32).collect()).unwrap();
        let gamma = 0.02;
        let map = FeatureMap::new(Centre::fit(&x, Some(gamma), 5), 4096);
        let mut features = vec![vec![]; 8];
        map.map(&x, 0..8, |_, lanes| {
            let values = lanes.into_iter().flat_map(F32x4::to_array);
            features.iter_mut().zip(values).for_each(|(row, v)| row.push(f64::from(v / ONE)));
        });
        for i in 0..8 {
            for j in 0..8 {
                let squared: f32 = x.row(i).iter().zip(x.row(j)).map(|(a, b)| (a - b) * (a - b)).sum();
                let kernel = crate::math::exp(-gamma * f64::from(squared));
                let product: f64 = features[i].iter().zip(&features[j]).map(|(a, b)| a * b).sum::<f64>() / 2048.0;
                assert!((product - kernel).abs() < 0.06, "{product} {kernel}");
            }
        }
    }
}
