//! Paper by windows: its level at each place is the median of what lies around. Follows shadows with edges, but a stroke
//! that fills half of a window is taken for paper.

use super::histogram::Histogram;
use crate::image::Plane;

/// Half the window of the median, in coarse pixels: a window of 21 sees paper around any stroke that a pen leaves.
const REACH: usize = 10;
/// Marks a coarse pixel that lies on a surface.
pub(super) const UNSEEN: f32 = -1.0;

/// The level of the paper at each place of the coarse picture `seen`.
pub(super) fn by_windows(seen: &Plane) -> Plane {
    let overall = Histogram::of(seen.data().iter().copied().filter(|&v| v >= 0.0)).quantile(0.5);
    Plane::from_fn(seen.width(), seen.height(), |x, y| median_around(seen, x, y).unwrap_or(overall))
}

/// The median of the window around `(x, y)`, cut at the edges; `None` where all is unseen.
fn median_around(plane: &Plane, x: usize, y: usize) -> Option<f32> {
    let rows = y.saturating_sub(REACH)..(y + REACH + 1).min(plane.height());
    let columns = x.saturating_sub(REACH)..(x + REACH + 1).min(plane.width());
    let values = rows.flat_map(|row| plane.row(row).get(columns.clone()).unwrap_or(&[]));
    let seen = values.copied().filter(|&v| v >= 0.0);
    let histogram = Histogram::of(seen);
    (histogram.total() > 0).then(|| histogram.quantile(0.5))
}
