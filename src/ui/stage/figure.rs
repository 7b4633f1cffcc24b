//! Figures: a node's outline, its glow, its marks, the lines under it and the tags beside it.

use yew::prelude::*;

use super::Drawing;
use super::spans::spans;
use crate::app::Pick;
use crate::app::picture::{below, crooked, glow_gap, is_small, name_drop, outline, tag_width, tenths};
use crate::scene::{Figure, Glow, GlowKind, Scene, Tag, TagKind};
use crate::ui::icons::MASK;

impl Drawing<'_> {
    pub(super) fn figure(&self, figure: &Figure, before: Option<&Scene>) -> Html {
        let (pick, small) = (Pick::Node(figure.node), is_small(figure.radius));
        let (onclick, onkeydown) = self.handlers(pick);
        let was = before
            .and_then(|scene| scene.stage.figures.iter().find(|old| old.node == figure.node))
            .filter(|old| old.at == figure.at && old.radius == figure.radius && old.shape == figure.shape);
        let body = |figure: &Figure| self.body(figure);
        let caption = |figure: &Figure| self.caption(figure);
        let tags = |figure: &Figure| self.tags(figure);
        html! {
            <g key={figure.node} class={classes!("figure", tone(figure), small.then_some("small"), self.picked(pick))} data-node={figure.node.to_string()}
                transform={format!("translate({} {})", figure.at.x, figure.at.y)} {onclick}>
                // What is to be read beside and under it is part of the button's name, not of its face.
                <g role="button" tabindex={self.tabindex(pick)} aria-label={figure.label.clone()}
                    aria-pressed={(self.props.picked == Some(pick)).to_string()} {onkeydown}>
                    { self.hit(figure) }
                    <circle class="spot" r={(figure.radius + if small { 5 } else { 21 }).to_string()} cy={name_drop(figure.shape, figure.radius / 2).to_string()} />
                    <path class="focus" d={outline(figure.shape, figure.radius, glow_gap(figure.radius) * 3 / 2)} />
                    { turn(was.filter(|old| looks(old) != looks(figure)), figure, body) }
                </g>
                { turn(was.filter(|old| old.caption != figure.caption), figure, caption) }
                { turn(was.filter(|old| old.tags != figure.tags), figure, tags) }
            </g>
        }
    }

    /// What may be hit: the figure, its tags, and what lies between them.
    fn hit(&self, figure: &Figure) -> Html {
        let reach = (figure.radius + glow_gap(figure.radius) + 2) * 10;
        let (mut left, mut top, mut right, mut low) = (-reach, -reach, reach, reach);
        if let Some(rows) = i32::try_from(figure.tags.len()).ok().filter(|rows| *rows > 0) {
            let (x, y) = ((figure.tags_at.x - figure.at.x) * 10, (figure.tags_at.y - figure.at.y) * 10);
            let wide = figure.tags.iter().map(|tag| tag_width(tag, self.sizes)).max().unwrap_or(0);
            (left, right) = (left.min(x), right.max(x + wide));
            (top, low) = (top.min(y), low.max(y + (rows - 1) * self.sizes.tag_step + self.sizes.tag_height));
        }
        html! { <rect class="hit" x={tenths(left)} y={tenths(top)} width={tenths(right - left)} height={tenths(low - top)} /> }
    }

    fn body(&self, figure: &Figure) -> Html {
        let (shape, radius) = (figure.shape, figure.radius);
        let (shape_path, gap) = (outline(shape, radius, 0), glow_gap(radius));
        let fill = figure.crashed.then(|| format!("url(#hatch-{})", self.props.pane));
        let name_at = name_drop(shape, radius) * 10 + self.sizes.name_type * 36 / 100;
        let marks = classes!(
            "body",
            tone(figure),
            figure.active.then_some("active"),
            figure.crashed.then_some("crashed"),
            figure.traitor.then_some("traitor"),
        );
        html! {
            <g class={marks}>
                if let Some(glow) = figure.glow { { ring(figure, glow) } }
                if figure.traitor { <path class="crooked" d={crooked(shape, radius, if figure.glow.is_some() { 2 * gap } else { gap })} /> }
                if !figure.crashed { <path class="shade" d={shape_path.clone()} /> }
                <path class="outline" d={shape_path} {fill} />
                <text class="node-name" y={tenths(name_at)} font-size={tenths(self.sizes.name_type)}>{ &figure.name }</text>
                if figure.traitor { { badge(radius) } }
            </g>
        }
    }

    fn caption(&self, figure: &Figure) -> Html {
        let room = if figure.glow.is_some() || figure.traitor { 70 } else { 0 };
        let top = below(figure.shape, figure.radius) * 10 + room + self.sizes.caption_type * 11 / 10 + 60;
        let lines = (0..).zip(&figure.caption).map(|(row, line)| {
            let y = tenths(top + self.sizes.caption_step * row);
            html! { <text key={row} class="under" aria-hidden="true" {y} font-size={tenths(self.sizes.caption_type)}>{ spans(line) }</text> }
        });
        html! { { for lines } }
    }

    fn tags(&self, figure: &Figure) -> Html {
        let (x, y) = (figure.tags_at.x - figure.at.x, figure.tags_at.y - figure.at.y);
        let tags = (0..).zip(&figure.tags).map(|(row, tag)| {
            let drop = y * 10 + self.sizes.tag_step * row;
            self.tag(tag, row, format!("translate({x} {})", tenths(drop)))
        });
        html! { { for tags } }
    }

    fn tag(&self, tag: &Tag, row: i32, transform: String) -> Html {
        let kind = match tag.kind {
            TagKind::Known => "known",
            TagKind::OnDisk => "on-disk",
            TagKind::Watcher => "watcher",
        };
        let (height, wide) = (self.sizes.tag_height, tag_width(tag, self.sizes));
        html! {
            <g key={row} class={classes!("tag", kind, format!("t-{}", tag.tone.class()))} {transform} aria-hidden="true">
                <rect class="tag-box" width={tenths(wide)} height={tenths(height)} rx={tenths(height * 3 / 10)} />
                <text x={tenths(self.sizes.tag_type * 2 / 3)} y={tenths(height / 2 + self.sizes.tag_type * 36 / 100)}
                    font-size={tenths(self.sizes.tag_type)}>{ spans(&tag.line) }</text>
            </g>
        }
    }
}

/// What the outline of a figure depends on.
fn looks(figure: &Figure) -> (crate::text::Tone, bool, bool, bool, Option<Glow>, &str) {
    (figure.tone, figure.active, figure.crashed, figure.traitor, figure.glow, &figure.name)
}

fn tone(figure: &Figure) -> String {
    format!("t-{}", figure.tone.class())
}

/// A part of a figure as it is and, where it changes in this step, as it was.
fn turn(was: Option<&Figure>, now: &Figure, draw: impl Fn(&Figure) -> Html) -> Html {
    match was {
        Some(was) => html! {
            <>
                <g key="was" class="was" aria-hidden="true">{ draw(was) }</g>
                <g key="now" class="now">{ draw(now) }</g>
            </>
        },
        None => html! { <><g key="still">{ draw(now) }</g></> },
    }
}

fn ring(figure: &Figure, glow: Glow) -> Html {
    let kind = match glow.kind {
        GlowKind::Promised => "promised",
        GlowKind::Accepted => "accepted",
        GlowKind::Chosen => "chosen",
    };
    let class = classes!("glow", kind, format!("t-{}", glow.tone.class()));
    let gap = glow_gap(figure.radius);
    let path = outline(figure.shape, figure.radius, gap);
    html! {
        <g {class}>
            if glow.kind == GlowKind::Chosen { <path class="glow-wash" d={outline(figure.shape, figure.radius, gap + gap / 3)} /> }
            <path class="glow-ring" d={path} pathLength="100" />
        </g>
    }
}

/// The mask of a traitor, upper right of its figure.
fn badge(radius: i32) -> Html {
    let at = radius * 3 / 4;
    html! {
        <g class="mask" transform={format!("translate({} {})", at - 2, -at - 22)}>
            <circle cx="12" cy="12" r="13" />
            <path transform="translate(3 3) scale(.9)" d={MASK} />
            <path class="mask-eyes" transform="translate(3 3) scale(.9)" d="M6.4 8.3c1-.9 2.4-.6 2.8.6-1 .7-2.2.5-2.8-.6zM13.6 8.3c-1-.9-2.4-.6-2.8.6 1 .7 2.2.5 2.8-.6z" />
        </g>
    }
}
