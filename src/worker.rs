//! The searcher in its worker: no page, no Yew; it hears letters, searches between them, and writes what it knows.
//!
//! It works in pieces of a tenth of a second, so that it hears soon that it is to stop.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::app::pursuit::graph::work::answer;
use crate::app::pursuit::letter::{READY, STOP};
use crate::app::pursuit::work::{Shelves, Work};
use crate::exhibits::{catalogue, explorable};

/// How long it works before it listens again.
const PIECE_MS: f64 = 100.0;
/// How many states it looks at before it looks at the clock.
const SLICE: usize = 2_000;

/// Listens.
pub fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let (stopped, begun) = (Rc::new(Cell::new(false)), Cell::new(false));
    let own = scope.clone();
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(letter) = event.data().as_string() else { return };
        if letter == STOP {
            stopped.set(true);
        } else if !begun.replace(true) {
            begin(&own, &letter, &stopped);
        }
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    say(&scope, READY);
}

fn begin(scope: &DedicatedWorkerGlobalScope, letter: &str, stopped: &Rc<Cell<bool>>) {
    let shelves = Shelves { catalogue: catalogue(), explorable: explorable() };
    if let Some(answer) = answer(shelves, letter) {
        return say(scope, &answer);
    }
    match Work::begin(shelves, letter) {
        Ok(work) => {
            let job =
                Job { scope: scope.clone(), work: RefCell::new(work), begun_ms: js_sys::Date::now(), stopped: stopped.clone() };
            piece(Rc::new(job));
        }
        Err(sentence) => say(scope, &Work::refusal(sentence).write()),
    }
}

struct Job {
    scope: DedicatedWorkerGlobalScope,
    work: RefCell<Work>,
    begun_ms: f64,
    stopped: Rc<Cell<bool>>,
}

/// Works for a while, says how far it has come, and goes on once it has listened.
fn piece(job: Rc<Job>) {
    let start = js_sys::Date::now();
    let mut work = job.work.borrow_mut();
    let mut over = false;
    if job.stopped.get() {
        work.stop();
    }
    while !over && js_sys::Date::now() - start < PIECE_MS {
        over = work.advance(SLICE);
    }
    let said = work.said(whole(js_sys::Date::now() - job.begun_ms));
    drop(work);
    say(&job.scope, &said.write());
    if !over {
        Timeout::new(0, move || piece(job)).forget();
    }
}

/// Whole milliseconds; a clock that was set back has run for none.
#[expect(clippy::cast_sign_loss, reason = "what is less than 0 becomes 0")]
fn whole(millis: f64) -> u64 {
    millis as u64
}

/// Where nobody listens any more there is nobody to be told.
fn say(scope: &DedicatedWorkerGlobalScope, letter: &str) {
    let _ = scope.post_message(&JsValue::from_str(letter));
}
