//! Pictures: decoding with limits ([`decode`]), and the grey plane that preprocessing works on.

mod plane;

pub use plane::Plane;
