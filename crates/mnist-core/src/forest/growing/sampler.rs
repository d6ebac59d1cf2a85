//! Which features a node may split on: drawn without replacement, as scikit-learn draws them.
//!
//! A feature that is constant within a node uses up a draw, unless nothing else was found yet; those known to be constant
//! from the nodes above are drawn too, but cost no look. (`node_split_best` of scikit-learn's `_splitter.pyx`.)

use crate::rng::Rng;

/// A permutation of the features that lasts a tree.
///
/// While a node draws: `[drawn constants | known constants | found constants | not yet drawn | used]`.
pub(crate) struct Sampler {
    features: Vec<u32>,
    /// Constants of the node and of those above it, in the order that they were found in.
    constants: Vec<u32>,
    max_features: usize,
    known: usize,
    drawn: usize,
    found: usize,
    end: usize,
    visited: usize,
}

impl Sampler {
    pub(crate) fn new(n_features: usize, max_features: usize) -> Self {
        Self {
            features: (0..n_features as u32).collect(),
            constants: vec![0; n_features],
            max_features,
            known: 0,
            drawn: 0,
            found: 0,
            end: n_features,
            visited: 0,
        }
    }

    /// Begins a node that has `known` constants from the node above it. Nodes come depth first.
    pub(crate) fn begin(&mut self, known: usize) {
        (self.known, self.drawn, self.found, self.visited) = (known, 0, 0, 0);
        self.end = self.features.len();
    }

    /// The next feature to look at, until there are enough.
    pub(crate) fn next(&mut self, rng: &mut Rng) -> Option<usize> {
        while self.end > self.known + self.found
            && (self.visited < self.max_features || self.visited <= self.found + self.drawn)
        {
            self.visited += 1;
            let at = self.drawn + rng.below((self.end - self.found - self.drawn) as u32) as usize;
            if at < self.known {
                self.features.swap(self.drawn, at);
                self.drawn += 1;
                continue;
            }
            self.end -= 1;
            self.features.swap(at + self.found, self.end);
            return Some(self.features[self.end] as usize);
        }
        None
    }

    /// The feature just given was constant.
    pub(crate) fn constant(&mut self) {
        self.features.swap(self.known + self.found, self.end);
        self.end += 1;
        self.found += 1;
    }

    /// Ends the node: how many constants its children will know.
    pub(crate) fn finish(&mut self) -> usize {
        let all = self.known + self.found;
        self.features[..self.known].copy_from_slice(&self.constants[..self.known]);
        self.constants[self.known..all].copy_from_slice(&self.features[self.known..all]);
        all
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Draws for one node; `is_constant` says which features are.
    fn draw(
        sampler: &mut Sampler,
        known: usize,
        rng: &mut Rng,
        is_constant: impl Fn(usize) -> bool,
    ) -> (Vec<usize>, usize) {
        sampler.begin(known);
        let mut seen = Vec::new();
        while let Some(feature) = sampler.next(rng) {
            seen.push(feature);
            if is_constant(feature) {
                sampler.constant();
            }
        }
        (seen, sampler.finish())
    }

    #[test]
    fn draws_as_many_as_asked_each_once_and_all_alike() {
        let mut rng = Rng::new(1, 0);
        let mut counts = [0u32; 12];
        let mut sampler = Sampler::new(12, 3);
        for _ in 0..8_000 {
            let (seen, known) = draw(&mut sampler, 0, &mut rng, |_| false);
            assert_eq!((seen.iter().collect::<BTreeSet<_>>().len(), seen.len(), known), (3, 3, 0));
            seen.iter().for_each(|&f| counts[f] += 1);
        }
        assert!(counts.iter().all(|&n| (1_850..2_150).contains(&n)), "{counts:?}");
    }

    #[test]
    fn constants_use_up_draws_until_nothing_else_is_found() {
        let mut rng = Rng::new(2, 0);
        let mut sampler = Sampler::new(20, 4);
        for _ in 0..500 {
            let (seen, _) = draw(&mut sampler, 0, &mut rng, |f| f < 10);
            let usable = seen.iter().filter(|&&f| f >= 10).count();
            assert!(seen.len() == 4 && usable > 0 || usable == 1 && seen.last().is_some_and(|&f| f >= 10), "{seen:?}");
        }
        let (seen, known) = draw(&mut sampler, 0, &mut rng, |f| f != 7);
        assert!(seen.contains(&7));
        assert_eq!(known, seen.len() - usize::from(seen.last() == Some(&7)));
        assert_eq!(draw(&mut sampler, 0, &mut rng, |_| true).1, 20, "all are looked at before giving up");
    }

    #[test]
    fn children_do_not_look_at_known_constants_whatever_their_sibling_found() {
        let mut rng = Rng::new(3, 0);
        for _ in 0..200 {
            let mut sampler = Sampler::new(15, 15);
            let (_, known) = draw(&mut sampler, 0, &mut rng, |f| f < 5);
            assert_eq!(known, 5);
            let (left, deeper) = draw(&mut sampler, known, &mut rng, |f| f < 9);
            assert!(left.iter().all(|&f| f >= 5), "{left:?}");
            let (below, _) = draw(&mut sampler, deeper, &mut rng, |_| false);
            assert!(below.iter().all(|&f| f >= 9), "{below:?}");
            let (right, _) = draw(&mut sampler, known, &mut rng, |f| f < 5);
            assert_eq!(right.iter().collect::<BTreeSet<_>>(), (5..15).collect::<Vec<_>>().iter().collect());
        }
    }
}
