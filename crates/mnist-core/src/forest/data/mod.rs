//! The samples as bins: `choose` says where a feature is cut, `cuts` holds the cuts, `prepare` cuts the training samples,
//! `columns` holds their bins feature by feature and `packed`, where two bits are enough for a bin, sample by sample.

mod choose;
mod columns;
mod cuts;
pub(crate) mod packed;
mod prepare;
mod radix;

pub(crate) use columns::Columns;
pub(crate) use cuts::{Cuts, quantise};
pub(crate) use prepare::cut;
