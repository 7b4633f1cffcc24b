//! The one binary: on wasm it mounts the page, natively it is the command line.

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

/// Stands in until the page is mounted here: says that it is ready, and nothing else.
#[cfg(target_arch = "wasm32")]
fn main() {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root {
        // An element without attributes is no element of a page; nothing else can refuse this.
        let _ = root.set_attribute("data-ready", "true");
    }
}
