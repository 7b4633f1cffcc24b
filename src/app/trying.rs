//! The challenge that is under way: how it is begun and left, and how it stands.
//!
//! How it stands is asked of the run anew whenever something has changed; nothing is kept of it but the answer that the
//! reader gave, and that those who listen have been told.

use crate::exhibit::{Attempt, AttemptVerdict, ChallengeSpec};
use crate::text::{Locale, words};

use super::model::Model;
use super::{AddressError, Cmd, Focus, Notice, Pref, Remedy, opening};

/// The challenge that is under way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Trying {
    /// Its place in the exhibit's list.
    index: usize,
    /// The answer that was given.
    answer: Option<&'static str>,
    /// How it stands, and what that is of.
    attempt: Attempt,
    judged: Option<(u64, Locale, Option<&'static str>)>,
    /// Whether it has been told that it is solved.
    told: bool,
}

/// What is to be seen of the challenges.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tasks {
    /// The one under way.
    pub trying: Option<Task>,
    /// The names of those of this exhibit that have been solved, in this visit or an earlier one.
    pub solved: Vec<&'static str>,
}

/// What is to be seen of the challenge under way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Task {
    /// Its place in the exhibit's list.
    pub index: usize,
    /// The answer that was given.
    pub answer: Option<&'static str>,
    /// How it stands.
    pub attempt: Attempt,
}

/// Begins the challenge of this name: opens its scenario, with the eyes that it wants.
#[inline(never)]
pub(super) fn begin(model: &mut Model, name: &str) -> Result<(), Notice> {
    let Some(exhibit) = model.panes.get(model.at).map(|pane| pane.exhibit) else { return Ok(()) };
    let Some(spec) = exhibit.challenges().iter().find(|spec| spec.name == name) else { return Ok(()) };
    let by = spec.by.map_or_else(String::new, |by| ["&by=", by].concat());
    opening::open(model, &["#/", exhibit.name(), "/", spec.scenario, "?b=&c=", name, &by].concat(), false)
}

/// Begins the first challenge that is not solved, or the first of all.
#[inline(never)]
pub(super) fn begin_next(model: &mut Model) -> Result<(), Notice> {
    let Some(name) = next(model).or_else(|| Some(all(model).first()?.name)) else { return Err(Notice::NoChallenge) };
    begin(model, name)
}

/// What an address says of a challenge, once its run is open: its name and, behind a colon, the answer that was given.
#[inline(never)]
pub(super) fn resume(model: &mut Model, said: Option<&str>) -> Option<Notice> {
    let said = said?;
    let (name, given) = said.split_once(':').map_or((said, None), |(name, given)| (name, Some(given)));
    match all(model).iter().position(|spec| spec.name == name) {
        Some(index) => {
            model.trying = Some(Trying { index, answer: None, attempt: Attempt::default(), judged: None, told: false });
            if let Some(given) = given {
                answer(model, given);
            }
            judge(model);
            // Who opens the address of a run that solves it has not just solved it.
            if let Some(trying) = &mut model.trying {
                trying.told = trying.attempt.verdict == AttemptVerdict::Solved;
            }
            None
        }
        None => Some(Notice::Address(AddressError::Challenge(said.to_owned()))),
    }
}

/// Answers the challenge under way.
#[inline(never)]
pub(super) fn answer(model: &mut Model, name: &str) {
    let known = spec(model).and_then(|spec| spec.kind.answers().iter().find(|(known, _)| *known == name));
    if let (Some((name, _)), Some(trying)) = (known, &mut model.trying) {
        trying.answer = Some(name);
    }
}

/// The focus goes to the task: what was pressed is gone.
pub(super) fn focus(cmds: &mut Vec<Cmd>) {
    cmds.push(Cmd::Focus(Focus::Task));
}

/// How the challenge stands now; the first time that it is solved is told, and kept.
pub(super) fn finish(model: &mut Model, cmds: &mut Vec<Cmd>) {
    if model.trying.is_some() {
        judge(model);
        tell(model, cmds);
    }
}

#[inline(never)]
fn judge(model: &mut Model) {
    let Some(trying) = &mut model.trying else { return };
    let Some(pane) = model.panes.get(model.at) else { return };
    let wanted = Some((model.content, model.locale, trying.answer));
    if trying.judged != wanted {
        trying.attempt = pane.session.attempt(trying.index, trying.answer, model.locale);
        trying.judged = wanted;
    }
}

#[inline(never)]
fn tell(model: &mut Model, cmds: &mut Vec<Cmd>) {
    let Some(trying) = &mut model.trying else { return };
    if trying.told || trying.attempt.verdict != AttemptVerdict::Solved {
        return;
    }
    trying.told = true;
    model.solved_due = true;
    let (Some(pane), Some(spec)) = (model.panes.get(model.at), spec(model)) else { return };
    let name = [pane.exhibit.name(), "/", spec.name].concat();
    if !model.solved.contains(&name) {
        model.solved.push(name);
        cmds.push(Cmd::Store(Pref::Solved, model.solved.join(",")));
    }
}

/// What those who listen hear when it is solved.
#[inline(never)]
pub(super) fn speech(model: &Model) -> String {
    let because = model.trying.as_ref().map(|trying| trying.attempt.because.to_string());
    words::fill(words::TASK_SOLVED_SAID, model.locale, &[&because.unwrap_or_default()])
}

/// What is to be seen.
pub(super) fn tasks(model: &Model) -> Tasks {
    let one = |trying: &Trying| Task { index: trying.index, answer: trying.answer, attempt: trying.attempt.clone() };
    Tasks { trying: model.trying.as_ref().map(one), solved: solved(model) }
}

/// The challenge under way as an address says it, for [`resume`].
pub(super) fn said(model: &Model) -> Option<String> {
    let (spec, answer) = (spec(model)?, model.trying.as_ref().and_then(|trying| trying.answer));
    Some(answer.map_or_else(|| spec.name.to_owned(), |answer| [spec.name, ":", answer].concat()))
}

/// The name of the first challenge that is not solved.
pub(super) fn next(model: &Model) -> Option<&'static str> {
    let solved = solved(model);
    all(model).iter().map(|spec| spec.name).find(|name| !solved.contains(name))
}

/// What there is to do at the end of a run: again, the next scenario, and a challenge where one is left.
#[inline(never)]
pub(super) fn remedies(model: &Model) -> &'static [Remedy] {
    let all = &[Remedy::Again, Remedy::NextScenario, Remedy::Challenge];
    if model.trying.is_none() && next(model).is_some() { all } else { &all[..2] }
}

fn spec(model: &Model) -> Option<&'static ChallengeSpec> {
    all(model).get(model.trying.as_ref()?.index)
}

fn all(model: &Model) -> &'static [ChallengeSpec] {
    model.panes.get(model.at).map_or(&[], |pane| pane.exhibit.challenges())
}

fn solved(model: &Model) -> Vec<&'static str> {
    let Some(pane) = model.panes.get(model.at).filter(|_| !model.solved.is_empty()) else { return Vec::new() };
    let head = [pane.exhibit.name(), "/"].concat();
    let is = |name: &&str| model.solved.iter().any(|known| known.strip_prefix(&head) == Some(*name));
    pane.exhibit.challenges().iter().map(|spec| spec.name).filter(is).collect()
}
