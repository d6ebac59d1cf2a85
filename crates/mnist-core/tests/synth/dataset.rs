//! Synthetic data sets: balanced, cut up at will, never failing, and legible.

use mnist_core::synth::{MAX_COUNT, Style, SynthError, dataset};

#[test]
fn pieces_join_to_the_whole() {
    let whole = dataset(Style::Varied, 9, 15, 60).unwrap();
    let mut joined = dataset(Style::Varied, 9, 15, 7).unwrap();
    for (start, count) in [(22, 0), (22, 30), (52, 23)] {
        let piece = dataset(Style::Varied, 9, start, count).unwrap();
        joined.images.extend(piece.images);
        joined.labels.extend(piece.labels);
    }
    assert!(joined == whole);
}

#[test]
fn every_ten_items_have_each_label_once_in_an_order_of_their_own() {
    let labels = dataset(Style::Tidy, 2, 0, 200).unwrap().labels;
    for ten in labels.chunks(10) {
        let mut sorted = ten.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    assert_ne!(labels[..10], labels[10..20]);
}

#[test]
fn thousands_of_items_all_have_the_ink_of_a_digit() {
    for (style, seed) in [(Style::Tidy, 3), (Style::Varied, 4)] {
        let data = dataset(style, seed, 0, 1500).unwrap();
        for (i, image) in data.images.chunks_exact(784).enumerate() {
            let ink = image.iter().map(|&p| u32::from(p)).sum::<u32>() / 255;
            assert!((20..300).contains(&ink), "{style:?} item {i}, a {}: {ink} pixels of ink", data.labels[i]);
        }
    }
}

#[test]
fn one_tidy_writer_reads_another() {
    let known = dataset(Style::Tidy, 1, 0, 400).unwrap();
    let asked = dataset(Style::Tidy, 2, 0, 400).unwrap();
    let right = asked.images.chunks_exact(784).zip(&asked.labels).filter(|&(image, &label)| {
        let distance =
            |other: &[u8]| image.iter().zip(other).map(|(&a, &b)| u32::from(a.abs_diff(b)).pow(2)).sum::<u32>();
        let nearest = known.images.chunks_exact(784).zip(&known.labels).min_by_key(|(other, _)| distance(other));
        nearest.is_some_and(|(_, &found)| found == label)
    });
    assert!(right.count() >= 396);
}

#[test]
fn the_end_of_the_numbers_and_absurd_counts_do_no_harm() {
    assert_eq!(dataset(Style::Tidy, u64::MAX, u64::MAX, 2).unwrap().labels.len(), 2);
    let too_many = MAX_COUNT + 1;
    let error = dataset(Style::Tidy, 1, 0, too_many).unwrap_err();
    assert_eq!(error, SynthError::Count { found: too_many, limit: MAX_COUNT });
}
