//! The searcher's half of the state graph: it reads a letter, draws, and answers. The page has none of it; a worker has.

use super::letter::{GRAPH, write};
use crate::app::address;
use crate::app::pursuit::letter::Read;
use crate::app::pursuit::work::Shelves;
use crate::exhibit::Saved;
use crate::text::{Locale, words};

/// The answer to a letter about a graph; `None` when it is about something else.
pub fn answer(shelves: Shelves, letter: &str) -> Option<String> {
    let letter = letter.strip_prefix(GRAPH)?;
    Some(answered(shelves, letter).unwrap_or_else(|sentence| format!("refused {sentence}")))
}

fn answered(shelves: Shelves, letter: &str) -> Result<String, String> {
    let broken = || words::SEARCH_FAILED.get(Locale::default()).to_owned();
    let (own, rest) = letter.split_once('\n').ok_or_else(broken)?;
    let read = Read::of(rest).ok_or_else(broken)?;
    let parsed = |run: &str| address::parse(shelves.catalogue, run).map_err(|error| error.tell(read.locale));
    let saved = parsed(read.run)?.saved;
    let (exhibit, searched) = shelves.find(saved.exhibit).ok_or_else(|| words::NO_SCHEDULES.get(read.locale).to_owned())?;
    let question = read.question(&saved, &[]);
    match own.split_once(' ') {
        Some(("at", run)) => {
            let atlas = searched.atlas(&question, &parsed(run)?.saved);
            let atlas = atlas.map_err(|error| error.tell(saved.exhibit, read.locale))?;
            let small = atlas.small.clone().map(|(knobs, states)| (address::run(exhibit, &Saved { knobs, ..saved }), states));
            Ok(write(&atlas, small))
        }
        Some(("open", state)) => {
            let state = state.parse().map_err(|_| broken())?;
            let run = searched.run_to(&question, state).map_err(|_| words::NOT_SHOWN.get(read.locale).to_owned())?;
            Ok(format!("found {}&f={}", address::run(exhibit, &run), run.event))
        }
        _ => Err(broken()),
    }
}
