//! What holds for every file: written arrays come back, damaged ones never do any harm.

use mnist_core::idx::{ElementType, IdxArray, Limits, MnistImages, parse, parse_labels, write};
use proptest::prelude::*;

/// Any type, 1 to 255 dimensions, at most a few thousand bytes.
fn arrays() -> impl Strategy<Value = IdxArray> {
    let dims = prop_oneof![
        prop::collection::vec(0u32..7, 1..5),
        (1usize..=255, 0u32..9).prop_map(|(n, first)| [vec![first], vec![1; n - 1]].concat()),
    ];
    (prop::sample::select(&ElementType::ALL), dims).prop_flat_map(|(element_type, dims)| {
        let len = dims.iter().product::<u32>() as usize * element_type.size();
        prop::collection::vec(any::<u8>(), len).prop_map(move |data| IdxArray {
            element_type,
            dims: dims.clone(),
            data,
        })
    })
}

proptest! {
    #[test]
    fn what_was_written_is_read(array in arrays()) {
        let file = write(&array).unwrap();
        prop_assert_eq!(parse(&file, Limits::default()), Ok(array));
    }

    #[test]
    fn every_truncation_is_an_error(array in arrays()) {
        let file = write(&array).unwrap();
        for len in 0..file.len() {
            prop_assert!(parse(&file[..len], Limits::default()).is_err());
        }
    }

    #[test]
    fn a_changed_header_byte_costs_no_more_than_the_file(array in arrays(), at: prop::sample::Index, byte: u8) {
        let mut file = write(&array).unwrap();
        let at = at.index(4 + 4 * array.dims.len());
        file[at] = byte;
        if let Ok(read) = parse(&file, Limits::default()) {
            prop_assert!(read.data.capacity() <= file.len());
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(
        start in prop::sample::select(vec![&b""[..], &[0, 0], &[0, 0, 8, 3], &[0, 0, 14, 255], &[0x1f, 0x8b, 8, 0]]),
        rest in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let bytes = [start, &rest].concat();
        let _ = parse(&bytes, Limits::default());
        let _ = MnistImages::parse(&bytes);
        let _ = parse_labels(&bytes);
    }
}

#[test]
fn the_bytes_of_a_small_file_are_those_of_the_format() {
    let array = IdxArray { element_type: ElementType::I16, dims: vec![1, 2], data: vec![0xff, 0xfe, 0x01, 0x00] };
    let file = [0, 0, 0x0b, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0xff, 0xfe, 0x01, 0x00];
    assert_eq!(write(&array).unwrap(), file);
    assert_eq!(array.to_f64(), [-2.0, 256.0]);
}

#[test]
fn every_type_is_read_as_numbers() {
    let cases: [(ElementType, Vec<u8>, f64); 6] = [
        (ElementType::U8, vec![200], 200.0),
        (ElementType::I8, vec![200], -56.0),
        (ElementType::I16, (-300i16).to_be_bytes().to_vec(), -300.0),
        (ElementType::I32, 70_000i32.to_be_bytes().to_vec(), 70_000.0),
        (ElementType::F32, 1.5f32.to_be_bytes().to_vec(), 1.5),
        (ElementType::F64, (-0.1f64).to_be_bytes().to_vec(), -0.1),
    ];
    for (element_type, data, value) in cases {
        assert_eq!(IdxArray { element_type, dims: vec![1], data }.to_f64(), [value], "{}", element_type.name());
    }
}

#[test]
fn mnist_files_are_read() {
    let pixels: Vec<u8> = (0..2 * 784).map(|i| (i % 256) as u8).collect();
    let images = IdxArray { element_type: ElementType::U8, dims: vec![2, 28, 28], data: pixels.clone() };
    let read = MnistImages::parse(&write(&images).unwrap()).unwrap();
    assert_eq!(read, MnistImages { count: 2, pixels });
    let labels = IdxArray { element_type: ElementType::U8, dims: vec![3], data: vec![7, 0, 9] };
    assert_eq!(parse_labels(&write(&labels).unwrap()).unwrap(), [7, 0, 9]);
}
