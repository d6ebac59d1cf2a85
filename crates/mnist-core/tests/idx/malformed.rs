//! One test a malformation: each is told apart, and the message says what was expected and what came.

use mnist_core::error::Coded as _;
use mnist_core::idx::{ElementType, IdxArray, IdxError, Limits, MnistImages, parse, parse_labels, write};

fn error(bytes: &[u8]) -> IdxError {
    parse(bytes, Limits::default()).unwrap_err()
}

fn file(element_type: ElementType, dims: &[u32], data: &[u8]) -> Vec<u8> {
    write(&IdxArray { element_type, dims: dims.to_vec(), data: data.to_vec() }).unwrap()
}

/// Header of `u8` data with these dimensions, and nothing after it.
fn header(dims: &[u32]) -> Vec<u8> {
    let mut bytes = vec![0, 0, 8, dims.len() as u8];
    bytes.extend(dims.iter().flat_map(|d| d.to_be_bytes()));
    bytes
}

#[test]
fn empty_file() {
    assert_eq!(error(b""), IdxError::TruncatedHeader { expected: 4, found: 0 });
}

#[test]
fn html_page_is_called_one() {
    for page in [&b"<!DOCTYPE html><html>404</html>"[..], b"\xef\xbb\xbf\r\n <html>"] {
        let error = error(page);
        assert_eq!(error.code(), "idx-wrong-magic");
        assert!(error.to_string().contains("HTML page"), "{error}");
    }
}

#[test]
fn other_files_that_people_get_are_called_what_they_are() {
    assert!(error(b"PK\x03\x04rest").to_string().contains("ZIP"));
    assert!(error(b"version https://git-lfs.github.com/spec/v1\n").to_string().contains("git lfs pull"));
    assert!(error(b"\x89PNG\r\n").to_string().contains("found 89 50 4e 47"));
}

#[test]
fn unknown_element_type() {
    assert_eq!(error(&[0, 0, 0x0a, 1, 0, 0, 0, 0]), IdxError::UnknownType { code: 0x0a });
}

#[test]
fn no_dimensions() {
    assert_eq!(error(&[0, 0, 8, 0]), IdxError::DimensionCount { found: 0 });
}

#[test]
fn header_cut_short() {
    assert_eq!(error(&[0, 0, 8]), IdxError::TruncatedHeader { expected: 4, found: 3 });
    assert_eq!(error(&[0, 0, 8, 3, 0, 0, 0, 1, 0]), IdxError::TruncatedHeader { expected: 16, found: 9 });
}

#[test]
fn data_cut_short_says_how_much_is_missing() {
    let mut bytes = file(ElementType::I32, &[3], &[0; 12]);
    bytes.truncate(bytes.len() - 1);
    assert_eq!(error(&bytes), IdxError::TruncatedData { expected: 12, found: 11 });
    assert!(error(&bytes).to_string().contains("expected 12 bytes, found 11"));
}

#[test]
fn trailing_bytes() {
    let mut bytes = file(ElementType::U8, &[3], &[1, 2, 3]);
    bytes.push(0);
    assert_eq!(error(&bytes), IdxError::TrailingBytes { expected: 3, found: 4 });
}

#[test]
fn dimensions_that_overflow() {
    let dims = [u32::MAX; 3];
    assert_eq!(error(&header(&dims)), IdxError::DimensionOverflow { dims: dims.to_vec() });
    assert_eq!(error(&header(&[u32::MAX; 255])).code(), "idx-dimension-overflow");
}

#[test]
fn absurd_size_is_refused_before_anything_is_allocated() {
    let bytes = u64::from(u32::MAX) * u64::from(u32::MAX);
    assert_eq!(error(&header(&[u32::MAX; 2])), IdxError::TooLarge { bytes, limit: 256 << 20 });
}

#[test]
fn the_limit_is_inclusive_and_the_callers() {
    let bytes = file(ElementType::U8, &[10], &[0; 10]);
    assert!(parse(&bytes, Limits { max_bytes: 10 }).is_ok());
    assert_eq!(parse(&bytes, Limits { max_bytes: 9 }), Err(IdxError::TooLarge { bytes: 10, limit: 9 }));
}

#[test]
fn images_where_labels_are_expected_and_the_other_way_round() {
    let images = file(ElementType::U8, &[1, 28, 28], &[0; 784]);
    let labels = file(ElementType::U8, &[1], &[0]);
    let error = parse_labels(&images).unwrap_err();
    assert_eq!(error.code(), "idx-not-labels");
    assert!(error.to_string().contains("file of images"), "{error}");
    let error = MnistImages::parse(&labels).unwrap_err();
    assert_eq!(error.code(), "idx-not-images");
    assert!(error.to_string().contains("file of labels"), "{error}");
}

#[test]
fn other_data_sets_are_no_images_and_no_labels() {
    let floats = file(ElementType::F32, &[1, 28, 28], &[0; 3136]);
    let error = MnistImages::parse(&floats).unwrap_err();
    assert!(error.to_string().contains("found f32, 3 dimensions (1 x 28 x 28)"), "{error}");
    assert_eq!(parse_labels(&file(ElementType::I8, &[1], &[0])).unwrap_err().code(), "idx-not-labels");
    let small = file(ElementType::U8, &[1, 8, 9], &[0; 72]);
    assert_eq!(MnistImages::parse(&small), Err(IdxError::ImageSize { rows: 8, cols: 9 }));
}

#[test]
fn labels_outside_the_digits() {
    let letters = file(ElementType::U8, &[4], &[0, 9, 10, 11]);
    assert_eq!(parse_labels(&letters), Err(IdxError::LabelRange { index: 2, label: 10 }));
}

#[test]
fn arrays_that_cannot_be_written() {
    let array =
        |dims: &[u32], len| IdxArray { element_type: ElementType::I16, dims: dims.to_vec(), data: vec![0; len] };
    assert_eq!(write(&array(&[], 2)), Err(IdxError::DimensionCount { found: 0 }));
    assert_eq!(write(&array(&[1; 256], 2)), Err(IdxError::DimensionCount { found: 256 }));
    assert_eq!(write(&array(&[3], 5)), Err(IdxError::DataLength { expected: 6, found: 5 }));
    assert_eq!(write(&array(&[u32::MAX; 2], 0)).unwrap_err().code(), "idx-dimension-overflow");
}
