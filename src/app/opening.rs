//! Opening runs: from addresses, from files, from the course and the row of scenarios.

use crate::exhibit::{OpenError, Saved, file};

use super::address::{self, Address};
use super::model::Model;
use super::settle::finish;
use super::{AddressError, Cmd, Notice, Pane, Pref, beside, cursor, trying};

/// Opens the page on an address, or on the first exhibit when the address is bad.
pub(super) fn first(model: &mut Model, hash: &str) -> Vec<Cmd> {
    if let Err(notice) = open(model, hash, true) {
        // The bad address is replaced by a good one; what was wrong is said.
        let _ = open(model, "", false);
        model.notice = Some(notice);
    }
    // Who looks with a node's eyes must not see more: there all comes at once.
    model.whole |= model.by.is_some();
    let mut cmds = vec![seen(model)];
    finish(model, &mut cmds);
    cmds
}

/// Opens an address. `manners`: whether grain and chrome are the address's to say.
pub(super) fn open(model: &mut Model, text: &str, manners: bool) -> Result<(), Notice> {
    let address = address::parse(model.catalogue, text).map_err(Notice::Address)?;
    let exhibit = find(model, address.saved.exhibit).map_err(Notice::Address)?;
    let pane = Pane::open(exhibit, &address.saved).map_err(|error| Notice::Address(AddressError::Open(error)))?;
    let asked = address.saved.event;
    if manners {
        model.grain = address.grain;
        model.chrome = address.chrome;
    }
    model.locale = address.locale.unwrap_or(model.locale);
    show(model, pane);
    let second = address.second.as_ref().map(|second| open_second(model, second, asked));
    let by = address.by.clone().filter(|name| !beside::known(model, name));
    model.by = address.by.clone().filter(|_| by.is_none());
    let notice = model.panes.first().and_then(|pane| compare(pane, &address, cursor::event(model)));
    let second = address.second_bad.map(Notice::Second).or_else(|| second.and_then(Result::err));
    let challenge = trying::resume(model, address.challenge.as_deref());
    model.notice = second.or(by.map(|name| Notice::Address(AddressError::Node(name)))).or(challenge).or(notice);
    Ok(())
}

/// Opens the run in the second pane; never silently a different picture.
#[inline(never)]
fn open_second(model: &mut Model, second: &address::Second, asked: u32) -> Result<(), Notice> {
    beside::open(model, &Saved { event: asked, ..second.saved.clone() })?;
    if second.active {
        beside::turned(model, 1);
    }
    let digest = model.panes.get(1).map(|pane| pane.session.digest());
    if second.digest.is_some() && second.digest != digest { Err(Notice::Digest) } else { Ok(()) }
}

fn find(model: &Model, name: &str) -> Result<&'static dyn crate::exhibit::Exhibit, AddressError> {
    let found = model.catalogue.iter().find(|exhibit| exhibit.name() == name);
    found.copied().ok_or_else(|| AddressError::Open(OpenError::Exhibit(name.to_owned())))
}

/// Never silently a different picture.
fn compare(pane: &Pane, address: &Address, last: u32) -> Option<Notice> {
    // Of two runs one may have ended before the event that the other stands on.
    let asked = address.saved.event;
    if asked != last {
        return Some(Notice::Short { asked, last });
    }
    let differs = address.digest.is_some_and(|digest| digest != pane.session.digest());
    differs.then_some(Notice::Digest)
}

/// Opens a file that the browser has read.
#[inline(never)]
pub(super) fn open_file(model: &mut Model, reading: super::Reading) -> Result<(), Notice> {
    let json = reading.map_err(|problem| Notice::File(file::FileError::nowhere(problem)))?;
    let opened = file::open(model.catalogue, &json).map_err(Notice::File)?;
    let notice = opened.digest_missed.map(|_| Notice::Digest);
    show(model, Pane::of_file(opened));
    model.notice = notice;
    Ok(())
}

/// Opens a scenario of the present exhibit.
#[inline(never)]
pub(super) fn scenario(model: &mut Model, step: usize) -> Result<(), Notice> {
    let Some(pane) = model.pane() else { return Ok(()) };
    let (exhibit, saved) = (pane.exhibit, pane.session.saved());
    let scenarios = exhibit.scenarios();
    let here = scenarios.iter().position(|scenario| scenario.name == saved.scenario).unwrap_or(0);
    let next = scenarios.get((here + step) % scenarios.len().max(1)).map_or("", |scenario| scenario.name);
    open(model, &["#/", saved.exhibit, "/", next].concat(), false)
}

/// Opens a saved run in place of what is there.
#[inline(never)]
pub(super) fn saved(model: &mut Model, saved: &Saved) -> Result<(), Notice> {
    let exhibit = find(model, saved.exhibit).map_err(Notice::Address)?;
    let pane = Pane::open(exhibit, saved).map_err(|error| Notice::Address(AddressError::Open(error)))?;
    show(model, pane);
    Ok(())
}

/// Puts a run on the page.
fn show(model: &mut Model, pane: Pane) {
    model.panes = vec![pane];
    model.at = 0;
    model.by = None;
    model.trying = None;
    model.playhead.settle();
    model.picked = None;
    model.menu = None;
    model.chip = None;
    model.sheet = None;
    model.draft = None;
    model.rail_open = false;
    model.touch();
}

/// Notes that the exhibit has been seen.
pub(super) fn seen(model: &mut Model) -> Cmd {
    if let Some(name) = model.panes.get(model.at).map(|pane| pane.exhibit.name())
        && model.seen.iter().all(|known| known != name)
    {
        model.seen.push(name.to_owned());
    }
    model.seen.retain(|name| !name.is_empty());
    Cmd::Store(Pref::Seen, model.seen.join(","))
}
