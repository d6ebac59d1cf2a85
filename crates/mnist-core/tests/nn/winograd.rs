//! The fast way to convolve against the plain one.

use mnist_core::nn::kernels::{ConvShape, conv2d, conv2d_backprop_filter, conv2d_backprop_input, winograd};
use proptest::prelude::*;

use super::normal;

prop_compose! {
    /// Shapes that suit, with and without padding, of even and odd sizes.
    fn shapes()(
        batch in 1usize..=2,
        (in_height, in_width) in (3usize..=9, 3usize..=9),
        (pad_top, pad_left) in (0usize..=2, 0usize..=2),
        (inputs, outputs) in (1usize..=3, 1usize..=5),
    ) -> ConvShape {
        ConvShape {
            batch,
            in_height,
            in_width,
            in_channels: 4 * inputs,
            filter_height: 3,
            filter_width: 3,
            stride_height: 1,
            stride_width: 1,
            pad_top,
            pad_left,
            out_height: in_height + 2 * pad_top - 2,
            out_width: in_width + 2 * pad_left - 2,
            out_channels: 4 * outputs,
        }
    }
}

fn close(found: &[f32], expected: &[f32]) -> Result<(), TestCaseError> {
    prop_assert_eq!(found.len(), expected.len());
    let largest = expected.iter().fold(1.0f32, |most, v| most.max(v.abs()));
    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
        prop_assert!((found - expected).abs() < 1e-5 * largest, "{}: {}, expected {}", at, found, expected);
    }
    Ok(())
}

proptest! {
    #[test]
    fn convolution_and_gradients_are_the_plain_ones(s in shapes(), relu in any::<bool>(), seed in 0u64..1_000) {
        prop_assert!(winograd::suits(&s));
        let (inputs, outputs) = (s.batch * s.input_size(), s.batch * s.output_size());
        let (image, filter) = (normal(inputs, 1.0, seed), normal(s.filter_size(), 0.5, seed + 1));
        let (bias, dy) = (normal(s.out_channels, 1.0, seed + 2), normal(outputs, 1.0, seed + 3));

        let [mut fast, mut plain] = [vec![f32::NAN; outputs], vec![f32::NAN; outputs]];
        winograd::conv2d(&s, &image, &filter, &bias, relu, &mut fast);
        conv2d(&s, &image, &filter, &bias, relu, &mut plain);
        close(&fast, &plain)?;

        let [mut fast, mut plain] = [vec![f32::NAN; inputs], vec![f32::NAN; inputs]];
        winograd::conv2d_backprop_input(&s, &dy, &filter, &mut fast);
        conv2d_backprop_input(&s, &dy, &filter, &mut plain);
        close(&fast, &plain)?;

        // What is there is added to.
        let [mut fast, mut plain] = [filter.clone(), vec![0.0; s.filter_size()]];
        winograd::add_backprop_filter(&s, &image, &dy, &mut fast);
        conv2d_backprop_filter(&s, &image, &dy, &mut plain);
        plain.iter_mut().zip(&filter).for_each(|(sum, before)| *sum += before);
        close(&fast, &plain)?;
    }
}

#[test]
fn other_filters_strides_and_channels_do_not_suit() {
    let s = ConvShape {
        batch: 1,
        in_height: 5,
        in_width: 5,
        in_channels: 4,
        filter_height: 3,
        filter_width: 3,
        stride_height: 1,
        stride_width: 1,
        pad_top: 1,
        pad_left: 1,
        out_height: 5,
        out_width: 5,
        out_channels: 8,
    };
    assert!(winograd::suits(&s));
    for other in [
        ConvShape { filter_height: 5, ..s },
        ConvShape { filter_width: 1, ..s },
        ConvShape { stride_height: 2, ..s },
        ConvShape { stride_width: 2, ..s },
        ConvShape { pad_top: 3, ..s },
        ConvShape { in_channels: 1, ..s },
        ConvShape { out_channels: 6, ..s },
    ] {
        assert!(!winograd::suits(&other), "{other:?}");
    }
}
