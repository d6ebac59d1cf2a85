//! What every error has in common, in Rust and as JavaScript sees it.

use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

/// An error that a program can tell apart by `code` and a person can act on by its message.
///
/// The message says what was expected, what came and what to do.
pub trait Coded: core::error::Error {
    /// Stable, kebab-case, prefixed by the module: `idx-wrong-magic`.
    fn code(&self) -> &'static str;
}

/// JavaScript's `Error` with the message and the `code` of `error`; its `name` is "CoreError".
pub fn to_js(error: impl Coded) -> JsValue {
    let js = Error::new(&error.to_string());
    js.set_name("CoreError");
    // Setting a property on a fresh object cannot fail.
    let _ = Reflect::set(&js, &"code".into(), &error.code().into());
    js.into()
}
