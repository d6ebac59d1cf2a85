//! Random forests and extra trees (Breiman, "Random Forests", 2001; Geurts, Ernst, Wehenkel, "Extremely Randomized
//! Trees", 2006), grown on features cut into at most 256 bins.
//!
//! How a [`RandomForest`] is fitted: `bins` cuts the features, `sampler` draws the features that a node may split on,
//! `search` finds the best split of one (`counts` holds its arithmetic), `grow` grows one tree from those and from its
//! own stream of random numbers, `fit` grows all and gathers their leaves into the `model`, which `saved` writes and reads.

mod bins;
mod counts;
mod fit;
mod grow;
mod model;
mod params;
mod sampler;
mod saved;
mod search;
mod tree;

pub use model::RandomForest;
pub use params::{Binning, ForestParams, MaxFeatures, MaxFeaturesRule, Splitter};
