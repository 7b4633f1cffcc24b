//! The sources as text: on which floor a file stands, which words it names and what it imports.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A source file: its path from the top of the repository, and its text.
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: String,
    /// The text without comments.
    pub(super) code: String,
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned(), code: without_comments(text) }
    }

    /// The path below `src/` in parts, without `.rs`: `["sim", "act"]`.
    pub(super) fn parts(&self) -> Vec<&str> {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        path.strip_suffix(".rs").unwrap_or(path).split('/').collect()
    }

    /// The top-level module that it belongs to.
    pub(super) fn house(&self) -> &str {
        self.parts()[0]
    }

    /// Its floor; `lib.rs` and what is started stand on top of everything.
    pub(super) fn floor(&self) -> u8 {
        floor(self.house()).unwrap_or(TOP)
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty())
    }

    pub(super) fn names(&self, words: &[&str]) -> Vec<String> {
        let known: BTreeSet<&str> = self.words().filter(|word| words.contains(word)).collect();
        known.into_iter().map(|word| format!("{}: names {word}", self.path)).collect()
    }
}

/// Above every floor.
pub(super) const TOP: u8 = 6;
/// The page and its searcher: the only floor that knows a browser.
pub(super) const PAGE: u8 = 5;
/// The shells stand on it.
pub(super) const EXHIBITS: u8 = 3;

pub(super) fn floor(house: &str) -> Option<u8> {
    Some(match house {
        "sim" => 0,
        "balance" | "explore" | "text" | "scene" => 1,
        "exhibit" => 2,
        "exhibits" => EXHIBITS,
        "app" | "cli" => 4,
        "ui" | "worker" => PAGE,
        _ => return None,
    })
}

pub(super) fn sources() -> Vec<Source> {
    let mut all = Vec::new();
    gather(Path::new(env!("CARGO_MANIFEST_DIR")), "src", &mut all);
    all
}

fn gather(top: &Path, folder: &str, all: &mut Vec<Source>) {
    let entries = fs::read_dir(top.join(folder)).expect("a folder of sources");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in names {
        let path = format!("{folder}/{name}");
        if top.join(&path).is_dir() {
            gather(top, &path, all);
        } else if Path::new(&name).extension().is_some_and(|end| end == "rs") {
            all.push(Source::new(&path, &fs::read_to_string(top.join(&path)).expect("a source file")));
        }
    }
}

/// The folders of exhibits.
pub(super) fn exhibits() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exhibits");
    let entries = fs::read_dir(folder).expect("the exhibits").map(|entry| entry.expect("an entry"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

pub(super) fn camel(name: &str) -> String {
    name.split('_').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

/// The top-level modules that a file names: by `crate::`, or by so many `super::` that they get there.
pub(super) fn imports(source: &Source) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (at, start) in source.code.match_indices("crate::") {
        all.extend(heads(&source.code[at + start.len()..]));
    }
    let parts = source.parts();
    let depth = parts.len() - usize::from(parts.last() == Some(&"mod"));
    let up = "super::".repeat(depth);
    for (at, _) in source.code.match_indices(&up) {
        let named = heads(&source.code[at + up.len()..]);
        all.extend(named.into_iter().filter(|name| floor(name).is_some()));
    }
    all
}

/// The first names of a path or of a group of paths: `a::b` or `{a::b, c::{d, e}}`.
fn heads(path: &str) -> Vec<String> {
    let ident = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let Some(group) = path.strip_prefix('{') else { return vec![ident(path)] };
    let (mut depth, mut names, mut at_head) = (0, Vec::new(), true);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_head = true,
            letter if at_head && letter.is_alphabetic() => {
                names.push(ident(&group[at..]));
                at_head = false;
            }
            _ => {}
        }
    }
    names
}

/// A source text with its comments taken out; texts and letters in quotes stay.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            let kept = token(rest, out.chars().last()).unwrap_or(letter.len_utf8());
            out.push_str(&rest[..kept]);
            kept
        };
        rest = &rest[skipped..];
    }
    out
}

/// How long the quoted text or letter is that begins here, if one does.
fn token(rest: &str, before: Option<char>) -> Option<usize> {
    let within_word = before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    if let Some(quoted) = rest.strip_prefix('"') {
        let mut escaped = false;
        let end = quoted.find(|letter| {
            let ends = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            ends
        })?;
        return Some(end + 2);
    }
    if let Some(raw) = rest.strip_prefix('r').filter(|_| !within_word) {
        let fence: String = raw.chars().take_while(|letter| *letter == '#').collect();
        let inner = raw.strip_prefix(fence.as_str())?.strip_prefix('"')?;
        let end = inner.find(&format!("\"{fence}"))?;
        return Some(1 + fence.len() + 1 + end + 1 + fence.len());
    }
    let quoted = rest.strip_prefix('\'')?;
    if let Some(escape) = quoted.strip_prefix('\\') {
        return escape[1..].find('\'').map(|end| 1 + 1 + 1 + end + 1);
    }
    let letter = quoted.chars().next()?;
    quoted[letter.len_utf8()..].starts_with('\'').then_some(2 + letter.len_utf8())
}

#[test]
fn comments_are_taken_out_and_text_is_not() {
    let code = "let a = \"// no\"; // yes\nlet b = '\"'; /* yes */ let c = r#\"/* no \" */\"#; let d: &'static str;";
    let want = "let a = \"// no\"; \nlet b = '\"';  let c = r#\"/* no \" */\"#; let d: &'static str;";
    assert_eq!(without_comments(code), want);
}
