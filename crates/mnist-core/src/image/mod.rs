//! The grey plane that preprocessing works on, and how large a picture may be. Files are decoded elsewhere, by
//! `crates/picture-decoder`.

mod plane;

pub use plane::Plane;
pub use siffra_common::limits::{MAX_PIXELS, MAX_SIDE};
