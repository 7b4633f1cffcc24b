//! The ring as a picture: the circle with its points and keys, the servers with their bars, the race.

mod chart;
mod circle;
mod layout;
mod panel;

pub use panel::{inspect, summary, table};

use crate::scene::{Anchor, Figure, Format, Note, NoteKind, Point, Shape, Stage};
use crate::text::{Line, Locale, Tone};

use super::machine::frame::{Frame, Part, Told};
use super::machine::{Kind, State};
use super::text::{self, tone};
use layout::{Layout, whole};

/// The stage of a frame.
pub fn stage(frame: &Frame<'_>, locale: Locale, format: Format) -> Stage {
    let layout = Layout::of(format, whole(frame.state.slots.len()));
    let (blocks, mut notes) = chart::bars(frame, &layout);
    let (lanes, rules, names) = chart::below(frame, &layout, locale);
    notes.extend(names);
    notes.extend(middle(frame, &layout, locale));
    let (ring, dots) = circle::circle(frame, &layout);
    Stage {
        width: layout.size.0,
        height: layout.size.1,
        figures: (0..frame.state.slots.len() as u8).map(|slot| figure(frame, &layout, slot, locale)).collect(),
        ring: Some(ring),
        dot_size: layout.dot_size(dots.len()),
        dots,
        blocks: blocks.into_iter().chain(lanes).collect(),
        rules,
        notes,
        ..Stage::default()
    }
}

/// What a server is called where there is little room: its name, or its number.
fn short(state: &State, slot: u8) -> String {
    const SHORT_CHARS: usize = 4;
    let name = state.slots.get(usize::from(slot)).map_or("", |slot| slot.name.as_str());
    if name.chars().count() <= SHORT_CHARS { name.to_owned() } else { (slot + 1).to_string() }
}

fn figure(frame: &Frame<'_>, layout: &Layout, slot: u8, locale: Locale) -> Figure {
    let (state, at) = (frame.state, &frame.state.slots[usize::from(slot)]);
    let up = state.is_up(usize::from(slot));
    let count = frame.owning().placed.as_ref().and_then(|placed| placed.counts.get(usize::from(slot))).copied().unwrap_or(0);
    let owner = frame.look_up().filter(|(_, part)| *part == Part::Tally).map(|(key, _)| state.owner(key as usize));
    let weight = if at.weight == 1 { Line::default() } else { Line::plain(format!("×{}", at.weight)) };
    let told = panel::standing(state, slot, locale);
    Figure {
        node: slot,
        name: short(state, slot),
        shape: Shape::Slab,
        at: layout.seat(slot.into()),
        radius: layout.radius,
        tone: tone(slot),
        active: frame.told.and_then(|told| told.change.kind.slot()) == Some(slot) || owner == Some(slot),
        aside: !up,
        crashed: at.standing == super::machine::Standing::Dead,
        traitor: false,
        glow: None,
        caption: if layout.captioned && !weight.is_empty() { vec![weight] } else { Vec::new() },
        over: false,
        lean: 0,
        tags: Vec::new(),
        tags_at: Point::default(),
        label: locale
            .say("{0}: {1}, {2}", "{0}：{1}，{2}", &[Line::plain(at.name.as_str()), text::keys(count, locale), told])
            .to_string(),
    }
}

/// The words in the middle of the ring.
fn middle(frame: &Frame<'_>, layout: &Layout, locale: Locale) -> Vec<Note> {
    let state = frame.state;
    let (huge, plain) = match (frame.told, frame.look_up()) {
        (_, Some((key, part))) => {
            let owner = short(state, state.owner(key as usize));
            let huge = if part == Part::Tally { owner } else { "?".to_owned() };
            (huge, vec![text::key(state, key)])
        }
        (None, None) => {
            let servers = locale.say("on {0} servers", "在 {0} 台服务器上", &[text::number(state.up())]);
            (state.setup.keys.len().to_string(), vec![Line::plain(locale.pick("keys", "个键")), servers])
        }
        (Some(told), None) if told.part < Part::Travel => {
            (String::new(), vec![text::title(told.change.kind, state, locale), text::phase(frame, locale)])
        }
        (Some(told), None) => moved(state, told, locale),
    };
    let note = |at, line, kind, tone| Note { at, line, anchor: Anchor::Middle, kind, tone };
    let place = layout.middle;
    let mut notes = vec![note(Point::at(place.x, place.y), Line::plain(huge), NoteKind::Huge, Tone::Plain)];
    let lines = plain.into_iter().filter(|line| !line.is_empty());
    let lines = lines.take(layout.lines);
    let down = |row: i32| Point::at(place.x, place.y + layout.step * row + layout.step / 4);
    notes.extend((1..).zip(lines).map(|(row, line)| note(down(row), line, NoteKind::Plain, Tone::Soft)));
    notes
}

/// What a change came to: how many keys, and whose they all are.
fn moved(state: &State, told: Told<'_>, locale: Locale) -> (String, Vec<Line>) {
    let (change, count) = (told.change, state.setup.keys.len());
    let of = locale.say("of {0} move", "个键迁移，共 {1} 个", &[text::keys(count as u64, locale), text::number(count)]);
    let fine = change.collateral() == 0 && state.placed.is_some();
    let whose = match change.kind {
        Kind::Join(slot) | Kind::Wake(slot) if fine => {
            locale.say("all of them to {0}", "全部迁往 {0}", &[text::server(state, slot)])
        }
        Kind::Leave(slot) | Kind::Die(slot) if fine => {
            locale.say("all of them {0}'s", "全部来自 {0}", &[text::server(state, slot)])
        }
        Kind::Join(_) | Kind::Wake(_) | Kind::Leave(_) | Kind::Die(_) | Kind::Weigh(..) | Kind::Points(_) | Kind::LookUp(_) => {
            Line::default()
        }
    };
    (change.moved.len().to_string(), vec![of, whose])
}
