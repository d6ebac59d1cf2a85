//! A battery of hard pictures, made from a seed and read by the network that ships.
//!
//! The least shares right are what was measured, less what chance may take of so few (docs/decisions/0015). They are of
//! a careful synthetic writer, whom the network reads all but always, so that what fails is the preprocessing. With
//! MNIST_DIR the training images of MNIST pass through the same papers.
#![allow(clippy::unwrap_used, reason = "a test's helpers may")]

mod hands;
mod kinds;
mod reader;
mod rows;
#[path = "../scenes/mod.rs"]
mod scenes;
mod sheet;
mod small;

use std::path::Path;

use hands::Hands;
use kinds::{KINDS, Make};
use mnist_core::rng::Rng;
use reader::Reader;
use rows::ROWS;
use small::SMALL;

/// Pictures of each kind.
const COUNT: u64 = 12;

/// Kinds of which more than one in twelve may fail: how many of the twelve have to be read.
const HARDER: [(&str, u64); 6] = [
    ("thick in a shadow", 9),
    ("tight and thick", 9),
    ("tight and thick in light on dark", 9),
    ("one ruled line", 10),
    ("touching", 8),
    ("a row of broken strokes", 9),
];

/// How many of `COUNT` pictures of a kind are read whole.
fn right(reader: &Reader, hands: &Hands, stream: u64, make: Make) -> u64 {
    let is_right = |index: &u64| {
        let (labels, picture) = make(hands, &mut Rng::new(1000 + stream, *index));
        reader.read(&picture) == labels
    };
    (0..COUNT).filter(is_right).count() as u64
}

fn assert_read(hands: &Hands, slack: u64) {
    let reader = Reader::shipped();
    let least = |kind: &str| HARDER.iter().find(|(name, _)| *name == kind).map_or(COUNT - 1, |(_, least)| *least);
    let mut short = Vec::new();
    for (stream, (kind, make)) in (0..).zip(KINDS.iter().chain(&ROWS).chain(&SMALL)) {
        let right = right(&reader, hands, stream, *make);
        if right + slack < least(kind) {
            short.push(format!("{kind}: {right} of {COUNT}, expected {}", least(kind) - slack));
        }
    }
    assert!(short.is_empty(), "{short:#?}");
}

#[test]
fn a_careful_hand_is_read_on_every_paper() {
    assert_read(&Hands::Synthetic, 0);
}

/// MNIST's own writers are harder to read, and their strokes break of themselves: one more of each twelve may fail.
#[test]
fn training_digits_are_read_on_every_paper() {
    match std::env::var("MNIST_DIR") {
        Ok(dir) => assert_read(&Hands::of_mnist(Path::new(&dir)), 1),
        Err(_) => eprintln!("skipped: MNIST_DIR names no folder"),
    }
}
