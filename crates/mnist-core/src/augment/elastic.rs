//! Elastic distortion: every pixel moves by a smooth random field (Simard, Steinkraus and Platt, "Best Practices for
//! Convolutional Neural Networks Applied to Visual Document Analysis", 2003).
//!
//! They draw a uniform number for each pixel and smooth by a Gaussian of 4 pixels. Here a coarse grid of uniform numbers is
//! interpolated by cubic B-splines, whose shape is nearly a Gaussian of sqrt(1/3) of the spacing: the same kind of field out of a
//! few dozen numbers.

use super::symmetric;
use crate::rng::Rng;

/// Pixels across and down of the field.
pub(super) const WIDTH: usize = 36;
/// Pixels from knot to knot: 4 times the square root of 3.
const SPACING: f64 = 6.928_203_230_275_509;
/// Knots across and down: 36 / SPACING, one for the phase, and three beyond.
const KNOTS: usize = 10;

/// One component of the displacement, and where its knots are.
pub(super) struct Field {
    knots: [[f32; KNOTS]; KNOTS],
    taps: [Tap; WIDTH],
}

/// The four knots around a pixel.
#[derive(Clone, Copy, Default)]
struct Tap {
    first: usize,
    weights: [f32; 4],
}

impl Field {
    /// Draws a field whose displacements have this standard deviation, in pixels.
    pub(super) fn draw(deviation: f64, rng: &mut Rng) -> Self {
        // A phase of its own for each field: no pixel is always a knot.
        let phase = rng.uniform();
        let most = deviation / DEVIATION_OF_SPLINE;
        let taps: [Tap; WIDTH] = core::array::from_fn(|x| Tap::new(x as f64 / SPACING + phase));
        let used = taps[WIDTH - 1].first + 4;
        let mut knots = [[0.0; KNOTS]; KNOTS];
        knots[..used].iter_mut().for_each(|row| row[..used].fill_with(|| symmetric(rng, most) as f32));
        Self { knots, taps }
    }

    /// Displacements of the pixels of row `y`.
    pub(super) fn row(&self, y: usize) -> [f32; WIDTH] {
        let Tap { first, weights } = self.taps[y];
        let mut across = [0.0f32; KNOTS];
        for (knots, w) in self.knots[first..].iter().zip(weights) {
            across.iter_mut().zip(knots).for_each(|(sum, v)| *sum += w * v);
        }
        self.taps.map(|Tap { first, weights }| {
            let [a, b, c, d] = [0, 1, 2, 3].map(|i| weights[i] * across[first + i]);
            (a + b) + (c + d)
        })
    }
}

impl Tap {
    /// `at` in knots.
    fn new(at: f64) -> Self {
        let t = (at - at.floor()) as f32;
        let s = 1.0 - t;
        let inner = |t: f32| 2.0 / 3.0 - t * t * (1.0 - t / 2.0);
        Self { first: at as usize, weights: [s * s * s / 6.0, inner(t), inner(s), t * t * t / 6.0] }
    }
}

/// Standard deviation of a field of uniform numbers from -1 to 1 at the knots: theirs, sqrt(1/3), times the integral of the
/// spline's square, 151/315, once a direction.
const DEVIATION_OF_SPLINE: f64 = 0.577_350_269_189_626 * 151.0 / 315.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Vec<[[f32; WIDTH]; WIDTH]> {
        let field = |i| Field::draw(1.5, &mut Rng::new(1, i));
        (0..400).map(field).map(|f| core::array::from_fn(|y| f.row(y))).collect()
    }

    fn mean(values: impl Iterator<Item = f32>) -> f64 {
        let (sum, n) = values.fold((0.0, 0), |(sum, n), v| (sum + f64::from(v), n + 1));
        sum / f64::from(n)
    }

    #[test]
    fn fields_are_as_strong_as_asked_for() {
        let fields = fields();
        let all = || fields.iter().flatten().flatten().copied();
        assert!((mean(all().map(|v| v * v)).sqrt() - 1.5).abs() < 0.05);
        assert!(mean(all()).abs() < 0.05);
    }

    #[test]
    fn fields_are_as_smooth_as_smoothed_noise() {
        // White noise under a Gaussian of 4 pixels is correlated exp(-d^2 / (4 * 4^2)) at distance d.
        let fields = fields();
        let variance = mean(fields.iter().flatten().flatten().map(|v| v * v));
        for d in [1, 2, 4, 8, 12] {
            let across = fields.iter().flatten().flat_map(|row| row.iter().zip(&row[d..]));
            let down = fields.iter().flat_map(|rows| rows.iter().flatten().zip(rows[d..].iter().flatten()));
            let expected = crate::math::exp(-((d * d) as f64) / 64.0);
            for found in [mean(across.map(|(a, b)| a * b)) / variance, mean(down.map(|(a, b)| a * b)) / variance] {
                assert!((found - expected).abs() < 0.06, "distance {d}: {found}, expected {expected}");
            }
        }
    }
}
