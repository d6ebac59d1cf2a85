//! The only code that JavaScript sees: thin wrappers, one file a feature.

mod error;
mod preprocess;
