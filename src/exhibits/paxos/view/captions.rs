//! What is written under and beside a figure, for the room that there is.

use crate::exhibits::paxos::roles::{Acceptor, Learner, Node, Phase, Proposal, Proposer, Value};
use crate::exhibits::paxos::text::teller::{Teller, count, id};
use crate::scene::{Tag, TagKind};
use crate::sim::NodeSet;
use crate::text::{Line, Span, Tone};

use super::layout::{Room, Spot};

/// The most acceptors that a caption lists by name; beyond that it counts them.
const LISTED_MAX: usize = 3;

/// Writes captions and tags of one configuration in one language.
#[derive(Clone, Copy)]
pub(super) struct Scribe<'a> {
    pub(super) t: Teller<'a>,
    /// What captions have room for.
    pub(super) room: Room,
}

impl Scribe<'_> {
    /// The lines under a figure.
    pub(super) fn caption(self, state: &Node, crashed: bool, place: Spot) -> Vec<Line> {
        if crashed {
            let word = self.t.say("crashed", "宕机", &[]);
            return if place.captioned { vec![word] } else { Vec::new() };
        }
        match state {
            Node::Proposer(proposer) => self.proposer(proposer),
            Node::Acceptor(_) => Vec::new(),
            Node::Learner(learner) => vec![self.learner(learner)],
        }
    }

    fn proposer(self, proposer: &Proposer) -> Vec<Line> {
        let own = proposer.own.unwrap_or(Value(0));
        match &proposer.phase {
            Phase::Idle => vec![self.idle(proposer)],
            Phase::Preparing { id: of, counted, promises, .. } => {
                let who = promises.keys().copied().collect();
                let args = [id(*of), self.word(own), self.tally(*counted), self.who(who)];
                self.preparing(&args, *counted)
            }
            Phase::Proposing { proposal, promises, accepted, adopted, .. } => {
                let forced = adopted.is_some() && own != proposal.value;
                let tally = self.tally(accepted.len() as u32);
                let args = [id(proposal.id), self.value(proposal.value), self.word(own), tally, self.who(*accepted)];
                if self.room == Room::Tight {
                    return vec![self.proposing_tight(&args, forced)];
                }
                let lines = if self.room == Room::Full {
                    self.proposing_full(&args, forced)
                } else {
                    self.proposing_short(&args, forced)
                };
                let second =
                    if self.room == Room::Full && accepted.is_empty() { self.quorum(*promises) } else { self.accepted(&args) };
                lines.into_iter().chain([second]).collect()
            }
            Phase::Resolved { proposal, .. } => {
                let args = [id(proposal.id), self.value(proposal.value)];
                vec![match self.room {
                    Room::Full => self.t.say("id {0} · resolution: *{1}*", "编号 {0} · 决议：*{1}*", &args),
                    Room::Short | Room::Tight => self.t.say("resolution *{1}*", "决议 *{1}*", &args),
                }]
            }
        }
    }

    fn idle(self, proposer: &Proposer) -> Line {
        let args = [id(proposer.used)];
        match (self.room, proposer.used.0) {
            (Room::Full, 0) => self.t.say("has asked nothing yet", "尚未提出请求", &args),
            (Room::Full, _) => self.t.say("idle, has used id {0}", "空闲，用过编号 {0}", &args),
            (Room::Short | Room::Tight, _) => self.t.say("idle", "空闲", &args),
        }
    }

    fn preparing(self, args: &[Line], counted: u32) -> Vec<Line> {
        let t = self.t;
        match self.room {
            Room::Full => vec![
                t.say("id {0} · wants *{1}*", "编号 {0} · 想要 *{1}*", args),
                if counted == 0 {
                    t.say("promises: none yet, {2}", "承诺：尚无，{2}", args)
                } else {
                    t.say("promises: {3}, {2}", "承诺：{3}，{2}", args)
                },
            ],
            Room::Short => vec![
                t.say("id {0} · phase 1", "编号 {0} · 第 1 阶段", args),
                t.say("wants *{1}*", "想要 *{1}*", args),
                t.say("promises {2}", "承诺 {2}", args),
            ],
            Room::Tight => vec![t.say("id {0} · promises {2}", "编号 {0} · 承诺 {2}", args)],
        }
    }

    fn proposing_full(self, args: &[Line], forced: bool) -> Vec<Line> {
        if forced {
            vec![
                self.t.say("id {0} · wanted *{2}*,", "编号 {0} · 想要 *{2}*，", args),
                self.t.say("must carry *{1}*", "须沿用 *{1}*", args),
            ]
        } else {
            vec![self.t.say("id {0} · proposed *{1}*", "编号 {0} · 提议 *{1}*", args)]
        }
    }

    fn proposing_short(self, args: &[Line], forced: bool) -> Vec<Line> {
        let value = if forced {
            self.t.say("must carry *{1}*", "须沿用 *{1}*", args)
        } else {
            self.t.say("proposed *{1}*", "提议 *{1}*", args)
        };
        vec![self.t.say("id {0} · phase 2", "编号 {0} · 第 2 阶段", args), value]
    }

    fn proposing_tight(self, args: &[Line], forced: bool) -> Line {
        if forced {
            self.t.say("id {0} · carries *{1}*", "编号 {0} · 沿用 *{1}*", args)
        } else {
            self.t.say("id {0} · proposed *{1}*", "编号 {0} · 提议 *{1}*", args)
        }
    }

    /// "promises: A1, A2 = majority".
    fn quorum(self, promises: NodeSet) -> Line {
        let args = [self.who(promises)];
        if promises.len() as u32 >= self.t.paxos.majority() {
            self.t.say("promises: {0} = majority", "承诺：{0} = 多数派", &args)
        } else {
            self.t.say("promises: {0}, no majority", "承诺：{0}，不是多数派", &args)
        }
    }

    fn accepted(self, args: &[Line]) -> Line {
        match self.room {
            Room::Full => self.t.say("accepted: {4}, {3}", "已接受：{4}，{3}", args),
            Room::Short | Room::Tight => self.t.say("accepted {3}", "已接受 {3}", args),
        }
    }

    /// "1 of 2".
    fn tally(self, counted: u32) -> Line {
        self.t.say("{0} of {1}", "{0}/{1}", &[count(counted), count(self.t.paxos.needed())])
    }

    /// "A1, A2", or how many when they are too many to name.
    fn who(self, nodes: NodeSet) -> Line {
        if nodes.len() <= LISTED_MAX {
            self.t.list(nodes)
        } else {
            self.t.say("{0} acceptors", "{0} 个决策者", &[count(nodes.len() as u32)])
        }
    }

    fn learner(self, learner: &Learner) -> Line {
        match (learner.learned, self.room) {
            (Some(proposal), _) => self.t.say("learned *{0}*", "已学习 *{0}*", &[self.value(proposal.value)]),
            (None, Room::Full) => self.t.say("has learned nothing", "尚未学习到值", &[]),
            (None, Room::Short | Room::Tight) => self.t.say("knows nothing", "尚未学习", &[]),
        }
    }

    /// The pills beside an acceptor: its promise, and what it has accepted.
    pub(super) fn tags(self, acceptor: &Acceptor, crashed: bool, room: Room) -> Vec<Tag> {
        let kind = if crashed { TagKind::OnDisk } else { TagKind::Known };
        let tone = acceptor.accepted.map_or(Tone::Plain, |proposal| Tone::Value(proposal.value.0));
        let args =
            [id(acceptor.promised), acceptor.accepted.map_or_else(Line::default, |proposal| self.proposal(proposal, room))];
        let t = self.t;
        let promised = acceptor.promised.0 > 0;
        if room == Room::Tight {
            let line = match (promised, acceptor.accepted) {
                (false, None) => return Vec::new(),
                (true, None) => t.say("*{0}*", "*{0}*", &args),
                (_, Some(_)) => t.say("*{0}* / {1}", "*{0}* / {1}", &args),
            };
            return vec![Tag { line, tone, kind }];
        }
        let promise = promised.then(|| match (self.room, crashed) {
            (Room::Full, true) => t.say("promised *{0}* (on disk)", "已承诺 *{0}*（磁盘）", &args),
            (Room::Full | Room::Short | Room::Tight, _) => t.say("promised *{0}*", "已承诺 *{0}*", &args),
        });
        let accepted = acceptor.accepted.map(|_| match room {
            Room::Full => t.say("accepted *{1}*", "已接受 *{1}*", &args),
            Room::Short | Room::Tight => t.say("*{1}*", "*{1}*", &args),
        });
        let promise = promise.map(|line| Tag { line, tone: Tone::Plain, kind });
        promise.into_iter().chain(accepted.map(|line| Tag { line, tone, kind })).collect()
    }

    fn proposal(self, proposal: Proposal, room: Room) -> Line {
        let columns = match room {
            Room::Full => 9,
            Room::Short => 6,
            Room::Tight => 4,
        };
        Line::plain(format!("{}·", proposal.id.0)).then(self.shortened(proposal.value, columns))
    }

    /// A value in its tone, as long as a caption can be.
    fn value(self, value: Value) -> Line {
        self.shortened(value, if self.room == Room::Full { 24 } else { 7 })
    }

    /// A value that is only wanted: without its tone, which belongs to what is proposed.
    fn word(self, value: Value) -> Line {
        Line::plain(self.value(value).to_string())
    }

    fn shortened(self, value: Value, columns: usize) -> Line {
        Span::value(Tone::Value(value.0), shortened(self.t.paxos.word(value), columns)).into()
    }
}

/// At most so many columns of a word; Chinese characters take two.
fn shortened(word: &str, columns: usize) -> String {
    let wide = |letter: char| if letter.is_ascii() { 1 } else { 2 };
    if word.chars().map(wide).sum::<usize>() <= columns {
        return word.to_owned();
    }
    let mut left = columns.saturating_sub(1);
    let mut short: String = word
        .chars()
        .take_while(|letter| {
            let fits = wide(*letter) <= left;
            left = left.saturating_sub(wide(*letter));
            fits
        })
        .collect();
    short.push('…');
    short
}
