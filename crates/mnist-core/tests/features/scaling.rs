//! Scale and standardise, and parameters as JSON.
use mnist_core::error::Coded as _;
use mnist_core::features::{TransformParams, fit};
use mnist_core::matrix::Matrix;

fn fitted_on(params: &TransformParams, x: &Matrix) -> Matrix {
    fit(params, x, &mut |_| true).and_then(|transform| transform.transform(x)).expect("valid input")
}

#[test]
fn scale_divides_by_255() {
    let pixels = Matrix::from_u8(1, 3, vec![0, 51, 255]).unwrap();
    let values = Matrix::new(1, 3, vec![0.0, 51.0, 255.0]).unwrap();
    for x in [pixels, values] {
        assert_eq!(fitted_on(&TransformParams::Scale {}, &x).data(), [0.0, 0.2, 1.0]);
    }
}

#[test]
fn standardised_features_have_mean_0_and_deviation_1() {
    let x = Matrix::new(4, 2, vec![1.0, 100.0, 2.0, 300.0, 3.0, 100.0, 6.0, 300.0]).unwrap();
    let out = fitted_on(&TransformParams::Standardize {}, &x);
    for j in 0..2 {
        let column: Vec<f32> = (0..4).map(|i| out.row(i)[j]).collect();
        assert!(column.iter().sum::<f32>().abs() < 1e-6);
        assert!((column.iter().map(|v| v * v).sum::<f32>() / 4.0 - 1.0).abs() < 1e-6, "the population's deviation");
    }
}

#[test]
fn a_constant_feature_becomes_0_even_where_its_mean_is_rounded() {
    let x = Matrix::new(7, 1, vec![0.1; 7]).unwrap();
    assert!(fitted_on(&TransformParams::Standardize {}, &x).data().iter().all(|v| v.abs() < 1e-6));
    // And another value of it is not blown up.
    let transform = fit(&TransformParams::Standardize {}, &x, &mut |_| true).unwrap();
    assert!((transform.transform(&Matrix::new(1, 1, vec![1.1]).unwrap()).unwrap().data()[0] - 1.0).abs() < 1e-6);
}

#[test]
fn json_names_the_transform_and_its_parameters() {
    let parse = |json: &str| serde_json::from_str::<TransformParams>(json);
    assert_eq!(parse(r#"{"kind":"scale"}"#).unwrap(), TransformParams::Scale {});
    assert_eq!(
        parse(r#"{"kind":"pca","n_components":100}"#).unwrap(),
        TransformParams::Pca { n_components: 100, seed: 0 }
    );
    assert!(matches!(parse(r#"{"kind":"hog","orientations":8}"#), Ok(TransformParams::Hog(p)) if p.levels.len() == 4));
    assert_eq!(parse(r#"{"kind":"quantize"}"#).unwrap(), TransformParams::Quantize { bits: 12 });
    assert!(parse(r#"{"kind":"pca"}"#).is_err());
    assert!(parse(r#"{"kind":"umap"}"#).is_err());
}

#[test]
fn parameters_out_of_range_are_refused_before_anything_is_fitted() {
    let x = Matrix::zeros(3, 784);
    let refused = |json: &str| {
        let params = serde_json::from_str(json).expect(json);
        fit(&params, &x, &mut |_| panic!("fitted")).err().map_or("no error", |error| error.code())
    };
    for json in [
        r#"{"kind":"pca","n_components":0}"#,
        r#"{"kind":"pca","n_components":4}"#,
        r#"{"kind":"quantize","bits":7}"#,
        r#"{"kind":"quantize","bits":17}"#,
        r#"{"kind":"hog","orientations":1}"#,
        r#"{"kind":"hog","levels":[]}"#,
        r#"{"kind":"hog","levels":[{"cell_size":0,"stride":1}]}"#,
        r#"{"kind":"hog","levels":[{"cell_size":29,"stride":1}]}"#,
        r#"{"kind":"hog","levels":[{"cell_size":4,"stride":0}]}"#,
        r#"{"kind":"hog","levels":[{"cell_size":4,"stride":4,"block_size":8}]}"#,
    ] {
        assert_eq!(refused(json), "estimator-parameter", "{json}");
    }
}
