//! The searcher: it reads a letter, searches piece by piece, and writes what it knows. The page has none of it; a worker has.

use crate::exhibit::Exhibit;
use crate::exhibit::explored::{Explorable, Hunt};
use crate::explore::Limit;
use crate::text::{Locale, words};

use super::census::Census;
use super::letter::{Read, Said};
use crate::app::address;

/// A run of a great exhibit takes as long as so many states: some milliseconds.
const STATES_PER_RUN: usize = 100;

/// A search under way.
pub struct Work {
    hunt: Box<dyn Hunt>,
    /// The table that is counted instead, if one is.
    census: Option<Census>,
    in_rounds: bool,
    exhibit: &'static dyn Exhibit,
}

/// What there is to choose from: the exhibits, and those of them that can be searched.
#[derive(Clone, Copy)]
pub struct Shelves {
    /// Every exhibit.
    pub catalogue: &'static [&'static dyn Exhibit],
    /// Those that can be searched.
    pub explorable: &'static [&'static dyn Explorable],
}

impl Shelves {
    /// The exhibit of a name, if it can be searched.
    pub(super) fn find(self, name: &str) -> Option<(&'static dyn Exhibit, &'static dyn Explorable)> {
        let exhibit = self.catalogue.iter().copied().find(|exhibit| exhibit.name() == name)?;
        Some((exhibit, self.explorable.iter().copied().find(|searched| searched.name() == name)?))
    }
}

impl Work {
    /// Begins what a letter asks for; else one sentence that says why that is not possible.
    pub fn begin(shelves: Shelves, letter: &str) -> Result<Work, String> {
        let read = Read::of(letter).ok_or_else(|| words::SEARCH_FAILED.get(Locale::default()).to_owned())?;
        let saved = address::parse(shelves.catalogue, read.run).map_err(|error| error.tell(read.locale))?.saved;
        let (exhibit, searched) = shelves.find(saved.exhibit).ok_or_else(|| words::NO_SCHEDULES.get(read.locale).to_owned())?;
        let question = read.question(&saved, &searched.checks());
        let hunt = searched.explore(&question).map_err(|error| error.tell(saved.exhibit, read.locale))?;
        let census = read.table.then(|| Census::of(searched));
        Ok(Work { hunt, census, in_rounds: exhibit.in_rounds(), exhibit })
    }

    /// Looks at some more states, at most so many; whether it is over.
    pub fn advance(&mut self, states: usize) -> bool {
        // A strategy is a whole run.
        let some = if self.in_rounds { (states / STATES_PER_RUN).max(1) } else { states };
        match &mut self.census {
            Some(census) => census.advance(some),
            None => self.hunt.advance(some).over,
        }
    }

    /// Ends it.
    pub fn stop(&mut self) {
        self.census.as_mut().map_or_else(|| self.hunt.stop(Limit::Cancelled), Census::stop);
    }

    /// How far it has come, and what it has found.
    pub fn said(&mut self, millis: u64) -> Said {
        if let Some(census) = &self.census {
            return census.said(millis);
        }
        let progress = self.hunt.progress();
        let all = |strategies: u128| u64::try_from(strategies).unwrap_or(u64::MAX);
        let counted = self.hunt.counted().map(|told| [all(told.strategies)].into_iter().chain(told.broken).collect());
        if !progress.over && !self.hunt.has_broken() {
            return Said { counted, ..Said::of(&progress, &[], millis) };
        }
        let answers = self.hunt.answers();
        let found = answers.iter().position(|answer| answer.outcome.is_found());
        let run = found.and_then(|aim| self.hunt.run(aim).ok());
        let found = run.map(|run| {
            let mut address = address::run(self.exhibit, &run);
            address.push_str("&f=");
            address.push_str(&run.event.to_string());
            address
        });
        // Who has found all that was asked for does not look at the rest.
        let enough = progress.over && progress.limit.is_none() && !progress.complete;
        Said { enough, counted, found, ..Said::of(&progress, &answers, millis) }
    }

    /// The letter of a search that cannot be.
    pub fn refusal(sentence: String) -> Said {
        Said { over: true, refused: Some(sentence), ..Said::default() }
    }
}
