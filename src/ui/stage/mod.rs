//! The stage as SVG: everything of a [`Scene`] that stands, and, by [`place()`], what moves.
//!
//! Yew renders once a step and never sets where a packet is; the frame loop calls [`place()`] with
//! the playhead in the same tick after each render, and on each frame while a step is playing.
//! A node that changes in a step is drawn twice, as it was and as it is; the attribute
//! `data-moving` on the picture says which of the two is to be seen. It knows no exhibit.

mod figure;
mod link;
mod packet;
mod place;
mod round;
mod spans;
mod tree;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, SvgElement};
use yew::virtual_dom::VComp;
use yew::{Callback, Component, Context, Html, NodeRef, Properties};

pub(super) use place::place;

use super::element::{Element, el};
use super::icons::MASK;
use crate::app::picture::{Sizes, bundles, tenths};
use crate::app::{Contrast, Pick};
use crate::scene::{Fate, Format, Heading, Scene, Stage};
use crate::text::{Locale, words};

/// What a stage shows and whom it tells.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct StageProps {
    /// The picture at the cursor.
    pub scene: Rc<Scene>,
    /// The format that it is laid out for.
    pub format: Format,
    /// What is selected.
    pub picked: Option<Pick>,
    /// What differs from the picture beside it.
    pub contrast: Option<Rc<Contrast>>,
    /// The node with whose eyes it is seen, if not with the watcher's.
    pub by: Option<u8>,
    /// Told when somebody selects a node or a message.
    pub on_pick: Callback<Pick>,
    /// Told when somebody points at a dot.
    pub on_point: Callback<u32>,
    /// The index of the pane, so that names inside the picture are its own.
    pub pane: usize,
    /// The language of the few words that the picture itself says.
    pub locale: Locale,
    /// Whether it is drawn for the back row.
    pub large: bool,
}

/// The stage of a scene.
pub(super) fn stage(props: StageProps) -> VComp {
    VComp::new::<StageView>(Rc::new(props), None)
}

struct StageView {
    svg: NodeRef,
    /// The one thing that the tab key reaches; arrows lead on from there.
    roving: usize,
    /// The scene before the present one, so that a node can be shown as it was while messages move.
    before: Option<Rc<Scene>>,
}

impl Component for StageView {
    type Message = usize;
    type Properties = StageProps;

    fn create(_: &Context<StageView>) -> StageView {
        StageView { svg: NodeRef::default(), roving: 0, before: None }
    }

    fn update(&mut self, _: &Context<StageView>, roving: usize) -> bool {
        self.roving = roving;
        true
    }

    fn changed(&mut self, ctx: &Context<StageView>, old: &StageProps) -> bool {
        if old.scene != ctx.props().scene {
            self.before = Some(old.scene.clone());
        }
        true
    }

    fn view(&self, ctx: &Context<StageView>) -> Html {
        let (props, rove) = (ctx.props(), ctx.link().callback(|roving: usize| roving));
        let stage = &props.scene.stage;
        let items = items(stage);
        let current = items.get(self.roving).or(items.first()).copied();
        let pick = {
            let (items, rove, on_pick) = (items.clone(), rove.clone(), props.on_pick.clone());
            Callback::from(move |pick: Pick| {
                rove.emit(items.iter().position(|item| *item == pick).unwrap_or(0));
                on_pick.emit(pick);
            })
        };
        let (svg, roving) = (self.svg.clone(), self.roving);
        let pressed = move |event: &KeyboardEvent| walk(event, &items, roving, &rove, &svg);
        Drawing { props, stage, sizes: Sizes::of(props.format, props.large, stage), current, pick }
            .picture(self.before.as_deref())
            .at(&self.svg)
            .on("keydown", pressed)
            .done()
    }

    fn rendered(&mut self, ctx: &Context<StageView>, _: bool) {
        if let Some(svg) = self.svg.cast() {
            place::place_new(&svg, &ctx.props().scene);
        }
    }
}

/// What every part of the picture needs to draw itself.
struct Drawing<'a> {
    props: &'a StageProps,
    stage: &'a Stage,
    sizes: &'static Sizes,
    /// What the tab key reaches.
    current: Option<Pick>,
    pick: Callback<Pick>,
}

impl Drawing<'_> {
    fn picture(&self, before: Option<&Scene>) -> Element {
        let (stage, sizes) = (self.stage, self.sizes);
        let standing = bundles(stage, sizes).into_iter();
        el("svg")
            .class("picture")
            .attr("data-sizes", sizes.name)
            .attr("role", "group")
            .set("viewBox", format!("0 0 {} {}", stage.width, stage.height))
            .attr("preserveAspectRatio", "xMidYMid meet")
            .set("aria-label", self.props.scene.table.title.clone())
            .child(hatch(self.props.pane))
            .child(layer("links").attr("aria-hidden", "true").each(stage.links.iter().filter_map(|link| self.link(link))))
            .child(layer("pins").attr("aria-hidden", "true").each(self.pin_wires()))
            .maybe(stage.ring.as_ref().map(|ring| self.ring(ring)))
            .maybe((!stage.notes.is_empty()).then(|| self.charts()))
            .maybe((!stage.dots.is_empty()).then(|| self.dots()))
            .maybe(stage.ring.as_ref().and_then(|ring| ring.walk.as_ref().map(|walk| self.walk(ring, walk))))
            .child(layer("headings").each(stage.headings.iter().map(|one| heading(one, sizes))))
            .child(layer("figures").each(stage.figures.iter().map(|one| self.figure(one, before))))
            .maybe(self.stack())
            .maybe(stage.tree.as_ref().map(|tree| self.tree(tree)))
            .child(layer("pins").each(self.pins()))
            .child(layer("bundles").each(standing.map(|(bundle, standing)| self.bundle(bundle, standing))))
            .child(layer("packets").each(stage.packets.iter().map(|packet| self.packet(packet))))
    }

    fn is_picked(&self, pick: Pick) -> bool {
        self.props.picked == Some(pick)
    }

    /// Something that is selected by pointer.
    fn clickable(&self, element: Element, pick: Pick) -> Element {
        let send = self.pick.clone();
        let clicked = move |event: &Event| {
            event.stop_propagation();
            send.emit(pick);
        };
        element.on("click", clicked)
    }

    /// Something that is selected by key, and what it is called.
    fn pressable(&self, element: Element, pick: Pick, name: String) -> Element {
        let send = self.pick.clone();
        let pressed = move |event: &KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                event.stop_propagation();
                send.emit(pick);
            }
        };
        element
            .attr("role", "button")
            .attr("tabindex", if self.current == Some(pick) { "0" } else { "-1" })
            .set("aria-label", name)
            .truth("aria-pressed", self.is_picked(pick))
            .on("keydown", pressed)
    }

    /// Whether something of the picture differs from the one beside it.
    fn differs(&self, of: impl Fn(&Contrast, usize) -> bool) -> bool {
        self.props.contrast.as_ref().is_some_and(|contrast| of(contrast, self.props.pane.min(1)))
    }

    /// What a screen reader says of a thing that differs, after its name.
    fn named(&self, name: String, differs: bool) -> String {
        let locale = self.props.locale;
        if differs { [name.as_str(), locale.pick(", ", "，"), words::DIFFERS.get(locale)].concat() } else { name }
    }

    /// The sign on what differs.
    #[inline(never)]
    fn unequal(&self, x: i32, y: i32) -> Element {
        let size = self.sizes.tag_type * 9 / 10;
        let round = el("circle").tenths("r", size * 3 / 5);
        let sign = el("text").tenths("y", size * 36 / 100).tenths("font-size", size).text("≠");
        translate(el("g"), x, y).key("unequal").class("unequal").attr("aria-hidden", "true").child(round).child(sign)
    }

    fn name(&self, node: u8) -> &str {
        self.stage.figures.iter().find(|figure| figure.node == node).map_or("", |figure| figure.name.as_str())
    }
}

/// Everything that can be selected, in the order in which arrows lead through it.
fn items(stage: &Stage) -> Vec<Pick> {
    let nodes = stage.figures.iter().map(|figure| Pick::Node(figure.node));
    let seen = stage.packets.iter().filter(|packet| packet.fate != Fate::Arrives);
    let boxes = stage.tree.iter().flat_map(|tree| &tree.boxes).map(|one| Pick::Box(one.key));
    nodes.chain(boxes).chain(seen.map(|packet| Pick::Message(packet.message))).collect()
}

/// Up and down lead from one thing to the next; left and right stay with the run.
fn walk(event: &KeyboardEvent, items: &[Pick], roving: usize, rove: &Callback<usize>, svg: &NodeRef) {
    let count = items.len().max(1);
    let to = match event.key().as_str() {
        "ArrowDown" => (roving + 1) % count,
        "ArrowUp" => (roving + count - 1) % count,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    rove.emit(to);
    let name = match items.get(to) {
        Some(Pick::Node(node)) => format!("[data-node=\"{node}\"] [role]"),
        Some(Pick::Box(key)) => format!("[data-box=\"{key}\"]"),
        Some(Pick::Message(message)) => format!("[data-message=\"{message}\"]"),
        None => return,
    };
    let found = svg.cast::<SvgElement>().and_then(|svg| svg.query_selector(&name).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<SvgElement>().ok()) {
        let _ = element.focus();
    }
}

fn layer(class: &'static str) -> Element {
    el("g").class(class)
}

/// The pattern that fills a crashed node.
fn hatch(pane: usize) -> Element {
    let ground = el("rect").class("hatch-ground").attr("width", "7").attr("height", "7");
    let pattern = el("pattern")
        .set("id", format!("hatch-{pane}"))
        .attr("width", "7")
        .attr("height", "7")
        .attr("patternTransform", "rotate(45)")
        .attr("patternUnits", "userSpaceOnUse")
        .child(ground)
        .child(el("path").class("hatch-line").attr("d", "M0 0V7"));
    el("defs").child(pattern)
}

fn heading(heading: &Heading, sizes: &Sizes) -> Element {
    el("text")
        .key(&heading.text)
        .class("heading")
        .number("x", heading.at.x)
        .number("y", heading.at.y)
        .tenths("font-size", sizes.heading_type)
        .text(&heading.text)
}

fn path(class: &'static str, drawing: String) -> Element {
    el("path").class(class).set("d", drawing)
}

/// Moves an element to a place, in tenths.
fn translate(element: Element, x: i32, y: i32) -> Element {
    element.set("transform", format!("translate({} {})", tenths(x), tenths(y)))
}

/// A mask on a round ground, which is so large.
fn mask(middle: &'static str, radius: &'static str, face: &'static str) -> Element {
    let ground = el("circle").attr("cx", middle).attr("cy", middle).attr("r", radius);
    el("g").class("mask").child(ground).child(el("path").attr("transform", face).attr("d", MASK))
}
