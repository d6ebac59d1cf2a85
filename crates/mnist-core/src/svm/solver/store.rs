//! The blocks of the kernel matrix that are kept, within a bound of memory.

use super::pool::Pool;

/// No slot.
const NONE: u32 = u32::MAX;

/// Blocks of one class's samples against one class: the slot of each sample's block, and whose are here.
struct Table {
    slot_of: Vec<u32>,
    here: Vec<u32>,
}

impl Table {
    fn new(samples: usize) -> Self {
        Self { slot_of: vec![NONE; samples], here: Vec::new() }
    }

    /// Forgets the block that came last.
    fn pop(&mut self, pool: &mut Pool) -> bool {
        let Some(at) = self.here.pop() else { return false };
        let slot = core::mem::replace(&mut self.slot_of[at as usize], NONE);
        pool.give_back(slot);
        true
    }
}

/// Which blocks: those of the samples of a half of the pair against its own class, or against that of the other half.
#[derive(Clone, Copy)]
pub(in crate::svm) struct Kind {
    pub(in crate::svm) half: usize,
    pub(in crate::svm) own: bool,
}

/// The blocks of the pair that is being solved, and of the other classes those against the own class.
///
/// When there is no room, other classes' blocks go first: those of the class that comes last in the order of the pairs, as
/// a worker takes them in runs of that order. Once only this pair's are left, new blocks are not kept: the solver comes back
/// to all of its blocks in turn, and giving up the oldest for the newest would lose each just before it is needed.
pub(in crate::svm) struct Store {
    pub(in crate::svm) pool: Pool,
    /// Slots.
    capacity: usize,
    /// Of each class, its samples' blocks against itself.
    own: Vec<Table>,
    pair: [usize; 2],
    /// Of each half of the pair, its samples' blocks against the other half.
    cross: [Table; 2],
}

impl Store {
    /// Room for `capacity` tiles of values in blocks of up to `width` tiles, of classes of so many samples each.
    pub(in crate::svm) fn new(samples: &[usize], width: usize, capacity: usize) -> Self {
        let all = samples.iter().sum::<usize>() + samples.iter().max().map_or(0, |most| 2 * most);
        let capacity = (capacity / width.max(1)).min(all);
        let own = samples.iter().map(|&n| Table::new(n)).collect();
        let nobody = || Table::new(0);
        Self { pool: Pool::new(width, capacity), capacity, own, pair: [0, 0], cross: [nobody(), nobody()] }
    }

    /// Turns to a pair of classes. What only the one before needed is forgotten.
    pub(in crate::svm) fn enter(&mut self, pair: [usize; 2]) {
        if self.pair == pair {
            return;
        }
        self.pair = pair;
        for (cross, class) in self.cross.iter_mut().zip(pair) {
            while cross.pop(&mut self.pool) {}
            *cross = Table::new(self.own[class].slot_of.len());
        }
    }

    /// The slot of a sample's block that is here.
    pub(in crate::svm) fn slot(&self, kind: Kind, at: u32) -> Option<u32> {
        let table = if kind.own { &self.own[self.pair[kind.half]] } else { &self.cross[kind.half] };
        Some(table.slot_of[at as usize]).filter(|&slot| slot != NONE)
    }

    /// A slot for the block, which is not here, of a sample, to be written. Beyond the capacity when only this pair's blocks
    /// are left: see [`Store::trim`].
    pub(in crate::svm) fn insert(&mut self, kind: Kind, at: u32) -> u32 {
        if self.pool.used() >= self.capacity {
            self.make_room();
        }
        let slot = self.pool.take();
        let table = if kind.own { &mut self.own[self.pair[kind.half]] } else { &mut self.cross[kind.half] };
        table.slot_of[at as usize] = slot;
        table.here.push(at);
        slot
    }

    /// Forgets of the `inserted` last blocks what is beyond the capacity. Blocks against the own class may take three
    /// quarters of it: those against the other class need some room as well.
    pub(in crate::svm) fn trim(&mut self, kind: Kind, inserted: usize) {
        let own = |store: &Self| store.pair.iter().map(|&class| store.own[class].here.len()).sum::<usize>();
        for _ in 0..inserted {
            if self.pool.used() <= self.capacity && !(kind.own && own(self) > self.capacity / 4 * 3) {
                return;
            }
            let table = if kind.own { &mut self.own[self.pair[kind.half]] } else { &mut self.cross[kind.half] };
            table.pop(&mut self.pool);
        }
    }

    /// Forgets a block of the class that this pair does not have and that is needed last.
    fn make_room(&mut self) {
        let others =
            (0..self.own.len()).filter(|class| !self.pair.contains(class) && !self.own[*class].here.is_empty());
        if let Some(class) = others.max_by_key(|&class| self.pairs_until(class)) {
            self.own[class].pop(&mut self.pool);
        }
    }

    /// After how many pairs, in their order, a class is needed again.
    fn pairs_until(&self, class: usize) -> usize {
        let [first, second] = self.pair;
        let rest_of_run = self.own.len() - 1 - second;
        match class {
            _ if class < first => usize::MAX,
            _ if class > second => class - second,
            _ => rest_of_run + (class - first).saturating_sub(1).max(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::svm::kernel::LANES;

    #[test]
    fn the_class_that_is_needed_last_makes_room() {
        let mut store = Store::new(&[9; 6], 1, 1000);
        store.enter([2, 4]);
        // Next come (2, 5), (3, 4), (3, 5), (4, 5).
        let until = |class| store.pairs_until(class);
        assert_eq!([5, 3].map(until), [1, 2]);
        assert_eq!([0, 1].map(until), [usize::MAX; 2]);
    }

    proptest! {
        /// A block that is here has its own values; no more are kept than there is room for; the pair's own blocks are
        /// kept while others could go.
        #[test]
        fn keeps_blocks_within_its_capacity(
            calls in proptest::collection::vec((0usize..3, 0u32..4, 0usize..2, any::<bool>()), 1..200),
            capacity in 0usize..30,
        ) {
            let pairs = [[0, 1], [0, 2], [1, 2]];
            let mut store = Store::new(&[4, 4, 4], 2, capacity);
            let slots = (capacity / 2).min(20);
            let mut written = BTreeMap::new();
            for (pair, at, half, own) in calls {
                store.enter(pairs[pair]);
                let kind = Kind { half, own };
                let name = |pair: usize, at: u32, half: usize, own: bool| {
                    if own { (pairs[pair][half] as f32, at as f32) } else { ((10 * pair + half) as f32 + 100.0, at as f32) }
                };
                if store.slot(kind, at).is_none() {
                    let slot = store.insert(kind, at);
                    let (a, b) = name(pair, at, half, own);
                    store.pool.write(slot, 0, &[a; LANES]);
                    store.pool.write(slot, 1, &[b; LANES]);
                    written.insert(slot, (a, b));
                    store.trim(kind, 1);
                }
                prop_assert!(store.pool.used() <= slots);
                for (h, o) in [(0, true), (1, true), (0, false), (1, false)] {
                    for at in 0..4 {
                        if let Some(slot) = store.slot(Kind { half: h, own: o }, at) {
                            let values = store.pool.values(slot);
                            prop_assert_eq!((values[0][5], values[1][5]), name(pair, at, h, o));
                        }
                    }
                }
            }
        }
    }
}
