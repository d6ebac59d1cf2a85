//! What multinomial logistic regression minimises, and its gradient.

use super::exp::exp;
use super::rows::Rows;
use crate::estimator::EstimatorError;
use crate::lanes::F32x4;
use crate::math;
use crate::matrix::Matrix;

/// Classes are padded to three vectors of four, so that a feature's weights are whole vectors.
pub(super) const LANES: usize = 12;
/// A number for each lane.
type Lanes = [F32x4; LANES / 4];
const ZERO: Lanes = [F32x4::ZERO; LANES / 4];
/// Gradients of this many samples are summed in f32, these sums in f64: fast, and as exact as f64 all the way.
const CHUNK: usize = 2000;
/// Added and taken away again, this rounds residuals to multiples of 7e-22: far below it are subnormal numbers, which take a
/// processor a hundred times as long.
const ROUNDER: f32 = 1e-14;
/// Score of a lane without a class: its probability counts as 0.
const NO_CLASS: f32 = -1e30;
/// No score is further from 0: sums of huge features and weights overflow, and infinities have no softmax.
const LARGEST: f32 = 1e30;

/// `F(W) = 1/n (sum of log losses + |W|^2 / (2C))`, the intercepts unpenalised: scikit-learn's objective, divided by C n.
///
/// Parameters are a flat `[features + 1, LANES]`, the intercepts last.
pub(super) struct Objective<'a> {
    rows: Rows<'a>,
    /// The lane of each sample's class.
    lanes: Vec<u8>,
    n_features: usize,
    n_classes: usize,
}

impl<'a> Objective<'a> {
    /// `classes` are the classes that occur in `labels`, ascending.
    pub(super) fn new(x: &'a Matrix, labels: &[u8], classes: &[u8]) -> Self {
        let lane = |label: &u8| classes.iter().take_while(|class| *class < label).count() as u8;
        Self {
            rows: Rows::new(x),
            lanes: labels.iter().map(lane).collect(),
            n_features: x.cols(),
            n_classes: classes.len(),
        }
    }

    /// Weight of a coefficient's square for this C: 1 / (C n).
    pub(super) fn penalty(&self, c: f64) -> f64 {
        1.0 / (c * self.lanes.len() as f64)
    }

    /// Length of a vector of parameters.
    pub(super) fn size(&self) -> usize {
        (self.n_features + 1) * LANES
    }

    /// The value at `parameters` with this penalty; the gradient goes to `gradient`. `tick` is asked now and then whether to
    /// go on.
    pub(super) fn evaluate(
        &self,
        penalty: f64,
        parameters: &[f64],
        gradient: &mut [f64],
        tick: &mut dyn FnMut() -> bool,
    ) -> Result<f64, EstimatorError> {
        let (weights, intercept) = self.in_f32(parameters);
        let mut chunk_gradient = vec![ZERO; self.n_features + 1];
        let mut loss = 0.0;
        gradient.fill(0.0);
        for (index, lanes) in self.lanes.chunks(CHUNK).enumerate() {
            if !tick() {
                return Err(EstimatorError::Cancelled);
            }
            loss += self.chunk(index * CHUNK, lanes, &weights, intercept, &mut chunk_gradient);
            for (sums, part) in gradient.as_chunks_mut::<4>().0.iter_mut().zip(chunk_gradient.as_flattened_mut()) {
                let part = core::mem::replace(part, F32x4::ZERO).to_array();
                sums.iter_mut().zip(part).for_each(|(sum, part)| *sum += f64::from(part));
            }
        }
        Ok(self.finish(loss, penalty, parameters, gradient))
    }

    fn in_f32(&self, parameters: &[f64]) -> (Vec<Lanes>, Lanes) {
        let (vectors, _) = parameters.as_chunks::<LANES>();
        let (weights, intercept) = vectors.split_at(self.n_features);
        let mut last = [NO_CLASS; LANES];
        last.iter_mut().zip(intercept.as_flattened()).take(self.n_classes).for_each(|(to, &b)| *to = b as f32);
        (weights.iter().map(|vector| to_lanes(&vector.map(|w| w as f32))).collect(), to_lanes(&last))
    }

    /// Adds the gradient of the samples from `first` on to `gradient` and returns the sum of their losses.
    #[inline(never)]
    fn chunk(&self, first: usize, lanes: &[u8], weights: &[Lanes], intercept: Lanes, gradient: &mut [Lanes]) -> f64 {
        let Some((intercept_gradient, gradient)) = gradient.split_last_mut() else { return 0.0 };
        let (targets, mut loss) = (targets(), 0.0);
        for (i, &lane) in (first..).zip(lanes) {
            let lane = usize::from(lane);
            let scores = self.rows.add_products(i, weights, intercept);
            let (sample_loss, residuals) = residuals(scores, lane, &targets[lane]);
            loss += sample_loss;
            self.rows.scatter_products(i, &residuals, gradient);
            *intercept_gradient = core::array::from_fn(|l| intercept_gradient[l].add(residuals[l]));
        }
        loss
    }

    /// From sums over samples to the mean, with the penalty.
    fn finish(&self, loss: f64, penalty: f64, parameters: &[f64], gradient: &mut [f64]) -> f64 {
        let n = self.lanes.len() as f64;
        gradient.iter_mut().for_each(|g| *g /= n);
        let mut squares = 0.0;
        let penalised = self.n_features * LANES;
        for (g, &w) in gradient.iter_mut().zip(parameters).take(penalised) {
            *g += penalty * w;
            squares += w * w;
        }
        loss / n + 0.5 * penalty * squares
    }
}

fn to_lanes(values: &[f32; LANES]) -> Lanes {
    let vectors = values.as_chunks::<4>().0;
    core::array::from_fn(|l| F32x4::load(&vectors[l]))
}

/// Probabilities, and the logarithm of what exponentials were divided by: score minus it is the log-probability.
#[inline(always)]
fn softmax(scores: Lanes) -> (Lanes, f32) {
    let largest = scores[0].max(scores[1]).max(scores[2]).to_array();
    let larger = |a: f32, b: f32| if a > b { a } else { b };
    let max = larger(larger(largest[0], largest[1]), larger(largest[2], largest[3]));
    let exponentials = scores.map(|s| exp(s.sub(F32x4::splat(max))));
    let [a, b, c, d] = exponentials[0].add(exponentials[1]).add(exponentials[2]).to_array();
    let sum = (a + b) + (c + d);
    (exponentials.map(|e| e.mul(F32x4::splat(1.0 / sum))), max + math::logf(sum))
}

/// Within `LARGEST` of 0; NaN counts as the least.
#[inline(always)]
fn bounded(scores: Lanes) -> Lanes {
    let (least, most) = (F32x4::splat(-LARGEST), F32x4::splat(LARGEST));
    scores.map(|s| most.min(least.max(s)))
}

/// A sample's log loss and the difference between its probabilities and its class.
#[inline(always)]
fn residuals(scores: Lanes, lane: usize, class: &Lanes) -> (f64, Lanes) {
    let scores = bounded(scores);
    let (probabilities, normaliser) = softmax(scores);
    let loss = normaliser - scores.map(F32x4::to_array).as_flattened()[lane];
    let rounder = F32x4::splat(ROUNDER);
    let residuals = core::array::from_fn(|l| probabilities[l].sub(class[l]).add(rounder).sub(rounder));
    (f64::from(loss), residuals)
}

/// For each lane the probabilities that a sample of its class should have.
fn targets() -> [Lanes; LANES] {
    core::array::from_fn(|lane| to_lanes(&core::array::from_fn(|l| if l == lane { 1.0 } else { 0.0 })))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Loss and gradient by their definition, in f64.
    fn plain(x: &Matrix, labels: &[u8], penalty: f64, parameters: &[f64]) -> (f64, Vec<f64>) {
        let (vectors, n) = (parameters.as_chunks::<LANES>().0, labels.len() as f64);
        let (mut value, mut gradient) = (0.0, vec![0.0; parameters.len()]);
        for (i, &label) in labels.iter().enumerate() {
            let features: Vec<f64> = x.row(i).iter().map(|&v| f64::from(v)).chain([1.0]).collect();
            let score = |k: usize| features.iter().zip(vectors).map(|(v, w)| v * w[k]).sum::<f64>();
            let exponentials: Vec<f64> = (0..3).map(|k| math::exp(score(k))).collect();
            let sum: f64 = exponentials.iter().sum();
            value -= math::log(exponentials[usize::from(label)] / sum) / n;
            for (j, v) in features.iter().enumerate() {
                for (k, e) in exponentials.iter().enumerate() {
                    gradient[j * LANES + k] += v * (e / sum - f64::from(u8::from(k == usize::from(label)))) / n;
                }
            }
        }
        for (g, w) in gradient.iter_mut().zip(parameters).take(x.cols() * LANES) {
            *g += penalty * w;
            value += 0.5 * penalty * w * w;
        }
        (value, gradient)
    }

    proptest! {
        #[test]
        fn equals_its_definition(
            values in proptest::collection::vec(prop_oneof![Just(0.0f32), -2.0f32..2.0], 9 * 5),
            weights in proptest::collection::vec(-4.0f64..4.0, 6 * 3),
        ) {
            let x = Matrix::new(9, 5, values).unwrap();
            let labels = [0, 1, 2, 2, 1, 0, 1, 1, 2];
            let parameters: Vec<f64> =
                weights.chunks(3).flat_map(|w| (0..LANES).map(|k| w.get(k).copied().unwrap_or(0.0))).collect();
            let objective = Objective::new(&x, &labels, &[0, 1, 2]);
            let mut gradient = vec![0.0; objective.size()];
            let value = objective.evaluate(0.1, &parameters, &mut gradient, &mut || true).unwrap();
            let (expected, plain_gradient) = plain(&x, &labels, 0.1, &parameters);
            prop_assert!((value - expected).abs() < 1e-5, "{value} {expected}");
            for (g, expected) in gradient.iter().zip(plain_gradient) {
                prop_assert!((g - expected).abs() < 1e-5, "{g} {expected}");
            }
        }
    }
}
