//! The one source of randomness: PCG-XSL-RR 128/64, seeded, the same sequence on every target.

use rand_core::Rng as _;
use rand_pcg::Pcg64;

use crate::math;

/// A seeded generator. Two with the same `(seed, stream)` give the same sequence for ever; different streams of
/// one seed are independent, so that work item `i` takes stream `i` and no order of work can change a result.
#[derive(Clone, Debug)]
pub struct Rng {
    inner: Pcg64,
    spare_normal: Option<f64>,
}

impl Rng {
    /// A generator for work item `stream` of `seed`.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self { inner: Pcg64::new(u128::from(seed), u128::from(stream)), spare_normal: None }
    }

    /// 64 uniform bits.
    pub fn next_u64(&mut self) -> u64 {
        self.inner.next_u64()
    }

    /// Uniform in `[0, 1)`, 53 bits.
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Uniform in `[low, high)`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// Uniform in `0..n` without bias (Lemire, "Fast Random Integer Generation in an Interval", 2019). `n` = 0 gives 0.
    pub fn below(&mut self, n: u32) -> u32 {
        let n = u64::from(n);
        if n == 0 {
            return 0;
        }
        loop {
            let product = (self.next_u64() >> 32) * n;
            let low = product & 0xffff_ffff;
            // The remainder is below n: most draws need no division.
            if low >= n || low >= (1 << 32) % n {
                return (product >> 32) as u32;
            }
        }
    }

    /// Standard normal (Box-Muller).
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare_normal.take() {
            return spare;
        }
        let radius = (-2.0 * math::log(1.0 - self.uniform())).sqrt();
        let angle = core::f64::consts::TAU * self.uniform();
        self.spare_normal = Some(radius * math::sin(angle));
        radius * math::cos(angle)
    }

    /// Fisher-Yates shuffle in place.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u32 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_and_stream_give_the_same_sequence_and_another_stream_does_not() {
        let draw = |seed, stream| {
            let mut rng = Rng::new(seed, stream);
            (0..8).map(|_| rng.next_u64()).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, 2), draw(1, 2));
        assert_ne!(draw(1, 2), draw(1, 3));
        assert_ne!(draw(1, 2), draw(2, 2));
    }

    #[test]
    fn below_covers_its_range_evenly() {
        let mut rng = Rng::new(7, 0);
        let mut counts = [0u32; 10];
        for _ in 0..100_000 {
            counts[rng.below(10) as usize] += 1;
        }
        assert!(counts.iter().all(|&c| (9_600..10_400).contains(&c)), "{counts:?}");
    }

    #[test]
    fn normal_has_mean_zero_and_variance_one() {
        let mut rng = Rng::new(11, 0);
        let n = 100_000;
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..n {
            let x = rng.normal();
            sum += x;
            squares += x * x;
        }
        assert!((sum / f64::from(n)).abs() < 0.02);
        assert!((squares / f64::from(n) - 1.0).abs() < 0.02);
    }
}
