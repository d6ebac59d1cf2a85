//! A tree as an array of nodes in preorder: a node's left child follows it.

/// Marks a leaf's word.
const LEAF: u32 = 1 << 31;

/// Features a word has room for.
pub(crate) const MAX_FEATURES: usize = 1 << 23;

/// Samples that [`Tree::leaves`] walks with.
pub(crate) const LANES: usize = 16;

/// Rows of the table of distributions that a leaf has room for.
pub(crate) const MAX_LEAVES: usize = 1 << 24;

/// A node in eight bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Node {
    /// A split: the feature above the least bin that goes right, from 1, in the low eight bits. A leaf: its row in the
    /// forest's table of distributions above 0: every bin goes right.
    value: u32,
    /// How far on the right child is; 0 in a leaf, where a walk therefore stays.
    right: u32,
}

impl Node {
    /// Where a walk goes from here.
    #[inline(always)]
    fn step(self, bin: u8) -> u32 {
        if u32::from(bin) >= self.value & 0xff { self.right } else { 1 }
    }

    /// The feature of a split, the row of a leaf.
    #[inline(always)]
    fn index(self) -> usize {
        (self.value >> 8) as usize
    }
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
            self.nodes[parent as usize].right = at - parent;
        }
        let value = match step {
            Step::Split { feature, bin } => feature << 8 | (u32::from(bin) + 1),
            Step::Leaf(row) => row << 8,
        };
        self.nodes.push(Node { value, right: 0 });
        at
    }

    /// The leaf's row of the table for the sample whose bin of feature f is `bin(f)`; `on_split` is told the features on the
    /// way. The definition of [`Tree::leaves`].
    pub(crate) fn way(&self, bin: impl Fn(usize) -> u8, mut on_split: impl FnMut(usize)) -> u32 {
        let mut at = 0;
        loop {
            let node = self.nodes[at];
            if node.right == 0 {
                return node.index() as u32;
            }
            on_split(node.index());
            at += node.step(bin(node.index())) as usize;
        }
    }

    /// [`Tree::way`] without its features, for the tests.
    #[cfg(test)]
    pub(crate) fn leaf(&self, bin: impl Fn(usize) -> u8) -> u32 {
        self.way(bin, |_| {})
    }

    /// The leaves' rows of the table for samples side by side, so that one does not wait for another's memory. `bin` is
    /// asked for a lane and a feature, which, when the lane is in a leaf already, need not be one that there is.
    #[inline(always)]
    pub(crate) fn leaves(&self, bin: impl Fn(usize, usize) -> u8) -> [u32; LANES] {
        let mut at = [0u32; LANES];
        loop {
            let mut moved = 0;
            for (lane, at) in at.iter_mut().enumerate() {
                let node = self.nodes[*at as usize];
                *at += node.step(bin(lane, node.index()));
                moved |= node.right;
            }
            if moved == 0 {
                return at.map(|at| self.nodes[at as usize].index() as u32);
            }
        }
    }

    /// Number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Gives each leaf another row.
    pub(crate) fn map_leaves(&mut self, row: impl Fn(u32) -> u32) {
        self.nodes.iter_mut().filter(|node| node.right == 0).for_each(|node| node.value = row(node.value >> 8) << 8);
    }

    /// One word a node, in order: preorder alone says what the right children are.
    pub(crate) fn words(&self) -> impl Iterator<Item = u32> {
        self.nodes.iter().map(|node| if node.right == 0 { LEAF | node.value >> 8 } else { node.value - 1 })
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
            let fits = match step {
                Step::Split { bin, .. } => bin < u8::MAX,
                Step::Leaf(row) => (row as usize) < MAX_LEAVES,
            };
            if !fits || !is_valid(step) {
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
            let found = tree.leaves(|lane, feature| rows[lane].get(feature).copied().unwrap_or(0));
            prop_assert_eq!(found, rows.map(|row| tree.leaf(|feature| row[feature])));
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
