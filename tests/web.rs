//! What only a browser can tell: the library runs there, and agrees with the native build.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_page_is_around_us() {
    assert!(web_sys::window().and_then(|window| window.document()).is_some());
}
