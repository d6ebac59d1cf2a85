//! Bins of samples to predict.

use super::Cuts;
use super::cuts::bin;

/// Cuts that are compared with one by one, which vectorises.
const FEW: usize = 3;

/// Samples that make a table worth its making.
const MANY_ROWS: usize = 64;

/// Finds the bins of samples; the fastest way depends on the cuts and on how many samples there are.
pub(crate) enum Quantiser<'a> {
    /// Looks each value up among its feature's cuts: the definition.
    Plain(&'a Cuts),
    /// Each feature's first cut, its second and its third; infinity where there is none.
    Few([Vec<f32>; FEW]),
    /// The bins of whole numbers 0 to 255.
    Bytes(&'a Cuts, Vec<[u8; 256]>),
}

impl<'a> Quantiser<'a> {
    /// For about `n_rows` samples.
    pub(crate) fn new(cuts: &'a Cuts, n_rows: usize) -> Self {
        let features = || (0..cuts.n_features()).map(|feature| cuts.of(feature));
        if n_rows < MANY_ROWS {
            Self::Plain(cuts)
        } else if features().all(|cuts| cuts.len() <= FEW) {
            let nth = |at: usize| features().map(|cuts| cuts.get(at).copied().unwrap_or(f32::INFINITY)).collect();
            Self::Few(core::array::from_fn(nth))
        } else {
            let table = |cuts: &[f32]| core::array::from_fn(|value| bin(cuts, value as f32));
            Self::Bytes(cuts, features().map(table).collect())
        }
    }

    /// The bins of a sample, one a feature.
    #[inline(never)]
    pub(crate) fn quantise(&self, row: &[f32], out: &mut [u8]) {
        match self {
            Self::Plain(cuts) => plain(cuts, row, out),
            Self::Few(cuts) => few(cuts, row, out),
            Self::Bytes(cuts, table) => {
                for (feature, ((out, &value), bins)) in out.iter_mut().zip(row).zip(table).enumerate() {
                    let byte = value as u8;
                    *out =
                        if f32::from(byte) == value { bins[usize::from(byte)] } else { bin(cuts.of(feature), value) };
                }
            }
        }
    }
}

fn plain(cuts: &Cuts, row: &[f32], out: &mut [u8]) {
    for (feature, (out, &value)) in out.iter_mut().zip(row).enumerate() {
        *out = bin(cuts.of(feature), value);
    }
}

fn few([a, b, c]: &[Vec<f32>; FEW], row: &[f32], out: &mut [u8]) {
    for ((((out, &value), &a), &b), &c) in out.iter_mut().zip(row).zip(a).zip(b).zip(c) {
        *out = u8::from(a < value) + u8::from(b < value) + u8::from(c < value);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_way_gives_the_same_bins(
            n_cuts in prop_oneof![0usize..=3, 0usize..=255],
            values in proptest::collection::vec(prop_oneof![(-3i16..259).prop_map(f32::from), -9.0f32..300.0], 1..90),
            seed in any::<u64>(),
        ) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut cuts = Cuts::new();
            for _ in &values {
                let mut of_feature: Vec<f32> = (0..rng.below(n_cuts as u32 + 1)).map(|_| rng.below(513) as f32 / 2.0).collect();
                of_feature.sort_by(f32::total_cmp);
                of_feature.dedup();
                cuts.push(&of_feature);
            }
            let bins = |quantiser: &Quantiser<'_>| {
                let mut out = vec![0; values.len()];
                quantiser.quantise(&values, &mut out);
                out
            };
            prop_assert_eq!(bins(&Quantiser::Plain(&cuts)), bins(&Quantiser::new(&cuts, MANY_ROWS)));
        }
    }
}
