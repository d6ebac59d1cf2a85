//! The only code that JavaScript sees: thin wrappers, one file a feature.

mod calibration;
mod error;
mod estimators;
mod idx;
mod matrix;
mod synth;
mod tensors;
