//! Loops that ran together on paper or in the scan, but which the scan's greys still show.

use crate::preprocess::{PIXELS, SIDE};

/// What is this much darker all around than at its lightest is the inside of a loop, in grey values.
const LEAST_RISE: i32 = 50;

/// `image` with the insides of its loops as light as paper.
///
/// A loop is a basin of the grey values, and what counts is how much its rim rises above its bottom (its persistence: Edelsbrunner,
/// Letscher and Zomorodian, "Topological Persistence and Simplification", 2002), however dark both are. A blot has none: nothing tells
/// whether it was a loop.
pub(super) fn opened(image: &[u8; PIXELS]) -> [u8; PIXELS] {
    let ground = Ground::of(image);
    let mut open = *image;
    for Basin { bottom, pass } in ground.basins() {
        let lowest = ground.heights[bottom];
        for place in ground.below(bottom, pass) {
            let deepened = (ground.heights[place] - lowest) * pass / (pass - lowest);
            let pixel = &mut open[place / WIDTH * SIDE - SIDE + place % WIDTH - 1];
            *pixel = (*pixel).min(deepened as u8);
        }
    }
    open
}

/// Pixels across with one more on each side.
const WIDTH: usize = SIDE + 2;

/// Grey values as heights, and around them a shore that is lower than all.
struct Ground {
    heights: [i32; WIDTH * WIDTH],
}

/// The lowest place of a basin, and the height of the lowest pass out of it.
struct Basin {
    bottom: usize,
    pass: i32,
}

impl Ground {
    fn of(image: &[u8; PIXELS]) -> Self {
        let height = |place: usize| {
            let (x, y) = (place % WIDTH, place / WIDTH);
            let is_inside = (1..=SIDE).contains(&x) && (1..=SIDE).contains(&y);
            if is_inside { image[(y - 1) * SIDE + x - 1].into() } else { -1 }
        };
        Self { heights: core::array::from_fn(height) }
    }

    /// The four neighbours: ink hangs together by corners, so paper does not.
    fn around(&self, place: usize) -> impl Iterator<Item = usize> + use<> {
        let near = [place.checked_sub(WIDTH), place.checked_sub(1), Some(place + 1), Some(place + WIDTH)];
        let places = self.heights.len();
        near.into_iter().flatten().filter(move |&near| near < places)
    }

    /// The basins whose pass rises enough. The ground is flooded from below: where the waters of two basins meet, that with the higher
    /// bottom ends.
    fn basins(&self) -> Vec<Basin> {
        let mut order: Vec<usize> = (0..self.heights.len()).collect();
        order.sort_by_key(|&place| self.heights[place]);
        // Leads to the bottom of the basin that a place is in; dry places are in none.
        let mut down = [None; WIDTH * WIDTH];
        let mut basins = Vec::new();
        for place in order {
            down[place] = Some(place);
            for near in self.around(place) {
                let (Some(one), Some(two)) = (bottom_of(&mut down, place), bottom_of(&mut down, near)) else {
                    continue;
                };
                let (lower, bottom) = if self.heights[one] <= self.heights[two] { (one, two) } else { (two, one) };
                if lower != bottom {
                    down[bottom] = Some(lower);
                    basins.push(Basin { bottom, pass: self.heights[place] });
                }
            }
        }
        basins.retain(|basin| basin.pass - self.heights[basin.bottom] >= LEAST_RISE);
        basins
    }

    /// The places around `bottom` that are lower than `pass`.
    fn below(&self, bottom: usize, pass: i32) -> Vec<usize> {
        let mut is_found = [false; WIDTH * WIDTH];
        is_found[bottom] = true;
        let (mut found, mut next) = (vec![bottom], 0);
        while let Some(&place) = found.get(next) {
            for near in self.around(place).filter(|&near| self.heights[near] < pass) {
                if !is_found[near] {
                    is_found[near] = true;
                    found.push(near);
                }
            }
            next += 1;
        }
        found
    }
}

/// The bottom of the basin that `place` is in; the way there gets shorter.
fn bottom_of(down: &mut [Option<usize>], mut place: usize) -> Option<usize> {
    while let Some(next) = down[place]
        && next != place
    {
        down[place] = down[next];
        place = next;
    }
    down[place]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ring of ink around (14, 14), this light inside.
    fn ring(inside: u8) -> [u8; PIXELS] {
        core::array::from_fn(|i| match ((i % SIDE).abs_diff(14)).max((i / SIDE).abs_diff(14)) {
            0..=1 => inside,
            2..=4 => 250,
            _ => 0,
        })
    }

    #[test]
    fn what_is_lighter_within_ink_becomes_paper_however_dark_it_is() {
        assert_eq!(opened(&ring(190)), ring(0));
        assert_eq!(opened(&ring(60)), ring(0));
        assert_eq!(opened(&ring(0)), ring(0));
    }

    #[test]
    fn even_ink_and_what_is_hardly_lighter_stay() {
        assert_eq!(opened(&ring(250)), ring(250));
        assert_eq!(opened(&ring(215)), ring(215));
    }

    #[test]
    fn a_bay_is_no_loop_and_a_faint_rim_closes_one_that_is_lighter_still() {
        let gap = |inside: u8, rim: u8| {
            let mut image = ring(inside);
            (16..19).for_each(|x| image[14 * SIDE + x] = rim);
            image
        };
        assert_eq!(opened(&gap(120, 130)), gap(120, 130));
        let open = opened(&gap(30, 120));
        assert_eq!((open[14 * SIDE + 14], open[14 * SIDE + 17]), (0, 120));
    }
}
