//! Random forests and extra trees (Breiman, "Random Forests", 2001; Geurts, Ernst, Wehenkel, "Extremely Randomized
//! Trees", 2006), grown on features cut into at most 256 bins.
//!
//! How a [`RandomForest`] is fitted: `bins` cuts the features, `sampler` draws the features that a node may split on,
//! `samples` knows the samples of a node and asks for the best split on a feature, `grow` grows one tree from those and
//! from its own stream of random numbers, `fit` grows all and gathers their leaves into the `model`, which `saved` writes
//! and reads.
//!
//! `search` finds the best split with any number of bins (`counts` holds its arithmetic). With at most four a feature's
//! bins are two bits: `packed` holds them by sample, `planes` turns those of a small node into a set of bits a feature,
//! `levels` finds the best split from the sums. Both grow the same tree.
//!
//! What runs long is not inlined (`#[inline(never)]`): V8 swaps its quick first translation of a WebAssembly function for
//! the optimised one only when the function is called anew, so that one large function would stay slow to its end.

mod bins;
mod counts;
mod fit;
mod grow;
mod levels;
mod model;
mod packed;
mod params;
mod planes;
mod sampler;
mod samples;
mod saved;
mod search;
mod tree;

pub use model::RandomForest;
pub use params::{Binning, ForestParams, MaxFeatures, MaxFeaturesRule, Splitter};
