//! The browser around the page: window, document, focus, and ears for what happens there.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, EventTarget, HtmlElement, Window};

/// The window.
pub(super) fn window() -> Window {
    web_sys::window().expect_throw("a page has a window")
}

/// The document.
pub(super) fn document() -> Document {
    window().document().expect_throw("a window has a document")
}

/// The fragment of the address, with its `#`.
pub(super) fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// The address without its fragment.
pub(super) fn base() -> String {
    let href = window().location().href().unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// The size of the window.
pub(super) fn size() -> (u32, u32) {
    let window = window();
    let pixels = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).map_or(0, whole);
    (pixels(window.inner_width()), pixels(window.inner_height()))
}

/// A number of a script as a whole one, from 0 on.
#[expect(clippy::cast_sign_loss, reason = "what is less than 0 becomes 0")]
pub(super) fn whole(value: f64) -> u32 {
    value as u32
}

/// Whether a media query holds.
pub(super) fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Listens for as long as the page lives, which is as long as the window does.
pub(super) fn listen(target: &EventTarget, name: &str, heard: impl FnMut(web_sys::Event) + 'static) {
    let ear = Closure::<dyn FnMut(web_sys::Event)>::new(heard);
    let _ = target.add_event_listener_with_callback(name, ear.as_ref().unchecked_ref());
    ear.forget();
}

/// Listens to whether a media query holds.
pub(super) fn listen_media(query: &'static str, mut heard: impl FnMut(bool) + 'static) {
    if let Ok(Some(list)) = window().match_media(query) {
        listen(&list, "change", move |_| heard(matches(query)));
    }
}

/// What was kept under a name; nothing where the browser keeps nothing.
pub(super) fn kept(name: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Keeps something, where the browser lets us.
pub(super) fn keep(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(name, value);
    }
}

/// Calls a method of `window.synodGuard`; it may be absent.
pub(super) fn guard(method: &str, word: &str) {
    let call = || {
        let guard = js_sys::Reflect::get(&window(), &"synodGuard".into()).ok()?;
        let method = js_sys::Reflect::get(&guard, &method.into()).ok()?;
        method.dyn_ref::<js_sys::Function>()?.call1(&guard, &word.into()).ok()
    };
    let _ = call();
}

/// What has the focus.
pub(super) fn focused() -> Option<Element> {
    document().active_element()
}

/// Puts the focus on an element, of HTML or of SVG.
pub(super) fn focus(element: &Element) {
    if let Some(html) = element.dyn_ref::<HtmlElement>() {
        let _ = html.focus();
    } else if let Some(svg) = element.dyn_ref::<web_sys::SvgElement>() {
        let _ = svg.focus();
    }
}

/// Takes the focus from whatever has it.
pub(super) fn blur() {
    if let Some(html) = focused().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = html.blur();
    }
}

/// Puts the focus on the first element of a selector; whether there was one.
pub(super) fn focus_first(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.inspect(focus).is_some()
}

/// Scrolls the row that an element stands in so far sideways that it comes to stand in the middle.
/// Nothing else is moved: on a phone the row itself may be out of sight.
pub(super) fn centre(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    let item = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some((row, item)) = item.and_then(|item| Some((item.parent_element()?, item))) {
        let (row_at, item_at) = (row.get_bounding_client_rect(), item.get_bounding_client_rect());
        let off = item_at.left() + item_at.width() / 2.0 - row_at.left() - row_at.width() / 2.0;
        row.set_scroll_left(row.scroll_left() + off as i32);
    }
}

/// Leads the focus to the next, or the last, thing that can be pressed within `region`.
pub(super) fn focus_neighbour(region: &str, ahead: bool) {
    let Ok(list) = document().query_selector_all(&[region, " button, ", region, " summary"].concat()) else { return };
    let now = focused();
    let items: Vec<Element> = (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect();
    let seen: Vec<&Element> = items.iter().filter(|item| visible(item)).collect();
    let here = seen.iter().position(|item| Some(*item) == now.as_ref());
    let next = match (here, ahead) {
        (Some(here), true) => (here + 1) % seen.len(),
        (Some(here), false) => (here + seen.len() - 1) % seen.len(),
        (None, _) => 0,
    };
    if let Some(item) = seen.get(next) {
        focus(item);
    }
}

/// Whether an element takes any room on the page.
fn visible(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    place.width() > 0.0 && place.height() > 0.0
}
