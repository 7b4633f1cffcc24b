//! What every picture of keys and servers has: a server, what a change came to, the race, the panels.

mod panel;
mod race;

pub use panel::{inspect, table};
pub use race::{Place, below, head};

use crate::scene::{Anchor, Figure, Note, NoteKind, Point, Shape};
use crate::text::{Line, Locale, Tone};

use super::machine::frame::{Frame, Part, Told};
use super::machine::{Kind, Standing, State};
use super::text::{self, tone};

/// A count as a length.
pub fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// What a server is called where there is little room: its name, or its number.
pub fn short(state: &State, slot: u8) -> String {
    const SHORT_CHARS: usize = 4;
    let name = state.slots.get(usize::from(slot)).map_or("", |slot| slot.name.as_str());
    if name.chars().count() <= SHORT_CHARS { name.to_owned() } else { (slot + 1).to_string() }
}

/// A server, wherever it stands; it is marked as the one that a key is looked up on from the frame `found` on.
pub fn figure(frame: &Frame<'_>, slot: u8, found: Part, locale: Locale) -> Figure {
    let (state, at) = (frame.state, &frame.state.slots[usize::from(slot)]);
    let owner = frame.look_up().filter(|(_, part)| *part >= found).map(|(key, _)| state.owner(key as usize));
    let args =
        [Line::plain(at.name.as_str()), text::keys(frame.owning().count(slot), locale), panel::standing(state, slot, locale)];
    Figure {
        node: slot,
        name: short(state, slot),
        shape: Shape::Slab,
        at: Point::default(),
        radius: 0,
        tone: tone(slot),
        active: frame.told.and_then(|told| told.change.kind.slot()) == Some(slot) || owner == Some(slot),
        aside: at.standing != Standing::Up,
        crashed: at.standing == Standing::Dead,
        traitor: false,
        glow: None,
        caption: Vec::new(),
        over: false,
        lean: 0,
        tags: Vec::new(),
        tags_at: Point::default(),
        label: locale.say("{0}: {1}, {2}", "{0}：{1}，{2}", &args).to_string(),
    }
}

/// The number, or the word, that is the point of a frame, and lines on what it is.
pub fn headline(frame: &Frame<'_>, names: &text::PartNames, locale: Locale) -> (String, Vec<Line>) {
    let state = frame.state;
    match (frame.told, frame.look_up()) {
        (_, Some((key, part))) => {
            let owner = short(state, state.owner(key as usize));
            (if part == Part::Tally { owner } else { "?".to_owned() }, vec![text::key(state, key)])
        }
        (None, None) => {
            let servers = locale.say("on {0} servers", "在 {0} 台服务器上", &[text::number(state.up())]);
            (crate::text::grouped(state.setup.keys.len()), vec![Line::plain(locale.pick("keys", "个键")), servers])
        }
        (Some(told), None) if told.part < Part::Travel => {
            (String::new(), vec![text::title(told.change.kind, state, locale), text::phase(names, frame, locale)])
        }
        (Some(told), None) => moved(state, told, locale),
    }
}

/// A headline as notes, one under another, round a place: so many lines, and so far apart.
pub fn middle((huge, lines): (String, Vec<Line>), place: Point, (most, step): (usize, i32)) -> Vec<Note> {
    let note = |at, line, kind, tone| Note { at, line, anchor: Anchor::Middle, kind, tone };
    let down = |row: i32| Point::at(place.x, place.y + step * row + step / 4);
    let lines = lines.into_iter().filter(|line| !line.is_empty()).take(most);
    let lines = (1..).zip(lines).map(|(row, line)| note(down(row), line, NoteKind::Plain, Tone::Soft));
    [note(place, Line::plain(huge), NoteKind::Huge, Tone::Plain)].into_iter().chain(lines).collect()
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
        Kind::Join(_)
        | Kind::Wake(_)
        | Kind::Leave(_)
        | Kind::Die(_)
        | Kind::Weigh(..)
        | Kind::Points(_)
        | Kind::Bound(_)
        | Kind::Copies(_)
        | Kind::LookUp(_) => Line::default(),
    };
    (crate::text::grouped(change.moved.len()), vec![of, whose])
}
