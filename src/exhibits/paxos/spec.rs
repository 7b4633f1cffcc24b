//! The exhibit for TLC: which constants of `spec.tla` its knobs fill in.

use crate::exhibit::{Knobs, Specification};

use super::configure;

/// How many proposers the module has wishes for; the knob takes no more.
const WISHES: [&str; 3] = ["Wish1", "Wish2", "Wish3"];

/// The specification for these knobs.
pub(super) fn specification(knobs: &Knobs) -> Specification {
    let paxos = configure(knobs, &[]);
    let words = wishes(&paxos.palette);
    // A wish beyond the last proposer is nobody's, and still needs a value.
    let asked = paxos.own.iter().cycle().filter_map(|value| words.get(usize::from(value.0)));
    let truth = |on: bool| if on { "TRUE" } else { "FALSE" }.to_owned();
    let mut constants = vec![
        ("Proposers", paxos.proposers.to_string()),
        ("Acceptors", paxos.acceptors.to_string()),
        ("Learners", paxos.learners.to_string()),
    ];
    constants.extend(WISHES.into_iter().zip(asked).map(|(name, word)| (name, format!("\"{word}\""))));
    constants.push(("RefusalsAnswered", truth(paxos.refusals_answered)));
    constants.push(("AcceptorsTell", truth(paxos.acceptors_tell)));
    Specification {
        module: "Paxos",
        text: include_str!("spec.tla"),
        constants,
        invariants: &["Agreement", "Validity", "Learned"],
        properties: &["Promises"],
        knobs: &["proposers", "acceptors", "learners", "values", "refusals", "learn"],
    }
}

/// The words of the palette, or, as TLC reads plain letters only, `v1`, `v2`, .. for all of them.
fn wishes(palette: &[String]) -> Vec<String> {
    let plain = |word: &String| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if palette.iter().all(plain) { palette.to_vec() } else { (1..=palette.len()).map(|nth| format!("v{nth}")).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::{KnobKind, Staged};
    use crate::exhibits::paxos::PaxosExhibit;

    fn wish(values: &str) -> Vec<String> {
        let knobs = Knobs::defaults(PaxosExhibit::KNOBS).with(PaxosExhibit::KNOBS, "values", values);
        let knobs = knobs.with(PaxosExhibit::KNOBS, "proposers", "3");
        let constants = specification(&knobs).constants;
        constants.into_iter().filter(|(name, _)| WISHES.contains(name)).map(|(_, value)| value).collect()
    }

    #[test]
    fn every_proposer_has_its_wish() {
        let proposers = PaxosExhibit::KNOBS.iter().find(|spec| spec.name == "proposers");
        assert!(matches!(proposers.map(|spec| spec.kind), Some(KnobKind::Number { max: 3, .. })));
        assert_eq!(wish("red,blue,gold"), ["\"red\"", "\"blue\"", "\"gold\""]);
        assert_eq!(wish("red,blue"), ["\"red\"", "\"blue\"", "\"red\""]);
        assert_eq!(wish("red"), ["\"red\"", "\"red\"", "\"red\""]);
    }

    #[test]
    fn a_word_that_tlc_could_not_read_is_told_by_its_number() {
        assert_eq!(wish("v2,\"x\"\\,红"), ["\"v1\"", "\"v2\"", "\"v3\""]);
    }
}
