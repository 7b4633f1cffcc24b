//! The charts beside the ring: what each server has, and the same change under other policies.

use crate::scene::{Anchor, Block, Note, NoteKind, Point, Rule};
use crate::text::{Line, Locale, Tone, percent};

use super::layout::{Layout, whole};
use crate::exhibits::hash_ring::machine::frame::{Frame, Part};
use crate::exhibits::hash_ring::text::{self, tone};

/// A bar for each server, and its number.
pub(super) fn bars(frame: &Frame<'_>, layout: &Layout) -> (Vec<Block>, Vec<Note>) {
    let Some(placed) = &frame.owning().placed else { return (Vec::new(), Vec::new()) };
    let most = placed.loads.iter().max().copied().unwrap_or(0).max(1);
    let (high, wide) = layout.bar();
    let one = |(slot, load): (usize, &u64)| {
        let seat = layout.seat(whole(slot));
        let height = ((u64::try_from(high).unwrap_or(0) * load).div_ceil(most)) as i32;
        let at = Point::at(seat.x - wide / 2, seat.y - layout.radius - 4 - height);
        let block = Block { at, size: Point::at(wide, height), tone: tone(slot as u8), hatched: false };
        let at = Point::at(seat.x, at.y - 5);
        let note = Note { at, line: text::number(load), anchor: Anchor::Middle, kind: NoteKind::Plain, tone: Tone::Soft };
        (block, note)
    };
    let up = placed.loads.iter().enumerate().filter(|(slot, _)| frame.owning().is_up(*slot));
    up.map(one).unzip()
}

/// What stands under the bars: the race of a change, else the arithmetic of the frame.
pub(super) fn below(frame: &Frame<'_>, layout: &Layout, locale: Locale) -> (Vec<Block>, Vec<Rule>, Vec<Note>) {
    let (mut blocks, mut rules, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    if layout.captioned {
        let title = if frame.state.setup.zipf {
            locale.pick("Requests per server", "每台服务器的请求")
        } else {
            locale.pick("Keys per server", "每台服务器的键")
        };
        notes.push(head(layout.bars_title(), title));
    }
    let Some((at, wide, step)) = layout.race else { return (blocks, rules, notes) };
    let raced = frame.told.filter(|told| told.part >= Part::Travel && told.change.kind.slot().is_some());
    let Some(told) = raced else {
        notes.extend(arithmetic(frame, (at, step), locale));
        return (blocks, rules, notes);
    };
    let lanes = frame.state.race(told.before, told.change);
    let count = whole(frame.state.setup.keys.len().max(1));
    let (left, room) = (at.x + wide * 37 / 100, wide * 52 / 100);
    let length = |keys: u32| room * whole(keys as usize) / count;
    notes.push(head(Point::at(at.x, at.y - step / 3), locale.pick("The same change, raced", "同一变化，各家比较")));
    for (row, lane) in (0..).zip(lanes) {
        let top = at.y + step * row + step / 4;
        let base = top + step / 2 - step / 16;
        let name = Line::plain(text::policy(lane.policy).get(locale));
        notes.push(Note {
            at: Point::at(at.x, base),
            line: name,
            anchor: Anchor::Start,
            kind: NoteKind::Plain,
            tone: Tone::Plain,
        });
        let Some((necessary, collateral)) = lane.moved else {
            let line = Line::plain(locale.pick("knows no weights", "不支持权重"));
            notes.push(Note { at: Point::at(left, base), line, anchor: Anchor::Start, kind: NoteKind::Plain, tone: Tone::Soft });
            continue;
        };
        let (had, had_not) = (length(necessary), length(collateral));
        let slot = told.change.kind.slot().unwrap_or(0);
        let height = step * 9 / 16;
        blocks.push(Block { at: Point::at(left, top), size: Point::at(had.max(1), height), tone: tone(slot), hatched: false });
        if had_not > 0 {
            let at = Point::at(left + had, top);
            blocks.push(Block { at, size: Point::at(had_not, height), tone: Tone::Soft, hatched: true });
        }
        let end = Point::at(left + had + had_not + 6, base);
        let line = text::number(necessary + collateral);
        notes.push(Note { at: end, line, anchor: Anchor::Start, kind: NoteKind::Plain, tone: Tone::Plain });
    }
    let due = whole((told.change.least.millionths() / 10) as usize) * room / 100_000;
    let low = at.y + step * whole(lanes.len());
    rules.push(Rule { from: Point::at(left + due, at.y), to: Point::at(left + due, low) });
    let told = locale.say("at least {0}", "至少 {0}", &[Line::plain(percent(told.change.least.millionths()))]);
    notes.push(Note {
        at: Point::at(left + due + 5, low + step * 2 / 5),
        line: told,
        anchor: Anchor::Start,
        kind: NoteKind::Title,
        tone: Tone::Soft,
    });
    (blocks, rules, notes)
}

/// The arithmetic of a frame, line by line.
fn arithmetic(frame: &Frame<'_>, (at, step): (Point, i32), locale: Locale) -> Vec<Note> {
    let lines = text::reckoning(frame, locale);
    if lines.is_empty() {
        return Vec::new();
    }
    let title = if frame.look_up().is_some() {
        locale.pick("Why this server?", "为什么是这台服务器？")
    } else {
        locale.pick("How even it is", "均匀程度")
    };
    let line = |(row, line)| {
        let at = Point::at(at.x, at.y + step * row * 3 / 4 - step / 16);
        Note { at, line, anchor: Anchor::Start, kind: NoteKind::Title, tone: Tone::Soft }
    };
    let mut notes = vec![head(Point::at(at.x, at.y - step / 3), title)];
    notes.extend((1..).zip(lines).map(line).map(|note| Note { kind: NoteKind::Small, ..note }));
    notes
}

fn head(at: Point, words: &str) -> Note {
    Note { at, line: Line::plain(words), anchor: Anchor::Start, kind: NoteKind::Title, tone: Tone::Soft }
}
