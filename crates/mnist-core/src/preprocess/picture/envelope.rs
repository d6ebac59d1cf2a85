//! Paper by an envelope: the smooth surface that lies along the lightest values (or the darkest, under light ink). Bears
//! strokes of any width and the fall of light towards corners, but no shadow with an edge.

use super::window::UNSEEN;
use crate::image::Plane;

/// Terms of a polynomial of degree two in x and y: light falls off with the square of the distance.
const TERMS: usize = 6;
/// Rounds of fitting to what the last fit took for paper; the fits of the battery settle in ten.
const ROUNDS: usize = 12;
/// A value this many grey levels on the ink's side of the fit is ink, or what the paper's own spread asks for.
const TOLERANCE: f64 = 4.0;
/// How many mean deviations of the paper's side are tolerated on the ink's.
const SPREAD: f64 = 2.0;

/// The level of the paper at each place of the coarse picture `seen`; `None` where too little is seen to tell.
pub(super) fn by_envelope(seen: &Plane, paper_is_light: bool) -> Option<Plane> {
    let sign = if paper_is_light { 1.0 } else { -1.0 };
    let cells: Vec<([f64; TERMS], f64)> = (0..seen.height())
        .flat_map(|y| (0..seen.width()).map(move |x| (x, y)))
        .filter(|&(x, y)| seen.get(x, y) > UNSEEN)
        .map(|(x, y)| (terms(seen, x, y), sign * f64::from(seen.get(x, y))))
        .collect();
    let mut fit = least_squares(cells.iter())?;
    for _ in 0..ROUNDS {
        let above = cells.iter().map(|(t, v)| v - value(&fit, t)).filter(|d| *d > 0.0);
        let (sum, count) = above.fold((0.0, 0u32), |(s, n), d| (s + d, n + 1));
        let tolerance = TOLERANCE.max(SPREAD * sum / f64::from(count.max(1)));
        fit = least_squares(cells.iter().filter(|(t, v)| v - value(&fit, t) > -tolerance))?;
    }
    let level = |x, y| (sign * value(&fit, &terms(seen, x, y))).clamp(0.0, 255.0) as f32;
    Some(Plane::from_fn(seen.width(), seen.height(), level))
}

/// 1, x, y, x^2, x y, y^2 with x and y from -1 to 1.
fn terms(plane: &Plane, x: usize, y: usize) -> [f64; TERMS] {
    let place = |i: usize, size: usize| (2.0 * i as f64 + 1.0) / size as f64 - 1.0;
    let (x, y) = (place(x, plane.width()), place(y, plane.height()));
    [1.0, x, y, x * x, x * y, y * y]
}

fn value(fit: &[f64; TERMS], terms: &[f64; TERMS]) -> f64 {
    fit.iter().zip(terms).map(|(f, t)| f * t).sum()
}

/// The polynomial of least squared distance to the cells, by the normal equations; `None` where these are singular.
fn least_squares<'a>(cells: impl Iterator<Item = &'a ([f64; TERMS], f64)>) -> Option<[f64; TERMS]> {
    let mut equations = [[0.0f64; TERMS + 1]; TERMS];
    for (terms, v) in cells {
        for (row, t) in equations.iter_mut().zip(terms) {
            row.iter_mut().zip(terms.iter().chain([v])).for_each(|(sum, u)| *sum += t * u);
        }
    }
    solve(equations)
}

/// Gauss and Jordan's elimination. The matrix is positive definite, so that no pivot need be sought.
fn solve(mut equations: [[f64; TERMS + 1]; TERMS]) -> Option<[f64; TERMS]> {
    for i in 0..TERMS {
        let pivot = equations[i][i];
        if pivot.abs() < 1e-6 {
            return None;
        }
        let row = equations[i].map(|v| v / pivot);
        for (j, other) in equations.iter_mut().enumerate() {
            let factor = other[i];
            if j == i {
                *other = row;
            } else {
                other.iter_mut().zip(row).for_each(|(v, r)| *v -= factor * r);
            }
        }
    }
    Some(equations.map(|row| row[TERMS]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn light(x: usize, y: usize) -> f32 {
        let (x, y) = ((x as f32 - 20.0) / 24.0, (y as f32 - 24.0) / 24.0);
        220.0 - 40.0 * (x * x + y * y) - 15.0 * x
    }

    #[test]
    fn the_fall_of_light_is_found_under_strokes_that_take_a_third_of_the_picture() {
        let is_ink = |x: usize, y: usize| (x / 5 + y / 5) % 3 == 1;
        let shaded = Plane::from_fn(48, 48, |x, y| if is_ink(x, y) { 0.2 * light(x, y) } else { light(x, y) });
        let paper = by_envelope(&shaded, true).unwrap();
        for (x, y) in [(0, 0), (24, 24), (47, 3), (5, 40), (47, 47)] {
            assert!((paper.get(x, y) - light(x, y)).abs() < 4.0, "{} at {x}, {y}: {}", paper.get(x, y), light(x, y));
        }
    }

    #[test]
    fn too_few_cells_tell_nothing() {
        assert_eq!(by_envelope(&Plane::filled(2, 2, 100.0), true), None);
    }
}
