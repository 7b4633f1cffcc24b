//! Links between figures, and bundles of messages on them.

use yew::prelude::*;

use super::Drawing;
use crate::app::picture::{Face, reach, tenths, width};
use crate::scene::{Bundle, Figure, Link, LinkKind};

/// Half the gap in a link that has been cut, where the scissors stand.
const GAP: f64 = 15.0;

/// A wire from outline to outline.
struct Wire {
    from: (f64, f64),
    unit: (f64, f64),
    start: f64,
    end: f64,
}

impl Wire {
    fn between(from: &Figure, to: &Figure) -> Wire {
        let (dx, dy) = (f64::from(to.at.x - from.at.x), f64::from(to.at.y - from.at.y));
        let length = dx.hypot(dy).max(1.0);
        let unit = (dx / length, dy / length);
        let start = reach(from.shape, from.radius, unit);
        let end = length - reach(to.shape, to.radius, (-unit.0, -unit.1));
        Wire { from: (f64::from(from.at.x), f64::from(from.at.y)), unit, start, end }
    }

    fn at(&self, along: f64) -> (String, String) {
        let shown = |value: f64| tenths((value * 10.0).round() as i32);
        (shown(self.from.0 + self.unit.0 * along), shown(self.from.1 + self.unit.1 * along))
    }

    fn line(&self, from: f64, to: f64) -> String {
        let (a, b) = (self.at(from), self.at(to));
        format!("M{} {}L{} {}", a.0, a.1, b.0, b.1)
    }
}

impl Drawing<'_> {
    fn wire(&self, from: u8, to: u8) -> Option<Wire> {
        let figure = |node| self.stage.figures.iter().find(|figure| figure.node == node);
        Some(Wire::between(figure(from)?, figure(to)?))
    }

    pub(super) fn link(&self, link: &Link) -> Html {
        let Some(wire) = self.wire(link.from, link.to) else { return Html::default() };
        let kind = match link.kind {
            LinkKind::Idle => "idle",
            LinkKind::Busy => "busy",
            LinkKind::Late => "late",
            LinkKind::Cut => "cut",
        };
        let class = classes!("link", kind, format!("t-{}", link.tone.class()));
        let key = format!("{}-{}", link.from, link.to);
        if link.kind != LinkKind::Cut {
            return html! { <path {key} {class} d={wire.line(wire.start, wire.end)} /> };
        }
        let middle = f64::midpoint(wire.start, wire.end);
        let (x, y) = wire.at(middle);
        html! {
            <g {key} {class}>
                <path d={wire.line(wire.start, middle - GAP)} />
                <path d={wire.line(middle + GAP, wire.end)} />
                <path class="scissors" transform={format!("translate({x} {y})")}
                    d="M-4.5-2.8 8 5.5M-4.5 2.8 8-5.5M-6.7-6.3a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM-6.7 1.3a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z" />
            </g>
        }
    }

    pub(super) fn bundle(&self, bundle: &Bundle) -> Html {
        let Some(wire) = self.wire(bundle.from, bundle.to) else { return Html::default() };
        let (x, y) = wire.at(wire.start + (wire.end - wire.start) * f64::from(bundle.at) / 1000.0);
        let size = self.sizes.packet_type;
        let texts: Vec<String> = bundle.counts.iter().map(|(count, kind, _)| format!("{count} {kind}")).collect();
        let wide = texts.iter().map(|text| width(text, Face::Mono)).max().unwrap_or(0) * size / 100 + 2 * size;
        let step = size * 3 / 2;
        let high = texts.iter().map(|_| step).sum::<i32>() + size / 2;
        let rows = (0..).zip(bundle.counts.iter().zip(&texts)).map(|(row, ((_, _, tone), text))| {
            let y = -high / 2 + size / 4 + step * row + step * 7 / 10;
            html! {
                <g key={row} class={format!("t-{}", tone.class())}>
                    <rect class="chip" x={tenths(-wide / 2 + size / 2)} y={tenths(y - size * 7 / 10)} width={tenths(size * 7 / 10)} height={tenths(size * 7 / 10)} rx="2" />
                    <text x={tenths(-wide / 2 + size * 3 / 2)} y={tenths(y)} font-size={tenths(size)}>{ text }</text>
                </g>
            }
        });
        html! {
            <g key={format!("{}-{}", bundle.from, bundle.to)} class="bundle" transform={format!("translate({x} {y})")} role="img"
                aria-label={format!("{} → {}: {}", self.name(bundle.from), self.name(bundle.to), texts.join(", "))}>
                <rect class="bundle-box" x={tenths(-wide / 2)} y={tenths(-high / 2)} width={tenths(wide)} height={tenths(high)} rx="7" />
                { for rows }
            </g>
        }
    }
}
