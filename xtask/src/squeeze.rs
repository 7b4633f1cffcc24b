//! Takes out of our own style sheets and scripts what only their authors read: comments, indentation, empty lines.
//!
//! Trunk's minifier fails on wasm-bindgen's script and is off for all; this is no minifier. It knows that our scripts
//! put block comments on lines of their own and hold no text that goes over several lines.

/// A style sheet without comments and indentation.
pub(crate) fn css(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, after) = rest.split_at(at);
        kept.push_str(before);
        let (token, following) = if after.starts_with("/*") {
            ("", after.split_once("*/").map_or("", |(_, following)| following))
        } else {
            after.split_at(quoted(after))
        };
        kept.push_str(token);
        rest = following;
    }
    kept.push_str(rest);
    without_indentation(kept.lines())
}

/// One of our own scripts without the comments that stand on lines of their own, and without indentation.
pub(crate) fn js(text: &str) -> String {
    let mut in_comment = false;
    without_indentation(text.lines().filter(|line| {
        let line = line.trim();
        let comment = in_comment || line.starts_with("/*");
        in_comment = comment && !line.ends_with("*/");
        !comment && !line.starts_with("//")
    }))
}

/// How long the text in quotes is with which this starts; 1 when it starts with anything else.
fn quoted(text: &str) -> usize {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''));
    let close = quote.and_then(|quote| text.get(1..)?.find(quote));
    close.map_or(1, |at| at + 2)
}

fn without_indentation<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_loses_comments_but_no_text_in_quotes() {
        let sheet = "/* why\n   so */\na {\n  content: \"/* stays */\"; /* goes */\n\n  width: calc(1px / 2);\n}\n";
        assert_eq!(css(sheet), "a {\ncontent: \"/* stays */\";\nwidth: calc(1px / 2);\n}");
    }

    #[test]
    fn a_script_loses_whole_lines_only() {
        let script = "/* top\n * of it */\n(function () {\n  // why\n  var a = \"https://\"; // stays\n})();\n";
        assert_eq!(js(script), "(function () {\nvar a = \"https://\"; // stays\n})();");
    }
}
