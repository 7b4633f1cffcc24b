//! A frame as a table: always there for screen readers, in sight when somebody wants it.

use yew::prelude::*;

use super::line::plain;
use crate::app::Shot;
use crate::scene::{Row, Table};
use crate::text::{Locale, words};

/// The frame as a table.
pub(super) fn table(table: &Table, shot: &Shot) -> Html {
    html! {
        <div class={classes!("frame-table", (!shot.table).then_some("visually-hidden"))}>
            <table>
                <caption>{ &table.title }</caption>
                <thead>
                    <tr>{ for table.heads.iter().enumerate().map(|(index, head)| html! { <th key={index} scope="col">{ head }</th> }) }</tr>
                </thead>
                <tbody>{ for rows(table, shot) }</tbody>
            </table>
        </div>
    }
}

/// The rows of a table; those that only the watcher knows say so, or are left out.
pub(super) fn rows(table: &Table, shot: &Shot) -> impl Iterator<Item = Html> {
    let rows = table.rows.iter().enumerate().filter(|(_, row)| shot.watching || !row.watcher);
    rows.map(|(index, one)| row(index, one, shot.locale))
}

/// A row: its first cell is its head.
fn row(index: usize, row: &Row, locale: Locale) -> Html {
    let cell = |(index, line)| {
        if index == 0 {
            let note = row
                .watcher
                .then(|| html! { <span class="visually-hidden">{ " (" }{ words::ONLY_WE_KNOW.get(locale) }{ ")" }</span> });
            html! { <th key={index} scope="row">{ plain(line) }{ note }</th> }
        } else {
            html! { <td key={index}>{ plain(line) }</td> }
        }
    };
    html! {
        <tr key={index} class={classes!(row.watcher.then_some("known-to-watcher"))}>{ for row.cells.iter().enumerate().map(cell) }</tr>
    }
}
