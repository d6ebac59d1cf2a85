//! What every error of the core has in common.

/// An error that a program can tell apart by `code` and a person can act on by its message.
///
/// The message says what was expected, what came and what to do.
pub trait Coded: core::error::Error {
    /// Stable, kebab-case, prefixed by the module: `idx-wrong-magic`.
    fn code(&self) -> &'static str;
}
