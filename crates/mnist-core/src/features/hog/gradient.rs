//! The gradient of an image, as votes for orientations.

use super::super::SIDE;
use crate::math::atan2f;

/// A pixel's votes: its gradient's length, shared between the two bins whose centres are nearest to its orientation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Votes {
    pub(super) bins: [usize; 2],
    pub(super) weights: [f32; 2],
}

/// The votes of pixel (`x`, `y`), none where the image is flat. Differences are central, [-1, 0, 1]; beyond the border
/// the image goes on as it ends.
pub(super) fn votes(image: &[f32], x: usize, y: usize, orientations: usize) -> Option<Votes> {
    let at = |x: usize, y: usize| image[y * SIDE + x];
    let last = SIDE - 1;
    let dx = at((x + 1).min(last), y) - at(x.saturating_sub(1), y);
    let dy = at(x, (y + 1).min(last)) - at(x, y.saturating_sub(1));
    if dx == 0.0 && dy == 0.0 {
        return None;
    }
    let half_turns = atan2f(dy, dx) * core::f32::consts::FRAC_1_PI;
    Some(share((dx * dx + dy * dy).sqrt(), half_turns, orientations))
}

/// `half_turns` is an angle in units of pi, -1 to 1; bins divide the half turn from 0, the sign does not count.
fn share(length: f32, half_turns: f32, orientations: usize) -> Votes {
    let unsigned = if half_turns < 0.0 { half_turns + 1.0 } else { half_turns };
    // 0 to `orientations` + 0.5; bin 0 is from 0.5 to 1.5, its centre at 1.
    let position = unsigned * orientations as f32 + 0.5;
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
        let found = votes(&vertical, 13, 5, 9).unwrap();
        assert_eq!((found.bins, found.weights), ([8, 0], [0.5, 0.5]));
        assert_eq!(votes(&vertical, 3, 5, 9), None);
    }
}
