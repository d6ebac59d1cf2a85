//! A smooth path through control points.

/// A control point. At a corner the path may turn abruptly, elsewhere it bends smoothly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Knot {
    /// Rightwards.
    pub x: f64,
    /// Downwards.
    pub y: f64,
    /// Whether the pen turns on the spot here.
    pub corner: bool,
}

/// Straight pieces that each stretch between two knots is cut into.
const PIECES: u32 = 16;

/// The centripetal Catmull-Rom curve through `knots`, as a polyline. This parametrisation never loops nor overshoots
/// between knots (Yuksel, Schaefer and Keyser, "On the Parameterization of Catmull-Rom Curves", 2009).
pub(super) fn path(knots: &[Knot]) -> Vec<[f64; 2]> {
    let mut path: Vec<_> = knots.first().map(|k| [k.x, k.y]).into_iter().collect();
    for (i, pair) in knots.windows(2).enumerate() {
        let &[from, to] = pair else { continue };
        let before = if from.corner || i == 0 { None } else { knots.get(i - 1) };
        let after = if to.corner { None } else { knots.get(i + 2) };
        // Where nothing comes before or after, the curve leaves or arrives as if mirrored there.
        let before = before.map_or([2.0 * from.x - to.x, 2.0 * from.y - to.y], |k| [k.x, k.y]);
        let after = after.map_or([2.0 * to.x - from.x, 2.0 * to.y - from.y], |k| [k.x, k.y]);
        let points = [before, [from.x, from.y], [to.x, to.y], after];
        path.extend((1..=PIECES).map(|piece| catmull_rom(points, f64::from(piece) / f64::from(PIECES))));
    }
    path
}

/// The point at share `u` of the way from `p[1]` to `p[2]`, by Barry and Goldman's pyramid.
fn catmull_rom(p: [[f64; 2]; 4], u: f64) -> [f64; 2] {
    let t1 = knot_interval(p[0], p[1]);
    let t2 = t1 + knot_interval(p[1], p[2]);
    let t3 = t2 + knot_interval(p[2], p[3]);
    let t = t1 + u * (t2 - t1);
    let a1 = between(p[0], p[1], 0.0, t1, t);
    let a2 = between(p[1], p[2], t1, t2, t);
    let a3 = between(p[2], p[3], t2, t3, t);
    between(between(a1, a2, 0.0, t2, t), between(a2, a3, t1, t3, t), t1, t2, t)
}

/// Square root of the distance, kept from zero so that coinciding knots do no harm.
fn knot_interval(a: [f64; 2], b: [f64; 2]) -> f64 {
    distance(a, b).sqrt().max(1e-6)
}

fn between(a: [f64; 2], b: [f64; 2], ta: f64, tb: f64, t: f64) -> [f64; 2] {
    let share = (t - ta) / (tb - ta);
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

/// Euclidean distance.
pub(super) fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn knot(x: f64, y: f64, corner: bool) -> Knot {
        Knot { x, y, corner }
    }

    #[test]
    fn the_path_passes_through_every_knot() {
        let knots = [knot(0.0, 0.0, false), knot(1.0, 2.0, false), knot(3.0, 1.0, true), knot(3.0, 1.0, false)];
        let path = path(&knots);
        assert_eq!(path.len(), 3 * PIECES as usize + 1);
        for (i, k) in knots.iter().enumerate() {
            assert!(distance(path[i * PIECES as usize], [k.x, k.y]) < 1e-9, "knot {i}");
        }
    }

    #[test]
    fn a_corner_is_sharp_and_a_bend_is_not() {
        let l_shape = |corner| path(&[knot(0.0, 0.0, false), knot(0.0, 1.0, corner), knot(1.0, 1.0, false)]);
        let off_the_legs = |path: &[[f64; 2]]| path.iter().any(|p| p[0].abs() > 1e-9 && (p[1] - 1.0).abs() > 1e-9);
        assert!(!off_the_legs(&l_shape(true)));
        assert!(off_the_legs(&l_shape(false)));
    }

    #[test]
    fn no_knots_give_no_path_and_one_gives_a_dot() {
        assert_eq!(path(&[]), Vec::<[f64; 2]>::new());
        assert_eq!(path(&[knot(1.0, 2.0, false)]), [[1.0, 2.0]]);
    }
}
