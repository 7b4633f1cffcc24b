//! What there is to search: who may be a traitor, under which input, and which messages it has to lie in.

use std::rc::Rc;

use crate::exhibit::knobs::{KnobKind, Knobs};
use crate::exhibit::plot::{Lie, PLOT_ITEMS_MAX, Plot, PlotSpec};
use crate::exhibit::shown::Verdict;
use crate::exhibit::staged::Staged;
use crate::exhibit::treason::Treason;
use crate::sim::{NodeId, NodeSet, Protocol, World};

use super::super::{Question, Unsearchable};

/// Some traitors under one input; what they say makes a strategy of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Case {
    /// The input that the nodes are given, one of the words of its knob.
    pub(super) input: &'static str,
    /// The traitors.
    pub(super) traitors: NodeSet,
    /// How many strategies they have.
    pub(super) strategies: u128,
}

/// An exhibit in which somebody lies, and everything that may be asked about it.
pub(super) struct Ground<E: Staged> {
    /// The knobs of the search: by rounds, and nobody is a traitor.
    pub(super) knobs: Knobs,
    pub(super) without: Vec<&'static str>,
    pub(super) seed: u64,
    pub(super) treason: &'static Treason<E::Protocol>,
    pub(super) spec: &'static PlotSpec,
    pub(super) cases: Vec<Case>,
}

/// A case that is being tried: the messages of its traitors, and what each of them says.
pub(super) struct Trial<E: Staged> {
    pub(super) case: usize,
    /// What the traitors say, message by message in the order of a plot, so those of the last round are the last.
    pub(super) says: Vec<u8>,
    knobs: Knobs,
    plot: Plot,
    /// How many messages are sent before the last round of messages.
    early: usize,
    /// The world in which the last round of messages begins, as long as nothing that is said before it changes.
    eve: Option<World<E::Protocol>>,
}

/// How a strategy ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct End {
    /// Which checks it breaks: a bit for each of the exhibit's.
    pub(super) broken: u32,
    /// How many messages say something else than the rules would have them say.
    pub(super) lies: u32,
}

impl<E: Staged> Ground<E> {
    pub(super) fn of(question: &Question, treason: &'static Treason<E::Protocol>) -> Result<Ground<E>, Unsearchable> {
        let kind = |name: &str| E::KNOBS.iter().find(|spec| spec.name == name).map(|spec| spec.kind);
        let (Some(KnobKind::Plot(spec)), Some(KnobKind::Choice(inputs))) = (kind(treason.plot), kind(treason.input)) else {
            return Err(Unsearchable::Rounds);
        };
        let mut knobs = question.knobs.clone();
        knobs.set_plot(treason.plot, Plot::nobody(spec));
        if let Some((sequence, KnobKind::Choice(orders))) = E::SEQUENCE.and_then(|name| Some((name, kind(name)?)))
            && let Some((by_rounds, _)) = orders.first()
        {
            // It is the same run in either order, and by rounds the last round can be tried again and again.
            knobs = knobs.with(E::KNOBS, sequence, by_rounds);
        }
        let (without, seed) = (question.without.clone(), question.seed);
        let mut ground = Ground { knobs, without, seed, treason, spec, cases: Vec::new() };
        let traitors = question.traitors.unwrap_or_else(|| ground.knobs.number(treason.tolerated).try_into().unwrap_or(u8::MAX));
        let given = ground.knobs.choice(treason.input);
        let others = inputs.iter().map(|(word, _)| *word).filter(|word| *word != given && !question.given);
        let inputs: Vec<&'static str> = [given].into_iter().chain(others).collect();
        ground.cases = ground.all(traitors, &inputs)?;
        Ok(ground)
    }

    /// Every set of so many traitors under each of these inputs.
    fn all(&self, traitors: u8, inputs: &[&'static str]) -> Result<Vec<Case>, Unsearchable> {
        let protocol = E::protocol(&self.knobs, &self.without);
        let nodes = protocol.size();
        if traitors > nodes {
            return Err(Unsearchable::Traitors { nodes });
        }
        let messages = |node: u8| E::messages_of(&protocol, NodeId(node)).iter().map(|spoken| spoken.to.len() as u64).sum();
        let messages: Vec<u64> = (0..nodes).map(messages).collect();
        let speaker = (self.treason.speaker)(&protocol);
        let mut cases = Vec::new();
        for traitors in subsets(nodes, traitors) {
            let count: u64 = traitors.iter().filter_map(|node| messages.get(node.index())).sum();
            if count + u64::from(nodes) > PLOT_ITEMS_MAX as u64 {
                return Err(Unsearchable::Plot { count, most: PLOT_ITEMS_MAX as u64 - u64::from(nodes) });
            }
            let words = self.spec.says.len() as u128;
            let strategies = (0..count).fold(1_u128, |all, _| all.saturating_mul(words));
            let tried = if traitors.has(speaker) { 1 } else { inputs.len() };
            cases.extend(inputs.iter().take(tried).map(|input| Case { input, traitors, strategies }));
        }
        Ok(cases)
    }

    /// A case, ready to be tried; at first everybody says the first word.
    pub(super) fn trial(&self, place: usize) -> Option<Trial<E>> {
        let case = *self.cases.get(place)?;
        let mut knobs = self.knobs.clone().with(E::KNOBS, self.treason.input, case.input);
        let protocol = E::protocol(&knobs, &self.without);
        let last = protocol.message_rounds();
        let spoken = case.traitors.iter().flat_map(|node| E::messages_of(&protocol, node));
        let lie = |path: &[u8], to: u8| Lie { path: path.to_vec(), to, say: Some(0) };
        let lies = spoken.flat_map(|spoken| spoken.to.iter().map(|to| lie(&spoken.path, *to)).collect::<Vec<Lie>>()).collect();
        let plot = Plot::of(self.spec, case.traitors, lies);
        let early = plot.lies().iter().filter(|lie| (lie.path.len() as u32) < last).count();
        knobs.set_plot(self.treason.plot, plot.clone());
        Some(Trial { case: place, says: vec![0; plot.lies().len()], knobs, plot, early, eve: None })
    }

    /// Runs the strategy of a trial to its end.
    pub(super) fn end(&self, trial: &mut Trial<E>) -> End {
        trial.plot.say(&trial.says);
        trial.knobs.set_plot(self.treason.plot, trial.plot.clone());
        let protocol = Rc::new(E::protocol(&trial.knobs, &self.without));
        let eve = trial.eve.get_or_insert_with(|| {
            let mut world = World::new(Rc::clone(&protocol), self.seed);
            let last = protocol.message_rounds();
            run(&mut world, |world| world.next_turn().is_some_and(|(round, _)| round >= last));
            world
        });
        // Up to there nothing is said in another way, so it is the same world, and what is said now is said by this plot.
        let mut world = eve.clone();
        world.protocol = protocol;
        run(&mut world, |_| false);
        judged::<E>(&world)
    }
}

impl<E: Staged> Trial<E> {
    /// Goes on to the next strategy; `false` when that was the last one of the case.
    pub(super) fn next(&mut self, words: u8) -> bool {
        for place in (0..self.says.len()).rev() {
            let say = &mut self.says[place];
            *say = (*say + 1) % words.max(1);
            if place < self.early {
                self.eve = None;
            }
            if *say != 0 {
                return true;
            }
        }
        false
    }

    /// Says something else.
    pub(super) fn say(&mut self, says: impl FnMut(usize) -> u8) {
        self.says = (0..self.says.len()).map(says).collect();
        self.eve = None;
    }

    /// What the traitors say, as lies.
    pub(super) fn lies(&self, says: &[u8]) -> Vec<Lie> {
        self.plot.lies().iter().zip(says).map(|(lie, say)| Lie { say: Some(*say), ..lie.clone() }).collect()
    }
}

/// Takes a world on in the default order, up to something or to its end.
fn run<P: Protocol>(world: &mut World<P>, up_to: impl Fn(&World<P>) -> bool) {
    while !up_to(world)
        && let Some(next) = world.next_default()
        && world.apply(next, false).is_ok()
    {}
}

/// How a world that is at its end stands.
pub(super) fn judged<E: Staged>(world: &World<E::Protocol>) -> End {
    let broken = world.sight(|sight| {
        let is_broken = |check: &usize| E::judge(*check, &sight) == Verdict::Broken;
        (0..E::CHECKS.len()).filter(is_broken).fold(0, |mask, check| mask | 1 << check)
    });
    End { broken, lies: world.counters.forged }
}

/// Every set of so many of these nodes, in the order of their numbers.
fn subsets(nodes: u8, count: u8) -> impl Iterator<Item = NodeSet> {
    (0..1_u64 << nodes).filter(move |mask| mask.count_ones() == u32::from(count)).map(|mask| NodeSet(mask as u32))
}
