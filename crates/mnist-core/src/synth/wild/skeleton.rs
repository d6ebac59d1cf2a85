//! The middle line of ink: thinning to one pixel, and how far ink reaches around it.

use crate::image::Plane;

/// Ink or none, a pixel's width of paper around it.
#[derive(Clone)]
pub(super) struct Bitmap {
    pub(super) width: usize,
    ink: Vec<bool>,
}

impl Bitmap {
    /// Ink is what lies above `level`.
    pub(super) fn of(plane: &Plane, level: f32) -> Self {
        let (width, height) = (plane.width() + 2, plane.height() + 2);
        let ink = (0..width * height).map(|i| {
            let (x, y) = (i % width, i / width);
            x > 0 && y > 0 && x <= plane.width() && plane.get(x - 1, y - 1) > level
        });
        Self { width, ink: ink.collect() }
    }

    /// The ink that `keeps` admits.
    pub(super) fn filtered(&self, keeps: impl Fn(usize) -> bool) -> Self {
        Self { width: self.width, ink: self.ink.iter().enumerate().map(|(i, &ink)| ink && keeps(i)).collect() }
    }

    pub(super) fn clear(&mut self, i: usize) {
        self.ink[i] = false;
    }

    pub(super) fn fill(&mut self, i: usize) {
        self.ink[i] = true;
    }

    /// The pieces that hang together by their neighbours.
    pub(super) fn pieces(&self) -> Vec<Vec<usize>> {
        let mut rest = self.clone();
        let mut pieces = Vec::new();
        for start in self.pixels() {
            if !rest.at(start) {
                continue;
            }
            rest.clear(start);
            let (mut piece, mut next) = (vec![start], 0);
            while let Some(&i) = piece.get(next) {
                for near in self.around(i).into_iter().filter(|&near| rest.at(near)).collect::<Vec<_>>() {
                    rest.clear(near);
                    piece.push(near);
                }
                next += 1;
            }
            pieces.push(piece);
        }
        pieces
    }

    pub(super) fn at(&self, i: usize) -> bool {
        self.ink.get(i).copied().unwrap_or(false)
    }

    pub(super) fn pixels(&self) -> impl Iterator<Item = usize> + '_ {
        self.ink.iter().enumerate().filter_map(|(i, &ink)| ink.then_some(i))
    }

    /// The eight neighbours, clockwise from above.
    pub(super) fn around(&self, i: usize) -> [usize; 8] {
        let w = self.width;
        // The margin of paper keeps these inside.
        [i - w, i - w + 1, i + 1, i + w + 1, i + w, i + w - 1, i - 1, i - w - 1]
    }

    /// Thinned to lines of one pixel (Zhang and Suen, "A Fast Parallel Algorithm for Thinning Digital Patterns", 1984).
    pub(super) fn thinned(mut self) -> Self {
        loop {
            let before = self.pixels().count();
            for second in [false, true] {
                let outer: Vec<usize> = self.pixels().filter(|&i| self.is_outer(i, second)).collect();
                outer.into_iter().for_each(|i| self.clear(i));
            }
            if self.pixels().count() == before {
                return self;
            }
        }
    }

    /// Whether the line stays whole, and no end gets shorter, without this pixel; by turns at the lower right and the upper left.
    fn is_outer(&self, i: usize, second: bool) -> bool {
        let p = self.around(i).map(|n| self.at(n));
        let count = p.iter().filter(|&&ink| ink).count();
        let rises = (0..8).filter(|&k| !p[k] && p[(k + 1) % 8]).count();
        let [up, _, right, _, down, _, left, _] = p;
        let side = if second { !(up && left && (right || down)) } else { !(right && down && (up || left)) };
        (2..=6).contains(&count) && rises == 1 && side
    }

    /// How far each pixel is from paper, in pixels: a chamfer of steps 3 and 4, forwards and back.
    pub(super) fn depths(&self) -> Vec<f32> {
        let mut depth: Vec<u32> = self.ink.iter().map(|&ink| if ink { u32::MAX / 2 } else { 0 }).collect();
        let inked: Vec<usize> = self.pixels().collect();
        let mut relax = |i: usize, from: [usize; 4]| {
            let [above, upper_left, upper_right, left] = from.map(|k| depth[self.around(i)[k]]);
            depth[i] = depth[i].min(above + 3).min(left + 3).min(upper_left + 4).min(upper_right + 4);
        };
        inked.iter().for_each(|&i| relax(i, [0, 7, 1, 6]));
        inked.iter().rev().for_each(|&i| relax(i, [4, 3, 5, 2]));
        depth.iter().map(|&d| d as f32 / 3.0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar() -> Bitmap {
        let plane =
            Plane::from_fn(40, 40, |x, y| if (5..35).contains(&x) && (15..22).contains(&y) { 255.0 } else { 0.0 });
        Bitmap::of(&plane, 128.0)
    }

    #[test]
    fn a_bar_thins_to_one_line_along_its_middle() {
        let (bar, width) = (bar(), bar().width);
        let line = bar.thinned();
        let rows: Vec<usize> = line.pixels().map(|i| i / width).collect();
        assert!(rows.len() >= 20, "{rows:?}");
        assert!(rows.iter().all(|row| (18..=20).contains(row)), "{rows:?}");
    }

    #[test]
    fn depth_is_half_the_bar_in_its_middle_and_nothing_on_paper() {
        let (bar, width) = (bar(), bar().width);
        let depths = bar.depths();
        assert_eq!(depths[19 * width + 20], 4.0);
        assert_eq!(depths[2 * width + 20], 0.0);
    }
}
