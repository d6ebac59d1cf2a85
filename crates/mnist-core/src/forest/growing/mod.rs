//! Growing one tree.
//!
//! `sampler` draws the features that a node may split on, `samples` knows the samples of a node and asks for the best split
//! on a feature, `grow` makes a tree of it.
//!
//! `search` finds the best split with any number of bins (`counts` holds its arithmetic). With at most four, `planes` holds
//! the samples of a small node as a set of bits a feature and `levels` finds the best split from the sums. Both grow the
//! same tree.

pub(crate) mod counts;
mod grow;
mod items;
mod levels;
mod light;
mod masks;
mod planes;
mod sampler;
mod samples;
mod search;

pub(crate) use grow::{Grown, Training, grow};
