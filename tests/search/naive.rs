//! A second search, written from the definition of what may happen and from nothing else: states as plain values, each
//! kept whole and compared whole, and the protocol's own handlers called for every one of them.
//!
//! It is slow and shares no code with the engine: no interning, no memory of what a handler made, no fingerprint that is
//! carried along. What both count must be the same.

mod drawn;

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use synod::explore::{Budget, Envelope, Inquiry, Network};
use synod::sim::{Condition, Effects, Input, NodeId, NodeSet, Outcome, Protocol, Sight, Tape};

pub(crate) use drawn::{Drawn, drawn, painted};

/// Everything that may still make a difference.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State<P: Protocol> {
    nodes: Vec<P::Node>,
    /// The armed timers of each node, sorted.
    armed: Vec<Vec<P::Timer>>,
    up: Vec<bool>,
    /// Sorted; on ordered links by link only.
    wire: Vec<Envelope<P::Message>>,
    watched: P::Watched,
    /// Which commands were given.
    given: Vec<bool>,
    /// Losses, duplications, crashes, wakes, lies, timeouts.
    spent: [u8; 6],
    /// Who is in the middle of sending, and what.
    sending: Option<(NodeId, Vec<Envelope<P::Message>>)>,
}

/// What a search counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Counts {
    pub(crate) distinct: usize,
    pub(crate) generated: u64,
    pub(crate) ends: u64,
    pub(crate) levels: Vec<u64>,
    /// After how many steps each aim is first so, if it ever is.
    pub(crate) first: Vec<Option<usize>>,
}

const LOSS: usize = 0;
const DOUBLE: usize = 1;
const CRASH: usize = 2;
const WAKE: usize = 3;
const LIE: usize = 4;
const TIMEOUT: usize = 5;

/// Searches everything, level by level.
pub(crate) fn count<P: Protocol>(inquiry: &Inquiry<P>) -> Counts {
    let mut counts = Counts { distinct: 0, generated: 0, ends: 0, levels: Vec::new(), first: vec![None; inquiry.aims.len()] };
    let mut known: BTreeMap<u64, Vec<State<P>>> = BTreeMap::new();
    let mut level = starts(inquiry);
    while !level.is_empty() {
        counts.generated += level.len() as u64;
        let mut next = Vec::new();
        let mut new = 0;
        for state in level {
            let mut hasher = DefaultHasher::new();
            state.hash(&mut hasher);
            let alike = known.entry(hasher.finish()).or_default();
            if alike.contains(&state) {
                continue;
            }
            alike.push(state.clone());
            new += 1;
            for (aim, (_, is_so)) in inquiry.aims.iter().enumerate() {
                if counts.first[aim].is_none() && seen(inquiry, &state, &**is_so) {
                    counts.first[aim] = Some(counts.levels.len());
                }
            }
            let steps = after(inquiry, &state);
            counts.ends += u64::from(steps.is_empty());
            next.extend(steps);
        }
        counts.distinct += new;
        if new > 0 {
            counts.levels.push(new as u64);
        }
        level = next;
    }
    counts
}

fn seen<P: Protocol>(inquiry: &Inquiry<P>, state: &State<P>, is_so: &dyn Fn(&Sight<'_, P>) -> bool) -> bool {
    let all = || (0..inquiry.protocol.size()).map(NodeId);
    let liars: NodeSet = all().filter(|node| inquiry.budget.lies > 0 && inquiry.budget.liars.has(*node)).collect();
    let nodes: Vec<&P::Node> = state.nodes.iter().collect();
    is_so(&Sight {
        protocol: &inquiry.protocol,
        nodes: &nodes,
        up: all().filter(|node| state.up[node.index()]).collect(),
        traitors: liars,
        watched: &state.watched,
    })
}

/// Something that makes choices, which are answered from outside.
type Chooser<'a, T> = &'a mut dyn FnMut(&mut dyn FnMut(u32) -> u32) -> T;

/// What `work` makes for every way to answer its choices.
fn every<T>(work: Chooser<'_, T>) -> Vec<T> {
    let mut all = Vec::new();
    beyond(&[], work, &mut all);
    all
}

/// The same for every way that begins with these answers.
fn beyond<T>(answers: &[u32], work: Chooser<'_, T>, all: &mut Vec<T>) {
    let mut asked = Vec::new();
    let made = work(&mut |n| {
        asked.push(n);
        answers.get(asked.len() - 1).copied().unwrap_or(0)
    });
    match asked.get(answers.len()) {
        None => all.push(made),
        Some(n) => (0..*n).for_each(|answer| beyond(&[answers, &[answer]].concat(), work, all)),
    }
}

fn starts<P: Protocol>(inquiry: &Inquiry<P>) -> Vec<State<P>> {
    every(&mut |source| {
        let size = usize::from(inquiry.protocol.size());
        let mut state = State::<P> {
            nodes: Vec::new(),
            armed: vec![Vec::new(); size],
            up: vec![true; size],
            wire: Vec::new(),
            watched: P::Watched::default(),
            given: vec![false; inquiry.commands.len()],
            spent: [0; 6],
            sending: None,
        };
        for me in (0..inquiry.protocol.size()).map(NodeId) {
            let mut fx = Effects::new(Tape::new(source));
            let node = inquiry.protocol.boot(me, &mut fx);
            state.nodes.push(node);
            let sent = settle(inquiry, &mut state, me, fx);
            post(inquiry, &mut state, sent);
        }
        state
    })
}

/// Carries out what a handler wants, but for sending: what it sends.
fn settle<P: Protocol>(inquiry: &Inquiry<P>, state: &mut State<P>, me: NodeId, fx: Effects<'_, P>) -> Vec<Envelope<P::Message>> {
    let armed = &mut state.armed[me.index()];
    armed.retain(|timer| !fx.disarms.contains(timer));
    armed.extend(fx.arms.iter().map(|(timer, _)| *timer));
    armed.sort_unstable();
    armed.dedup();
    for fact in &fx.facts {
        inquiry.protocol.watch(&mut state.watched, me, fact);
    }
    fx.sends.into_iter().map(|(to, message)| Envelope { to, from: me, message }).collect()
}

/// Puts messages on the wire.
fn post<P: Protocol>(inquiry: &Inquiry<P>, state: &mut State<P>, sent: Vec<Envelope<P::Message>>) {
    state.wire.extend(sent);
    match inquiry.network {
        Network::Ordered => state.wire.sort_by_key(|envelope| (envelope.to, envelope.from)),
        Network::Bag => state.wire.sort(),
        Network::Set | Network::Doubling => {
            state.wire.sort();
            state.wire.dedup();
        }
    }
}

/// The places on the wire of what may move: each message once, on ordered links only the first.
fn movable<P: Protocol>(inquiry: &Inquiry<P>, state: &State<P>) -> Vec<usize> {
    let blocks = |before: &Envelope<P::Message>, one: &Envelope<P::Message>| match inquiry.network {
        Network::Ordered => (before.to, before.from) == (one.to, one.from),
        Network::Set | Network::Bag | Network::Doubling => before == one,
    };
    (0..state.wire.len()).filter(|at| !state.wire[..*at].iter().any(|before| blocks(before, &state.wire[*at]))).collect()
}

fn most(budget: &Budget, kind: usize) -> u8 {
    [budget.losses, budget.duplications, budget.crashes, budget.wakes, budget.lies, budget.timeouts][kind]
}

fn affords<P: Protocol>(inquiry: &Inquiry<P>, state: &State<P>, kind: usize) -> bool {
    let most = most(&inquiry.budget, kind);
    most == Budget::ANY || state.spent[kind] < most
}

fn pay<P: Protocol>(inquiry: &Inquiry<P>, state: &mut State<P>, kind: usize) {
    state.spent[kind] += u8::from(most(&inquiry.budget, kind) != Budget::ANY);
}

/// Every state that one step leads to, one for each step.
fn after<P: Protocol>(inquiry: &Inquiry<P>, state: &State<P>) -> Vec<State<P>> {
    if let Some((node, sent)) = &state.sending {
        return fallen(inquiry, state, *node, sent);
    }
    let mut all = Vec::new();
    let stays = matches!(inquiry.network, Network::Set | Network::Doubling);
    for at in movable(inquiry, state) {
        let Envelope { to, from, message } = state.wire[at].clone();
        if !state.up[to.index()] {
            continue;
        }
        let mut before = state.clone();
        if !stays {
            before.wire.remove(at);
        }
        let input = Input::Message { from, message };
        let ignored = (inquiry.network == Network::Ordered).then(|| before.clone());
        all.extend(handled(inquiry, &before, to, &input, ignored.as_ref()));
    }
    for (place, (node, choice)) in inquiry.commands.iter().enumerate() {
        let command = inquiry.protocol.commands(*node)[usize::from(*choice)].clone();
        let knows = &state.nodes[node.index()];
        let open = inquiry.again || !state.given[place];
        if open && state.up[node.index()] && inquiry.protocol.may(*node, knows, &command).iter().all(Condition::holds) {
            let mut before = state.clone();
            before.given[place] = !inquiry.again;
            all.extend(handled(inquiry, &before, *node, &Input::Command(command), None));
        }
    }
    for node in (0..inquiry.protocol.size()).map(NodeId) {
        faults_of(inquiry, state, node, &mut all);
    }
    mishaps(inquiry, state, &mut all);
    all
}

/// What a node may come to by itself: a timer goes off, it crashes, it wakes.
fn faults_of<P: Protocol>(inquiry: &Inquiry<P>, state: &State<P>, node: NodeId, all: &mut Vec<State<P>>) {
    let (me, budget) = (node.index(), &inquiry.budget);
    for timer in state.armed[me].iter().filter(|_| affords(inquiry, state, TIMEOUT) && budget.impatient.has(node)) {
        let mut before = state.clone();
        before.armed[me].retain(|armed| armed != timer);
        pay(inquiry, &mut before, TIMEOUT);
        all.extend(handled(inquiry, &before, node, &Input::Timer(*timer), None));
    }
    if state.up[me] && affords(inquiry, state, CRASH) && budget.frail.has(node) {
        let mut down = state.clone();
        (down.up[me], down.armed[me]) = (false, Vec::new());
        pay(inquiry, &mut down, CRASH);
        all.push(down);
    }
    for disk in budget.disks.iter().filter(|_| !state.up[me] && affords(inquiry, state, WAKE)) {
        let mut before = state.clone();
        before.up[me] = true;
        pay(inquiry, &mut before, WAKE);
        all.extend(stepped(inquiry, &before, (node, None), &mut |fx, knows| {
            *knows = inquiry.protocol.wake(node, knows, *disk, fx);
        }));
    }
}

/// What happens to messages: each may be lost, doubled, or say something else.
fn mishaps<P: Protocol>(inquiry: &Inquiry<P>, state: &State<P>, all: &mut Vec<State<P>>) {
    let network = inquiry.network;
    for at in movable(inquiry, state) {
        if network != Network::Set && (inquiry.lossy || affords(inquiry, state, LOSS)) {
            let mut lost = state.clone();
            lost.wire.remove(at);
            if !inquiry.lossy {
                pay(inquiry, &mut lost, LOSS);
            }
            all.push(lost);
        }
        if matches!(network, Network::Bag | Network::Ordered) && affords(inquiry, state, DOUBLE) {
            let mut doubled = state.clone();
            pay(inquiry, &mut doubled, DOUBLE);
            post(inquiry, &mut doubled, vec![state.wire[at].clone()]);
            all.push(doubled);
        }
        let Envelope { to, from, message } = &state.wire[at];
        if !(affords(inquiry, state, LIE) && inquiry.budget.liars.has(*from)) {
            continue;
        }
        for lie in inquiry.protocol.lies(*from, *to, message) {
            let mut lied = state.clone();
            pay(inquiry, &mut lied, LIE);
            // What stays for ever was said once, and the lie is said besides it.
            match lie.map(|message| Envelope { to: *to, from: *from, message }) {
                Some(lie) if network == Network::Set => post(inquiry, &mut lied, vec![lie]),
                Some(lie) => {
                    lied.wire[at] = lie;
                    post(inquiry, &mut lied, Vec::new());
                }
                None if network == Network::Set => {}
                None => drop(lied.wire.remove(at)),
            }
            all.push(lied);
        }
    }
}

/// What comes of an input; where it is ignored, `ignored`.
fn handled<P: Protocol>(
    inquiry: &Inquiry<P>,
    before: &State<P>,
    me: NodeId,
    input: &Input<P>,
    ignored: Option<&State<P>>,
) -> Vec<State<P>> {
    stepped(inquiry, before, (me, ignored), &mut |fx, knows| {
        inquiry.protocol.handle(me, knows, input.clone(), fx);
    })
}

/// What comes of a handler: for each of its choices the state after it, and, where it may crash while it sends, the
/// state in the middle.
fn stepped<P: Protocol>(
    inquiry: &Inquiry<P>,
    before: &State<P>,
    (me, ignored): (NodeId, Option<&State<P>>),
    handle: &mut dyn FnMut(&mut Effects<'_, P>, &mut P::Node),
) -> Vec<State<P>> {
    let made = every(&mut |source| {
        let mut state = before.clone();
        let mut fx = Effects::new(Tape::new(source));
        handle(&mut fx, &mut state.nodes[me.index()]);
        let handled = fx.outcome != Outcome::Ignored;
        handled.then(|| {
            let sent = settle(inquiry, &mut state, me, fx);
            (state, sent)
        })
    });
    let mut all = Vec::new();
    for made in made {
        let Some((state, mut sent)) = made else {
            all.extend(ignored.cloned());
            continue;
        };
        let may_fall = affords(inquiry, before, CRASH) && inquiry.budget.frail.has(me);
        let mut whole = state.clone();
        post(inquiry, &mut whole, sent.clone());
        all.push(whole);
        if inquiry.network != Network::Set && may_fall && !sent.is_empty() {
            match inquiry.network {
                Network::Ordered => sent.sort_by_key(|envelope| envelope.to),
                Network::Set | Network::Bag | Network::Doubling => sent.sort(),
            }
            all.push(State { sending: Some((me, sent)), ..state });
        }
    }
    all
}

/// Who is in the middle of sending crashes: any of its recipients may have got theirs, but not all.
fn fallen<P: Protocol>(inquiry: &Inquiry<P>, state: &State<P>, me: NodeId, sent: &[Envelope<P::Message>]) -> Vec<State<P>> {
    let mut reached: Vec<NodeSet> = vec![NodeSet::EMPTY];
    let mut recipients: Vec<NodeId> = sent.iter().map(|envelope| envelope.to).collect();
    recipients.sort();
    recipients.dedup();
    for node in &recipients {
        reached.extend(reached.clone().into_iter().map(|set| set.with(*node)));
    }
    let all = recipients.iter().copied().collect::<NodeSet>();
    reached.retain(|set| *set != all);
    let down = |set: NodeSet| {
        let mut down = State { sending: None, ..state.clone() };
        (down.up[me.index()], down.armed[me.index()]) = (false, Vec::new());
        pay(inquiry, &mut down, CRASH);
        post(inquiry, &mut down, sent.iter().filter(|envelope| set.has(envelope.to)).cloned().collect());
        down
    };
    reached.into_iter().map(down).collect()
}
