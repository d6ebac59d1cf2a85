//! Kernel values of many samples at once.
//!
//! - `unit` tells features that are integers times one number (pixels, quantised features) from others;
//! - `integers` stores samples in a unit feature-major in tiles, so that one sample's dot products with a whole tile run in
//!   SIMD lanes; `tiles` does the same in floats for all others;
//! - `rows` has the samples that meet the tiles: what is not zero of each, or four dense ones together;
//! - `meet` has them meet: `function` turns their dot products into kernel values, `exp` holds the exponential;
//! - `samples` gives whole rows of them for many samples at once.

mod exp;
mod function;
mod integers;
mod meet;
mod rows;
mod samples;
mod tiles;
mod unit;

pub(super) use function::KernelFn;
pub(super) use samples::Samples;
pub(super) use tiles::{LANES, Lanes};
pub(super) use unit::Unit;
