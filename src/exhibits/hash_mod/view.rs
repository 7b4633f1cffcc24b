//! Hash mod N as a picture: a column for each server. A key has the same cell in every column, so that one that stays does
//! not twitch, and one that moves goes straight across.

use crate::balance::{Fraction, Policy};
use crate::exhibit::Inspection;
use crate::scene::{Anchor, Block, Dot, Figure, Format, Note, NoteKind, Point, Row, Rule, Shape, Stage, Table};
use crate::sim::NodeId;
use crate::text::{Line, Locale, Tone, percent};

use super::text::{self, number, server, tone};
use crate::exhibits::hash_ring::machine::frame::{Frame, Part};
use crate::exhibits::hash_ring::machine::{NOBODY, Standing, State};

/// Places of one format.
struct Layout {
    size: (i32, i32),
    /// The columns: left, top, width and height of all together.
    columns: (i32, i32, i32, i32),
    /// The race: left, top, width, and the height of a lane.
    race: Option<(i32, i32, i32, i32)>,
    /// Where the number stands that is the point of the picture.
    huge: Point,
    /// The largest server.
    radius_max: i32,
}

impl Layout {
    fn of(format: Format) -> Layout {
        match format {
            Format::Wide => Layout {
                size: (884, 520),
                columns: (26, 110, 520, 320),
                race: Some((596, 172, 270, 40)),
                huge: Point::at(286, 60),
                radius_max: 18,
            },
            Format::Tall => Layout {
                size: (390, 560),
                columns: (16, 84, 358, 244),
                race: Some((20, 420, 350, 24)),
                huge: Point::at(195, 44),
                radius_max: 13,
            },
            Format::Half => Layout {
                size: (480, 500),
                columns: (20, 78, 440, 214),
                race: Some((24, 380, 432, 20)),
                huge: Point::at(240, 42),
                radius_max: 13,
            },
            Format::Strip => {
                Layout { size: (480, 190), columns: (12, 14, 310, 128), race: None, huge: Point::at(400, 92), radius_max: 12 }
            }
        }
    }
}

fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// The stage of a frame.
pub(super) fn stage(frame: &Frame<'_>, locale: Locale, format: Format) -> Stage {
    let layout = Layout::of(format);
    let count = whole(frame.state.slots.len()).max(1);
    let pitch = layout.columns.2 / count;
    let seat = |slot: u8| layout.columns.0 + pitch / 2 + pitch * i32::from(slot);
    let (dots, dot_size) = dots(frame, &layout, pitch);
    let base = layout.columns.1 + layout.columns.3;
    let radius = (pitch * 5 / 14).min(layout.radius_max).max(5);
    let grounds = (0..count).map(|column| Block {
        at: Point::at(layout.columns.0 + pitch * column + pitch / 12, layout.columns.1),
        size: Point::at(pitch - pitch / 6, layout.columns.3),
        tone: Tone::Plain,
        hatched: false,
    });
    let mut blocks: Vec<Block> = grounds.collect();
    let (lanes, rules, mut notes) = race(frame, &layout, locale);
    blocks.extend(lanes);
    notes.extend(headline(frame, &layout, locale));
    let counts = frame.owning().placed.as_ref().map_or(&[][..], |placed| &placed.counts);
    let figures = (0..frame.state.slots.len() as u8).map(|slot| {
        let count = counts.get(usize::from(slot)).copied().unwrap_or(0);
        figure(frame, slot, Point::at(seat(slot), base + radius + 8), radius, format != Format::Strip, count, locale)
    });
    Stage {
        width: layout.size.0,
        height: layout.size.1,
        figures: figures.collect(),
        dots,
        dot_size,
        blocks,
        rules,
        notes,
        ..Stage::default()
    }
}

/// What a server is called where there is little room.
fn short(state: &State, slot: u8) -> String {
    let name = state.slots.get(usize::from(slot)).map_or("", |slot| slot.name.as_str());
    if name.chars().count() <= 4 { name.to_owned() } else { (slot + 1).to_string() }
}

fn figure(frame: &Frame<'_>, slot: u8, at: Point, radius: i32, captioned: bool, count: u64, locale: Locale) -> Figure {
    let state = frame.state;
    let standing = state.slots[usize::from(slot)].standing;
    let found = frame.look_up().filter(|(_, part)| *part >= Part::Travel).map(|(key, _)| state.owner(key as usize));
    let args = [Line::plain(state.slots[usize::from(slot)].name.as_str()), number(count)];
    Figure {
        node: slot,
        name: short(state, slot),
        shape: Shape::Slab,
        at,
        radius,
        tone: tone(slot),
        active: frame.told.and_then(|told| told.change.kind.slot()) == Some(slot) || found == Some(slot),
        aside: standing != Standing::Up,
        crashed: standing == Standing::Dead,
        traitor: false,
        glow: None,
        caption: if captioned { vec![number(count)] } else { Vec::new() },
        over: false,
        lean: 0,
        tags: Vec::new(),
        tags_at: Point::default(),
        label: locale.say("{0}: {1} keys", "{0}：{1} 个键", &args).to_string(),
    }
}

/// The keys in their cells, and how wide one is in tenths.
fn dots(frame: &Frame<'_>, layout: &Layout, pitch: i32) -> (Vec<Dot>, i32) {
    let keys = whole(frame.state.setup.keys.len()).max(1);
    let (left, top, _, high) = layout.columns;
    let (wide, margin) = (pitch * 2 / 3, pitch / 6);
    // As square as can be: so many cells in a row that cells are about as wide as high.
    let across = (1..=keys).find(|across| across * across * high >= keys * wide).unwrap_or(keys);
    let down = (keys + across - 1) / across;
    let place = |key: i32, slot: u8| {
        let (row, column) = (key / across, key % across);
        let x = left + pitch * i32::from(slot) + margin + (2 * column + 1) * wide / (2 * across);
        Point::at(x, top + 6 + (2 * row + 1) * (high - 12) / (2 * down))
    };
    let size = (wide * 7 / across).min((high - 12) * 7 / down).clamp(8, 90);
    let moved = frame.told.filter(|told| told.part >= Part::Travel).map_or(&[][..], |told| &told.change.moved);
    let mut moved = moved.iter().peekable();
    let travelling = frame.told.is_some_and(|told| told.part == Part::Travel);
    let owning = frame.owning();
    let one = |key: usize| {
        let moves = moved.next_if(|one| one.key as usize == key);
        let owner = owning.owner(key);
        let from = moves.filter(|one| travelling && one.from != NOBODY && owner != NOBODY).map_or(owner, |one| one.from);
        let shown = |slot: u8| place(whole(key), if slot == NOBODY { 0 } else { slot });
        let tone = if owner == NOBODY { Tone::Soft } else { tone(owner) };
        Dot { key: key as u32, from: shown(from), to: shown(owner), tone, moved: moves.is_some() }
    };
    ((0..frame.state.setup.keys.len()).map(one).collect(), size)
}

/// The number that is the point of the picture, and what it counts.
fn headline(frame: &Frame<'_>, layout: &Layout, locale: Locale) -> Vec<Note> {
    let (state, count) = (frame.state, frame.state.setup.keys.len());
    let (huge, line) = match (frame.told, frame.look_up()) {
        (_, Some((key, part))) => {
            let owner = if part == Part::Tally { short(state, state.owner(key as usize)) } else { "?".to_owned() };
            (owner, text::key(state, key))
        }
        (Some(told), None) if told.part >= Part::Travel => {
            let of = locale.say("of {0} keys move", "个键迁移，共 {0} 个", &[number(count)]);
            (told.change.moved.len().to_string(), of)
        }
        (Some(told), None) => (String::new(), text::title(told.change.kind, state, locale)),
        (None, None) => (count.to_string(), Line::plain(locale.pick("keys", "个键"))),
    };
    let note = |at, line, kind, tone| Note { at, line, anchor: Anchor::Middle, kind, tone };
    let under = Point::at(layout.huge.x, layout.huge.y + 26);
    vec![note(layout.huge, Line::plain(huge), NoteKind::Huge, Tone::Plain), note(under, line, NoteKind::Plain, Tone::Soft)]
}

/// The same change under the other policies.
fn race(frame: &Frame<'_>, layout: &Layout, locale: Locale) -> (Vec<Block>, Vec<Rule>, Vec<Note>) {
    let (mut blocks, mut rules, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    let Some((left, top, wide, step)) = layout.race else { return (blocks, rules, notes) };
    let note = |x, y, line, kind, tone| Note { at: Point::at(x, y), line, anchor: Anchor::Start, kind, tone };
    let head = |words: &str| note(left, top - step / 3, Line::plain(words), NoteKind::Title, Tone::Soft);
    let raced = frame.told.filter(|told| told.part >= Part::Travel && told.change.kind.slot().is_some());
    let Some(told) = raced else {
        let lines = text::reckoning(frame, locale);
        if !lines.is_empty() {
            notes.push(head(locale.pick("Why this server?", "为什么是这台服务器？")));
        }
        let small = |(row, line)| note(left, top + step * row * 3 / 4, line, NoteKind::Small, Tone::Soft);
        notes.extend((1..).zip(lines).map(small));
        return (blocks, rules, notes);
    };
    notes.push(head(locale.pick("The same change, raced", "同一变化，各家比较")));
    let keys = whole(frame.state.setup.keys.len().max(1));
    let (from, room) = (left + wide * 42 / 100, wide * 46 / 100);
    let length = |count: u32| room * whole(count as usize) / keys;
    let tone = told.change.kind.slot().map_or(Tone::Plain, tone);
    // The ring as nginx has it runs too; mod N itself runs once.
    let lanes = frame.state.race(told.before, told.change);
    for (row, lane) in (0..).zip(lanes) {
        let (at, height) = (top + step * row + step / 4, step * 9 / 16);
        notes.push(note(left, at + height * 3 / 4, Line::plain(name(lane.policy)), NoteKind::Plain, Tone::Plain));
        let Some((necessary, collateral)) = lane.moved else { continue };
        let (had, had_not) = (length(necessary).max(1), length(collateral));
        blocks.push(Block { at: Point::at(from, at), size: Point::at(had, height), tone, hatched: false });
        if had_not > 0 {
            blocks.push(Block {
                at: Point::at(from + had, at),
                size: Point::at(had_not, height),
                tone: Tone::Soft,
                hatched: true,
            });
        }
        let total = number(necessary + collateral);
        notes.push(note(from + had + had_not + 6, at + height * 3 / 4, total, NoteKind::Plain, Tone::Plain));
    }
    let due = whole((told.change.least.millionths() / 10) as usize) * room / 100_000;
    let low = top + step * whole(lanes.len());
    rules.push(Rule { from: Point::at(from + due, top), to: Point::at(from + due, low) });
    let least = locale.say("at least {0}", "至少 {0}", &[Line::plain(percent(told.change.least.millionths()))]);
    notes.push(note(from + due + 5, low + step * 2 / 5, least, NoteKind::Title, Tone::Soft));
    (blocks, rules, notes)
}

/// A policy's name, the same in both languages.
fn name(policy: Policy) -> &'static str {
    match policy {
        Policy::Modulo => "mod N",
        Policy::NginxHash | Policy::NginxIpHash => "nginx mod N",
        Policy::TeachingRing | Policy::NginxConsistent | Policy::Ketama | Policy::EnvoyRing | Policy::HaproxyConsistent => "ring",
        Policy::Jump => "jump",
        Policy::Rendezvous => "rendezvous",
        Policy::Maglev | Policy::EnvoyMaglev => "Maglev",
    }
}

fn count(state: &State, slot: u8) -> u64 {
    state.placed.as_ref().and_then(|placed| placed.counts.get(usize::from(slot))).copied().unwrap_or(0)
}

fn standing(state: &State, slot: u8, locale: Locale) -> Line {
    Line::plain(match state.slots.get(usize::from(slot)).map(|slot| slot.standing) {
        Some(Standing::Up) => locale.pick("in the list", "在名单上"),
        Some(Standing::Left) | None => locale.pick("has left", "已离开"),
        Some(Standing::Dead) => locale.pick("is dead", "已宕机"),
    })
}

/// The frame as a table.
pub(super) fn table(frame: &Frame<'_>, locale: Locale) -> Table {
    let (state, owning) = (frame.state, frame.owning());
    let all = state.setup.keys.len().max(1) as u64;
    let row = |slot: u8| {
        let keys = count(owning, slot);
        let share = Line::plain(percent(Fraction::new(keys, all).millionths()));
        Row { cells: vec![server(state, slot), standing(state, slot, locale), number(keys), share], watcher: false }
    };
    let heads = [("server", "服务器"), ("now", "现状"), ("keys", "键"), ("share", "份额")];
    Table {
        title: locale.pick("The list and its servers", "名单与服务器").to_owned(),
        heads: heads.iter().map(|(en, zh)| locale.pick(*en, *zh).to_owned()).collect(),
        rows: (0..state.slots.len() as u8).map(row).collect(),
    }
}

/// A server in detail.
pub(super) fn inspect(frame: &Frame<'_>, node: NodeId, locale: Locale) -> Inspection {
    let (state, slot) = (frame.state, node.0);
    let (keys, all) = (count(frame.owning(), slot), state.setup.keys.len().max(1) as u64);
    let row = |en: &str, zh: &str, value: Line| Row { cells: vec![Line::plain(locale.pick(en, zh)), value], watcher: false };
    let name = Line::plain(state.slots.get(node.index()).map_or("", |slot| slot.name.as_str()));
    let rows =
        vec![row("keys", "键", number(keys)), row("share", "份额", Line::plain(percent(Fraction::new(keys, all).millionths())))];
    Inspection {
        title: locale.say("{0} · server", "{0} · 服务器", std::slice::from_ref(&name)),
        role: locale.say("{0} {1}.", "{0}{1}。", &[name, standing(state, slot, locale)]),
        table: Table { title: String::new(), heads: Vec::new(), rows },
    }
}
