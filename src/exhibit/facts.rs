//! Events in the words of reports: the act, and facts as typed data. The page writes no reports.

use crate::sim::{Act, Condition, Disk, Ending, Evidence, LossCause, MessageRef, NodeSet, Protocol, Since, World};

use super::json::Json;
use super::staged::Staged;

/// An event in the words of reports.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FactWords {
    /// The act: `deliver prepare P1 A1 id=1`.
    pub act: String,
    /// Each fact as an object: its `rule`, its `node`, what the exhibit adds, its `conditions`.
    pub facts: Vec<Json>,
}

/// The event that led here, in the words of reports.
pub(super) fn facts<E: Staged>(world: &World<E::Protocol>) -> FactWords {
    let step = &world.step;
    let act = step.act.map_or_else(|| "start".to_owned(), |act| act_words::<E>(world, act));
    let facts = step.facts.iter().map(|(at, fact)| {
        let mut fields = vec![("rule", Json::text(fact.rule())), ("node", Json::text(E::name(&world.protocol, *at)))];
        fields.extend(E::fields(&world.protocol, fact));
        fields.push(("conditions", Json::List(fact.conditions().iter().map(condition).collect())));
        Json::object(fields)
    });
    FactWords { act, facts: facts.collect() }
}

/// A condition with the values it had: `{ "name": "id-above-promised", "left": 2, "relation": ">", "right": 1, .. }`.
fn condition(condition: &Condition) -> Json {
    Json::object(vec![
        ("name", Json::text(condition.name)),
        ("left", Json::Number(condition.left)),
        ("relation", Json::text(condition.relation.sign())),
        ("right", Json::Number(condition.right)),
        ("holds", Json::Bool(condition.holds())),
    ])
}

/// An act in the words of files: `deliver prepare P1 A1 id=1`.
fn act_words<E: Staged>(world: &World<E::Protocol>, act: Act) -> String {
    let step = &world.step;
    let name = |node| E::name(&world.protocol, node);
    let nodes = |set: NodeSet| set.iter().map(name).collect::<Vec<_>>().join(",");
    let message = |m: MessageRef| {
        let ended = step.ended.iter().map(|(flight, _)| flight);
        let mut known = ended.chain(&step.touched).chain(world.wire());
        let words = known.find(|flight| flight.name == m).map(|flight| {
            let look = E::look(&world.protocol, &flight.message);
            let mut words = vec![look.kind.to_owned(), name(m.from), name(m.to)];
            words.extend(look.fields.iter().map(|(field, value)| format!("{field}={value}")));
            words.join(" ")
        });
        words.unwrap_or_else(|| format!("{} {} #{}", name(m.from), name(m.to), m.ordinal))
    };
    match act {
        Act::Deliver(m) => format!("deliver {}", message(m)),
        Act::Lose(m) => format!("lose {}", message(m)),
        Act::Duplicate(m) => format!("duplicate {}", message(m)),
        Act::Hold(m) => format!("hold {}", message(m)),
        Act::Release(m) => format!("release {}", message(m)),
        Act::Forge { message: m, .. } => format!("forge {}", message(m)),
        Act::Crash { node, .. } => {
            // Told where a message of its latest step was still in flight: whom they all reached or will reach.
            let called_back = step.ended.iter().any(|(_, ending)| *ending == Ending::Lost(LossCause::SenderCrashed));
            let reached = world.places().get(node.index()).map_or(NodeSet::EMPTY, |place| place.reached);
            let reaches: NodeSet = reached.iter().chain(world.unsent(node).map(|flight| flight.name.to)).collect();
            match (called_back || world.unsent(node).next().is_some(), reaches.is_empty()) {
                (false, _) => format!("crash {}", name(node)),
                (true, true) => format!("crash {} reaches=nobody", name(node)),
                (true, false) => format!("crash {} reaches={}", name(node), nodes(reaches)),
            }
        }
        Act::Wake { node, disk: Disk::Kept } => format!("wake {}", name(node)),
        Act::Wake { node, disk: Disk::Lost } => format!("wake {} disk=lost", name(node)),
        Act::Cut(a, b) => format!("cut {} {}", name(a), name(b)),
        Act::Heal(a, b) => format!("heal {} {}", name(a), name(b)),
        Act::Partition(side) => format!("partition {}", nodes(side)),
        Act::HealAll => "heal all".to_owned(),
        Act::Fire { node, .. } => format!("timeout {}", name(node)),
        Act::Command { node, choice } => {
            let command = world.protocol.commands(node).into_iter().nth(usize::from(choice));
            let (word, argument) =
                command.map_or(("command", String::new()), |command| E::command_word(&world.protocol, &command));
            format!("{word} {} {argument}", name(node))
        }
        Act::Betray { node, since: Since::Now } => format!("betray {}", name(node)),
        Act::Betray { node, since: Since::Start } => format!("betray {} since=start", name(node)),
        Act::Turn(index) => format!("turn {index}"),
    }
}
