//! Growing one tree.
//!
//! `sampler` draws the features that a node may split on, `samples` knows the samples of a node and asks for the best split
//! on a feature, `grow` makes a tree of it.
//!
//! With any number of bins, `items` are samples beside columns, and `search` finds the best split (`counts` holds its
//! arithmetic). With at most four, samples are bits: `masks` holds a heavy node, `planes` one that became smaller, `light` the
//! smallest, and `levels` finds the best split from what any of them counts. Both ways grow the same tree. `divide` divides
//! the items of either.

pub(crate) mod counts;
mod divide;
mod grow;
mod items;
mod levels;
mod light;
mod masks;
mod planes;
mod rule;
mod sampler;
mod samples;
mod search;

pub(crate) use grow::{Grown, Training, grow};
