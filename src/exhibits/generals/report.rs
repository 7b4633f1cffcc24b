//! Facts as data for reports: paths as lists of names, values as their words.

use crate::exhibit::json::Json;
use crate::sim::{NodeId, NodeSet};

use super::facts::{Fact, What};
use super::machine::{Oral, Value};
use super::path::Path;

/// What a fact says.
pub(super) fn fields(fact: &Fact) -> Vec<(&'static str, Json)> {
    let node = |node: NodeId| Json::text(Oral::name(node));
    let path = |path: Path| Json::List(path.nodes().map(node).collect());
    let nodes = |set: NodeSet| Json::List(set.iter().map(node).collect());
    let value = |value: Value| Json::text(value.word());
    let maybe = |some: Option<Value>| some.map_or(Json::Null, value);
    let number = |number: u32| Json::Number(number.into());
    match &fact.what {
        What::Calls { path: of, level, value: says, heard, to } => vec![
            ("path", path(*of)),
            ("level", number((*level).into())),
            ("value", value(*says)),
            ("heard", maybe(*heard)),
            ("to", nodes(*to)),
        ],
        What::Folds { path: of, level, own, attack, retreat, missing, worth, decides } => vec![
            ("path", path(*of)),
            ("level", number((*level).into())),
            ("own", maybe(*own)),
            ("attack", number(*attack)),
            ("retreat", number(*retreat)),
            ("missing", number(*missing)),
            ("worth", value(*worth)),
            ("decides", Json::Bool(*decides)),
        ],
        What::Ignores { from, path: of, late } => vec![("from", node(*from)), ("path", path(*of)), ("late", Json::Bool(*late))],
        What::Wakes { remembers } => vec![("remembers", Json::Bool(*remembers))],
    }
}
