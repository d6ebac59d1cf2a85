//! The dual problem of one pair of classes.
//!
//! `active_set` solves a pair stage by stage. Between the stages `problem` has its state, in two `half`s of one class each;
//! within a stage `smo` solves the problem of the `working_set`, in two `inner` halves.
//!
//! `blocks` has the kernel matrix in blocks, one sample against one class, which all the pairs share; `store` keeps those
//! that will be needed within a bound of memory, in a `pool`.

mod active_set;
mod blocks;
mod half;
mod inner;
mod pool;
mod problem;
mod smo;
mod store;
mod working_set;

pub(super) use active_set::{Limits, solve_path};
pub(super) use blocks::Blocks;
pub(super) use problem::Solution;
