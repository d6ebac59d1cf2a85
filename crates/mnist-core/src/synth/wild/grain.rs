//! Unevenness: values that vary smoothly over a plane, the same at the same place.

use crate::rng::Rng;

/// Values at whole coordinates that repeat after this many: a power of two.
const PERIOD: usize = 64;

/// A noise of values on a lattice, interpolated between.
pub(in crate::synth) struct Grain {
    values: Vec<f32>,
}

impl Grain {
    /// Values are uniform in -1 to 1.
    pub(in crate::synth) fn sample(rng: &mut Rng) -> Self {
        Self { values: (0..PERIOD * PERIOD).map(|_| rng.between(-1.0, 1.0) as f32).collect() }
    }

    /// The value at `(x, y)`, which lattice cells are long.
    pub(in crate::synth) fn at(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (x.floor(), y.floor());
        let (u, v) = (x - left, y - top);
        let value = |dx: isize, dy: isize| {
            let wrap = |at: f32, step: isize| (at as isize + step).rem_euclid(PERIOD as isize) as usize;
            self.values[wrap(top, dy) * PERIOD + wrap(left, dx)]
        };
        let upper = value(0, 0) + u * (value(1, 0) - value(0, 0));
        let lower = value(0, 1) + u * (value(1, 1) - value(0, 1));
        upper + v * (lower - upper)
    }
}
