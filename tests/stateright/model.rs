//! A case as a model of Stateright's checker, with a state of its own: of the code under test it uses the handlers, the
//! conditions of commands and the watcher, and nothing of our search. Unlike Stateright's actors it gives commands, lets
//! timers go off, crashes nodes and knows what the watcher knows. It knows no choices.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use stateright::{Checker, Model, Property};
use synod::sim::{Condition, Disk, Effects, Input, NodeId, NodeSet, Outcome, Protocol, Sight, Tape};

use crate::actors::no_choice;
use crate::case::{Case, Found, Kind, Tally};

/// A message between two nodes: from, to, what.
type Letter<M> = (NodeId, NodeId, M);

/// The messages under way.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Wire<M> {
    /// How many there are of each.
    Multiset(BTreeMap<Letter<M>, usize>),
    /// Every one that was sent.
    Set(BTreeSet<Letter<M>>),
    /// Those between two nodes, the next one first; never an empty row.
    Ordered(BTreeMap<(NodeId, NodeId), VecDeque<M>>),
}

impl<M: Clone + Ord> Wire<M> {
    fn new(kind: Kind) -> Wire<M> {
        match kind {
            Kind::Multiset => Wire::Multiset(BTreeMap::new()),
            Kind::Set => Wire::Set(BTreeSet::new()),
            Kind::Ordered => Wire::Ordered(BTreeMap::new()),
        }
    }

    fn send(&mut self, (from, to, message): Letter<M>) {
        match self {
            Wire::Multiset(counts) => *counts.entry((from, to, message)).or_insert(0) += 1,
            Wire::Set(sent) => drop(sent.insert((from, to, message))),
            Wire::Ordered(rows) => rows.entry((from, to)).or_default().push_back(message),
        }
    }

    /// What may arrive next.
    fn next(&self) -> Vec<Letter<M>> {
        match self {
            Wire::Multiset(counts) => counts.keys().cloned().collect(),
            Wire::Set(sent) => sent.iter().cloned().collect(),
            Wire::Ordered(rows) => {
                let heads = rows.iter().filter_map(|((from, to), row)| Some((*from, *to, row.front()?.clone())));
                heads.collect()
            }
        }
    }

    /// Takes one away for good.
    fn lose(&mut self, letter: &Letter<M>) {
        match self {
            Wire::Multiset(counts) => {
                let left = counts.remove(letter).unwrap_or(0);
                if left > 1 {
                    counts.insert(letter.clone(), left - 1);
                }
            }
            Wire::Set(sent) => drop(sent.remove(letter)),
            Wire::Ordered(rows) => {
                let ends = (letter.0, letter.1);
                let mut row = rows.remove(&ends).unwrap_or_default();
                row.pop_front();
                if !row.is_empty() {
                    rows.insert(ends, row);
                }
            }
        }
    }
}

/// An instant.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Instant<P: Protocol> {
    nodes: Vec<P::Node>,
    wire: Wire<P::Message>,
    given: BTreeSet<usize>,
    armed: BTreeSet<(NodeId, P::Timer)>,
    timeouts: u8,
    reboots: u8,
    watched: P::Watched,
}

/// Whether a check holds at an instant.
type Holds<P> = fn(&Case<P>, &Instant<P>) -> bool;

/// What may happen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Happens<P: Protocol> {
    Arrives(Letter<P::Message>),
    IsLost(Letter<P::Message>),
    Command(usize),
    GoesOff(NodeId, P::Timer),
    Reboots(NodeId, Disk),
}

/// A protocol that several threads may search.
pub(crate) trait Shared:
    Protocol<Node: Send + Sync, Message: Send + Sync, Timer: Send + Sync, Watched: Send + Sync> + Send + Sync
{
}

impl<P> Shared for P where
    P: Protocol<Node: Send + Sync, Message: Send + Sync, Timer: Send + Sync, Watched: Send + Sync> + Send + Sync
{
}

impl<P: Shared> Case<P> {
    fn command(&self, index: usize) -> (NodeId, P::Command) {
        let (node, choice) = self.commands[index];
        (node, self.protocol.commands(node)[usize::from(choice)].clone())
    }

    /// Carries out what a handler wants; `None` when that was no step.
    fn carried(&self, me: NodeId, mut after: Instant<P>, fx: Effects<'_, P>) -> Option<Instant<P>> {
        if fx.outcome == Outcome::Ignored {
            return None;
        }
        for timer in fx.disarms {
            after.armed.remove(&(me, timer));
        }
        after.armed.extend(fx.arms.into_iter().map(|(timer, _)| (me, timer)));
        for fact in &fx.facts {
            self.protocol.watch(&mut after.watched, me, fact);
        }
        for (to, message) in fx.sends {
            after.wire.send((me, to, message));
        }
        Some(after)
    }

    fn handled(&self, me: NodeId, mut after: Instant<P>, input: Input<P>) -> Option<Instant<P>> {
        let mut source = no_choice;
        let mut fx = Effects::new(Tape::new(&mut source));
        self.protocol.handle(me, &mut after.nodes[me.index()], input, &mut fx);
        self.carried(me, after, fx)
    }

    fn holds(&self, check: usize, instant: &Instant<P>) -> bool {
        let nodes: Vec<&P::Node> = instant.nodes.iter().collect();
        let up = (0..self.protocol.size()).map(NodeId).collect();
        let (protocol, watched) = (&self.protocol, &instant.watched);
        !(self.checks[check].1)(&Sight { protocol, nodes: &nodes, up, traitors: NodeSet::EMPTY, watched })
    }
}

impl<P: Shared> Model for Case<P> {
    type State = Instant<P>;
    type Action = Happens<P>;

    fn init_states(&self) -> Vec<Instant<P>> {
        let mut start = Instant {
            nodes: Vec::new(),
            wire: Wire::new(self.kind),
            given: BTreeSet::new(),
            armed: BTreeSet::new(),
            timeouts: 0,
            reboots: 0,
            watched: P::Watched::default(),
        };
        for me in (0..self.protocol.size()).map(NodeId) {
            let mut source = no_choice;
            let mut fx = Effects::new(Tape::new(&mut source));
            start.nodes.push(self.protocol.boot(me, &mut fx));
            start = self.carried(me, start, fx).expect("a start is not ignored");
        }
        vec![start]
    }

    fn actions(&self, now: &Instant<P>, actions: &mut Vec<Happens<P>>) {
        let letters = now.wire.next();
        if self.lossy {
            actions.extend(letters.iter().cloned().map(Happens::IsLost));
        }
        actions.extend(letters.into_iter().map(Happens::Arrives));
        let open = |index: &usize| {
            let (node, command) = self.command(*index);
            let conditions = self.protocol.may(node, &now.nodes[node.index()], &command);
            !now.given.contains(index) && conditions.iter().all(Condition::holds)
        };
        actions.extend((0..self.commands.len()).filter(open).map(Happens::Command));
        if now.timeouts < self.timeouts_max {
            let theirs = now.armed.iter().filter(|(node, _)| self.timeouts.has(*node));
            actions.extend(theirs.map(|(node, timer)| Happens::GoesOff(*node, *timer)));
        }
        if now.reboots < self.reboots_max {
            actions.extend(self.reboots.iter().map(|(node, disk)| Happens::Reboots(*node, *disk)));
        }
    }

    fn next_state(&self, now: &Instant<P>, action: Happens<P>) -> Option<Instant<P>> {
        let mut after = now.clone();
        match action {
            Happens::Arrives(letter) => {
                if self.kind != Kind::Set {
                    after.wire.lose(&letter);
                }
                let passed = after.clone();
                let (from, to, message) = letter;
                let next = self.handled(to, after, Input::Message { from, message });
                // At the head of a row even an ignored message is out of the way, as with Stateright's actors.
                next.or_else(|| (self.kind == Kind::Ordered).then_some(passed))
            }
            Happens::IsLost(letter) => {
                after.wire.lose(&letter);
                Some(after)
            }
            Happens::Command(index) => {
                let (node, command) = self.command(index);
                after.given.insert(index);
                self.handled(node, after, Input::Command(command))
            }
            Happens::GoesOff(node, timer) => {
                after.timeouts += 1;
                after.armed.remove(&(node, timer));
                self.handled(node, after, Input::Timer(timer))
            }
            Happens::Reboots(node, disk) => {
                after.reboots += 1;
                after.armed.retain(|(owner, _)| *owner != node);
                let mut source = no_choice;
                let mut fx = Effects::new(Tape::new(&mut source));
                after.nodes[node.index()] = self.protocol.wake(node, &now.nodes[node.index()], disk, &mut fx);
                self.carried(node, after, fx)
            }
        }
    }

    fn properties(&self) -> Vec<Property<Case<P>>> {
        // Stateright asks a bare function: one for each place in the list of checks.
        let judges: [Holds<P>; 4] = [
            |case, now| case.holds(0, now),
            |case, now| case.holds(1, now),
            |case, now| case.holds(2, now),
            |case, now| case.holds(3, now),
        ];
        assert!(self.checks.len() <= judges.len(), "more checks than there are judges");
        let mut all: Vec<Property<Case<P>>> =
            self.checks.iter().zip(judges).map(|((name, _), judge)| Property::always(name, judge)).collect();
        if self.through {
            all.push(Property::always("nothing", |_, _| true));
        }
        all
    }
}

/// What Stateright finds in all there is.
pub(crate) fn found<P: Shared>(case: &Case<P>) -> Found {
    let checker = searched(case);
    let tally =
        Tally { unique: checker.unique_state_count(), generated: checker.state_count() as u64, levels: checker.max_depth() };
    let broken = case.checks.iter().map(|(name, _)| *name).filter(|name| checker.discovery(name).is_some());
    Found { tally, broken: broken.collect() }
}

/// In how many steps Stateright breaks the only check of the case. (Where it goes on searching it keeps the last way that
/// it found, which is not the shortest one.)
pub(crate) fn shortest<P: Shared>(case: &Case<P>) -> Option<usize> {
    let path = searched(case).discovery(case.checks[0].0)?;
    Some(path.into_actions().len())
}

/// Searched by one thread: only then is a level done before the next one begins.
fn searched<P: Shared>(case: &Case<P>) -> impl Checker<Case<P>> {
    case.clone().checker().spawn_bfs().join()
}
