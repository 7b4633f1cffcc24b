//! Scripts: how a scenario is played, written with names and resolved against a run.

use crate::sim::{Act, Deviation, Disk, MessageRef, NodeId, NodeSet, Protocol, Run, Since};

use super::knobs::Knobs;
use super::staged::Staged;

/// How a scenario is played.
#[derive(Clone, Debug)]
pub struct Play {
    /// Every knob.
    pub knobs: Knobs,
    /// Removed guards, by name.
    pub without: Vec<&'static str>,
    /// The seed.
    pub seed: u64,
    /// What is done, in order.
    pub cues: &'static [Cue],
    /// Whether the run stops behind the last cue.
    pub stops: bool,
}

/// One thing that a script does. Messages are named by sender, recipient and kind; of several the
/// oldest is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cue {
    /// Deliver.
    Deliver(&'static str, &'static str, &'static str),
    /// Deliver a message of each of the first to each of the second, in this order.
    Each(&'static [&'static str], &'static [&'static str], &'static str),
    /// Lose.
    Lose(&'static str, &'static str, &'static str),
    /// Duplicate.
    Duplicate(&'static str, &'static str, &'static str),
    /// Hold back.
    Hold(&'static str, &'static str, &'static str),
    /// Release.
    Release(&'static str, &'static str, &'static str),
    /// The choice-th lie instead of what a traitor said.
    Forge(&'static str, &'static str, &'static str, u16),
    /// Crash; the messages of the latest step reach only these (`*`: all).
    Crash(&'static str, &'static [&'static str]),
    /// Wake with its disk.
    Wake(&'static str),
    /// Wake without its disk.
    WakeBlank(&'static str),
    /// The choice-th command.
    Command(&'static str, u16),
    /// The first armed timer goes off.
    Fire(&'static str),
    /// Cut a link.
    Cut(&'static str, &'static str),
    /// Cut these off from the others.
    Partition(&'static [&'static str]),
    /// Heal every link.
    HealAll,
    /// Turn traitor from now on.
    Betray(&'static str),
    /// So many events in the default order.
    Run(u32),
    /// The default order until nothing happens by itself.
    RunOut,
}

impl Cue {
    /// The same one thing at a time.
    pub fn singly(self) -> Vec<Cue> {
        let Cue::Each(from, to, kind) = self else { return vec![self] };
        from.iter().flat_map(|from| to.iter().map(move |to| Cue::Deliver(from, to, kind))).collect()
    }
}

/// Resolves a script's cues into deviations; `Err` names the cue (by its place) that is not possible.
pub fn resolve<E: Staged>(run: &mut Run<E::Protocol>, cues: &[Cue]) -> Result<Vec<Deviation>, usize> {
    let mut log: Vec<Deviation> = Vec::new();
    let singly = cues.iter().enumerate().flat_map(|(place, cue)| cue.singly().into_iter().map(move |cue| (place, cue)));
    for (place, cue) in singly {
        match cue {
            Cue::Run(events) => drop(run.seek(run.cursor() + events)),
            Cue::RunOut => drop(run.seek(u32::MAX)),
            Cue::Deliver(..)
            | Cue::Each(..)
            | Cue::Lose(..)
            | Cue::Duplicate(..)
            | Cue::Hold(..)
            | Cue::Release(..)
            | Cue::Forge(..)
            | Cue::Crash(..)
            | Cue::Wake(_)
            | Cue::WakeBlank(_)
            | Cue::Command(..)
            | Cue::Fire(_)
            | Cue::Cut(..)
            | Cue::Partition(_)
            | Cue::HealAll
            | Cue::Betray(_) => carry_out::<E>(run, &mut log, cue).ok_or(place)?,
        }
    }
    Ok(log)
}

/// Does what one cue says; nothing when that is not possible.
fn carry_out<E: Staged>(run: &mut Run<E::Protocol>, log: &mut Vec<Deviation>, cue: Cue) -> Option<()> {
    let act = act_of::<E>(run, cue)?;
    if run.world().closed(act).is_some() {
        return None;
    }
    if run.next_default() != Some(act) {
        log.push(Deviation { event: run.cursor() + 1, act });
        let (world, event) = (run.world(), run.cursor());
        let (protocol, seed) = (std::rc::Rc::clone(&world.protocol), world.seed());
        *run = Run::new(protocol, seed, log, None);
        run.seek(event);
    }
    run.seek(run.cursor() + 1);
    Some(())
}

fn act_of<E: Staged>(run: &Run<E::Protocol>, cue: Cue) -> Option<Act> {
    let world = run.world();
    let node = |name: &str| {
        let all = (0..world.protocol.size()).map(NodeId);
        all.into_iter().find(|node| E::name(&world.protocol, *node) == name)
    };
    let message = |from: &str, to: &str, kind: &str| -> Option<MessageRef> {
        let (from, to) = (node(from)?, node(to)?);
        let fits = |name: &MessageRef| name.from == from && name.to == to;
        let mut flights = world.wire().filter(|flight| fits(&flight.name));
        flights.find(|flight| E::look(&world.protocol, &flight.message).kind == kind).map(|flight| flight.name)
    };
    let nodes = |names: &[&str]| -> Option<NodeSet> {
        if names == ["*"] {
            return Some((0..world.protocol.size()).map(NodeId).collect());
        }
        names.iter().map(|name| node(name)).collect()
    };
    Some(match cue {
        Cue::Deliver(from, to, kind) => Act::Deliver(message(from, to, kind)?),
        Cue::Lose(from, to, kind) => Act::Lose(message(from, to, kind)?),
        Cue::Duplicate(from, to, kind) => Act::Duplicate(message(from, to, kind)?),
        Cue::Hold(from, to, kind) => Act::Hold(message(from, to, kind)?),
        Cue::Release(from, to, kind) => Act::Release(message(from, to, kind)?),
        Cue::Forge(from, to, kind, choice) => Act::Forge { message: message(from, to, kind)?, choice },
        Cue::Crash(name, reaches) => Act::Crash { node: node(name)?, reaches: nodes(reaches)? },
        Cue::Wake(name) => Act::Wake { node: node(name)?, disk: Disk::Kept },
        Cue::WakeBlank(name) => Act::Wake { node: node(name)?, disk: Disk::Lost },
        Cue::Command(name, choice) => Act::Command { node: node(name)?, choice },
        Cue::Fire(name) => Act::Fire { node: node(name)?, timer: 0 },
        Cue::Cut(a, b) => Act::Cut(node(a)?, node(b)?),
        Cue::Partition(side) => Act::Partition(nodes(side)?),
        Cue::HealAll => Act::HealAll,
        Cue::Betray(name) => Act::Betray { node: node(name)?, since: Since::Now },
        Cue::Each(..) | Cue::Run(_) | Cue::RunOut => return None,
    })
}
