//! The golden vectors: what `preprocess` gave when they were written, byte for byte. Node and Chromium read the same
//! file, so that Rust, Node and browsers are held to one answer. `SIFFRA_BLESS=1 cargo test` writes it anew, which is
//! right only together with a new `PREPROCESS_VERSION`.
#![allow(clippy::unwrap_used, reason = "a test's helpers may")]

mod scenes;

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use mnist_core::preprocess::{Input, Page, normalise_mnist, preprocess};
use mnist_core::strokes::from_triplets;
use picture_decoder::decode;
use scenes::{Case, golden_cases};
use serde::{Deserialize, Serialize};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/preprocess.json");

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Golden {
    name: String,
    #[serde(flatten)]
    input: Case,
    expected: Expected,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Expected {
    digits: Vec<ExpectedDigit>,
    refused: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct ExpectedDigit {
    bounds: [f32; 4],
    pixels_base64: String,
}

fn expected(page: &Page) -> Expected {
    let digit = |d: &mnist_core::preprocess::Digit| ExpectedDigit {
        bounds: [d.bounds.x, d.bounds.y, d.bounds.w, d.bounds.h],
        pixels_base64: BASE64.encode(d.pixels),
    };
    Expected { digits: page.digits.iter().map(digit).collect(), refused: page.refused.map(|r| r.code().to_owned()) }
}

fn run(case: &Case) -> Expected {
    let bytes = |text: &str| BASE64.decode(text).unwrap();
    let page = match case {
        Case::Strokes { points, lengths } => {
            let strokes = from_triplets(points, lengths).unwrap();
            preprocess(Input::Strokes(&strokes))
        }
        Case::Rgba { width, height, rgba_base64 } => {
            preprocess(Input::Rgba { pixels: &bytes(rgba_base64), width: *width, height: *height })
        }
        Case::Image { bytes_base64 } => {
            let picture = decode(&bytes(bytes_base64)).unwrap();
            preprocess(Input::Rgba { pixels: &picture.pixels, width: picture.width, height: picture.height })
        }
        Case::Mnist { pixels_base64 } => {
            let image: [u8; 784] = bytes(pixels_base64).try_into().unwrap();
            let pixels_base64 = BASE64.encode(normalise_mnist(&image));
            let digits = vec![ExpectedDigit { bounds: [0.0, 0.0, 28.0, 28.0], pixels_base64 }];
            return Expected { digits, refused: None };
        }
    };
    expected(&page.unwrap())
}

#[test]
fn preprocessing_gives_the_golden_bytes() {
    if std::env::var_os("SIFFRA_BLESS").is_some() {
        let made: Vec<Golden> = golden_cases()
            .into_iter()
            .map(|(name, input)| Golden { name: name.to_owned(), expected: run(&input), input })
            .collect();
        let lines: Vec<String> = made.iter().map(|g| serde_json::to_string(g).unwrap()).collect();
        std::fs::write(FILE, format!("[\n{}\n]\n", lines.join(",\n"))).unwrap();
    }
    let text = std::fs::read_to_string(FILE).unwrap();
    let golden: Vec<Golden> = serde_json::from_str(&text).unwrap();
    assert!(golden.len() >= 16, "{} cases", golden.len());
    for case in golden {
        assert_eq!(run(&case.input), case.expected, "{}", case.name);
    }
}
