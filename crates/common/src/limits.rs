//! How large a picture may be: the decoder refuses by the file's header, the core by what it is given.

/// The most pixels of a picture.
pub const MAX_PIXELS: u64 = 40_000_000;
/// The longest side of a picture, in pixels.
pub const MAX_SIDE: u32 = 16_384;
