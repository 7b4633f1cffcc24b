//! Which key wishes what. Pure, so that the sheet of keys and the tests see the same table.

use crate::exhibit::{Leap, OfferGroup};

use super::{Menu, Msg, Sheet};

/// A key that has gone down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stroke<'a> {
    /// Its name, as the browser tells it: `ArrowRight`, `x`, `?`.
    pub key: &'a str,
    /// Whether Control or Command was held.
    pub command: bool,
    /// Whether Alt was held.
    pub alt: bool,
    /// Whether Shift was held.
    pub shift: bool,
    /// What has the focus.
    pub at: Place,
}

/// What has the focus.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Nothing that uses keys itself.
    Page,
    /// Something that Enter and Space press.
    Button,
    /// Something that is typed into, or that letters choose in.
    Field,
}

/// What lies on top of the page, and what the reader wants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mode {
    /// Whether single keys act.
    pub shortcuts: bool,
    /// Whether a dialog is open: it has its keys to itself.
    pub sheet: bool,
}

/// What a key wishes, if anything.
pub fn wish(stroke: Stroke<'_>, mode: Mode) -> Option<Msg> {
    if stroke.key == "Escape" {
        return Some(Msg::Close);
    }
    if mode.sheet || stroke.alt || stroke.at == Place::Field {
        return None;
    }
    if stroke.command {
        return match (stroke.key, stroke.shift) {
            ("z", false) => Some(Msg::Undo),
            ("z" | "Z", true) | ("y", false) => Some(Msg::Redo),
            _ => None,
        };
    }
    match stroke.key {
        "ArrowRight" => Some(Msg::Forward),
        "ArrowLeft" => Some(Msg::Back),
        "PageDown" => Some(Msg::FrameAhead),
        "PageUp" => Some(Msg::FrameBack),
        "Home" => Some(Msg::ToStart),
        "End" => Some(Msg::ToEnd),
        " " if stroke.at == Place::Page => Some(Msg::TogglePlay),
        key if mode.shortcuts => single(key),
        _ => None,
    }
}

/// Keys that are a single character: they can be switched off. What a Chinese keyboard sends in
/// their place counts too.
fn single(key: &str) -> Option<Msg> {
    Some(match key {
        "[" | "【" => Msg::LastPhase,
        "]" | "】" => Msg::NextPhase,
        "x" => Msg::Open(Menu::Group(OfferGroup::Message)),
        "c" => Msg::Open(Menu::Group(OfferGroup::Fault)),
        "k" => Msg::Open(Menu::Group(OfferGroup::Link)),
        "i" => Msg::FrameAhead,
        "n" => Msg::Leap(Leap::Over),
        "r" => Msg::Leap(Leap::Out),
        "u" => Msg::Undo,
        "U" => Msg::Redo,
        "t" => Msg::ToggleTable,
        "w" => Msg::ToggleWatching,
        "b" => Msg::ToggleBeside,
        "o" => Msg::OtherPane,
        "v" => Msg::ToggleVeil,
        "h" => Msg::ToggleTry,
        "l" => Msg::NextLocale,
        "d" => Msg::OtherTheme,
        "p" => Msg::TogglePresent,
        "s" => Msg::Sheet(Sheet::Settings),
        "f" => Msg::Sheet(Sheet::Search),
        "?" | "？" => Msg::Sheet(Sheet::Help),
        _ => {
            let digit = key.parse::<u8>().ok().filter(|digit| (1..=9).contains(digit));
            return digit.map(Msg::Numbered);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Mode = Mode { shortcuts: true, sheet: false };

    fn stroke(key: &str) -> Stroke<'_> {
        Stroke { key, command: false, alt: false, shift: false, at: Place::Page }
    }

    #[test]
    fn arrows_and_presenter_remotes_step() {
        let wishes = ["ArrowRight", "ArrowLeft", "PageDown", "PageUp", "Home", "End", " "].map(|key| wish(stroke(key), PLAIN));
        let steps = [Msg::Forward, Msg::Back, Msg::FrameAhead, Msg::FrameBack, Msg::ToStart, Msg::ToEnd, Msg::TogglePlay];
        assert_eq!(wishes, steps.map(Some));
    }

    #[test]
    fn space_presses_the_button_that_has_the_focus() {
        assert_eq!(wish(Stroke { at: Place::Button, ..stroke(" ") }, PLAIN), None);
        assert_eq!(wish(Stroke { at: Place::Button, ..stroke("ArrowRight") }, PLAIN), Some(Msg::Forward));
    }

    #[test]
    fn a_field_and_a_dialog_keep_their_keys() {
        for key in ["x", "1", "ArrowLeft", " ", "Home"] {
            assert_eq!(wish(Stroke { at: Place::Field, ..stroke(key) }, PLAIN), None, "{key}");
            assert_eq!(wish(stroke(key), Mode { sheet: true, ..PLAIN }), None, "{key}");
        }
        assert_eq!(wish(Stroke { at: Place::Field, ..stroke("Escape") }, PLAIN), Some(Msg::Close));
    }

    #[test]
    fn single_keys_can_be_switched_off_and_the_others_stay() {
        let off = Mode { shortcuts: false, ..PLAIN };
        for key in ["x", "c", "1", "?", "[", "p"] {
            assert!(wish(stroke(key), PLAIN).is_some(), "{key}");
            assert_eq!(wish(stroke(key), off), None, "{key}");
        }
        assert_eq!(wish(stroke("ArrowRight"), off), Some(Msg::Forward));
    }

    #[test]
    fn undo_and_redo_have_their_usual_keys() {
        let held = |key, shift| wish(Stroke { command: true, shift, ..stroke(key) }, PLAIN);
        assert_eq!([held("z", false), held("Z", true), held("y", false)], [Some(Msg::Undo), Some(Msg::Redo), Some(Msg::Redo)]);
        assert_eq!(held("x", false), None, "the browser's own");
        assert_eq!([wish(stroke("u"), PLAIN), wish(stroke("U"), PLAIN)], [Some(Msg::Undo), Some(Msg::Redo)]);
    }

    #[test]
    fn zero_and_unknown_keys_wish_nothing() {
        assert_eq!([wish(stroke("0"), PLAIN), wish(stroke("q"), PLAIN), wish(stroke("Process"), PLAIN)], [None, None, None]);
        assert_eq!(wish(stroke("7"), PLAIN), Some(Msg::Numbered(7)));
    }
}
