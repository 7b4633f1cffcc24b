//! The stage as SVG: everything of a [`Scene`] that stands, and, by [`place`], what moves.
//!
//! Yew renders once a step and never sets where a packet is; the frame loop calls [`place`] with
//! the playhead in the same tick after each render, and on each frame while a step is playing.
//! A node that changes in a step is drawn twice, as it was and as it is; the attribute
//! `data-moving` on the picture says which of the two is to be seen. It knows no exhibit.

mod figure;
mod link;
mod packet;
mod place;
mod spans;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::SvgElement;
use yew::prelude::*;

pub(super) use place::place;

use crate::app::Pick;
use crate::app::picture::{Sizes, bundles, tenths};
use crate::scene::{Fate, Format, Heading, Scene, Stage};
use crate::text::Locale;

/// What a stage shows and whom it tells.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct StageProps {
    /// The picture at the cursor.
    pub scene: Rc<Scene>,
    /// The format that it is laid out for.
    pub format: Format,
    /// What is selected.
    pub picked: Option<Pick>,
    /// Told when somebody selects a node or a message.
    pub on_pick: Callback<Pick>,
    /// The index of the pane, so that names inside the picture are its own.
    #[prop_or_default]
    pub pane: usize,
    /// The language of the few words that the picture itself says.
    pub locale: Locale,
    /// Whether it is drawn for the back row.
    #[prop_or_default]
    pub large: bool,
}

/// The stage of a scene.
#[component]
pub(super) fn StageView(props: &StageProps) -> Html {
    let svg = use_node_ref();
    let roving = use_state(|| 0_usize);
    let before = use_before(&props.scene);
    {
        let (svg, scene) = (svg.clone(), props.scene.clone());
        use_effect_with(scene, move |scene| {
            if let Some(svg) = svg.cast() {
                place::place_new(&svg, scene);
            }
        });
    }
    let stage = &props.scene.stage;
    let sizes = Sizes::of(props.format, props.large, stage);
    let items = items(stage);
    let current = items.get(*roving).or(items.first()).copied();
    let onkeydown = {
        let (items, roving, svg) = (items.clone(), roving.clone(), svg.clone());
        Callback::from(move |event: KeyboardEvent| walk(&event, &items, &roving, &svg))
    };
    let pick = {
        let (items, roving, on_pick) = (items, roving.setter(), props.on_pick.clone());
        Callback::from(move |pick: Pick| {
            roving.set(items.iter().position(|item| *item == pick).unwrap_or(0));
            on_pick.emit(pick);
        })
    };
    let drawing = Drawing { props, stage, sizes, current, pick };
    html! {
        <svg ref={svg} class="picture" data-sizes={sizes.name} role="group"
            viewBox={format!("0 0 {} {}", stage.width, stage.height)} preserveAspectRatio="xMidYMid meet"
            aria-label={props.scene.table.title.clone()} {onkeydown}>
            <defs>
                <pattern id={format!("hatch-{}", props.pane)} width="7" height="7" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
                    <rect class="hatch-ground" width="7" height="7" />
                    <path class="hatch-line" d="M0 0V7" />
                </pattern>
            </defs>
            <g class="links" aria-hidden="true">{ for stage.links.iter().map(|link| drawing.link(link)) }</g>
            <g class="headings">{ for stage.headings.iter().map(|one| heading(one, sizes)) }</g>
            <g class="figures">{ for stage.figures.iter().map(|one| drawing.figure(one, before.as_deref())) }</g>
            <g class="bundles">{ for stage.bundles.iter().zip(bundles(stage, sizes)).map(|(bundle, standing)| drawing.bundle(bundle, standing)) }</g>
            <g class="packets">{ for stage.packets.iter().map(|packet| drawing.packet(packet)) }</g>
        </svg>
    }
}

/// What every part of the picture needs to draw itself.
struct Drawing<'a> {
    props: &'a StageProps,
    stage: &'a Stage,
    sizes: &'static Sizes,
    /// The one thing that the tab key reaches; arrows lead on from there.
    current: Option<Pick>,
    pick: Callback<Pick>,
}

impl Drawing<'_> {
    fn tabindex(&self, pick: Pick) -> &'static str {
        if self.current == Some(pick) { "0" } else { "-1" }
    }

    fn picked(&self, pick: Pick) -> Option<&'static str> {
        (self.props.picked == Some(pick)).then_some("picked")
    }

    /// Selecting by pointer and by key.
    fn handlers(&self, pick: Pick) -> (Callback<MouseEvent>, Callback<KeyboardEvent>) {
        let (by_pointer, by_key) = (self.pick.clone(), self.pick.clone());
        let onclick = Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            by_pointer.emit(pick);
        });
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                event.stop_propagation();
                by_key.emit(pick);
            }
        });
        (onclick, onkeydown)
    }

    fn name(&self, node: u8) -> &str {
        self.stage.figures.iter().find(|figure| figure.node == node).map_or("", |figure| figure.name.as_str())
    }
}

/// The scene before the present one, so that a node can be shown as it was while messages move.
#[hook]
fn use_before(scene: &Rc<Scene>) -> Option<Rc<Scene>> {
    let kept = use_mut_ref(|| (None::<Rc<Scene>>, scene.clone()));
    let mut kept = kept.borrow_mut();
    if *kept.1 != **scene {
        let old = std::mem::replace(&mut kept.1, scene.clone());
        kept.0 = Some(old);
    }
    kept.0.clone()
}

/// Everything that can be selected, in the order in which arrows lead through it.
fn items(stage: &Stage) -> Vec<Pick> {
    let nodes = stage.figures.iter().map(|figure| Pick::Node(figure.node));
    let seen = stage.packets.iter().filter(|packet| packet.fate != Fate::Arrives);
    nodes.chain(seen.map(|packet| Pick::Message(packet.message))).collect()
}

/// Up and down lead from one thing to the next; left and right stay with the run.
fn walk(event: &KeyboardEvent, items: &[Pick], roving: &UseStateHandle<usize>, svg: &NodeRef) {
    let count = items.len().max(1);
    let to = match event.key().as_str() {
        "ArrowDown" => (**roving + 1) % count,
        "ArrowUp" => (**roving + count - 1) % count,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    roving.set(to);
    let name = match items.get(to) {
        Some(Pick::Node(node)) => format!("[data-node=\"{node}\"] [role]"),
        Some(Pick::Message(message)) => format!("[data-message=\"{message}\"]"),
        None => return,
    };
    let found = svg.cast::<SvgElement>().and_then(|svg| svg.query_selector(&name).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<SvgElement>().ok()) {
        let _ = element.focus();
    }
}

fn heading(heading: &Heading, sizes: &Sizes) -> Html {
    html! {
        <text key={heading.text.clone()} class="heading" x={heading.at.x.to_string()} y={heading.at.y.to_string()}
            font-size={tenths(sizes.heading_type)}>{ &heading.text }</text>
    }
}
