//! The frame path: attributes straight to the elements that move, without Yew and without reading
//! any layout. The order of the elements is the order of the scene's packets, so that nothing has
//! to be looked up.

use std::cell::RefCell;
use std::fmt::Write as _;

use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::app::picture::{Motion, Sizes, Spot, State, tenths};
use crate::scene::{Fate, Scene};

/// So many motions are kept: one for each pane that may be on the page.
const KEPT_MAX: usize = 4;

thread_local! {
    /// The motions of the pictures on the page: where packets may rest is worked out once a step.
    static KEPT: RefCell<Vec<Motion>> = const { RefCell::new(Vec::new()) };
}

/// Puts everything that moves where it is at `progress` (0 to 1) of the step that led to `scene`.
///
/// `root` is the picture or anything around it. `scene` is what was rendered last.
pub(in crate::ui) fn place(root: &Element, scene: &Scene, progress: f64) {
    let Some(svg) = picture(root) else { return };
    let sizes = Sizes::named(&svg.get_attribute("data-sizes").unwrap_or_default());
    light(&svg, scene, progress);
    super::round::place_flock(&svg, &scene.stage, progress);
    KEPT.with_borrow_mut(|kept| {
        let known = kept.iter().position(|motion| motion.is_of(&scene.stage, sizes)).unwrap_or_else(|| {
            kept.insert(0, Motion::new(&scene.stage, sizes));
            kept.truncate(KEPT_MAX);
            0
        });
        put_all(&svg, &kept[known], progress);
    });
}

/// Lights the votes of a fold one after another: each has its share of the step.
fn light(svg: &Element, scene: &Scene, progress: f64) {
    let count = scene.stage.tree.iter().flat_map(|tree| &tree.boxes).map(|one| one.vote).max().unwrap_or(0);
    let Some(votes) = (count > 0).then(|| svg.query_selector_all("[data-vote]").ok()).flatten() else { return };
    let lit = progress * (f64::from(count) + 1.0);
    for index in 0..votes.length() {
        let Some(vote) = votes.get(index).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let place: f64 = vote.get_attribute("data-vote").and_then(|place| place.parse::<u8>().ok()).unwrap_or(0).into();
        let _ = vote.toggle_attribute_with_force("data-lit", lit >= place);
    }
}

fn put_all(svg: &Element, motion: &Motion, progress: f64) {
    let _ = svg.toggle_attribute_with_force("data-moving", !motion.settled(progress));
    let mut element = packets(svg);
    let mut text = String::with_capacity(48);
    for (packet, spot) in motion.spots(progress) {
        let Some(this) = element else { return };
        put(&this, spot, packet.fate == Fate::Flies, &mut text);
        element = this.next_element_sibling();
    }
}

/// Settles the picture when something in it has never been placed: a shell without a frame loop,
/// or one that has not begun, still shows a true picture.
pub(super) fn place_new(svg: &Element, scene: &Scene) {
    let mut element = packets(svg);
    while let Some(this) = element {
        if !this.has_attribute("transform") {
            place(svg, scene, 1.0);
            return;
        }
        element = this.next_element_sibling();
    }
}

fn picture(root: &Element) -> Option<Element> {
    if root.has_attribute("data-sizes") { Some(root.clone()) } else { root.query_selector("[data-sizes]").ok().flatten() }
}

fn packets(svg: &Element) -> Option<Element> {
    svg.last_element_child().and_then(|layer| layer.first_element_child())
}

fn put(element: &Element, spot: Spot, steady: bool, text: &mut String) {
    text.clear();
    let _ = write!(text, "translate({} {})", tenths(spot.x), tenths(spot.y));
    if spot.scale < 1000 {
        let _ = write!(text, "scale(.{:03})", spot.scale);
    }
    let _ = element.set_attribute("transform", text);
    let state = match spot.state {
        State::Flying => "flying",
        State::Refused => "refused",
        State::Ignored => "ignored",
        State::Lost => "lost",
        State::Gone => "gone",
    };
    if !steady || element.has_attribute("opacity") {
        text.clear();
        let _ = write!(text, "{}", if spot.opacity >= 100 { "1".to_owned() } else { format!(".{:02}", spot.opacity) });
        let _ = element.set_attribute("opacity", text);
        let _ = element.set_attribute("visibility", if spot.state == State::Gone { "hidden" } else { "visible" });
        if let Some(packet) = element.first_element_child() {
            let _ = packet.set_attribute("data-state", state);
        }
    }
}
