//! Samples as left operands: lists of what is not zero, and for those that are dense four at once.

use crate::simd::Entry;

/// Rows, each with its number, its squared norm and its entries.
pub(super) struct Rows<T, S> {
    rows: Vec<(usize, S)>,
    entries: Vec<Entry<T>>,
    /// Where the entries of each row end.
    ends: Vec<usize>,
    /// Of each four rows in turn what they have in each column; empty when most of that is zero.
    fours: Vec<[T; 4]>,
    /// Columns of a row.
    width: usize,
}

impl<T: Copy + Default, S: Copy> Rows<T, S> {
    /// Room for `n` rows of `width` columns.
    pub(super) fn new(n: usize, width: usize) -> Self {
        Self { rows: Vec::with_capacity(n), entries: Vec::new(), ends: Vec::with_capacity(n), fours: Vec::new(), width }
    }

    /// Appends an entry to the row in the making, columns ascending.
    #[inline]
    pub(super) fn entry(&mut self, column: u32, value: T) {
        self.entries.push(Entry { column, value });
    }

    /// Completes the row in the making.
    pub(super) fn finish(&mut self, number: usize, square: S) {
        self.rows.push((number, square));
        self.ends.push(self.entries.len());
    }

    /// Drops the row in the making.
    pub(super) fn abandon(&mut self) {
        self.entries.truncate(self.ends.last().copied().unwrap_or(0));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Puts every four rows together if they are dense: a pass over a tile then serves them all.
    pub(super) fn arrange(&mut self) {
        if self.entries.len() < self.rows.len() * self.width / 8 * 7 {
            return;
        }
        self.fours = vec![[T::default(); 4]; self.rows.len() / 4 * self.width];
        for row in 0..self.rows.len() / 4 * 4 {
            let first = row / 4 * self.width;
            for entry in &self.entries[self.range(row)] {
                self.fours[first + entry.column as usize][row % 4] = entry.value;
            }
        }
    }

    fn range(&self, row: usize) -> core::ops::Range<usize> {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        start..self.ends[row]
    }

    /// All rows, first those that are together.
    #[inline]
    pub(super) fn groups(&self) -> impl Iterator<Item = Group<'_, T, S>> {
        let fours = self.fours.chunks_exact(self.width.max(1));
        let alone = 4 * fours.len()..self.rows.len();
        let together = self.rows.as_chunks::<4>().0.iter().zip(fours);
        let alone = alone.map(|row| Group::One(&self.rows[row], &self.entries[self.range(row)]));
        together.map(|(rows, values)| Group::Four(rows, values)).chain(alone)
    }
}

/// Rows that meet a tile in one pass, each with its number and its squared norm.
pub(super) enum Group<'a, T, S> {
    /// With what they have in each column.
    Four(&'a [(usize, S); 4], &'a [[T; 4]]),
    /// With its entries.
    One(&'a (usize, S), &'a [Entry<T>]),
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_row_is_in_one_group_as_it_came(n in 0usize..20, width in 1usize..30, share in 0u32..12, seed in any::<u64>()) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let mut value = |row: usize| if rng.below(10) < share { row as i32 + 1 } else { 0 };
            let dense: Vec<Vec<i32>> = (0..n).map(|row| (0..width).map(|_| value(row)).collect()).collect();
            let mut rows = Rows::new(n, width);
            for (number, row) in dense.iter().enumerate() {
                let fill = |rows: &mut Rows<i32, usize>| {
                    (0..).zip(row).filter(|(_, v)| **v != 0).for_each(|(column, &value)| rows.entry(column, value));
                };
                fill(&mut rows);
                rows.abandon();
                fill(&mut rows);
                rows.finish(number, 10 * number);
            }
            rows.arrange();
            let mut found = vec![vec![0; width]; n];
            let mut seen = Vec::new();
            for group in rows.groups() {
                match group {
                    Group::One(&(number, square), entries) => {
                        seen.push((number, square));
                        entries.iter().for_each(|e| found[number][e.column as usize] = e.value);
                    }
                    Group::Four(rows, values) => {
                        seen.extend(rows);
                        for (r, (number, _)) in rows.iter().enumerate() {
                            found[*number] = values.iter().map(|v| v[r]).collect();
                        }
                    }
                }
            }
            prop_assert_eq!(found, dense);
            prop_assert_eq!(seen, (0..n).map(|number| (number, 10 * number)).collect::<Vec<_>>());
            prop_assert_eq!(rows.fours.is_empty(), n < 4 || share < 10 && rows.entries.len() < n * width / 8 * 7);
        }
    }
}
