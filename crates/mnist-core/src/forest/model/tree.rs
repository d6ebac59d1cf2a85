//! A tree as an array of nodes in preorder: a node's left child follows it.

/// Marks a leaf's word.
const LEAF: u32 = 1 << 31;

/// Features a word has room for.
pub(crate) const MAX_FEATURES: usize = 1 << 23;

/// Samples that [`Tree::leaves`] walks with.
pub(crate) const LANES: usize = 16;

/// A node in eight bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Node {
    /// A split: the feature above the bin in the low eight bits. A leaf: its row in the forest's table of distributions.
    value: u32,
    /// The right child, further on; 0 in a leaf.
    right: u32,
}

/// What a node does with a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    /// Left when the feature's bin is at most `bin`.
    Split {
        /// Below [`MAX_FEATURES`].
        feature: u32,
        bin: u8,
    },
    /// The end: a row of the table of distributions.
    Leaf(u32),
}

/// A tree. All of its right children are set and lie ahead, so that every walk ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Adds the next node in preorder; `right_of` is the node that it is the right child of, if of any.
    pub(crate) fn push(&mut self, step: Step, right_of: Option<u32>) -> u32 {
        let at = self.nodes.len() as u32;
        if let Some(parent) = right_of {
            self.nodes[parent as usize].right = at;
        }
        let value = match step {
            Step::Split { feature, bin } => feature << 8 | u32::from(bin),
            Step::Leaf(row) => row,
        };
        self.nodes.push(Node { value, right: 0 });
        at
    }

    /// The leaf's row of the table for the sample whose bin of feature f is `bin(f)`.
    #[inline]
    pub(crate) fn leaf(&self, bin: impl Fn(usize) -> u8) -> u32 {
        let mut at = 0;
        loop {
            let node = self.nodes[at];
            if node.right == 0 {
                return node.value;
            }
            at = if bin((node.value >> 8) as usize) <= node.value as u8 { at + 1 } else { node.right as usize };
        }
    }

    /// [`Tree::leaf`] for samples whose bins are these, side by side, so that one does not wait for another's memory.
    #[inline(never)]
    pub(crate) fn leaves(&self, bins: &[&[u8]; LANES]) -> [u32; LANES] {
        let mut at = [0; LANES];
        let mut moving = true;
        while moving {
            moving = false;
            for (at, bins) in at.iter_mut().zip(bins) {
                let node = self.nodes[*at];
                // A leaf's word may name a feature that is not there: what is read then has no effect.
                let bin = bins.get((node.value >> 8) as usize).copied().unwrap_or(0);
                let next = if bin <= node.value as u8 { *at + 1 } else { node.right as usize };
                moving |= node.right != 0;
                *at = if node.right == 0 { *at } else { next };
            }
        }
        at.map(|at| self.nodes[at].value)
    }

    /// Number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Gives each leaf another row.
    pub(crate) fn map_leaves(&mut self, row: impl Fn(u32) -> u32) {
        self.nodes.iter_mut().filter(|node| node.right == 0).for_each(|node| node.value = row(node.value));
    }

    /// One word a node, in order: preorder alone says what the right children are.
    pub(crate) fn words(&self) -> impl Iterator<Item = u32> {
        self.nodes.iter().map(|node| if node.right == 0 { LEAF | node.value } else { node.value })
    }

    /// The tree with these words. `None` when they are not exactly one tree, or `is_valid` refuses a node.
    pub(crate) fn from_words(words: &[u32], is_valid: impl Fn(Step) -> bool) -> Option<Self> {
        let mut tree = Self::default();
        // Splits that have no right child yet. It comes when the left subtree is complete, that is after a leaf.
        let mut open: Vec<u32> = Vec::new();
        let mut right_of = None;
        for (i, &word) in words.iter().enumerate() {
            if i > 0 && right_of.is_none() && open.is_empty() {
                return None;
            }
            let step = match word & LEAF {
                0 => Step::Split { feature: word >> 8, bin: word as u8 },
                _ => Step::Leaf(word & !LEAF),
            };
            if !is_valid(step) {
                return None;
            }
            let at = tree.push(step, right_of);
            right_of = match step {
                Step::Split { .. } => {
                    open.push(at);
                    None
                }
                Step::Leaf(_) => open.pop(),
            };
        }
        (right_of.is_none() && open.is_empty() && !words.is_empty()).then_some(tree)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SPLIT: u32 = 5 << 8 | 17;
    const END: u32 = LEAF | 3;

    #[test]
    fn walks_left_up_to_the_bin_and_right_above() {
        let tree = Tree::from_words(&[SPLIT, LEAF | 1, 6 << 8, LEAF | 2, LEAF | 3], |_| true).unwrap();
        let leaf = |five: u8, six: u8| tree.leaf(|f| if f == 5 { five } else { six });
        assert_eq!([leaf(17, 0), leaf(18, 0), leaf(18, 1)], [1, 2, 3]);
    }

    #[test]
    fn refuses_words_that_are_not_one_tree() {
        for words in [&[][..], &[SPLIT], &[SPLIT, END], &[END, END], &[SPLIT, END, END, END], &[SPLIT, SPLIT, END, END]]
        {
            assert_eq!(Tree::from_words(words, |_| true), None, "{words:?}");
        }
        assert_eq!(Tree::from_words(&[END], |step| step != Step::Leaf(3)), None);
    }

    proptest! {
        #[test]
        fn samples_side_by_side_reach_the_leaves_that_each_alone_reaches(
            choices in proptest::collection::vec(0u32..12, 1..60),
            seed in any::<u64>(),
        ) {
            // Six features; leaves' words name features beyond them too.
            let word = |(i, &choice): (usize, &u32)| if choice < 6 { choice << 8 | 1 } else { LEAF | (i as u32) << 7 };
            let mut words: Vec<u32> = choices.iter().enumerate().map(word).collect();
            // Enough leaves to end every split: some prefix is a whole tree.
            words.extend((0..=choices.len() as u32).map(|i| LEAF | i));
            let tree = (1..=words.len()).find_map(|n| Tree::from_words(&words[..n], |_| true)).unwrap();
            let mut rng = crate::rng::Rng::new(seed, 0);
            let samples: Vec<u8> = (0..6 * LANES).map(|_| rng.below(4) as u8).collect();
            let rows: [&[u8]; LANES] = core::array::from_fn(|i| &samples[i * 6..][..6]);
            prop_assert_eq!(tree.leaves(&rows), rows.map(|row| tree.leaf(|feature| row[feature])));
        }

        /// Words that pass describe a tree that gives the same words and whose every walk ends.
        #[test]
        fn whatever_is_accepted_ends(choices in proptest::collection::vec(any::<bool>(), 0..30)) {
            let words: Vec<u32> = choices.iter().map(|&leaf| if leaf { END } else { SPLIT }).collect();
            if let Some(tree) = Tree::from_words(&words, |_| true) {
                prop_assert_eq!(tree.words().collect::<Vec<_>>(), words);
                for seed in 0..16 {
                    let rng = core::cell::RefCell::new(crate::rng::Rng::new(seed, 0));
                    prop_assert_eq!(tree.leaf(|_| rng.borrow_mut().below(256) as u8), 3);
                }
            }
        }
    }
}
