//! Who could be the traitor, as far as one general can tell: against all strategies played out, and in known cases.

use std::collections::BTreeMap;

use synod::exhibit::plot::Plot;
use synod::exhibits::generals::machine::{Heard, Oral, Value};
use synod::exhibits::generals::path::Path;
use synod::exhibits::generals::suspects::{possible, suspects};
use synod::exhibits::generals::text::PLOT;
use synod::sim::{NodeId, NodeSet, SortedMap};

use super::{Lies, end, messages, oral, plot};

type Table = SortedMap<Path, Heard>;

fn table(oral: Oral, me: u8) -> Table {
    end(oral, 1).node(NodeId(me)).expect("there is such a general").heard.clone()
}

fn set(nodes: &[u8]) -> NodeSet {
    nodes.iter().map(|node| NodeId(*node)).collect()
}

/// Who is suspected by `me` at the end of a run with this plot.
fn told(generals: u8, m: u8, traitors: &str, me: u8) -> NodeSet {
    let oral = Oral { plot: Plot::parse(&PLOT, traitors).expect("it is a plot"), ..oral(generals, m) };
    suspects(&oral, NodeId(me), &table(oral.clone(), me))
}

/// Every table that a strategy of one traitor can bring about, played out, with who can: both orders, every word a value
/// or nothing.
fn played(generals: u8, m: u8, me: u8) -> BTreeMap<Vec<(Path, Heard)>, NodeSet> {
    let mut all: BTreeMap<Vec<(Path, Heard)>, NodeSet> = BTreeMap::new();
    for traitor in (0..generals).filter(|node| *node != me) {
        let words: Vec<_> = messages(generals, m, 0).into_iter().filter(|(path, _)| path.last() == Some(&traitor)).collect();
        for order in [Value::Attack, Value::Retreat] {
            for strategy in 0..3_u32.pow(words.len() as u32) {
                let said = |word: usize| [Some(true), Some(false), None][(strategy / 3_u32.pow(word as u32) % 3) as usize];
                let lies: Lies = words.iter().enumerate().map(|(word, message)| (message.clone(), said(word))).collect();
                let oral = Oral { order, plot: plot(&[traitor], &lies), ..oral(generals, m) };
                let entry = table(oral, me).iter().map(|(path, heard)| (*path, *heard)).collect();
                all.entry(entry).or_insert(NodeSet::EMPTY).insert(NodeId(traitor));
            }
        }
    }
    all
}

#[test]
fn of_three_and_of_four_generals_it_is_what_playing_everything_out_gives() {
    for (generals, m, least) in [(3, 1, 8), (4, 1, 16)] {
        for me in 1..generals {
            let all = played(generals, m, me);
            assert!(all.len() >= least, "{generals} generals: {} tables", all.len());
            for (entries, who) in all {
                let heard: Table = entries.iter().copied().collect();
                assert_eq!(suspects(&oral(generals, m), NodeId(me), &heard), who, "{generals} generals, {entries:?}");
            }
        }
    }
}

/// Whoever lies among three may as well be the other; only silence gives itself away.
#[test]
fn of_three_generals_no_liar_is_found() {
    for (me, others) in [(1, [0, 2]), (2, [0, 1])] {
        let silent = |entries: &[(Path, Heard)]| entries.iter().any(|(_, heard)| *heard == Heard::Nothing);
        for (entries, who) in played(3, 1, me) {
            assert!(silent(&entries) || who == set(&others), "{entries:?}");
        }
        assert_eq!(told(3, 1, "", me), set(&others), "nobody lied");
        assert_eq!(told(3, 1, "G0:silent", me), set(&[0]));
    }
    assert_eq!(told(3, 1, "G0>G2:retreat", 2), told(3, 1, "G1:flip", 2), "the two worlds of the lesson");
}

#[test]
fn of_more_generals_a_liar_is_found_where_two_contradict_it() {
    assert_eq!(told(4, 1, "G0>G1:retreat", 1), set(&[0]), "G2 and G3 cannot both have lied");
    assert_eq!(told(4, 1, "G3:silent", 1), set(&[3]), "a loyal general relays at least the default");
    assert_eq!(told(4, 1, "G3:flip", 1), set(&[0, 3]), "G0 may have told G3 otherwise");
    assert_eq!(told(5, 2, "G3>G1:attack,G0.G3>G1:retreat", 1), set(&[3]), "G2 and G4 tell what G3 told them");
    assert_eq!(told(4, 2, "G0.G3>G1:retreat", 1), set(&[3]), "G0 and G2 both contradict it");
}

/// What nobody alone could have done is laid at nobody's door, and two may have done it.
#[test]
fn two_liars_may_be_beyond_every_single_one() {
    let oral = Oral { plot: Plot::parse(&PLOT, "G2:silent,G3:silent").expect("it is a plot"), ..oral(5, 1) };
    let heard = table(oral.clone(), 1);
    assert_eq!(suspects(&oral, NodeId(1), &heard), NodeSet::EMPTY);
    assert!(possible(NodeId(1), &heard, set(&[2, 3])) && !possible(NodeId(1), &heard, set(&[2, 4])));
}
