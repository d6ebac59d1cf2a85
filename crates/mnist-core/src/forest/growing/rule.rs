//! What a split has to keep to.

use crate::forest::params::Splitter;

/// How to look at a feature.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    pub(super) splitter: Splitter,
    pub(super) min_leaf: u64,
}
