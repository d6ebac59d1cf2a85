//! Random forests and extra trees, from outside.
#![allow(clippy::unwrap_used, clippy::expect_used)] // Everything here runs inside tests.

mod behaviour;
mod importances;
mod robustness;
