//! Errors as JavaScript sees them: an `Error` with `name` "CoreError" and a stable `code`.

use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

use crate::error::Coded;

/// An `Error` with the message and the code of `error`.
pub(crate) fn to_js(error: impl Coded) -> JsValue {
    let js = Error::new(&error.to_string());
    js.set_name("CoreError");
    // Setting a property on a fresh object cannot fail.
    let _ = Reflect::set(&js, &"code".into(), &error.code().into());
    js.into()
}
