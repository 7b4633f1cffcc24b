//! The searcher, seen from the page: it is fetched at the first search, and lives as long as one.
//!
//! A frame in a sandbox, or a page from a file, may not start a worker from an address; it may from a blob. So its script
//! and its program are fetched once, the script becomes a blob, and the program is handed to it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Response, Url, Worker};
use yew::Callback;

use super::surroundings::window;
use crate::app::Msg;
use crate::app::pursuit::letter::{READY, STOP};
use crate::app::pursuit::{Errand, Wish};

/// What the build makes of `src/bin/search.rs`.
const SCRIPT: &str = "./search.js";
const PROGRAM: &str = "./search_bg.wasm";
/// Behind the script: the first message is the program.
const START: &str = "\nonmessage=e=>{onmessage=null;wasm_bindgen({module_or_path:e.data}).catch(e=>setTimeout(()=>{throw e}))}";

/// The searcher, if there is one.
#[derive(Default)]
pub(super) struct Searcher {
    at_work: Rc<RefCell<Option<AtWork>>>,
    kept: Rc<RefCell<Option<Kept>>>,
}

/// What was fetched, for the next search.
#[derive(Clone)]
struct Kept {
    script: JsValue,
    program: JsValue,
}

/// A worker and its ears.
struct AtWork {
    worker: Option<Worker>,
    ears: Vec<Closure<dyn FnMut(MessageEvent)>>,
}

impl Drop for AtWork {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
        self.ears.clear();
    }
}

impl Searcher {
    /// Does an errand.
    #[inline(never)]
    pub(super) fn go(&self, errand: Errand, send: &Callback<Msg>) {
        match errand {
            Errand::Begin(letter) => self.begin(letter, send.clone()),
            Errand::Stop => {
                if let Some(worker) = self.at_work.borrow().as_ref().and_then(|at_work| at_work.worker.as_ref()) {
                    let _ = worker.post_message(&STOP.into());
                }
            }
            Errand::End => _ = self.at_work.take(),
        }
    }

    fn begin(&self, letter: String, send: Callback<Msg>) {
        // What is put in its place later belongs to this search only while it is still wished for.
        self.at_work.replace(Some(AtWork { worker: None, ears: Vec::new() }));
        let (at_work, kept) = (self.at_work.clone(), self.kept.clone());
        spawn_local(async move {
            let before = kept.borrow().clone();
            let fetched = match before {
                Some(kept) => Some(kept),
                None => fetch().await.ok(),
            };
            kept.replace(fetched.clone());
            let wished = at_work.borrow().as_ref().is_some_and(|at_work| at_work.worker.is_none());
            if !wished {
                return;
            }
            match fetched.ok_or(JsValue::NULL).and_then(|kept| start(&kept, letter, &send)) {
                Ok(started) => _ = at_work.replace(Some(started)),
                Err(_) => send.emit(Msg::Pursue(Wish::Failed)),
            }
        });
    }
}

async fn fetch() -> Result<Kept, JsValue> {
    Ok(Kept { script: body(SCRIPT, Response::text).await?, program: body(PROGRAM, Response::array_buffer).await? })
}

async fn body(from: &str, read: impl Fn(&Response) -> Result<js_sys::Promise, JsValue>) -> Result<JsValue, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(from)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(read(&response)?).await
}

/// Starts a worker: it is handed its program, says that it is ready, gets the letter, and answers.
fn start(kept: &Kept, letter: String, send: &Callback<Msg>) -> Result<AtWork, JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of2(&kept.script, &START.into()), &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let worker = Worker::new(&url)?;
    let (answers, own, mut letter) = (send.clone(), worker.clone(), Some(letter));
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match event.data().as_string() {
        Some(said) if said == READY => {
            if let Some(letter) = letter.take() {
                let _ = Url::revoke_object_url(&url);
                let _ = own.post_message(&letter.into());
            }
        }
        Some(said) => answers.emit(Msg::Pursue(Wish::Said(said))),
        None => {}
    });
    let failures = send.clone();
    let failed = Closure::<dyn FnMut(MessageEvent)>::new(move |_| failures.emit(Msg::Pursue(Wish::Failed)));
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
    worker.post_message(&kept.program)?;
    Ok(AtWork { worker: Some(worker), ears: vec![heard, failed] })
}
