//! Decoding for JavaScript.

// wasm-bindgen exports what is pub, whatever module it is in.
#![allow(unreachable_pub)]

use js_sys::Uint8Array;
use siffra_common::error::to_js;
use wasm_bindgen::prelude::*;

use crate::{RgbaImage, decode};

/// A decoded picture, upright.
#[wasm_bindgen]
pub struct Picture(RgbaImage);

#[wasm_bindgen]
impl Picture {
    /// Pixels across.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> u32 {
        self.0.width
    }

    /// Pixels down.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> u32 {
        self.0.height
    }

    /// `width * height * 4` bytes of RGBA, row by row, straight alpha; a copy each time.
    #[wasm_bindgen(getter)]
    pub fn pixels(&self) -> Uint8Array {
        Uint8Array::from(&self.0.pixels[..])
    }
}

/// Decodes a PNG, JPEG, WebP, GIF or BMP file of at most 20 MB and 40 megapixels.
#[wasm_bindgen(js_name = decodePicture)]
pub fn decode_picture(bytes: &[u8]) -> Result<Picture, JsValue> {
    decode(bytes).map(Picture).map_err(to_js)
}

/// Unpacks a gzip stream of any number of members, to at most `limit` bytes.
#[wasm_bindgen(js_name = unpackGzip)]
pub fn unpack_gzip(bytes: &[u8], limit: u32) -> Result<Uint8Array, JsValue> {
    crate::unpack_gzip(bytes, limit.into()).map(|unpacked| Uint8Array::from(&unpacked[..])).map_err(to_js)
}
