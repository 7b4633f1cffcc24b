//! What page and searcher write each other about a state graph.
//!
//! ```text
//! to the searcher                       from the searcher
//! graph                                 atlas
//! at #/paxos/duel?v=1&..   (or open 12) value red
//! and then what a search is asked:      levels 1 1 3 ..
//! run #/paxos/duel?v=1&w=promise        move A1 gets prepare 1 from P1 \t A1 收到 ..
//! network bag                           check agreement
//! ..                                    state 0 3 0 0 2,17 1:0,2:1
//!                                       trail 0 1 4 ..
//!                                       leaves
//!                                       more 100000 yes
//!                                       small 824 #/paxos/duel?..
//!                                  or:  found #/paxos/..      refused One sentence.
//! ```
//!
//! A line `state` has what is settled, what may come, whether more may, what is broken, which claims are so, and the steps.

use std::fmt::{Display, Write};
use std::str::FromStr;

use crate::exhibit::explored::{Atlas, Spot};
use crate::explore::{Edge, Valence};

/// How a letter about a graph begins.
pub const GRAPH: &str = "graph\n";
/// How an answer begins that is a graph.
const ATLAS: &str = "atlas\n";

/// What the searcher says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Said {
    /// The graph; where smaller settings were named, the address of a run with them and how many states it has.
    Atlas(Box<Atlas>, Option<(String, u64)>),
    /// The address of a run to the state that was asked for.
    Found(String),
    /// Why there is none, in a sentence.
    Refused(String),
}

/// A graph as a letter.
pub(super) fn write(atlas: &Atlas, small: Option<(String, u64)>) -> String {
    let mut text = ATLAS.to_owned();
    // A string takes whatever is written to it.
    for value in &atlas.values {
        let _ = writeln!(text, "value {value}");
    }
    let _ = writeln!(text, "levels {}", spread(&atlas.levels, " "));
    for [en, zh] in &atlas.moves {
        let _ = writeln!(text, "move {en}\t{zh}");
    }
    for check in &atlas.checks {
        let _ = writeln!(text, "check {check}");
    }
    for spot in &atlas.states {
        let Spot { valence: Valence { settled, reachable, beyond }, broken, claims, edges } = spot;
        let edges: Vec<String> = edges.iter().map(|edge| format!("{}:{}", edge.to, edge.by)).collect();
        let (claims, edges) = (spread(claims, ","), spread(&edges, ","));
        let _ = writeln!(text, "state {settled} {reachable} {} {broken} {claims} {edges}", u8::from(*beyond));
    }
    let _ = writeln!(text, "trail {}", spread(&atlas.trail.states, " "));
    text.push_str(if atlas.trail.leaves { "leaves\n" } else { "" });
    if let Some((states, still)) = atlas.more {
        let _ = writeln!(text, "more {states} {}", u8::from(still));
    }
    if let Some((address, states)) = small {
        let _ = writeln!(text, "small {states} {address}");
    }
    text
}

fn spread<T: Display>(all: &[T], between: &str) -> String {
    all.iter().map(T::to_string).collect::<Vec<_>>().join(between)
}

fn numbers<T: FromStr>(text: &str, between: char) -> Option<Vec<T>> {
    text.split(between).filter(|number| !number.is_empty()).map(|number| number.parse().ok()).collect()
}

impl Said {
    /// Reads a letter; `None` when it is none.
    pub fn read(text: &str) -> Option<Said> {
        if let Some(lines) = text.strip_prefix(ATLAS) {
            return atlas(lines);
        }
        let (word, rest) = text.trim_end().split_once(' ')?;
        match word {
            "found" => Some(Said::Found(rest.to_owned())),
            "refused" => Some(Said::Refused(rest.to_owned())),
            _ => None,
        }
    }
}

fn atlas(lines: &str) -> Option<Said> {
    let (mut atlas, mut small) = (Atlas::default(), None);
    for line in lines.lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "value" => atlas.values.push(rest.to_owned()),
            "levels" => atlas.levels = numbers(rest, ' ')?,
            "move" => atlas.moves.push(rest.split_once('\t').map(|(en, zh)| [en.to_owned(), zh.to_owned()])?),
            "check" => atlas.checks.push(rest.to_owned()),
            "state" => atlas.states.push(spot(rest)?),
            "trail" => atlas.trail.states = numbers(rest, ' ')?,
            "leaves" => atlas.trail.leaves = true,
            "more" => atlas.more = rest.split_once(' ').and_then(|(states, still)| Some((states.parse().ok()?, still == "1"))),
            "small" => small = rest.split_once(' ').and_then(|(states, run)| Some((run.to_owned(), states.parse().ok()?))),
            _ => return None,
        }
    }
    is_whole(&atlas).then(|| Said::Atlas(Box::new(atlas), small))
}

fn spot(rest: &str) -> Option<Spot> {
    let mut parts = rest.split(' ');
    let mut number = || parts.next()?.parse::<u32>().ok();
    let (settled, reachable, beyond, broken) = (number()?, number()?, number()? == 1, number()?);
    let claims = numbers(parts.next()?, ',')?;
    let edge = |text: &str| text.split_once(':').and_then(|(to, by)| Some(Edge { to: to.parse().ok()?, by: by.parse().ok()? }));
    let edges: Option<Vec<Edge>> = parts.next()?.split(',').filter(|text| !text.is_empty()).map(edge).collect();
    Some(Spot { valence: Valence { settled, reachable, beyond }, broken, claims, edges: edges? })
}

/// Whether whatever it names is there.
fn is_whole(atlas: &Atlas) -> bool {
    let (states, moves) = (atlas.states.len(), atlas.moves.len());
    let leads = |edge: &Edge| (edge.to as usize) < states && (edge.by as usize) < moves;
    states > 0
        && atlas.levels.iter().all(|level| *level > 0)
        && atlas.levels.iter().try_fold(0_u32, |sum, level| sum.checked_add(*level)) == u32::try_from(states).ok()
        && atlas.states.iter().flat_map(|spot| &spot.edges).all(leads)
        && atlas.trail.states.iter().all(|state| (*state as usize) < states)
}
