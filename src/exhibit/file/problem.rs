//! What can be wrong with a scenario file: typed, with its place, one sentence in each language.
//!
//! [`TextProblem`]: it is not JSON. [`ShapeProblem`]: the JSON does not have the shape of a file.
//! [`RunProblem`]: the run that it asks for does not exist.

mod run;
mod shape;
mod text;

pub use run::RunProblem;
pub use shape::{Kind, ShapeProblem, Wanted};
pub use text::TextProblem;

use crate::exhibit::knobs::{KnobError, shown};
use crate::exhibit::{Misfit, OpenError};
use crate::text::Locale;

/// How many names or messages a sentence lists before it only counts the rest.
const LISTED_MAX: usize = 9;

/// What is wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileError {
    /// The place as a path: `schedule[3].deliver`; empty when it is the file as a whole.
    pub place: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    /// The text is not JSON.
    Text(TextProblem),
    /// The JSON is not a scenario file.
    Shape(ShapeProblem),
    /// A knob is unknown, or its value is.
    Knob(KnobError),
    /// What is to happen cannot.
    Run(RunProblem),
    /// The run cannot be opened.
    Open(OpenError),
}

impl FileError {
    /// A problem of the file as a whole.
    pub fn nowhere(problem: impl Into<Problem>) -> FileError {
        FileError { place: String::new(), problem: problem.into() }
    }

    /// The place and the one sentence, on one line.
    pub fn tell(&self, locale: Locale) -> String {
        let sentence = self.problem.tell(locale);
        if self.place.is_empty() { sentence } else { format!("{}{}{sentence}", self.place, locale.pick(": ", "：")) }
    }
}

impl Problem {
    /// The one sentence.
    pub fn tell(&self, locale: Locale) -> String {
        match self {
            Problem::Text(problem) => problem.tell(locale),
            Problem::Shape(problem) => problem.tell(locale),
            Problem::Knob(error) => error.tell(locale),
            Problem::Run(problem) => problem.tell(locale),
            Problem::Open(error) => tell_open_error(error, locale),
        }
    }
}

impl From<TextProblem> for Problem {
    fn from(problem: TextProblem) -> Problem {
        Problem::Text(problem)
    }
}

impl From<ShapeProblem> for Problem {
    fn from(problem: ShapeProblem) -> Problem {
        Problem::Shape(problem)
    }
}

impl From<RunProblem> for Problem {
    fn from(problem: RunProblem) -> Problem {
        Problem::Run(problem)
    }
}

impl From<KnobError> for Problem {
    fn from(error: KnobError) -> Problem {
        Problem::Knob(error)
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Problem {
        Problem::Open(error)
    }
}

/// Why a saved run cannot be opened, in one sentence.
pub fn tell_open_error(error: &OpenError, locale: Locale) -> String {
    match error {
        OpenError::Exhibit(name) => {
            let name = shown(name);
            locale.pick(format!("There is no exhibit “{name}”."), format!("没有名为“{name}”的展项。"))
        }
        OpenError::Scenario(name) => {
            let name = shown(name);
            locale.pick(format!("There is no scenario “{name}”."), format!("没有名为“{name}”的场景。"))
        }
        OpenError::Guard(name) => {
            let name = shown(name);
            locale.pick(format!("There is no guard “{name}”."), format!("没有名为“{name}”的守卫条件。"))
        }
        OpenError::Knob(error) => error.tell(locale),
        OpenError::Misfit(Misfit::Messages { count, most }) => locale.pick(
            format!("This run would have {count} messages; at most {most} can be shown."),
            format!("这次运行会有 {count} 条消息；最多能展示 {most} 条。"),
        ),
        OpenError::Misfit(Misfit::Node { knob, name, last }) => locale.pick(
            format!("Knob \u{201c}{knob}\u{201d} names {name}, but the last node is {last}."),
            format!("参数“{knob}”提到 {name}，但最后一个节点是 {last}。"),
        ),
        OpenError::Misfit(Misfit::Twice { knob, name }) => {
            let name = shown(name);
            locale.pick(
                format!("Knob \u{201c}{knob}\u{201d} names \u{201c}{name}\u{201d} twice."),
                format!("参数“{knob}”两次提到“{name}”。"),
            )
        }
        OpenError::Act { event } => locale.pick(
            format!("What was done at event {event} cannot be done with these settings."),
            format!("按现在的设置，第 {event} 个事件处的操作无法进行。"),
        ),
    }
}

/// Lists some names; a long list is counted at its end.
fn listed<T: AsRef<str>>(names: &[T], locale: Locale) -> String {
    let some: Vec<String> = names.iter().take(LISTED_MAX).map(|name| shown(name.as_ref())).collect();
    let some = some.join(locale.pick(", ", "、"));
    match names.len().saturating_sub(LISTED_MAX) {
        0 => some,
        more => some + &locale.pick(format!(" and {more} more"), format!(" 等，另有 {more} 个")),
    }
}
