//! The state graph of a small run: every state that the question allows, what is decided in it, and where a run is among
//! them; as plain data, for whoever draws it.

use crate::explore::{Edge, Graph, Inquiry, Limits, Region, Search, Space, Timeless, Valence};
use crate::sim::{Delivery, Protocol, Sight};
use crate::text::Locale;

use super::trail::Trail;
use super::{Question, Unsearchable, Unshown, inquiry, moves, trail, witness};
use crate::exhibit::knobs::Knobs;
use crate::exhibit::saved::Saved;
use crate::exhibit::staged::Staged;

/// The most states that are drawn: more dots are no longer told apart, and no longer met with a finger or a key.
pub const DRAWN_MAX: usize = 2_000;

/// Where there are more, they are counted up to here, which takes less than a second.
pub const COUNTED_MAX: usize = 100_000;

/// A state graph as data.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Atlas {
    /// What a run may come to: the word of each value.
    pub values: Vec<String>,
    /// How many states lie so many moves from the start; they are numbered in this order.
    pub levels: Vec<u32>,
    /// The states.
    pub states: Vec<Spot>,
    /// The moves, each once, in both languages.
    pub moves: Vec<[String; Locale::ALL.len()]>,
    /// The checks that are looked at, by name.
    pub checks: Vec<String>,
    /// Where the run is that was asked about.
    pub trail: Trail,
    /// Where only the first levels are drawn: how many states there are, and whether there are more still.
    pub more: Option<(u64, bool)>,
    /// Then, settings whose states can all be drawn, and how many there are.
    pub small: Option<(Knobs, u64)>,
}

/// A state of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spot {
    /// What is decided.
    pub valence: Valence,
    /// Which of the checks are broken, a bit for each.
    pub broken: u32,
    /// Which of the exhibit's claims are so.
    pub claims: Vec<u16>,
    /// The steps out of it.
    pub edges: Vec<Edge>,
}

impl Spot {
    /// What is decided.
    pub fn region(&self) -> Region {
        self.valence.region()
    }
}

/// What is asked, for a graph: every check that is about safety.
fn asked<E: Staged>(question: &Question) -> Result<Inquiry<E::Protocol>, Unsearchable> {
    if let Some(misfit) = E::misfit(&question.knobs, &question.without) {
        return Err(Unsearchable::Misfit(misfit));
    }
    let inquiry = inquiry::<E>(&Question { checks: Vec::new(), claims: Vec::new(), ..question.clone() });
    if inquiry.protocol.delivery() == Delivery::Rounds {
        return Err(Unsearchable::Rounds);
    }
    Ok(inquiry)
}

/// Draws the graph of a question, with a run in it.
pub(super) fn drawn<E: Staged>(question: &Question, run: &Saved) -> Result<Atlas, Unsearchable> {
    let inquiry = asked::<E>(question)?;
    let graph = Graph::of(Timeless::new(inquiry.clone()), DRAWN_MAX);
    let told = |step| Locale::ALL.map(|locale| moves::told::<E>(&inquiry, step, locale).to_string());
    let same = run.knobs == question.knobs && run.without == question.without;
    let nowhere = || Trail { states: Vec::new(), leaves: true };
    Ok(Atlas {
        values: E::outcomes(&inquiry.protocol),
        levels: graph.levels().to_vec(),
        states: spots::<E>(&graph, &inquiry),
        moves: graph.moves().iter().map(told).collect(),
        checks: inquiry.aims.iter().map(|(aim, _)| aim.name.to_owned()).collect(),
        trail: if same { trail::of(&graph, &inquiry, run) } else { nowhere() },
        more: graph.is_cut().then(|| counted(&inquiry)),
        small: if graph.is_cut() { small::<E>(question) } else { None },
    })
}

fn spots<E: Staged>(graph: &Graph<Timeless<E::Protocol>>, inquiry: &Inquiry<E::Protocol>) -> Vec<Spot> {
    let claims = E::claims(&inquiry.protocol, Locale::default()).len();
    let valences = graph.valences(|space, row| space.sight(row, E::settled));
    let spot = |(state, valence): (u32, Valence)| {
        let row = graph.row(state).unwrap_or_default();
        let so =
            |sight: &Sight<'_, E::Protocol>| (0..claims).filter(|claim| E::claimed(*claim, sight)).map(|so| so as u16).collect();
        Spot {
            valence,
            broken: graph.space().hits(row, u32::MAX),
            claims: graph.space().sight(row, so),
            edges: graph.edges(state).to_vec(),
        }
    };
    (0..).zip(valences).map(spot).collect()
}

/// How many states there are, as far as they are counted, and whether there are more.
fn counted<P: Protocol>(inquiry: &Inquiry<P>) -> (u64, bool) {
    let all = Inquiry { aims: Vec::new(), ..inquiry.clone() };
    let search = Search::new(Timeless::new(all), Limits { states: COUNTED_MAX, ..Limits::default() }).finished();
    (search.distinct() as u64, search.limit().is_some())
}

/// The largest of the exhibit's small settings whose states can all be drawn.
fn small<E: Staged>(question: &Question) -> Option<(Knobs, u64)> {
    let fits = |knobs: Knobs| {
        let inquiry = asked::<E>(&Question { knobs: knobs.clone(), ..question.clone() }).ok()?;
        let graph = Graph::of(Timeless::new(inquiry), DRAWN_MAX);
        (!graph.is_cut()).then(|| (knobs, graph.len() as u64))
    };
    let set =
        |small: &[(&str, &str)]| small.iter().fold(question.knobs.clone(), |knobs, (name, to)| knobs.with(E::KNOBS, name, to));
    E::SMALL.iter().map(|small| set(small)).find_map(fits)
}

/// The run that goes a shortest way to a state and stops there.
pub(super) fn run_to<E: Staged>(question: &Question, state: u32) -> Result<Saved, Unshown> {
    let inquiry = asked::<E>(question).map_err(|_| Unshown::Nothing)?;
    let graph = Graph::of(Timeless::new(inquiry.clone()), DRAWN_MAX);
    let (_, way) = graph.way(state).ok_or(Unshown::Nothing)?;
    let way: Vec<_> = way.into_iter().cloned().collect();
    let run = witness::run_of::<E>(question, &inquiry, &way).ok_or(Unshown::Move)?;
    // Played as a run it must be seen to come there.
    let trail = trail::of(&graph, &inquiry, &run);
    let there = trail.states.last() == Some(&state) || way.last().is_some_and(|step| step.begins);
    if there { Ok(run) } else { Err(Unshown::Astray) }
}
