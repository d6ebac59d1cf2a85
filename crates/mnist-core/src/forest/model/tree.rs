//! A tree as an array of nodes in preorder: a node's left child follows it.

/// Marks a leaf's word.
const LEAF: u32 = 1 << 31;

/// Features a word has room for.
pub(crate) const MAX_FEATURES: usize = 1 << 23;

/// Samples that [`Tree::leaves`] walks with.
pub(crate) const LANES: usize = 8;

/// Rows of the table of distributions that a leaf has room for.
pub(crate) const MAX_LEAVES: usize = 1 << 24;

/// A bin that none is above: a walk does not go on from a leaf.
const NONE_ABOVE: u64 = 0xff;

/// A node in eight bytes, read as one: below the left child, which the right one follows, or of a leaf itself; above that the
/// largest bin that goes left, or of a leaf [`NONE_ABOVE`]; at the top the feature, or of a leaf 0.
///
/// One number and not a field each: of fields the compiler makes vectors for some of the lanes, which takes longer.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Node(u64);

impl Node {
    fn split(feature: u32, bin: u8, left: u32) -> Self {
        Self(u64::from(feature) << 40 | u64::from(bin) << 32 | u64::from(left))
    }

    fn leaf(at: u32) -> Self {
        Self(NONE_ABOVE << 32 | u64::from(at))
    }

    #[inline(always)]
    fn left(self) -> u32 {
        self.0 as u32
    }

    /// Where a walk goes from here: a sum, not a choice, which a processor would guess and half of the time guess wrong.
    #[inline(always)]
    fn next(self, bin: u8) -> u32 {
        self.left() + u32::from(u64::from(bin) > self.0 >> 32 & NONE_ABOVE)
    }

    #[inline(always)]
    fn feature(self) -> usize {
        (self.0 >> 40) as usize
    }

    /// For a split the word that [`Tree::words`] gives.
    fn test(self) -> u32 {
        (self.0 >> 32) as u32
    }

    #[inline(always)]
    fn is_leaf(self) -> bool {
        self.0 >> 32 & NONE_ABOVE == NONE_ABOVE
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

/// A tree. Children lie behind their parent, so that every walk ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tree {
    /// The two children of a split lie side by side, so that one cache line has both.
    nodes: Vec<Node>,
    /// For each node, where it is a leaf, its row of the table of distributions.
    rows: Vec<u32>,
    /// Where the left child of the last split goes.
    next: u32,
}

impl Tree {
    /// Adds the next node in preorder and answers its place; `right_of` is the place of the node that it is the right child of,
    /// if of any.
    pub(crate) fn push(&mut self, step: Step, right_of: Option<u32>) -> u32 {
        let at = right_of.map_or(self.next, |parent| self.nodes[parent as usize].left() + 1);
        if self.nodes.is_empty() {
            self.add_leaf();
        }
        match step {
            Step::Split { feature, bin } => {
                self.next = self.nodes.len() as u32;
                self.nodes[at as usize] = Node::split(feature, bin, self.next);
                self.add_leaf();
                self.add_leaf();
            }
            Step::Leaf(row) => self.rows[at as usize] = row,
        }
        at
    }

    /// A node that is still to be told what it does.
    fn add_leaf(&mut self) {
        self.nodes.push(Node::leaf(self.nodes.len() as u32));
        self.rows.push(0);
    }

    /// The leaf's row of the table for the sample whose bin of feature f is `bin(f)`; `on_split` is told the features on the
    /// way. The definition of [`Tree::leaves`].
    pub(crate) fn way(&self, bin: impl Fn(usize) -> u8, mut on_split: impl FnMut(usize)) -> u32 {
        let mut at = 0;
        loop {
            let node = self.nodes[at];
            if node.is_leaf() {
                return self.rows[at];
            }
            on_split(node.feature());
            at = node.next(bin(node.feature())) as usize;
        }
    }

    /// [`Tree::way`] without its features, for the tests.
    #[cfg(test)]
    pub(crate) fn leaf(&self, bin: impl Fn(usize) -> u8) -> u32 {
        self.way(bin, |_| {})
    }

    /// The leaves' rows of the table for samples side by side, so that one does not wait for another's memory. `bin` is
    /// asked for a lane and a feature, 0 when the lane is in a leaf already.
    #[inline(always)]
    pub(crate) fn leaves(&self, bin: impl Fn(usize, usize) -> u8) -> [u32; LANES] {
        let nodes = &self.nodes[..];
        let mut at = [0u32; LANES];
        loop {
            // A leaf's bits stay set while all lanes are in leaves.
            let mut all = Node(u64::MAX);
            at = core::array::from_fn(|lane| {
                let node = nodes[at[lane] as usize];
                all.0 &= node.0;
                node.next(bin(lane, node.feature()))
            });
            if all.is_leaf() {
                return at.map(|at| self.rows[at as usize]);
            }
        }
    }

    /// Number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Gives each leaf another row.
    pub(crate) fn map_leaves(&mut self, row: impl Fn(u32) -> u32) {
        let leaves = self.nodes.iter().zip(&mut self.rows).filter(|(node, _)| node.is_leaf());
        leaves.for_each(|(_, of_leaf)| *of_leaf = row(*of_leaf));
    }

    /// One word a node in preorder, which alone says what the children are.
    pub(crate) fn words(&self) -> impl Iterator<Item = u32> {
        let mut pending = if self.nodes.is_empty() { vec![] } else { vec![0] };
        core::iter::from_fn(move || {
            let at: u32 = pending.pop()?;
            let node = self.nodes[at as usize];
            if node.is_leaf() {
                return Some(LEAF | self.rows[at as usize]);
            }
            pending.extend([node.left() + 1, node.left()]);
            Some(node.test())
        })
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
            // Six features.
            let word = |(i, &choice): (usize, &u32)| if choice < 6 { choice << 8 | 1 } else { LEAF | (i as u32) << 7 };
            let mut words: Vec<u32> = choices.iter().enumerate().map(word).collect();
            // Enough leaves to end every split: some prefix is a whole tree.
            words.extend((0..=choices.len() as u32).map(|i| LEAF | i));
            let tree = (1..=words.len()).find_map(|n| Tree::from_words(&words[..n], |_| true)).unwrap();
            let mut rng = crate::rng::Rng::new(seed, 0);
            let samples: Vec<u8> = (0..6 * LANES).map(|_| rng.below(4) as u8).collect();
            let rows: [&[u8]; LANES] = core::array::from_fn(|i| &samples[i * 6..][..6]);
            let found = tree.leaves(|lane, feature| rows[lane][feature]);
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
