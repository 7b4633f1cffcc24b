//! Rings, their points and keys, charts and words.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element as Node, MouseEvent};

use super::spans::text;
use super::{Drawing, layer, path, translate};
use crate::app::picture::{Flock, Sizes, arc_paths, beside_ring, nearest_dot, peg_path, resting, walk_path, walker};
use crate::scene::{Anchor, Block, Note, NoteKind, PegKind, Ring, Rule, Stage, Walk};
use crate::ui::element::{Element, el, group};

/// Above so many points of one server, thick strokes would hide the band.
const PEGS_THICK_MAX: usize = 40;

/// Whoever points so near a dot, in units, means it.
const POINTED_WITHIN: f64 = 9.0;
/// Where there are more dots than this, somebody who points somewhere would always meet one.
const MANY: usize = 600;

/// Where an event is, in the units of the stage: the picture is as large as fits, in the middle.
fn place_in(event: &MouseEvent, stage: &Stage) -> Option<(f64, f64)> {
    let picture = event.target()?.dyn_into::<Node>().ok()?.closest("svg").ok()??.get_bounding_client_rect();
    let (wide, high) = (f64::from(stage.width), f64::from(stage.height));
    let unit = (picture.width() / wide).min(picture.height() / high);
    let left = picture.left() + (picture.width() - unit * wide) / 2.0;
    let top = picture.top() + (picture.height() - unit * high) / 2.0;
    Some(((f64::from(event.client_x()) - left) / unit, (f64::from(event.client_y()) - top) / unit))
}

impl Drawing<'_> {
    /// The ring and the keys that rest, under everything else.
    #[inline(never)]
    pub(super) fn ring(&self, ring: &Ring) -> Element {
        let arc = |(node, fresh, tone, drawing): (u8, bool, crate::text::Tone, String)| {
            let key = format!("{node}-{fresh}");
            path("arc", drawing).key(&key).tone(tone).class_if(fresh, "fresh").number("stroke-width", ring.band)
        };
        let kinds =
            [(PegKind::Plain, "peg"), (PegKind::Gone, "peg gone"), (PegKind::Fresh, "peg fresh"), (PegKind::Found, "peg found")];
        let many = ring.pegs.iter().filter(|peg| peg.kind != PegKind::Plain).count() > PEGS_THICK_MAX;
        let pegs = kinds.map(|(kind, class)| path(class, peg_path(ring, kind)).key(class).class_if(many, "many"));
        let size = self.sizes.caption_type.min(self.sizes.heading_type * 11 / 10);
        let names = ring.pegs.iter().filter(|peg| !peg.name.is_empty()).map(|peg| {
            let (x, y) = beside_ring(ring, peg.at, ring.band / 2 + 10 + size * 7 / 100);
            el("text")
                .key(&format!("{}-{}", peg.at, peg.node))
                .class("peg-name")
                .class_if(peg.kind != PegKind::Plain, "strong")
                .tenths("x", x)
                .tenths("y", y + size * 36 / 100)
                .tenths("font-size", size)
                .text(&peg.name)
        });
        layer("ring").attr("aria-hidden", "true").each(arc_paths(ring).into_iter().map(arc)).each(pegs).each(names)
    }

    /// The keys: those that rest, and room for those that travel.
    #[inline(never)]
    pub(super) fn dots(&self) -> Element {
        let rest = resting(self.stage).into_iter().map(|(moved, tone, drawing)| {
            let key = format!("{moved}-{}", tone.class());
            path("dots", drawing).key(&key).tone(tone).class_if(moved, "moved")
        });
        let flock = Flock::new(self.stage);
        let mover = |tone: &crate::text::Tone| {
            let path = |class, width: i32| el("path").class(class).number("stroke-width", width);
            let (trace, flier) = (path("trace", self.stage.dot_size * 6 / 10), path("flier", self.stage.dot_size * 5 / 4));
            el("g").key(tone.class()).tone(*tone).attr("transform", "scale(.1)").child(trace).child(flier)
        };
        let movers = layer("flock").flag(!flock.tones().is_empty(), "data-flock").each(flock.tones().iter().map(mover));
        let (scene, told) = (self.props.scene.clone(), self.props.on_point.clone());
        let pointed = move |event: &MouseEvent| {
            let Some(place) = place_in(event, &scene.stage) else { return };
            // Among many, only a dot itself is meant.
            let within = if scene.stage.dots.len() > MANY { f64::from(scene.stage.dot_size) / 10.0 } else { POINTED_WITHIN };
            if let Some(dot) = nearest_dot(&scene.stage, place, within) {
                event.stop_propagation();
                told.emit(dot);
            }
        };
        // Dots are small: whoever points beside one means the nearest.
        let ground = el("rect").class("ground").number("width", self.stage.width).number("height", self.stage.height);
        let keys = layer("keys").attr("aria-hidden", "true");
        // Before an audience a touch beside the controls does nothing.
        let keys = if self.props.large { keys } else { keys.on("click", pointed).child(ground) };
        keys.each(rest).child(movers)
    }

    /// The way of the key that is looked up.
    #[inline(never)]
    pub(super) fn walk(&self, ring: &Ring, walk: &Walk) -> Element {
        let at = |place: i32| walker(ring, place);
        let size = self.stage.dot_size * 2;
        let mark = |class: &'static str, (x, y): (i32, i32)| {
            translate(el("g"), x, y).class(class).child(el("circle").tenths("r", size * 6 / 10))
        };
        let copies = walk.copies.iter().map(|place| mark("copy", at(*place)).key(&format!("copy-{place}")));
        let full = walk.full.iter().map(|place| {
            let (x, y) = at(*place);
            translate(el("g"), x, y)
                .key(&format!("full-{place}"))
                .class("full-mark")
                .child(path("", "M-5-5 5 5M-5 5 5-5".to_owned()))
        });
        let (x, y) = at(walk.to);
        let (nx, ny) = beside_ring(ring, walk.from, -ring.band / 2 - 34);
        // Words stand away from the band, whichever side it is on.
        let side = match nx - ring.middle.x * 10 {
            right if right > ring.radius * 3 => "end",
            left if left < -ring.radius * 3 => "start",
            _ => "middle",
        };
        let name = el("text")
            .class("key-name")
            .class(side)
            .tenths("x", nx)
            .tenths("y", ny + self.sizes.caption_type * 36 / 100)
            .tenths("font-size", self.sizes.caption_type)
            .text(&walk.name);
        layer("walk")
            .attr("aria-hidden", "true")
            .tone(walk.tone)
            .child(path("way", walk_path(ring, walk)))
            .each(full)
            .each(copies)
            .child(mark("start", at(walk.from)))
            .child(mark("walker", (x, y)))
            .child(name)
    }

    /// Charts and words.
    #[inline(never)]
    pub(super) fn charts(&self) -> Element {
        let stage = self.stage;
        let block = |(index, block): (usize, &Block)| {
            el("rect")
                .index(index)
                .class("block")
                .tone(block.tone)
                .class_if(block.hatched, "hatched")
                .number("x", block.at.x)
                .number("y", block.at.y)
                .number("width", block.size.x)
                .number("height", block.size.y)
                .attr("rx", "3")
        };
        let rule = |(index, rule): (usize, &Rule)| {
            path("rule", format!("M{} {}L{} {}", rule.from.x, rule.from.y, rule.to.x, rule.to.y)).index(index)
        };
        group()
            .child(layer("charts").attr("aria-hidden", "true").each(stage.blocks.iter().enumerate().map(block)))
            .child(layer("rules").attr("aria-hidden", "true").each(stage.rules.iter().enumerate().map(rule)))
            .child(
                layer("words").attr("aria-hidden", "true").each(
                    stage
                        .notes
                        .iter()
                        .filter(|one| !self.props.large || one.kind != NoteKind::Small)
                        .enumerate()
                        .map(|(index, one)| note(one, self.sizes).index(index)),
                ),
            )
    }
}

fn note(note: &Note, sizes: &Sizes) -> Element {
    let (class, size) = match note.kind {
        NoteKind::Huge => ("huge", sizes.name_type * 28 / 10),
        NoteKind::Plain => ("plain", sizes.caption_type),
        NoteKind::Title => ("title", sizes.heading_type),
        NoteKind::Small => ("plain", sizes.heading_type),
    };
    let anchor = match note.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    text(&note.line)
        .class("note")
        .class(class)
        .class(anchor)
        .tone(note.tone)
        .number("x", note.at.x)
        .number("y", note.at.y)
        .tenths("font-size", size)
}

thread_local! {
    /// The travellers of the pictures on the page: who travels is worked out once a step.
    static KEPT: RefCell<Vec<Flock>> = const { RefCell::new(Vec::new()) };
}

/// So many flocks are kept: one for each pane that may be on the page.
const KEPT_MAX: usize = 2;

/// Puts the keys that travel where they are.
pub(super) fn place_flock(svg: &Node, stage: &Stage, progress: f64) {
    let Some(layer) = svg.query_selector("[data-flock]").ok().flatten() else { return };
    KEPT.with_borrow_mut(|kept| {
        let known = kept.iter().position(|flock| flock.is_of(stage)).unwrap_or_else(|| {
            kept.insert(0, Flock::new(stage));
            kept.truncate(KEPT_MAX);
            0
        });
        let flock = &kept[known];
        let (mut dots, mut traces) = (String::new(), String::new());
        let mut next = layer.first_element_child();
        for tone in flock.tones() {
            let Some(group) = next else { return };
            dots.clear();
            traces.clear();
            flock.put(stage, *tone, progress, &mut dots, &mut traces);
            let paths = group.children();
            for (index, drawing) in [&traces, &dots].into_iter().enumerate() {
                if let Some(path) = paths.item(index as u32).and_then(|node| node.dyn_into::<Node>().ok()) {
                    let _ = path.set_attribute("d", drawing);
                }
            }
            next = group.next_element_sibling();
        }
    });
}
