//! Blocked products: operands are packed into narrow panels, so that a tile of the result stays in registers while
//! the panels stream by (Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008).

use crate::lanes::F32x4;

/// Rows of a tile.
pub(crate) const TILE_ROWS: usize = 4;
/// Columns of a tile: two vectors.
pub(crate) const TILE_COLS: usize = 8;

/// A matrix `[depth, width]` cut into panels of `W` columns, each stored depth by depth; the last is padded with zeros.
pub(crate) struct Panels<const W: usize> {
    depth: usize,
    width: usize,
    data: Vec<[f32; W]>,
}

impl<const W: usize> Panels<W> {
    /// Packs the matrix whose element (depth `k`, column `j`) is `at(k, j)`.
    #[inline(never)]
    pub(crate) fn pack(depth: usize, width: usize, at: impl Fn(usize, usize) -> f32) -> Self {
        let panel = |first: usize| {
            let at = &at;
            (0..depth).map(move |k| {
                core::array::from_fn(|offset| if first + offset < width { at(k, first + offset) } else { 0.0 })
            })
        };
        Self { depth, width, data: (0..width).step_by(W).flat_map(panel).collect() }
    }

    /// Columns.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The panels in order: the first column of each and its `depth` rows.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &[[f32; W]])> {
        // A panel without depth has no rows to be cut into; max(1) gives no panels then.
        self.data.chunks_exact(self.depth.max(1)).enumerate().map(|(panel, rows)| (panel * W, rows))
    }
}

/// The tile `sum over k of a[k] (outer) b[k]`: each element is one sum in the order of k, whatever the blocking.
// Inlined for the loops around it: V8 unrolls a loop the more, the deeper it is nested.
#[inline(always)]
pub(crate) fn tile(a: &[[f32; TILE_ROWS]], b: &[[f32; TILE_COLS]]) -> [[f32; TILE_COLS]; TILE_ROWS] {
    let mut sums = [[F32x4::ZERO; TILE_COLS / 4]; TILE_ROWS];
    for (a, b) in a.iter().zip(b) {
        let vectors = b.as_chunks::<4>().0;
        let b: [F32x4; TILE_COLS / 4] = core::array::from_fn(|v| F32x4::load(&vectors[v]));
        for (sums, a) in sums.iter_mut().zip(a.map(F32x4::splat)) {
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = sum.add(a.mul(b));
            }
        }
    }
    sums.map(|[low, high]| {
        let ([a, b, c, d], [e, f, g, h]) = (low.to_array(), high.to_array());
        [a, b, c, d, e, f, g, h]
    })
}

/// `out[i][j] = sum over k of a(k, i) b(k, j)`, `out` row-major with the widths of both.
pub(crate) fn product(a: &Panels<TILE_ROWS>, b: &Panels<TILE_COLS>, out: &mut [f32]) {
    let (rows, cols) = (a.width(), b.width());
    for (j, b_panel) in b.iter() {
        for (i, a_panel) in a.iter() {
            let sums = tile(a_panel, b_panel);
            for (sum, row) in sums.iter().zip(out[i * cols..].chunks_exact_mut(cols)).take(rows - i) {
                row[j..].iter_mut().zip(sum).for_each(|(to, from)| *to = *from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition.
    fn plain(a: &[f32], b: &[f32], depth: usize, rows: usize, cols: usize) -> Vec<f32> {
        let element = |i: usize, j: usize| (0..depth).fold(0.0, |sum, k| sum + a[k * rows + i] * b[k * cols + j]);
        (0..rows * cols).map(|at| element(at / cols, at % cols)).collect()
    }

    proptest! {
        #[test]
        fn blocked_product_equals_its_definition(
            (depth, rows, cols) in (0usize..20, 1usize..11, 1usize..19),
            values in proptest::collection::vec(-2.0f32..2.0, 20 * 30),
        ) {
            let (a, b) = values.split_at(20 * 11);
            let mut out = vec![0.0; rows * cols];
            let a_panels = Panels::pack(depth, rows, |k, i| a[k * rows + i]);
            product(&a_panels, &Panels::pack(depth, cols, |k, j| b[k * cols + j]), &mut out);
            prop_assert_eq!(out, plain(a, b, depth, rows, cols));
        }
    }
}
