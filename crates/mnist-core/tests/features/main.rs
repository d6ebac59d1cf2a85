//! Transforms, one by one.
#![allow(clippy::unwrap_used, clippy::expect_used)] // Everything here runs inside tests.

mod deskew;
mod hog;
mod pca;
mod quantize;
mod scaling;
