//! The tree of one node: boxes with curves between them, and the votes of a fold pinned to the wires.

use super::spans::text;
use super::{Drawing, path, translate};
use crate::app::Pick;
use crate::app::picture::{Wire, tenths};
use crate::scene::{Pin, Tree, TreeBox};
use crate::ui::element::{Element, el, group};

/// Where along its wire a pin may rest, the best place first.
const PIN_PLACES: [f64; 7] = [0.46, 0.38, 0.54, 0.3, 0.62, 0.7, 0.24];

impl Drawing<'_> {
    /// The stack of calls over the stage.
    pub(super) fn stack(&self) -> Option<Element> {
        let (at, line) = self.stage.stack.as_ref()?;
        let words = text(line).class("stack").number("x", at.x).number("y", at.y);
        Some(words.tenths("font-size", self.sizes.tag_type))
    }

    pub(super) fn tree(&self, tree: &Tree) -> Element {
        let size = self.sizes.heading_type;
        let title = text(&tree.title).class("tree-title").number("x", tree.title_at.x).number("y", tree.title_at.y);
        let notes = (0..).zip(&tree.notes).map(|(row, line)| {
            text(line)
                .key(&row.to_string())
                .class("tree-note")
                .number("x", tree.notes_at.x)
                .number("y", tree.notes_at.y + row * 20)
                .tenths("font-size", size)
        });
        let curves = tree.boxes.iter().filter_map(curve);
        el("g")
            .class("tree")
            .child(title.tenths("font-size", size))
            .child(el("g").attr("aria-hidden", "true").each(curves))
            .each(tree.boxes.iter().map(|one| self.tree_box(one)))
            .child(el("g").class("notes").each(notes))
    }

    fn tree_box(&self, one: &TreeBox) -> Element {
        let (w, h) = (one.half.x, one.half.y);
        let pick = Pick::Box(one.key);
        let size = self.sizes.tag_type.min(h * 10 * 2 / 3).min(one.half.x * 10 * 2 / 3);
        let small = size * 5 / 6;
        let around = |class: &'static str, out: i32| {
            el("rect")
                .class(class)
                .number("x", -w - out)
                .number("y", -h - out)
                .number("width", 2 * (w + out))
                .number("height", 2 * (h + out))
                .attr("rx", "7")
        };
        let name =
            el("text").class("box-name").tenths("y", -h * 10 * 2 / 5 + small / 3).tenths("font-size", small).text(&one.name);
        // What was received, and behind it what it is worth: on one line where both are known.
        let mut line = crate::text::Line::default();
        for (index, piece) in one.lines.iter().enumerate() {
            line = if index == 0 { piece.clone() } else { line.then(crate::text::Line::plain(" ")).then(piece.clone()) };
        }
        let said = text(&line).class("box-said").tenths("y", h * 10 / 2 + size / 6).tenths("font-size", size);
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
        let body = self.pressable(body, pick, one.label.clone()).child(around("focus", 4)).child(around("box", 0));
        let place = translate(el("g"), one.at.x * 10, one.at.y * 10).key(&format!("box-{}-{}", one.key, one.name));
        self.clickable(place, pick).maybe(stubs).child(body.child(name).child(said))
    }

    /// The votes on their wires, none on another where there is room.
    pub(super) fn pins(&self) -> Vec<Element> {
        let mut taken: Vec<(f64, f64, f64)> = Vec::new();
        let high = f64::from(self.sizes.packet_half) / 5.0 + 3.0;
        let pins = self.stage.pins.iter().filter_map(|pin| {
            let wire = Wire::between(self.stage, pin.from, pin.to)?;
            let wide = f64::from(self.sizes.packet_half_width(&pin.label)) / 10.0;
            let place = |part: &f64| wire.at(wire.start + (wire.end - wire.start) * part, 0.0);
            let free = |(x, y): &(f64, f64)| {
                taken.iter().all(|(ox, oy, other)| (x - ox).abs() > wide + other + 4.0 || (y - oy).abs() > high)
            };
            let (x, y) = PIN_PLACES.iter().map(place).find(free).unwrap_or_else(|| place(&PIN_PLACES[0]));
            taken.push((x, y, wide));
            Some(self.pin(pin, &wire, (x, y)))
        });
        pins.collect()
    }

    fn pin(&self, pin: &Pin, wire: &Wire, (x, y): (f64, f64)) -> Element {
        let in_tenths = |value: f64| (value * 10.0).round() as i32;
        let (w, h) = (self.sizes.packet_half_width(&pin.label), self.sizes.packet_half);
        let line = {
            let ((ax, ay), (bx, by)) = (wire.at(wire.start, 0.0), wire.at(wire.end, 0.0));
            let [ax, ay, bx, by] = [ax, ay, bx, by].map(|value| tenths(in_tenths(value)));
            let way = match wire.pull(wire.start, wire.end) {
                Some((px, py)) => format!("M{ax} {ay}Q{} {} {bx} {by}", tenths(in_tenths(px)), tenths(in_tenths(py))),
                None => format!("M{ax} {ay}L{bx} {by}"),
            };
            path("pin-wire", way)
        };
        let token = el("rect")
            .class("pin-box")
            .tenths("x", -w)
            .tenths("y", -h)
            .tenths("width", 2 * w)
            .tenths("height", 2 * h)
            .attr("rx", "6");
        let size = self.sizes.packet_type;
        let label = el("text").class("label").tenths("y", size * 35 / 100).tenths("font-size", size).text(&pin.label);
        let token = translate(el("g"), in_tenths(x), in_tenths(y)).child(token).child(label);
        let words = format!("{} → {}: {}", self.name(pin.from), self.name(pin.to), pin.label);
        el("g")
            .key(&format!("pin-{}", pin.vote))
            .class("pin")
            .set("data-vote", pin.vote.to_string())
            .tone(pin.tone)
            .class_if(pin.liar, "liar")
            .attr("role", "img")
            .set("aria-label", words)
            .child(group().child(line).child(token))
    }
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
    let foot = one.half.y;
    let one_stub = |index: i32| {
        let x = spread * (2 * index + 1 - count) / 2;
        format!("M0 {foot}Q0 {} {x} {}", foot + 7, foot + 14)
    };
    path("twig", (0..count).map(one_stub).collect()).attr("aria-hidden", "true")
}
