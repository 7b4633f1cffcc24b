//! The one binary: on wasm it mounts the page, natively it is the command line.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    synod::cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    // Without the page there is nothing to mount: so the library is built where the searcher is measured.
    #[cfg(feature = "page")]
    synod::ui::mount();
}
