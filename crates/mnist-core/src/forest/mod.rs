//! Random forests and extra trees (Breiman, "Random Forests", 2001; Geurts, Ernst, Wehenkel, "Extremely Randomized
//! Trees", 2006), grown on features cut into at most 256 bins.
//!
//! Reading order: `params` says what can be asked for, `data` cuts the features, `growing` grows a tree, `fitting` divides
//! the work into parts of a tree each and gathers what they give into the `model`, which predicts, weighs its features
//! and is saved and read.
//!
//! What runs long is not inlined (`#[inline(never)]`): V8 swaps its quick first translation of a WebAssembly function for
//! the optimised one only when the function is called anew, so that one large function would stay slow to its end.

mod data;
mod fitting;
mod growing;
mod model;
mod params;

pub use fitting::ForestPlan;
pub use model::RandomForest;
pub use params::{Binning, ForestParams, MaxFeatures, MaxFeaturesRule, Splitter};
