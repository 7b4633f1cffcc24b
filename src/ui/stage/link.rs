//! Links between figures, and bundles of messages on them.

use super::{Drawing, translate};
use crate::app::picture::{Standing, Wire, tenths};
use crate::scene::{Bundle, Link, LinkKind};
use crate::ui::element::{Element, el};

/// Where the cut is: past the middle, where wires and messages crowd least.
const CUT_AT: f64 = 0.76;
/// Half the gap in a link that has been cut, where the scissors stand.
const GAP: f64 = 15.0;
const SCISSORS: &str =
    "M-4.5-2.8 8 5.5M-4.5 2.8 8-5.5M-6.7-6.3a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM-6.7 1.3a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z";

/// The stretch of a wire between two places along it, as the `d` of a path.
pub(super) fn stretch(wire: &Wire, from: f64, to: f64) -> String {
    let shown = |(x, y)| format!("{} {}", rounded(x), rounded(y));
    let (a, b) = (shown(wire.at(from, 0.0)), shown(wire.at(to, 0.0)));
    match wire.pull(from, to) {
        Some(pull) => format!("M{a}Q{} {b}", shown(pull)),
        None => format!("M{a}L{b}"),
    }
}

fn rounded(value: f64) -> String {
    tenths(in_tenths(value))
}

fn in_tenths(value: f64) -> i32 {
    (value * 10.0).round() as i32
}

impl Drawing<'_> {
    pub(super) fn link(&self, link: &Link) -> Option<Element> {
        let wire = Wire::between(self.stage, link.from, link.to)?;
        let kind = match link.kind {
            LinkKind::Idle => "idle",
            LinkKind::Busy => "busy",
            LinkKind::Late => "late",
            LinkKind::Cut => "cut",
        };
        let element = match link.kind {
            LinkKind::Cut => cut(&wire),
            LinkKind::Idle | LinkKind::Busy | LinkKind::Late => el("path").set("d", stretch(&wire, wire.start, wire.end)),
        };
        Some(element.key(&format!("{}-{}", link.from, link.to)).class("wire").class(kind).tone(link.tone))
    }

    /// A bundle where it stands.
    #[inline(never)]
    pub(super) fn bundle(&self, bundle: &Bundle, standing: Standing) -> Element {
        let ((x, y), (half_width, half_height)) = (standing.at, standing.half);
        let texts: Vec<String> = bundle.counts.iter().map(|(count, kind, _)| self.sizes.counted(*count, kind)).collect();
        let size = self.sizes.packet_type;
        let rows = (0..).zip(bundle.counts.iter().zip(&texts)).map(|(row, ((_, _, tone), text))| {
            let base = size * 3 / 2 * row + size * 13 / 10 - half_height;
            self.count(size / 2 - half_width, base, text).key(&row.to_string()).tone(*tone)
        });
        let around = el("rect")
            .class("bundle-box")
            .tenths("x", -half_width)
            .tenths("y", -half_height)
            .tenths("width", 2 * half_width)
            .tenths("height", 2 * half_height)
            .attr("rx", "7");
        let words = format!("{} → {}: {}", self.name(bundle.from), self.name(bundle.to), texts.join(", "));
        let differs = self.differs(|contrast, pane| contrast.bundles[pane].contains(&(bundle.from, bundle.to)));
        let words = self.named(words, differs);
        translate(el("g"), x, y)
            .key(&format!("{}-{}", bundle.from, bundle.to))
            .class("bundle")
            .class_if(self.stage.tree.as_ref().is_some_and(|tree| tree.who != bundle.to), "faint")
            .attr("role", "img")
            .set("aria-label", words)
            .child(around)
            .each(rows)
            .maybe(differs.then(|| self.unequal(-half_width, -half_height)))
    }

    /// So many of one kind, with a swatch of its tone.
    fn count(&self, left: i32, base: i32, text: &str) -> Element {
        let size = self.sizes.packet_type;
        let side = size * 7 / 10;
        let swatch = el("rect")
            .class("swatch")
            .tenths("x", left)
            .tenths("y", base - side)
            .tenths("width", side)
            .tenths("height", side)
            .attr("rx", "2");
        let words = el("text").tenths("x", left + size).tenths("y", base).tenths("font-size", size).text(text);
        el("g").child(swatch).child(words)
    }
}

/// A link that has been cut: two stretches, and the scissors between them.
#[inline(never)]
fn cut(wire: &Wire) -> Element {
    let middle = wire.start + (wire.end - wire.start) * CUT_AT;
    let (x, y) = wire.at(middle, 0.0);
    let scissors = el("path").class("scissors").attr("d", SCISSORS);
    el("g")
        .child(el("path").set("d", stretch(wire, wire.start, middle - GAP)))
        .child(el("path").set("d", stretch(wire, middle + GAP, wire.end)))
        .child(translate(scissors, in_tenths(x), in_tenths(y)))
}
