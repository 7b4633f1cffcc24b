//! The colours: one table for the style sheet and for every export.
//!
//! The core knows only tones; a tone's class (`t-ask`) picks its colours from here. Names that
//! belong together: `x` fills, `x-on` is written on that fill, `x-ink` is the same hue for words
//! and thin strokes, `x-wash` is a ground tinted with it. The tests compute every contrast and
//! compare this table with the custom properties in `style/page.css`.

/// A colour with its name, for a light and for a dark page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// The name, without the dashes of a custom property.
    pub name: &'static str,
    /// The colour on a light page, `#rrggbb`.
    pub light: &'static str,
    /// The colour on a dark page, `#rrggbb`.
    pub dark: &'static str,
}

const fn token(name: &'static str, light: &'static str, dark: &'static str) -> Token {
    Token { name, light, dark }
}

/// Every colour of the page, in the order of the style sheet.
pub const TOKENS: &[Token] = &[
    // Grounds, words and lines.
    token("paper", "#faf8f4", "#14171d"),
    token("card", "#ffffff", "#1c2028"),
    token("well", "#f3f0e9", "#262b35"),
    token("ink", "#1d2330", "#e9e6df"),
    token("soft", "#5d6576", "#a9b0bd"),
    token("line", "#e3dfd6", "#333946"),
    token("wire", "#d6d0c3", "#3c4351"),
    token("edge", "#7c8492", "#8b93a1"),
    token("shade", "#1d2330", "#000000"),
    token("accent", "#0072b2", "#4ea3dc"),
    token("accent-wash", "#e6f1f8", "#1b2f40"),
    // Kinds of messages: each one hue, besides its shape and its label.
    token("ask", "#855aa6", "#b995d3"),
    token("ask-on", "#ffffff", "#21122d"),
    token("ask-ink", "#7d509f", "#c3a4da"),
    token("promise", "#007a59", "#2fbf94"),
    token("promise-on", "#ffffff", "#04231a"),
    token("promise-ink", "#00775a", "#2fbf94"),
    token("propose", "#0072b2", "#4ea3dc"),
    token("propose-on", "#ffffff", "#061f31"),
    token("propose-ink", "#00649d", "#6bb4e6"),
    token("accepted", "#56b4e9", "#7cc7f0"),
    token("accepted-on", "#06283c", "#06283c"),
    token("accepted-ink", "#1f6f9e", "#7cc7f0"),
    token("refused", "#9aa1ad", "#8b93a1"),
    token("refused-on", "#14171d", "#14171d"),
    token("refused-ink", "#5d6576", "#a9b0bd"),
    token("learn", "#e69f00", "#e69f00"),
    token("learn-on", "#2b1d00", "#2b1d00"),
    token("learn-ink", "#865c00", "#eab444"),
    // Verdicts. A traitor and a loss wear the colours of what is broken, with shapes of their own.
    token("good", "#009e73", "#2fbf94"),
    token("good-ink", "#00684c", "#4fd0a8"),
    token("good-wash", "#e3f4ee", "#15342b"),
    token("bad", "#d55e00", "#f0813f"),
    token("bad-ink", "#a84300", "#f6a06c"),
    token("bad-wash", "#fdeee2", "#40251a"),
    // Values: never the hues of verdicts; each has a glyph besides.
    token("value-0-ink", "#a8285a", "#f49ab8"),
    token("value-0-wash", "#fbe9ef", "#3a1f2b"),
    token("value-1-ink", "#3b51b0", "#a8b6ff"),
    token("value-1-wash", "#eaedfb", "#23294a"),
    token("value-2-ink", "#745600", "#e3c566"),
    token("value-2-wash", "#f7f0d8", "#352d16"),
    token("value-3-ink", "#0b6573", "#6fcbd9"),
    token("value-3-wash", "#def1f4", "#16323a"),
    token("value-4-ink", "#7b4526", "#dcab8b"),
    token("value-4-wash", "#f6eae2", "#37271e"),
    token("value-5-ink", "#526400", "#bccf5e"),
    token("value-5-wash", "#eef3d6", "#2a3016"),
    token("value-6-ink", "#6f3f96", "#cbaee8"),
    token("value-6-wash", "#f0e8f7", "#33264a"),
    token("value-7-ink", "#0f5f86", "#86c8ee"),
    token("value-7-wash", "#e2f0f8", "#19344a"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = include_str!("../../style/page.css");
    /// WCAG 2.2, success criterion 1.4.3: words against their ground.
    const WORDS_MIN: f64 = 4.5;
    /// WCAG 2.2, success criterion 1.4.11: marks against their ground.
    const MARKS_MIN: f64 = 3.0;

    fn colours(dark: bool) -> impl Iterator<Item = (&'static str, &'static str)> {
        TOKENS.iter().map(move |token| (token.name, if dark { token.dark } else { token.light }))
    }

    fn colour(dark: bool, name: &str) -> &'static str {
        colours(dark).find(|(known, _)| *known == name).unwrap_or_else(|| panic!("no token {name}")).1
    }

    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two hexadecimal digits")) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { libm_pow((value + 0.055) / 1.055) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    /// x to the power 2.4, as exp(2.4 ln x) by way of the fifth root of x^12 (Newton's method).
    fn libm_pow(x: f64) -> f64 {
        let power = x.powi(12);
        let mut root = 1.0_f64;
        for _ in 0..200 {
            root -= (root.powi(5) - power) / (5.0 * root.powi(4));
        }
        root
    }

    fn assert_contrast(dark: bool, front: &str, ground: &str, least: f64) {
        let (a, b) = (luminance(colour(dark, front)), luminance(colour(dark, ground)));
        let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
        assert!(contrast >= least, "{front} on {ground}, dark {dark}: {contrast:.2} is less than {least}");
    }

    #[test]
    fn words_keep_four_and_a_half_to_one_on_every_ground_they_stand_on() {
        for dark in [false, true] {
            for (name, _) in colours(dark) {
                if let Some(fill) = name.strip_suffix("-on") {
                    assert_contrast(dark, name, fill, WORDS_MIN);
                }
                if name.ends_with("-ink") || ["ink", "soft", "accent"].contains(&name) {
                    for ground in ["paper", "card", "well"] {
                        assert_contrast(dark, name, ground, WORDS_MIN);
                    }
                }
                if name.ends_with("-wash") {
                    let own = name.replace("-wash", "-ink");
                    let own = if TOKENS.iter().any(|token| token.name == own) { own } else { "accent".to_owned() };
                    for words in ["ink", "soft", own.as_str()] {
                        assert_contrast(dark, words, name, WORDS_MIN);
                    }
                }
            }
        }
    }

    #[test]
    fn marks_keep_three_to_one() {
        for dark in [false, true] {
            for mark in ["edge", "accent", "good", "bad"] {
                for ground in ["paper", "card", "well"] {
                    assert_contrast(dark, mark, ground, MARKS_MIN);
                }
            }
        }
    }

    /// The declarations of the block that opens with `opening`, as (name, colour).
    fn declared(opening: &str) -> Vec<(&'static str, &'static str)> {
        let start = SHEET.find(opening).unwrap_or_else(|| panic!("no block {opening}")) + opening.len();
        let end = start + SHEET[start..].find('}').expect("the block ends");
        let pairs = SHEET[start..end].split(';').filter_map(|pair| pair.trim().strip_prefix("--")?.split_once(':'));
        pairs.map(|(name, value)| (name.trim(), value.trim())).filter(|(_, value)| value.starts_with('#')).collect()
    }

    #[test]
    fn the_style_sheet_declares_exactly_this_table() {
        assert_eq!(declared(":root {"), colours(false).collect::<Vec<_>>());
        assert_eq!(declared(":root:not([data-theme=\"light\"]) {"), colours(true).collect::<Vec<_>>());
        assert_eq!(declared("\n:root[data-theme=\"dark\"] {"), colours(true).collect::<Vec<_>>());
    }
}
