//! A node of a tree.

/// Samples that walk a tree side by side.
pub(crate) const LANES: usize = 8;

/// Bits that a node has for any bin.
pub(super) const ANY_BIN: u32 = 8;
/// Bits that it has where no feature has more than four bins, `Tree::leaves_by_answers`'.
pub(super) const FEW_BINS: u32 = 2;

/// A node in eight bytes, read as one number: below the left child, which the right one follows, or of a leaf itself; above that
/// the largest bin that goes left, in as many bits as the tree has for it; at the top the feature. A leaf has feature 0 and the
/// largest bin there is room for, which none is above: a walk does not go on from it.
///
/// One number and not a field each: of fields the compiler makes vectors for some of the lanes, which takes longer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Node(pub(super) u64);

impl Node {
    pub(super) fn split(feature: u32, bin: u8, left: u32, room: u32) -> Self {
        Self(u64::from(feature) << (32 + room) | u64::from(bin) << 32 | u64::from(left))
    }

    pub(super) fn leaf(at: u32, room: u32) -> Self {
        Self(largest(room) << 32 | u64::from(at))
    }

    #[inline(always)]
    pub(super) fn left(self) -> u32 {
        self.0 as u32
    }

    /// Where a walk goes from here: a sum, not a choice, which a processor would guess and half of the time guess wrong.
    #[inline(always)]
    pub(super) fn next(self, bin: u8, room: u32) -> u32 {
        self.left() + u32::from(u64::from(bin) > self.bin(room))
    }

    #[inline(always)]
    pub(super) fn bin(self, room: u32) -> u64 {
        self.0 >> 32 & largest(room)
    }

    #[inline(always)]
    pub(super) fn feature(self, room: u32) -> usize {
        (self.0 >> (32 + room)) as usize
    }

    /// Feature and bin in one: where the answer to the split lies.
    #[inline(always)]
    pub(super) fn question(self) -> usize {
        (self.0 >> 32) as usize
    }

    #[inline(always)]
    pub(super) fn is_leaf(self, room: u32) -> bool {
        self.bin(room) == largest(room)
    }
}

/// The largest number that so many bits have room for.
#[inline(always)]
pub(super) const fn largest(bits: u32) -> u64 {
    (1 << bits) - 1
}
