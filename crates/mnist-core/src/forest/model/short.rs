//! A tree's nodes in four bytes each, so that a tree on pixels stays in the nearest cache while samples walk through it.

use super::node::LANES;
use super::node::{FEW_BINS, Node, largest};

/// Bits for the left child, or for a leaf itself.
const LEFT: u32 = 20;

/// A node read as one number: below the left child, which the right one follows, or of a leaf itself; above it the question. A
/// leaf asks for the largest bin, which none is above.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Short(u32);

/// The nodes of a tree whose features have at most four bins each.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ShortNodes(Vec<Short>);

impl ShortNodes {
    /// `None` where four bytes have no room for a node: from 1,024 features or a million nodes on.
    pub(super) fn of(nodes: &[Node]) -> Option<Self> {
        let short = |node: &Node| {
            let question = u32::try_from(node.question()).ok().filter(|&question| question < 1 << (32 - LEFT))?;
            (node.left() < 1 << LEFT).then_some(Short(question << LEFT | node.left()))
        };
        nodes.iter().map(short).collect::<Option<_>>().map(Self)
    }

    /// Goes on from these nodes in all lanes until all are in leaves, whose places it answers. Bit l of an answer is lane l's.
    #[inline(always)]
    pub(super) fn walk(&self, mut at: [u32; LANES], answers: &[u8]) -> [u32; LANES] {
        let nodes = &self.0[..];
        loop {
            // A leaf's bits stay set while all lanes are in leaves.
            let mut all = u32::MAX;
            at = core::array::from_fn(|lane| {
                let Short(node) = nodes[at[lane] as usize];
                all &= node;
                (node & ((1 << LEFT) - 1)) + u32::from(answers[(node >> LEFT) as usize] >> lane & 1)
            });
            if u64::from(all >> LEFT) & largest(FEW_BINS) == largest(FEW_BINS) {
                return at;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_left_to_the_long_nodes() {
        let has_room = |feature, left| ShortNodes::of(&[Node::split(feature, 2, left, FEW_BINS)]).is_some();
        assert!(has_room(1023, (1 << LEFT) - 1));
        assert!(!has_room(1024, 1));
        assert!(!has_room(0, 1 << LEFT));
    }
}
