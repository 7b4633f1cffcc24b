//! The icons: strokes on a grid of 20 by 20, drawn for this page. No font, no picture file.
//!
//! An icon says nothing to a screen reader; the button around it carries the words.

use super::element::{Element, el};

/// An icon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Icon {
    /// To the start of the run.
    ToStart,
    /// One step back.
    Back,
    /// Play.
    Play,
    /// Pause.
    Pause,
    /// One step forward.
    Forward,
    /// To the next phase.
    NextPhase,
    /// To the end of the run.
    ToEnd,
    /// Take the latest act back.
    Undo,
    /// Do it again.
    Redo,
    /// Branches of the run.
    Branch,
    /// Share this frame.
    Share,
    /// Present.
    Present,
    /// Light or dark.
    Theme,
    /// Help and keys.
    Help,
    /// The frame as a table.
    Table,
    /// Close.
    Close,
    /// A fresh seed.
    Dice,
    /// Crash a node.
    Crash,
    /// Wake a node.
    Wake,
    /// Lose a message.
    Lose,
    /// Duplicate a message.
    Duplicate,
    /// Hold a message back.
    Hold,
    /// Release a held message.
    Release,
    /// Cut a link.
    Cut,
    /// Heal a link.
    Heal,
    /// A traitor, or a lie.
    Mask,
    /// A disk.
    Disk,
    /// The menu.
    Menu,
    /// What is folded away.
    More,
    /// Knobs.
    Knobs,
    /// It holds, or it is done.
    Check,
    /// It is broken.
    Cross,
    /// Not yet.
    Open,
    /// Only the watcher sees it.
    Eye,
    /// Deliver a message.
    Deliver,
    /// Two side by side.
    Beside,
    /// Search.
    Search,
}

impl Icon {
    /// What is stroked, and what is filled.
    fn drawing(self) -> (&'static str, &'static str) {
        match self {
            Icon::ToStart => ("M5 4.5v11", "M15.5 4.5v11L7 10z"),
            Icon::Back => ("", "M14 4.2v11.6L5 10z"),
            Icon::Play => ("", "M6.2 3.8v12.4L16.4 10z"),
            Icon::Pause => ("", "M5.5 4h3.2v12H5.5zM11.3 4h3.2v12h-3.2z"),
            Icon::Forward => ("", "M6 4.2v11.6L15 10z"),
            Icon::NextPhase => ("M16.2 4.5v11", "M3.2 5v10L9 10zM9 5v10l5.8-5z"),
            Icon::ToEnd => ("M15 4.5v11", "M4.5 4.5v11L13 10z"),
            Icon::Undo => ("M7.5 4 4 7.5 7.5 11M4.5 7.5h7a4.2 4.2 0 0 1 0 8.4H8", ""),
            Icon::Redo => ("M12.5 4 16 7.5 12.5 11M15.5 7.5h-7a4.2 4.2 0 0 0 0 8.4H12", ""),
            Icon::Branch => (
                "M5.5 6.6v6.8M5.5 11.5c0-3 8.5-1.4 8.5-4.6",
                "M5.5 2.6a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM5.5 13.4a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM14 3a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
            ),
            Icon::Share => ("M10 12.5V3M6.5 6.2 10 2.8l3.5 3.4M5.5 9.5H4v7.5h12V9.5h-1.5", ""),
            Icon::Present => ("M2.5 3.8h15M3.8 3.8v8.7h12.4V3.8M10 12.5V15M6.5 17.2 10 15l3.5 2.2", ""),
            Icon::Theme => ("M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14z", "M10 3a7 7 0 0 1 0 14z"),
            Icon::Help => {
                ("M7.2 7.4a2.8 2.8 0 1 1 4.3 2.4c-1 .6-1.5 1.2-1.5 2.4", "M10 14.3a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4z")
            }
            Icon::Table => ("M3 4.5h14v11H3zM3 8.2h14M3 11.8h14M7.6 4.5v11", ""),
            Icon::Close => ("M5 5l10 10M15 5 5 15", ""),
            Icon::Dice => (
                "M5 3.5h10A1.5 1.5 0 0 1 16.5 5v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V5A1.5 1.5 0 0 1 5 3.5z",
                "M7 5.7a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6zM10 8.7a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6zM13 11.7a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6z",
            ),
            Icon::Crash => ("M4 4h12v12H4zM7 7l6 6M13 7l-6 6", ""),
            Icon::Wake => ("M10 3v3M10 17a5 5 0 0 0 5-5H5a5 5 0 0 0 5 5zM3.5 8.5l2 1.3M16.5 8.5l-2 1.3M2.5 12H5M15 12h2.5", ""),
            Icon::Lose => ("M2.5 6.5h6M12 6.5h1.5M16 6.5h1.5M7.5 11l5 5M12.5 11l-5 5", ""),
            Icon::Duplicate => ("M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4", ""),
            Icon::Hold => ("M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 6v4.2l2.8 1.8", ""),
            Icon::Release => ("M3 10h12M11 5.5l4.5 4.5-4.5 4.5", ""),
            Icon::Cut => (
                "M6.9 7.1 16 14.5M6.9 12.9 16 5.5M5 3.7a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2zM5 12.1a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2z",
                "",
            ),
            Icon::Heal => {
                ("M8.3 11.7a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.7 8.3a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1", "")
            }
            Icon::Mask => (MASK, "M6.4 8.3c1-.9 2.4-.6 2.8.6-1 .7-2.2.5-2.8-.6zM13.6 8.3c-1-.9-2.4-.6-2.8.6 1 .7 2.2.5 2.8-.6z"),
            Icon::Disk => (
                "M3.5 5.5c0-1.4 2.9-2.3 6.5-2.3s6.5.9 6.5 2.3-2.9 2.3-6.5 2.3-6.5-.9-6.5-2.3zM3.5 5.5v9c0 1.4 2.9 2.3 6.5 2.3s6.5-.9 6.5-2.3v-9M3.5 10c0 1.4 2.9 2.3 6.5 2.3s6.5-.9 6.5-2.3",
                "",
            ),
            Icon::Menu => ("M3 5.5h14M3 10h14M3 14.5h14", ""),
            Icon::More => (
                "",
                "M4.5 8.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4zM10 8.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4zM15.5 8.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4z",
            ),
            Icon::Knobs => {
                ("M3 6h6M13 6h4M3 14h3M10 14h7M11 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM8 12a2 2 0 1 1 0 4 2 2 0 0 1 0-4z", "")
            }
            Icon::Check => ("M4 10.5l4 4 8-9", ""),
            Icon::Cross => ("M5.5 5.5l9 9M14.5 5.5l-9 9", ""),
            Icon::Open => ("M10 5a5 5 0 1 1 0 10 5 5 0 0 1 0-10z", ""),
            Icon::Eye => (
                "M2.5 10C5 6 7.5 4.8 10 4.8S15 6 17.5 10C15 14 12.5 15.2 10 15.2S5 14 2.5 10z",
                "M10 7.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z",
            ),
            Icon::Beside => ("M3 4h14v12H3zM10 4v12", ""),
            Icon::Search => ("M8.6 3.4a5.2 5.2 0 1 1 0 10.4 5.2 5.2 0 0 1 0-10.4zM12.5 12.5l4.3 4.3", ""),
            Icon::Deliver => ("M2.5 10h9M8.5 6.5 12 10l-3.5 3.5M16 4v12", ""),
        }
    }
}

/// The face of the mask, which the stage draws as a badge too.
pub(super) const MASK: &str =
    "M3.5 5c4.3-1.3 8.7-1.3 13 0 .3 6-1.9 10.3-6.5 12.2C5.4 15.3 3.2 11 3.5 5zM7.6 12.8c1.5-.9 3.3-.9 4.8 0";

/// Draws an icon.
#[inline(never)]
pub(super) fn icon(icon: Icon) -> Element {
    let (strokes, fills) = icon.drawing();
    el("svg")
        .class("icon")
        .attr("viewBox", "0 0 20 20")
        .attr("width", "20")
        .attr("height", "20")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .maybe(path("icon-line", strokes))
        .maybe(path("icon-fill", fills))
}

fn path(class: &'static str, drawing: &'static str) -> Option<Element> {
    (!drawing.is_empty()).then(|| el("path").class(class).attr("d", drawing))
}
