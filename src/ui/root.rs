//! The one component: it holds the model, hands it every wish, carries out what comes back, and
//! draws what is to be seen. Yew renders once a step; between steps only [`stage::place`] moves things.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::Event;
use yew::prelude::{Component, Context, Html, NodeRef};

use super::carry::{self, Focuser, Scribe};
use super::clock::Clock;
use super::ears::{self, DARK, REDUCED};
use super::element::{Element, el, group};
use super::host::Host;
use super::press::Send;
use super::searcher::Searcher;
use super::surroundings::{self, document, guard, window};
use super::{
    asking, beside, header, help, knobs, live, pane, present, rail, reading, scenarios, search, sequence, share, side, stage,
    tasks, transport, veil,
};
use crate::app::keys::Mode;
use crate::app::{Chrome, Cmd, Focus, Model, Msg, Pref, Sheet, Shot, Start, update};
use crate::exhibits::catalogue;
use crate::text::{Locale, words};

/// Mounts the page into `#app` in place of the skeleton.
pub fn mount() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        guard("panicked", &info.to_string());
    }));
    if let Some(app) = document().get_element_by_id("app") {
        app.set_inner_html("");
        yew::Renderer::<Root>::with_root(app).render();
    }
}

/// The page.
struct Root {
    model: Model,
    shot: Shot,
    /// The revision that `shot` is of.
    drawn: u64,
    stages: Vec<NodeRef>,
    clock: Clock,
    scribe: Scribe,
    host: Host,
    focuser: Focuser,
    searcher: Searcher,
    /// What keys mean now, for the ear that hears them.
    mode: Rc<Cell<Mode>>,
    /// Where the focus goes once the page is drawn.
    focus: Option<Focus>,
    /// The scenario that its row has been scrolled to, and the language of its title then.
    scrolled: Option<(&'static str, Locale)>,
    /// Whether the page has been said to be ready.
    ready: bool,
}

impl Component for Root {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Root>) -> Root {
        let send = ctx.link().callback(|msg: Msg| msg);
        let (mut model, cmds) = Model::new(catalogue(), &start());
        let shot = model.shot();
        let mode = Rc::new(Cell::new(model.mode()));
        ears::hear(&send, mode.clone());
        let mut root = Root {
            drawn: model.revision(),
            model,
            shot,
            stages: Vec::new(),
            clock: Clock::new(ctx.link().callback(Msg::Tick)),
            scribe: Scribe::default(),
            host: Host::default(),
            focuser: Focuser::default(),
            searcher: Searcher::default(),
            mode,
            focus: None,
            scrolled: None,
            ready: false,
        };
        root.host.install(&send);
        root.refresh();
        root.carry_out(cmds, &send);
        root
    }

    fn update(&mut self, ctx: &Context<Root>, msg: Msg) -> bool {
        if msg == Msg::Hidden(true) {
            self.scribe.flush();
        }
        if matches!(msg, Msg::Resized { .. }) {
            self.scrolled = None;
        }
        let cmds = update(&mut self.model, msg);
        let changed = self.drawn != self.model.revision();
        if changed {
            self.refresh();
        } else {
            self.place();
        }
        self.carry_out(cmds, &ctx.link().callback(|msg: Msg| msg));
        changed
    }

    fn view(&self, ctx: &Context<Root>) -> Html {
        let send: Send = ctx.link().callback(|msg: Msg| msg);
        let (shot, full) = (&self.shot, self.shot.chrome == Chrome::Full && !self.shot.presenting);
        let inside = el("main")
            .class("main")
            .maybe(full.then(|| scenarios::scenarios(shot, &send)).flatten())
            .maybe(full.then(|| scenarios::intro(shot, &send)).flatten())
            .maybe(full.then(|| sequence::sequence(shot, &send)).flatten())
            .maybe(full.then(|| asking::asking(shot, &send)).flatten())
            .maybe(self.cues_of_two(&send))
            .maybe(shot.by.as_ref().map(|by| veil::banner(shot, by, &send)))
            .maybe(if full { None } else { tasks::line(shot) })
            .child(self.panes(&send))
            .maybe(self.caption_of_two());
        let page = self
            .frame()
            .flag(shot.sheet.is_some(), "inert")
            .maybe(full.then(|| skip(shot)))
            .maybe(full.then(|| header::header(shot, &send)))
            .maybe(full.then(|| rail::rail(shot, &send)))
            .child(inside)
            .maybe(if shot.chrome == Chrome::Slide { None } else { transport::time(shot, &send) })
            .maybe(full.then(|| side::side(shot, &send)));
        group().child(page).maybe(sheet(shot, &send)).child(live::live(shot)).done()
    }

    fn rendered(&mut self, ctx: &Context<Root>, first: bool) {
        self.place();
        let scenario = self.shot.pane().and_then(|pane| pane.scenario).map(|scenario| (scenario.name, self.shot.locale));
        if self.scrolled != scenario {
            self.scrolled = scenario;
            surroundings::centre(".scenarios .on");
        }
        if let Some(focus) = self.focus.take() {
            self.focuser.arrive(focus);
        }
        if first {
            carry::stands();
            carry::soon(ctx.link().callback(|()| Msg::Rest));
        }
        if self.shot.whole && !std::mem::replace(&mut self.ready, true) {
            carry::ready();
        }
    }
}

impl Root {
    /// Makes the shot of the model as it is now.
    fn refresh(&mut self) {
        self.shot = self.model.shot();
        self.drawn = self.model.revision();
        self.stages.resize_with(self.shot.panes.len(), NodeRef::default);
        self.host.note(&self.shot);
        self.mode.set(self.model.mode());
    }

    /// Puts what moves where it is at this instant.
    fn place(&self) {
        for (pane, stage) in self.shot.panes.iter().zip(&self.stages) {
            if let Some(element) = stage.cast::<web_sys::Element>() {
                stage::place(&element, &pane.scene, if pane.moved { self.model.progress() } else { 1.0 });
            }
        }
    }

    /// What is around everything, and says what kind of page this is.
    fn frame(&self) -> Element {
        let shot = &self.shot;
        let chrome = match shot.chrome {
            Chrome::Full => "full",
            Chrome::Embed => "embed",
            Chrome::Slide => "slide",
        };
        el("div")
            .class("app")
            .class(chrome)
            .class_if(shot.presenting, "presenting")
            .class_if(shot.rail_open, "rail-open")
            .class_if(shot.tools_open, "tools-open")
            .class_if(!shot.watching, "unwatched")
            .class_if(shot.panes.len() > 1, "two")
            .class_if(shot.by.is_some(), "veiled")
    }

    fn panes(&self, send: &Send) -> Element {
        let shot = &self.shot;
        let panes = shot.panes.iter().zip(&self.stages).enumerate();
        let mut panes: Vec<Element> = panes.map(|(index, (one, stage))| pane::pane(shot, index, one, stage, send)).collect();
        if panes.len() > 1 {
            panes.splice(1..1, beside::bar(shot, send));
            panes.extend(beside::histories(shot));
        }
        let hint = || el("p").class("hint").text(words::NO_EXHIBIT.get(shot.locale));
        el("div").class("panes").each(panes).maybe(shot.panes.is_empty().then(hint))
    }

    /// What is said once of two panes for the back row: the cues above them.
    #[inline(never)]
    fn cues_of_two(&self, send: &Send) -> Option<Element> {
        let shot = &self.shot;
        let pane = shot.pane().filter(|_| shot.panes.len() > 1 && shot.presenting)?;
        Some(present::cues(shot, pane, send))
    }

    /// What is said once of two panes that stand bare: the sentence below them.
    #[inline(never)]
    fn caption_of_two(&self) -> Option<Element> {
        let shot = &self.shot;
        let bare = shot.presenting || shot.chrome != Chrome::Full;
        let pane = shot.pane().filter(|_| shot.panes.len() > 1 && bare)?;
        Some(pane::caption(shot, pane))
    }

    fn carry_out(&mut self, cmds: Vec<Cmd>, send: &Send) {
        for cmd in cmds {
            match cmd {
                Cmd::Clock(on) => self.clock.run(on),
                // In a frame, the history belongs to the page around it.
                Cmd::Address { hash, push } => self.scribe.write(hash, push && self.shot.chrome == Chrome::Full),
                Cmd::Store(pref, value) => surroundings::keep(pref.name(), &value),
                Cmd::Copy(text) => carry::copy(&text, send.clone()),
                Cmd::PickFile => carry::pick_file(".json,application/json", send, |bytes| Msg::FileRead(reading::bytes(bytes))),
                Cmd::PickList(knob) => {
                    carry::pick_file(".txt,.csv,text/plain", send, move |bytes| Msg::ListRead(knob, reading::text(bytes)));
                }
                Cmd::Download { name, text } => carry::download(&name, &text),
                Cmd::FreshSeed => send.emit(Msg::SeedDrawn(carry::fresh_seed())),
                Cmd::Focus(focus) => {
                    self.focuser.leave(focus);
                    self.focus = Some(focus);
                }
                Cmd::Dress { theme, locale, chrome, title } => carry::dress(theme, locale, chrome, &title),
                Cmd::Post(event) => self.host.post(&event),
                Cmd::Search(errand) => self.searcher.go(errand, send),
            }
        }
    }
}

#[inline(never)]
fn sheet(shot: &Shot, send: &Send) -> Option<Element> {
    match shot.sheet? {
        Sheet::Help => Some(help::help(shot, send)),
        Sheet::Settings => knobs::knobs(shot, send),
        Sheet::Share => Some(share::share(shot, send)),
        Sheet::Search => search::search(shot, send),
    }
}

/// Leads over what stands before the stage.
fn skip(shot: &Shot) -> Element {
    let to_stage = |_: &Event| {
        let _ = surroundings::focus_first(".picture [tabindex=\"0\"]");
    };
    el("button").attr("type", "button").class("skip").on("click", to_stage).text(words::TO_STAGE.get(shot.locale))
}

/// What the page knows when it starts.
fn start() -> Start {
    Start {
        hash: surroundings::hash(),
        language: window().navigator().language().unwrap_or_default(),
        prefs: Pref::ALL.into_iter().filter_map(|pref| Some((pref, surroundings::kept(pref.name())?))).collect(),
        reduced_motion: surroundings::matches(REDUCED),
        dark: surroundings::matches(DARK),
        size: surroundings::size(),
        stage_first: true,
    }
}
