//! A block of ink is no digit.

use super::fit::SIDE;

/// The side of a solid square of ink, in pixels of 28x28, that no digit has: none of MNIST's 60,000 training images has
/// one of 11 (ten have one of 10).
const SOLID: usize = 11;
/// What counts as ink.
const INK: u8 = 128;

/// Whether the ink holds a solid square that no pen leaves in a digit.
pub(super) fn is_blot(pixels: &[u8; SIDE * SIDE]) -> bool {
    // The side of the largest solid square whose lower right corner is at each pixel, row by row.
    let mut above = [0usize; SIDE];
    for row in pixels.chunks_exact(SIDE) {
        let (mut left, mut diagonal) = (0, 0);
        for (side, &pixel) in above.iter_mut().zip(row) {
            let largest = if pixel >= INK { 1 + left.min(diagonal).min(*side) } else { 0 };
            if largest >= SOLID {
                return true;
            }
            (diagonal, left, *side) = (*side, largest, largest);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tries every square.
    fn by_definition(pixels: &[u8; SIDE * SIDE]) -> bool {
        let solid = |top: usize, left: usize| {
            (0..SOLID * SOLID).all(|i| pixels[(top + i / SOLID) * SIDE + left + i % SOLID] >= INK)
        };
        (0..=SIDE - SOLID).any(|top| (0..=SIDE - SOLID).any(|left| solid(top, left)))
    }

    fn with_square(side: usize, top: usize, left: usize) -> [u8; SIDE * SIDE] {
        core::array::from_fn(|i| {
            let is_inside = (top..top + side).contains(&(i / SIDE)) && (left..left + side).contains(&(i % SIDE));
            if is_inside { 255 } else { 0 }
        })
    }

    #[test]
    fn a_square_of_eleven_is_a_blot_and_one_of_ten_is_not() {
        assert!(is_blot(&with_square(11, 17, 17)));
        assert!(is_blot(&with_square(11, 0, 0)));
        assert!(!is_blot(&with_square(10, 9, 9)));
    }

    proptest! {
        #[test]
        fn the_running_sides_find_what_trying_every_square_finds(
            side in 9usize..14, top in 0usize..14, left in 0usize..14,
            holes in proptest::collection::vec(0usize..784, 0..3),
        ) {
            let mut pixels = with_square(side, top, left);
            for hole in holes {
                pixels[hole] = 127;
            }
            prop_assert_eq!(is_blot(&pixels), by_definition(&pixels));
        }
    }
}
