//! Who could be the traitor, as far as one general can tell: the search over everything that a single traitor could say.
//!
//! What a general heard on a path goes back, through the loyal relays, to the last word that nobody was bound to: either
//! the commander's order or something that the suspect said to somebody. Each such word was one and the same, whoever
//! repeats it. So a suspect is possible exactly if every word can be given a value under which the whole table comes out:
//! all strategies are searched, and none needs to be run.

use crate::sim::{NodeId, NodeSet, SortedMap};

use super::machine::{Heard, Oral, Value};
use super::path::Path;

/// What a word may have been: a set of attack, retreat, nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct May(u8);

impl May {
    const ATTACK: May = May(1);
    const RETREAT: May = May(2);
    const NOTHING: May = May(4);
    /// What a traitor may say.
    const ANYTHING: May = May(7);
    /// What an order may be.
    const ORDER: May = May(3);

    fn and(self, other: May) -> May {
        May(self.0 & other.0)
    }

    fn or(self, other: May) -> May {
        May(self.0 | other.0)
    }

    /// What a word was, if this is what was heard of it: at first hand, or through somebody who says the default where it
    /// heard nothing itself.
    fn have_been(heard: Heard, first_hand: bool) -> May {
        match (heard, first_hand) {
            (Heard::Said(Value::Attack), _) => May::ATTACK,
            (Heard::Said(Value::Retreat), true) => May::RETREAT,
            (Heard::Said(Value::Retreat), false) => May::RETREAT.or(May::NOTHING),
            (Heard::Nothing, true) => May::NOTHING,
            (Heard::Nothing, false) => May(0),
        }
    }
}

/// The generals of whom each alone could have brought about, by some plot and some order, exactly what `me` heard, while
/// `me` and all others are loyal. The configuration's own plot and order are not looked at; every guard is in place.
pub fn suspects(oral: &Oral, me: NodeId, heard: &SortedMap<Path, Heard>) -> NodeSet {
    let others = oral.everybody().without(me);
    others.iter().filter(|suspect| possible(me, heard, NodeSet::EMPTY.with(*suspect))).collect()
}

/// Whether these traitors, and nobody else, could have brought about what `me` heard.
pub fn possible(me: NodeId, heard: &SortedMap<Path, Heard>, traitors: NodeSet) -> bool {
    let mut words: SortedMap<Option<(Path, NodeId)>, May> = SortedMap::new();
    heard.iter().all(|(path, what)| {
        let (word, first_hand) = source(*path, me, traitors);
        let free = if word.is_some() { May::ANYTHING } else { May::ORDER };
        let may = words.at(word, || free);
        *may = may.and(May::have_been(*what, first_hand));
        *may != May(0)
    })
}

/// The word that what `to` heard on a path goes back to (`None` is the order), and whether `to` heard it at first hand.
fn source(path: Path, to: NodeId, traitors: NodeSet) -> (Option<(Path, NodeId)>, bool) {
    let (mut path, mut to, mut first_hand) = (path, to, true);
    loop {
        if traitors.has(path.last()) {
            return (Some((path, to)), first_hand);
        }
        let Some(above) = path.parent() else { return (None, first_hand) };
        (to, path, first_hand) = (path.last(), above, false);
    }
}
