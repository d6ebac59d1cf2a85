//! A product of random rotations that takes n log n steps instead of n squared (Yu et al., "Orthogonal Random Features",
//! 2016): three times random signs and a Hadamard transform. Its rows are orthogonal, which makes better random features
//! than independent rows do.

use crate::lanes::F32x4;
use crate::rng::Rng;

/// Samples that are rotated side by side.
pub(super) const SIDE_BY_SIDE: usize = 8;

/// One value of each sample.
pub(super) type Lanes = [F32x4; SIDE_BY_SIDE / 4];

/// A rotation of vectors whose length is a power of two.
pub(super) struct Rotation {
    /// -1 or 1.
    signs: [Vec<f32>; 3],
}

impl Rotation {
    /// A random one of this length.
    pub(super) fn new(length: usize, rng: &mut Rng) -> Self {
        let signs = [(); 3].map(|()| (0..length).map(|_| if rng.next_u64() >> 63 == 0 { -1.0 } else { 1.0 }).collect());
        Self { signs }
    }

    /// Rotates `values` in place and makes them length^(3/2) times longer, as three transforms do.
    #[inline(never)]
    pub(super) fn apply(&self, values: &mut [Lanes]) {
        for signs in &self.signs {
            for (lanes, &sign) in values.iter_mut().zip(signs) {
                let sign = F32x4::splat(sign);
                *lanes = lanes.map(|v| v.mul(sign));
            }
            hadamard(values);
        }
    }
}

/// The Walsh-Hadamard transform without normalisation, in the natural order; the length is a power of two.
fn hadamard(values: &mut [Lanes]) {
    let mut half = 1;
    while 4 * half <= values.len() {
        for block in values.chunks_exact_mut(4 * half) {
            two_steps(block, half);
        }
        half *= 4;
    }
    if 2 * half <= values.len() {
        let (a, b) = values.split_at_mut(half);
        for (a, b) in a.iter_mut().zip(b) {
            (*a, *b) = butterfly(*a, *b);
        }
    }
}

/// The butterflies of distance `half` and then 2 `half` of one block: two steps for one pass through memory.
fn two_steps(block: &mut [Lanes], half: usize) {
    let (low, high) = block.split_at_mut(2 * half);
    let ((a, b), (c, d)) = (low.split_at_mut(half), high.split_at_mut(half));
    for ((a, b), (c, d)) in a.iter_mut().zip(b).zip(c.iter_mut().zip(d)) {
        let ((ab, a_b), (cd, c_d)) = (butterfly(*a, *b), butterfly(*c, *d));
        (*a, *c) = butterfly(ab, cd);
        (*b, *d) = butterfly(a_b, c_d);
    }
}

#[inline(always)]
fn butterfly(a: Lanes, b: Lanes) -> (Lanes, Lanes) {
    (core::array::from_fn(|i| a[i].add(b[i])), core::array::from_fn(|i| a[i].sub(b[i])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanes(values: impl Iterator<Item = f32>) -> Vec<Lanes> {
        values.map(|v| [F32x4::splat(v), F32x4::splat(-v)]).collect()
    }

    fn first(values: &[Lanes]) -> Vec<f32> {
        values.iter().map(|lanes| lanes[0].to_array()[0]).collect()
    }

    #[test]
    fn hadamard_equals_its_definition() {
        for length in [1usize, 2, 4, 8, 32, 64] {
            let x: Vec<f32> = (0..length).map(|i| (i * i % 17) as f32 - 5.0).collect();
            let mut values = lanes(x.iter().copied());
            hadamard(&mut values);
            let sign = |i: usize, j: usize| if (i & j).count_ones().is_multiple_of(2) { 1.0 } else { -1.0 };
            let plain = |i: usize| x.iter().enumerate().map(|(j, v)| sign(i, j) * v).sum::<f32>();
            assert_eq!(first(&values), (0..length).map(plain).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_rotation_keeps_lengths_and_angles() {
        let length = 64;
        let rotation = Rotation::new(length, &mut Rng::new(1, 0));
        let rotated = |at: usize| {
            let mut values = lanes((0..length).map(|i| if i == at { 1.0 } else { 0.0 }));
            rotation.apply(&mut values);
            first(&values)
        };
        for (a, b) in [(0, 0), (5, 5), (0, 1), (7, 63)] {
            let product: f32 = rotated(a).iter().zip(rotated(b)).map(|(a, b)| a * b).sum();
            let expected = if a == b { (length * length * length) as f32 } else { 0.0 };
            assert!((product - expected).abs() < 1.0, "{product}");
        }
    }
}
