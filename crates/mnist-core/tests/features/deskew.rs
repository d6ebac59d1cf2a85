//! Deskew.
use mnist_core::features::{TransformParams, fit};
use mnist_core::matrix::Matrix;
use proptest::prelude::*;

const SIDE: usize = 28;

fn deskewed(image: Vec<f32>) -> Vec<f32> {
    let x = Matrix::new(1, SIDE * SIDE, image).expect("an image");
    let transform = fit(&TransformParams::Deskew {}, &x, &mut |_| true).expect("28 x 28");
    transform.transform(&x).expect("28 x 28").data().to_vec()
}

/// Ink of a stroke through (`x`, 14) that moves `slant` to the right a row.
fn stroke(x: f32, slant: f32) -> Vec<f32> {
    let pixel = |at: usize| {
        let (row, col) = ((at / SIDE) as f32, (at % SIDE) as f32);
        let distance = (col - x - slant * (row - 14.0)).abs();
        if (6.0..23.0).contains(&row) { (2.0 - distance).clamp(0.0, 1.0) } else { 0.0 }
    };
    (0..SIDE * SIDE).map(pixel).collect()
}

/// Mass, centre of mass (x, y), and the covariance of x and y.
fn moments(image: &[f32]) -> [f64; 4] {
    let sum = |f: fn(f64, f64) -> f64| -> f64 {
        image.iter().enumerate().map(|(at, &v)| f64::from(v) * f((at % SIDE) as f64, (at / SIDE) as f64)).sum()
    };
    let mass = sum(|_, _| 1.0);
    let (x, y) = (sum(|x, _| x) / mass, sum(|_, y| y) / mass);
    [mass, x, y, sum(|x, y| x * y) / mass - x * y]
}

proptest! {
    #[test]
    fn a_slanted_stroke_stands_upright_where_it_was(x in 12.0f32..16.0, slant in -0.6f32..0.6) {
        let image = stroke(x, slant);
        let [mass, centre_x, centre_y, _] = moments(&image);
        let [new_mass, new_x, new_y, covariance] = moments(&deskewed(image));
        prop_assert!((mass - new_mass).abs() < 1e-3);
        prop_assert!((centre_x - new_x).abs() < 1e-4);
        prop_assert!((centre_y - new_y).abs() < 1e-4);
        prop_assert!(covariance.abs() < 1e-3, "{covariance}");
    }

    /// The definition: each row moved by the slant times its distance from the centre, linear between pixels.
    #[test]
    fn equals_its_definition(values in proptest::collection::vec(0u8..=255, SIDE * SIDE)) {
        let image: Vec<f32> = values.iter().map(|&v| f32::from(v)).collect();
        let [_, _, centre, covariance] = moments(&image);
        let mass: f64 = image.iter().map(|&v| f64::from(v)).sum();
        let square = |v: f64| v * v;
        let spread = image.iter().enumerate().map(|(at, &v)| f64::from(v) * square((at / SIDE) as f64 - centre)).sum::<f64>() / mass;
        let at = |x: i64, y: usize| if (0..SIDE as i64).contains(&x) { f64::from(image[y * SIDE + x as usize]) } else { 0.0 };
        for (i, out) in deskewed(image.clone()).into_iter().enumerate() {
            let (y, x) = (i / SIDE, (i % SIDE) as f64 + covariance / spread * ((i / SIDE) as f64 - centre));
            let (whole, fraction) = (x.floor() as i64, x - x.floor());
            let expected = (1.0 - fraction) * at(whole, y) + fraction * at(whole + 1, y);
            prop_assert!((f64::from(out) - expected).abs() < 0.02, "{i}: {out} {expected}");
        }
    }
}

#[test]
fn images_without_a_slant_stay_as_they_are() {
    let upright = stroke(14.0, 0.0);
    assert_eq!(deskewed(upright.clone()), upright);
    let blank = vec![0.0; SIDE * SIDE];
    assert_eq!(deskewed(blank.clone()), blank);
    let one_row: Vec<f32> = (0..SIDE * SIDE).map(|at| if at / SIDE == 9 { 1.0 } else { 0.0 }).collect();
    assert_eq!(deskewed(one_row.clone()), one_row);
}
