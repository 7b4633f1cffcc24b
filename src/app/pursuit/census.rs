//! The table of an exhibit in rounds: a search of strategies for each of its rows, one after the other.

use crate::exhibit::explored::{Explorable, Hunt};
use crate::exhibit::treason::Row;
use crate::explore::Limit;

use super::letter::Said;

/// A table that is being counted.
pub(super) struct Census {
    /// What is still to be counted; the next row is the last of these.
    rest: Vec<(Row, Box<dyn Hunt>)>,
    rows: Vec<Vec<u64>>,
    looked: u64,
    stopped: bool,
}

impl Census {
    /// The table of an exhibit, with nothing counted.
    pub(super) fn of(searched: &dyn Explorable) -> Census {
        let rows = searched.table().into_iter().rev();
        let rest = rows.filter_map(|(row, question)| Some((row, searched.explore(&question).ok()?))).collect();
        Census { rest, rows: Vec::new(), looked: 0, stopped: false }
    }

    /// Looks at some more strategies of the next row; whether it is over.
    pub(super) fn advance(&mut self, strategies: usize) -> bool {
        if let Some((row, hunt)) = self.rest.last_mut().filter(|_| !self.stopped)
            && hunt.advance(strategies).over
        {
            if let Some(counted) = hunt.counted() {
                let all = u64::try_from(counted.strategies).unwrap_or(u64::MAX);
                let numbers = [row.nodes, row.tolerated, row.traitors].map(u64::from);
                self.rows.push(numbers.into_iter().chain([all]).chain(counted.broken).collect());
                self.looked += counted.looked;
            }
            self.rest.pop();
        }
        self.is_over()
    }

    /// Ends it.
    pub(super) fn stop(&mut self) {
        self.stopped = !self.rest.is_empty();
    }

    fn is_over(&self) -> bool {
        self.stopped || self.rest.is_empty()
    }

    /// What is counted.
    pub(super) fn said(&self, millis: u64) -> Said {
        Said {
            distinct: self.looked,
            millis,
            over: self.is_over(),
            limit: self.stopped.then_some(Limit::Cancelled),
            rows: self.rows.clone(),
            ..Said::default()
        }
    }
}
