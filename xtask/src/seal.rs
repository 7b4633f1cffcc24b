//! The seal: a content security policy in the built page, so that nothing runs in it, and nothing is loaded, that was
//! not built with it.
//!
//! Trunk calls this after each build. Under `trunk serve` the page holds Trunk's own reloading script and talks to its
//! server; such a page is left as it is. In a release page only one script may stand inline, Trunk's loader, and the
//! policy names it by its hash. The same pass [squeezes](crate::squeeze) our own sheets and scripts.

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::{first_load, squeeze};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What only a page under `trunk serve` contains.
const SERVED: &str = "__TRUNK_WS_BASE__";
const CHARSET: &str = "<meta charset=\"utf-8\">";

/// The verb: seals the page that Trunk is about to put in place, or, called by hand, the one in `dist/`.
pub(crate) fn seal(place: &Place) -> Outcome<ExitCode> {
    let directory = std::env::var_os("TRUNK_STAGING_DIR").map_or_else(|| place.dist(), PathBuf::from);
    let index = directory.join("index.html");
    let html = std::fs::read_to_string(&index).map_err(|error| Complaint::file("read", &index, &error))?;
    if let Some(sealed) = sealed(&html)? {
        std::fs::write(&index, sealed).map_err(|error| Complaint::file("write", &index, &error))?;
        squeeze_own(place, &directory)?;
        first_load::pack(place, &directory)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Squeezes the style sheets, and those scripts that come from `assets/` as they are.
fn squeeze_own(place: &Place, directory: &Path) -> Outcome<()> {
    let entries = std::fs::read_dir(directory).map_err(|error| Complaint::file("read", directory, &error))?;
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let source = stem.rsplit_once('-').map_or(&*stem, |(name, _hash)| name);
        let own = place.root.join("assets").join(format!("{source}.js")).is_file();
        match path.extension().and_then(OsStr::to_str) {
            Some("css") => squeeze::squeeze(place, &path, squeeze::NEW)?,
            Some("js") if own => squeeze::squeeze(place, &path, squeeze::OLD)?,
            _ => {}
        }
    }
    Ok(())
}

/// The page with its policy; nothing when there is nothing to do.
fn sealed(html: &str) -> Outcome<Option<String>> {
    if html.contains(SERVED) || html.contains("Content-Security-Policy") {
        return Ok(None);
    }
    refuse_what_a_policy_would_break(html)?;
    let scripts = inline_scripts(html);
    let [loader] = scripts.as_slice() else {
        return Err(Complaint::new(format!(
            "index.html holds {} inline scripts; only Trunk's loader may be one, put the others into assets/",
            scripts.len()
        )));
    };
    let Some((before, after)) = html.split_once(CHARSET) else {
        return Err(Complaint::new(format!("index.html has no {CHARSET}, after which the policy goes")));
    };
    let policy = policy(loader);
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    Ok(Some(format!("{before}{CHARSET}\n  {meta}{after}")))
}

fn policy(loader: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(loader.as_bytes()));
    [
        "default-src 'none'".to_owned(),
        format!("script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}'"),
        "style-src 'self'".to_owned(),
        "img-src 'self' data: blob:".to_owned(),
        "font-src 'self'".to_owned(),
        "connect-src 'self'".to_owned(),
        "worker-src blob:".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
    ]
    .join("; ")
}

/// Each of these would be dropped by the browser in silence, or reach for another host.
fn refuse_what_a_policy_would_break(html: &str) -> Outcome<()> {
    let broken = [
        ("<style", "put the rules into style/"),
        (" style=\"", "use a class"),
        (" onclick=\"", "add the listener in a script"),
        (" onload=\"", "add the listener in a script"),
        (" integrity=\"", "it stops the style sheet in a sandboxed frame: is `no_sri` gone from Trunk.toml?"),
        ("src=\"http", "nothing is loaded from another host"),
        ("href=\"http", "nothing is loaded from another host"),
    ];
    match broken.iter().find(|(what, _)| html.contains(what)) {
        Some((what, remedy)) => Err(Complaint::new(format!("index.html contains `{}`: {remedy}", what.trim()))),
        None => Ok(()),
    }
}

/// The texts of the scripts that have no `src`, to the byte, as the browser hashes them.
fn inline_scripts(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once("<script") {
        let Some((attributes, body)) = after.split_once('>') else { break };
        let Some((text, following)) = body.split_once("</script>") else { break };
        if !attributes.contains("src=") {
            found.push(text);
        }
        rest = following;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><meta charset=\"utf-8\"><script src=\"./guard.js\"></script>\
        <script type=\"module\">\nimport init from './a.js';\n</script></head>";

    #[test]
    fn the_loader_is_named_by_the_hash_of_its_exact_text() {
        let sealed = sealed(PAGE).ok().flatten().unwrap_or_default();
        // printf "\nimport init from './a.js';\n" | openssl dgst -sha256 -binary | base64
        assert!(sealed.contains("'sha256-b8dPs/81WrgdLiiXFdRIvTN+J/lNbYF2vbwDBORDYHw='"), "{sealed}");
    }

    #[test]
    fn a_sealed_page_and_a_served_page_are_left_alone() {
        let once = sealed(PAGE).ok().flatten().unwrap_or_default();
        assert!(matches!(sealed(&once), Ok(None)));
        assert!(matches!(sealed(&format!("{PAGE}'{{{{{SERVED}}}}}'")), Ok(None)));
    }

    #[test]
    fn a_second_inline_script_is_refused() {
        assert!(sealed(&format!("{PAGE}<script>alert(1)</script>")).is_err());
    }

    #[test]
    fn what_the_policy_would_drop_is_refused() {
        assert!(sealed(&format!("{PAGE}<p style=\"color:red\">")).is_err());
        assert!(sealed(&format!("{PAGE}<img src=\"https://example.org/a.png\">")).is_err());
    }
}
