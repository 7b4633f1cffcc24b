//! The machine: exactly the course text's OM(m, S), as a protocol in rounds. One handler is one rule.
//!
//! ```text
//!  OM(0, S)   the commander sends its value to every lieutenant; each uses what it receives, or 0 (retreat).
//!  OM(m, S)   the commander sends its value to every lieutenant; v_j is what lieutenant j receives, or 0;
//!             each lieutenant j acts as commander of OM(m-1, S - {i}) to tell the others v_j;
//!             each lieutenant takes the majority of v_j (its own) and of what the others' calls are worth.
//! ```
//!
//! (The course text's second `OM(m, S - {i})` is a slip for `OM(m-1, S - {i})`.) Lies are no part of the machine: a traitor
//! follows its rules, and the adversary changes what leaves it ([`Protocol::betray`]).

use crate::exhibit::plot::{Habit, Plot};
use crate::sim::Relation::{Above, Equals};
use crate::sim::{
    Condition, Delivery, Disk, Effects, Input, NodeId, NodeSet, Protocol, Purpose, Said, SortedMap, Turn, below, draw,
};

use super::facts::{Fact, What};
use super::guards::{Guard, Guards};
use super::order::Moment;
use super::path::Path;

/// What is decided on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Value {
    /// 0, the default.
    #[default]
    Retreat,
    /// 1.
    Attack,
}

impl Value {
    /// The other one.
    #[must_use]
    pub fn opposite(self) -> Value {
        match self {
            Value::Attack => Value::Retreat,
            Value::Retreat => Value::Attack,
        }
    }

    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Value::Attack => "attack",
            Value::Retreat => "retreat",
        }
    }
}

/// A message: what its sender says of what it received on the path without its own name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Message {
    /// Through whom it has come; the last is the sender.
    pub path: Path,
    /// What it says.
    pub value: Value,
}

/// What arrived on a path by the time it was needed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Heard {
    /// A value.
    Said(Value),
    /// Nothing: the round is over, and the default stands in.
    Nothing,
}

impl Heard {
    /// The value, or the default.
    pub fn value(self) -> Value {
        match self {
            Heard::Said(value) => value,
            Heard::Nothing => Value::default(),
        }
    }

    /// The value, if one arrived.
    pub fn said(self) -> Option<Value> {
        match self {
            Heard::Said(value) => Some(value),
            Heard::Nothing => None,
        }
    }
}

/// One vote of a fold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Vote {
    /// The call that it is what another call is worth of; for the own received value the call that is folded. The last of
    /// the path gave it.
    pub path: Path,
    /// What it says.
    pub said: Heard,
}

/// What one general knows.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct General {
    /// The order, if it is the commander of all.
    pub order: Option<Value>,
    /// What it received, by path.
    pub heard: SortedMap<Path, Heard>,
    /// What the calls that it has folded are worth to it.
    pub worth: SortedMap<Path, Value>,
    /// What it does.
    pub decided: Option<Value>,
}

/// What only the watcher knows.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Watched {
    /// Who has crashed and woken again: it counts as faulty all the same.
    pub fallen: NodeSet,
}

/// A configuration of OM(m).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Oral {
    /// n: how many generals.
    pub generals: u8,
    /// m: for how many traitors the algorithm is run.
    pub tolerated: u8,
    /// What the commander of all wants.
    pub order: Value,
    /// The commander of all.
    pub commander: NodeId,
    /// Who is a traitor from the start, and what it says.
    pub plot: Plot,
    /// Whether turns go depth first, as the algorithm is written, instead of round by round.
    pub by_recursion: bool,
    /// The guards that are taken away.
    pub without: Guards,
}

/// What can be said, in the order of the plot's words.
pub const SAYS: [Value; 2] = [Value::Attack, Value::Retreat];

impl Oral {
    /// A general's name.
    pub fn name(node: NodeId) -> String {
        format!("G{}", node.0)
    }

    /// The bound of the theorem: n > 3m.
    pub fn within_bound(&self) -> bool {
        self.generals > 3 * self.tolerated
    }

    /// The commander of a call sends to every lieutenant of it.
    fn call(&self, node: &mut General, path: Path, fx: &mut Effects<Oral>) {
        let (value, heard, conditions) = match path.parent() {
            None => (node.order.unwrap_or_default(), None, Vec::new()),
            Some(above) => {
                let first = Path::root(self.commander);
                let of = if self.without.has(Guard::Relay) && above != first { first } else { above };
                let heard = *node.heard.at(of, || Heard::Nothing);
                let said = heard.said();
                let name = if said.is_some() { "arrived" } else { "missing" };
                (heard.value(), said, vec![Condition::new(name, u32::from(said.is_some()), Equals, u32::from(said.is_some()))])
            }
        };
        let to = self.lieutenants(path);
        fx.note(Fact::new(What::Calls { path, level: self.level(path), value, heard, to }, conditions));
        fx.broadcast(to.iter(), &Message { path, value });
    }

    /// A lieutenant takes the majority of what it received itself and of what the other lieutenants' calls are worth. A vote
    /// that never came is written down as nothing, so that it cannot come later.
    fn fold(&self, me: NodeId, node: &mut General, path: Path, fx: &mut Effects<Oral>) {
        let own = *node.heard.at(path, || Heard::Nothing);
        let votes = self.votes(me, node, path);
        for vote in votes.iter().filter(|vote| vote.said.said().is_none()) {
            node.heard.at(vote.path, || Heard::Nothing);
        }
        let attack = votes.iter().filter(|vote| vote.said.value() == Value::Attack).count() as u32;
        let retreat = votes.len() as u32 - attack;
        let missing = votes.iter().filter(|vote| vote.said.said().is_none()).count() as u32;
        let more = Condition::new("more-attack", attack, Above, retreat);
        let fewer = Condition::new("more-retreat", retreat, Above, attack);
        let tie = Condition::new("tie", attack, Equals, retreat);
        let (worth, condition) = if more.holds() {
            (Value::Attack, more)
        } else if fewer.holds() {
            (Value::Retreat, fewer)
        } else if self.without.has(Guard::Default) {
            (own.value(), tie)
        } else {
            (Value::default(), tie)
        };
        let decides = path.length() == 1;
        node.worth.insert(path, worth);
        if decides {
            node.decided = Some(worth);
        }
        let level = self.level(path);
        fx.note(Fact::new(What::Folds { path, level, own: own.said(), attack, retreat, missing, worth, decides }, [condition]));
    }

    /// The votes of a fold at a lieutenant: what each call under it is worth, and its own received value last.
    pub fn votes(&self, me: NodeId, general: &General, path: Path) -> Vec<Vote> {
        if self.without.has(Guard::Recursion) {
            return self.everything(me, general);
        }
        let heard = |path: Path| general.heard.get(&path).copied().unwrap_or(Heard::Nothing);
        let mut votes = Vec::new();
        if self.level(path) > 0 && path.length() < self.levels() {
            let under = self.lieutenants(path).without(me);
            votes.extend(under.iter().map(|other| {
                let path = path.then(other);
                Vote { path, said: general.worth.get(&path).map_or_else(|| heard(path), |worth| Heard::Said(*worth)) }
            }));
        }
        if !self.without.has(Guard::Own) || self.level(path) == 0 {
            votes.push(Vote { path, said: heard(path) });
        }
        votes
    }

    /// Everything that could have arrived, in one heap: what a majority without recursion is taken of.
    fn everything(&self, me: NodeId, general: &General) -> Vec<Vote> {
        let calls = (1..=self.levels()).flat_map(|length| (0..self.calls(length)).map(move |index| (length, index)));
        let told = calls.map(|(length, index)| self.call_at(length, index)).filter(|path| self.lieutenants(*path).has(me));
        let left_out = |path: &Path| path.length() == 1 && self.without.has(Guard::Own) && self.depth() > 0;
        let vote = |path: Path| Vote { path, said: general.heard.get(&path).copied().unwrap_or(Heard::Nothing) };
        told.filter(|path| !left_out(path)).map(vote).collect()
    }
}

impl Protocol for Oral {
    type Node = General;
    type Message = Message;
    type Timer = ();
    type Command = ();
    type Fact = Fact;
    type Watched = Watched;

    fn size(&self) -> u8 {
        self.generals
    }

    fn delivery(&self) -> Delivery {
        Delivery::Rounds
    }

    fn boot(&self, me: NodeId, _fx: &mut Effects<Self>) -> General {
        General { order: (me == self.commander).then_some(self.order), ..General::default() }
    }

    fn handle(&self, me: NodeId, node: &mut General, input: Input<Self>, fx: &mut Effects<Self>) {
        match input {
            Input::Message { from, message } => match node.heard.get(&message.path) {
                None => drop(node.heard.insert(message.path, Heard::Said(message.value))),
                Some(known) => {
                    let late = *known == Heard::Nothing;
                    let name = if late { "in-time" } else { "first" };
                    let again = Condition::new(name, 1, Equals, 0);
                    fx.ignore(Fact::new(What::Ignores { from, path: message.path, late }, [again]));
                }
            },
            Input::Turn { round, part } => match self.moment(round, part) {
                Moment::Call(path) => self.call(node, path, fx),
                Moment::Fold(path) => self.fold(me, node, path, fx),
            },
            Input::Timer(()) | Input::Command(()) => {}
        }
    }

    fn wake(&self, me: NodeId, before: &General, disk: Disk, fx: &mut Effects<Self>) -> General {
        let remembers = disk == Disk::Kept;
        let node = if remembers { before.clone() } else { self.boot(me, fx) };
        fx.note(Fact::new(What::Wakes { remembers }, []));
        node
    }

    fn watch(&self, watched: &mut Watched, at: NodeId, fact: &Fact) {
        match fact.what {
            What::Wakes { .. } => drop(watched.fallen.insert(at)),
            What::Calls { .. } | What::Folds { .. } | What::Ignores { .. } => {}
        }
    }

    fn lies(&self, _from: NodeId, _to: NodeId, message: &Message) -> Vec<Option<Message>> {
        vec![Some(Message { value: message.value.opposite(), ..message.clone() }), None]
    }

    fn traitors(&self) -> NodeSet {
        self.plot.traitors()
    }

    fn betray(&self, seed: u64, from: NodeId, to: NodeId, message: &Message) -> Said<Message> {
        let lie = self.plot.about(message.path.names(), to.0);
        let said = match (lie, self.plot.habit(from.0)) {
            (Some(lie), _) => lie.say.and_then(|say| SAYS.get(usize::from(say)).copied()),
            (None, Habit::Truth) => Some(message.value),
            (None, Habit::Flip) => Some(message.value.opposite()),
            (None, Habit::Split) => Some(if to.0 % 2 == 1 { Value::Attack } else { Value::Retreat }),
            (None, Habit::Silent) => None,
            (None, Habit::Random) => {
                let drawn = draw(seed, Purpose::Lie, from.0, to.0, message.path.code());
                Some(SAYS[below(drawn, 2) as usize])
            }
        };
        match said {
            None => Said::Nothing,
            Some(value) if value == message.value => Said::Truth,
            Some(value) => Said::Lie(Message { value, ..message.clone() }),
        }
    }

    fn rounds(&self) -> u32 {
        self.kernel_rounds()
    }

    fn message_rounds(&self) -> u32 {
        self.levels().into()
    }

    fn turns(&self, round: u32) -> Vec<Turn> {
        self.turns_of(round)
    }
}
