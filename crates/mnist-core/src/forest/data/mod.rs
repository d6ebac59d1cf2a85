//! The samples as bins: `choose` says where a feature is cut, `cuts` holds the cuts, `prepare` cuts the training samples,
//! `columns` holds their bins feature by feature and `packed`, where two bits are enough for a bin, sample by sample. `quantise`
//! finds the bins of samples to predict.

mod choose;
mod columns;
mod cuts;
pub(crate) mod packed;
mod prepare;
mod quantise;
mod radix;

pub(crate) use columns::Columns;
pub(crate) use cuts::Cuts;
pub(crate) use packed::{PackedBins, PackedRows};
pub(crate) use prepare::{Bins, cut};
pub(crate) use quantise::Quantiser;
