//! Carrying out what the model wants done outside.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use rand::TryRng;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::Callback;

use super::surroundings::{document, focus, focus_first, focused, guard, whole, window};
use crate::app::{Chrome, Focus, Msg, Theme, between};
use crate::text::Locale;

/// The address is written at most twice a second: browsers count, and refuse more.
const ADDRESS_PAUSE_MS: f64 = 500.0;

/// The writer of addresses.
#[derive(Clone, Default)]
pub(super) struct Scribe(Rc<RefCell<Writing>>);

#[derive(Default)]
struct Writing {
    waiting: Option<(String, bool)>,
    timer: Option<Timeout>,
    last_ms: f64,
}

impl Scribe {
    /// Writes an address now, or as soon as it may.
    pub(super) fn write(&self, hash: String, push: bool) {
        let now = js_sys::Date::now();
        let mut writing = self.0.borrow_mut();
        let push = push || writing.waiting.take().is_some_and(|(_, push)| push);
        writing.waiting = Some((hash, push));
        let rest = ADDRESS_PAUSE_MS - (now - writing.last_ms);
        if rest <= 0.0 {
            drop(writing);
            self.flush();
        } else if writing.timer.is_none() {
            let scribe = self.clone();
            writing.timer = Some(Timeout::new(whole(rest) + 1, move || scribe.flush()));
        }
    }

    /// Writes what is waiting.
    pub(super) fn flush(&self) {
        let mut writing = self.0.borrow_mut();
        writing.timer = None;
        writing.last_ms = js_sys::Date::now();
        let Some((hash, push)) = writing.waiting.take() else { return };
        if let Ok(history) = window().history() {
            // Some frames may not write their history; the page works all the same.
            let _ = if push {
                history.push_state_with_url(&JsValue::NULL, "", Some(&hash))
            } else {
                history.replace_state_with_url(&JsValue::NULL, "", Some(&hash))
            };
        }
        guard("good", &hash);
    }
}

/// Dresses the page as a whole.
pub(super) fn dress(theme: Theme, locale: Locale, chrome: Chrome, title: &str) {
    let document = document();
    document.set_title(&if title.is_empty() { "Synod".to_owned() } else { [title, " · Synod"].concat() });
    let Some(root) = document.document_element() else { return };
    let _ = root.set_attribute("lang", locale.pick("en", "zh-Hans"));
    let _ = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light | Theme::Dark => root.set_attribute("data-theme", theme.word()),
    };
    let _ = match chrome {
        Chrome::Full => root.remove_attribute("data-ui"),
        Chrome::Embed => root.set_attribute("data-ui", "embed"),
        Chrome::Slide => root.set_attribute("data-ui", "slide"),
    };
}

/// The stage stands, and can be stepped.
pub(super) fn stands() {
    dress_as("data-stage");
}

/// All stands.
pub(super) fn ready() {
    dress_as("data-ready");
}

fn dress_as(what: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(what, "true");
    }
}

/// Calls back once what is needed beside the stage has come, or cannot be had: the script that fetches it promises it under
/// this name. Where the page came in one piece, that is at once.
pub(super) fn soon(then: Callback<()>) {
    let promised = js_sys::Reflect::get(&window(), &"synodSoon".into()).unwrap_or_default();
    spawn_local(async move {
        let _ = JsFuture::from(js_sys::Promise::resolve(&promised)).await;
        then.emit(());
    });
}

/// A fresh seed; short, because it may stand in an address.
pub(super) fn fresh_seed() -> u64 {
    rand::rngs::SysRng.try_next_u32().unwrap_or_default().into()
}

/// Puts text on the clipboard and says whether it is there.
pub(super) fn copy(text: &str, send: Callback<Msg>) {
    // Without a secure context there is no clipboard at all, and the binding does not know.
    let clipboard = window().navigator().clipboard();
    if clipboard.is_undefined() {
        return send.emit(Msg::Copied(false));
    }
    let promise = clipboard.write_text(text);
    spawn_local(async move { send.emit(Msg::Copied(JsFuture::from(promise).await.is_ok())) });
}

/// Saves a text as a file.
pub(super) fn download(name: &str, text: &str) {
    let save = || -> Result<(), JsValue> {
        let options = web_sys::BlobPropertyBag::new();
        options.set_type("application/json");
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options)?;
        let url = web_sys::Url::create_object_url_with_blob(&blob)?;
        let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // The browser takes its time to begin.
        Timeout::new(10_000, move || drop(web_sys::Url::revoke_object_url(&url))).forget();
        Ok(())
    };
    let _ = save();
}

/// Lets a file of these kinds be chosen and reads it.
pub(super) fn pick_file(kinds: &str, send: &Callback<Msg>, read: impl Fn(&[u8]) -> Msg + 'static) {
    let Ok(element) = document().create_element("input") else { return };
    let input: HtmlInputElement = element.unchecked_into();
    input.set_type("file");
    input.set_accept(kinds);
    let chosen = input.clone();
    let told = send.reform(move |bytes: Vec<u8>| read(&bytes));
    let heard = Closure::once_into_js(move || {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            let told = told.clone();
            spawn_local(async move {
                let buffer = JsFuture::from(file.array_buffer()).await.unwrap_or_default();
                let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
                told.emit(bytes);
            });
        }
    });
    input.set_onchange(Some(heard.unchecked_ref()));
    input.click();
}

/// Where the focus was before a menu or a dialog opened.
#[derive(Default)]
pub(super) struct Focuser {
    from: Option<Element>,
}

impl Focuser {
    /// Notes where the focus is, before the page is drawn anew.
    pub(super) fn leave(&mut self, to: Focus) {
        if matches!(to, Focus::Menu | Focus::Sheet) && self.from.is_none() {
            self.from = focused();
        }
    }

    /// Puts the focus where it belongs, once the page is drawn.
    pub(super) fn arrive(&mut self, to: Focus) {
        match to {
            Focus::Menu => {
                place_menu();
                let _ = focus_first(".menu .offers button") || focus_first(".menu summary") || focus_first(".menu button");
            }
            Focus::Sheet => {
                let _ = focus_first(".sheet-body :is(input, select, button)") || focus_first(".sheet");
            }
            Focus::Graph => super::graph::reveal(),
            Focus::Task => drop(focus_first(".tasks")),
            Focus::Back => match self.from.take() {
                Some(element) if element.is_connected() => focus(&element),
                Some(_) | None => stage(),
            },
        }
    }
}

fn stage() {
    let _ = focus_first(".picture [tabindex=\"0\"]");
}

/// Puts the menu beside what it is about, within the stage. The style sheet makes a sheet at the
/// foot of it on phones, where these two properties count for nothing.
fn place_menu() {
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    let (Some(menu), Some(stage)) = (find(".menu:not(.list)"), find(".stage:has(.menu)")) else { return };
    let Some(about) = find(".stage:has(.menu) .picked .spot, .stage:has(.menu) .packet.picked") else { return };
    let (menu_at, stage_at, about_at) =
        (menu.get_bounding_client_rect(), stage.get_bounding_client_rect(), about.get_bounding_client_rect());
    let right = about_at.right() + 12.0;
    let left = if right + menu_at.width() <= stage_at.right() { right } else { about_at.left() - 12.0 - menu_at.width() };
    let highest = (stage_at.height() - menu_at.height() - 8.0).max(8.0);
    let top = between(about_at.top() - stage_at.top(), 8.0, highest);
    let left = between(left - stage_at.left(), 8.0, (stage_at.width() - menu_at.width() - 8.0).max(8.0));
    if let Some(menu) = menu.dyn_ref::<HtmlElement>() {
        let pixels = |value: f64| [&(value as i32).to_string(), "px"].concat();
        let _ = menu.style().set_property("left", &pixels(left));
        let _ = menu.style().set_property("top", &pixels(top));
        let _ = menu.style().set_property("right", "auto");
        let _ = menu.style().set_property("bottom", "auto");
    }
}
