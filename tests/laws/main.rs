//! Laws that hold of every exhibit in the catalogue and of every scenario: an exhibit is tested the
//! day its line is added.
#![cfg(not(target_arch = "wasm32"))]

mod acts;
mod names;
mod pictures;
mod promises;
mod time;
mod tries;
mod veils;
mod words;

use synod::exhibit::{Exhibit, Saved, Session};
use synod::exhibits::catalogue;

/// A scenario of an exhibit, opened at its start.
struct Opened {
    name: String,
    exhibit: &'static dyn Exhibit,
    saved: Saved,
    session: Box<dyn Session>,
}

impl Opened {
    fn again(&self) -> Box<dyn Session> {
        open(self.exhibit, &self.saved)
    }

    /// Its first events, so many at most.
    fn events(&mut self, most: u32) -> Vec<u32> {
        let last = self.session.seek(most);
        self.session.seek(0);
        (0..=last).collect()
    }
}

fn open(exhibit: &dyn Exhibit, saved: &Saved) -> Box<dyn Session> {
    exhibit.open(saved).unwrap_or_else(|error| panic!("{}/{}: {error:?}", saved.exhibit, saved.scenario))
}

fn scenarios() -> impl Iterator<Item = Opened> {
    catalogue().iter().flat_map(|exhibit| {
        exhibit.scenarios().iter().map(|spec| {
            let name = format!("{}/{}", exhibit.name(), spec.name);
            let saved = exhibit.scenario(spec.name).unwrap_or_else(|| panic!("{name} has an act that is not possible"));
            let session = open(*exhibit, &saved);
            Opened { name, exhibit: *exhibit, saved, session }
        })
    })
}

/// The digest of each of the first events.
fn digests(session: &mut dyn Session, events: &[u32]) -> Vec<u16> {
    let digest = |event: &u32| {
        assert_eq!(session.seek(*event), *event);
        session.digest()
    };
    events.iter().map(digest).collect()
}
