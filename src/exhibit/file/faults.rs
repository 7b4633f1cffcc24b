//! The list of faults: traitors with their lies, and crashes in a round.
//!
//! Both belong to exhibits of rounds. Traitors become the exhibit's plot, a knob; a crash is done in a replay, behind the
//! last event of its round. An exhibit that has no such thing declines, after the shape has been read in full, so that a
//! mistake in it is named first.

use super::ITEMS_MAX;
use super::at::At;
use super::problem::{FileError, RunProblem, ShapeProblem, Wanted};
use super::setup::unknown;
use crate::exhibit::json::Json;
use crate::exhibit::knobs::KnobKind;
use crate::exhibit::plot::{Habit, Lie, PLOT_ITEMS_MAX, Plot, PlotSpec};
use crate::exhibit::{Exhibit, Refusal, Saved};
use crate::sim::{Act, Deviation, NodeId, NodeSet};
use crate::text::Locale;

/// A crash that a file asks for.
pub(super) struct Crash<'a> {
    at: At<'a>,
    node: At<'a>,
    round: u32,
    reaches: Vec<At<'a>>,
}

/// Reads the list: traitors go into the plot of `saved`, crashes come back for a replay.
pub(super) fn read<'a>(exhibit: &'static dyn Exhibit, saved: &mut Saved, at: &At<'a>) -> Result<Vec<Crash<'a>>, FileError> {
    let items = at.items(ITEMS_MAX)?;
    let mut crashes = Vec::new();
    let mut declined = None;
    let plots = exhibit.knobs().iter().find_map(|spec| match spec.kind {
        KnobKind::Plot(plot) => Some((spec.name, plot)),
        KnobKind::Number { .. }
        | KnobKind::Switch { .. }
        | KnobKind::Choice(_)
        | KnobKind::Words { .. }
        | KnobKind::Node { .. } => None,
    });
    for item in &items {
        let fields = item.object(&["node", "traitor", "crash"])?;
        let node = fields.need("node")?;
        node.text()?;
        match (fields.get("traitor"), fields.get("crash")) {
            (Some(_), Some(crash)) => return Err(crash.wrong(ShapeProblem::NotBoth { one: "traitor", other: "crash" })),
            (None, None) => return Err(item.wanted(Wanted::Item(vec!["traitor", "crash"]))),
            (Some(traitor), None) => {
                let told = shape(&traitor)?;
                match plots {
                    Some((knob, spec)) => {
                        let plot = saved.knobs.plot(knob).cloned().unwrap_or_else(|| Plot::nobody(spec));
                        saved.knobs.set_plot(knob, turned(plot, spec, &node, &told)?);
                    }
                    None => {
                        declined.get_or_insert(traitor.wrong(RunProblem::NoLies { exhibit: exhibit.name() }));
                    }
                }
            }
            (None, Some(crash)) => {
                let fields = crash.object(&["round", "reaches"])?;
                let round = fields.need("round")?.small(1, u32::MAX)?;
                let reaches = fields.get("reaches").map_or(Ok(Vec::new()), |reaches| reaches.items(ITEMS_MAX))?;
                for name in &reaches {
                    name.text()?;
                }
                if exhibit.in_rounds() {
                    crashes.push(Crash { at: crash, node, round, reaches });
                } else {
                    declined.get_or_insert(crash.wrong(RunProblem::NoRounds { exhibit: exhibit.name() }));
                }
            }
        }
    }
    crashes.sort_by_key(|crash| crash.round);
    declined.map_or(Ok(crashes), Err)
}

/// What a file says of a traitor.
struct Told<'a> {
    otherwise: Habit,
    lies: Vec<(At<'a>, Vec<At<'a>>, At<'a>, At<'a>)>,
}

fn shape<'a>(at: &At<'a>) -> Result<Told<'a>, FileError> {
    let fields = at.object(&["otherwise", "lies"])?;
    let habits = Habit::ALL.map(|habit| (habit.word(), habit));
    let otherwise = fields.get("otherwise").map_or(Ok(Habit::Truth), |otherwise| otherwise.one_of(&habits))?;
    let items = fields.get("lies").map_or(Ok(Vec::new()), |lies| lies.items(PLOT_ITEMS_MAX))?;
    let mut lies = Vec::new();
    for lie in items {
        let fields = lie.object(&["path", "to", "say"])?;
        let path = fields.need("path")?.items(ITEMS_MAX)?;
        for node in &path {
            node.text()?;
        }
        let (to, say) = (fields.need("to")?, fields.need("say")?);
        to.text()?;
        if *say.json != Json::Null {
            say.word()?;
        }
        lies.push((lie, path, to, say));
    }
    Ok(Told { otherwise, lies })
}

fn turned(mut plot: Plot, spec: &'static PlotSpec, node: &At<'_>, told: &Told<'_>) -> Result<Plot, FileError> {
    let number = |at: &At<'_>| {
        let name = at.text()?;
        let names: Vec<String> = (0..=spec.node_max).map(|node| format!("{}{node}", spec.letter)).collect();
        spec.node(name).ok_or_else(|| unknown(at, name, names.iter().map(String::as_str)))
    };
    let liar = number(node)?;
    plot.turn(liar, told.otherwise);
    for (lie, path, to, say) in &told.lies {
        let names = path.iter().map(number).collect::<Result<Vec<u8>, FileError>>()?;
        let recipient = number(to)?;
        let once = names.iter().map(|name| NodeId(*name)).collect::<NodeSet>().len() == names.len();
        if names.last() != Some(&liar) || !once || names.contains(&recipient) {
            return Err(lie.wrong(RunProblem::NoSuchLie { node: format!("{}{liar}", spec.letter) }));
        }
        let word = if *say.json == Json::Null { None } else { Some(say.word()?) };
        let said = match &word {
            None => None,
            Some(word) => {
                let known = spec.says.iter().position(|known| known == word);
                Some(known.ok_or_else(|| unknown(say, word, spec.says.iter().copied()))? as u8)
            }
        };
        plot.lie(Lie { path: names, to: recipient, say: said });
    }
    Ok(plot)
}

/// Does the crashes in a replay: each behind the last event of its round. What comes back are the acts.
pub(super) fn crash(exhibit: &'static dyn Exhibit, saved: &Saved, crashes: &[Crash<'_>]) -> Result<Vec<Deviation>, FileError> {
    let mut session = exhibit.open(&Saved { event: 0, ..saved.clone() }).map_err(FileError::nowhere)?;
    let nodes = session.nodes();
    let number = |at: &At<'_>| {
        let name = at.text()?;
        let place = nodes.iter().position(|known| known == name);
        place.map(|place| NodeId(place as u8)).ok_or_else(|| unknown(at, name, nodes.iter().map(String::as_str)))
    };
    for crash in crashes {
        if session.by_calls() {
            return Err(crash.at.wrong(RunProblem::ByCalls));
        }
        let node = number(&crash.node)?;
        let reaches = crash.reaches.iter().map(number).collect::<Result<_, FileError>>()?;
        let mut last = session.cursor();
        while session.seek(last + 1) == last + 1 && session.round() <= crash.round {
            last += 1;
        }
        session.seek(last);
        if session.round() < crash.round || session.tally().rounds < crash.round {
            return Err(crash.at.wrong(RunProblem::BeyondEnd { last }));
        }
        session.choose(Act::Crash { node, reaches }).map_err(|refusal| match refusal {
            Refusal::Closed(_) | Refusal::Unknown => {
                let [en, zh] = Locale::ALL.map(|locale| locale.pick("It has crashed already.", "它已经宕机。").to_owned());
                crash.at.wrong(RunProblem::Closed { en, zh })
            }
        })?;
    }
    Ok(session.saved().acts)
}
