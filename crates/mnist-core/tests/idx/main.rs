//! The IDX format, as its specification says and as files are broken.
#![allow(clippy::unwrap_used, clippy::expect_used)] // Everything here runs inside tests.

mod format;
mod malformed;
