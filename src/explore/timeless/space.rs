//! The steps of a protocol without its clock: what may happen in a state, and the state after it.

use crate::explore::pool::mix;
use crate::explore::space::{Aim, Row, Space, Steps};
use crate::sim::{Effects, NodeId, NodeSet, Protocol, Tape};

use super::Timeless;
use super::budget::{Counter, Network, Spent};
use super::change::Change;
use super::moment::{Happening, Move};
use super::tables::{Asked, Carried, Local, branches, disk};

/// One step, in numbers.
#[derive(Clone, Copy)]
pub struct Turn {
    pub(super) what: What,
    /// Which of the things that the handler may make of it.
    pub(super) made: u32,
}

#[derive(Clone, Copy)]
pub(super) enum What {
    /// A node is asked something.
    Ask(u8, Asked),
    /// The same, and it is in the middle of sending what comes of it: nothing happens before it crashes.
    Begin(u8, Asked),
    /// It crashes in the middle; its messages still reach these.
    Fall(u8, NodeSet),
    Lose(u32),
    Duplicate(u32),
    /// Which of the lies is told instead of the envelope.
    Forge(u32, u16),
}

/// A node that sends to more than so many crashes in the middle as one that sends in order: the first get theirs.
const SUBSETS_OF: u32 = 10;

impl<P: Protocol> Timeless<P> {
    /// Calls `each` for every node and whatever it may be asked in a state, until that is `false`.
    fn each_asked(&self, row: &[u32], mut each: impl FnMut(usize, Asked) -> bool) -> bool {
        let wire = self.wires.list(row[self.wire()]);
        let up = |node: usize| self.tables.local(row[node]).up;
        let all_up = self.inquiry.budget.crashes == 0;
        for at in 0..wire.len() {
            let node = (self.tables.key(wire[at]) >> 56) as usize;
            if self.is_next(wire, at) && (all_up || up(node)) && !each(node, Asked::Deliver(wire[at])) {
                return false;
            }
        }
        let open = |place: usize| self.inquiry.again || row[self.given()] >> place & 1 == 0;
        for (place, (node, _)) in self.inquiry.commands.iter().enumerate().take(32) {
            if open(place) && up(node.index()) && !each(node.index(), Asked::Command(place as u32)) {
                return false;
            }
        }
        let budget = &self.inquiry.budget;
        let fires = |node: usize| self.affords(row, Counter::Timeouts) && budget.impatient.has(NodeId(node as u8));
        for node in (0..self.nodes).filter(|node| fires(*node)) {
            let armed = self.tables.local(row[node]).armed.len() as u32;
            if !(0..armed).all(|timer| each(node, Asked::Fire(timer))) {
                return false;
            }
        }
        let falls = |node: usize| self.affords(row, Counter::Crashes) && budget.frail.has(NodeId(node as u8)) && up(node);
        let wakes = |node: usize| self.affords(row, Counter::Wakes) && !all_up && !up(node);
        (0..self.nodes).all(|node| {
            (!falls(node) || each(node, Asked::Crash))
                && (!wakes(node) || (0..budget.disks.len() as u32).all(|disk| each(node, Asked::Wake(disk))))
        })
    }

    /// Whether this envelope of a wire may be the next to move: on ordered links the first, else one of those that are alike.
    fn is_next(&self, wire: &[u32], at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| wire[before]) else { return true };
        match self.inquiry.network {
            Network::Ordered => self.tables.key(before) >> 48 != self.tables.key(wire[at]) >> 48,
            Network::Set | Network::Bag | Network::Doubling => before != wire[at],
        }
    }

    /// What happens to messages without anybody being asked.
    fn mishaps(&self, row: &[u32]) -> Option<Vec<What>> {
        let (network, budget) = (self.inquiry.network, &self.inquiry.budget);
        let loses = network != Network::Set && (self.inquiry.lossy || self.affords(row, Counter::Losses));
        let doubles = matches!(network, Network::Bag | Network::Ordered) && self.affords(row, Counter::Duplications);
        let lies = self.affords(row, Counter::Lies);
        let mut all = Vec::new();
        if !(loses || doubles || lies) {
            return Some(all);
        }
        let wire = self.wires.list(row[self.wire()]);
        let next = || (0..wire.len()).filter(|at| self.is_next(wire, *at)).map(|at| wire[at]);
        all.extend(next().filter(|_| loses).map(What::Lose));
        all.extend(next().filter(|_| doubles).map(What::Duplicate));
        let liar = |envelope: &u32| lies && budget.liars.has(self.tables.envelope(*envelope).from);
        for envelope in next().filter(liar) {
            let known = self.tables.lies(envelope)?.len() as u16;
            all.extend((0..known).map(|lie| What::Forge(envelope, lie)));
        }
        Some(all)
    }

    /// Whether a node may crash in the middle of sending this. Where messages stay for ever it makes no difference.
    fn may_fall(&self, row: &[u32], node: usize, made: u32) -> bool {
        self.inquiry.network != Network::Set
            && !self.tables.made(made).sends.is_empty()
            && self.affords(row, Counter::Crashes)
            && self.inquiry.budget.frail.has(NodeId(node as u8))
    }

    /// Where a node is in the middle of sending: its crashes, one for each set of recipients that its messages still reach.
    /// The set of all recipients is not among them: that is a crash after the step, like any other.
    fn falls(&self, made: u32) -> Vec<What> {
        let sends = &self.tables.made(made).sends;
        let to = |send: &u32| NodeId((self.tables.key(*send) >> 56) as u8);
        let all: NodeSet = sends.iter().map(to).collect();
        let members: Vec<NodeId> = (0..self.nodes as u8).map(NodeId).filter(|node| all.has(*node)).collect();
        let me = self.tables.local(self.tables.made(made).local).me;
        let of = |keep: &dyn Fn(usize) -> bool| {
            What::Fall(me.0, members.iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, node)| *node).collect())
        };
        if members.len() as u32 > SUBSETS_OF {
            return (0..members.len()).map(|first| of(&|at| at < first)).collect();
        }
        (0..(1_u32 << members.len()) - 1).map(|mask| of(&|at| mask >> at & 1 == 1)).collect()
    }

    /// The commands that were given and the faults that happened, after a step.
    fn spent_after(&self, row: &[u32], turn: &Turn) -> (u32, Spent) {
        let (mut given, mut spent) = (row[self.given()], Spent(row[self.spent()]));
        let budget = &self.inquiry.budget;
        let mut pay = |counter: Counter| spent = budget.pay(spent, counter);
        match turn.what {
            What::Ask(_, asked) | What::Begin(_, asked) => match asked {
                Asked::Deliver(_) => {}
                Asked::Command(place) => given |= if self.inquiry.again { 0 } else { 1 << place },
                Asked::Fire(_) => pay(Counter::Timeouts),
                Asked::Crash => pay(Counter::Crashes),
                Asked::Wake(_) => pay(Counter::Wakes),
            },
            What::Fall(..) => pay(Counter::Crashes),
            What::Lose(_) if self.inquiry.lossy => {}
            What::Lose(_) => pay(Counter::Losses),
            What::Duplicate(_) => pay(Counter::Duplications),
            What::Forge(..) => pay(Counter::Lies),
        }
        (given, spent)
    }

    /// The node that is another one after a step, and its number then.
    fn local_after(&self, turn: &Turn) -> Option<(usize, u32)> {
        match turn.what {
            What::Ask(node, _) | What::Begin(node, _) => Some((usize::from(node), self.tables.made(turn.made).local)),
            What::Fall(node, _) => Some((usize::from(node), self.tables.made(turn.made).down)),
            What::Lose(_) | What::Duplicate(_) | What::Forge(..) => None,
        }
    }

    /// What is begun after a step, as it stands in a row.
    fn begun_after(turn: &Turn) -> u32 {
        if matches!(turn.what, What::Begin(..)) { turn.made + 1 } else { 0 }
    }

    /// What that adds to a fingerprint: it must not depend on the number, but on what is sent and by whom; on ordered links
    /// in which order, too.
    fn begun_hash(&self, begun: u32) -> u64 {
        let Some(made) = begun.checked_sub(1).map(|made| self.tables.made(made)) else { return 0 };
        let sent = match self.inquiry.network {
            Network::Ordered => self.sum_of(&self.changed(&[], &Change { put: &made.sends, ..Change::default() })),
            Network::Set | Network::Bag | Network::Doubling => made.sum,
        };
        mix(sent ^ self.tables.local_hash(made.local))
    }

    /// What the watcher knows after a step, if it was worked out.
    fn watched_after(&self, row: &[u32], turn: &Turn) -> Option<u32> {
        let watched = row[self.watch()];
        if matches!(turn.what, What::Ask(..) | What::Begin(..)) { self.tables.after(watched, turn.made) } else { Some(watched) }
    }

    /// The sum over the parts of a state that its fingerprint is made of.
    fn total(&self, row: &[u32]) -> u64 {
        let locals = row[..self.nodes].iter().fold(0, |sum: u64, local| sum.wrapping_add(self.tables.local_hash(*local)));
        let rest = self.tables.watched_hash(row[self.watch()]).wrapping_add(counted(row[self.given()], row[self.spent()]));
        let rest = rest.wrapping_add(self.begun_hash(row[self.begun()]));
        locals.wrapping_add(self.wires.sum(row[self.wire()])).wrapping_add(rest)
    }

    /// The fingerprint of the state after a step; `None` when something has to be worked out first.
    fn ahead(&self, row: &[u32], total: u64, turn: &Turn) -> Option<u64> {
        let watched = self.watched_after(row, turn)?;
        let mut sum = total;
        let mut replace = |old: u64, new: u64| sum = sum.wrapping_sub(old).wrapping_add(new);
        if let Some((node, local)) = self.local_after(turn) {
            replace(self.tables.local_hash(row[node]), self.tables.local_hash(local));
        }
        let change = self.change(turn);
        let put = match turn.what {
            What::Ask(..) => self.tables.made(turn.made).sum,
            What::Begin(..) => 0,
            What::Fall(..) | What::Lose(_) | What::Duplicate(_) | What::Forge(..) => {
                change.put.first().map_or(0, |put| self.tables.weight(*put))
            }
        };
        replace(self.wires.sum(row[self.wire()]), self.sum_after(row, &change, put));
        replace(self.begun_hash(row[self.begun()]), self.begun_hash(Timeless::<P>::begun_after(turn)));
        if watched != row[self.watch()] {
            replace(self.tables.watched_hash(row[self.watch()]), self.tables.watched_hash(watched));
        }
        let (given, spent) = self.spent_after(row, turn);
        if (given, spent.0) != (row[self.given()], row[self.spent()]) {
            replace(counted(row[self.given()], row[self.spent()]), counted(given, spent.0));
        }
        Some(mix(sum))
    }
}

/// What commands and faults add to a fingerprint.
fn counted(given: u32, spent: u32) -> u64 {
    mix((u64::from(given) << 32 | u64::from(spent)) ^ 0x5EED << 40)
}

impl<P> Space for Timeless<P>
where
    P: Protocol,
{
    type Step = Turn;
    type Move = Move<P>;

    fn width(&self) -> usize {
        self.nodes + 5
    }

    fn starts(&mut self) -> Vec<Row> {
        let nodes = (0..self.inquiry.protocol.size()).map(NodeId);
        let booted: Vec<(Vec<u32>, Vec<Carried<P>>)> = branches(|source| {
            let mut boot = |me: NodeId| {
                let mut fx = Effects::new(Tape::new(&mut *source));
                let knows = self.inquiry.protocol.boot(me, &mut fx);
                Local { me, knows, armed: Vec::new(), up: true }.settled(fx)
            };
            nodes.clone().map(&mut boot).collect()
        });
        booted.into_iter().map(|(_, nodes)| self.start(nodes)).collect()
    }

    fn fingerprint(&self, row: &[u32]) -> u64 {
        mix(self.total(row))
    }

    fn learn(&mut self, row: &[u32]) {
        let mut asked = Vec::new();
        self.each_asked(row, |node, what| {
            asked.push((node, what));
            true
        });
        for (node, what) in asked {
            for made in self.tables.learn_answers(&self.inquiry, row[node], what) {
                self.tables.learn_after(&self.inquiry.protocol, row[self.nodes + 1], made, NodeId(node as u8));
            }
        }
        if self.inquiry.budget.lies > 0 {
            for envelope in self.wires.list(row[self.wire()]).to_vec() {
                self.tables.learn_lies(&self.inquiry.protocol, envelope);
            }
        }
    }

    fn steps(&self, row: &[u32], steps: &mut Steps<Turn>) -> bool {
        let total = self.total(row);
        let mut push = |turn: Turn| self.ahead(row, total, &turn).map(|fingerprint| steps.push((fingerprint, turn))).is_some();
        if let Some(made) = row[self.begun()].checked_sub(1) {
            return self.falls(made).into_iter().all(|what| push(Turn { what, made }));
        }
        let asked = self.each_asked(row, |node, asked| {
            let Some(mut answers) = self.tables.answers(row[node], asked) else { return false };
            answers.all(|made| {
                let begins = self.may_fall(row, node, made);
                push(Turn { what: What::Ask(node as u8, asked), made })
                    && (!begins || push(Turn { what: What::Begin(node as u8, asked), made }))
            })
        });
        asked && self.mishaps(row).is_some_and(|all| all.into_iter().all(|what| push(Turn { what, made: 0 })))
    }

    fn carry(&mut self, row: &[u32], turn: &Turn, into: &mut Row) {
        let from = into.len();
        into.extend_from_slice(row);
        let after = &mut into[from..];
        if let Some((node, local)) = self.local_after(turn) {
            after[node] = local;
        }
        let change = self.change(turn);
        if !change.is_empty() {
            let list = self.changed(self.wires.list(row[self.wire()]), &change);
            let sum = self.sum_of(&list);
            after[self.nodes] = self.wires.id(&list, sum);
        }
        after[self.watch()] = self.watched_after(row, turn).unwrap_or(row[self.watch()]);
        let (given, spent) = self.spent_after(row, turn);
        (after[self.given()], after[self.spent()], after[self.begun()]) = (given, spent.0, Timeless::<P>::begun_after(turn));
    }

    fn tell(&self, row: &[u32], turn: &Turn) -> Move<P> {
        let envelope = |id: u32| self.tables.envelope(id).clone();
        let what = match turn.what {
            What::Lose(id) => Happening::Lose(envelope(id)),
            What::Duplicate(id) => Happening::Duplicate(envelope(id)),
            What::Forge(id, lie) => Happening::Forge(envelope(id), lie),
            What::Fall(node, reached) => Happening::Crash(NodeId(node), Some(reached)),
            What::Ask(node, asked) | What::Begin(node, asked) => match asked {
                Asked::Deliver(id) => Happening::Deliver(envelope(id)),
                Asked::Command(place) => Happening::Command(place as usize),
                Asked::Fire(timer) => {
                    Happening::Fire(NodeId(node), self.tables.local(row[usize::from(node)]).armed[timer as usize])
                }
                Asked::Crash => Happening::Crash(NodeId(node), None),
                Asked::Wake(place) => Happening::Wake(NodeId(node), disk(&self.inquiry, place)),
            },
        };
        let handled = matches!(turn.what, What::Ask(..) | What::Begin(..));
        let choices = if handled { self.tables.made(turn.made).choices.clone() } else { Vec::new() };
        Move { what, choices, begins: matches!(turn.what, What::Begin(..)) }
    }

    fn aims(&self) -> Vec<Aim> {
        self.inquiry.aims.iter().map(|(aim, _)| *aim).collect()
    }

    fn hits(&self, row: &[u32], wanted: u32) -> u32 {
        self.sight(row, |sight| {
            let asked = self.inquiry.aims.iter().enumerate().filter(|(aim, _)| wanted >> aim & 1 == 1);
            asked.fold(0, |hits, (aim, (_, is_so))| hits | u32::from(is_so(sight)) << aim)
        })
    }

    fn bytes(&self) -> usize {
        self.tables.bytes() + self.wires.bytes()
    }
}

impl<P: Protocol> Timeless<P> {
    /// The state in which all nodes have booted.
    fn start(&mut self, nodes: Vec<Carried<P>>) -> Row {
        let (mut row, mut list, mut watched) = (Row::new(), Vec::new(), P::Watched::default());
        for (local, sends, facts) in nodes {
            let me = local.me;
            row.push(self.tables.local_id(local));
            for fact in &facts {
                self.inquiry.protocol.watch(&mut watched, me, fact);
            }
            let sends: Vec<u32> = sends.into_iter().map(|(to, message)| self.tables.envelope_id(to, me, message)).collect();
            list = self.changed(&list, &Change { put: &sends, ..Change::default() });
        }
        let sum = self.sum_of(&list);
        row.extend([self.wires.id(&list, sum), self.tables.watched_id(watched), 0, 0, 0]);
        row
    }
}
