//! The tree of one node: boxes with curves between them, and the votes of a fold pinned to the wires.

use super::link::stretch;
use super::spans::text;
use super::{Drawing, path, translate};
use crate::app::Pick;
use crate::app::picture::{Face, Standing, Wire, line_width, pins, width};
use crate::scene::{Format, Pin, Tree, TreeBox};
use crate::text::{Line, SpanKind};
use crate::ui::element::{Element, el, group};

/// From one note under a tree to the next.
const NOTE_STEP: i32 = 20;

impl Drawing<'_> {
    /// The stack of calls over the stage.
    pub(super) fn stack(&self) -> Option<Element> {
        let (at, line) = self.stage.stack.as_ref()?;
        // Many calls take much of a small picture: they move aside, and shrink, rather than out of it.
        let (wide, size) = (self.stage.width, self.sizes.box_type);
        let size = size.min(size * wide * 10 / line_width(line, size).max(1));
        let half = line_width(line, size) / 20;
        let x = at.x.min(wide - half).max(half);
        Some(text(line).class("stack").number("x", x).number("y", at.y).tenths("font-size", size))
    }

    pub(super) fn tree(&self, tree: &Tree) -> Element {
        let title = text(&tree.title).class("tree-title").number("x", tree.title_at.x).number("y", tree.title_at.y);
        let title = title.tenths("font-size", self.sizes.heading_type);
        let size = self.sizes.heading_type.min(self.sizes.box_type);
        let step = (size * 5 / 4).max(NOTE_STEP * 10);
        // In large type what has no room is left out.
        let room = (self.stage.width - tree.notes_at.x) * 10;
        let fits = |line: &&Line| !self.props.large || line_width(line, size) <= room;
        // Elsewhere it shrinks rather than out of the picture.
        let fitted = |line: &Line| size.min(size * room / line_width(line, size).max(1));
        let notes = (0..).zip(tree.notes.iter().filter(fits)).map(|(row, line)| {
            text(line)
                .key(&row.to_string())
                .class("tree-note")
                .number("x", tree.notes_at.x)
                .tenths("y", tree.notes_at.y * 10 + row * step)
                .tenths("font-size", fitted(line))
        });
        let curves = tree.boxes.iter().filter_map(curve);
        el("g")
            .class("tree")
            .child(title)
            .child(el("g").attr("aria-hidden", "true").each(curves))
            .each(tree.boxes.iter().map(|one| self.tree_box(one)))
            .child(el("g").class("notes").each(notes))
    }

    fn tree_box(&self, one: &TreeBox) -> Element {
        let (w, h) = (one.half.x, one.half.y);
        let pick = Pick::Box(one.key);
        let large = self.props.large || self.props.format == Format::Half;
        let size = self.sizes.box_type.min(if large { h * 8 } else { h * 7 }).min(if large { w * 8 } else { w * 20 / 3 });
        let small = if large { size } else { size * 5 / 6 };
        let room = (2 * w - 5) * 10;
        let differs = self.differs(|contrast, _| contrast.boxes.contains(&one.key));
        let around = |class: &'static str, out: i32| {
            el("rect")
                .class(class)
                .number("x", -w - out)
                .number("y", -h - out)
                .number("width", 2 * (w + out))
                .number("height", 2 * (h + out))
                .attr("rx", "7")
        };
        let name = el("text").class("box-name").tenths("y", -h * 10 * 2 / 5 + small / 3).tenths("font-size", small);
        let name = name.text(&called(&one.name, small, room));
        let said =
            text(&said(&one.lines, size, room)).class("box-said").tenths("y", h * 10 / 2 + size / 6).tenths("font-size", size);
        let stubs = (one.hidden > 0).then(|| stubs(one));
        let body = el("g")
            .class("tree-box")
            .tone(one.tone)
            .class_if(one.known, "known")
            .class_if(one.folding, "folding")
            .class_if(one.vote > 0, "vote")
            .class_if(one.liar, "liar")
            .class_if(one.hidden > 0, "closed")
            .set("data-box", one.key.to_string());
        let body = if one.vote > 0 { body.set("data-vote", one.vote.to_string()) } else { body };
        let body =
            self.pressable(body, pick, self.named(one.label.clone(), differs)).child(around("focus", 4)).child(around("box", 0));
        let place = translate(el("g"), one.at.x * 10, one.at.y * 10).key(&format!("box-{}-{}", one.key, one.name));
        let halo = || around("halo", 3).attr("aria-hidden", "true");
        self.clickable(place, pick)
            .maybe(stubs)
            .maybe(differs.then(halo))
            .child(body.child(name).child(said))
            .maybe(differs.then(|| self.unequal(-w * 10, -h * 10)))
    }

    /// The wires by which the votes came, under the generals and their words.
    pub(super) fn pin_wires(&self) -> Vec<Element> {
        let wire = |pin: &Pin| {
            let wire = Wire::between(self.stage, pin.from, pin.to)?;
            Some(pinned(pin).child(path("pin-wire", stretch(&wire, wire.start, wire.end))))
        };
        self.stage.pins.iter().filter_map(wire).collect()
    }

    /// The votes on their wires, none on another or on words where there is room.
    pub(super) fn pins(&self) -> Vec<Element> {
        let standing = pins(self.stage, self.sizes);
        self.stage.pins.iter().zip(standing).map(|(pin, standing)| self.pin(pin, standing)).collect()
    }

    fn pin(&self, pin: &Pin, standing: Standing) -> Element {
        let ((x, y), (w, h)) = (standing.at, standing.half);
        let around = |class: &'static str, out: i32| {
            el("rect")
                .class(class)
                .tenths("x", -w - out)
                .tenths("y", -h - out)
                .tenths("width", 2 * (w + out))
                .tenths("height", 2 * (h + out))
                .attr("rx", "6")
        };
        let size = self.sizes.packet_type;
        let label =
            el("text").class("label").tenths("y", size * 35 / 100).tenths("font-size", size).text(self.sizes.pinned(&pin.label));
        let differs = self.differs(|contrast, pane| contrast.pins[pane].contains(&pin.vote));
        let words = format!("{} → {}: {}", self.name(pin.from), self.name(pin.to), pin.label);
        let halo = || group().child(around("halo", 35)).child(self.unequal(-w, -h));
        let token = translate(el("g"), x, y).child(around("pin-box", 0)).child(label).maybe(differs.then(halo));
        pinned(pin).attr("role", "img").set("aria-label", self.named(words, differs)).child(token)
    }
}

/// Something of a pinned vote, lit when its turn comes.
fn pinned(pin: &Pin) -> Element {
    let vote = pin.vote.to_string();
    el("g").key(&vote).class("pin").set("data-vote", vote.clone()).tone(pin.tone).class_if(pin.liar, "liar")
}

/// The name of a box, or where that has no room its end: the boxes above it tell the rest.
fn called(name: &str, size: i32, room: i32) -> String {
    let short = || name.rsplit_once('·').map_or(name, |(_, last)| last);
    if width(name, Face::Mono) * size / 100 <= room { name.to_owned() } else { ["…", short()].concat() }
}

/// What was received, and behind it what it is worth, on one line: with words, with glyphs alone, or with nothing between.
fn said(lines: &[Line], size: i32, room: i32) -> Line {
    let mut all = Line::default();
    for (index, piece) in lines.iter().enumerate() {
        all = if index == 0 { piece.clone() } else { all.then(Line::plain(" ")).then(piece.clone()) };
    }
    let wide = |line: &Line| line_width(line, size) > room;
    if wide(&all) {
        for span in &mut all.0 {
            if let SpanKind::Value(tone) = span.kind {
                tone.glyph().clone_into(&mut span.text);
            }
        }
    }
    if wide(&all) {
        for span in &mut all.0 {
            span.text.retain(|letter| letter != ' ');
        }
    }
    all
}

/// The curve from a box to the one above it.
fn curve(one: &TreeBox) -> Option<Element> {
    let above = one.above?;
    let (from, to) = (above.y + one.half.y, one.at.y - one.half.y);
    let middle = i32::midpoint(from, to);
    let way = format!("M{} {from}C{} {middle} {} {middle} {} {to}", above.x, above.x, one.at.x, one.at.x);
    Some(path("twig", way).key(&format!("twig-{}-{}", one.key, one.name)))
}

/// The beginnings of the curves to boxes that are not shown.
fn stubs(one: &TreeBox) -> Element {
    let count = i32::from(one.hidden).min(5);
    let spread = (one.half.x * 2 / count.max(1)).min(9);
    let (foot, long) = (one.half.y, one.half.y * 14 / 25);
    let one_stub = |index: i32| {
        let x = spread * (2 * index + 1 - count) / 2;
        format!("M0 {foot}Q0 {} {x} {}", foot + long / 2, foot + long)
    };
    path("twig", (0..count).map(one_stub).collect()).attr("aria-hidden", "true")
}
