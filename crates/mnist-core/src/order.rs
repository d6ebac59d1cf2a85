//! Sorting by a number.
//!
//! The standard library's sort is compiled again for each type and each comparison, 3 to 25 kB a time. Here it is compiled once, for
//! numbers with their places, and the items move afterwards.

/// The places of the numbers from the least to the greatest, by [`f64::total_cmp`]; equal ones in their order.
#[inline(never)]
pub(crate) fn ascending(numbers: Vec<f64>) -> Vec<usize> {
    let mut keys: Vec<(u64, u32)> = numbers.into_iter().map(key).zip(0..).collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, place)| place as usize).collect()
}

/// Sorts items by a number each, from the least to the greatest; those with equal ones stay in their order.
pub(crate) fn sort_by_number<T>(items: &mut Vec<T>, number: impl Fn(&T) -> f64) {
    let order = ascending(items.iter().map(number).collect());
    let mut unsorted: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|place| unsorted[place].take()));
}

/// A whole number that is ordered as [`f64::total_cmp`] orders the values.
fn key(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(
            numbers in proptest::collection::vec(prop_oneof![(-3i8..3).prop_map(f64::from), any::<f64>(), Just(-0.0)], 0..60),
        ) {
            let mut expected: Vec<(usize, f64)> = numbers.iter().copied().enumerate().collect();
            expected.sort_by(|a, b| a.1.total_cmp(&b.1));
            let mut found: Vec<(usize, f64)> = numbers.into_iter().enumerate().collect();
            sort_by_number(&mut found, |&(_, number)| number);
            let bits = |items: Vec<(usize, f64)>| items.into_iter().map(|(i, v)| (i, v.to_bits())).collect::<Vec<_>>();
            prop_assert_eq!(bits(found), bits(expected));
        }
    }
}
