//! `window.synod`: what a script on the page, or in the page around it, may do and hear.
//!
//! ```text
//! synod.open("#/paxos/duel?f=11")  an address, or a scenario file as an object
//! synod.step(3), synod.step(-1)    forward, back
//! synod.seek(11)                   to an event
//! synod.play(), synod.pause()
//! synod.state()                    what is to be seen now, see below
//! synod.on("frame", state => ..)   after each frame that has settled
//! synod.on("broken", check => ..)  the name of a guarantee, when it breaks
//! ```
//!
//! A state is an object. Names may be added to it; these stay:
//!
//! | name | what it is |
//! |---|---|
//! | `exhibit`, `scenario` | their names, `""` where there is none |
//! | `event` | the event that the run stands on, from 0 |
//! | `last` | the last event that is known |
//! | `ended` | whether the run ends there |
//! | `playing` | whether it plays by itself |
//! | `digest` | of this frame, four hexadecimal digits: the `d` of its address |
//! | `address` | the fragment of this frame, with its `#`; `null` when it would be too long |
//! | `checks` | each guarantee by its name: `"holds"`, `"open"` or `"broken"` |

use std::cell::RefCell;
use std::rc::Rc;

use serde::{Serialize, Serializer};
use wasm_bindgen::prelude::*;
use yew::Callback;

use super::reading;
use super::surroundings::{whole, window};
use crate::app::address::digits;
use crate::app::{Event, Msg, Shot};
use crate::exhibit::Verdict;
use crate::sim::limits::STEPS_IN_ROUNDS_MAX;

/// The state of the page, as a script sees it.
#[derive(Serialize, Clone, Default)]
pub(super) struct State {
    exhibit: &'static str,
    scenario: &'static str,
    event: u32,
    last: u32,
    ended: bool,
    playing: bool,
    digest: String,
    address: Option<String>,
    #[serde(serialize_with = "map")]
    checks: Vec<(&'static str, &'static str)>,
}

/// Pairs as an object; a tree of them would cost the page its code.
fn map<S: Serializer>(pairs: &[(&'static str, &'static str)], out: S) -> Result<S::Ok, S::Error> {
    out.collect_map(pairs.iter().copied())
}

impl State {
    fn of(shot: &Shot) -> State {
        let Some(pane) = shot.pane() else { return State::default() };
        let verdict = |verdict| match verdict {
            Verdict::Holds => "holds",
            Verdict::Open => "open",
            Verdict::Broken => "broken",
        };
        State {
            exhibit: pane.exhibit.name(),
            scenario: pane.scenario.map_or("", |scenario| scenario.name),
            event: pane.cursor,
            last: pane.extent.last,
            ended: pane.extent.end.is_some(),
            playing: shot.playing,
            digest: digits(pane.digest),
            address: shot.address.clone(),
            checks: pane.guarantees.iter().map(|one| (one.name, verdict(one.verdict))).collect(),
        }
    }

    fn to_js(&self) -> JsValue {
        self.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
    }
}

/// The page's side of `window.synod`.
#[derive(Clone, Default)]
pub(super) struct Host {
    state: Rc<RefCell<State>>,
    ears: Rc<RefCell<Vec<(String, js_sys::Function)>>>,
}

impl Host {
    /// Puts `synod` on the window.
    pub(super) fn install(&self, send: &Callback<Msg>) {
        let synod = js_sys::Object::new();
        let set = |name: &str, function: JsValue| {
            let _ = js_sys::Reflect::set(&synod, &name.into(), &function);
        };
        set(
            "open",
            function({
                let send = send.clone();
                move |what| send.emit(opened(&what))
            }),
        );
        set(
            "step",
            function({
                let send = send.clone();
                move |steps| step(&send, steps.as_f64().unwrap_or(1.0) as i32)
            }),
        );
        set(
            "seek",
            function({
                let send = send.clone();
                move |event| send.emit(Msg::Seek(event.as_f64().map_or(0, whole).min(STEPS_IN_ROUNDS_MAX)))
            }),
        );
        for (name, playing) in [("play", false), ("pause", true)] {
            let (send, state) = (send.clone(), self.state.clone());
            set(
                name,
                function(move |_| {
                    let toggles = state.borrow().playing == playing;
                    if toggles {
                        send.emit(Msg::TogglePlay);
                    }
                }),
            );
        }
        let state = self.state.clone();
        set("state", Closure::<dyn Fn() -> JsValue>::new(move || state.borrow().to_js()).into_js_value());
        let ears = self.ears.clone();
        let on = move |name: JsValue, ear: JsValue| {
            if let (Some(name), Ok(ear)) = (name.as_string(), ear.dyn_into()) {
                ears.borrow_mut().push((name, ear));
            }
        };
        set("on", Closure::<dyn Fn(JsValue, JsValue)>::new(on).into_js_value());
        let _ = js_sys::Reflect::set(&window(), &"synod".into(), &synod);
    }

    /// Notes what is to be seen now.
    pub(super) fn note(&self, shot: &Shot) {
        *self.state.borrow_mut() = State::of(shot);
    }

    /// Tells those who listen.
    pub(super) fn post(&self, event: &Event) {
        let (name, word) = match event {
            Event::Frame => ("frame", self.state.borrow().to_js()),
            Event::Broken(check) => ("broken", JsValue::from(*check)),
        };
        // An ear may wish something at once, or bring more ears.
        let ears: Vec<_> = self.ears.borrow().iter().filter(|(known, _)| known == name).map(|(_, ear)| ear.clone()).collect();
        for ear in ears {
            let _ = ear.call1(&JsValue::NULL, &word);
        }
    }
}

fn function(does: impl Fn(JsValue) + 'static) -> JsValue {
    Closure::<dyn Fn(JsValue)>::new(does).into_js_value()
}

fn opened(what: &JsValue) -> Msg {
    match what.as_string() {
        Some(address) => Msg::AddressChanged(address),
        None => Msg::FileRead(reading::tree(what, 0)),
    }
}

fn step(send: &Callback<Msg>, steps: i32) {
    let most = STEPS_IN_ROUNDS_MAX.cast_signed();
    let msg = if steps < 0 { Msg::Back } else { Msg::Forward };
    for _ in 0..steps.clamp(-most, most).abs() {
        send.emit(msg.clone());
    }
}
