//! What a wish does to the page, and what it wants done outside. What moves the cursor is in [`super::stepping`].

use crate::exhibit::file::FileError;
use crate::exhibit::{Exhibit, Grain, file};
use crate::sim::Act;
use crate::text::Locale;

use super::model::Model;
use super::playhead::Beat;
use super::pursuit::{self, Wish};
use super::settle::finish;
use super::stepping::{ahead, back, leap_on, moved, resequence, seek, tick, to_end, toggle_play};
use super::{Cmd, Draft, Focus, Menu, Msg, Notice, Pane, Pick, Pref, Sheet, beside, cursor, listed, opening, trying};

/// Does what is wished.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Cmd> {
    let mut cmds = Vec::new();
    if let Msg::Tick(elapsed_ms) = msg {
        if tick(model, elapsed_ms) == Beat::None {
            return cmds;
        }
    } else {
        if !by_itself(&msg) {
            model.notice = None;
        }
        wish(model, msg, &mut cmds);
    }
    model.revision += 1;
    finish(model, &mut cmds);
    cmds
}

/// What comes from the surroundings, not from the reader: a sentence that stands is not put away.
fn by_itself(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::Tick(_)
            | Msg::Hidden(_)
            | Msg::Resized { .. }
            | Msg::ReducedMotion(_)
            | Msg::SystemDark(_)
            | Msg::SeedDrawn(_)
            | Msg::Rest
            | Msg::Pursue(Wish::Said(_) | Wish::Failed)
    )
}

/// What steps is short; what is rarely wished is a function of its own, which need not be in the first load.
fn wish(model: &mut Model, msg: Msg, cmds: &mut Vec<Cmd>) {
    match msg {
        Msg::Forward => ahead(model, model.grain),
        Msg::FrameAhead => ahead(model, Grain::Frame),
        Msg::NextPhase => ahead(model, Grain::Phase),
        Msg::Back => back(model, model.grain, Pane::undo_step),
        Msg::FrameBack => back(model, Grain::Frame, Pane::step_back),
        Msg::LastPhase => back(model, Grain::Phase, Pane::step_back),
        Msg::Leap(leap) => leap_on(model, leap),
        Msg::Sequence(word) => resequence(model, word),
        Msg::Ask(word) => ask(model, &word, cmds),
        Msg::ToStart | Msg::Again => seek(model, 0),
        Msg::ToEnd => to_end(model),
        Msg::Seek(event) => seek(model, event),
        Msg::TogglePlay => toggle_play(model),
        Msg::Show(pick) => pick_out(model, pick),
        Msg::Hidden(hidden) => model.hidden = hidden,
        Msg::Resized { width, height } => model.size = (width, height),
        Msg::ReducedMotion(reduced) => model.reduced_motion = reduced,
        Msg::SystemDark(dark) => model.system_dark = dark,
        Msg::Dismiss | Msg::Tick(_) => {}

        Msg::Do(act) => act_on(model, act, cmds),
        Msg::Numbered(number) => numbered(model, number, cmds),
        Msg::Undo => turn_back(model, cmds, Pane::undo, Notice::NoUndo),
        Msg::Redo => turn_back(model, cmds, Pane::redo, Notice::NoRedo),
        Msg::TakeBranch(branch) => take_branch(model, branch, cmds),

        Msg::ToggleBeside => beside(model, cmds, beside::toggle),
        Msg::StandBeside(what) => beside(model, cmds, |model| beside::stand(model, what)),
        Msg::Activate(at) => beside::turned(model, at),
        Msg::OtherPane => beside::turned(model, usize::from(model.at == 0)),
        Msg::PickIn(at, pick) => {
            if at != model.at {
                beside::turned(model, at);
            }
            pick_out(model, pick);
            open_menu(model, Menu::Of(pick), cmds);
        }
        Msg::Point(at, dot) => point(model, at, dot, cmds),
        Msg::SeeBy(name) => beside::see_by(model, name),
        Msg::ToggleVeil => beside::toggle_veil(model),

        Msg::Pick(pick) => {
            pick_out(model, pick);
            open_menu(model, Menu::Of(pick), cmds);
        }
        Msg::Open(menu) => open_menu(model, menu, cmds),
        Msg::Sheet(sheet) => open_sheet(model, sheet, cmds),
        Msg::Close => close(model, cmds),
        Msg::Chip(chip) => model.chip = Some(chip).filter(|chip| model.chip != Some(*chip)),

        Msg::Speed(speed) => {
            model.speed = speed;
            cmds.push(Cmd::Store(Pref::Speed, speed.label().to_owned()));
        }
        Msg::Grain(grain) => model.grain = grain,
        Msg::Locale(locale) => set_locale(model, locale, cmds),
        Msg::NextLocale => set_locale(model, model.locale.pick(Locale::Zh, Locale::En), cmds),
        Msg::OtherTheme => {
            model.theme = model.theme.other(model.system_dark);
            cmds.push(Cmd::Store(Pref::Theme, model.theme.word().to_owned()));
        }
        Msg::TogglePresent => {
            model.presenting = !model.presenting;
            model.menu = None;
        }
        Msg::ToggleTable => model.table = !model.table,
        Msg::ToggleWatching => model.watching = !model.watching,
        Msg::ToggleRail => model.rail_open = !model.rail_open,
        Msg::ToggleTools => model.tools_open = !model.tools_open,
        Msg::Shortcuts(on) => {
            model.shortcuts = on;
            cmds.push(Cmd::Store(Pref::Shortcuts, if on { "on" } else { "off" }.to_owned()));
        }

        Msg::Go(hash) => opened(model, cmds, |model| opening::open(model, &hash, false)),
        Msg::AddressChanged(hash) => address_changed(model, &hash, cmds),
        Msg::NextScenario => opened(model, cmds, |model| opening::scenario(model, 1)),
        Msg::Try(name) => try_it(model, cmds, |model| trying::begin(model, name)),
        Msg::ToggleTry => toggle_try(model, cmds),
        Msg::Answer(name) => trying::answer(model, name),
        Msg::FileRead(reading) => opened(model, cmds, |model| opening::open_file(model, reading)),
        Msg::Rest => model.whole = true,
        Msg::PickFile => cmds.push(Cmd::PickFile),
        Msg::Download => download(model, cmds),
        Msg::Copy(text) => cmds.push(Cmd::Copy(text)),
        Msg::Copied(done) => model.notice = Some(Notice::Copied(done)),

        Msg::Knob(name, text) => edit(model, |draft, _| draft.set(name, &text)),
        Msg::PickList(knob) => cmds.push(Cmd::PickList(knob)),
        Msg::ListRead(knob, Ok(text)) => edit(model, |draft, _| draft.set(knob, &text)),
        Msg::ListRead(_, Err(problem)) => model.notice = Some(Notice::File(FileError::nowhere(problem))),
        Msg::Plot(knob, edited) => edit(model, |draft, exhibit| draft.plot(exhibit, knob, edited)),
        Msg::Seed(text) => edit(model, |draft, _| draft.seed = text),
        Msg::Dice => cmds.push(Cmd::FreshSeed),
        Msg::SeedDrawn(seed) => edit(model, |draft, _| draft.draw(seed)),
        Msg::Guard(name) => edit(model, |draft, exhibit| draft.toggle(exhibit, name)),
        Msg::Apply => apply(model, cmds),

        Msg::Pursue(wish) => pursuit::wished(model, wish, cmds),
    }
}

#[inline(never)]
fn act_on(model: &mut Model, act: Act, cmds: &mut Vec<Cmd>) {
    leave(model, cmds);
    let done = model.pane().map(|pane| pane.choose(act));
    match done {
        Some(Ok(())) => {
            cursor::follow(model, model.at);
            moved(model, true);
        }
        Some(Err(_)) => model.notice = Some(Notice::Refused(act)),
        None => {}
    }
}

/// Does what a dot of the stage is for.
#[inline(never)]
fn point(model: &mut Model, at: usize, dot: u32, cmds: &mut Vec<Cmd>) {
    if at != model.at {
        beside::turned(model, at);
    }
    if let Some(act) = model.pane().and_then(|pane| pane.session.pointed(dot)) {
        act_on(model, act, cmds);
    }
}

/// Adds a typed word to the run and does with it what the exhibit has it for.
#[inline(never)]
fn ask(model: &mut Model, word: &str, cmds: &mut Vec<Cmd>) {
    leave(model, cmds);
    let Some(pane) = model.panes.get_mut(model.at) else { return };
    let Some(asked) = pane.exhibit.asked() else { return };
    match pane.ask(&asked, word.trim()) {
        Ok(()) => {
            cursor::follow(model, model.at);
            moved(model, true);
        }
        Err(error) => model.notice = Some(Notice::Address(super::AddressError::Open(error))),
    }
}

/// The digit keys: the nth open offer of the menu on top, or of what may happen next.
#[inline(never)]
fn numbered(model: &mut Model, number: u8, cmds: &mut Vec<Cmd>) {
    let (menu, by) = (model.menu, model.by.clone());
    let Some(pane) = model.pane() else { return };
    let offers = pane.offers(by.as_deref(), Locale::default());
    let act = listed(&offers, menu).open.get(usize::from(number).wrapping_sub(1)).map(|offer| offer.act);
    match act {
        Some(act) => act_on(model, act, cmds),
        None => model.notice = Some(Notice::NoSuchOffer(number)),
    }
}

#[inline(never)]
fn take_branch(model: &mut Model, branch: usize, cmds: &mut Vec<Cmd>) {
    leave(model, cmds);
    if let Some(pane) = model.pane() {
        pane.take_branch(branch);
    }
    cursor::follow(model, model.at);
    moved(model, false);
}

#[inline(never)]
fn turn_back(model: &mut Model, cmds: &mut Vec<Cmd>, turn: impl Fn(&mut Pane) -> bool, nothing: Notice) {
    leave(model, cmds);
    if model.pane().is_some_and(turn) {
        cursor::follow(model, model.at);
        moved(model, false);
    } else {
        model.notice = Some(nothing);
    }
}

/// Opens or closes the second pane.
#[inline(never)]
fn beside(model: &mut Model, cmds: &mut Vec<Cmd>, does: impl FnOnce(&mut Model) -> Result<(), Notice>) {
    leave(model, cmds);
    if let Err(notice) = does(model) {
        model.notice = Some(notice);
    }
}

/// Closes an open menu because something was done.
fn leave(model: &mut Model, cmds: &mut Vec<Cmd>) {
    if model.menu.take().is_some() {
        cmds.push(Cmd::Focus(Focus::Back));
    }
}

#[inline(never)]
fn open_sheet(model: &mut Model, sheet: Sheet, cmds: &mut Vec<Cmd>) {
    if sheet == Sheet::Search && !pursuit::opened(model) {
        return;
    }
    model.playhead.pause();
    model.menu = None;
    model.sheet = Some(sheet);
    model.draft = None;
    if sheet == Sheet::Settings {
        model.draft = model.pane().map(|pane| Draft::of(pane.exhibit, &pane.session.saved()));
    }
    cmds.push(Cmd::Focus(Focus::Sheet));
}

/// Selects something, and looks at it closely where there is a tree to look into.
fn pick_out(model: &mut Model, pick: Pick) {
    if let Some(pane) = model.pane() {
        pane.look_at(pick);
    }
    if !matches!(pick, Pick::Box(_)) {
        model.picked = Some(pick);
    }
}

#[inline(never)]
fn open_menu(model: &mut Model, menu: Menu, cmds: &mut Vec<Cmd>) {
    // A box of a tree opens by itself, and has no menu.
    if let Menu::Of(Pick::Box(_)) = menu {
        return;
    }
    model.playhead.settle();
    model.menu = Some(menu);
    cmds.push(Cmd::Focus(Focus::Menu));
}

/// Closes the topmost thing: a menu, a dialog, the course, the tools, the presentation, the selection.
#[inline(never)]
fn close(model: &mut Model, cmds: &mut Vec<Cmd>) {
    if model.menu.take().is_some() || model.sheet.take().is_some() {
        model.draft = None;
        cmds.push(Cmd::Focus(Focus::Back));
    } else if model.rail_open {
        model.rail_open = false;
    } else if model.tools_open {
        model.tools_open = false;
    } else if model.presenting {
        model.presenting = false;
    } else {
        model.picked = None;
        model.chip = None;
    }
}

#[inline(never)]
fn set_locale(model: &mut Model, locale: Locale, cmds: &mut Vec<Cmd>) {
    model.locale = locale;
    cmds.push(Cmd::Store(Pref::Locale, locale.code().to_owned()));
}

/// Opens something, or says why it cannot be opened; what was there stays then.
fn opened(model: &mut Model, cmds: &mut Vec<Cmd>, open: impl FnOnce(&mut Model) -> Result<(), Notice>) {
    match open(model) {
        Ok(()) => {
            cmds.push(opening::seen(model));
            model.speech_due = true;
        }
        Err(notice) => model.notice = Some(notice),
    }
}

/// Begins a challenge; the focus goes where its task stands.
#[inline(never)]
fn try_it(model: &mut Model, cmds: &mut Vec<Cmd>, begin: impl FnOnce(&mut Model) -> Result<(), Notice>) {
    opened(model, cmds, begin);
    if model.trying.is_some() {
        trying::focus(cmds);
    }
}

#[inline(never)]
fn toggle_try(model: &mut Model, cmds: &mut Vec<Cmd>) {
    if model.trying.take().is_some() {
        trying::focus(cmds);
    } else {
        try_it(model, cmds, trying::begin_next);
    }
}

#[inline(never)]
fn address_changed(model: &mut Model, hash: &str, cmds: &mut Vec<Cmd>) {
    if model.ledger.address.as_deref() != Some(hash) {
        // Whether it is good or bad, the page's own address has to be written anew, in its place.
        model.ledger.address = None;
        opened(model, cmds, |model| opening::open(model, hash, true));
    }
}

#[inline(never)]
fn download(model: &mut Model, cmds: &mut Vec<Cmd>) {
    let Some(pane) = model.pane() else { return };
    let saved = pane.session.saved();
    let name = [saved.exhibit, "-", saved.scenario, ".json"].concat();
    let title = pane.exhibit.scenarios().iter().find(|scenario| scenario.name == saved.scenario).map(|scenario| scenario.title);
    let title = file::Title { en: title.map(|title| title.en.to_owned()), zh: title.map(|title| title.zh.to_owned()) };
    cmds.push(Cmd::Download { name, text: file::write(&*pane.session, &title) });
}

fn edit(model: &mut Model, change: impl FnOnce(&mut Draft, &dyn Exhibit)) {
    if let (Some(pane), Some(draft)) = (model.panes.get(model.at), &mut model.draft) {
        change(draft, pane.exhibit);
    }
}

#[inline(never)]
fn apply(model: &mut Model, cmds: &mut Vec<Cmd>) {
    let (Some(pane), Some(draft)) = (model.panes.get_mut(model.at), &mut model.draft) else { return };
    let Some(saved) = draft.saved(pane.exhibit, pane.session.saved()) else {
        model.notice = Some(Notice::Settings);
        return;
    };
    match pane.apply(saved) {
        Ok(dropped) => {
            model.draft = None;
            model.sheet = None;
            model.notice = dropped.map(Notice::Dropped);
            cmds.push(Cmd::Focus(Focus::Back));
            cursor::follow(model, model.at);
            moved(model, false);
        }
        Err(error) => model.notice = Some(Notice::Address(super::AddressError::Open(error))),
    }
}
