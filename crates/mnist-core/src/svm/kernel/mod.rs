//! Kernel values of many samples at once.
//!
//! - `tiles` stores samples feature-major in tiles, so that one sample's dot products with a whole tile run in SIMD lanes
//!   and skip its zeros; `pixels` does the same in exact integers when all features are pixels;
//! - `function` turns those dot products into kernel values; `exp` holds the exponential;
//! - `samples` gives whole rows of them for many samples at once.

mod exp;
mod function;
mod pixels;
mod samples;
mod tiles;

pub(super) use function::KernelFn;
pub(super) use pixels::Unit;
pub(super) use samples::Samples;
pub(super) use tiles::{LANES, Lanes};
