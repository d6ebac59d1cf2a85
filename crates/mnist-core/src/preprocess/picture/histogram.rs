//! Statistics of grey values by their histogram in 256 bins.

/// How many values of 0 to 255, rounded, fall on each byte.
#[derive(Clone, Debug)]
pub(super) struct Histogram {
    counts: [u32; 256],
    total: u32,
}

impl Histogram {
    /// Values outside 0..=255 count at the nearest end.
    pub(super) fn of(values: impl Iterator<Item = f32>) -> Self {
        let mut counts = [0u32; 256];
        let mut total = 0;
        for value in values {
            let bin = (value + 0.5).clamp(0.0, 255.0) as u8;
            if let Some(count) = counts.get_mut(usize::from(bin)) {
                *count += 1;
                total += 1;
            }
        }
        Self { counts, total }
    }

    /// How many values there are.
    pub(super) fn total(&self) -> u32 {
        self.total
    }

    /// The smallest byte that at least `share` (0 to 1) of the values do not exceed.
    pub(super) fn quantile(&self, share: f32) -> f32 {
        let wanted = (f64::from(share) * f64::from(self.total)).max(1.0);
        let mut sum = 0.0;
        for (byte, &count) in self.counts.iter().enumerate() {
            sum += f64::from(count);
            if sum >= wanted {
                return byte as f32;
            }
        }
        0.0
    }

    /// Otsu's threshold ("A threshold selection method from gray-level histograms", 1979): the split at which the
    /// two classes' means lie furthest apart, weighted by their sizes.
    pub(super) fn otsu(&self) -> Split {
        let moment = |range: &[u32], from: usize| -> (f64, f64) {
            let terms = range.iter().enumerate();
            terms.fold((0.0, 0.0), |(n, s), (i, &c)| (n + f64::from(c), s + f64::from(c) * (from + i) as f64))
        };
        let (all, sum) = moment(&self.counts, 0);
        let mut best = Split { threshold: 127.5, low: 0.0, high: 0.0, high_share: 0.0 };
        let (mut score, mut count, mut below) = (-1.0, 0.0, 0.0);
        for (byte, &c) in self.counts.iter().enumerate().take(255) {
            count += f64::from(c);
            below += f64::from(c) * byte as f64;
            let rest = all - count;
            if count == 0.0 || rest == 0.0 {
                continue;
            }
            let (low, high) = (below / count, (sum - below) / rest);
            let between = count * rest * (high - low) * (high - low);
            if between > score {
                score = between;
                best = Split {
                    threshold: byte as f32 + 0.5,
                    low: low as f32,
                    high: high as f32,
                    high_share: (rest / all) as f32,
                };
            }
        }
        best
    }
}

/// Two classes of values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Split {
    /// Between the classes.
    pub(super) threshold: f32,
    /// Mean of those below.
    pub(super) low: f32,
    /// Mean of those above.
    pub(super) high: f32,
    /// Share of those above, 0 to 1; 0 also when all values are one.
    pub(super) high_share: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn otsu_finds_the_gap_between_two_groups() {
        let values = (0..90).map(|i| 10.0 + (i % 5) as f32).chain((0..10).map(|i| 200.0 + i as f32));
        let split = Histogram::of(values).otsu();
        assert!((14.0..200.0).contains(&split.threshold), "{split:?}");
        assert!(
            (split.low - 12.0).abs() < 0.1 && (split.high - 204.5).abs() < 0.1 && (split.high_share - 0.1).abs() < 1e-6
        );
    }

    #[test]
    fn quantiles_count_from_below() {
        let histogram = Histogram::of((0..100).map(|i| i as f32));
        assert_eq!(histogram.quantile(0.5), 49.0);
        assert_eq!(histogram.quantile(1.0), 99.0);
        assert_eq!(Histogram::of(core::iter::empty()).quantile(0.5), 0.0);
    }
}
