//! The gradient of an image, as votes for orientations.

use super::super::SIDE;
use super::params::{Gradient, HogParams};
use crate::math::atan2f;

/// A pixel's votes: its gradient's length, shared between the two bins whose centres are nearest to its orientation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Votes {
    pub(super) bins: [usize; 2],
    pub(super) weights: [f32; 2],
}

/// The votes of pixel (`x`, `y`), none where the image is flat.
pub(super) fn votes(image: &[f32], x: usize, y: usize, params: &HogParams) -> Option<Votes> {
    let (dx, dy) = match params.gradient {
        Gradient::Central => central(image, x, y),
        Gradient::Sobel => sobel(image, x, y),
    };
    if dx == 0.0 && dy == 0.0 {
        return None;
    }
    let half_turns = atan2f(dy, dx) * core::f32::consts::FRAC_1_PI;
    let turns = if params.signed { half_turns / 2.0 } else { half_turns };
    Some(share((dx * dx + dy * dy).sqrt(), turns, params.orientations))
}

fn central(image: &[f32], x: usize, y: usize) -> (f32, f32) {
    let at = |x: usize, y: usize| image[y * SIDE + x];
    (at(after(x), y) - at(before(x), y), at(x, after(y)) - at(x, before(y)))
}

fn sobel(image: &[f32], x: usize, y: usize) -> (f32, f32) {
    let row = |y: usize| [before(x), x, after(x)].map(|x| image[y * SIDE + x]);
    let [above, here, below] = [before(y), y, after(y)].map(row);
    let across = |column: usize| above[column] + 2.0 * here[column] + below[column];
    let along = |row: [f32; 3]| row[0] + 2.0 * row[1] + row[2];
    (across(2) - across(0), along(below) - along(above))
}

fn before(at: usize) -> usize {
    at.saturating_sub(1)
}

fn after(at: usize) -> usize {
    (at + 1).min(SIDE - 1)
}

/// `turns` is an angle as a share of what the bins divide, -1 to 1, from 0 on; whole ones do not count.
fn share(length: f32, turns: f32, orientations: usize) -> Votes {
    let positive = if turns < 0.0 { turns + 1.0 } else { turns };
    // 0 to `orientations` + 0.5; bin 0 is from 0.5 to 1.5, its centre at 1.
    let position = positive * orientations as f32 + 0.5;
    let whole = position.floor();
    let fraction = position - whole;
    let upper = whole as usize % orientations;
    let lower = (upper + orientations - 1) % orientations;
    Votes { bins: [lower, upper], weights: [length * (1.0 - fraction), length * fraction] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_goes_to_the_bins_around_its_angle() {
        // Four bins of 45 degrees: their centres are at 22.5, 67.5, 112.5 and 157.5 degrees.
        let near = |votes: Votes, bins: [usize; 2], weights: [f32; 2]| {
            assert_eq!(votes.bins, bins);
            votes.weights.iter().zip(weights).for_each(|(a, b)| assert!((a - b).abs() < 1e-6, "{votes:?}"));
        };
        near(share(2.0, 22.5 / 180.0, 4), [0, 1], [2.0, 0.0]);
        near(share(2.0, 45.0 / 180.0, 4), [0, 1], [1.0, 1.0]);
        near(share(2.0, 0.0, 4), [3, 0], [1.0, 1.0]);
        near(share(2.0, 1.0, 4), [3, 0], [1.0, 1.0]);
        near(share(2.0, -135.0 / 180.0, 4), [0, 1], [1.0, 1.0]);
    }

    #[test]
    fn an_edge_has_the_direction_across_it() {
        let vertical: Vec<f32> = (0..SIDE * SIDE).map(|at| if at % SIDE < 14 { 0.0 } else { 1.0 }).collect();
        let found = votes(&vertical, 13, 5, &HogParams::default()).unwrap();
        assert_eq!((found.bins, found.weights), ([8, 0], [0.5, 0.5]));
        assert_eq!(votes(&vertical, 3, 5, &HogParams::default()), None);
    }
}
