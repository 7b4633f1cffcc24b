//! Packets: the outline of a message with its label and its marks, drawn round (0, 0).
//!
//! Where a packet is, how large and how faint, is no business of Yew's: see [`super::place()`]. Its
//! marks are part of the button's name, not of its face, and so stand beside the button.

use super::{Drawing, mask, path, translate};
use crate::app::Pick;
use crate::app::picture::{packet_inner, packet_outline};
use crate::scene::{Fate, Packet};
use crate::text::{Both, both};
use crate::ui::element::{Element, el, group};

const LATE: Both = both("late", "延迟");
const FROM_TO: Both = both("{message}, from {from} to {to}", "{message}，从 {from} 到 {to}");
const TWIN: Both = both("a duplicate", "重复的");
const FORGED: Both = both("a lie", "谎言");
const REFUSED: Both = both("refused", "被拒绝");
const IGNORED: Both = both("ignored", "被忽略");
const LOST: Both = both("lost", "丢失");
const PAUSE: Both = both(", ", "，");

impl Drawing<'_> {
    pub(super) fn packet(&self, packet: &Packet) -> Element {
        let (w, h) = (self.sizes.packet_half_width(&packet.label), self.sizes.packet_half);
        let differs = self.differs(|contrast, pane| contrast.messages[pane].contains(&packet.message));
        let halo = || group().child(path("halo", packet_outline(packet.shape, w + 35, h + 35))).child(self.unequal(-w, -h));
        self.clickable(el("g"), Pick::Message(packet.message))
            .index(packet.message as usize)
            .class("mover")
            .child(self.face(packet, w, h, differs))
            .child(self.marks(packet, w, h))
            .maybe(differs.then(halo))
            .maybe((packet.fate == Fate::Falls).then(|| el("path").class("cross").attr("d", "M-9-9 9 9M9-9-9 9")))
    }

    /// What can be pressed.
    fn face(&self, packet: &Packet, w: i32, h: i32, differs: bool) -> Element {
        let body = packet_outline(packet.shape, w, h);
        let (touch, size) = (self.sizes.touch_half, self.sizes.packet_type);
        let wide = w.max(touch);
        let hit =
            el("rect").class("hit").tenths("x", -wide).tenths("y", -touch).tenths("width", 2 * wide).tenths("height", 2 * touch);
        let label = el("text")
            .class("label")
            .tenths("y", size * 35 / 100)
            .tenths("font-size", size)
            .text(self.sizes.written(&packet.label));
        let pick = Pick::Message(packet.message);
        let face = el("g")
            .class("packet")
            .tone(packet.tone)
            .class_if(packet.late, "late")
            .class_if(packet.forged, "forged")
            .class_if(self.is_picked(pick), "picked")
            .set("data-message", packet.message.to_string());
        self.pressable(face, pick, self.named(self.words(packet), differs))
            .child(hit)
            .child(path("focus", packet_outline(packet.shape, w + 50, h + 50)))
            .child(path("shade", body.clone()))
            .child(path("token", body))
            .maybe(packet_inner(packet.shape, w, h).map(|inner| path("inner", inner)))
            .child(label)
    }

    fn marks(&self, packet: &Packet, w: i32, h: i32) -> Element {
        let size = self.sizes.packet_type;
        let late = || {
            el("text")
                .class("late-word")
                .attr("aria-hidden", "true")
                .tenths("y", -h - size * 4 / 10)
                .tenths("font-size", size)
                .text(LATE.get(self.props.locale))
        };
        let twin = || {
            translate(el("g"), w - 10, -h + 10)
                .class("twin")
                .attr("aria-hidden", "true")
                .child(el("circle").attr("r", "9"))
                .child(el("text").attr("y", "4").attr("font-size", "11.5").text("2"))
        };
        let forged = || translate(mask("10", "11", "translate(2.5 2.5) scale(.75)"), -w - 90, -h - 100);
        group().maybe(packet.late.then(late)).maybe(packet.twin.then(twin)).maybe(packet.forged.then(forged))
    }

    /// What a screen reader says of a message.
    fn words(&self, packet: &Packet) -> String {
        let locale = self.props.locale;
        let mut words = FROM_TO
            .get(locale)
            .replace("{message}", &packet.label)
            .replace("{from}", self.name(packet.from))
            .replace("{to}", self.name(packet.to));
        let marks = [
            (packet.late, LATE),
            (packet.twin, TWIN),
            (packet.forged, FORGED),
            (packet.fate == Fate::Bounces, REFUSED),
            (packet.fate == Fate::Fades, IGNORED),
            (packet.fate == Fate::Falls, LOST),
        ];
        for (_, word) in marks.into_iter().filter(|(is, _)| *is) {
            words.push_str(PAUSE.get(locale));
            words.push_str(word.get(locale));
        }
        words
    }
}
