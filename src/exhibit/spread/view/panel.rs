//! The frame as a table, and a server in detail.

use crate::balance::Fraction;
use crate::exhibit::Inspection;
use crate::scene::{Row, Table};
use crate::sim::NodeId;
use crate::text::{Line, Locale, percent};

use crate::exhibit::spread::machine::frame::Frame;
use crate::exhibit::spread::machine::{Standing, State};
use crate::exhibit::spread::text::{self, number};

/// Whether a server takes part, in a word.
pub(super) fn standing(state: &State, slot: u8, locale: Locale) -> Line {
    Line::plain(match state.slots.get(usize::from(slot)).map(|slot| slot.standing) {
        Some(Standing::Up) => locale.pick("takes part", "在用"),
        Some(Standing::Left) | None => locale.pick("has left", "已离开"),
        Some(Standing::Dead) => locale.pick("is dead", "已宕机"),
    })
}

/// What is told of a server: a head and a value each.
fn cells(frame: &Frame<'_>, slot: u8, locale: Locale) -> Vec<(&'static str, Line)> {
    let (state, keys) = (frame.state, frame.owning().count(slot));
    let share = Fraction::new(keys, state.setup.keys.len().max(1) as u64);
    let weight = state.slots.get(usize::from(slot)).map_or(0, |slot| slot.weight);
    let points = state.setup.policy.is_ring().then(|| (locale.pick("points", "点数"), number(state.points_of(slot))));
    [(locale.pick("weight", "权重"), number(weight))]
        .into_iter()
        .chain(points)
        .chain([
            (locale.pick("keys", "键"), number(keys)),
            (locale.pick("share", "份额"), Line::plain(percent(share.millionths()))),
        ])
        .collect()
}

/// The frame as a table.
pub fn table(frame: &Frame<'_>, locale: Locale) -> Table {
    let state = frame.state;
    let row = |slot: u8| {
        let told = cells(frame, slot, locale).into_iter().map(|(_, value)| value);
        let cells = [text::server(state, slot), standing(state, slot, locale)].into_iter().chain(told).collect();
        Row { cells, watcher: false }
    };
    let heads = cells(frame, 0, locale).into_iter().map(|(head, _)| head);
    let heads = [locale.pick("server", "服务器"), locale.pick("now", "现状")].into_iter().chain(heads);
    Table {
        title: locale.pick("The servers and their keys", "服务器与键").to_owned(),
        heads: heads.map(str::to_owned).collect(),
        rows: (0..state.slots.len() as u8).map(row).collect(),
    }
}

/// A server in detail.
pub fn inspect(frame: &Frame<'_>, node: NodeId, locale: Locale) -> Inspection {
    let (state, slot) = (frame.state, node.0);
    let mut told = cells(frame, slot, locale);
    if let Some(placed) = frame.owning().placed.as_ref() {
        let of = |list: &[u64]| number(list.get(node.index()).copied().unwrap_or(0));
        if state.setup.zipf {
            told.push((locale.pick("requests", "请求"), of(&placed.loads)));
        }
        if frame.owning().bound.is_some() {
            told.push((locale.pick("room for", "上限"), of(&placed.capacities)));
        }
    }
    let rows = told.into_iter().map(|(head, value)| Row { cells: vec![Line::plain(head), value], watcher: false }).collect();
    let name = Line::plain(state.slots.get(node.index()).map_or("", |slot| slot.name.as_str()));
    Inspection {
        title: locale.say("{0} · server", "{0} · 服务器", std::slice::from_ref(&name)),
        role: locale.say("{0} {1}.", "{0}{1}。", &[name, standing(state, slot, locale)]),
        table: Table { title: String::new(), heads: Vec::new(), rows },
    }
}
