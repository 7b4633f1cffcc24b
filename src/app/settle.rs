//! What the outside is told when a wish has been done: the clock, the dress and, once everything has settled, the address.

use crate::exhibit::Verdict;

use super::address;
use super::model::Model;
use super::{Cmd, Event, Menu, Notice, Pick, trying};

/// Tells the outside what is new: the clock, the dress, and, once everything has settled, the address.
pub(super) fn finish(model: &mut Model, cmds: &mut Vec<Cmd>) {
    let clock = model.playhead.ticking() && !model.hidden;
    if clock != model.ledger.clock {
        model.ledger.clock = clock;
        cmds.push(Cmd::Clock(clock));
    }
    forget_gone(model);
    trying::finish(model, cmds);
    let title = model.panes.get(model.at).map_or("", |pane| pane.exhibit.title().get(model.locale)).to_owned();
    let dress = (model.theme, model.locale, model.chrome, title);
    if model.ledger.dress.as_ref() != Some(&dress) {
        let (theme, locale, chrome, title) = dress.clone();
        cmds.push(Cmd::Dress { theme, locale, chrome, title });
        model.ledger.dress = Some(dress);
    }
    if !model.playhead.ticking() {
        settle(model, cmds);
    }
}

/// A message that does not exist at this frame cannot be selected.
fn forget_gone(model: &mut Model) {
    let Some(pane) = model.panes.get(model.at) else { return };
    let gone = match model.picked {
        Some(Pick::Message(message)) => pane.inspect(model.by.as_deref(), Pick::Message(message), model.locale).is_none(),
        Some(Pick::Node(node)) => usize::from(node) >= pane.session.nodes().len(),
        Some(Pick::Box(_)) | None => false,
    };
    if gone {
        model.picked = None;
        model.menu = model.menu.filter(|menu| matches!(menu, Menu::Group(_)));
    }
}

fn settle(model: &mut Model, cmds: &mut Vec<Cmd>) {
    if !model.whole || model.ledger.settled == model.revision && model.ledger.address.is_some() {
        return;
    }
    model.ledger.settled = model.revision;
    let Some(pane) = model.panes.first() else { return };
    let address = model.stand(pane);
    let run = address::runs(pane.exhibit, &address);
    match address::format(pane.exhibit, &address) {
        Some(hash) if model.ledger.address.as_ref() != Some(&hash) => {
            let push = !model.ledger.run.is_empty() && model.ledger.run != run && model.ledger.address.is_some();
            cmds.push(Cmd::Address { hash: hash.clone(), push });
            model.ledger.address = Some(hash);
        }
        None if model.ledger.run != run => model.notice = Some(Notice::TooLong),
        Some(_) | None => {}
    }
    model.ledger.run = run;
    post(model, cmds);
}

fn post(model: &mut Model, cmds: &mut Vec<Cmd>) {
    let Some(pane) = model.panes.get(model.at) else { return };
    let now = (model.content, pane.session.cursor());
    if model.ledger.posted == Some(now) {
        return;
    }
    model.ledger.posted = Some(now);
    cmds.push(Cmd::Post(Event::Frame));
    let guarantees = pane.session.guarantees(model.locale);
    let broken: Vec<_> = guarantees.iter().filter(|one| one.verdict == Verdict::Broken).map(|one| one.name).collect();
    cmds.extend(broken.iter().filter(|name| !model.ledger.broken.contains(name)).map(|name| Cmd::Post(Event::Broken(name))));
    model.ledger.broken = broken;
}
