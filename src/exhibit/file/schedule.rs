//! The schedule: what happens first, item by item, in words that a person writes.
//!
//! Each item is one event, right behind the one before. It is an object with one of these names:
//!
//! | name | value | beside it |
//! |---|---|---|
//! | `deliver`, `lose`, `duplicate`, `hold` (or `delay`), `release` | a message: `from`, `to`, `kind`, any of its fields, `nth` | |
//! | `forge` | a message | `lie`: which one, from 1 |
//! | `crash` | a node | `reaches`: the nodes that still get what its latest step sent (default: all) |
//! | `wake` | a node | `disk`: `kept` (default) or `lost` |
//! | `cut`, `heal` | two nodes; `"heal": "all"` heals every link | |
//! | `partition` | the nodes of one side | |
//! | `command` | a node and a word: `{ "node": "P2", "propose": "blue" }` | |
//! | `timeout` (or `fire`) | a node | `nth`: which of its timers, from 1 (default 1) |
//! | `betray` | a node | `since`: `now` (default) or `start` |
//!
//! Where nothing is in flight and an item names a message, the command that is next in the ordinary
//! order is given first: a schedule need not begin with it.

use super::ITEMS_MAX;
use super::at::{At, Fields};
use super::matching::message;
use super::problem::{FileError, RunProblem, ShapeProblem, Wanted};
use super::setup::unknown;
use crate::exhibit::json::Json;
use crate::exhibit::{Exhibit, OpenError, Refusal, Saved, Session};
use crate::sim::{Act, Deviation, Disk, MessageRef, NodeId, NodeSet, Since};
use crate::text::Locale;

/// Every name that an item may have, and what may stand beside it.
const ITEMS: &[(&str, &[&str])] = &[
    ("deliver", &["deliver"]),
    ("lose", &["lose"]),
    ("duplicate", &["duplicate"]),
    ("hold", &["hold"]),
    ("delay", &["delay"]),
    ("release", &["release"]),
    ("forge", &["forge", "lie"]),
    ("crash", &["crash", "reaches"]),
    ("wake", &["wake", "disk"]),
    ("cut", &["cut"]),
    ("heal", &["heal"]),
    ("partition", &["partition"]),
    ("command", &["command"]),
    ("timeout", &["timeout", "nth"]),
    ("fire", &["fire", "nth"]),
    ("betray", &["betray", "since"]),
];

/// The items that name a message.
const MESSAGE_ITEMS: [&str; 7] = ["deliver", "lose", "duplicate", "hold", "delay", "release", "forge"];

/// A schedule on its way: what has been done, and a session that stands behind it.
///
/// The session is opened anew for each item and stops one event ahead. A session that a person
/// steps works out hundreds of events ahead of each act, which a file has no use for.
struct Stage {
    exhibit: &'static dyn Exhibit,
    done: Saved,
    session: Box<dyn Session>,
}

/// Plays a schedule; what comes back is the run as far as it goes.
pub(super) fn play(exhibit: &'static dyn Exhibit, saved: &Saved, items: &[At<'_>]) -> Result<Saved, FileError> {
    let done = Saved { acts: Vec::new(), stops: None, event: 0, ..saved.clone() };
    let session = Stage::open(exhibit, &done).map_err(FileError::nowhere)?;
    let mut stage = Stage { exhibit, done, session };
    for item in items {
        stage.give_ordinary_command(item);
        let (at, act) = read(&*stage.session, item)?;
        stage.act(act).map_err(|refusal| closed(&*stage.session, &at, act, refusal))?;
    }
    Ok(stage.done)
}

impl Stage {
    fn open(exhibit: &'static dyn Exhibit, done: &Saved) -> Result<Box<dyn Session>, OpenError> {
        exhibit.open(&Saved { stops: Some(done.event.saturating_add(1)), ..done.clone() })
    }

    /// Does an act as the next event; like a session, it notes only what the ordinary order would
    /// not do by itself.
    fn act(&mut self, act: Act) -> Result<(), Refusal> {
        let mut done = self.done.clone();
        if matches!(act, Act::Betray { since: Since::Start, .. }) {
            done.acts.insert(0, Deviation { event: 0, act });
        } else {
            done.event += 1;
            if !may_be_ordinary(act) || self.ordinary() != Some(act) {
                done.acts.push(Deviation { event: done.event, act });
            }
        }
        match Stage::open(self.exhibit, &done) {
            Ok(session) if session.cursor() == done.event => {
                (self.session, self.done) = (session, done);
                Ok(())
            }
            Ok(_) | Err(_) => Err(self.session.choose(act).err().unwrap_or(Refusal::Unknown)),
        }
    }

    /// What the ordinary order would do next.
    fn ordinary(&self) -> Option<Act> {
        self.session.offers(Locale::En).into_iter().find(|offer| offer.next).map(|offer| offer.act)
    }

    /// Where nothing is in flight and an item names a message, the command that is next in the
    /// ordinary order is given first: a schedule may begin with the first message.
    fn give_ordinary_command(&mut self, item: &At<'_>) {
        let Ok(entries) = item.entries() else { return };
        let names_message = entries.iter().any(|(name, _)| MESSAGE_ITEMS.contains(name));
        if !names_message || !self.session.in_flight().is_empty() {
            return;
        }
        if let Some(act @ Act::Command { .. }) = self.ordinary() {
            // It is what would happen next anyhow; should it be refused, the item says what is missing.
            let _ = self.act(act);
        }
    }
}

/// Whether the ordinary order ever does such an act: the offers need not be asked about the others.
fn may_be_ordinary(act: Act) -> bool {
    match act {
        Act::Deliver(_) | Act::Lose(_) | Act::Fire { .. } | Act::Command { .. } | Act::Turn(_) => true,
        Act::Duplicate(_)
        | Act::Hold(_)
        | Act::Release(_)
        | Act::Forge { .. }
        | Act::Crash { .. }
        | Act::Wake { .. }
        | Act::Cut(..)
        | Act::Heal(..)
        | Act::Partition(_)
        | Act::HealAll
        | Act::Betray { .. } => false,
    }
}

/// The place and the act of an item.
fn read<'a>(session: &dyn Session, item: &At<'a>) -> Result<(At<'a>, Act), FileError> {
    let entries = item.entries()?;
    let named = ITEMS.iter().find(|(name, _)| entries.iter().any(|(given, _)| given == name));
    let Some((name, fields)) = named else {
        return match entries.first() {
            Some((given, at)) => Err(unknown(at, given, ITEMS.iter().map(|(name, _)| *name))),
            None => Err(item.wanted(Wanted::Item(ITEMS.iter().map(|(name, _)| *name).collect()))),
        };
    };
    let fields = item.object(fields)?;
    let at = fields.need(name)?;
    let act = match *name {
        "deliver" => Act::Deliver(message(session, &at)?),
        "lose" => Act::Lose(message(session, &at)?),
        "duplicate" => Act::Duplicate(message(session, &at)?),
        "hold" | "delay" => Act::Hold(message(session, &at)?),
        "release" => Act::Release(message(session, &at)?),
        "forge" => forge(session, &at, &fields)?,
        "command" => command(session, &at)?,
        _ => of_nodes(&session.nodes(), name, &at, &fields)?,
    };
    Ok((at, act))
}

/// The acts that name nodes only.
fn of_nodes(nodes: &[String], name: &str, at: &At<'_>, fields: &Fields<'_>) -> Result<Act, FileError> {
    Ok(match name {
        "crash" => {
            let everybody = (0..nodes.len()).map(|index| NodeId(index as u8)).collect();
            let reaches = fields.get("reaches").map(|at| set(nodes, &at)).transpose()?.unwrap_or(everybody);
            Act::Crash { node: node(nodes, at)?, reaches }
        }
        "wake" => {
            let disk = fields.get("disk").map(|at| at.one_of(&[("kept", Disk::Kept), ("lost", Disk::Lost)]));
            Act::Wake { node: node(nodes, at)?, disk: disk.transpose()?.unwrap_or(Disk::Kept) }
        }
        "heal" if *at.json == Json::text("all") => Act::HealAll,
        "heal" => link(nodes, at).map(|(one, other)| Act::Heal(one, other))?,
        "cut" => link(nodes, at).map(|(one, other)| Act::Cut(one, other))?,
        "partition" => Act::Partition(side(nodes, at)?),
        "betray" => {
            let since = fields.get("since").map(|at| at.one_of(&[("now", Since::Now), ("start", Since::Start)]));
            Act::Betray { node: node(nodes, at)?, since: since.transpose()?.unwrap_or(Since::Now) }
        }
        _ => {
            let nth = fields.get("nth").map(|at| at.small(1, u16::MAX)).transpose()?.unwrap_or(1);
            Act::Fire { node: node(nodes, at)?, timer: nth - 1 }
        }
    })
}

/// The node of a name.
pub(super) fn node(nodes: &[String], at: &At<'_>) -> Result<NodeId, FileError> {
    let name = at.text()?;
    let index = nodes.iter().position(|known| known == name);
    let index = index.ok_or_else(|| unknown(at, name, nodes.iter().map(String::as_str)))?;
    Ok(NodeId(index as u8))
}

/// The nodes of a list of names, each named once.
pub(super) fn set(nodes: &[String], at: &At<'_>) -> Result<NodeSet, FileError> {
    let mut set = NodeSet::EMPTY;
    for at in at.items(ITEMS_MAX)? {
        if !set.insert(node(nodes, &at)?) {
            return Err(at.wrong(ShapeProblem::Twice { name: at.text()?.to_owned() }));
        }
    }
    Ok(set)
}

/// The nodes of one side of a partition: nobody is no side.
pub(super) fn side(nodes: &[String], at: &At<'_>) -> Result<NodeSet, FileError> {
    let side = set(nodes, at)?;
    if side.is_empty() { Err(at.wanted(Wanted::Side)) } else { Ok(side) }
}

/// A link, its ends in the order of the roster.
fn link(nodes: &[String], at: &At<'_>) -> Result<(NodeId, NodeId), FileError> {
    let ends = at.items(nodes.len())?;
    let [one, other] = ends.as_slice() else { return Err(at.wanted(Wanted::Link)) };
    let (one, other) = (node(nodes, one)?, node(nodes, other)?);
    if one == other { Err(at.wanted(Wanted::Link)) } else { Ok((one.min(other), one.max(other))) }
}

fn command(session: &dyn Session, at: &At<'_>) -> Result<Act, FileError> {
    let entries = at.entries()?;
    let [(_, first), (_, second)] = entries.as_slice() else { return Err(at.wanted(Wanted::Order)) };
    let (who, word, argument) = match (entries[0].0, entries[1].0) {
        ("node", word) => (first, word, second),
        (word, "node") => (second, word, first),
        _ => return Err(at.wrong(ShapeProblem::Missing { name: "node" })),
    };
    let names = session.named();
    let place = node(&names, who)?;
    let argument = if *argument.json == Json::Null { String::new() } else { argument.word()? };
    let commands = session.commands();
    let name = &names[place.index()];
    let found = commands.iter().find(|known| known.node == *name && known.word == word && known.argument == argument);
    let found = found.map(|known| known.act).or_else(|| session.called(word, &argument).filter(|act| of(*act) == Some(place)));
    found.ok_or_else(|| {
        let known = commands.iter().map(|known| format!("{} {} {}", known.node, known.word, known.argument).trim().to_owned());
        at.wrong(RunProblem::NoCommand { known: known.collect() })
    })
}

/// Whom an act commands.
fn of(act: Act) -> Option<NodeId> {
    let Act::Command { node, .. } = act else { return None };
    Some(node)
}

fn forge(session: &dyn Session, at: &At<'_>, fields: &Fields<'_>) -> Result<Act, FileError> {
    let message = message(session, at)?;
    let count = lies(session, message);
    let choice = match fields.get("lie") {
        Some(lie) => lie.small(1, u16::MAX)? - 1,
        None if count > 1 => return Err(at.wrong(RunProblem::WhichLie { count })),
        None => 0,
    };
    Ok(Act::Forge { message, choice })
}

fn lies(session: &dyn Session, of: MessageRef) -> usize {
    let offers = session.offers(Locale::En);
    offers.iter().filter(|offer| matches!(offer.act, Act::Forge { message, .. } if message == of)).count()
}

/// Whether an offer is of the act; a crash is offered with recipients of its own.
fn like(offer: Act, act: Act) -> bool {
    match (offer, act) {
        (Act::Crash { node: one, .. }, Act::Crash { node: other, .. }) => one == other,
        _ => offer == act,
    }
}

/// Why an act was refused, in both languages: the offers know the words.
fn closed(session: &dyn Session, at: &At<'_>, act: Act, refusal: Refusal) -> FileError {
    let Refusal::Closed(line) = refusal else { return at.wrong(RunProblem::NotThere) };
    let told = |locale: Locale| {
        let offer = session.offers(locale).into_iter().find(|offer| like(offer.act, act));
        offer.and_then(|offer| offer.closed).unwrap_or_else(|| line.clone()).to_string()
    };
    at.wrong(RunProblem::Closed { en: told(Locale::En), zh: told(Locale::Zh) })
}
