//! The settings of a run while they are being edited: texts, until somebody applies them.

use std::rc::Rc;

use crate::exhibit::knobs::unlisted;
use crate::exhibit::plot::{Habit, Lie, Plot, Spoken};
use crate::exhibit::{Exhibit, KnobError, KnobKind, Knobs, Saved};

/// Settings that have not been applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// Each knob with its text, in the exhibit's order.
    pub knobs: Vec<(&'static str, Written)>,
    /// The seed.
    pub seed: String,
    /// The guards that are taken away.
    pub without: Vec<&'static str>,
    /// What is wrong, found when it was applied last.
    pub errors: Vec<KnobError>,
    /// Whether the seed is no number.
    pub seed_bad: bool,
}

/// The text of a knob. A list may be some megabytes, and a draft is copied with every letter that is typed into any field:
/// copies share it, and how many words it has is counted once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The text.
    pub text: Rc<str>,
    /// How many words it has if it is a list.
    pub words: usize,
}

impl Written {
    fn new(text: &str) -> Written {
        Written { words: unlisted(text).count(), text: text.into() }
    }
}

impl Draft {
    /// The settings of a run.
    pub fn of(exhibit: &dyn Exhibit, saved: &Saved) -> Draft {
        let text = |name: &str| saved.knobs.texts().find(|(known, _)| *known == name).map_or_else(String::new, |(_, text)| text);
        Draft {
            knobs: exhibit.knobs().iter().map(|spec| (spec.name, Written::new(&text(spec.name)))).collect(),
            seed: saved.seed.to_string(),
            without: saved.without.clone(),
            errors: Vec::new(),
            seed_bad: false,
        }
    }

    /// Sets the text of a knob.
    pub(super) fn set(&mut self, name: &str, text: &str) {
        if let Some((_, old)) = self.knobs.iter_mut().find(|(known, _)| *known == name) {
            *old = Written::new(text);
            self.errors.retain(|error| !matches!(error, KnobError::Malformed { name: bad, .. } if *bad == name));
        }
    }

    /// Sets the seed that chance has drawn.
    pub(super) fn draw(&mut self, seed: u64) {
        self.seed = seed.to_string();
        self.seed_bad = false;
    }

    /// Takes a guard away, or puts it back.
    pub(super) fn toggle(&mut self, exhibit: &dyn Exhibit, guard: &str) {
        let gone = |name: &&'static str| self.without.contains(name) != (*name == guard);
        self.without = exhibit.guards().iter().map(|guard| guard.name).filter(gone).collect();
    }

    /// The run with these settings; `None` when something is wrong, which then stands in the draft.
    pub(super) fn saved(&mut self, exhibit: &dyn Exhibit, old: Saved) -> Option<Saved> {
        let mut knobs = Knobs::defaults(exhibit.knobs());
        let set =
            |(name, written): &(&'static str, Written)| knobs.set(exhibit.knobs(), name, written.text.trim_matches(' ')).err();
        self.errors = self.knobs.iter().filter_map(set).collect();
        let seed = self.seed.trim().parse().ok();
        self.seed_bad = seed.is_none();
        let seed = seed.filter(|_| self.errors.is_empty())?;
        Some(Saved { knobs, seed, without: self.without.clone(), ..old })
    }
}

/// A change of a plot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PlotEdit {
    /// A node is a traitor of this habit; without one it is loyal.
    Turn(u8, Option<Habit>),
    /// It tells a lie.
    Lie(Lie),
    /// It does not lie about the message on this path to this recipient.
    Unlie(Vec<u8>, u8),
}

/// What an editor of a plot needs to know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Says {
    /// How many nodes there are.
    pub nodes: u8,
    /// The plot.
    pub plot: Plot,
    /// What each traitor sends: paths, each with its recipients.
    pub messages: Vec<(u8, Vec<Spoken>)>,
}

impl Draft {
    /// The plot that is being edited, and what it is about; nothing while another setting is no value.
    pub fn says(&self, exhibit: &dyn Exhibit, knob: &str) -> Option<Says> {
        let mut knobs = Knobs::defaults(exhibit.knobs());
        for (name, written) in &self.knobs {
            knobs.set(exhibit.knobs(), name, written.text.trim_matches(' ')).ok()?;
        }
        let (plot, nodes) = (knobs.plot(knob)?.clone(), exhibit.size(&knobs));
        let messages = plot.traitors().iter().map(|node| (node.0, exhibit.messages_of(&knobs, node.0))).collect();
        Some(Says { nodes, plot, messages })
    }

    /// Changes a plot; one that is no plot is begun anew.
    pub(super) fn plot(&mut self, exhibit: &dyn Exhibit, knob: &'static str, edit: PlotEdit) {
        let spec = exhibit.knobs().iter().find(|spec| spec.name == knob);
        let Some(KnobKind::Plot(spec)) = spec.map(|spec| spec.kind) else { return };
        let text = self.knobs.iter().find(|(name, _)| *name == knob).map_or("", |(_, written)| &*written.text);
        let mut plot = Plot::parse(spec, text).unwrap_or_else(|| Plot::nobody(spec));
        match edit {
            PlotEdit::Turn(node, Some(habit)) => plot.turn(node, habit),
            PlotEdit::Turn(node, None) => plot.pardon(node),
            PlotEdit::Lie(lie) => plot.lie(lie),
            PlotEdit::Unlie(path, to) => plot.unlie(&path, to),
        }
        self.set(knob, &plot.to_text());
    }
}
