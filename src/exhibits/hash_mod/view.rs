//! Hash mod N as a picture: a column for each server. A key has the same cell in every column, so that one that stays does
//! not twitch, and one that moves goes straight across.

use crate::scene::{Anchor, Block, Dot, Figure, Format, Note, NoteKind, Point, Stage};
use crate::text::{Locale, Tone};

use super::{text, words};
use crate::exhibit::spread::machine::frame::{Frame, Part};
use crate::exhibit::spread::machine::keys::KEYS_SHOWN_MAX;
use crate::exhibit::spread::machine::{NOBODY, State};
use crate::exhibit::spread::text::{fitting, number, tone};
use crate::exhibit::spread::view::{Place, below, figure, headline, middle, whole};

/// Places of one format.
struct Layout {
    size: (i32, i32),
    /// The columns: left, top, width and height of all together.
    columns: (i32, i32, i32, i32),
    /// Where the race is drawn.
    race: Option<Place>,
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
                race: Some((Point::at(596, 172), 270, 40)),
                huge: Point::at(286, 60),
                radius_max: 18,
            },
            Format::Tall => Layout {
                size: (390, 560),
                columns: (16, 84, 358, 244),
                race: Some((Point::at(20, 420), 350, 24)),
                huge: Point::at(195, 44),
                radius_max: 13,
            },
            Format::Half => Layout {
                size: (480, 500),
                columns: (20, 78, 440, 214),
                race: Some((Point::at(24, 380), 432, 20)),
                huge: Point::at(240, 42),
                radius_max: 13,
            },
            Format::Strip => {
                Layout { size: (480, 190), columns: (12, 14, 310, 128), race: None, huge: Point::at(400, 92), radius_max: 12 }
            }
        }
    }
}

impl Layout {
    /// How many keys have a cell of their own in a column, at least one and a half units wide and high.
    fn cells(&self, pitch: i32) -> usize {
        let fit = |length: i32| usize::try_from(length * 2 / 3).unwrap_or(0).max(1);
        fit(pitch * 2 / 3) * fit(self.columns.3 - 12)
    }
}

/// The stage of a frame.
pub(super) fn stage(frame: &Frame<'_>, locale: Locale, format: Format) -> Stage {
    let layout = Layout::of(format);
    let count = whole(frame.state.slots.len()).max(1);
    let pitch = layout.columns.2 / count;
    let seat = |slot: u8| layout.columns.0 + pitch / 2 + pitch * i32::from(slot);
    let most = layout.cells(pitch);
    let (dots, dot_size) = dots(frame, &layout, pitch, most);
    let base = layout.columns.1 + layout.columns.3;
    let radius = (pitch * 5 / 14).min(layout.radius_max).max(5);
    let grounds = (0..count).map(|column| Block {
        at: Point::at(layout.columns.0 + pitch * column + pitch / 12, layout.columns.1),
        size: Point::at(pitch - pitch / 6, layout.columns.3),
        tone: Tone::Plain,
        hatched: false,
    });
    let mut blocks: Vec<Block> = grounds.collect();
    let (lanes, rules, mut notes) = below(frame, layout.race, text::reckoning, locale);
    blocks.extend(lanes);
    let few = dots.len() < frame.state.setup.keys.len();
    notes.extend(few.then(|| thinned(dots.len(), frame.state, &layout, locale)));
    notes.extend(middle(headline(frame, &words::PARTS, locale), layout.huge, (1, 21)));
    let figures = (0..frame.state.slots.len() as u8).map(|slot| {
        let count = frame.owning().count(slot);
        let caption = if format == Format::Strip { Vec::new() } else { vec![fitting(count, pitch)] };
        let at = Point::at(seat(slot), base + radius + 8);
        Figure { at, radius, caption, ..figure(frame, slot, Part::Travel, locale) }
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

/// That not all keys have a cell, where columns are too narrow for it.
fn thinned(shown: usize, state: &State, layout: &Layout, locale: Locale) -> Note {
    let args = [number(shown), number(state.setup.keys.len())];
    let line = locale.say("dots: {0} of {1} keys", "圆点：{1} 个键中的 {0} 个", &args);
    let (left, top, _, _) = layout.columns;
    Note { at: Point::at(left, top - 4), line, anchor: Anchor::Start, kind: NoteKind::Small, tone: Tone::Soft }
}

/// The keys in their cells, as many as have one of their own, and how wide one is in tenths.
fn dots(frame: &Frame<'_>, layout: &Layout, pitch: i32, most: usize) -> (Vec<Dot>, i32) {
    let numbers = frame.state.setup.first(most.min(KEYS_SHOWN_MAX));
    let keys = whole(numbers.len()).max(1);
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
    let mut moved = frame.moved();
    let travelling = frame.told.is_some_and(|told| told.part == Part::Travel);
    let owning = frame.owning();
    let one = |(cell, key): (i32, usize)| {
        let moves = moved.of(key);
        let owner = owning.owner(key);
        let from = moves.filter(|one| travelling && one.from != NOBODY && owner != NOBODY).map_or(owner, |one| one.from);
        let shown = |slot: u8| place(cell, if slot == NOBODY { 0 } else { slot });
        let tone = if owner == NOBODY { Tone::Soft } else { tone(owner) };
        Dot { key: key as u32, from: shown(from), to: shown(owner), tone, moved: moves.is_some() }
    };
    ((0..).zip(numbers).map(one).collect(), size)
}
