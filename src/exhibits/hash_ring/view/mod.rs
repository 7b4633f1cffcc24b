//! The ring as a picture: the circle with its points and keys, the servers with their bars, the race.

mod chart;
mod circle;
mod layout;

use crate::exhibit::spread::machine::State;
use crate::exhibit::spread::machine::frame::{Frame, Part};
use crate::exhibit::spread::text::number;
use crate::exhibit::spread::view::{below, figure, headline, middle, whole};
use crate::scene::{Figure, Format, Stage};
use crate::text::{Line, Locale};

use super::text;
use layout::Layout;

/// The stage of a frame.
pub fn stage(frame: &Frame<'_>, locale: Locale, format: Format) -> Stage {
    let layout = Layout::of(format, whole(frame.state.slots.len()));
    let (blocks, mut notes) = chart::bars(frame, &layout, locale);
    let (lanes, rules, names) = below(frame, layout.race, text::reckoning, locale);
    notes.extend(names);
    let headline = headline(frame, &text::PARTS, locale);
    notes.extend(middle(headline, layout.middle, (layout.lines, layout.step)));
    let (ring, dots) = circle::circle(frame, &layout);
    let figures = (0..frame.state.slots.len() as u8).map(|slot| {
        let weight = frame.state.slots[usize::from(slot)].weight;
        let weight = Some(weight).filter(|weight| layout.captioned && *weight != 1);
        let caption = weight.map(|weight| Line::plain(format!("×{weight}"))).into_iter().collect();
        let figure = figure(frame, slot, Part::Tally, locale);
        Figure { at: layout.seat(slot.into()), radius: layout.radius, caption, ..figure }
    });
    Stage {
        width: layout.size.0,
        height: layout.size.1,
        figures: figures.collect(),
        ring: Some(ring),
        dot_size: layout.dot_size(dots.len()),
        dots,
        blocks: blocks.into_iter().chain(lanes).collect(),
        rules,
        notes,
        ..Stage::default()
    }
}

/// The line at the end of the row of scenarios.
pub fn summary(state: &State, locale: Locale) -> Line {
    let points = state.placed.as_ref().and_then(|placed| placed.ring()).map_or(0, |ring| ring.points().len());
    let args = [number(state.up()), number(points), number(state.setup.keys.len())];
    locale.say("{0} servers · {1} points · {2} keys", "{0} 台服务器 · {1} 个点 · {2} 个键", &args)
}
