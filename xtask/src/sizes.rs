//! What the built page weighs, file by file, and which files belong to the first load.
//!
//! The first load is every byte before a ready stage: `index.html` and whatever is named in it, or in a script or style
//! sheet that is itself in the first load. The other parts of the WebAssembly are named there too: of those that belong to
//! exhibits only those are asked for that the one in the address needs, and of the others none before the stage is ready (an end-to-end
//! test holds them back). What only the WebAssembly names (workers, exports, lectures) comes on demand.

use crate::complaint::{Complaint, Outcome};
use crate::first_load::comes_behind;
use crate::first_load::list::AND;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeMap;
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
    /// When it is needed.
    pub(crate) need: Need,
}

/// When a file is needed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// Before any stage is ready.
    First,
    /// Before a stage of these exhibits is ready.
    Exhibits(Vec<String>),
    /// Not before.
    Behind,
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
            need: first.get(name).cloned().unwrap_or(Need::Behind),
        });
    }
    weights.sort_by_key(|weight| std::cmp::Reverse(weight.gzip));
    Ok(weights)
}

/// The gzip bytes of the first load of each exhibit.
pub(crate) fn first_loads_gzip(weights: &[Weight]) -> BTreeMap<&str, u64> {
    let of = |exhibit: &str| {
        let needed = |weight: &&Weight| match &weight.need {
            Need::First => true,
            Need::Exhibits(exhibits) => exhibits.iter().any(|one| one == exhibit),
            Need::Behind => false,
        };
        weights.iter().filter(needed).map(|weight| weight.gzip).sum()
    };
    let exhibits = weights.iter().filter_map(|weight| match &weight.need {
        Need::Exhibits(exhibits) => Some(exhibits),
        Need::First | Need::Behind => None,
    });
    exhibits.flatten().map(|exhibit| (exhibit.as_str(), of(exhibit))).collect()
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

fn first_load(files: &[(String, Vec<u8>)]) -> BTreeMap<String, Need> {
    let mut found = BTreeMap::from([("index.html".to_owned(), Need::First)]);
    let mut open = vec!["index.html".to_owned()];
    while let Some(name) = open.pop() {
        if !has_names_in_it(&name) {
            continue;
        }
        let Some((_, bytes)) = files.iter().find(|(other, _)| *other == name) else { continue };
        let text = String::from_utf8_lossy(bytes);
        for (other, _) in files {
            let file = other.rsplit('/').next().unwrap_or(other);
            if !found.contains_key(other) && text.contains(file) {
                found.insert(other.clone(), need(file));
                open.push(other.clone());
            }
        }
    }
    found
}

/// When a file is needed that the page names.
fn need(file: &str) -> Need {
    match file.strip_suffix(".wasm").and_then(|stem| stem.rsplit_once('_')) {
        None | Some((_, "bg")) => Need::First,
        Some((_, part)) if comes_behind(part) => Need::Behind,
        Some((_, exhibits)) => Need::Exhibits(exhibits.split(AND).map(str::to_owned).collect()),
    }
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
            file("a.js", "import './snippets/c.js'; new URL('a_bg.wasm'); [['ring','a_ring.wasm'],['later','a_later.wasm']]"),
            file("a_bg.wasm", "search.js"),
            file("a_ring.wasm", ""),
            file("a_later.wasm", ""),
            file("b.css", ""),
            file("search.js", ""),
            file("snippets/c.js", ""),
        ];
        let first = first_load(&files);
        let mut of_all: Vec<_> = first.iter().filter(|(_, need)| **need == Need::First).map(|(name, _)| name.as_str()).collect();
        of_all.sort_unstable();
        assert_eq!(of_all, ["a.js", "a_bg.wasm", "b.css", "index.html", "snippets/c.js"]);
        assert_eq!(first["a_ring.wasm"], Need::Exhibits(vec!["ring".to_owned()]));
        assert_eq!(need("a_ring.mod.wasm"), Need::Exhibits(vec!["ring".to_owned(), "mod".to_owned()]));
        assert_eq!(first["a_later.wasm"], Need::Behind);
    }

    #[test]
    fn the_first_load_has_the_part_of_one_exhibit() {
        let weight = |gzip: u64, need: Need| Weight { name: String::new(), raw: 0, gzip, need };
        let part = |exhibits: &[&str]| Need::Exhibits(exhibits.iter().map(|one| (*one).to_owned()).collect());
        let all = [
            weight(1, Need::First),
            weight(20, part(&["a"])),
            weight(300, part(&["b"])),
            weight(4000, Need::Behind),
            weight(50_000, part(&["b", "c"])),
        ];
        assert_eq!(first_loads_gzip(&all), BTreeMap::from([("a", 21), ("b", 50_301), ("c", 50_001)]));
    }
}
