//! The list of acts: a run's deviations from the ordinary order, exact and in names.
//!
//! An item is a list: the event, the act's name, and what it takes. A message is named by its place
//! on its link, which is the same in every branch of a run: sender, recipient, `"sent"` or
//! `"copied"` (a second one made by the wire), and the how-manieth of these it is, from 0.
//!
//! | act | form |
//! |---|---|
//! | a message arrives, is lost, doubled, held, released | `[7, "deliver", "P1", "A2", "sent", 0]`; `lose`, `duplicate`, `hold`, `release` |
//! | it says something else: the first of the lies | `[7, "forge", "P1", "A2", "sent", 0, 0]` |
//! | a node crashes; who still gets what its latest step sent | `[7, "crash", "A3", ["P1"]]` |
//! | it wakes with its disk, or without | `[7, "wake", "A3", "kept"]`, `"lost"` |
//! | links | `[7, "cut", "P1", "A2"]`, `[7, "heal", "P1", "A2"]`, `[7, "partition", ["P1", "A1"]]`, `[7, "heal-all"]` |
//! | a timer, a command: the first of the node's | `[7, "fire", "P1", 0]`, `[7, "command", "P1", 0]` |
//! | a node turns traitor; event 0: from the start | `[7, "betray", "A1", "now"]`, `[0, "betray", "A1", "start"]` |
//! | rounds only: a turn | `[7, "turn", 0]` |

use super::at::At;
use super::problem::{FileError, ShapeProblem, Wanted};
use super::schedule::{node, set, side};
use crate::exhibit::OpenError;
use crate::exhibit::json::Json;
use crate::sim::{Act, Deviation, Disk, Lane, MessageRef, NodeId, NodeSet, Since};

/// The form that a complaint shows.
const FORM: &str = "[7, \"deliver\", \"P1\", \"A2\", \"sent\", 0]";

/// The greatest number of parts of an item.
const PARTS_MAX: usize = 7;

const LANES: [(&str, Lane); 2] = [("sent", Lane::Sent), ("copied", Lane::Copied)];
const DISKS: [(&str, Disk); 2] = [("kept", Disk::Kept), ("lost", Disk::Lost)];
const SINCES: [(&str, Since); 2] = [("now", Since::Now), ("start", Since::Start)];

/// Reads a list of acts up to the event `most`. Whether they are possible is for the session to say.
pub(super) fn read(most: u32, nodes: &[String], items: &[At<'_>]) -> Result<Vec<Deviation>, FileError> {
    let mut acts: Vec<Deviation> = Vec::new();
    for item in items {
        let parts = item.items(PARTS_MAX)?;
        let [event, name, rest @ ..] = parts.as_slice() else { return Err(item.wanted(Wanted::Act(FORM))) };
        let deviation = Deviation { event: event.small(0, most)?, act: act(nodes, item, name, rest)? };
        let ordered = acts.last().is_none_or(|last| last.event < deviation.event || deviation.event == 0 && last.event == 0);
        let from_start = matches!(deviation.act, Act::Betray { since: Since::Start, .. });
        if !ordered || (deviation.event == 0) != from_start {
            return Err(event.wrong(ShapeProblem::Order));
        }
        acts.push(deviation);
    }
    Ok(acts)
}

/// An act that cannot be opened, at its place in the file.
pub(super) fn place_of(items: &[At<'_>], acts: &[Deviation], event: u32, error: OpenError) -> FileError {
    let index = acts.iter().position(|act| act.event == event);
    match index.and_then(|index| items.get(index)) {
        Some(item) => item.wrong(error),
        None => FileError::nowhere(error),
    }
}

/// A list of acts as [`read`] reads it.
pub(super) fn write(nodes: &[String], acts: &[Deviation]) -> Json {
    let item = |deviation: &Deviation| {
        let mut parts = vec![Json::Number(i64::from(deviation.event))];
        parts.extend(parts_of(nodes, deviation.act));
        Json::List(parts)
    };
    Json::List(acts.iter().map(item).collect())
}

fn act(nodes: &[String], item: &At<'_>, name: &At<'_>, rest: &[At<'_>]) -> Result<Act, FileError> {
    let act = match (name.text()?, rest) {
        ("deliver", parts) => Act::Deliver(message(nodes, item, parts)?),
        ("lose", parts) => Act::Lose(message(nodes, item, parts)?),
        ("duplicate", parts) => Act::Duplicate(message(nodes, item, parts)?),
        ("hold", parts) => Act::Hold(message(nodes, item, parts)?),
        ("release", parts) => Act::Release(message(nodes, item, parts)?),
        ("forge", [parts @ .., choice]) => {
            Act::Forge { message: message(nodes, item, parts)?, choice: choice.small(0, u16::MAX)? }
        }
        ("crash", [who, reaches]) => Act::Crash { node: node(nodes, who)?, reaches: set(nodes, reaches)? },
        ("wake", [who, disk]) => Act::Wake { node: node(nodes, who)?, disk: disk.one_of(&DISKS)? },
        ("cut", [one, other]) => Act::Cut(node(nodes, one)?, node(nodes, other)?),
        ("heal", [one, other]) => Act::Heal(node(nodes, one)?, node(nodes, other)?),
        ("partition", [nodes_of]) => Act::Partition(side(nodes, nodes_of)?),
        ("heal-all", []) => Act::HealAll,
        ("fire", [who, timer]) => Act::Fire { node: node(nodes, who)?, timer: timer.small(0, u16::MAX)? },
        ("command", [who, choice]) => Act::Command { node: node(nodes, who)?, choice: choice.small(0, u16::MAX)? },
        ("betray", [who, since]) => Act::Betray { node: node(nodes, who)?, since: since.one_of(&SINCES)? },
        ("turn", [index]) => Act::Turn(index.small(0, u16::MAX)?),
        _ => return Err(item.wanted(Wanted::Act(FORM))),
    };
    Ok(act)
}

fn message(nodes: &[String], item: &At<'_>, parts: &[At<'_>]) -> Result<MessageRef, FileError> {
    let [from, to, lane, ordinal] = parts else { return Err(item.wanted(Wanted::Act(FORM))) };
    let (from, to) = (node(nodes, from)?, node(nodes, to)?);
    Ok(MessageRef { from, to, lane: lane.one_of(&LANES)?, ordinal: ordinal.small(0, u16::MAX)? })
}

fn parts_of(nodes: &[String], act: Act) -> Vec<Json> {
    let name = |node: NodeId| Json::text(nodes.get(node.index()).map_or("", String::as_str));
    let all = |set: NodeSet| Json::List(set.iter().filter(|node| node.index() < nodes.len()).map(name).collect());
    let of = |verb: &str, message: MessageRef| {
        let ordinal = Json::Number(message.ordinal.into());
        vec![Json::text(verb), name(message.from), name(message.to), word_of(&LANES, message.lane), ordinal]
    };
    match act {
        Act::Deliver(message) => of("deliver", message),
        Act::Lose(message) => of("lose", message),
        Act::Duplicate(message) => of("duplicate", message),
        Act::Hold(message) => of("hold", message),
        Act::Release(message) => of("release", message),
        Act::Forge { message, choice } => {
            let mut parts = of("forge", message);
            parts.push(Json::Number(choice.into()));
            parts
        }
        Act::Crash { node, reaches } => vec![Json::text("crash"), name(node), all(reaches)],
        Act::Wake { node, disk } => vec![Json::text("wake"), name(node), word_of(&DISKS, disk)],
        Act::Cut(one, other) => vec![Json::text("cut"), name(one), name(other)],
        Act::Heal(one, other) => vec![Json::text("heal"), name(one), name(other)],
        Act::Partition(side) => vec![Json::text("partition"), all(side)],
        Act::HealAll => vec![Json::text("heal-all")],
        Act::Fire { node, timer } => vec![Json::text("fire"), name(node), Json::Number(timer.into())],
        Act::Command { node, choice } => vec![Json::text("command"), name(node), Json::Number(choice.into())],
        Act::Betray { node, since } => vec![Json::text("betray"), name(node), word_of(&SINCES, since)],
        Act::Turn(index) => vec![Json::text("turn"), Json::Number(index.into())],
    }
}

fn word_of<T: Copy + PartialEq>(words: &[(&'static str, T)], meaning: T) -> Json {
    Json::text(words.iter().find(|(_, known)| *known == meaning).map_or("", |(word, _)| word))
}
