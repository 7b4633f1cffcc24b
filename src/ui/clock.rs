//! The frame loop: ticks while something moves, and does nothing at all while nothing does.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::prelude::*;

use super::surroundings::window;

/// Calls back on every frame while it runs.
pub(super) struct Clock {
    running: Rc<Cell<bool>>,
    /// Whether a frame has been asked for that has not come yet.
    asked: Rc<Cell<bool>>,
    last: Rc<Cell<Option<f64>>>,
    frame: Rc<Closure<dyn FnMut(f64)>>,
}

impl Clock {
    /// A clock that stands still and will tell the milliseconds of each frame.
    pub(super) fn new(tick: Callback<f64>) -> Clock {
        let (running, asked, last) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)), Rc::new(Cell::new(None)));
        let frame = Rc::new_cyclic(|frame: &std::rc::Weak<Closure<dyn FnMut(f64)>>| {
            let (running, asked, last, frame) = (running.clone(), asked.clone(), last.clone(), frame.clone());
            Closure::new(move |now: f64| {
                asked.set(false);
                if !running.get() {
                    return;
                }
                let before = last.replace(Some(now)).unwrap_or(now);
                tick.emit(now - before);
                if let Some(frame) = frame.upgrade().filter(|_| running.get()) {
                    ask(&asked, &frame);
                }
            })
        });
        Clock { running, asked, last, frame }
    }

    /// Starts or stops.
    pub(super) fn run(&self, on: bool) {
        self.running.set(on);
        self.last.set(None);
        if on {
            ask(&self.asked, &self.frame);
        }
    }
}

fn ask(asked: &Cell<bool>, frame: &Closure<dyn FnMut(f64)>) {
    if !asked.replace(true) {
        let _ = window().request_animation_frame(frame.as_ref().unchecked_ref());
    }
}
