//! Support vector machines, from outside.
#![allow(clippy::unwrap_used, clippy::expect_used)] // Everything here runs inside tests.

mod extremes;
mod fixed;
mod path;
mod problems;
mod properties;
mod ties;
