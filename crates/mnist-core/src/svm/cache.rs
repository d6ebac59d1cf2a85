//! Blocks of the kernel matrix, the most recently used kept within a bound of memory.

use super::tiles::{LANES, Lanes};

/// No block.
const NONE: u32 = u32::MAX;

/// A block and its place in the order of use.
struct Slot {
    key: usize,
    values: Vec<Lanes>,
    older: u32,
    newer: u32,
}

/// Blocks by key, at most `capacity` tiles of values in all; the least recently used go first.
///
/// The latest four blocks always stay, whatever the capacity: a step of the solver works on that many.
pub(super) struct Cache {
    slot_of: Vec<u32>,
    slots: Vec<Slot>,
    free: Vec<u32>,
    oldest: u32,
    newest: u32,
    capacity: usize,
    used: usize,
}

/// Blocks that one step of the solver needs at once.
const PINNED: usize = 4;

impl Cache {
    /// Room for `capacity` tiles of values in blocks with keys below `n_keys`.
    pub(super) fn new(n_keys: usize, capacity: usize) -> Self {
        Self {
            slot_of: vec![NONE; n_keys],
            slots: Vec::new(),
            free: Vec::new(),
            oldest: NONE,
            newest: NONE,
            capacity,
            used: 0,
        }
    }

    /// The slot of block `key`, now the most recently used; `fill` writes its `len` tiles when it is not there.
    pub(super) fn ensure(&mut self, key: usize, len: usize, fill: impl FnOnce(&mut [Lanes])) -> u32 {
        let found = self.slot_of[key];
        if found != NONE {
            self.unlink(found);
            self.link_newest(found);
            return found;
        }
        self.make_room(len);
        let mut values = vec![[0.0; LANES]; len];
        fill(&mut values);
        let slot = self.insert(key, values);
        self.link_newest(slot);
        slot
    }

    /// The values of a slot that [`Cache::ensure`] gave among its latest four answers.
    pub(super) fn values(&self, slot: u32) -> &[Lanes] {
        &self.slots[slot as usize].values
    }

    fn insert(&mut self, key: usize, values: Vec<Lanes>) -> u32 {
        self.used += values.len();
        let new = Slot { key, values, older: NONE, newer: NONE };
        let slot = match self.free.pop() {
            Some(slot) => {
                self.slots[slot as usize] = new;
                slot
            }
            None => {
                self.slots.push(new);
                self.slots.len() as u32 - 1
            }
        };
        self.slot_of[key] = slot;
        slot
    }

    fn make_room(&mut self, len: usize) {
        while self.used + len > self.capacity && self.slots.len() - self.free.len() >= PINNED {
            let slot = self.oldest;
            self.unlink(slot);
            let evicted = &mut self.slots[slot as usize];
            self.used -= evicted.values.len();
            evicted.values = Vec::new();
            self.slot_of[evicted.key] = NONE;
            self.free.push(slot);
        }
    }

    fn unlink(&mut self, slot: u32) {
        let (older, newer) = (self.slots[slot as usize].older, self.slots[slot as usize].newer);
        match older {
            NONE => self.oldest = newer,
            older => self.slots[older as usize].newer = newer,
        }
        match newer {
            NONE => self.newest = older,
            newer => self.slots[newer as usize].older = older,
        }
    }

    fn link_newest(&mut self, slot: u32) {
        let older = self.newest;
        self.slots[slot as usize].older = older;
        self.slots[slot as usize].newer = NONE;
        match older {
            NONE => self.oldest = slot,
            older => self.slots[older as usize].newer = slot,
        }
        self.newest = slot;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Against a queue in order of use.
        #[test]
        fn keeps_the_latest_blocks_within_its_capacity(
            keys in proptest::collection::vec(0usize..12, 1..200),
            capacity in 0usize..60,
        ) {
            let len = |key: usize| key + 1;
            let mut cache = Cache::new(12, capacity);
            let mut reference: VecDeque<usize> = VecDeque::new();
            for key in keys {
                let mut filled = false;
                let slot = cache.ensure(key, len(key), |out| { filled = true; out.fill([key as f32; LANES]); });
                let known = reference.iter().position(|&k| k == key);
                prop_assert_eq!(filled, known.is_none());
                match known {
                    Some(at) => { reference.remove(at); }
                    None => while reference.len() >= PINNED
                        && reference.iter().map(|&k| len(k)).sum::<usize>() + len(key) > capacity {
                        reference.pop_front();
                    }
                }
                reference.push_back(key);
                let expected = vec![[key as f32; LANES]; len(key)];
                prop_assert_eq!(cache.values(slot), expected.as_slice());
                prop_assert_eq!(cache.used, reference.iter().map(|&k| len(k)).sum::<usize>());
                prop_assert!(cache.used <= capacity || reference.len() <= PINNED);
            }
        }
    }
}
