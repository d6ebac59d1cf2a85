//! Rows against one tile, in small functions that are called often: WebAssembly engines optimise such functions while they
//! are in use. What takes the time is not generic, so that a fit and a prediction share what has been optimised.

use super::exp::Exp;
use super::function::KernelFn;
use super::integers::IntegerTile;
use super::rows::{Group, Rows};
use super::tiles::{FloatTile, LANES, Lanes};
use super::unit::Unit;
use crate::simd::{Entry, Packed, four_dots, pair_dots};

/// Tells `sink` the number of each row and its kernel values with the samples of the tile.
#[inline(never)]
pub(super) fn meet_floats(
    rows: &Rows<f32, f32>,
    tile: FloatTile<'_>,
    kernel: (KernelFn, &Exp),
    sink: &mut impl FnMut(usize, &Lanes),
) {
    let mut values = [[0.0; LANES]; 4];
    rows.groups().for_each(|group| match group {
        Group::One(&(number, square), left) => sink(number, &one_float(kernel, left, square, tile)),
        Group::Four(rows, left) => {
            four_floats(kernel, left, rows, tile, &mut values);
            rows.iter().zip(&values).for_each(|(&(number, _), values)| sink(number, values));
        }
    });
}

/// As [`meet_floats`].
#[inline(never)]
pub(super) fn meet_integers(
    rows: &Rows<Packed, i32>,
    tile: IntegerTile<'_>,
    kernel: (KernelFn, &Exp, Unit),
    sink: &mut impl FnMut(usize, &Lanes),
) {
    let mut values = [[0.0; LANES]; 4];
    rows.groups().for_each(|group| match group {
        Group::One(&(number, square), left) => sink(number, &one_integer(kernel, left, square, tile)),
        Group::Four(rows, left) => {
            four_integers(kernel, left, rows, tile, &mut values);
            rows.iter().zip(&values).for_each(|(&(number, _), values)| sink(number, values));
        }
    });
}

#[inline(never)]
fn one_float((kernel, exp): (KernelFn, &Exp), left: &[Entry<f32>], square: f32, tile: FloatTile<'_>) -> Lanes {
    kernel.of_floats(exp, &tile.dots(left), square, tile.squares)
}

#[inline(never)]
fn four_floats(
    (kernel, exp): (KernelFn, &Exp),
    left: &[[f32; 4]],
    rows: &[(usize, f32); 4],
    tile: FloatTile<'_>,
    out: &mut [Lanes; 4],
) {
    for ((&(_, square), dots), out) in rows.iter().zip(&tile.four_dots(left)).zip(out) {
        *out = kernel.of_floats(exp, dots, square, tile.squares);
    }
}

#[inline(never)]
fn one_integer(
    (kernel, exp, unit): (KernelFn, &Exp, Unit),
    left: &[Entry<Packed>],
    square: i32,
    tile: IntegerTile<'_>,
) -> Lanes {
    kernel.of_integers(exp, &pair_dots(tile.columns, left), square, tile.squares, unit)
}

#[inline(never)]
fn four_integers(
    (kernel, exp, unit): (KernelFn, &Exp, Unit),
    left: &[[Packed; 4]],
    rows: &[(usize, i32); 4],
    tile: IntegerTile<'_>,
    out: &mut [Lanes; 4],
) {
    for ((&(_, square), dots), out) in rows.iter().zip(&four_dots(tile.columns, left)).zip(out) {
        *out = kernel.of_integers(exp, dots, square, tile.squares, unit);
    }
}
