//! A tree as an array of nodes in preorder: a node's left child follows it.

use super::node::{ANY_BIN, FEW_BINS, LANES, Node, largest};
use super::short::ShortNodes;
use super::top::Top;

/// Marks a leaf's word.
const LEAF: u32 = 1 << 31;

/// Features a word has room for.
pub(crate) const MAX_FEATURES: usize = 1 << 23;

/// Rows of the table of distributions that a leaf has room for.
pub(crate) const MAX_LEAVES: usize = 1 << 24;

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
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tree {
    /// Bits that each node has for its bin.
    room: u32,
    /// The two children of a split lie side by side, so that one cache line has both.
    nodes: Vec<Node>,
    /// For each node, where it is a leaf, its row of the table of distributions.
    rows: Vec<u32>,
    /// Where the left child of the last split goes.
    next: u32,
    /// For [`Tree::leaves_by_answers`], as `short` is.
    top: Top,
    /// `nodes` again, where they fit.
    short: Option<ShortNodes>,
}

impl Default for Tree {
    /// No node yet, and room for any bin.
    fn default() -> Self {
        Self { room: ANY_BIN, nodes: Vec::new(), rows: Vec::new(), next: 0, top: Top::default(), short: None }
    }
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
                self.nodes[at as usize] = Node::split(feature, bin, self.next, self.room);
                self.add_leaf();
                self.add_leaf();
            }
            Step::Leaf(row) => self.rows[at as usize] = row,
        }
        at
    }

    /// A node that is still to be told what it does.
    fn add_leaf(&mut self) {
        self.nodes.push(Node::leaf(self.nodes.len() as u32, self.room));
        self.rows.push(0);
    }

    /// The leaf's row of the table for the sample whose bin of feature f is `bin(f)`; `on_split` is told the features on the
    /// way. The definition of [`Tree::leaves`].
    pub(crate) fn way(&self, bin: impl Fn(usize) -> u8, mut on_split: impl FnMut(usize)) -> u32 {
        let mut at = 0;
        loop {
            let node = self.nodes[at];
            if node.is_leaf(self.room) {
                return self.rows[at];
            }
            let feature = node.feature(self.room);
            on_split(feature);
            at = node.next(bin(feature), self.room) as usize;
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
        self.walk([0; LANES], |lane, node| node.next(bin(lane, node.feature(self.room)), self.room))
    }

    /// [`Tree::leaves`] by the answers to all questions: bit l of `answers[4 * f + b]` tells whether the bin of lane l on feature
    /// f is above b. For a tree whose features have at most four bins each.
    #[inline(always)]
    pub(crate) fn leaves_by_answers(&self, answers: &[u8]) -> [u32; LANES] {
        debug_assert_eq!(self.room, FEW_BINS);
        let places = self.top.places(answers);
        if let Some(short) = &self.short {
            return short.walk(places, answers).map(|at| self.rows[at as usize]);
        }
        self.walk(places, |lane, node| node.left() + u32::from(answers[node.question()] >> lane & 1))
    }

    /// Goes on from these nodes in all lanes until all are in leaves.
    #[inline(always)]
    fn walk(&self, mut at: [u32; LANES], next: impl Fn(usize, Node) -> u32) -> [u32; LANES] {
        let nodes = &self.nodes[..];
        loop {
            // A leaf's bits stay set while all lanes are in leaves.
            let mut all = Node(u64::MAX);
            at = core::array::from_fn(|lane| {
                let node = nodes[at[lane] as usize];
                all.0 &= node.0;
                next(lane, node)
            });
            if all.is_leaf(self.room) {
                return at.map(|at| self.rows[at as usize]);
            }
        }
    }

    /// Where the answer to a node's split lies, and its two children; a leaf is its own.
    fn question(&self, at: u32) -> (u32, [u32; 2]) {
        let node = self.nodes[at as usize];
        let right = if node.is_leaf(self.room) { at } else { node.left() + 1 };
        (node.question() as u32, [node.left(), right])
    }

    /// Number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Gives each leaf another row.
    pub(crate) fn map_leaves(&mut self, row: impl Fn(u32) -> u32) {
        let room = self.room;
        let leaves = self.nodes.iter().zip(&mut self.rows).filter(|(node, _)| node.is_leaf(room));
        leaves.for_each(|(_, of_leaf)| *of_leaf = row(*of_leaf));
    }

    /// One word a node in preorder, which alone says what the children are.
    pub(crate) fn words(&self) -> impl Iterator<Item = u32> {
        let mut pending = if self.nodes.is_empty() { vec![] } else { vec![0] };
        core::iter::from_fn(move || {
            let at: u32 = pending.pop()?;
            let node = self.nodes[at as usize];
            if node.is_leaf(self.room) {
                return Some(LEAF | self.rows[at as usize]);
            }
            pending.extend([node.left() + 1, node.left()]);
            Some((node.feature(self.room) as u32) << 8 | node.bin(self.room) as u32)
        })
    }

    /// The tree with these words, whose features have at most four bins each if `has_few_bins`. `None` when they are not exactly
    /// one tree, or `is_valid` refuses a node.
    pub(crate) fn from_words(words: &[u32], has_few_bins: bool, is_valid: impl Fn(Step) -> bool) -> Option<Self> {
        let mut tree = Self { room: if has_few_bins { FEW_BINS } else { ANY_BIN }, ..Self::default() };
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
                Step::Split { bin, .. } => u64::from(bin) < largest(tree.room),
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
        if right_of.is_some() || !open.is_empty() || words.is_empty() {
            return None;
        }
        if has_few_bins {
            tree.top = Top::of(|at| tree.question(at));
            tree.short = ShortNodes::of(&tree.nodes);
        }
        Some(tree)
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
        let tree = Tree::from_words(&[SPLIT, LEAF | 1, 6 << 8, LEAF | 2, LEAF | 3], false, |_| true).unwrap();
        let leaf = |five: u8, six: u8| tree.leaf(|f| if f == 5 { five } else { six });
        assert_eq!([leaf(17, 0), leaf(18, 0), leaf(18, 1)], [1, 2, 3]);
    }

    #[test]
    fn refuses_words_that_are_not_one_tree() {
        for words in [&[][..], &[SPLIT], &[SPLIT, END], &[END, END], &[SPLIT, END, END, END], &[SPLIT, SPLIT, END, END]]
        {
            assert_eq!(Tree::from_words(words, false, |_| true), None, "{words:?}");
        }
        assert_eq!(Tree::from_words(&[END], false, |step| step != Step::Leaf(3)), None);
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
            let tree_of = |few| (1..=words.len()).find_map(|n| Tree::from_words(&words[..n], few, |_| true)).unwrap();
            let tree = tree_of(false);
            let mut rng = crate::rng::Rng::new(seed, 0);
            let samples: Vec<u8> = (0..6 * LANES).map(|_| rng.below(4) as u8).collect();
            let rows: [&[u8]; LANES] = core::array::from_fn(|i| &samples[i * 6..][..6]);
            let found = tree.leaves(|lane, feature| rows[lane][feature]);
            prop_assert_eq!(found, rows.map(|row| tree.leaf(|feature| row[feature])));

            let few = tree_of(true);
            prop_assert_eq!(few.words().collect::<Vec<_>>(), tree.words().collect::<Vec<_>>());
            let answer = |at: usize| (0..LANES).fold(0, |all, lane| {
                all | u8::from(usize::from(rows[lane][at / 4]) > at % 4) << lane
            });
            let answers: Vec<u8> = (0..6 * 4).map(answer).collect();
            prop_assert_eq!(few.leaves_by_answers(&answers), found);
            prop_assert!(few.short.is_some());
            let long = Tree { short: None, ..few };
            prop_assert_eq!(long.leaves_by_answers(&answers), found);
        }

        /// Words that pass describe a tree that gives the same words and whose every walk ends.
        #[test]
        fn whatever_is_accepted_ends(choices in proptest::collection::vec(any::<bool>(), 0..30)) {
            let words: Vec<u32> = choices.iter().map(|&leaf| if leaf { END } else { SPLIT }).collect();
            if let Some(tree) = Tree::from_words(&words, false, |_| true) {
                prop_assert_eq!(tree.words().collect::<Vec<_>>(), words);
                for seed in 0..16 {
                    let rng = core::cell::RefCell::new(crate::rng::Rng::new(seed, 0));
                    prop_assert_eq!(tree.leaf(|_| rng.borrow_mut().below(256) as u8), 3);
                }
            }
        }
    }
}
