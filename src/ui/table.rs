//! A frame as a table: always there for screen readers, in sight when somebody wants it.

use yew::prelude::*;

use super::line::plain;
use crate::scene::{Row, Table};

/// The frame as a table.
pub(super) fn table(table: &Table, shown: bool) -> Html {
    html! {
        <div class={classes!("frame-table", (!shown).then_some("visually-hidden"))}>
            <table>
                <caption>{ &table.title }</caption>
                <thead>
                    <tr>{ for table.heads.iter().enumerate().map(|(index, head)| html! { <th key={index} scope="col">{ head }</th> }) }</tr>
                </thead>
                <tbody>{ for table.rows.iter().enumerate().map(|(index, one)| row(index, one)) }</tbody>
            </table>
        </div>
    }
}

/// A row: its first cell is its head.
pub(super) fn row(index: usize, row: &Row) -> Html {
    let cell = |(index, line)| {
        if index == 0 {
            html! { <th key={index} scope="row">{ plain(line) }</th> }
        } else {
            html! { <td key={index}>{ plain(line) }</td> }
        }
    };
    html! {
        <tr key={index} class={classes!(row.watcher.then_some("known-to-watcher"))}>{ for row.cells.iter().enumerate().map(cell) }</tr>
    }
}
