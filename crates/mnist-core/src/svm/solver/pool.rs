//! Blocks of kernel values in slots of one size.

use crate::svm::kernel::{LANES, Lanes};

/// Tiles that a chunk has at most: 16 MB. In WebAssembly it is slow to grow memory in small steps, and one piece for all
/// that a plan may ever need is too much for the many small ones.
const CHUNK_TILES: usize = (16 << 20) / size_of::<Lanes>();

/// Slots of `width` tiles, in chunks that are made when they are needed and stay where they are.
pub(in crate::svm) struct Pool {
    chunks: Vec<Vec<Lanes>>,
    width: usize,
    slots_a_chunk: usize,
    slots: usize,
    free: Vec<u32>,
}

impl Pool {
    /// No slots yet, and hardly ever more than `expected`.
    pub(in crate::svm) fn new(width: usize, expected: usize) -> Self {
        let width = width.max(1);
        let slots_a_chunk = (CHUNK_TILES / width).min(expected).max(1);
        Self { chunks: Vec::new(), width, slots_a_chunk, slots: 0, free: Vec::new() }
    }

    /// Slots in use.
    pub(in crate::svm) fn used(&self) -> usize {
        self.slots - self.free.len()
    }

    /// A slot, to be written: what it has is what somebody left.
    pub(in crate::svm) fn take(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            if self.slots.is_multiple_of(self.slots_a_chunk) {
                self.chunks.push(Vec::with_capacity(self.slots_a_chunk * self.width));
            }
            if let Some(chunk) = self.chunks.last_mut() {
                chunk.resize(chunk.len() + self.width, [0.0; LANES]);
            }
            self.slots += 1;
            (self.slots - 1) as u32
        })
    }

    /// Gives a slot back.
    pub(in crate::svm) fn give_back(&mut self, slot: u32) {
        self.free.push(slot);
    }

    pub(in crate::svm) fn values(&self, slot: u32) -> &[Lanes] {
        let (chunk, start) = self.place(slot);
        &self.chunks[chunk][start..][..self.width]
    }

    /// Writes a tile of a slot.
    pub(in crate::svm) fn write(&mut self, slot: u32, tile: usize, values: &Lanes) {
        let (chunk, start) = self.place(slot);
        self.chunks[chunk][start + tile] = *values;
    }

    fn place(&self, slot: u32) -> (usize, usize) {
        let slot = slot as usize;
        (slot / self.slots_a_chunk, slot % self.slots_a_chunk * self.width)
    }
}
