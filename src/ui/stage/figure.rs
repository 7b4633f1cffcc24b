//! Figures: a node's outline, its glow, its marks, the lines under it and the tags beside it.

use super::spans::text;
use super::{Drawing, mask, path, translate};
use crate::app::Pick;
use crate::app::picture::{Face, caption_base, crooked, glow_gap, is_small, name_drop, outline, tag_width, width};
use crate::scene::{Figure, Glow, GlowKind, Scene, Shape, Tag, TagKind};
use crate::ui::element::{Element, el, group};

impl Drawing<'_> {
    pub(super) fn figure(&self, figure: &Figure, before: Option<&Scene>) -> Element {
        let (pick, small) = (Pick::Node(figure.node), is_small(figure.radius));
        let was = before
            .and_then(|scene| scene.stage.figures.iter().find(|old| old.node == figure.node))
            .filter(|old| old.at == figure.at && old.radius == figure.radius && old.shape == figure.shape);
        // What is to be read beside and under it is part of the button's name, not of its face.
        let spot = el("circle")
            .class("spot")
            .number("r", figure.radius + if small { 5 } else { 21 })
            .number("cy", name_drop(figure.shape, figure.radius / 2));
        let differs = self.differs(|contrast, pane| contrast.nodes[pane].contains(&figure.node));
        let face = self
            .pressable(el("g"), pick, self.named(figure.label.clone(), differs))
            .child(self.hit(figure))
            .child(spot)
            .child(path("focus", outline(figure.shape, figure.radius, glow_gap(figure.radius) * 3 / 2)))
            .child(self.turn(was.filter(|old| looks(old) != looks(figure)), figure, Drawing::body));
        let place = translate(el("g"), figure.at.x * 10, figure.at.y * 10);
        self.clickable(place, pick)
            .index(figure.node.into())
            .class("figure")
            .tone(figure.tone)
            .class_if(small, "small")
            .class_if(figure.aside, "aside")
            .class_if(self.is_picked(pick), "picked")
            .class_if(self.props.by.is_some_and(|by| by != figure.node), "veiled")
            .number("data-node", figure.node.into())
            .child(face)
            .child(self.turn(was.filter(|old| old.caption != figure.caption), figure, Drawing::caption))
            .child(self.turn(was.filter(|old| old.tags != figure.tags), figure, Drawing::tags))
            .maybe(differs.then(|| self.halo(figure)))
    }

    /// Round a figure that is otherwise in the picture beside it.
    #[inline(never)]
    fn halo(&self, figure: &Figure) -> Element {
        let gap = glow_gap(figure.radius) * if figure.glow.is_some() || figure.traitor { 2 } else { 1 };
        let place = (figure.radius * 3 / 4 + gap) * 10;
        group()
            .child(path("halo", outline(figure.shape, figure.radius, gap)).attr("aria-hidden", "true"))
            .child(self.unequal(-place, -place))
    }

    /// A part of a figure as it is and, where it changes in this step, as it was.
    fn turn(&self, was: Option<&Figure>, now: &Figure, draw: fn(&Self, &Figure) -> Element) -> Element {
        let now = el("g").child(draw(self, now));
        match was {
            None => group().child(now.key("still")),
            Some(was) => {
                let was = el("g").key("was").class("was").attr("aria-hidden", "true").child(draw(self, was));
                group().child(was).child(now.key("now").class("now"))
            }
        }
    }

    /// What may be hit: the figure, its tags, and what lies between them.
    fn hit(&self, figure: &Figure) -> Element {
        let reach = (figure.radius + glow_gap(figure.radius) + 2) * 10;
        let (mut left, mut top, mut right, mut low) = (-reach, -reach, reach, reach);
        if let Some(rows) = i32::try_from(figure.tags.len()).ok().filter(|rows| *rows > 0) {
            let (x, y) = ((figure.tags_at.x - figure.at.x) * 10, (figure.tags_at.y - figure.at.y) * 10);
            let wide = figure.tags.iter().map(|tag| tag_width(tag, self.sizes)).max().unwrap_or(0);
            (left, right) = (left.min(x), right.max(x + wide));
            (top, low) = (top.min(y), low.max(y + (rows - 1) * self.sizes.tag_step + self.sizes.tag_height));
        }
        el("rect").class("hit").tenths("x", left).tenths("y", top).tenths("width", right - left).tenths("height", low - top)
    }

    fn body(&self, figure: &Figure) -> Element {
        let (shape, radius) = (figure.shape, figure.radius);
        let (shape_path, gap) = (outline(shape, radius, 0), glow_gap(radius));
        let crooked = || path("crooked", crooked(shape, radius, if figure.glow.is_some() { 2 * gap } else { gap }));
        let shade = (!figure.crashed).then(|| path("shade", shape_path.clone()));
        let outline = path("outline", shape_path.clone());
        let outline = if figure.crashed { outline.set("fill", format!("url(#hatch-{})", self.props.pane)) } else { outline };
        el("g")
            .class("body")
            .tone(figure.tone)
            .class_if(figure.active, "active")
            .class_if(figure.crashed, "crashed")
            .class_if(figure.traitor, "traitor")
            .maybe(figure.glow.map(|glow| ring(figure, glow)))
            .maybe(figure.traitor.then(crooked))
            .maybe(shade)
            .child(outline)
            .child(self.node_name(figure))
            .maybe(figure.traitor.then(|| badge(radius)))
    }

    /// The name of a node. A shield narrows, and no name runs out of it: where that has no room for the mark behind a name
    /// the mark stands over it.
    fn node_name(&self, figure: &Figure) -> Element {
        let (whole, shield) = (figure.name.as_str(), figure.shape == Shape::Shield);
        let fit = |name: &str| if shield { figure.radius * 1520 / width(name, Face::Sans).max(1) } else { i32::MAX };
        let wanted = self.sizes.name_type;
        let mark = whole.chars().next_back().filter(|mark| !mark.is_alphanumeric() && fit(whole) * 9 < wanted * 10);
        let name = mark.map_or(whole, |mark| whole.trim_end_matches(mark).trim_end());
        let size = wanted.min(fit(name));
        let base = name_drop(figure.shape, figure.radius) * 10 + size * 36 / 100;
        let words = el("text").class("node-name").tenths("font-size", size);
        match mark {
            None => words.tenths("y", base).text(whole),
            Some(mark) => {
                let over = el("tspan").tenths("x", 0).tenths("y", base - size * 11 / 20).tenths("font-size", size * 3 / 5);
                let under = el("tspan").tenths("x", 0).tenths("y", base + size / 4).text(name);
                words.child(under).child(over.text(&mark.to_string()))
            }
        }
    }

    fn caption(&self, figure: &Figure) -> Element {
        let lines = (0..).zip(&figure.caption).map(|(row, line)| {
            text(line)
                .key(&row.to_string())
                .class("under")
                .attr("aria-hidden", "true")
                .number("x", figure.lean)
                .tenths("y", caption_base(figure, self.sizes, row))
                .tenths("font-size", self.sizes.caption_type)
        });
        group().each(lines)
    }

    fn tags(&self, figure: &Figure) -> Element {
        let (x, y) = (figure.tags_at.x - figure.at.x, figure.tags_at.y - figure.at.y);
        let tags = (0..).zip(&figure.tags).map(|(row, tag)| {
            let drop = y * 10 + self.sizes.tag_step * row;
            translate(self.tag(tag), x * 10, drop).key(&row.to_string())
        });
        group().each(tags)
    }

    fn tag(&self, tag: &Tag) -> Element {
        let kind = match tag.kind {
            TagKind::Known => "known",
            TagKind::OnDisk => "on-disk",
            TagKind::Watcher => "watcher",
        };
        let (height, size) = (self.sizes.tag_height, self.sizes.tag_type);
        let around = el("rect")
            .class("tag-box")
            .tenths("width", tag_width(tag, self.sizes))
            .tenths("height", height)
            .tenths("rx", height * 3 / 10);
        let words = text(&tag.line).tenths("x", size * 2 / 3).tenths("y", height / 2 + size * 36 / 100).tenths("font-size", size);
        el("g").class("tag").class(kind).tone(tag.tone).attr("aria-hidden", "true").child(around).child(words)
    }
}

/// What the outline of a figure depends on.
fn looks(figure: &Figure) -> (crate::text::Tone, bool, bool, bool, Option<Glow>, &str) {
    (figure.tone, figure.active, figure.crashed, figure.traitor, figure.glow, &figure.name)
}

#[inline(never)]
fn ring(figure: &Figure, glow: Glow) -> Element {
    let kind = match glow.kind {
        GlowKind::Promised => "promised",
        GlowKind::Accepted => "accepted",
        GlowKind::Chosen => "chosen",
    };
    let gap = glow_gap(figure.radius);
    let wash = || path("glow-wash", outline(figure.shape, figure.radius, gap + gap / 3));
    let ring = path("glow-ring", outline(figure.shape, figure.radius, gap)).attr("pathLength", "100");
    el("g").class("glow").class(kind).tone(glow.tone).maybe((glow.kind == GlowKind::Chosen).then(wash)).child(ring)
}

/// The mask of a traitor, upper right of its figure.
#[inline(never)]
fn badge(radius: i32) -> Element {
    const EYES: &str = "M6.4 8.3c1-.9 2.4-.6 2.8.6-1 .7-2.2.5-2.8-.6zM13.6 8.3c-1-.9-2.4-.6-2.8.6 1 .7 2.2.5 2.8-.6z";
    let (at, face) = (radius * 3 / 4, "translate(3 3) scale(.9)");
    let eyes = el("path").class("mask-eyes").attr("transform", face).attr("d", EYES);
    translate(mask("12", "13", face), (at - 2) * 10, (-at - 22) * 10).child(eyes)
}
