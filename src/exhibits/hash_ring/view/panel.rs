//! The frame as a table, a server in detail, and the line at the end of the row.

use crate::balance::Fraction;
use crate::exhibit::Inspection;
use crate::scene::{Row, Table};
use crate::sim::NodeId;
use crate::text::{Line, Locale, percent};

use crate::exhibits::hash_ring::machine::frame::Frame;
use crate::exhibits::hash_ring::machine::{Standing, State};
use crate::exhibits::hash_ring::text::{self, number};

/// Whether a server takes part, in a word.
pub(super) fn standing(state: &State, slot: u8, locale: Locale) -> Line {
    Line::plain(match state.slots.get(usize::from(slot)).map(|slot| slot.standing) {
        Some(Standing::Up) => locale.pick("on the ring", "在环上"),
        Some(Standing::Left) | None => locale.pick("has left", "已离开"),
        Some(Standing::Dead) => locale.pick("is dead", "已宕机"),
    })
}

fn points(state: &State, slot: u8) -> usize {
    let Some(placed) = &state.placed else { return 0 };
    let Some(ring) = placed.ring() else { return 0 };
    let own = placed.slots.iter().position(|known| *known == slot);
    own.map_or(0, |own| ring.points().iter().filter(|point| usize::from(point.server) == own).count())
}

fn count(state: &State, slot: u8) -> u64 {
    state.placed.as_ref().and_then(|placed| placed.counts.get(usize::from(slot))).copied().unwrap_or(0)
}

/// The frame as a table.
pub fn table(frame: &Frame<'_>, locale: Locale) -> Table {
    let (state, owning) = (frame.state, frame.owning());
    let all = state.setup.keys.len() as u64;
    let row = |slot: u8| {
        let at = &state.slots[usize::from(slot)];
        let keys = count(owning, slot);
        let cells = vec![
            text::server(state, slot),
            standing(state, slot, locale),
            number(at.weight),
            number(points(state, slot)),
            number(keys),
            Line::plain(percent(Fraction::new(keys, all.max(1)).millionths())),
        ];
        Row { cells, watcher: false }
    };
    let heads =
        [("server", "服务器"), ("now", "现状"), ("weight", "权重"), ("points", "点数"), ("keys", "键"), ("share", "份额")];
    Table {
        title: locale.pick("The ring and its servers", "环与服务器").to_owned(),
        heads: heads.iter().map(|(en, zh)| locale.pick(*en, *zh).to_owned()).collect(),
        rows: (0..state.slots.len() as u8).map(row).collect(),
    }
}

/// A server in detail.
pub fn inspect(frame: &Frame<'_>, node: NodeId, locale: Locale) -> Inspection {
    let (state, slot) = (frame.state, node.0);
    let all = state.setup.keys.len() as u64;
    let keys = count(frame.owning(), slot);
    let row = |en: &str, zh: &str, value: Line| Row { cells: vec![Line::plain(locale.pick(en, zh)), value], watcher: false };
    let weight = state.slots.get(node.index()).map_or(0, |slot| slot.weight);
    let mut rows = vec![
        row("weight", "权重", number(weight)),
        row("points", "点数", number(points(state, slot))),
        row("keys", "键", number(keys)),
        row("share", "份额", Line::plain(percent(Fraction::new(keys, all.max(1)).millionths()))),
    ];
    if let Some(placed) = frame.owning().placed.as_ref() {
        let of = |list: &[u64]| list.get(node.index()).copied().unwrap_or(0);
        if state.setup.zipf {
            rows.push(row("requests", "请求", number(of(&placed.loads))));
        }
        if state.setup.bound.is_some() {
            rows.push(row("room for", "上限", number(of(&placed.capacities))));
        }
    }
    let name = state.slots.get(node.index()).map_or("", |slot| slot.name.as_str());
    Inspection {
        title: locale.say("{0} · server", "{0} · 服务器", &[Line::plain(name)]),
        role: locale.say("{0} {1}.", "{0}{1}。", &[Line::plain(name), standing(state, slot, locale)]),
        table: Table { title: String::new(), heads: Vec::new(), rows },
    }
}

/// The line at the end of the row of scenarios.
pub fn summary(frame: &Frame<'_>, locale: Locale) -> Line {
    let state = frame.state;
    let points = state.placed.as_ref().and_then(|placed| placed.ring()).map_or(0, |ring| ring.points().len());
    let args = [number(state.up()), number(points), number(state.setup.keys.len())];
    locale.say("{0} servers · {1} points · {2} keys", "{0} 台服务器 · {1} 个点 · {2} 个键", &args)
}
