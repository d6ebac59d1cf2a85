//! Linear models, from outside.
#![allow(clippy::unwrap_used, clippy::expect_used)] // Everything here runs inside tests.

mod logistic_regression;
mod ridge;
