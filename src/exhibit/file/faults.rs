//! The list of faults: traitors with their lies, and crashes in a round.
//!
//! Both belong to exhibits of rounds, of which there is none yet: the shape is read in full, so
//! that a mistake in it is named first, and then the exhibit declines.

use super::ITEMS_MAX;
use super::at::At;
use super::problem::{FileError, RunProblem, ShapeProblem, Wanted};
use crate::exhibit::Exhibit;
use crate::exhibit::json::Json;

/// What a traitor says where its list of lies is silent.
const OTHERWISE: [(&str, ()); 5] = [("truth", ()), ("flip", ()), ("split", ()), ("silent", ()), ("random", ())];

/// Reads the list and declines its first fault; an empty list is fine.
pub(super) fn refuse(exhibit: &'static dyn Exhibit, at: &At<'_>) -> Result<(), FileError> {
    let items = at.items(ITEMS_MAX)?;
    let declined = items.iter().map(|fault| read(exhibit, fault)).collect::<Result<Vec<FileError>, FileError>>()?;
    declined.into_iter().next().map_or(Ok(()), Err)
}

/// Reads one fault; what comes back is why the exhibit declines it.
fn read(exhibit: &'static dyn Exhibit, at: &At<'_>) -> Result<FileError, FileError> {
    let fields = at.object(&["node", "traitor", "crash"])?;
    fields.need("node")?.text()?;
    match (fields.get("traitor"), fields.get("crash")) {
        (Some(_), Some(crash)) => Err(crash.wrong(ShapeProblem::NotBoth { one: "traitor", other: "crash" })),
        (Some(traitor), None) => {
            read_traitor(&traitor)?;
            Ok(traitor.wrong(RunProblem::NoLies { exhibit: exhibit.name() }))
        }
        (None, Some(crash)) => {
            read_crash(&crash)?;
            Ok(crash.wrong(RunProblem::NoRounds { exhibit: exhibit.name() }))
        }
        (None, None) => Err(at.wanted(Wanted::Item(vec!["traitor", "crash"]))),
    }
}

fn read_traitor(at: &At<'_>) -> Result<(), FileError> {
    let fields = at.object(&["otherwise", "lies"])?;
    if let Some(otherwise) = fields.get("otherwise") {
        otherwise.one_of(&OTHERWISE)?;
    }
    let Some(lies) = fields.get("lies") else { return Ok(()) };
    for lie in lies.items(ITEMS_MAX)? {
        let fields = lie.object(&["path", "to", "say"])?;
        for node in fields.need("path")?.items(ITEMS_MAX)? {
            node.text()?;
        }
        fields.need("to")?.text()?;
        let say = fields.need("say")?;
        if *say.json != Json::Null {
            say.word()?;
        }
    }
    Ok(())
}

fn read_crash(at: &At<'_>) -> Result<(), FileError> {
    let fields = at.object(&["round", "reaches"])?;
    fields.need("round")?.small(1, u32::MAX)?;
    if let Some(reaches) = fields.get("reaches") {
        for node in reaches.items(ITEMS_MAX)? {
            node.text()?;
        }
    }
    Ok(())
}
