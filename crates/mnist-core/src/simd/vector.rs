//! The vector version: the same loops over each processor's five operations.

#[cfg(target_arch = "wasm32")]
use super::wasm::{Four, add_dot, load, splat, store};
#[cfg(target_arch = "x86_64")]
use super::x86::{Four, add_dot, load, splat, store};
use super::{Column, Entry, LANES, Packed, Sums};

/// As the scalar version.
#[inline(always)]
pub(crate) fn pair_dots(tile: &[Column], left: &[Entry<Packed>]) -> Sums {
    let mut sums = [splat(0); LANES / 4];
    for pair in left {
        let features = splat(pair.value);
        for (sum, others) in sums.iter_mut().zip(tile[pair.column as usize].0.as_chunks::<8>().0) {
            *sum = add_dot(*sum, load(others), features);
        }
    }
    let mut out = [0; LANES];
    write(&mut out, &sums);
    out
}

/// As the scalar version. Eight samples of the tile at a time, so that all sums stay in registers.
#[inline(always)]
pub(crate) fn four_dots(tile: &[Column], left: &[[Packed; 4]]) -> [Sums; 4] {
    let mut out = [[0; LANES]; 4];
    for part in 0..LANES / 8 {
        let mut sums = [[splat(0); 2]; 4];
        for (column, features) in tile.iter().zip(left) {
            let [first, second] = [0, 1].map(|half| load(&column.0.as_chunks::<8>().0[2 * part + half]));
            for (sums, &features) in sums.iter_mut().zip(features) {
                let features = splat(features);
                *sums = [add_dot(sums[0], first, features), add_dot(sums[1], second, features)];
            }
        }
        out.iter_mut().zip(&sums).for_each(|(out, sums)| write(&mut out[8 * part..][..8], sums));
    }
    out
}

#[inline(always)]
fn write(out: &mut [i32], sums: &[Four]) {
    out.as_chunks_mut::<4>().0.iter_mut().zip(sums).for_each(|(out, &sum)| store(out, sum));
}
