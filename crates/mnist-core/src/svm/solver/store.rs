//! Blocks of the kernel matrix, kept within a bound of memory.

use crate::svm::kernel::{LANES, Lanes};

/// No slot.
const NONE: u32 = u32::MAX;

/// Blocks by key, in slots of one size in one piece of memory: in WebAssembly it is slow to grow memory by and by.
///
/// Once there is no room, new blocks are not kept: the solver comes back to all of its blocks in turn, and giving up the
/// oldest for the newest would lose each just before it is needed.
pub(in crate::svm) struct Store {
    slot_of: Vec<u32>,
    /// Slot s is at `s * width`.
    pool: Vec<Lanes>,
    width: usize,
    free: Vec<u32>,
    /// Slots.
    capacity: usize,
    used: usize,
}

impl Store {
    /// Room for `capacity` tiles of values in blocks of up to `width` tiles with keys below `n_keys`.
    pub(in crate::svm) fn new(n_keys: usize, width: usize, capacity: usize) -> Self {
        let capacity = (capacity / width.max(1)).min(n_keys);
        let mut pool = Vec::new();
        // Without that much memory at once it grows as it must.
        let _ = pool.try_reserve_exact(capacity * width);
        Self { slot_of: vec![NONE; n_keys], pool, width, free: Vec::new(), capacity, used: 0 }
    }

    pub(in crate::svm) fn has(&self, key: usize) -> bool {
        self.slot_of[key] != NONE
    }

    /// The values of a block that is here, and whatever the slot has beyond them.
    pub(in crate::svm) fn values(&self, key: usize) -> &[Lanes] {
        &self.pool[self.slot_of[key] as usize * self.width..][..self.width]
    }

    /// A slot for a block that is not here, to be written. Beyond the capacity too: see [`Store::trim`].
    pub(in crate::svm) fn insert(&mut self, key: usize) -> u32 {
        self.used += 1;
        let slot = self.free.pop().unwrap_or_else(|| {
            let slot = self.pool.len() / self.width;
            self.pool.resize((slot + 1) * self.width, [0.0; LANES]);
            slot as u32
        });
        self.slot_of[key] = slot;
        slot
    }

    /// Writes a tile of a slot.
    pub(in crate::svm) fn write(&mut self, slot: u32, tile: usize, values: &Lanes) {
        self.pool[slot as usize * self.width + tile] = *values;
    }

    /// Drops a block if it is here.
    pub(in crate::svm) fn remove(&mut self, key: usize) {
        let slot = core::mem::replace(&mut self.slot_of[key], NONE);
        if slot != NONE {
            self.used -= 1;
            self.free.push(slot);
        }
    }

    /// Drops from `keys` what is beyond the capacity, or beyond three quarters of it for `shared` blocks.
    pub(in crate::svm) fn trim(&mut self, keys: impl Iterator<Item = usize>, shared: bool) {
        let capacity = if shared { self.capacity / 4 * 3 } else { self.capacity };
        for key in keys {
            if self.used > capacity {
                self.remove(key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Against a set of keys: a block's values are its own, and after trimming no more are kept than there is room for.
        #[test]
        fn keeps_the_first_blocks_within_its_capacity(
            calls in proptest::collection::vec((0usize..12, any::<bool>(), any::<bool>()), 1..100),
            capacity in 0usize..20,
        ) {
            let mut store = Store::new(12, 2, capacity);
            let slots = capacity / 2;
            let mut reference = BTreeSet::new();
            for (key, remove, shared) in calls {
                if remove {
                    store.remove(key);
                    reference.remove(&key);
                } else if !store.has(key) {
                    let slot = store.insert(key);
                    store.write(slot, 1, &[key as f32; LANES]);
                    prop_assert_eq!(store.values(key)[1], [key as f32; LANES]);
                    store.trim([key].into_iter(), shared);
                    if reference.len() < if shared { slots.min(12) / 4 * 3 } else { slots.min(12) } {
                        reference.insert(key);
                    }
                }
                for key in 0..12 {
                    prop_assert_eq!(store.has(key), reference.contains(&key));
                    prop_assert!(!store.has(key) || store.values(key)[1] == [key as f32; LANES]);
                }
            }
        }
    }
}
