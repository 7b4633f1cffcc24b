//! The figures of the stage: what each shows of its node.

use crate::exhibits::paxos::machine::{Paxos, Role};
use crate::exhibits::paxos::roles::{Acceptor, Learner, Node, Phase, Proposal, Proposer};
use crate::exhibits::paxos::text::role_name;
use crate::exhibits::paxos::text::teller::{Teller, count, id};
use crate::scene::{Figure, Format, Glow, GlowKind, Heading, Shape, Stage, Tag, TagKind};
use crate::sim::{NodeId, NodeSet, World};
use crate::text::{Line, Locale, Tone};

use super::layout::{Room, Spot, grid, spot};
use super::{ROLES, resolution};

/// The stage without links and packets.
pub fn stage(world: &World<Paxos>, locale: Locale, format: Format) -> Stage {
    let paxos = &world.protocol;
    let grid = grid(format);
    let counts = [paxos.proposers, paxos.acceptors, paxos.learners];
    let headings = ROLES.into_iter().zip(counts).zip(grid.headings);
    let headings = headings.map(|((role, count), at)| Heading { at, text: heading(role, count, locale).to_owned() });
    let artist = Artist { teller: Teller::new(paxos, locale), world, format, captions: grid.captions };
    let nodes = paxos.all_proposers().chain(paxos.all_acceptors()).chain(paxos.all_learners());
    Stage {
        width: grid.size.0,
        height: grid.size.1,
        headings: headings.collect(),
        figures: nodes.filter_map(|node| artist.figure(node)).collect(),
        ..Stage::default()
    }
}

fn heading(role: Role, count: u8, locale: Locale) -> &'static str {
    match (role, count) {
        (Role::Proposer, 1) => locale.pick("Proposer", "提议者"),
        (Role::Proposer, _) => locale.pick("Proposers", "提议者"),
        (Role::Acceptor, 1) => locale.pick("Acceptor", "决策者"),
        (Role::Acceptor, _) => locale.pick("Acceptors", "决策者"),
        (Role::Learner, 1) => locale.pick("Learner", "学习者"),
        (Role::Learner, _) => locale.pick("Learners", "学习者"),
    }
}

/// Draws the nodes of one world.
struct Artist<'a> {
    teller: Teller<'a>,
    world: &'a World<Paxos>,
    format: Format,
    captions: Room,
}

impl Artist<'_> {
    fn figure(&self, node: NodeId) -> Option<Figure> {
        let paxos = &self.world.protocol;
        let (role, number) = paxos.role(node);
        let place = spot(paxos, self.format, role, i32::from(number) - 1);
        let crashed = !self.world.up().has(node);
        let state = self.world.node(node)?;
        let tags = match state {
            Node::Acceptor(acceptor) => self.tags(acceptor, crashed, place),
            Node::Proposer(_) | Node::Learner(_) => Vec::new(),
        };
        Some(Figure {
            node: node.0,
            name: paxos.name(node),
            shape: shape(role),
            at: place.at,
            radius: place.radius,
            tone: outline(state, crashed),
            active: self.world.step.node == Some(node),
            crashed,
            traitor: self.world.traitors().has(node),
            glow: matches!(role, Role::Acceptor).then(|| self.glow(node)).flatten(),
            caption: self.caption(state, crashed, place),
            tags_at: placed(place, &tags, self.format),
            tags,
            label: self.label(node, role, state, crashed),
        })
    }

    fn caption(&self, state: &Node, crashed: bool, place: Spot) -> Vec<Line> {
        if crashed {
            let word = self.teller.say("crashed", "宕机", &[]);
            return if place.captioned { vec![word] } else { Vec::new() };
        }
        match state {
            Node::Proposer(proposer) => self.proposer(proposer),
            Node::Acceptor(_) => Vec::new(),
            Node::Learner(learner) => self.learner(learner),
        }
    }

    /// Lines under a proposer, for the room that there is.
    fn proposer(&self, proposer: &Proposer) -> Vec<Line> {
        match &proposer.phase {
            Phase::Idle => vec![self.idle(proposer)],
            Phase::Preparing { id: of, counted, promises, .. } => {
                let needed = self.teller.paxos.needed();
                let own = proposer.own.map_or_else(Line::default, |own| self.teller.value(own));
                let who: NodeSet = promises.keys().copied().collect();
                let args = [id(*of), own, count(*counted), count(needed), self.teller.list(who)];
                self.preparing(&args, *counted)
            }
            Phase::Proposing { proposal, promises, accepted, adopted, .. } => {
                self.proposing(proposer, *proposal, *promises, *accepted, adopted.is_some())
            }
            Phase::Resolved { proposal, .. } => {
                let args = [id(proposal.id), self.teller.value(proposal.value)];
                vec![match self.captions {
                    Room::Full => self.teller.say("id {0} · resolution: *{1}*", "编号 {0} · 决议：*{1}*", &args),
                    Room::Short | Room::Tight => self.teller.say("resolved: *{1}*", "决议：*{1}*", &args),
                }]
            }
        }
    }

    fn idle(&self, proposer: &Proposer) -> Line {
        let args = [id(proposer.used)];
        match (self.captions, proposer.used.0) {
            (Room::Full, 0) => self.teller.say("has asked nothing yet", "尚未提出请求", &args),
            (Room::Full, _) => self.teller.say("nothing under way, id {0} is used", "暂无提案，编号 {0} 已用过", &args),
            (Room::Short | Room::Tight, _) => self.teller.say("idle", "空闲", &args),
        }
    }

    fn preparing(&self, args: &[Line], counted: u32) -> Vec<Line> {
        let t = self.teller;
        match (self.captions, counted) {
            (Room::Full, 0) => {
                vec![
                    t.say("id {0} · wants *{1}*", "编号 {0} · 想要 *{1}*", args),
                    t.say("no promise of {3} yet", "尚无承诺，需要 {3} 个", args),
                ]
            }
            (Room::Full, _) => {
                vec![
                    t.say("id {0} · wants *{1}*", "编号 {0} · 想要 *{1}*", args),
                    t.say("promises: {4}: {2} of {3}", "承诺：{4}（{2}/{3}）", args),
                ]
            }
            (Room::Short, _) => vec![
                t.say("id {0} · wants *{1}*", "编号 {0} · 想要 *{1}*", args),
                t.say("promises {2} of {3}", "承诺 {2}/{3}", args),
            ],
            (Room::Tight, _) => vec![t.say("id {0} · {2} of {3} promises", "编号 {0} · 承诺 {2}/{3}", args)],
        }
    }

    fn proposing(
        &self,
        proposer: &Proposer,
        proposal: Proposal,
        promises: NodeSet,
        accepted: NodeSet,
        adopted: bool,
    ) -> Vec<Line> {
        let t = self.teller;
        let own = proposer.own.map_or_else(Line::default, |own| t.value(own));
        let forced = adopted && proposer.own != Some(proposal.value);
        let needed = count(t.paxos.needed());
        let args = [
            id(proposal.id),
            t.value(proposal.value),
            own,
            t.list(promises),
            t.list(accepted),
            count(accepted.len() as u32),
            needed,
        ];
        let first = match (self.captions, forced) {
            (Room::Full, true) if self.fits(proposer, proposal) => {
                vec![t.say("id {0} · wanted {2}, must carry *{1}*", "编号 {0} · 想要 {2}，须沿用 *{1}*", &args)]
            }
            (Room::Full, true) => {
                vec![t.say("id {0} · wanted {2}", "编号 {0} · 想要 {2}", &args), t.say("must carry *{1}*", "须沿用 *{1}*", &args)]
            }
            (Room::Full | Room::Short, false) => vec![t.say("id {0} · proposed *{1}*", "编号 {0} · 提议 *{1}*", &args)],
            (Room::Short, true) => vec![t.say("id {0} · carries *{1}*", "编号 {0} · 沿用 *{1}*", &args)],
            (Room::Tight, _) => return vec![t.say("id {0} · *{1}* · {5} of {6}", "编号 {0} · *{1}* · {5}/{6}", &args)],
        };
        let majority = promises.len() as u32 >= t.paxos.majority();
        let second = match (self.captions, accepted.is_empty(), majority) {
            (Room::Full, true, true) => t.say("promises: {3} = majority", "承诺：{3} = 多数派", &args),
            (Room::Full, true, false) => t.say("promises: {3}, no majority", "承诺：{3}，不是多数派", &args),
            (Room::Full, false, _) => t.say("accepted: {4}: {5} of {6}", "已接受：{4}（{5}/{6}）", &args),
            (Room::Short | Room::Tight, _, _) => t.say("accepted {5} of {6}", "接受 {5}/{6}", &args),
        };
        first.into_iter().chain([second]).collect()
    }

    /// Whether both words of a forced proposer fit on one line.
    fn fits(&self, proposer: &Proposer, proposal: Proposal) -> bool {
        let word =
            |value| self.teller.paxos.word(value).chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>();
        proposer.own.map_or(0, word) + word(proposal.value) <= 12
    }

    fn learner(&self, learner: &Learner) -> Vec<Line> {
        let t = self.teller;
        match (learner.learned, self.captions) {
            (Some(proposal), _) => vec![t.say("learned *{0}*", "已学习 *{0}*", &[t.value(proposal.value)])],
            (None, Room::Full) => vec![t.say("has learned nothing", "尚未学习到任何值", &[])],
            (None, Room::Short | Room::Tight) => vec![t.say("knows nothing", "尚未学习", &[])],
        }
    }

    fn tags(&self, acceptor: &Acceptor, crashed: bool, place: Spot) -> Vec<Tag> {
        let t = self.teller;
        let kind = if crashed { TagKind::OnDisk } else { TagKind::Known };
        let accepted = acceptor.accepted.map(|proposal| (proposal, t.proposal(proposal)));
        let tag = |line: Line, tone: Tone| Tag { line, tone, kind };
        let promise = [id(acceptor.promised)];
        if place.tags == Room::Tight {
            let line = match (acceptor.promised.0, accepted) {
                (0, None) => return Vec::new(),
                (_, None) => t.say("≥ {0}", "≥ {0}", &promise),
                (_, Some((_, line))) => t.say("≥ {0} {1}", "≥ {0} {1}", &[id(acceptor.promised), line]),
            };
            return vec![tag(line, acceptor.accepted.map_or(Tone::Plain, |proposal| Tone::Value(proposal.value.0)))];
        }
        let promised = (acceptor.promised.0 > 0).then(|| match (crashed, place.tags) {
            (true, Room::Full) => t.say("promised *{0}* (on disk)", "已承诺 *{0}*（磁盘）", &promise),
            (true | false, Room::Full | Room::Short | Room::Tight) => t.say("promised *{0}*", "已承诺 *{0}*", &promise),
        });
        let accepted = accepted.map(|(proposal, line)| {
            let line = match place.tags {
                Room::Full => t.say("accepted *{0}*", "已接受 *{0}*", &[line]),
                Room::Short | Room::Tight => t.say("*{0}*", "*{0}*", &[line]),
            };
            tag(line, Tone::Value(proposal.value.0))
        });
        promised.map(|line| tag(line, Tone::Plain)).into_iter().chain(accepted).collect()
    }

    /// The quorum that an acceptor belongs to: chosen before accepted before promised.
    fn glow(&self, node: NodeId) -> Option<Glow> {
        let watched = self.world.watched();
        let voted = |proposal: &&Proposal| watched.votes.get(*proposal).is_some_and(|voters| voters.has(node));
        if let Some(chosen) = watched.chosen.iter().rev().find(voted) {
            return Some(Glow { tone: Tone::Value(chosen.value.0), kind: GlowKind::Chosen });
        }
        let mut phases: Vec<&Phase> = self.world.protocol.all_proposers().filter_map(|node| self.phase(node)).collect();
        phases.sort_by_key(|phase| std::cmp::Reverse(phase.id()));
        phases.into_iter().find_map(|phase| match phase {
            Phase::Proposing { proposal, accepted, .. } | Phase::Resolved { proposal, accepted } if accepted.has(node) => {
                Some(Glow { tone: Tone::Value(proposal.value.0), kind: GlowKind::Accepted })
            }
            Phase::Proposing { promises, .. } if promises.has(node) => {
                Some(Glow { tone: Tone::Propose, kind: GlowKind::Promised })
            }
            Phase::Idle | Phase::Preparing { .. } | Phase::Proposing { .. } | Phase::Resolved { .. } => None,
        })
    }

    fn phase(&self, node: NodeId) -> Option<&Phase> {
        match self.world.node(node) {
            Some(Node::Proposer(proposer)) => Some(&proposer.phase),
            Some(Node::Acceptor(_) | Node::Learner(_)) | None => None,
        }
    }

    /// One sentence that a screen reader says of a node.
    fn label(&self, node: NodeId, role: Role, state: &Node, crashed: bool) -> String {
        let t = self.teller;
        let down = if crashed { t.locale.pick(", crashed", "，宕机") } else { "" };
        let comma = t.locale.pick(": ", "：");
        format!("{} {}{down}{comma}{}", t.paxos.name(node), role_name(role, t.locale), super::inspect::knows(t, state))
    }
}

fn shape(role: Role) -> Shape {
    match role {
        Role::Proposer => Shape::Triangle,
        Role::Acceptor => Shape::Square,
        Role::Learner => Shape::Circle,
    }
}

fn outline(state: &Node, crashed: bool) -> Tone {
    if crashed {
        return Tone::Crashed;
    }
    match state {
        Node::Learner(_) => resolution(state).map_or(Tone::Plain, |proposal| Tone::Value(proposal.value.0)),
        Node::Proposer(_) | Node::Acceptor(_) => Tone::Plain,
    }
}

/// A single tag stands in the middle of the room for two when they stand beside their figure.
fn placed(place: Spot, tags: &[Tag], format: Format) -> crate::scene::Point {
    let step = match format {
        Format::Wide => 29,
        Format::Tall => 25,
        Format::Strip => 21,
    };
    let mut at = place.tags_at;
    if tags.len() == 1 && at.x > place.at.x && place.tags != Room::Tight {
        at.y += step / 2;
    }
    at
}
