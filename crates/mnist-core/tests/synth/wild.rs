//! Digits drawn and photographed: the same for ever, different from each other, and still digits.

use mnist_core::error::Coded as _;
use mnist_core::preprocess::PIXELS;
use mnist_core::synth::wild::{Way, photo, read_back, strokes, wild};
use mnist_core::synth::{Dataset, MAX_COUNT, Style, SynthError, dataset};

fn tidy(count: usize) -> Dataset {
    dataset(Style::Tidy, 3, 0, count).unwrap()
}

fn first(images: &[u8]) -> &[u8; PIXELS] {
    images.first_chunk().unwrap()
}

#[test]
fn seed_and_index_decide_a_photo_and_its_pixels_are_opaque() {
    let Dataset { images, .. } = tidy(1);
    let taken = photo(first(&images), 1, 2);
    assert_eq!(photo(first(&images), 1, 2), taken);
    assert_ne!(photo(first(&images), 1, 3), taken);
    assert_ne!(photo(first(&images), 2, 2), taken);
    assert_eq!(taken.pixels.len(), 4 * (taken.width * taken.height) as usize);
    assert!(taken.pixels.chunks(4).all(|pixel| pixel[3] == 255));
}

#[test]
fn nearly_all_come_back_as_one_digit_and_look_as_they_did() {
    let count = 200;
    let Dataset { images, .. } = tidy(count);
    for (way, most_lost, alike) in [(Way::Strokes, 4, 0.75), (Way::Photo, 25, 0.6)] {
        let mut likeness = Vec::new();
        for (image, index) in images.as_chunks().0.iter().zip(0..) {
            if let [digit] = read_back(image, way, 1, index).unwrap().digits.as_slice() {
                likeness.push(cosine(image, &digit.pixels));
            }
        }
        assert!(likeness.len() >= count - most_lost, "{way:?}: {} came back", likeness.len());
        let mean = likeness.iter().sum::<f64>() / likeness.len() as f64;
        assert!(mean > alike, "{way:?}: {mean}");
    }
}

fn cosine(a: &[u8], b: &[u8]) -> f64 {
    let dot = |a: &[u8], b: &[u8]| a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

#[test]
fn a_wild_set_has_the_labels_of_what_went_out_and_depends_on_its_seed() {
    let Dataset { images, labels } = tidy(50);
    let ones: Vec<u8> =
        images.chunks(PIXELS).zip(&labels).filter(|(_, l)| **l == 1).flat_map(|(i, _)| i.to_vec()).collect();
    let set = wild(&images, &labels, 1, 60).unwrap();
    assert_eq!((set.labels.len(), set.images.len()), (60, 60 * PIXELS));
    assert_eq!(wild(&images, &labels, 1, 60).unwrap(), set);
    assert_eq!(wild(&images, &labels, 1, 20).unwrap().images, set.images[..20 * PIXELS]);
    assert_ne!(wild(&images, &labels, 2, 60).unwrap(), set);
    assert_eq!(wild(&ones, &vec![1; ones.len() / PIXELS], 1, 9).unwrap().labels, [1; 9]);
}

#[test]
fn blank_images_give_no_digit_and_bad_requests_say_what_is_wrong() {
    let blank = vec![0; 3 * PIXELS];
    assert_eq!(strokes(first(&blank)), Vec::<Vec<_>>::new());
    assert_eq!(wild(&blank, &[1, 2, 3], 1, 5).unwrap().labels, Vec::<u8>::new());
    assert_eq!(wild(&[], &[], 1, 5).unwrap(), Dataset::default());
    assert_eq!(wild(&blank, &[1, 2], 1, 5), Err(SynthError::Images { found: 3 * PIXELS }));
    assert_eq!(wild(&blank[1..], &[1, 2, 3], 1, 5), Err(SynthError::Images { found: 3 * PIXELS - 1 }));
    assert_eq!(wild(&blank, &[1, 2, 3], 1, MAX_COUNT + 1).unwrap_err().code(), "synth-count");
    assert_eq!("fax".parse::<Way>().unwrap_err().code(), "synth-way");
}
