//! What was packed comes back; what is damaged, cut short or too much is told apart.
#![allow(clippy::unwrap_used, reason = "a test's helpers may")]

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use picture_decoder::{GzipError, unpack_gzip};
use proptest::prelude::*;
use siffra_common::error::Coded as _;

/// More than any of these files has.
const MUCH: u64 = 1 << 24;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

proptest! {
    #[test]
    fn members_are_joined(bytes in proptest::collection::vec(0u8..4, 0..3000), cut in 0.0f64..1.0) {
        let (a, b) = bytes.split_at((bytes.len() as f64 * cut) as usize);
        prop_assert_eq!(unpack_gzip(&gzip(&bytes), MUCH), Ok(bytes.clone()));
        prop_assert_eq!(unpack_gzip(&[gzip(a), gzip(b)].concat(), MUCH), Ok(bytes));
    }

    #[test]
    fn whatever_comes_ends(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let bytes = [&[0x1f, 0x8b, 8, 0][..], &bytes].concat();
        if let Ok(unpacked) = unpack_gzip(&bytes, MUCH) {
            prop_assert!(unpacked.len() as u64 <= MUCH);
        }
    }
}

#[test]
fn corrupt() {
    let good = gzip(&[7; 4096]);
    let mut wrong_checksum = good.clone();
    let at = wrong_checksum.len() - 8;
    wrong_checksum[at] ^= 1;
    let mut garbage_after = good;
    garbage_after.extend_from_slice(b"garbage after the stream");
    let reserved_block_type = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..], &[0xff; 16]].concat();
    for bytes in [wrong_checksum, garbage_after, reserved_block_type] {
        assert_eq!(unpack_gzip(&bytes, MUCH).unwrap_err().code(), "gzip-corrupt");
    }
}

#[test]
fn cut_short_anywhere() {
    let whole = gzip(&[5; 300]);
    for len in 2..whole.len() {
        assert_eq!(unpack_gzip(&whole[..len], MUCH), Err(GzipError::Truncated { found: len }));
    }
}

#[test]
fn a_bomb_is_left_in_time() {
    let bomb = gzip(&vec![0; 1 << 20]);
    assert_eq!(unpack_gzip(&bomb, 1 << 20).map(|bytes| bytes.len()), Ok(1 << 20));
    let error = unpack_gzip(&bomb, 1 << 16).unwrap_err();
    assert_eq!(error, GzipError::Bomb { compressed: bomb.len(), limit: 1 << 16 });
}
