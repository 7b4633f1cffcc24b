//! Paxos under whatever happens: thousands of random schedules of faults, and what holds in all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use synod::exhibit::Verdict;
use synod::exhibits::paxos::checks::Check;
use synod::exhibits::paxos::facts::{Fact, What};
use synod::exhibits::paxos::guards::{GUARDS, Guards};
use synod::exhibits::paxos::machine::Paxos;
use synod::exhibits::paxos::roles::{Acceptor, Id, Node, Phase, Proposal, Value};
use synod::explore::{Budget, Envelope, Happening, Inquiry, Network, Row, Space, Timeless, told};
use synod::sim::{Act, Condition, Disk, Evidence, MessageRef, NodeId, NodeSet, Protocol, Timing, World};

/// Chance of the tests' own (splitmix64): a schedule is named by its number.
struct Luck(u64);

impl Luck {
    fn of(schedule: u64) -> Luck {
        Luck(schedule.wrapping_mul(0xA076_1D64_78BD_642F) ^ 0xE703_7ED1_A0B4_28DB)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn set(&mut self, size: u8) -> NodeSet {
        NodeSet(self.next() as u32 & ((1 << size) - 1))
    }
}

fn configuration(luck: &mut Luck) -> Paxos {
    let proposers = 1 + luck.below(3) as u8;
    Paxos {
        proposers,
        acceptors: 1 + luck.below(5) as u8,
        learners: 1 + luck.below(2) as u8,
        palette: ["red", "blue", "gold"].map(str::to_owned).to_vec(),
        own: (0..proposers).map(|_| Value(luck.below(3) as u8)).collect(),
        timing: Timing {
            latency_ms: 10,
            delay_ms_max: luck.below(50) as u32,
            loss_percent: luck.below(30) as u32,
            duplicate_percent: luck.below(30) as u32,
            timers_fire: true,
        },
        stagger_ms: luck.below(20) as u32,
        patience_ms: 60,
        backoff: luck.coin(),
        refusals_answered: luck.coin(),
        acceptors_tell: luck.coin(),
        without: Guards::default(),
    }
}

fn message(world: &World<Paxos>, luck: &mut Luck) -> Option<MessageRef> {
    let flying = world.in_flight();
    let pick = if luck.coin() { 0 } else { luck.below(flying) };
    world.wire().nth(pick).map(|flight| flight.name)
}

/// Whatever comes to somebody's mind; half of the time it is not possible. The calmer, the more often
/// messages just arrive.
fn idea(world: &World<Paxos>, luck: &mut Luck, calm: usize) -> Option<Act> {
    let size = world.protocol.size();
    let node = NodeId(luck.below(usize::from(size)) as u8);
    let other = NodeId(luck.below(usize::from(size)) as u8);
    let proposer = NodeId(luck.below(usize::from(world.protocol.proposers)) as u8);
    Some(match luck.below(100 + calm) {
        0..20 => Act::Command { node: proposer, choice: luck.below(3) as u16 },
        20..30 => Act::Fire { node: proposer, timer: 0 },
        30..38 => Act::Lose(message(world, luck)?),
        38..50 => Act::Duplicate(message(world, luck)?),
        50..54 => Act::Hold(message(world, luck)?),
        54..60 => Act::Release(message(world, luck)?),
        60..68 => Act::Crash { node, reaches: luck.set(size) },
        68..80 => Act::Wake { node, disk: Disk::Kept },
        80..86 => Act::Cut(node, other),
        86..93 => Act::Heal(node, other),
        93..95 => Act::Partition(luck.set(size)),
        95..100 => Act::HealAll,
        100..110 => world.next_default()?,
        _ => Act::Deliver(message(world, luck)?),
    })
}

const SAFETY: [Check; 4] = [Check::Agreement, Check::Validity, Check::Promises, Check::Learned];

fn is_broken(world: &World<Paxos>, check: Check) -> bool {
    world.sight(|sight| check.judge(&sight) == Verdict::Broken)
}

/// What was seen of a schedule so far, to compare with what comes.
#[derive(Default)]
struct Seen {
    ids: BTreeSet<Id>,
    proposed: BTreeMap<Id, Value>,
    acceptors: BTreeMap<NodeId, Acceptor>,
    now: u64,
}

impl Seen {
    /// Looks at an event: what must hold of every step.
    fn look(&mut self, world: &World<Paxos>, name: &str) {
        for check in SAFETY {
            assert!(!is_broken(world, check), "{name}: {} breaks", check.name());
        }
        for (_, fact) in &world.step.facts {
            self.fact(world, fact, name);
        }
        for (index, place) in world.places().iter().enumerate() {
            if let Node::Acceptor(acceptor) = &*place.state {
                self.acceptor(NodeId(index as u8), acceptor, name);
            }
        }
        let counters = world.counters;
        let gone = counters.delivered + counters.lost + world.in_flight() as u32;
        assert_eq!(counters.sent + counters.duplicated, gone, "{name}: no message comes from nowhere or goes there");
        assert!(world.now() >= self.now, "{name}: time runs backwards");
        self.now = world.now();
    }

    fn fact(&mut self, world: &World<Paxos>, fact: &Fact, name: &str) {
        let conditions = fact.conditions();
        let last = conditions.last().is_none_or(|last| last.holds() != fact.refuses());
        assert!(last && conditions.iter().rev().skip(1).all(Condition::holds), "{name}: {fact:?}");
        if let What::Prepares { id, .. } = fact.what {
            assert!(self.ids.insert(id), "{name}: {id:?} is used twice");
        }
        if let What::Proposes { proposal, .. } = fact.what {
            assert_eq!(
                *self.proposed.entry(proposal.id).or_insert(proposal.value),
                proposal.value,
                "{name}: two values under an id"
            );
            let chosen = |chosen: &&Proposal| chosen.id < proposal.id;
            let must = world.watched().chosen.iter().find(chosen).map(|chosen| chosen.value);
            assert!(must.is_none_or(|value| value == proposal.value), "{name}: something else is chosen below {proposal:?}");
        }
    }

    fn acceptor(&mut self, node: NodeId, acceptor: &Acceptor, name: &str) {
        let before = self.acceptors.insert(node, acceptor.clone()).unwrap_or_default();
        let id = |acceptor: &Acceptor| acceptor.accepted.map_or(Id(0), |proposal| proposal.id);
        assert!(before.promised <= acceptor.promised, "{name}: a promise sinks");
        assert!(id(&before) <= id(acceptor) && id(acceptor) <= acceptor.promised, "{name}: {acceptor:?} after {before:?}");
    }
}

const SCHEDULES: u64 = 12_000;
/// How many times as many may be needed until the rarest mistake shows itself.
const RARE: u64 = 6;
const EVENTS: u32 = 70;
const IDEAS: u32 = 300;

/// Plays one schedule without these guards; `each` is shown every act and the world before and after it.
fn schedule(number: u64, without: Guards, mut each: impl FnMut(&World<Paxos>, Act, &World<Paxos>)) -> World<Paxos> {
    let mut luck = Luck::of(number);
    let mut world = World::new(Rc::new(Paxos { without, ..configuration(&mut luck) }), number);
    let calm = [50, 150, 400, 800][luck.below(4)];
    for _ in 0..IDEAS {
        let Some(act) = idea(&world, &mut luck, calm) else { continue };
        if world.event() < EVENTS && world.closed(act).is_none() {
            let before = world.clone();
            world.apply(act, true).expect("an open act can be done");
            each(&before, act, &world);
        }
    }
    world
}

#[test]
fn whatever_fails_safety_holds() {
    let mut events = 0_u64;
    let mut kinds: BTreeMap<&str, u32> = BTreeMap::new();
    for number in 0..SCHEDULES {
        let mut seen = Seen::default();
        let name = format!("schedule {number}");
        let world = schedule(number, Guards::default(), |_, _, world| seen.look(world, &name));
        events += u64::from(world.event());
        let watched = world.watched();
        let mut count = |kind, is: bool| *kinds.entry(kind).or_default() += u32::from(is);
        count("chose a value", !watched.chosen.is_empty());
        count("chose it under several ids", watched.chosen.len() > 1);
        count("lost a message", world.counters.lost > 0);
        count("doubled a message", world.counters.duplicated > 0);
        count("refused something", world.counters.refused > 0);
        count("proposed two values", seen.proposed.values().collect::<BTreeSet<_>>().len() > 1);
    }
    println!("{SCHEDULES} schedules, {events} events: {kinds:?}");
    assert!(events > SCHEDULES * u64::from(EVENTS) / 2, "the schedules are long enough");
    assert!(kinds.values().all(|count| *count > 500), "each kind of run is among them");
}

#[test]
fn the_same_schedules_break_safety_without_guards() {
    // A test of the test: what the schedules find once a guard is gone.
    for (guard, spec) in GUARDS {
        let without = Guards::default().with(*guard);
        let breaks = |number: &u64| {
            let mut broken = false;
            schedule(*number, without, |_, _, world| broken |= SAFETY.iter().any(|check| is_broken(world, *check)));
            broken
        };
        let first = (0..SCHEDULES * RARE).find(breaks);
        println!("without {}: found by schedule {first:?}", spec.name);
        assert!(first.is_some(), "no schedule finds that {} is missing", spec.name);
    }
}

#[test]
fn once_faults_stop_a_lone_proposer_gets_a_value_chosen() {
    let (mut decided, mut most) = (0, 0);
    for number in 0..SCHEDULES / 4 {
        let mut world = schedule(number, Guards::default(), |_, _, _| {});
        let already = !world.watched().chosen.is_empty();
        let size = world.protocol.size();
        let heal = std::iter::once(Act::HealAll).chain((0..size).map(|node| Act::Wake { node: NodeId(node), disk: Disk::Kept }));
        for act in heal {
            // What is not broken needs no healing.
            let _ = world.apply(act, true);
        }
        let attempts = lone_attempts(&mut world, NodeId(0));
        assert!(!world.watched().chosen.is_empty(), "schedule {number}: nothing is chosen after {attempts} attempts");
        assert!(SAFETY.iter().all(|check| !is_broken(&world, *check)), "schedule {number}");
        most = most.max(attempts);
        decided += u32::from(!already);
    }
    println!("{decided} undecided runs decided in at most {most} attempts");
    assert!(decided > 300);
}

/// Delivers everything, lets the proposer try again, and so on, until it has its resolution.
fn lone_attempts(world: &mut World<Paxos>, proposer: NodeId) -> u32 {
    for attempt in 0..60 {
        loop {
            let oldest = world.wire().next().map(|flight| (flight.name, flight.held));
            let Some((name, held)) = oldest else { break };
            let act = if held { Act::Release(name) } else { Act::Deliver(name) };
            world.apply(act, true).expect("nothing stands in its way");
        }
        let phase = match world.node(proposer) {
            Some(Node::Proposer(proposer)) => proposer.phase.clone(),
            Some(Node::Acceptor(_) | Node::Learner(_)) | None => Phase::Idle,
        };
        let act = match phase {
            Phase::Idle => Act::Command { node: proposer, choice: 0 },
            Phase::Preparing { .. } | Phase::Proposing { .. } => Act::Fire { node: proposer, timer: 0 },
            Phase::Resolved { .. } => return attempt,
        };
        world.apply(act, true).expect("a proposer that is up can try again");
    }
    u32::MAX
}

#[test]
fn a_run_and_the_search_take_the_same_steps() {
    let (mut steps, mut ignored) = (0_u32, 0_u32);
    for number in 0..1_500 {
        let mut twin: Option<(Timeless<Paxos>, Row)> = None;
        schedule(number, Guards::default(), |before, act, world| {
            let (space, state) = twin.get_or_insert_with(|| {
                let mut space = unlimited((*world.protocol).clone());
                let start = space.starts().swap_remove(0);
                (space, start)
            });
            if let Some(what) = happening(space, before, act) {
                steps += 1;
                // What is chosen is how long a proposer waits, which is nothing to a search.
                match told(space, state).into_iter().find(|(step, _)| step.what == what) {
                    Some((_, next)) => *state = next,
                    None => ignored += 1,
                }
            }
            let moment = space.moment(state);
            let nodes: Vec<&Node> = world.places().iter().map(|place| &*place.state).collect();
            assert_eq!(nodes, moment.nodes.iter().collect::<Vec<_>>(), "schedule {number}, event {}", world.event());
            assert_eq!(*world.watched(), moment.watched, "schedule {number}, event {}", world.event());
        });
    }
    println!("{steps} steps alike, {ignored} of them none");
    assert!(steps > 20_000 && ignored > 500);
}

/// The same protocol without its clock, where everything may happen often enough.
fn unlimited(protocol: Paxos) -> Timeless<Paxos> {
    let proposers = protocol.all_proposers();
    let budget = Budget { timeouts: Budget::ANY, crashes: Budget::ANY, wakes: Budget::ANY, ..Budget::default() };
    let commands = proposers.flat_map(|node| (0..3).map(move |choice| (node, choice))).collect();
    Timeless::new(Inquiry { commands, again: true, budget, ..Inquiry::new(protocol, Network::Set) })
}

/// What an act is to a search; losing and being slow are nothing to it.
fn happening(space: &Timeless<Paxos>, world: &World<Paxos>, act: Act) -> Option<Happening<Paxos>> {
    match act {
        Act::Deliver(name) => {
            let message = *world.find(name)?.message;
            Some(Happening::Deliver(Envelope { to: name.to, from: name.from, message }))
        }
        Act::Command { node, choice } => {
            space.inquiry().commands.iter().position(|known| *known == (node, choice)).map(Happening::Command)
        }
        Act::Fire { node, timer } => world.armed(node).nth(usize::from(timer)).map(|timer| Happening::Fire(node, timer)),
        Act::Crash { node, .. } => Some(Happening::Crash(node, None)),
        Act::Wake { node, disk } => Some(Happening::Wake(node, disk)),
        Act::Lose(_)
        | Act::Duplicate(_)
        | Act::Hold(_)
        | Act::Release(_)
        | Act::Forge { .. }
        | Act::Cut(..)
        | Act::Heal(..)
        | Act::Partition(_)
        | Act::HealAll
        | Act::Betray { .. }
        | Act::Turn(_) => None,
    }
}

#[test]
fn any_two_majorities_share_an_acceptor() {
    for acceptors in 1..=9_u8 {
        let paxos = Paxos { acceptors, ..configuration(&mut Luck::of(1)) };
        let majorities: Vec<u32> = (0..1_u32 << acceptors).filter(|set| set.count_ones() >= paxos.majority()).collect();
        assert!(majorities.iter().all(|a| majorities.iter().all(|b| a & b != 0)), "{acceptors} acceptors");
        let smaller = (0..1_u32 << acceptors).filter(|set| set.count_ones() + 1 == paxos.majority());
        let apart = smaller.clone().any(|a| smaller.clone().any(|b| a & b == 0));
        // One less would do for an even number, but not against a set of the same size among the others.
        assert!(apart, "{acceptors} acceptors: no smaller number would do");
    }
}
