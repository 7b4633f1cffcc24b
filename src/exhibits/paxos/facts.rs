//! What happens in Paxos and why, typed. `text.rs` makes prose of it.

use crate::sim::{Condition, Disk, Evidence, NodeId, NodeSet};

use super::roles::{Id, Proposal, Value};

/// A fact with the conditions of its rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// What happened.
    pub what: What,
    /// The conditions of the rule, with the values they had.
    pub conditions: Vec<Condition>,
}

/// What happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// A proposer sends prepare with a new id.
    Prepares {
        /// The id.
        id: Id,
        /// The value it wants.
        own: Value,
        /// Whether it lost patience with an earlier id (0: this is its first try).
        after: Id,
    },
    /// An acceptor promises.
    Promises {
        /// The id.
        id: Id,
        /// What it had promised before.
        before: Id,
        /// What it reports.
        reported: Option<Proposal>,
        /// Whether it wrote the promise down (not without the guard `record`).
        recorded: bool,
    },
    /// An acceptor refuses a prepare.
    RefusesPrepare {
        /// The id.
        id: Id,
        /// What it has promised.
        promised: Id,
    },
    /// A proposer counts a promise, and waits for more.
    CountsPromise {
        /// The id.
        id: Id,
        /// Who promised.
        from: NodeId,
        /// What it reported.
        reported: Option<Proposal>,
        /// How many so far.
        count: u32,
        /// How many it needs.
        needed: u32,
    },
    /// A proposer has promises from a majority and proposes.
    Proposes {
        /// What it proposes.
        proposal: Proposal,
        /// What it wanted.
        own: Value,
        /// From whom it adopted the value, and under which proposal that was accepted.
        adopted: Option<(NodeId, Proposal)>,
        /// A value that it should have adopted and did not (a guard is taken away).
        passed_over: Option<(NodeId, Proposal)>,
        /// Who promised.
        promises: NodeSet,
    },
    /// An acceptor accepts.
    Accepts {
        /// What.
        proposal: Proposal,
        /// What it had promised.
        promised: Id,
        /// What it had accepted before.
        before: Option<Proposal>,
    },
    /// An acceptor refuses a propose.
    RefusesPropose {
        /// What.
        proposal: Proposal,
        /// What it has promised.
        promised: Id,
    },
    /// A proposer counts an acceptance, and waits for more.
    CountsAccepted {
        /// What was accepted.
        proposal: Proposal,
        /// By whom.
        from: NodeId,
        /// How many so far.
        count: u32,
        /// How many it needs.
        needed: u32,
    },
    /// A proposer has acceptances from a majority: the resolution is made.
    Declares {
        /// The resolution.
        proposal: Proposal,
        /// Who accepted.
        accepted: NodeSet,
        /// Whether it tells the learners itself.
        tells: bool,
    },
    /// A proposer hears a refusal.
    HearsRefusal {
        /// Its id.
        id: Id,
        /// From whom.
        from: NodeId,
        /// What that acceptor has promised.
        promised: Id,
    },
    /// A learner learns the resolution.
    Learns {
        /// The resolution.
        proposal: Proposal,
        /// Who told it.
        from: NodeId,
        /// Whether it counted acceptances itself.
        counted: bool,
    },
    /// A learner counts an acceptance, and waits for more.
    LearnerCounts {
        /// What was accepted.
        proposal: Proposal,
        /// By whom.
        from: NodeId,
        /// How many so far.
        count: u32,
        /// How many it needs.
        needed: u32,
    },
    /// A learner hears of another value than it has learned.
    Contradicts {
        /// What it has learned.
        learned: Proposal,
        /// What it hears.
        heard: Proposal,
    },
    /// A node ignores a message, and why.
    Ignores {
        /// Who sent it.
        from: NodeId,
        /// The kind of the message.
        kind: &'static str,
        /// Its id.
        id: Id,
        /// Why.
        why: Why,
    },
    /// A node wakes.
    Wakes {
        /// What it found.
        disk: Disk,
        /// Its promise, if it is an acceptor.
        promised: Option<Id>,
        /// What it has accepted or learned.
        holds: Option<Proposal>,
        /// The highest id it has used, if it is a proposer.
        used: Option<Id>,
    },
}

/// Why a message was ignored.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Why {
    /// It answers another id than the present one.
    OtherId {
        /// The present id; 0 when nothing is under way.
        now: Id,
    },
    /// It accepts another value than was proposed under the present id.
    OtherValue,
    /// The sender has been counted already.
    CountedAlready,
    /// The phase it belongs to is over.
    PhaseOver,
    /// The learner knows it already.
    KnownAlready,
    /// This role takes no such message.
    NotMine,
}

impl Fact {
    /// A fact with its conditions.
    pub fn new(what: What, conditions: impl IntoIterator<Item = Condition>) -> Fact {
        Fact { what, conditions: conditions.into_iter().collect() }
    }
}

impl Evidence for Fact {
    fn rule(&self) -> &'static str {
        match self.what {
            What::Prepares { .. } => "prepare",
            What::Promises { .. } => "promise",
            What::RefusesPrepare { .. } => "refuse-prepare",
            What::CountsPromise { .. } => "count-promise",
            What::Proposes { .. } => "propose",
            What::Accepts { .. } => "accept",
            What::RefusesPropose { .. } => "refuse-propose",
            What::CountsAccepted { .. } => "count-accepted",
            What::Declares { .. } => "resolve",
            What::HearsRefusal { .. } => "hear-refusal",
            What::Learns { .. } => "learn",
            What::LearnerCounts { .. } => "learner-count",
            What::Contradicts { .. } => "contradict",
            What::Ignores { .. } => "ignore",
            What::Wakes { .. } => "wake",
        }
    }

    fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    fn refuses(&self) -> bool {
        matches!(self.what, What::RefusesPrepare { .. } | What::RefusesPropose { .. } | What::Ignores { .. })
    }
}
