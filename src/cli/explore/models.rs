//! The published models on the command line.

use super::super::args::Explore;
use super::{Explored, SLICE, budget, known, misplaced, network, pursued, setting, summed};
use crate::exhibit::knobs::shown;
use crate::explore::models::paxos_actors::PaxosActors;
use crate::explore::models::paxos_set::{MISTAKES, Message, Mistakes, PaxosSet, SIZE_MAX, Sizes};
use crate::explore::{Happening, Inquiry, Move, Network, Plan, Quest, Searching, Space, Timeless};
use crate::sim::NodeId;
use crate::text::Locale;

pub(super) const PAXOS_SET: &str = "paxos-set";
pub(super) const PAXOS_ACTORS: &str = "paxos-actors";

/// The most clients: with more there are more states than any machine holds.
const CLIENTS_MAX: u8 = 6;

/// The most acceptors and values whose names may not count: each order of them is tried for each state.
const ORDERS_MAX: u64 = 1_000;

/// A size: a whole number within bounds.
fn size(option: &str, value: &str, most: u8, locale: Locale) -> Result<u8, String> {
    value.parse().ok().filter(|size| (1..=most).contains(size)).ok_or_else(|| {
        let option = shown(option);
        locale.pick(
            format!("--set {option}: here belongs a whole number from 1 to {most}."),
            format!("--set {option}：这里应为 1 到 {most} 的整数。"),
        )
    })
}

/// Sets the sizes of a model, by name.
fn sizes(args: &Explore, sizes: &mut [(&'static str, u8, u8)]) -> Result<(), String> {
    let names: Vec<&'static str> = sizes.iter().map(|(name, ..)| *name).collect();
    for option in &args.set {
        let (name, value) = setting(option, args.lang)?;
        let name = known(name, "--set", &names, args.lang)?;
        for (_, set, most) in sizes.iter_mut().filter(|(known, ..)| *known == name) {
            *set = size(option, value, *most, args.lang)?;
        }
    }
    Ok(())
}

/// Only its own way for the checks and faults of exhibits.
fn refuse(args: &Explore, what: &str) -> Result<(), String> {
    let given = [
        (args.witness.is_some(), "--witness"),
        (!args.check.is_empty(), "--check"),
        (!args.can.is_empty(), "--can"),
        // Neither of them has timers or lies.
        (args.timeouts > 0, "--timeouts"),
        (args.lies > 0, "--lies"),
        (args.traitors.is_some(), "--traitors"),
    ];
    given.into_iter().find(|(given, _)| *given).map_or(Ok(()), |(_, option)| Err(misplaced(option, what, args.lang)))
}

pub(super) fn paxos_set(args: &Explore, plan: Plan) -> Result<Explored, String> {
    refuse(args, PAXOS_SET)?;
    let mut given = [("acceptors", 3, SIZE_MAX), ("values", 2, SIZE_MAX), ("ballots", 2, SIZE_MAX)];
    sizes(args, &mut given)?;
    let names: Vec<&'static str> = MISTAKES.iter().map(|(name, _)| *name).collect();
    let mut without = Mistakes::NONE;
    for name in &args.without {
        let name = known(name, "--without", &names, args.lang)?;
        without = MISTAKES.iter().filter(|(known, _)| *known == name).fold(without, |all, (_, mistake)| all.with(*mistake));
    }
    if network(args, Network::Set)? != Network::Set {
        return Err(misplaced("--network", PAXOS_SET, args.lang));
    }
    let nothing = args.losses + args.duplications + args.crashes + args.lies + args.timeouts == 0;
    if args.lossy || !nothing {
        // Its messages are never taken out: losing, doubling and being late are in it already, and it has nodes that never fail.
        return Err(args.lang.pick(
            format!("{PAXOS_SET} takes no faults: losing and doubling messages are in it already."),
            format!("{PAXOS_SET} 不接受故障选项：消息丢失与重复已经包含在内。"),
        ));
    }
    let sizes = Sizes { acceptors: given[0].1, values: given[1].1, ballots: given[2].1, without };
    let orders = |n: u8| (1..=u64::from(n)).product::<u64>();
    if args.symmetry && orders(sizes.acceptors) * orders(sizes.values) > ORDERS_MAX {
        return Err(args.lang.pick(
            format!("--symmetry: with so many acceptors and values there are more than {ORDERS_MAX} ways to name them."),
            format!("--symmetry：决策者和值太多，命名方式超过 {ORDERS_MAX} 种。"),
        ));
    }
    let symmetry = args.symmetry;
    let mut quest = Searching::new(move || PaxosSet::alike(sizes, symmetry), plan);
    let namings = if symmetry { orders(sizes.acceptors) * orders(sizes.values) } else { 1 };
    Ok(Explored { namings, ..followed(&mut quest, args, plan, |message, _| told(*message)) })
}

/// A message of the specification in its own words.
fn told(message: Message) -> String {
    match message {
        Message::Prepare(ballot) => format!("1a({ballot})"),
        Message::Promise(ballot, acceptor, None) => format!("1b(a{}, {ballot}, none)", acceptor + 1),
        Message::Promise(ballot, acceptor, Some((of, value))) => format!("1b(a{}, {ballot}, {of}:v{})", acceptor + 1, value + 1),
        Message::Propose((ballot, value)) => format!("2a({ballot}, v{})", value + 1),
        Message::Accepted(acceptor, (ballot, value)) => format!("2b(a{}, {ballot}, v{})", acceptor + 1, value + 1),
    }
}

pub(super) fn paxos_actors(args: &Explore, plan: Plan) -> Result<Explored, String> {
    refuse(args, PAXOS_ACTORS)?;
    let mut given = [("clients", 2, CLIENTS_MAX)];
    sizes(args, &mut given)?;
    if let Some(name) = args.without.first() {
        return Err(misplaced(&format!("--without {}", shown(name)), PAXOS_ACTORS, args.lang));
    }
    if args.symmetry {
        return Err(misplaced("--symmetry", PAXOS_ACTORS, args.lang));
    }
    let protocol = PaxosActors { clients: given[0].1 };
    let inquiry = Inquiry { lossy: args.lossy, budget: budget(args), ..Inquiry::new(protocol, network(args, Network::Bag)?) };
    let inquiry = PaxosActors::asking(inquiry);
    let mut quest = Searching::new(move || Timeless::new(inquiry.clone()), plan);
    Ok(followed(&mut quest, args, plan, |step, _| happened(step)))
}

fn happened(step: &Move<PaxosActors>) -> String {
    let name = |node: NodeId| format!("n{}", node.0);
    match &step.what {
        Happening::Deliver(envelope) => format!("{} -> {}: {:?}", name(envelope.from), name(envelope.to), envelope.message),
        Happening::Lose(envelope) => format!("{} -> {}: {:?} is lost", name(envelope.from), name(envelope.to), envelope.message),
        Happening::Duplicate(envelope) => {
            format!("{} -> {}: {:?} is doubled", name(envelope.from), name(envelope.to), envelope.message)
        }
        Happening::Crash(node, _) => format!("{} crashes", name(*node)),
        Happening::Wake(node, _) => format!("{} wakes", name(*node)),
        Happening::Forge(..) | Happening::Command(_) | Happening::Fire(..) => String::new(),
    }
}

/// Takes a quest to its end, and tells the way to what is broken.
fn followed<S: Space<Move: PartialEq>>(
    quest: &mut Searching<S>,
    args: &Explore,
    plan: Plan,
    tell: impl Fn(&S::Move, Locale) -> String,
) -> Explored {
    let took = pursued(quest, SLICE, args);
    let broken = quest.answers().iter().position(|answer| answer.outcome == crate::explore::Outcome::Broken);
    let witness = broken.and_then(|aim| quest.witness(aim));
    let way = witness.map_or_else(Vec::new, |witness| witness.moves.iter().map(|step| tell(step, args.lang)).collect());
    summed(quest, took, plan, way)
}
