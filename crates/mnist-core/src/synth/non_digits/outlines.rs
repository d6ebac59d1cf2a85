//! Things that are one closed line or nearly so: polygons, stars, hearts, clouds, drops, moons, balloons. Of all that people
//! doodle these look most like a 0, so there are as many as dice give, and each has a corner or a bay that no 0 has.

use core::f64::consts::{PI, TAU};

use super::Knot;
use crate::math::{cos, sin};
use crate::rng::Rng;

/// One of them.
pub(super) fn outline(rng: &mut Rng) -> Vec<Vec<Knot>> {
    match rng.below(8) {
        0 | 1 => polygon(rng),
        2 => star(rng),
        3 => heart(rng),
        4 | 5 => cloud(rng),
        6 => moon(rng),
        _ => balloon(rng),
    }
}

/// Three or four corners, of any proportions; one with more is as round as many a 0.
fn polygon(rng: &mut Rng) -> Vec<Vec<Knot>> {
    let corners = 3 + rng.below(2);
    let from = rng.between(0.0, TAU);
    vec![closed((0..corners).map(|k| {
        let angle = from + TAU * (f64::from(k) + rng.between(-0.12, 0.12)) / f64::from(corners);
        knot(ray(angle, 0.5), true)
    }))]
}

/// Four to seven points; drawn along its edge.
fn star(rng: &mut Rng) -> Vec<Vec<Knot>> {
    let points = 4 + rng.below(4);
    let inner = rng.between(0.18, 0.28);
    vec![closed((0..2 * points).map(|k| {
        let angle = PI * f64::from(k) / f64::from(points) - PI / 2.0;
        knot(ray(angle, if k % 2 == 0 { 0.5 } else { inner }), true)
    }))]
}

/// Two bows, a notch and a point; wide or narrow, the notch deep or flat.
fn heart(rng: &mut Rng) -> Vec<Vec<Knot>> {
    let (notch, shoulder, wide) = (rng.between(0.14, 0.34), rng.between(0.2, 0.34), rng.between(0.4, 0.5));
    let side = |sign: f64| [[0.28 * sign, 0.0], [wide * sign, shoulder], [0.34 * sign, 0.62]];
    let at = |[x, y]: [f64; 2]| knot([0.5 + x, y], false);
    let mut line = vec![knot([0.5, notch], true)];
    line.extend(side(-1.0).map(at));
    line.push(knot([0.5 + rng.between(-0.05, 0.05), 1.0], true));
    line.extend(side(1.0).into_iter().rev().map(at));
    line.push(knot([0.5, notch], true));
    vec![line]
}

/// Five to eight bows with corners between them, a flat foot at times.
fn cloud(rng: &mut Rng) -> Vec<Vec<Knot>> {
    let bows = 5 + rng.below(4);
    let (tall, bay) = (rng.between(0.5, 1.0), rng.between(0.26, 0.36));
    let has_foot = rng.uniform() < 0.4;
    vec![closed((0..2 * bows).map(|k| {
        let is_bay = k % 2 == 0;
        let [x, y] = ray(TAU * f64::from(k) / f64::from(2 * bows), if is_bay { bay } else { 0.5 });
        let y = if has_foot { y.min(0.72) } else { y };
        knot([x, tall * y], is_bay)
    }))]
}

/// A crescent, open to either side.
fn moon(rng: &mut Rng) -> Vec<Vec<Knot>> {
    let (sign, inner) = (if rng.uniform() < 0.5 { 1.0 } else { -1.0 }, rng.between(0.1, 0.28));
    let bow = |depth: f64| [0.2, 0.5, 0.8].map(|y| [0.7 - sign * depth * sin(PI * y), y]);
    let mut line = vec![knot([0.7, 0.0], true)];
    line.extend(bow(0.55).map(|at| knot(at, false)));
    line.push(knot([0.7, 1.0], true));
    line.extend(bow(inner).into_iter().rev().map(|at| knot(at, false)));
    line.push(knot([0.7, 0.0], true));
    vec![line]
}

/// A round or an oval with its knot, on a string under its middle; without the knot it is many a 9.
fn balloon(rng: &mut Rng) -> Vec<Vec<Knot>> {
    let (wide, tall) = (rng.between(0.22, 0.5), rng.between(0.2, 0.32));
    let round = closed((0..8).map(|k| {
        let angle = TAU * f64::from(k) / 8.0 + PI / 2.0;
        knot([0.5 + wide * cos(angle), tall + tall * sin(angle)], k == 0)
    }));
    let (foot, flare, bend) = (2.0 * tall, rng.between(0.07, 0.14), rng.between(-0.08, 0.08));
    let ends = [[0.5, foot], [0.5 - flare, foot + 0.1], [0.5 + flare, foot + 0.1], [0.5, foot]];
    let string = [[0.5, foot + 0.1], [0.5 + bend, foot + 0.3], [0.5 - bend, 1.0]];
    vec![round, ends.map(|at| knot(at, true)).into(), string.map(|at| knot(at, false)).into()]
}

fn closed(knots: impl Iterator<Item = Knot>) -> Vec<Knot> {
    let mut line: Vec<Knot> = knots.collect();
    line.extend(line.first().copied());
    line
}

fn ray(angle: f64, far: f64) -> [f64; 2] {
    [0.5 + far * cos(angle), 0.5 + far * sin(angle)]
}

fn knot([x, y]: [f64; 2], corner: bool) -> Knot {
    Knot { x, y, corner }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_fill_their_box_and_no_two_are_the_same() {
        let drawn: Vec<_> = (0..100).map(|i| outline(&mut Rng::new(1, i))).collect();
        for (i, strokes) in drawn.iter().enumerate() {
            let ys = strokes.iter().flatten().map(|k| k.y);
            let (top, bottom) = ys.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y)));
            assert!(bottom - top > 0.3, "{i} is {} high", bottom - top);
            assert!(drawn[..i].iter().all(|other| other != strokes), "{i}");
        }
    }
}
