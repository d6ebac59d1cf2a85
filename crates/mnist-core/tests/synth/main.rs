//! Synthetic handwriting.
#![allow(clippy::unwrap_used, clippy::expect_used)] // Everything here runs inside tests.

mod dataset;
mod drawings;
mod wild;
