//! Plots: who is a traitor, and what it says to whom, as the items of one knob.
//!
//! ```text
//! G0:split                 G0 tells odd-numbered recipients one thing and even ones another
//! G4:truth                 G4 is a traitor that has not lied yet
//! G0.G4>G5:attack          where G4 tells G5 what G0 told it, it says attack
//! G0>G2:nothing            G0 sends nothing to G2
//! ```
//!
//! A lie names the whole path of the message as its recipient sees it; its last name is the liar. What no lie names
//! follows the liar's habit, which is the truth unless another is given.

use std::fmt::Write;

use crate::sim::{NodeId, NodeSet};
use crate::text::Locale;

/// What plots are made of in an exhibit.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlotSpec {
    /// The letter of the nodes' names.
    pub letter: char,
    /// The greatest number of a node.
    pub node_max: u8,
    /// What can be said; a lie holds the index.
    pub says: &'static [&'static str],
}

/// The most items of one plot: every message of three traitors among ten. An address that grows too long for them is a
/// file.
pub const PLOT_ITEMS_MAX: usize = 4_000;

/// The longest path that a lie may name.
pub const PATH_NAMES_MAX: usize = 8;

/// The word for saying nothing.
pub const NOTHING: &str = "nothing";

/// What a traitor says where no lie of its own is named.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Habit {
    /// What it should.
    #[default]
    Truth,
    /// The opposite of what it should.
    Flip,
    /// Odd-numbered recipients hear the first thing that can be said, even ones the second.
    Split,
    /// Nothing.
    Silent,
    /// One thing or the other: a function of seed, path and recipient.
    Random,
}

impl Habit {
    /// Every habit.
    pub const ALL: [Habit; 5] = [Habit::Truth, Habit::Flip, Habit::Split, Habit::Silent, Habit::Random];

    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Habit::Truth => "truth",
            Habit::Flip => "flip",
            Habit::Split => "split",
            Habit::Silent => "silent",
            Habit::Random => "random",
        }
    }

    /// The habit of a word.
    pub fn from_word(word: &str) -> Option<Habit> {
        Habit::ALL.into_iter().find(|habit| habit.word() == word)
    }
}

/// One lie.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Lie {
    /// The path of the message as its recipient sees it; the last is the liar.
    pub path: Vec<u8>,
    /// The recipient.
    pub to: u8,
    /// What is said: an index into the spec's words; `None` is nothing.
    pub say: Option<u8>,
}

/// What a node sends on one path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spoken {
    /// The path; the last is the speaker.
    pub path: Vec<u8>,
    /// To whom.
    pub to: Vec<u8>,
}

/// Who is a traitor, and what it says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Plot {
    spec: &'static PlotSpec,
    habits: Vec<(u8, Habit)>,
    lies: Vec<Lie>,
}

impl Plot {
    /// Nobody is a traitor.
    pub fn nobody(spec: &'static PlotSpec) -> Plot {
        Plot { spec, habits: Vec::new(), lies: Vec::new() }
    }

    /// These are traitors who tell the truth, but for these lies: one about each message at most, each of a traitor.
    pub fn of(spec: &'static PlotSpec, traitors: NodeSet, lies: Vec<Lie>) -> Plot {
        let habits = traitors.iter().map(|node| (node.0, Habit::Truth)).collect();
        let mut plot = Plot { spec, habits, lies };
        plot.sort();
        plot
    }

    /// Says something else in each lie, in the order of [`Plot::lies`].
    pub fn say(&mut self, says: &[u8]) {
        for (lie, say) in self.lies.iter_mut().zip(says) {
            lie.say = Some(*say);
        }
    }

    fn sort(&mut self) {
        self.lies.sort_unstable_by(|a, b| (a.path.len(), &a.path, a.to).cmp(&(b.path.len(), &b.path, b.to)));
    }

    /// Reads items with commas between them; empty text is nobody.
    pub fn parse(spec: &'static PlotSpec, text: &str) -> Option<Plot> {
        let mut plot = Plot::nobody(spec);
        for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            let (whom, what) = item.split_once(':')?;
            match whom.split_once('>') {
                None => plot.turn(spec.node(whom.trim())?, Habit::from_word(what.trim())?),
                Some((path, to)) => {
                    let path = path.split('.').map(|name| spec.node(name.trim())).collect::<Option<Vec<u8>>>()?;
                    plot.lie(Lie { path, to: spec.node(to.trim())?, say: spec.say(what.trim())? });
                }
            }
            if plot.habits.len() + plot.lies.len() > PLOT_ITEMS_MAX {
                return None;
            }
        }
        plot.lies.iter().all(|lie| lie.path.len() <= PATH_NAMES_MAX).then_some(plot)
    }

    /// As text that [`Plot::parse`] reads back.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let letter = self.spec.letter;
        for (node, habit) in &self.habits {
            let comma = if text.is_empty() { "" } else { "," };
            let _ = write!(text, "{comma}{letter}{node}:{}", habit.word());
        }
        for lie in &self.lies {
            text.push_str(if text.is_empty() { "" } else { "," });
            for (place, node) in lie.path.iter().enumerate() {
                let _ = write!(text, "{}{letter}{node}", if place == 0 { "" } else { "." });
            }
            let say = lie.say.and_then(|say| self.spec.says.get(usize::from(say))).unwrap_or(&NOTHING);
            let _ = write!(text, ">{letter}{}:{say}", lie.to);
        }
        text
    }

    /// The items, each as text.
    pub fn items(&self) -> impl Iterator<Item = String> {
        let text = self.to_text();
        let items: Vec<String> = text.split(',').filter(|item| !item.is_empty()).map(str::to_owned).collect();
        items.into_iter()
    }

    /// Makes a node a traitor with this habit.
    pub fn turn(&mut self, node: u8, habit: Habit) {
        self.habits.retain(|(known, _)| *known != node);
        self.habits.push((node, habit));
        self.habits.sort_unstable_by_key(|(node, _)| *node);
    }

    /// Makes a node loyal again: its habit and its lies are gone.
    pub fn pardon(&mut self, node: u8) {
        self.habits.retain(|(known, _)| *known != node);
        self.lies.retain(|lie| lie.path.last() != Some(&node));
    }

    /// Adds a lie; one about the same message goes. The liar is a traitor.
    pub fn lie(&mut self, lie: Lie) {
        if let Some(liar) = lie.path.last().copied()
            && !self.traitors().has(NodeId(liar))
        {
            self.turn(liar, Habit::Truth);
        }
        self.lies.retain(|old| (&old.path, old.to) != (&lie.path, lie.to));
        self.lies.push(lie);
        self.sort();
    }

    /// Takes the lie about a message away.
    pub fn unlie(&mut self, path: &[u8], to: u8) {
        self.lies.retain(|old| (old.path.as_slice(), old.to) != (path, to));
    }

    /// The traitors.
    pub fn traitors(&self) -> NodeSet {
        self.habits.iter().map(|(node, _)| NodeId(*node)).collect()
    }

    /// A traitor's habit.
    pub fn habit(&self, node: u8) -> Habit {
        self.habits.iter().find(|(known, _)| *known == node).map_or(Habit::Truth, |(_, habit)| *habit)
    }

    /// The lies, in the order of paths: shorter ones first.
    pub fn lies(&self) -> &[Lie] {
        &self.lies
    }

    /// The lie about a message, if there is one.
    pub fn about(&self, path: &[u8], to: u8) -> Option<&Lie> {
        let wanted = (path.len(), path, to);
        let place = self.lies.binary_search_by(|lie| (lie.path.len(), &lie.path[..], lie.to).cmp(&wanted)).ok()?;
        self.lies.get(place)
    }

    /// The greatest number of a node that is named anywhere.
    pub fn greatest(&self) -> Option<u8> {
        let named = self.lies.iter().flat_map(|lie| lie.path.iter().chain([&lie.to]));
        self.habits.iter().map(|(node, _)| node).chain(named).max().copied()
    }
}

impl PlotSpec {
    /// The number of a name.
    pub fn node(&self, name: &str) -> Option<u8> {
        let number = name.strip_prefix(self.letter)?;
        let plain = number == "0" || !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
        number.parse().ok().filter(|node| plain && *node <= self.node_max)
    }

    /// What a word says; the outer `None` is no word at all.
    pub fn say(&self, word: &str) -> Option<Option<u8>> {
        if word == NOTHING {
            return Some(None);
        }
        self.says.iter().position(|known| *known == word).map(|index| Some(index as u8))
    }

    /// What a plot looks like, in words.
    pub(super) fn wanted(&self, locale: Locale) -> String {
        let (letter, says) = (self.letter, self.says.join(", "));
        let habits = Habit::ALL.map(Habit::word).join(", ");
        locale.pick(
            format!(
                "items such as {letter}0:split ({habits}) or {letter}0.{letter}4>{letter}5:{} ({says}, {NOTHING}), at most {PLOT_ITEMS_MAX}, with commas between",
                self.says[0]
            ),
            format!(
                "以逗号分隔的项，最多 {PLOT_ITEMS_MAX} 个，例如 {letter}0:split（{habits}）或 {letter}0.{letter}4>{letter}5:{}（{says}, {NOTHING}）",
                self.says[0]
            ),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static SPEC: PlotSpec = PlotSpec { letter: 'G', node_max: 12, says: &["attack", "retreat"] };

    #[test]
    fn a_plot_reads_back_as_it_was_written() {
        let text = "G0:split,G4:silent,G0>G2:nothing,G0.G4>G5:attack";
        let plot = Plot::parse(&SPEC, text).expect("it is well formed");
        assert_eq!(plot.to_text(), text);
        assert_eq!((plot.habit(0), plot.habit(4), plot.lies().len()), (Habit::Split, Habit::Silent, 2));
        assert_eq!(plot.greatest(), Some(5));
        assert_eq!(Plot::parse(&SPEC, " G3>G1:retreat ").expect("fine").to_text(), "G3:truth,G3>G1:retreat");
        assert_eq!(Plot::parse(&SPEC, ""), Some(Plot::nobody(&SPEC)));
    }

    #[test]
    fn what_is_no_plot_is_none() {
        for text in [
            "G0",
            "G13:flip",
            "G0:lie",
            "G01:flip",
            "G+1:flip",
            "H0:flip",
            "G0>G1",
            "G0>G1:maybe",
            ">G1:attack",
            "G0.>G1:attack",
            "G0>:attack",
        ] {
            assert_eq!(Plot::parse(&SPEC, text), None, "{text}");
        }
        let long =
            (0..=PLOT_ITEMS_MAX).map(|n| format!("G0.G{}.G{}>G{}:attack", n % 13, n / 13 % 13, n / 169)).collect::<Vec<_>>();
        assert_eq!(Plot::parse(&SPEC, &long.join(",")), None);
    }

    #[test]
    fn a_pardon_takes_the_lies_too() {
        let mut plot = Plot::parse(&SPEC, "G0:flip,G2:random,G0.G2>G1:attack").expect("fine");
        plot.pardon(2);
        assert_eq!(plot.to_text(), "G0:flip");
    }
}
