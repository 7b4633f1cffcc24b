//! What came of a run: plain data that both forms of the report are written from.

use super::run::Running;
use crate::exhibit::file::{Expectation, Title};
use crate::exhibit::{End, Exhibit, FactWords, Grain, Guarantee, KnobValue, Saved, Session, Tally, Verdict};
use crate::text::Locale;

/// What came of a run.
pub(super) struct Report {
    /// The exhibit.
    pub(super) exhibit: &'static dyn Exhibit,
    /// The scenario, if it is one of the exhibit's.
    pub(super) scenario: Option<&'static str>,
    /// The title of a file.
    pub(super) title: Title,
    /// The setup.
    pub(super) saved: Saved,
    /// How many frames, the start included.
    pub(super) frames: u32,
    /// Numbers, and what each node has decided.
    pub(super) tally: Tally,
    /// Each check at the end.
    pub(super) guarantees: Vec<Guarantee>,
    /// The frame in which the first of the checks was broken.
    pub(super) first_broken_frame: Option<u32>,
    /// Why the run is over.
    pub(super) end: Option<End>,
    /// What is told of its end, if there is something to tell.
    pub(super) ending: String,
    /// Every frame, if it was asked for.
    pub(super) story: Option<Vec<Told>>,
    expect: Vec<Expectation>,
}

/// A frame as it is told.
pub(super) struct Told {
    /// The frame.
    pub(super) frame: u32,
    /// The act and the facts of its last event.
    pub(super) facts: FactWords,
    /// What happened.
    pub(super) text: String,
    /// What only the watcher knows of it; empty when there is nothing.
    pub(super) watcher: String,
}

impl Report {
    /// Lets a run go to its end and looks at it there.
    pub(super) fn of(running: Running, story: bool, locale: Locale) -> Report {
        let Running { exhibit, scenario, title, mut session, expect, .. } = running;
        let story = story.then(|| tell(&mut *session, locale));
        session.seek(u32::MAX);
        let extent = session.extent();
        let guarantees = session.guarantees(locale);
        let broken = guarantees.iter().filter_map(|guarantee| guarantee.since).min();
        let (saved, tally) = (session.saved(), session.tally());
        let every_event_is_a_frame = extent.frames == extent.last + 1;
        let first_broken_frame = broken.map(|event| if every_event_is_a_frame { event } else { frame_of(&mut *session, event) });
        Report {
            exhibit,
            scenario,
            title,
            saved,
            frames: extent.frames,
            tally,
            guarantees,
            first_broken_frame,
            end: extent.end,
            ending: String::new(),
            story,
            expect,
        }
    }

    /// A sentence for each expectation that is not met.
    pub(super) fn unmet(&self, locale: Locale) -> Vec<String> {
        let verdict = |check: &str| self.guarantees.iter().find(|known| known.name == check).map(|known| known.verdict);
        let unmet =
            self.expect.iter().filter_map(|expected| {
                let (check, found) = (&expected.check, verdict(&expected.check));
                let (wanted, found) = (expected.verdict, found.filter(|found| *found != expected.verdict)?);
                let (wanted, found) = (word(wanted), word(found));
                Some(locale.pick(
                    format!("{check}: Expected {wanted}, found {found}."),
                    format!("{check}：期望 {wanted}，结果是 {found}。"),
                ))
            });
        unmet.collect()
    }

    /// Tells of an end that people would wonder at.
    pub(super) fn end_in_words(&mut self, locale: Locale) {
        let last = self.frames.saturating_sub(1);
        self.ending = match self.end {
            Some(End::Limit(_)) => locale.pick(
                format!("The run would go on; it was stopped at frame {last}, the limit."),
                format!("运行还可以继续；到第 {last} 帧达到上限而停止。"),
            ),
            Some(End::Stopped) => locale.pick(format!("The scenario stops at frame {last}."), format!("场景停在第 {last} 帧。")),
            Some(End::Quiet) | None => String::new(),
        };
    }
}

impl Report {
    /// Every knob in the exhibit's order.
    pub(super) fn knobs(&self) -> Vec<(&'static str, &KnobValue)> {
        let place = |name: &str| self.exhibit.knobs().iter().position(|spec| spec.name == name);
        let mut knobs: Vec<_> = self.saved.knobs.iter().collect();
        knobs.sort_by_key(|(name, _)| place(name));
        knobs
    }
}

/// The name of an outcome in files and reports.
pub(super) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Open => "open",
        Verdict::Broken => "broken",
    }
}

/// Tells every frame from the start.
fn tell(session: &mut dyn Session, locale: Locale) -> Vec<Told> {
    session.seek(0);
    let mut told: Vec<Told> = Vec::new();
    loop {
        let story = session.story(locale);
        told.push(Told {
            frame: told.len() as u32,
            facts: session.facts(),
            text: story.what.to_string(),
            watcher: story.watcher.to_string(),
        });
        let here = session.cursor();
        match session.stop_after(Grain::Frame, true) {
            Some(next) if session.seek(next) > here => {}
            Some(_) | None => return told,
        }
    }
}

/// The frame that shows an event, where a frame shows several.
fn frame_of(session: &mut dyn Session, event: u32) -> u32 {
    session.seek(0);
    let mut frame = 0;
    while session.cursor() < event {
        let here = session.cursor();
        match session.stop_after(Grain::Frame, true) {
            Some(next) if session.seek(next) > here => frame += 1,
            Some(_) | None => break,
        }
    }
    frame
}
