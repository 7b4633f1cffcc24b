//! Facts as data for reports: ids as numbers, values as their words, nodes as their names.

use crate::exhibit::json::Json;
use crate::sim::{Disk, NodeId, NodeSet};

use super::facts::{Fact, What, Why};
use super::machine::Paxos;
use super::roles::{Id, Proposal};

type Fields = Vec<(&'static str, Json)>;

/// What a fact says.
pub(super) fn fields(paxos: &Paxos, fact: &Fact) -> Fields {
    let number = |id: Id| Json::Number(id.into());
    // Id 0 stands for "none yet".
    let some = |id: Id| if id == Id(0) { Json::Null } else { number(id) };
    let node = |node: NodeId| Json::text(paxos.name(node));
    let nodes = |set: NodeSet| Json::List(set.iter().map(node).collect());
    let value = |value| Json::text(paxos.word(value));
    let pair = |p: Proposal| vec![("id", number(p.id)), ("value", value(p.value))];
    let maybe = |p: Option<Proposal>| p.map_or(Json::Null, |p| Json::object(pair(p)));
    let from = |report: Option<(NodeId, Proposal)>| {
        report.map_or(Json::Null, |(who, p)| Json::object([vec![("from", node(who))], pair(p)].concat()))
    };
    let of = |count: u32, needed: u32| vec![("count", Json::Number(count.into())), ("needed", Json::Number(needed.into()))];
    match &fact.what {
        What::Prepares { id, own, after } => vec![("id", number(*id)), ("own", value(*own)), ("after", some(*after))],
        What::Promises { id, before, reported, recorded } => vec![
            ("id", number(*id)),
            ("before", some(*before)),
            ("reported", maybe(*reported)),
            ("recorded", Json::Bool(*recorded)),
        ],
        What::RefusesPrepare { id, promised } => vec![("id", number(*id)), ("promised", some(*promised))],
        What::CountsPromise { id, from: who, reported, count, needed } => {
            [vec![("id", number(*id)), ("from", node(*who)), ("reported", maybe(*reported))], of(*count, *needed)].concat()
        }
        What::Proposes { proposal, own, adopted, passed_over, promises } => {
            let rest = vec![
                ("own", value(*own)),
                ("adopted", from(*adopted)),
                ("passed_over", from(*passed_over)),
                ("quorum", nodes(*promises)),
            ];
            [pair(*proposal), rest].concat()
        }
        What::Accepts { proposal, promised, before } => {
            [pair(*proposal), vec![("promised", some(*promised)), ("before", maybe(*before))]].concat()
        }
        What::RefusesPropose { proposal, promised } => [pair(*proposal), vec![("promised", some(*promised))]].concat(),
        What::CountsAccepted { proposal, from: who, count, needed }
        | What::LearnerCounts { proposal, from: who, count, needed } => {
            [pair(*proposal), vec![("from", node(*who))], of(*count, *needed)].concat()
        }
        What::Declares { proposal, accepted, tells } => {
            [pair(*proposal), vec![("quorum", nodes(*accepted)), ("tells", Json::Bool(*tells))]].concat()
        }
        What::HearsRefusal { id, from: who, promised } => {
            vec![("id", number(*id)), ("from", node(*who)), ("promised", some(*promised))]
        }
        What::Learns { proposal, from: who, counted } => {
            [pair(*proposal), vec![("from", node(*who)), ("counted", Json::Bool(*counted))]].concat()
        }
        What::Contradicts { learned, heard } => [pair(*heard), vec![("learned", maybe(Some(*learned)))]].concat(),
        What::Ignores { from: who, kind, id, why } => {
            vec![("from", node(*who)), ("kind", Json::text(*kind)), ("id", number(*id)), ("why", Json::text(word(*why)))]
        }
        What::Wakes { disk, promised, holds, used } => vec![
            ("disk", Json::text(if *disk == Disk::Kept { "kept" } else { "lost" })),
            ("promised", promised.map_or(Json::Null, some)),
            ("holds", maybe(*holds)),
            ("used", used.map_or(Json::Null, some)),
        ],
    }
}

fn word(why: Why) -> &'static str {
    match why {
        Why::OtherId { .. } => "other-id",
        Why::OtherValue => "other-value",
        Why::CountedAlready => "counted-already",
        Why::PhaseOver => "phase-over",
        Why::KnownAlready => "known-already",
        Why::NotMine => "not-mine",
    }
}
