//! What multinomial logistic regression minimises, and its gradient.

use super::rows::Rows;
use super::softmax::softmax;
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;

/// Classes are padded to three vectors of four, so that a feature's weights are whole vectors.
pub(super) const LANES: usize = 12;
/// Gradients of this many samples are summed in f32, these sums in f64: fast, and as exact as f64 all the way.
const CHUNK: usize = 2000;
/// Residuals nearer to 0 count as 0: far below it are subnormal numbers, which take a processor a hundred times as long.
const NEGLIGIBLE: f32 = 1e-20;
/// Score of a lane without a class: its probability is exactly 0.
const NO_CLASS: f32 = -1e30;

/// `F(W) = 1/n (sum of log losses + |W|^2 / (2C))`, the intercepts unpenalised: scikit-learn's objective, divided by C n.
///
/// Parameters are a flat `[features + 1, LANES]`, the intercepts last.
pub(super) struct Objective<'a> {
    rows: Rows<'a>,
    /// The lane of each sample's class.
    lanes: Vec<u8>,
    n_features: usize,
    n_classes: usize,
    penalty: f64,
}

impl<'a> Objective<'a> {
    /// `classes` are the classes that occur in `labels`, ascending.
    pub(super) fn new(x: &'a Matrix, labels: &[u8], classes: &[u8], c: f64) -> Self {
        let lane = |label: &u8| classes.iter().take_while(|class| *class < label).count() as u8;
        Self {
            rows: Rows::new(x),
            lanes: labels.iter().map(lane).collect(),
            n_features: x.cols(),
            n_classes: classes.len(),
            penalty: 1.0 / (c * labels.len() as f64),
        }
    }

    /// Weight of a coefficient's square, 1 / (C n).
    pub(super) fn penalty(&self) -> f64 {
        self.penalty
    }

    /// Length of a vector of parameters.
    pub(super) fn size(&self) -> usize {
        (self.n_features + 1) * LANES
    }

    /// The value at `parameters`; the gradient goes to `gradient`. `tick` is asked now and then whether to go on.
    pub(super) fn evaluate(
        &self,
        parameters: &[f64],
        gradient: &mut [f64],
        tick: &mut dyn FnMut() -> bool,
    ) -> Result<f64, EstimatorError> {
        let (weights, intercept) = self.in_f32(parameters);
        let mut chunk_gradient = vec![[0.0f32; LANES]; self.n_features + 1];
        let mut loss = 0.0;
        gradient.fill(0.0);
        for (index, lanes) in self.lanes.chunks(CHUNK).enumerate() {
            if !tick() {
                return Err(EstimatorError::Cancelled);
            }
            loss += self.chunk(index * CHUNK, lanes, &weights, &intercept, &mut chunk_gradient);
            for (sum, part) in gradient.iter_mut().zip(chunk_gradient.as_flattened_mut()) {
                *sum += f64::from(core::mem::take(part));
            }
        }
        Ok(self.finish(loss, parameters, gradient))
    }

    fn in_f32(&self, parameters: &[f64]) -> (Vec<[f32; LANES]>, [f32; LANES]) {
        let (vectors, _) = parameters.as_chunks::<LANES>();
        let mut weights: Vec<[f32; LANES]> = vectors.iter().map(|vector| vector.map(|w| w as f32)).collect();
        let mut intercept = weights.pop().unwrap_or([0.0; LANES]);
        intercept[self.n_classes..].fill(NO_CLASS);
        (weights, intercept)
    }

    /// Adds the gradient of the samples from `first` on to `gradient` and returns the sum of their losses.
    fn chunk(
        &self,
        first: usize,
        lanes: &[u8],
        weights: &[[f32; LANES]],
        intercept: &[f32; LANES],
        gradient: &mut [[f32; LANES]],
    ) -> f64 {
        let Some((intercept_gradient, gradient)) = gradient.split_last_mut() else { return 0.0 };
        let mut loss = 0.0;
        for (i, &lane) in (first..).zip(lanes) {
            let mut scores = *intercept;
            self.rows.add_products(i, weights, &mut scores);
            let true_score = scores[usize::from(lane)];
            loss += f64::from(softmax(&mut scores) - true_score);
            scores[usize::from(lane)] -= 1.0;
            let residuals = scores.map(|r| if r.abs() < NEGLIGIBLE { 0.0 } else { r });
            self.rows.scatter_products(i, &residuals, gradient);
            intercept_gradient.iter_mut().zip(residuals).for_each(|(sum, residual)| *sum += residual);
        }
        loss
    }

    /// From sums over samples to the mean, with the penalty.
    fn finish(&self, loss: f64, parameters: &[f64], gradient: &mut [f64]) -> f64 {
        let n = self.lanes.len() as f64;
        gradient.iter_mut().for_each(|g| *g /= n);
        let mut squares = 0.0;
        let penalised = self.n_features * LANES;
        for (g, &w) in gradient.iter_mut().zip(parameters).take(penalised) {
            *g += self.penalty * w;
            squares += w * w;
        }
        loss / n + 0.5 * self.penalty * squares
    }
}
