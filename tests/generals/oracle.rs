//! OM(m) evaluated recursively, written from the paper and not from the machine: who receives what, and what each call is
//! worth, as functions of the lies.

use std::collections::BTreeMap;

/// What every traitor says: by path and recipient; `None` is nothing. What is not in it is the truth.
pub(crate) type Lies = BTreeMap<(Vec<u8>, u8), Option<bool>>;

pub(crate) struct Oracle<'a> {
    pub(crate) generals: u8,
    pub(crate) m: u8,
    pub(crate) order: bool,
    pub(crate) lies: &'a Lies,
}

impl Oracle<'_> {
    /// What `to` receives of the call `path`; `None` when nothing comes.
    pub(crate) fn received(&self, path: &[u8], to: u8) -> Option<bool> {
        if let Some(said) = self.lies.get(&(path.to_vec(), to)) {
            return *said;
        }
        let (from, above) = path.split_last().expect("a path has a sender");
        Some(if above.is_empty() { self.order } else { self.received(above, *from).unwrap_or(false) })
    }

    /// What the call `path`, an OM(k), is worth to `me`.
    pub(crate) fn worth(&self, path: &[u8], k: u8, me: u8) -> bool {
        let own = self.received(path, me).unwrap_or(false);
        if k == 0 {
            return own;
        }
        let others = (0..self.generals).filter(|other| *other != me && !path.contains(other));
        let votes: Vec<bool> = others.map(|other| self.worth(&[path, &[other]].concat(), k - 1, me)).chain([own]).collect();
        let attack = votes.iter().filter(|vote| **vote).count();
        2 * attack > votes.len()
    }

    /// What a lieutenant does.
    pub(crate) fn decision(&self, commander: u8, me: u8) -> bool {
        self.worth(&[commander], self.m, me)
    }
}
