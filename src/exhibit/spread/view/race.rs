//! The race of a change under several policies, else the arithmetic of a frame.

use crate::scene::{Anchor, Block, Note, NoteKind, Point, Rule};
use crate::text::{Line, Locale, Tone, percent};

use super::super::machine::frame::{Frame, Part};
use super::super::machine::race::racing;
use super::super::text::{self, tone};
use super::whole;

/// How far a number stands from what it tells of, and how wide the longest is.
const NUMBER_APART: i32 = 6;
/// See [`NUMBER_APART`].
const NUMBER_WIDE: i32 = 44;

/// Where lanes are so high, there is room under them for words on what is drawn.
const STEP_OF_WORDS: i32 = 30;

/// Where a race is drawn: its left upper corner, its width, and the height of a lane.
pub type Place = (Point, i32, i32);

/// What stands under the servers: the race of a change, else the arithmetic of the frame.
pub fn below(
    frame: &Frame<'_>,
    place: Option<Place>,
    reckoning: fn(&Frame<'_>, Locale) -> Vec<Line>,
    locale: Locale,
) -> (Vec<Block>, Vec<Rule>, Vec<Note>) {
    let (mut blocks, mut rules, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    let Some((at, wide, step)) = place else { return (blocks, rules, notes) };
    let raced = frame.told.filter(|told| told.part >= Part::Travel && told.change.kind.slot().is_some());
    let Some(told) = raced else {
        notes.extend(arithmetic(frame, (at, step), reckoning(frame, locale), locale));
        return (blocks, rules, notes);
    };
    let note = |at, line, kind, tone| Note { at, line, anchor: Anchor::Start, kind, tone };
    let lanes = frame.state.race(told.before, told.change);
    let (raced, all) = (racing(told.before).len(), told.before.setup.keys.len());
    let count = whole(raced.max(1));
    let (left, room) = (at.x + wide * 37 / 100, wide * 52 / 100);
    let length = |keys: u32| room * whole(keys as usize) / count;
    let due = whole((told.change.least.millionths() / 10) as usize) * room / 100_000;
    let title = if raced < all {
        locale.say("The same change, raced with {0} keys", "同一变化，各家比较（{0} 个键）", &[text::number(raced)])
    } else {
        Line::plain(locale.pick("The same change, raced", "同一变化，各家比较"))
    };
    notes.push(head(Point::at(at.x, at.y - step / 3), title));
    for (row, lane) in (0..).zip(lanes) {
        let top = at.y + step * row + step / 4;
        let base = top + step / 2 - step / 16;
        let name = Line::plain(text::policy(lane.policy).get(locale));
        notes.push(note(Point::at(at.x, base), name, NoteKind::Plain, Tone::Plain));
        let Some((necessary, collateral)) = lane.moved else {
            let line = Line::plain(locale.pick("knows no weights", "不支持权重"));
            notes.push(note(Point::at(left, base), line, NoteKind::Plain, Tone::Soft));
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
        // A number stands clear of the line of what is due.
        let end = left + had + had_not + NUMBER_APART;
        let end =
            if (left + due - NUMBER_WIDE..left + due + NUMBER_APART).contains(&end) { left + due + NUMBER_APART } else { end };
        let end = Point::at(end, base);
        notes.push(note(end, text::number(necessary + collateral), NoteKind::Plain, Tone::Plain));
    }
    let low = at.y + step * whole(lanes.len());
    rules.push(Rule { from: Point::at(left + due, at.y), to: Point::at(left + due, low) });
    let least = locale.say("even share {0}", "均摊 {0}", &[Line::plain(percent(told.change.least.millionths()))]);
    notes.push(note(Point::at(left + due + 5, low + step * 2 / 5), least, NoteKind::Title, Tone::Soft));
    if step >= STEP_OF_WORDS {
        let legend = locale.pick("Filled: had to move. Hatched: moved for nothing.", "实心：必须迁移。斜纹：白白迁移。");
        notes.push(note(Point::at(at.x, low + step), Line::plain(legend), NoteKind::Small, Tone::Soft));
    }
    (blocks, rules, notes)
}

/// The arithmetic of a frame, line by line.
fn arithmetic(frame: &Frame<'_>, (at, step): (Point, i32), lines: Vec<Line>, locale: Locale) -> Vec<Note> {
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
        Note { at, line, anchor: Anchor::Start, kind: NoteKind::Small, tone: Tone::Soft }
    };
    let title = head(Point::at(at.x, at.y - step / 3), Line::plain(title));
    [title].into_iter().chain((1..).zip(lines).map(line)).collect()
}

/// A title over a chart.
pub fn head(at: Point, line: Line) -> Note {
    Note { at, line, anchor: Anchor::Start, kind: NoteKind::Title, tone: Tone::Soft }
}
