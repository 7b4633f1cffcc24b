//! A frame as a table: always there for screen readers, in sight when somebody wants it.

use super::element::{Element, el};
use super::line::plain;
use crate::app::Shot;
use crate::scene::{Row, Table};
use crate::text::{Line, Locale, words};

/// The frame as a table.
pub(super) fn table(table: &Table, shot: &Shot) -> Element {
    let heads = table.heads.iter().enumerate().map(|(index, head)| el("th").index(index).attr("scope", "col").text(head));
    let inside = el("table")
        .child(el("caption").text(&table.title))
        .child(el("thead").child(el("tr").each(heads)))
        .child(rows(table, shot));
    el("div").class("frame-table").class_if(!shot.table, "visually-hidden").child(inside)
}

/// The rows of a table; those that only the watcher knows say so, or are left out.
#[inline(never)]
pub(super) fn rows(table: &Table, shot: &Shot) -> Element {
    let rows = table.rows.iter().enumerate().filter(|(_, row)| shot.watching || !row.watcher);
    el("tbody").each(rows.map(|(index, one)| row(index, one, shot.locale)))
}

/// A row: its first cell is its head.
fn row(index: usize, row: &Row, locale: Locale) -> Element {
    let cell = |(index, line): (usize, &Line)| {
        if index == 0 {
            el("th").index(index).attr("scope", "row").child(plain(line)).maybe(row.watcher.then(|| note(locale)))
        } else {
            el("td").index(index).child(plain(line))
        }
    };
    el("tr").index(index).class_if(row.watcher, "known-to-watcher").each(row.cells.iter().enumerate().map(cell))
}

fn note(locale: Locale) -> Element {
    el("span").class("visually-hidden").text(" (").text(words::ONLY_WE_KNOW.get(locale)).text(")")
}
