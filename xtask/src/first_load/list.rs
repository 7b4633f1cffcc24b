//! What travels with which part of the page, as a recording told it.

use crate::complaint::{Complaint, Outcome};
use crate::outline::{self, part_of};
use crate::parts;
use crate::statics::Statics;
use crate::wasm::{Wasm, plain};
use std::collections::{BTreeMap, BTreeSet};

/// How the first line begins, which names the parts behind the first one.
const PARTS: &str = "parts: ";
/// How the names of the parts begin that have what is told beside the stage of an exhibit.
pub(super) const SOON: &str = "soon-";
/// What is needed as soon as somebody steps, and what is told beside the stages of several exhibits.
pub(super) const STEPS: &str = "steps";
/// Everything else: it comes last.
pub(super) const LATER: &str = "later";

/// Between the names of the exhibits that need a part, where they are several.
pub(crate) const AND: char = '.';
/// Several exhibits, but not all, have a part of their own if so many functions and data are theirs together.
const FAMILY_MIN: usize = 24;

/// The parts behind the first one by name: one for each exhibit, one for each family of exhibits, one for what each exhibit
/// needs soon, [`STEPS`], [`LATER`]; and what is in them.
pub(super) struct List<'a> {
    pub(super) parts: Vec<&'a str>,
    homes: BTreeMap<&'a str, usize>,
    stretches: Vec<&'a str>,
}

/// What a marked page came to, by exhibit.
pub(super) struct Recording(pub(super) Vec<Came>);

/// What a marked page came to at one exhibit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Came {
    exhibit: String,
    /// Until the stage stood, until all was told beside it, and in the first steps after that.
    pub(super) times: [BTreeSet<u32>; 3],
}

/// When an exhibit comes by something first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Stage,
    Soon,
    Steps,
}

/// When something is needed first, if it ever is, of what is known of the three times one after another.
fn when<T>(times: &[T; 3], needed: impl Fn(&T) -> bool) -> Option<When> {
    times.iter().zip([When::Stage, When::Soon, When::Steps]).find(|(known, _)| needed(known)).map(|(_, when)| when)
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
            let came = all.as_array()?.iter().map(|one| {
                let exhibit = one.get("exhibit")?.as_str()?.to_owned();
                Some(Came { exhibit, times: [marks(one.get("stage")?)?, marks(one.get("ready")?)?, marks(one.get("steps")?)?] })
            });
            Some(Self(came.collect::<Option<_>>()?))
        };
        read().ok_or_else(|| Complaint::new("the recording cannot be read"))
    }

    /// The families of exhibits: those that need much which the others do not.
    fn families(&self, needed: impl Fn(&Came) -> BTreeSet<String>) -> Vec<String> {
        let by_exhibit: Vec<_> = self.0.iter().map(|came| (came.exhibit.as_str(), needed(came))).collect();
        let names: BTreeSet<&String> = by_exhibit.iter().flat_map(|(_, names)| names).collect();
        let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
        for name in names {
            let who = by_exhibit.iter().filter(|(_, names)| names.contains(name)).map(|(exhibit, _)| *exhibit);
            *sizes.entry(together(who)).or_default() += 1;
        }
        let some = |name: &String| (2..self.0.len()).contains(&name.split(AND).count());
        sizes.into_iter().filter(|(name, size)| some(name) && *size >= FAMILY_MIN).map(|(name, _)| name).collect()
    }

    /// The list that it makes: what each exhibit needs for itself alone travels with it, what a family needs with that, and
    /// what else several need with the first part.
    pub(super) fn list(&self, whole: &[u8], wasm: &Wasm<'_>, statics: &Statics) -> Outcome<String> {
        let at_all: BTreeSet<u32> = self.0.iter().flat_map(|came| came.times.iter().flatten()).copied().collect();
        let seen = |marks: &BTreeSet<u32>| parts::seen(wasm, statics, marks);
        let families = self.families(|came| seen(&came.times[0]));
        let mut lines = self.stretches(whole, wasm, &families)?;
        let by_exhibit: Vec<_> = self.0.iter().map(|came| (came.exhibit.as_str(), came.times.each_ref().map(seen))).collect();
        let ever = seen(&at_all);
        let outlined = outline::outlined(whole, wasm, lines.iter().map(String::as_str))?;
        let is_last = |name: &str| part_of(name).map_or_else(|| !ever.contains(&plain(name)), |part| part == LATER);
        for name in parts::named(&Wasm::read(&outlined)?, statics, is_last)? {
            let needs = by_exhibit.iter().map(|(exhibit, times)| (*exhibit, when(times, |seen| seen.contains(&name))));
            if let Some(part) = part_for(needs, &families) {
                lines.insert(format!("{part} {name}"));
            }
        }
        let exhibits = self.0.iter().map(|came| came.exhibit.as_str());
        let soon = exhibits.clone().map(soon);
        let parts = exhibits.map(str::to_owned).chain(families).chain(soon).chain([STEPS, LATER].map(str::to_owned));
        let parts = parts.collect::<Vec<_>>().join(" ");
        Ok([format!("{PARTS}{parts}")].into_iter().chain(lines).flat_map(|line| [line, "\n".to_owned()]).collect())
    }

    /// The lines for the stretches of functions that travel apart from them: whose part is not that of the function.
    fn stretches(&self, whole: &[u8], wasm: &Wasm<'_>, families: &[String]) -> Outcome<BTreeSet<String>> {
        let places = outline::places(whole)?;
        let come_to = |marks: &BTreeSet<u32>| -> BTreeMap<_, bool> { parts::come_to(wasm, &places, marks).collect() };
        let by_exhibit: Vec<_> = self.0.iter().map(|came| (came.exhibit.as_str(), came.times.each_ref().map(come_to))).collect();
        let mut apart = BTreeMap::new();
        for place in &places {
            let part = |needed: &dyn Fn(&BTreeMap<_, bool>) -> bool| {
                part_for(by_exhibit.iter().map(|(exhibit, times)| (*exhibit, when(times, needed))), families)
            };
            let function = part(&|called| called.contains_key(place));
            if let Some(stretch) = part(&|called| called.get(place) == Some(&true)).filter(|part| Some(part) != function.as_ref())
            {
                apart.insert(*place, stretch);
            }
        }
        let apart = apart.iter().map(|(place, part): (_, &String)| (*place, part.as_str())).collect();
        outline::lines(whole, wasm, &apart)
    }
}

/// The name of what these exhibits need together.
fn together<'e>(exhibits: impl Iterator<Item = &'e str>) -> String {
    exhibits.collect::<Vec<_>>().join(&AND.to_string())
}

/// The name of what an exhibit alone needs soon.
fn soon(exhibit: &str) -> String {
    [SOON, exhibit].concat()
}

/// The part for something, when it is known when each exhibit needs it first; nothing for the first part. What some need at
/// once and others in their steps travels with the former: once a stage stands, all parts come, and who is hastier waits for
/// one. What others need soon is little, and nobody's stage is to wait for the part of another.
fn part_for<'e>(needs: impl Iterator<Item = (&'e str, Option<When>)>, families: &[String]) -> Option<String> {
    let needs: Vec<_> = needs.collect();
    let at =
        |time: When| -> Vec<&str> { needs.iter().filter(|(_, when)| *when == Some(time)).map(|(exhibit, _)| *exhibit).collect() };
    match (at(When::Stage).as_slice(), at(When::Soon).as_slice(), at(When::Steps).as_slice()) {
        ([], [], []) => Some(LATER.to_owned()),
        ([], [exhibit], _) => Some(soon(exhibit)),
        ([], ..) => Some(STEPS.to_owned()),
        (_, [_, ..], _) => None,
        ([exhibit], ..) => Some((*exhibit).to_owned()),
        (several, ..) => Some(together(several.iter().copied())).filter(|family| families.contains(family)),
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
        let printed = r#"[{ "exhibit": "paxos", "stage": [1, 2], "ready": [3], "steps": [4] }]"#;
        let Ok(recording) = Recording::read(printed) else { panic!("it is a recording") };
        let times = [BTreeSet::from([1, 2]), BTreeSet::from([3]), BTreeSet::from([4])];
        assert_eq!(recording.0, [Came { exhibit: "paxos".to_owned(), times }]);
        assert!(Recording::read("{}").is_err());
    }

    #[test]
    fn what_two_need_travels_first_unless_they_are_a_family() {
        use When::{Soon, Stage, Steps};
        let families = ["a.c".to_owned()];
        let part = |needs: &[(&'static str, Option<When>)]| part_for(needs.iter().copied(), &families);
        assert_eq!(part(&[("a", Some(Stage)), ("b", None)]).as_deref(), Some("a"));
        assert_eq!(part(&[("a", Some(Stage)), ("b", Some(Steps))]).as_deref(), Some("a"), "the other one can wait");
        assert_eq!(part(&[("a", Some(Stage)), ("b", Some(Soon))]), None, "the other one cannot");
        assert_eq!(part(&[("a", Some(Stage)), ("b", None), ("c", Some(Stage))]).as_deref(), Some("a.c"));
        assert_eq!(part(&[("a", Some(Stage)), ("b", Some(Stage)), ("c", Some(Stage))]), None);
        assert_eq!(part(&[("a", Some(Soon)), ("b", Some(Steps))]).as_deref(), Some("soon-a"));
        assert_eq!(part(&[("a", Some(Soon)), ("b", Some(Soon))]).as_deref(), Some(STEPS));
        assert_eq!(part(&[("a", Some(Steps)), ("b", None)]).as_deref(), Some(STEPS));
        assert_eq!(part(&[("a", None)]).as_deref(), Some(LATER));
    }

    #[test]
    fn a_family_is_some_of_all_that_share_much() {
        let came = |exhibit: &str| Came { exhibit: exhibit.to_owned(), times: Default::default() };
        let recording = Recording(["a", "b", "c"].map(came).into());
        let names = |from: usize, to: usize| (from..to).map(|name| format!("n{name:03}")).collect::<BTreeSet<_>>();
        let needed = |came: &Came| match came.exhibit.as_str() {
            "a" => names(0, 100),
            "b" => names(0, 50 + FAMILY_MIN),
            _ => names(0, 50),
        };
        assert_eq!(recording.families(needed), ["a.b"], "all three share the first fifty");
    }
}
