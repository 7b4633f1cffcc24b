//! The chart beside the ring: what each server has.

use crate::exhibit::spread::machine::frame::Frame;
use crate::exhibit::spread::text::{fitting, tone};
use crate::exhibit::spread::view::{head, whole};
use crate::scene::{Anchor, Block, Note, NoteKind, Point};
use crate::text::{Line, Locale, Tone};

use super::layout::Layout;

/// A bar for each server, and its number.
pub(super) fn bars(frame: &Frame<'_>, layout: &Layout, locale: Locale) -> (Vec<Block>, Vec<Note>) {
    let Some(placed) = &frame.owning().placed else { return (Vec::new(), Vec::new()) };
    let most = placed.loads.iter().max().copied().unwrap_or(0).max(1);
    let (high, wide) = layout.bar();
    let one = |(slot, load): (usize, &u64)| {
        let seat = layout.seat(whole(slot));
        let height = ((u64::try_from(high).unwrap_or(0) * load).div_ceil(most)) as i32;
        let at = Point::at(seat.x - wide / 2, seat.y - layout.radius - 4 - height);
        let block = Block { at, size: Point::at(wide, height), tone: tone(slot as u8), hatched: false };
        let at = Point::at(seat.x, at.y - 5);
        let note =
            Note { at, line: fitting(*load, layout.pitch()), anchor: Anchor::Middle, kind: NoteKind::Plain, tone: Tone::Soft };
        (block, note)
    };
    let up = placed.loads.iter().enumerate().filter(|(slot, _)| frame.owning().is_up(*slot));
    let (blocks, mut notes): (Vec<Block>, Vec<Note>) = up.map(one).unzip();
    if layout.captioned {
        let title = if frame.state.setup.zipf {
            locale.pick("Requests per server", "每台服务器的请求")
        } else {
            locale.pick("Keys per server", "每台服务器的键")
        };
        notes.push(head(layout.bars_title(), Line::plain(title)));
    }
    (blocks, notes)
}
