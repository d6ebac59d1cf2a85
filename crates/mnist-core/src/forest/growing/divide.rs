//! Dividing a node of items.

use core::ops::Range;

use super::counts::Counts;
use super::search::Item;
use crate::classifier::N_CLASSES;

/// The node's items that go left, the others, and the counts of the former; both keep their order. `parked` is room for
/// those that go right.
#[inline(always)]
pub(super) fn divide(
    items: &mut [Item],
    parked: &mut Vec<Item>,
    node: Range<usize>,
    goes_left: impl Fn(Item) -> bool,
) -> (Range<usize>, Range<usize>, Counts) {
    let mut left: Counts = [0; N_CLASSES];
    let mut middle = node.start;
    parked.clear();
    for at in node.clone() {
        let item = items[at];
        if goes_left(item) {
            left[item.class()] += item.weight();
            items[middle] = item;
            middle += 1;
        } else {
            parked.push(item);
        }
    }
    items[middle..node.end].copy_from_slice(parked);
    (node.start..middle, middle..node.end, left)
}
