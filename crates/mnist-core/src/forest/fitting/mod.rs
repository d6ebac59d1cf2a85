//! Fitting a [`RandomForest`] in parts of one tree each: `part` says what a part sends, `gather` puts the parts together.

mod gather;
mod part;
mod plan;

pub use plan::ForestPlan;
