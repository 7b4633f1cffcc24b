//! What can be asked of a state of Paxos: who has declared, accepted or learned what, and who is down.

use crate::exhibit::Claim;
use crate::sim::{NodeId, Sight};
use crate::text::Locale;

use super::machine::Paxos;
use super::roles::{Acceptor, Learner, Node, Phase, Proposer, Value};
use super::text::teller::Teller;

/// Something that can be so in a state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Said {
    /// A majority has accepted this value under one id.
    Chosen(Value),
    /// A value is chosen, and nobody has declared or learned any.
    Unknown,
    /// The proposer proposes another's value, because a promise reported it.
    Adopts(NodeId),
    /// The proposer has asked to accept this value.
    Proposes(NodeId, Value),
    /// The proposer has declared this resolution.
    Declared(NodeId, Value),
    /// What the acceptor accepted last has this value.
    Accepted(NodeId, Value),
    /// The learner has learned this value.
    Learned(NodeId, Value),
    /// The node is down.
    Down(NodeId),
}

/// Everything that can be asked of a state, in the order of menus.
fn all(paxos: &Paxos) -> Vec<Said> {
    let values = || (0..paxos.palette.len() as u8).map(Value);
    let each = |say: fn(NodeId, Value) -> Said, node: NodeId| values().map(move |value| say(node, value));
    let mut all: Vec<Said> = values().map(Said::Chosen).chain([Said::Unknown]).collect();
    for proposer in paxos.all_proposers() {
        all.push(Said::Adopts(proposer));
        all.extend(each(Said::Proposes, proposer).chain(each(Said::Declared, proposer)));
    }
    all.extend(paxos.all_acceptors().flat_map(|acceptor| each(Said::Accepted, acceptor)));
    all.extend(paxos.all_learners().flat_map(|learner| each(Said::Learned, learner)));
    all.extend((0..paxos.proposers + paxos.acceptors + paxos.learners).map(|node| Said::Down(NodeId(node))));
    all
}

/// The same, as people choose and files name them.
pub(super) fn claims(paxos: &Paxos, locale: Locale) -> Vec<Claim> {
    all(paxos).into_iter().map(|said| Claim { name: said.name(paxos), title: said.title(paxos, locale) }).collect()
}

/// Whether the claim with this index is so.
pub(super) fn claimed(claim: usize, sight: &Sight<'_, Paxos>) -> bool {
    all(sight.protocol).get(claim).is_some_and(|said| said.is_so(sight))
}

impl Said {
    fn name(self, paxos: &Paxos) -> String {
        let value = |value: Value| paxos.palette.get(usize::from(value.0)).cloned().unwrap_or_default();
        let of = |node: NodeId, word: &str, what: Value| format!("{}:{word}:{}", paxos.name(node), value(what));
        match self {
            Said::Chosen(what) => format!("chosen:{}", value(what)),
            Said::Unknown => "chosen:unknown".to_owned(),
            Said::Adopts(node) => format!("{}:adopts", paxos.name(node)),
            Said::Proposes(node, what) => of(node, "proposes", what),
            Said::Declared(node, what) => of(node, "declared", what),
            Said::Accepted(node, what) => of(node, "accepted", what),
            Said::Learned(node, what) => of(node, "learned", what),
            Said::Down(node) => format!("{}:down", paxos.name(node)),
        }
    }

    fn title(self, paxos: &Paxos, locale: Locale) -> String {
        let teller = Teller::new(paxos, locale);
        let (name, value) = (|node| paxos.name(node), |value| teller.value(value).to_string());
        match self {
            Said::Chosen(what) => locale.pick(format!("{} is chosen", value(what)), format!("{} 已被批准", value(what))),
            Said::Unknown => locale.pick("a value is chosen, and nobody knows it yet", "有值已被批准，但还无人知晓").to_owned(),
            Said::Adopts(node) => {
                let node = name(node);
                locale
                    .pick(format!("{node} must carry on a value that was reported to it"), format!("{node} 必须沿用报告给它的值"))
            }
            Said::Proposes(node, what) => {
                let (node, what) = (name(node), value(what));
                locale.pick(format!("{node} proposes {what}"), format!("{node} 提议 {what}"))
            }
            Said::Declared(node, what) => {
                let (node, what) = (name(node), value(what));
                locale.pick(format!("{node} has declared {what}"), format!("{node} 已宣布 {what}"))
            }
            Said::Accepted(node, what) => {
                let (node, what) = (name(node), value(what));
                locale.pick(format!("{node} accepted {what} last"), format!("{node} 最近接受了 {what}"))
            }
            Said::Learned(node, what) => {
                let (node, what) = (name(node), value(what));
                locale.pick(format!("{node} has learned {what}"), format!("{node} 已学习到 {what}"))
            }
            Said::Down(node) => locale.pick(format!("{} is down", name(node)), format!("{} 已宕机", name(node))),
        }
    }

    fn is_so(self, sight: &Sight<'_, Paxos>) -> bool {
        let phase = |node: NodeId| match sight.nodes.get(node.index()) {
            Some(Node::Proposer(Proposer { phase, .. })) => Some(phase),
            _ => None,
        };
        let watched = sight.watched;
        match self {
            Said::Chosen(what) => watched.chosen.iter().any(|chosen| chosen.value == what),
            Said::Unknown => !watched.chosen.is_empty() && !sight.nodes.iter().any(|node| knows(node)),
            Said::Adopts(node) => matches!(phase(node), Some(Phase::Proposing { adopted: Some(_), .. })),
            Said::Proposes(node, what) => {
                matches!(phase(node), Some(Phase::Proposing { proposal, .. }) if proposal.value == what)
            }
            Said::Declared(node, what) => {
                matches!(phase(node), Some(Phase::Resolved { proposal, .. }) if proposal.value == what)
            }
            Said::Accepted(node, what) => {
                let of = sight.nodes.get(node.index());
                matches!(of, Some(Node::Acceptor(Acceptor { accepted: Some(last), .. })) if last.value == what)
            }
            Said::Learned(node, what) => {
                let of = sight.nodes.get(node.index());
                matches!(of, Some(Node::Learner(Learner { learned: Some(last), .. })) if last.value == what)
            }
            Said::Down(node) => !sight.up.has(node),
        }
    }
}

/// Whether a node has declared or learned anything.
fn knows(node: &Node) -> bool {
    match node {
        Node::Proposer(proposer) => matches!(proposer.phase, Phase::Resolved { .. }),
        Node::Learner(learner) => learner.learned.is_some(),
        Node::Acceptor(_) => false,
    }
}
