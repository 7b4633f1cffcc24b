//! What the built page weighs, file by file, and which files belong to the first load.
//!
//! The first load is every byte before a ready stage: `index.html` and whatever is named in it, or in a script or style
//! sheet that is itself in the first load. The second part of the WebAssembly is named there too, but asked for only when
//! the stage is ready (an end-to-end test holds it back); what only the WebAssembly names (workers, exports, lectures)
//! comes on demand.

use crate::complaint::{Complaint, Outcome};
use crate::first_load::LATER_ENDING;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};

/// One file of the built page.
pub(crate) struct Weight {
    /// Its path under `dist/`.
    pub(crate) name: String,
    /// Bytes as stored.
    pub(crate) raw: u64,
    /// Bytes as sent by a host that compresses.
    pub(crate) gzip: u64,
    /// Whether it is needed before the stage is ready.
    pub(crate) first: bool,
}

/// Weighs every file under a directory; the heaviest first.
pub(crate) fn weigh(dist: &Path) -> Outcome<Vec<Weight>> {
    let mut files = Vec::new();
    collect(dist, dist, &mut files)?;
    if !files.iter().any(|(name, _)| name == "index.html") {
        return Err(Complaint::new(format!("{} holds no page: run `cargo xtask build` first", dist.display())));
    }
    let first = first_load(&files);
    let mut weights = Vec::new();
    for (name, bytes) in &files {
        weights.push(Weight {
            name: name.clone(),
            raw: bytes.len() as u64,
            gzip: gzip_bytes(bytes)?,
            first: first.contains(name),
        });
    }
    weights.sort_by_key(|weight| std::cmp::Reverse(weight.gzip));
    Ok(weights)
}

/// The gzip bytes of the first load.
pub(crate) fn first_load_gzip(weights: &[Weight]) -> u64 {
    weights.iter().filter(|weight| weight.first).map(|weight| weight.gzip).sum()
}

/// Bytes after compression at its strongest, as a static host stores them.
pub(crate) fn gzip_bytes(bytes: &[u8]) -> Outcome<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.map(|packed| packed.len() as u64).map_err(|error| Complaint::new(format!("could not compress: {error}")))
}

fn collect(root: &Path, directory: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Outcome<()> {
    let entries = std::fs::read_dir(directory).map_err(|error| Complaint::file("read", directory, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let bytes = std::fs::read(&path).map_err(|error| Complaint::file("read", &path, &error))?;
            files.push((name, bytes));
        }
    }
    Ok(())
}

fn first_load(files: &[(String, Vec<u8>)]) -> Vec<String> {
    let mut found = vec!["index.html".to_owned()];
    let mut next = 0;
    while let Some(name) = found.get(next).cloned() {
        next += 1;
        if !has_names_in_it(&name) {
            continue;
        }
        let Some((_, bytes)) = files.iter().find(|(other, _)| *other == name) else { continue };
        let text = String::from_utf8_lossy(bytes);
        for (other, _) in files {
            let file = other.rsplit('/').next().unwrap_or(other);
            if !found.contains(other) && text.contains(file) && !other.ends_with(LATER_ENDING) {
                found.push(other.clone());
            }
        }
    }
    found
}

fn has_names_in_it(name: &str) -> bool {
    [".html", ".js", ".css"].iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_load_is_what_the_page_names_directly_or_through_scripts() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let files = [
            file("index.html", "import './a.js'; href=\"./b.css\""),
            file("a.js", "import './snippets/c.js'; new URL('a_bg.wasm'); new URL('a_later.wasm')"),
            file("a_bg.wasm", "search.js"),
            file("a_later.wasm", ""),
            file("b.css", ""),
            file("search.js", ""),
            file("snippets/c.js", ""),
        ];
        let mut first = first_load(&files);
        first.sort();
        assert_eq!(first, ["a.js", "a_bg.wasm", "b.css", "index.html", "snippets/c.js"]);
    }
}
