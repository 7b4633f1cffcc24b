//! Links between figures, and bundles of messages on them.

use yew::prelude::*;

use super::Drawing;
use crate::app::picture::{Standing, Wire, tenths};
use crate::scene::{Bundle, Link, LinkKind};

/// Where the cut is: past the middle, where wires and messages crowd least.
const CUT_AT: f64 = 0.76;
/// Half the gap in a link that has been cut, where the scissors stand.
const GAP: f64 = 15.0;

/// The stretch of a wire between two places along it, as the `d` of a path.
fn stretch(wire: &Wire, from: f64, to: f64) -> String {
    let shown = |(x, y)| format!("{} {}", rounded(x), rounded(y));
    let (a, b) = (shown(wire.at(from, 0.0)), shown(wire.at(to, 0.0)));
    match wire.pull(from, to) {
        Some(pull) => format!("M{a}Q{} {b}", shown(pull)),
        None => format!("M{a}L{b}"),
    }
}

fn rounded(value: f64) -> String {
    tenths((value * 10.0).round() as i32)
}

fn translate(wire: &Wire, along: f64) -> String {
    let (x, y) = wire.at(along, 0.0);
    format!("translate({} {})", rounded(x), rounded(y))
}

impl Drawing<'_> {
    pub(super) fn link(&self, link: &Link) -> Html {
        let Some(wire) = Wire::between(self.stage, link.from, link.to) else { return Html::default() };
        let kind = match link.kind {
            LinkKind::Idle => "idle",
            LinkKind::Busy => "busy",
            LinkKind::Late => "late",
            LinkKind::Cut => "cut",
        };
        let class = classes!("wire", kind, format!("t-{}", link.tone.class()));
        let key = format!("{}-{}", link.from, link.to);
        if link.kind != LinkKind::Cut {
            return html! { <path {key} {class} d={stretch(&wire, wire.start, wire.end)} /> };
        }
        let middle = wire.start + (wire.end - wire.start) * CUT_AT;
        html! {
            <g {key} {class}>
                <path d={stretch(&wire, wire.start, middle - GAP)} />
                <path d={stretch(&wire, middle + GAP, wire.end)} />
                <path class="scissors" transform={translate(&wire, middle)}
                    d="M-4.5-2.8 8 5.5M-4.5 2.8 8-5.5M-6.7-6.3a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM-6.7 1.3a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z" />
            </g>
        }
    }

    /// A bundle where it stands.
    pub(super) fn bundle(&self, bundle: &Bundle, standing: Standing) -> Html {
        let size = self.sizes.packet_type;
        let (left, step) = (size / 2 - standing.half.0, size * 3 / 2);
        let texts: Vec<String> = bundle.counts.iter().map(|(count, kind, _)| self.sizes.counted(*count, kind)).collect();
        let rows = (0..).zip(bundle.counts.iter().zip(&texts)).map(|(row, ((_, _, tone), text))| {
            let base = step * row + size * 13 / 10 - standing.half.1;
            let side = tenths(size * 7 / 10);
            html! {
                <g key={row} class={format!("t-{}", tone.class())}>
                    <rect class="swatch" x={tenths(left)} y={tenths(base - size * 7 / 10)} width={side.clone()} height={side} rx="2" />
                    <text x={tenths(left + size)} y={tenths(base)} font-size={tenths(size)}>{ text }</text>
                </g>
            }
        });
        let (x, y) = standing.at;
        html! {
            <g key={format!("{}-{}", bundle.from, bundle.to)} class="bundle" role="img"
                transform={format!("translate({} {})", tenths(x), tenths(y))}
                aria-label={format!("{} → {}: {}", self.name(bundle.from), self.name(bundle.to), texts.join(", "))}>
                <rect class="bundle-box" x={tenths(-standing.half.0)} y={tenths(-standing.half.1)}
                    width={tenths(2 * standing.half.0)} height={tenths(2 * standing.half.1)} rx="7" />
                { for rows }
            </g>
        }
    }
}
