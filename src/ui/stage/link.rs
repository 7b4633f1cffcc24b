//! Links between figures, and bundles of messages on them.

use yew::prelude::*;

use super::Drawing;
use crate::app::picture::{Face, Wire, tenths, width};
use crate::scene::{Bundle, Link, LinkKind};

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
        let middle = f64::midpoint(wire.start, wire.end);
        html! {
            <g {key} {class}>
                <path d={stretch(&wire, wire.start, middle - GAP)} />
                <path d={stretch(&wire, middle + GAP, wire.end)} />
                <path class="scissors" transform={translate(&wire, middle)}
                    d="M-4.5-2.8 8 5.5M-4.5 2.8 8-5.5M-6.7-6.3a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM-6.7 1.3a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z" />
            </g>
        }
    }

    fn counted(&self, count: u32, kind: &str) -> String {
        if self.sizes.packet_short { count.to_string() } else { format!("{count} {kind}") }
    }

    pub(super) fn bundle(&self, bundle: &Bundle) -> Html {
        let Some(wire) = Wire::between(self.stage, bundle.from, bundle.to) else { return Html::default() };
        let place = translate(&wire, wire.start + (wire.end - wire.start) * f64::from(bundle.at) / 1000.0);
        let size = self.sizes.packet_type;
        let texts: Vec<String> = bundle.counts.iter().map(|(count, kind, _)| self.counted(*count, kind)).collect();
        let wide = texts.iter().map(|text| width(text, Face::Mono)).max().unwrap_or(0) * size / 100 + 2 * size;
        let step = size * 3 / 2;
        let high = texts.iter().map(|_| step).sum::<i32>() + size / 2;
        let rows = (0..).zip(bundle.counts.iter().zip(&texts)).map(|(row, ((_, _, tone), text))| {
            let y = -high / 2 + size / 4 + step * row + step * 7 / 10;
            html! {
                <g key={row} class={format!("t-{}", tone.class())}>
                    <rect class="swatch" x={tenths(-wide / 2 + size / 2)} y={tenths(y - size * 7 / 10)} width={tenths(size * 7 / 10)} height={tenths(size * 7 / 10)} rx="2" />
                    <text x={tenths(-wide / 2 + size * 3 / 2)} y={tenths(y)} font-size={tenths(size)}>{ text }</text>
                </g>
            }
        });
        html! {
            <g key={format!("{}-{}", bundle.from, bundle.to)} class="bundle" transform={place} role="img"
                aria-label={format!("{} → {}: {}", self.name(bundle.from), self.name(bundle.to), texts.join(", "))}>
                <rect class="bundle-box" x={tenths(-wide / 2)} y={tenths(-high / 2)} width={tenths(wide)} height={tenths(high)} rx="7" />
                { for rows }
            </g>
        }
    }
}
