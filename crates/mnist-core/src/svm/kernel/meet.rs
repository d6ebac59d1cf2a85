//! Rows against one tile, in small functions that are called often: WebAssembly engines optimise such functions while they
//! are in use.

use super::function::KernelFn;
use super::integers::IntegerTile;
use super::rows::{Group, Rows};
use super::tiles::{FloatTile, Lanes};
use super::unit::Unit;
use crate::simd::{Entry, Packed, four_dots, pair_dots};

/// Tells `sink` the number of each row and its kernel values with the samples of the tile.
#[inline(never)]
pub(super) fn meet_floats(
    rows: &Rows<f32, f32>,
    tile: FloatTile<'_>,
    kernel: KernelFn,
    sink: &mut impl FnMut(usize, &Lanes),
) {
    rows.groups().for_each(|group| match group {
        Group::One(&(number, square), left) => sink(number, &one_float(kernel, left, square, tile)),
        Group::Four(rows, left) => {
            let values = four_floats(kernel, left, rows.map(|(_, square)| square), tile);
            rows.iter().zip(&values).for_each(|(&(number, _), values)| sink(number, values));
        }
    });
}

/// As [`meet_floats`].
#[inline(never)]
pub(super) fn meet_integers(
    rows: &Rows<Packed, i32>,
    tile: IntegerTile<'_>,
    kernel: KernelFn,
    unit: Unit,
    sink: &mut impl FnMut(usize, &Lanes),
) {
    rows.groups().for_each(|group| match group {
        Group::One(&(number, square), left) => sink(number, &one_integer(kernel, unit, left, square, tile)),
        Group::Four(rows, left) => {
            let values = four_integers(kernel, unit, left, rows.map(|(_, square)| square), tile);
            rows.iter().zip(&values).for_each(|(&(number, _), values)| sink(number, values));
        }
    });
}

#[inline(never)]
fn one_float(kernel: KernelFn, left: &[Entry<f32>], square: f32, tile: FloatTile<'_>) -> Lanes {
    kernel.of_floats(tile.dots(left), square, tile.squares)
}

#[inline(never)]
fn four_floats(kernel: KernelFn, left: &[[f32; 4]], squares: [f32; 4], tile: FloatTile<'_>) -> [Lanes; 4] {
    let dots = tile.four_dots(left);
    core::array::from_fn(|row| kernel.of_floats(dots[row], squares[row], tile.squares))
}

#[inline(never)]
fn one_integer(kernel: KernelFn, unit: Unit, left: &[Entry<Packed>], square: i32, tile: IntegerTile<'_>) -> Lanes {
    kernel.of_integers(pair_dots(tile.columns, left), square, tile.squares, unit)
}

#[inline(never)]
fn four_integers(
    kernel: KernelFn,
    unit: Unit,
    left: &[[Packed; 4]],
    squares: [i32; 4],
    tile: IntegerTile<'_>,
) -> [Lanes; 4] {
    let dots = four_dots(tile.columns, left);
    core::array::from_fn(|row| kernel.of_integers(dots[row], squares[row], tile.squares, unit))
}
