//! The dual problem of one pair of classes.
//!
//! `active_set` solves it by growing a `working_set`, whose own dual `smo` solves; `half` has the passes over the samples
//! of both; `blocks` has the kernel matrix in blocks, one sample against one class, which all the pairs share, and `store`
//! keeps them within a bound of memory.

mod active_set;
mod blocks;
mod half;
mod smo;
mod store;
mod working_set;

pub(super) use active_set::{Limits, Solution, solve};
pub(super) use blocks::{Blocks, ClassSamples};
