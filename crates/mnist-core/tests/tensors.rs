//! Files of tensors: what is written comes back, the same bytes each time, and nothing malformed is accepted.

use mnist_core::error::Coded as _;
use mnist_core::tensors::{TensorError, TensorFile};
use proptest::prelude::*;

fn sample() -> TensorFile {
    let mut file = TensorFile::default();
    file.put_f32("model.weight", &[2, 3], &[1.0, -2.5, 3.25, f32::MIN_POSITIVE, -0.0, 6.0]);
    file.put_u8("model.labels", &[4], &[0, 9, 3, 255]);
    file.put_f64("model.bias", &[], &[0.1]);
    file.put_u32("model.counts", &[2], &[0, u32::MAX]);
    file.put_i32("model.deltas", &[1, 2], &[i32::MIN, 7]);
    file
}

#[test]
fn what_is_written_comes_back_with_its_shape() {
    let back = TensorFile::parse(&sample().serialize().unwrap()).unwrap();
    assert_eq!(back, sample());
    assert_eq!(back.f64("model.bias").unwrap(), (vec![], vec![0.1]));
    assert_eq!(back.u32("model.counts").unwrap().1, [0, u32::MAX]);
    assert_eq!(back.i32("model.deltas").unwrap().0, [1, 2]);
}

#[test]
fn the_order_of_insertion_does_not_show_in_the_bytes() {
    let mut reversed = TensorFile::default();
    reversed.put_i32("model.deltas", &[1, 2], &[i32::MIN, 7]);
    reversed.put_u32("model.counts", &[2], &[0, u32::MAX]);
    reversed.put_f64("model.bias", &[], &[0.1]);
    reversed.put_u8("model.labels", &[4], &[0, 9, 3, 255]);
    reversed.put_f32("model.weight", &[2, 3], &[1.0, -2.5, 3.25, f32::MIN_POSITIVE, -0.0, 6.0]);
    assert_eq!(reversed.serialize().unwrap(), sample().serialize().unwrap());
}

#[test]
fn a_missing_tensor_another_type_and_another_shape_are_told_apart() {
    let file = sample();
    assert!(matches!(file.f32("model.other"), Err(TensorError::Missing { .. })));
    assert_eq!(file.u8("model.weight").unwrap_err().code(), "tensors-mismatch");
    let error = file.f32_of_shape("model.weight", &[3, 2]).unwrap_err();
    assert_eq!(error.to_string(), "tensor model.weight: expected shape [3, 2], found shape [2, 3]");
}

#[test]
fn values_that_are_not_finite_are_refused_where_a_model_reads_them() {
    let mut file = TensorFile::default();
    file.put_f32("w", &[2], &[1.0, f32::NAN]);
    assert_eq!(
        file.f32_of_shape("w", &[2]).unwrap_err().to_string(),
        "tensor w: expected finite values, found NaN at 1"
    );
}

#[test]
fn every_truncation_is_refused() {
    let bytes = sample().serialize().unwrap();
    for length in 0..bytes.len() {
        assert_eq!(TensorFile::parse(&bytes[..length]).unwrap_err().code(), "tensors-format", "{length} bytes");
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..256)) {
        let _ = TensorFile::parse(&bytes);
    }

    #[test]
    fn a_flipped_header_byte_never_panics(at in 0usize..300, flip in 1u8..) {
        let mut bytes = sample().serialize().unwrap();
        let at = at % bytes.len();
        bytes[at] ^= flip;
        let _ = TensorFile::parse(&bytes);
    }
}
