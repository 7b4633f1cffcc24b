//! The searcher of the page: a worker of its own. Natively `synod explore` does the same.

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This searches for the page. On the command line it is `synod explore`.");
}

#[cfg(target_arch = "wasm32")]
fn main() {
    synod::worker::main();
}
