//! Cutting the training samples.

use super::Cuts;
use super::choose::{Rule, Values};
use super::columns::Columns;
use super::packed::{MAX_BINS, PackedBins, PackedRows};
use super::radix::Sorter;
use crate::forest::params::Binning;
use crate::matrix::Matrix;

/// The training samples' bins.
pub(crate) enum Bins {
    /// Any number of bins.
    Columns(Columns),
    /// Where no feature has more than [`MAX_BINS`].
    Packed(PackedBins),
}

impl Bins {
    /// Number of features.
    pub(crate) fn n_features(&self) -> usize {
        match self {
            Self::Columns(columns) => columns.n_features(),
            Self::Packed(packed) => packed.n_features(),
        }
    }
}

/// Cuts every feature of `x`, which must have samples, and a label for each.
pub(crate) fn cut(x: &Matrix, labels: &[u8], n_bins: usize, binning: Binning) -> (Cuts, Bins) {
    // Counting takes a kilobyte a feature: fewer samples than that are less than their counts.
    match if x.rows() >= 256 { count(x) } else { None } {
        Some(counts) => cut_bytes(x, labels, &counts, n_bins, binning),
        None => {
            let (cuts, columns) = cut_floats(x, n_bins, binning);
            let bins = match PackedRows::of_columns(&columns) {
                Some(rows) => Bins::Packed(PackedBins::new(rows, x.cols(), labels)),
                None => Bins::Columns(columns),
            };
            (cuts, bins)
        }
    }
}

/// The values of sample `i` as bytes: whether all of them are whole numbers 0 to 255.
#[inline(always)]
fn bytes_of(x: &Matrix, i: usize, row: &mut [u8]) -> bool {
    let Some(pixels) = x.pixels() else { return bytes(x.row(i), row) };
    row.copy_from_slice(&pixels[i * x.cols()..][..x.cols()]);
    true
}

/// Values as bytes: whether all of them are whole numbers 0 to 255.
#[inline(always)]
fn bytes(row: &[f32], bytes: &mut [u8]) -> bool {
    let mut differ = false;
    for (&value, byte) in row.iter().zip(bytes) {
        // The low bits of a whole number's sum with 2^23 are the number; a conversion would take longer.
        *byte = (value + 8_388_608.0).to_bits() as u8;
        differ |= f32::from(*byte) != value;
    }
    !differ
}

/// How many samples have each value of each feature, if all are whole numbers 0 to 255.
#[inline(never)]
fn count(x: &Matrix) -> Option<Vec<[u32; 256]>> {
    let mut counts = vec![[0; 256]; x.cols()];
    let mut row = vec![0; x.cols()];
    for i in 0..x.rows() {
        if !bytes_of(x, i, &mut row) {
            return None;
        }
        counts.iter_mut().zip(&row).for_each(|(counts, &value)| counts[usize::from(value)] += 1);
    }
    Some(counts)
}

/// [`cut_floats`] for bytes, which were counted and need no sorting.
fn cut_bytes(x: &Matrix, labels: &[u8], counts: &[[u32; 256]], n_bins: usize, binning: Binning) -> (Cuts, Bins) {
    let all = || (0u8..=255).filter(|&value| counts.iter().any(|of| of[usize::from(value)] > 0)).map(f32::from);
    let rule = Rule::new(binning, n_bins, all);
    let mut cuts = Cuts::new();
    let mut values = Values::default();
    for counts in counts {
        values.clear();
        let present = (0u8..=255).zip(counts).filter(|(_, n)| **n > 0);
        present.for_each(|(value, &n)| values.push(f32::from(value), n as usize));
        cuts.push(&values.cuts(n_bins, &rule));
    }
    let bins = if cuts.have_few_bins() {
        Bins::Packed(PackedBins::new(pack_rows(x, &cuts), x.cols(), labels))
    } else {
        Bins::Columns(table_columns(x, &cuts))
    };
    (cuts, bins)
}

/// Packs bytes with few cuts, which are compared with one by one.
#[inline(never)]
fn pack_rows(x: &Matrix, cuts: &Cuts) -> PackedRows {
    // Bytes above a cut are those above the whole number below it; none is above 255.
    let cut = |at: usize| (0..x.cols()).map(|f| cuts.of(f).get(at).map_or(255, |&cut| cut as u8)).collect();
    let [a, b, c]: [Vec<u8>; MAX_BINS - 1] = core::array::from_fn(cut);
    let mut rows = PackedRows::new(x.cols(), x.rows());
    let mut row = vec![0; x.cols()];
    for i in 0..x.rows() {
        bytes_of(x, i, &mut row);
        for (((value, &a), &b), &c) in row.iter_mut().zip(&a).zip(&b).zip(&c) {
            *value = u8::from(*value > a) + u8::from(*value > b) + u8::from(*value > c);
        }
        rows.push(&row);
    }
    rows
}

/// Bins of bytes, looked up.
#[inline(never)]
fn table_columns(x: &Matrix, cuts: &Cuts) -> Columns {
    let table = |feature| core::array::from_fn(|value| super::cuts::bin(cuts.of(feature), value as f32));
    let table: Vec<[u8; 256]> = (0..cuts.n_features()).map(table).collect();
    let mut rows = vec![0; x.rows() * x.cols()];
    for (i, row) in rows.chunks_exact_mut(x.cols()).enumerate() {
        bytes_of(x, i, row);
        row.iter_mut().zip(&table).for_each(|(value, bins)| *value = bins[usize::from(*value)]);
    }
    Columns::of_rows(rows, cuts.n_bins())
}

/// Features that one pass over the rows gathers: a row's cache line holds about as many.
const GATHERED: usize = 16;

/// Sorts each feature's values, cuts between them, and gives each sample the bin that its value is in.
fn cut_floats(x: &Matrix, n_bins: usize, binning: Binning) -> (Cuts, Columns) {
    let rule = Rule::new(binning, n_bins, || (0..x.rows()).flat_map(|i| x.row(i)).copied());
    let mut cuts = Cuts::new();
    let mut bins = vec![0; x.rows() * x.cols()];
    let mut gathered = vec![[0.0; GATHERED]; x.rows()];
    let mut sorter = Sorter::default();
    let mut values = Values::default();
    for (feature, bins) in bins.chunks_exact_mut(x.rows()).enumerate() {
        let within = feature % GATHERED;
        if within == 0 {
            gather(x, feature, &mut gathered);
        }
        let sorted: Vec<(f32, u32)> = sorter.sort(gathered.iter().map(|row| row[within])).collect();
        values.clear();
        sorted.iter().for_each(|&(value, _)| values.push(value, 1));
        cuts.push(&values.cuts(n_bins, &rule));
        distribute(&sorted, cuts.of(feature), bins);
    }
    let n_bins = cuts.n_bins();
    (cuts, Columns::new(x.rows(), bins, n_bins))
}

/// Gives each of the sorted samples its bin.
#[inline(never)]
fn distribute(sorted: &[(f32, u32)], cuts: &[f32], bins: &mut [u8]) {
    let mut bin = 0;
    for &(value, sample) in sorted {
        while cuts.get(bin).is_some_and(|&cut| cut < value) {
            bin += 1;
        }
        bins[sample as usize] = bin as u8;
    }
}

/// The values of the features from `first` on.
#[inline(never)]
fn gather(x: &Matrix, first: usize, out: &mut [[f32; GATHERED]]) {
    let n = GATHERED.min(x.cols() - first);
    for (i, out) in out.iter_mut().enumerate() {
        out[..n].copy_from_slice(&x.row(i)[first..first + n]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut_column(values: &[f32], n_bins: usize, binning: Binning) -> (Vec<f32>, Vec<u8>) {
        let x = Matrix::new(values.len(), 1, values.to_vec()).unwrap();
        let (cuts, columns) = cut_floats(&x, n_bins, binning);
        (cuts.of(0).to_vec(), columns.of(0).to_vec())
    }

    fn binning() -> impl Strategy<Value = Binning> {
        prop_oneof![Just(Binning::Quantile), Just(Binning::Uniform), Just(Binning::Shared)]
    }

    #[test]
    fn shared_cuts_are_the_same_for_all_features_that_reach_them() {
        // The second feature's values are all below the second cut, the third has too few to need the rule.
        let rows = (0..100u8).flat_map(|v| [f32::from(v) * 3.0, f32::from(v), f32::from(v % 2) * 7.0]);
        let x = Matrix::new(100, 3, rows.collect()).unwrap();
        let (cuts, _) = cut_floats(&x, 4, Binning::Shared);
        assert_eq!([cuts.of(0), cuts.of(1), cuts.of(2)], [&[0.5, 99.0, 198.0][..], &[0.5], &[3.5]]);
        assert_eq!(cut_column(&[f32::MIN, 0.0, 1.0, 2.0, f32::MAX], 4, Binning::Shared).0.len(), 3);
    }

    #[test]
    fn few_values_are_cut_between_any_two() {
        let (cuts, bins) = cut_column(&[4.0, 0.0, 1.0, 4.0, -0.0], 4, Binning::Uniform);
        assert_eq!(cuts, [0.5, 2.5]);
        assert_eq!(bins, [2, 0, 1, 2, 0]);
        assert_eq!(cut_column(&[7.0, 7.0], 4, Binning::Quantile), (vec![], vec![0, 0]));
    }

    #[test]
    fn many_values_are_cut_by_number_or_by_width() {
        let values: Vec<f32> = (0..100u8).map(|v| f32::from(v) * f32::from(v)).collect();
        assert_eq!(cut_column(&values, 4, Binning::Quantile).0, [600.5, 2450.5, 5550.5]);
        assert_eq!(cut_column(&values, 4, Binning::Uniform).0, [2450.25, 4900.5, 7350.75]);
    }

    #[test]
    fn quantiles_divide_what_many_equal_values_leave() {
        let values: Vec<f32> = (0..100u8).map(|v| f32::from(v.saturating_sub(90))).collect();
        assert_eq!(cut_column(&values, 4, Binning::Quantile).0, [0.5, 3.5, 6.5]);
        // Sorted -9 to 0, most of them 0: the last bin is as large as it has to be.
        let mirrored: Vec<f32> = values.iter().map(|v| -v).collect();
        assert_eq!(cut_column(&mirrored, 4, Binning::Quantile).0, [-0.5]);
    }

    #[test]
    fn neighbouring_floats_are_told_apart() {
        let (low, high) = (1.0f32, 1.0f32.next_up());
        assert_eq!(cut_column(&[low, high], 2, Binning::Quantile).1, [0, 1]);
        assert_eq!(cut_column(&[f32::MIN, f32::MAX], 2, Binning::Quantile).0, [0.0]);
    }

    proptest! {
        #[test]
        fn bytes_are_cut_as_floats_are(
            values in proptest::collection::vec(prop_oneof![Just(0u8), Just(255), any::<u8>()], 2..300),
            n_features in 1usize..70,
            n_bins in prop_oneof![2usize..6, 2usize..=256],
            binning in binning(),
            of_pixels in any::<bool>(),
        ) {
            let n_samples = values.len() / n_features.min(values.len());
            let n_features = n_features.min(values.len());
            let pixels = values[..n_samples * n_features].to_vec();
            let data = pixels.iter().copied().map(f32::from).collect();
            let x = if of_pixels {
                Matrix::from_u8(n_samples, n_features, pixels).unwrap()
            } else {
                Matrix::new(n_samples, n_features, data).unwrap()
            };
            let (cuts, bins) = cut_bytes(&x, &vec![0; n_samples], &count(&x).unwrap(), n_bins, binning);
            let (expected_cuts, expected) = cut_floats(&x, n_bins, binning);
            prop_assert_eq!(&cuts, &expected_cuts);
            for feature in 0..n_features {
                let found: Vec<u8> = match &bins {
                    Bins::Columns(columns) => columns.of(feature).to_vec(),
                    Bins::Packed(packed) => (0..n_samples as u32).map(|i| packed.rows.bin(i, feature)).collect(),
                };
                prop_assert_eq!(found, expected.of(feature));
            }
        }

        #[test]
        fn bins_keep_the_order_and_cuts_divide_them(
            values in proptest::collection::vec(prop_oneof![-3i16..3, any::<i16>()], 1..400),
            n_bins in 2usize..=256,
            binning in binning(),
        ) {
            let values: Vec<f32> = values.into_iter().map(f32::from).collect();
            let (cuts, bins) = cut_column(&values, n_bins, binning);
            prop_assert!(cuts.len() < n_bins && cuts.windows(2).all(|c| c[0] < c[1]));
            for (&a, &bin) in values.iter().zip(&bins) {
                prop_assert_eq!(usize::from(bin), cuts.iter().filter(|&&cut| cut < a).count());
            }
        }
    }
}
