//! Blocks of the kernel matrix, kept within a bound of memory.

use super::tiles::{LANES, Lanes};

/// Blocks by key. Once there is no room, new ones are not kept: the solver comes back to all of its blocks in turn, and
/// giving up the oldest for the newest would lose each just before it is needed.
pub(super) struct Store {
    /// Empty: not here.
    blocks: Vec<Vec<Lanes>>,
    /// Memory of blocks that are gone, to be used again: fresh memory has to be cleared and mapped.
    free: Vec<Vec<Lanes>>,
    capacity: usize,
    used: usize,
}

/// Most buffers that are kept for use again.
const SPARE: usize = 2048;

impl Store {
    /// Room for `capacity` tiles of values in blocks with keys below `n_keys`.
    pub(super) fn new(n_keys: usize, capacity: usize) -> Self {
        Self { blocks: vec![Vec::new(); n_keys], free: Vec::new(), capacity, used: 0 }
    }

    pub(super) fn has(&self, key: usize) -> bool {
        !self.blocks[key].is_empty()
    }

    /// The values of a block, none if it is not here.
    pub(super) fn values(&self, key: usize) -> &[Lanes] {
        &self.blocks[key]
    }

    /// `len` tiles of any values.
    pub(super) fn buffer(&mut self, len: usize) -> Vec<Lanes> {
        let mut buffer = self.free.pop().unwrap_or_default();
        buffer.resize(len, [0.0; LANES]);
        buffer
    }

    /// Keeps a block, beyond the capacity too: see [`Store::trim`].
    pub(super) fn insert(&mut self, key: usize, values: Vec<Lanes>) {
        self.used += values.len();
        self.blocks[key] = values;
    }

    /// Drops a block if it is here.
    pub(super) fn remove(&mut self, key: usize) {
        let values = core::mem::take(&mut self.blocks[key]);
        self.used -= values.len();
        if !values.is_empty() && self.free.len() < SPARE {
            self.free.push(values);
        }
    }

    /// Drops from `keys` what is beyond the capacity, or beyond three quarters of it for `shared` blocks.
    pub(super) fn trim(&mut self, keys: impl Iterator<Item = usize>, shared: bool) {
        let capacity = if shared { self.capacity / 4 * 3 } else { self.capacity };
        for key in keys {
            if self.used > capacity {
                self.remove(key);
            }
        }
    }
}
