//! Packets: the outline of a message with its label and its marks, drawn round (0, 0).
//!
//! Where a packet is, how large and how faint, is no business of Yew's: see [`super::place`]. Its
//! marks are part of the button's name, not of its face, and so stand beside the button.

use yew::prelude::*;

use super::Drawing;
use crate::app::Pick;
use crate::app::picture::{packet_inner, packet_outline, tenths};
use crate::scene::{Fate, Packet};
use crate::text::{Both, both};
use crate::ui::icons::MASK;

const LATE: Both = both("late", "延迟");
const FROM_TO: Both = both("{message}, from {from} to {to}", "{message}，从 {from} 到 {to}");
const TWIN: Both = both("a duplicate", "重复的");
const FORGED: Both = both("a lie", "谎言");
const REFUSED: Both = both("refused", "被拒绝");
const IGNORED: Both = both("ignored", "被忽略");
const LOST: Both = both("lost", "丢失");
const PAUSE: Both = both(", ", "，");

impl Drawing<'_> {
    pub(super) fn packet(&self, packet: &Packet) -> Html {
        let pick = Pick::Message(packet.message);
        let (onclick, onkeydown) = self.handlers(pick);
        let (w, h) = (self.sizes.packet_half_width(&packet.label), self.sizes.packet_half);
        let body = packet_outline(packet.shape, w, h);
        let (touch, size) = (self.sizes.touch_half, self.sizes.packet_type);
        let wide = w.max(touch);
        let class = classes!(
            "packet",
            format!("t-{}", packet.tone.class()),
            packet.late.then_some("late"),
            packet.forged.then_some("forged"),
            self.picked(pick),
        );
        html! {
            <g key={packet.message} class="mover" {onclick}>
                <g {class} data-message={packet.message.to_string()} role="button" tabindex={self.tabindex(pick)}
                    aria-label={self.words(packet)} aria-pressed={(self.props.picked == Some(pick)).to_string()} {onkeydown}>
                    <rect class="hit" x={tenths(-wide)} y={tenths(-touch)} width={tenths(2 * wide)} height={tenths(2 * touch)} />
                    <path class="focus" d={packet_outline(packet.shape, w + 50, h + 50)} />
                    <path class="shade" d={body.clone()} />
                    <path class="token" d={body} />
                    if let Some(inner) = packet_inner(packet.shape, w, h) { <path class="inner" d={inner} /> }
                    <text class="label" y={tenths(size * 35 / 100)} font-size={tenths(size)}>{ self.sizes.written(&packet.label) }</text>
                </g>
                { self.marks(packet, w, h) }
                if packet.fate == Fate::Falls { <path class="cross" d="M-9-9 9 9M9-9-9 9" /> }
            </g>
        }
    }

    fn marks(&self, packet: &Packet, w: i32, h: i32) -> Html {
        let size = self.sizes.packet_type;
        html! {
            <>
                if packet.late {
                    <text class="late-word" aria-hidden="true" y={tenths(-h - size * 4 / 10)} font-size={tenths(size)}>{ LATE.get(self.props.locale) }</text>
                }
                if packet.twin {
                    <g class="twin" aria-hidden="true" transform={format!("translate({} {})", tenths(w - 10), tenths(-h + 10))}>
                        <circle r="9" />
                        <text y="4" font-size="11.5">{ "2" }</text>
                    </g>
                }
                if packet.forged {
                    <g class="mask" transform={format!("translate({} {})", tenths(-w - 90), tenths(-h - 100))}>
                        <circle cx="10" cy="10" r="11" />
                        <path transform="translate(2.5 2.5) scale(.75)" d={MASK} />
                    </g>
                }
            </>
        }
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
