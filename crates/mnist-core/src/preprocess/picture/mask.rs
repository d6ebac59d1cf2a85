//! Stage 5, first half: which pixels are ink. For structure only; the grey values under the mask are what is fitted.

use super::histogram::Histogram;
use crate::image::Plane;

/// `width` x `height` flags, row-major.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mask {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) data: Vec<bool>,
}

impl Mask {
    pub(super) fn count(&self) -> usize {
        self.data.iter().filter(|&&is_ink| is_ink).count()
    }

    pub(super) fn get(&self, x: usize, y: usize) -> bool {
        x < self.width && self.data.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// Sets `(x, y)`, which may lie outside.
    pub(super) fn set(&mut self, x: usize, y: usize) {
        if x < self.width {
            self.data.get_mut(y * self.width + x).into_iter().for_each(|set| *set = true);
        }
    }

    /// Whether `(x, y)` is set and has an unset pixel beside it; beyond the frame there is none.
    pub(super) fn is_contour(&self, x: usize, y: usize) -> bool {
        self.get(x, y)
            && ((x > 0 && !self.get(x - 1, y))
                || (x + 1 < self.width && !self.get(x + 1, y))
                || (y > 0 && !self.get(x, y - 1))
                || (y + 1 < self.height && !self.get(x, y + 1)))
    }

    /// Also the pixels up to `reach` rows and columns away.
    pub(super) fn widened(&self, reach: usize) -> Self {
        let mut wide = Self { data: vec![false; self.data.len()], ..*self };
        let rows = |y: usize| y.saturating_sub(reach)..(y + reach + 1).min(self.height);
        let columns = |x: usize| x.saturating_sub(reach)..(x + reach + 1).min(self.width);
        for (x, y) in
            (0..self.data.len()).filter(|&i| self.data.get(i) == Some(&true)).map(|i| (i % self.width, i / self.width))
        {
            // Only an edge has anything to add.
            let is_inside =
                x > 0 && y > 0 && self.get(x - 1, y) && self.get(x + 1, y) && self.get(x, y - 1) && self.get(x, y + 1);
            for row in if is_inside { y..y + 1 } else { rows(y) } {
                let span = if is_inside { x..x + 1 } else { columns(x) };
                if let Some(part) = wide.data.get_mut(row * self.width + span.start..row * self.width + span.end) {
                    part.fill(true);
                }
            }
        }
        wide
    }

    /// Also the pixels up to `reach` rows above and below.
    pub(super) fn widened_vertically(&self, reach: usize) -> Self {
        let mut wide = self.clone();
        for shift in (1..=reach).map(|r| r * self.width).filter(|s| *s < self.data.len()) {
            let (above, below) = (wide.data.iter_mut(), self.data.iter().skip(shift));
            above.zip(below).for_each(|(w, &set)| *w |= set);
            wide.data.iter_mut().skip(shift).zip(&self.data).for_each(|(w, &set)| *w |= set);
        }
        wide
    }

    /// White where set.
    pub(super) fn to_plane(&self) -> Plane {
        Plane::from_fn(self.width, self.height, |x, y| if self.get(x, y) { 255.0 } else { 0.0 })
    }
}

/// What tells ink from paper in one picture, in the ink's own levels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Levels {
    /// Standard deviation of the paper.
    pub(super) noise: f32,
    /// Surely ink from here on.
    pub(super) sure: f32,
    /// Ink from here on where it touches what is surely ink.
    pub(super) perhaps: f32,
}

/// Ink fainter than this many grey levels is none.
const FAINTEST: f32 = 10.0;
/// Ink must rise above the paper by this many standard deviations of its noise.
const ABOVE_NOISE: f32 = 5.0;
/// The lower threshold relative to the upper.
const PERHAPS: f32 = 0.6;
/// The same among the strongest ink, where what is fainter may be a printed line.
const STRONG_PERHAPS: f32 = 0.75;

/// The levels of pixels of ink with these `values`, `None` when nothing rises from the paper.
pub(super) fn levels(values: &[f32]) -> Option<Levels> {
    let split = Histogram::of(values.iter().copied()).otsu();
    let noise = noise(values, split.threshold);
    if split.high_share <= 0.0 || split.high < FAINTEST || split.high < ABOVE_NOISE * noise {
        return None;
    }
    let sure = split.threshold.max(3.0 * noise);
    Some(Levels { noise, sure, perhaps: (PERHAPS * sure).max(2.0 * noise) })
}

/// The levels of the strongest ink alone: what rises from the paper falls into two groups once more, if it is not all of one value, and
/// the fainter counts as paper, however noisy that is.
pub(super) fn strong_levels(values: &[f32]) -> Option<Levels> {
    let all = Histogram::of(values.iter().copied()).otsu();
    if all.high_share <= 0.0 || all.high < FAINTEST {
        return None;
    }
    let rising: Vec<f32> = values.iter().copied().filter(|&v| v > all.threshold).collect();
    let strong = Histogram::of(rising.iter().copied()).otsu();
    let sure = if strong.high_share > 0.0 { strong.threshold } else { all.threshold };
    Some(Levels { noise: noise(values, all.threshold), sure, perhaps: STRONG_PERHAPS * sure })
}

/// The root mean square of the paper's values, those up to `threshold`, without its top tenth, where strokes begin. The values are cut
/// at 0, which halves a symmetric noise and its squares alike.
fn noise(values: &[f32], threshold: f32) -> f32 {
    let paper = || values.iter().copied().filter(|&v| v <= threshold);
    let limit = Histogram::of(paper()).quantile(0.9);
    let (sum, count) =
        paper().filter(|&v| v > 0.0 && v <= limit).fold((0.0f64, 0u32), |(s, n), v| (s + f64::from(v * v), n + 1));
    if count == 0 { 0.0 } else { (sum / f64::from(count)).sqrt() as f32 }
}

/// Threshold with hysteresis (Canny, 1986): surely ink, and perhaps ink that hangs together with it by 8 neighbours.
pub(super) fn binarise(ink: &Plane, levels: &Levels) -> Mask {
    let (width, height) = (ink.width(), ink.height());
    let mut mask = Mask { width, height, data: ink.data().iter().map(|&v| v >= levels.sure).collect() };
    let mut front: Vec<usize> = (0..mask.data.len()).filter(|&i| mask.data.get(i) == Some(&true)).collect();
    while let Some(at) = front.pop() {
        let (x, y) = (at % width, at / width);
        for row in y.saturating_sub(1)..(y + 2).min(height) {
            for column in x.saturating_sub(1)..(x + 2).min(width) {
                let next = row * width + column;
                let is_perhaps = ink.data().get(next).is_some_and(|&v| v >= levels.perhaps);
                if let Some(set) = mask.data.get_mut(next).filter(|set| is_perhaps && !**set) {
                    *set = true;
                    front.push(next);
                }
            }
        }
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_faint_end_belongs_to_its_stroke_and_a_faint_speck_does_not() {
        let row = [0.0, 100.0, 100.0, 40.0, 0.0, 40.0, 0.0];
        let ink = Plane::from_fn(7, 1, |x, _| row[x]);
        let mask = binarise(&ink, &Levels { noise: 1.0, sure: 60.0, perhaps: 30.0 });
        assert_eq!(mask.data, [false, true, true, true, false, false, false]);
    }

    #[test]
    fn noise_alone_has_no_levels() {
        let mut rng = crate::rng::Rng::new(1, 0);
        let noise = Plane::from_fn(100, 100, |_, _| (12.0 * rng.normal()).max(0.0) as f32);
        assert_eq!(levels(noise.data()), None);
        assert_eq!(levels(&[0.0; 400]), None);
    }
}
