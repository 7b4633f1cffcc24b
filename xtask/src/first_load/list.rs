//! What travels with which part of the page, as a recording told it.

use crate::complaint::{Complaint, Outcome};
use crate::outline::{self, part_of};
use crate::parts;
use crate::statics::Statics;
use crate::wasm::{Wasm, plain};
use std::collections::{BTreeMap, BTreeSet};

/// How the first line begins, which names the parts behind the first one.
const PARTS: &str = "parts: ";
/// What is needed as soon as somebody steps.
pub(super) const STEPS: &str = "steps";
/// Everything else: it comes last.
pub(super) const LATER: &str = "later";

/// The parts behind the first one by name: one for each exhibit, [`STEPS`], [`LATER`]; and what is in them.
pub(super) struct List<'a> {
    pub(super) parts: Vec<&'a str>,
    homes: BTreeMap<&'a str, usize>,
    stretches: Vec<&'a str>,
}

/// What a marked page came to.
pub(super) struct Recording {
    /// Up to the ready stage, for each exhibit.
    pub(super) ready: Vec<(String, BTreeSet<u32>)>,
    /// In the first steps after it, too.
    pub(super) steps: BTreeSet<u32>,
}

impl<'a> List<'a> {
    /// Reads a list; nothing when it is none.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let mut lines = text.lines();
        let parts: Vec<&str> = lines.next()?.strip_prefix(PARTS)?.split(' ').collect();
        let (stretches, named): (Vec<&str>, Vec<&str>) = lines.partition(|line| part_of(line).is_some());
        let number = |part: &str| Some(parts.iter().position(|one| *one == part)? + 1);
        let homes =
            named.into_iter().filter_map(|line| line.split_once(' ')).filter_map(|(part, name)| Some((name, number(part)?)));
        Some(Self { homes: homes.collect(), stretches, parts })
    }

    /// The lines that tell which stretches of functions travel apart.
    pub(super) fn stretches(&self) -> impl Iterator<Item = &'a str> {
        self.stretches.iter().copied()
    }

    /// The number of the part of a function or a piece of data; the first one, 0, for what is in no list.
    pub(super) fn home(&self, name: &str) -> usize {
        match part_of(name) {
            Some(part) => self.parts.iter().position(|one| *one == part).map_or(0, |at| at + 1),
            None => self.homes.get(&*plain(name)).copied().unwrap_or_default(),
        }
    }
}

impl Recording {
    /// What `record.mjs` prints.
    pub(super) fn read(printed: &str) -> Outcome<Self> {
        let read = || -> Option<Self> {
            let all: serde_json::Value = serde_json::from_str(printed).ok()?;
            let marks = |value: &serde_json::Value| -> Option<BTreeSet<u32>> {
                value.as_array()?.iter().map(|mark| u32::try_from(mark.as_u64()?).ok()).collect()
            };
            let ready = all
                .get("ready")?
                .as_array()?
                .iter()
                .map(|one| Some((one.get("exhibit")?.as_str()?.to_owned(), marks(one.get("marks")?)?)));
            Some(Self { ready: ready.collect::<Option<_>>()?, steps: marks(all.get("steps")?)? })
        };
        read().ok_or_else(|| Complaint::new("the recording cannot be read"))
    }

    /// The list that it makes: what each exhibit needs for itself alone travels with it, what several need with the first part.
    pub(super) fn list(&self, whole: &[u8], wasm: &Wasm<'_>, statics: &Statics) -> Outcome<String> {
        let at_all: BTreeSet<u32> = self.ready.iter().flat_map(|(_, marks)| marks).chain(&self.steps).copied().collect();
        let places = outline::places(whole)?;
        let coming: Vec<(&str, BTreeMap<_, bool>)> = self
            .ready
            .iter()
            .map(|(exhibit, marks)| (exhibit.as_str(), parts::come_to(wasm, &places, marks).collect()))
            .collect();
        let mut cold: BTreeMap<&str, BTreeSet<(usize, usize)>> = BTreeMap::new();
        for (place, ever) in parts::come_to(wasm, &places, &at_all) {
            // The exhibits that call its function before they are ready, and those of them that come to the place.
            let calling: Vec<_> = coming.iter().filter_map(|(exhibit, all)| Some((*exhibit, *all.get(place)?))).collect();
            let comers: Vec<&str> = calling.iter().filter(|(_, comes)| *comes).map(|(exhibit, _)| *exhibit).collect();
            let part = match (calling.len(), comers.as_slice()) {
                (0, _) if ever => continue,
                (_, []) if ever => STEPS,
                (_, []) => LATER,
                (2.., [only]) => only,
                _ => continue,
            };
            cold.entry(part).or_default().insert(*place);
        }
        let mut lines = BTreeSet::new();
        for (part, places) in &cold {
            lines.extend(outline::lines(whole, wasm, part, places)?);
        }

        let seen = |marks| parts::seen(wasm, statics, marks);
        let by_exhibit: Vec<(&str, BTreeSet<String>)> =
            self.ready.iter().map(|(exhibit, marks)| (exhibit.as_str(), seen(marks))).collect();
        let (stepped, ever) = (seen(&self.steps), seen(&at_all));
        let outlined = outline::outlined(whole, wasm, lines.iter().map(String::as_str))?;
        let is_last = |name: &str| part_of(name).map_or_else(|| !ever.contains(&plain(name)), |part| part == LATER);
        for name in parts::named(&Wasm::read(&outlined)?, statics, is_last)? {
            let mut needing = by_exhibit.iter().filter(|(_, seen)| seen.contains(&name)).map(|(exhibit, _)| *exhibit);
            let part = match (needing.next(), needing.next()) {
                (Some(_), Some(_)) => continue,
                (Some(exhibit), None) => exhibit,
                (None, _) if stepped.contains(&name) => STEPS,
                (None, _) => LATER,
            };
            lines.insert(format!("{part} {name}"));
        }
        let exhibits = self.ready.iter().map(|(exhibit, _)| exhibit.as_str());
        let parts = exhibits.chain([STEPS, LATER]).collect::<Vec<_>>().join(" ");
        Ok([format!("{PARTS}{parts}")].into_iter().chain(lines).flat_map(|line| [line, "\n".to_owned()]).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_tells_where_everything_goes() {
        let list = List::read(
            "parts: paxos generals steps later\nlater a::b\npaxos <c as d>::e\nstretch for steps of a::b 00: 1 2\nsteps data 12\n",
        );
        let Some(list) = list else { panic!("it is a list") };
        assert_eq!(list.parts, ["paxos", "generals", "steps", "later"]);
        let homes = ["a::b", "<c as d>::e", "data 12", "new", "stretch for steps of x", "stretch for later of x"];
        assert_eq!(homes.map(|name| list.home(name)), [4, 1, 3, 0, 3, 4]);
        assert_eq!(list.stretches().collect::<Vec<_>>(), ["stretch for steps of a::b 00: 1 2"]);
        assert!(List::read("a::b\n").is_none());
    }

    #[test]
    fn a_recording_is_read() {
        let printed = r#"{ "ready": [{ "exhibit": "paxos", "marks": [1, 2] }], "steps": [3] }"#;
        let Ok(recording) = Recording::read(printed) else { panic!("it is a recording") };
        assert_eq!(recording.ready, [("paxos".to_owned(), BTreeSet::from([1, 2]))]);
        assert_eq!(recording.steps, BTreeSet::from([3]));
        assert!(Recording::read("{}").is_err());
    }
}
