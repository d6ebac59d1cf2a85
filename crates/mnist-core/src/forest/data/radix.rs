//! A feature's values in ascending order, by counting their digits.

/// Bits a digit: three digits a value.
const DIGIT: u32 = 11;

/// Sorts values that remember where they were; holds the memory that it takes.
#[derive(Default)]
pub(super) struct Sorter {
    /// A value's key above its sample.
    items: Vec<u64>,
    spare: Vec<u64>,
}

impl Sorter {
    /// The finite values, ascending, each with its place in `values`. Equal ones in the order of their places.
    #[inline(never)]
    pub(super) fn sort(&mut self, values: impl Iterator<Item = f32>) -> impl Iterator<Item = (f32, u32)> {
        self.items.clear();
        self.items.extend((0u64..).zip(values).map(|(i, value)| u64::from(key(value)) << 32 | i));
        self.spare.resize(self.items.len(), 0);
        let mut counts = vec![[0u32; 1 << DIGIT]; 3];
        for &item in &self.items {
            for (d, counts) in (0..).zip(&mut counts) {
                counts[digit(item, d)] += 1;
            }
        }
        for (d, counts) in (0..).zip(&mut counts) {
            self.pass(d, counts);
        }
        self.items.iter().map(|&item| (value((item >> 32) as u32), item as u32))
    }

    /// Orders by digit `d`, of which there are `counts`, and keeps the order of those that have the same.
    #[inline(never)]
    fn pass(&mut self, d: u32, counts: &mut [u32; 1 << DIGIT]) {
        if counts.iter().any(|&n| n as usize == self.items.len()) {
            return;
        }
        let mut start = 0;
        for count in counts.iter_mut() {
            start += core::mem::replace(count, start);
        }
        for &item in &self.items {
            let next = &mut counts[digit(item, d)];
            self.spare[*next as usize] = item;
            *next += 1;
        }
        core::mem::swap(&mut self.items, &mut self.spare);
    }
}

#[inline(always)]
fn digit(item: u64, d: u32) -> usize {
    (item >> (32 + DIGIT * d)) as usize & ((1 << DIGIT) - 1)
}

/// A number that is ordered as the value is.
fn key(value: f32) -> u32 {
    let bits = value.to_bits();
    if bits >> 31 == 0 { bits | 1 << 31 } else { !bits }
}

/// The value with this key.
fn value(key: u32) -> f32 {
    f32::from_bits(if key >> 31 == 0 { !key } else { key & !(1 << 31) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn equals_a_stable_sort(values in proptest::collection::vec(prop_oneof![
            proptest::num::f32::NORMAL, proptest::num::f32::SUBNORMAL, Just(0.0f32), Just(-0.0f32), Just(f32::MAX), Just(1.5f32)
        ], 0..300)) {
            let mut expected: Vec<(f32, u32)> = values.iter().copied().zip(0..).collect();
            expected.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut sorter = Sorter::default();
            for _ in 0..2 {
                let bits = |(value, at): (f32, u32)| (value.to_bits(), at);
                let sorted: Vec<(u32, u32)> = sorter.sort(values.iter().copied()).map(bits).collect();
                prop_assert_eq!(&sorted, &expected.iter().copied().map(bits).collect::<Vec<_>>());
            }
        }
    }
}
