//! What is there for certain at an instruction, on whatever way a function came to it.

use std::collections::BTreeMap;
use wasmparser::Operator;

/// Some things that may be there, a bit each.
pub(crate) type Set = u32;

/// The instructions of a body before which things must be brought, and which: at each that needs some, unless they are there
/// on every way to it. `there` is what is there from the start, and `brings` what an instruction brings.
pub(crate) fn lacking(
    operators: &[Operator<'_>],
    there: Set,
    needs: impl Fn(usize, &Operator<'_>) -> Set,
    brings: impl Fn(usize, &Operator<'_>) -> Set,
) -> BTreeMap<usize, Set> {
    let mut lacking = BTreeMap::new();
    // What is there for certain: here, and where each open block began.
    let (mut here, mut open) = (there, Vec::new());
    for (at, operator) in operators.iter().enumerate() {
        let missing = needs(at, operator) & !here;
        if missing != 0 {
            lacking.insert(at, missing);
            here |= missing;
        }
        here |= brings(at, operator);
        if opens(operator) {
            open.push(here);
        } else if matches!(operator, Operator::End) {
            here = open.pop().unwrap_or_default();
        } else if !goes_straight_on(operator) {
            here = open.last().copied().unwrap_or_default();
        }
    }
    lacking
}

fn opens(operator: &Operator<'_>) -> bool {
    matches!(
        operator,
        Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } | Operator::Try { .. } | Operator::TryTable { .. }
    )
}

/// Whether what comes next in the code is only ever come to through this instruction.
fn goes_straight_on(operator: &Operator<'_>) -> bool {
    !matches!(operator, Operator::Else | Operator::Catch { .. } | Operator::CatchAll | Operator::Delegate { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmparser::BlockType;

    /// Where `Drop` lacks what `Nop` brings.
    fn lacking_at(operators: &[Operator<'_>]) -> Vec<usize> {
        let is = |operator: &Operator<'_>, brings: bool| {
            Set::from(matches!(operator, Operator::Nop) && brings || matches!(operator, Operator::Drop) && !brings)
        };
        lacking(operators, 0, |_, one| is(one, false), |_, one| is(one, true)).into_keys().collect()
    }

    #[test]
    fn what_was_brought_on_every_way_is_there() {
        use Operator::{Drop, Else, End, Nop};
        let block = || Operator::Block { blockty: BlockType::Empty };
        let choice = || Operator::If { blockty: BlockType::Empty };
        let repeat = || Operator::Loop { blockty: BlockType::Empty };
        assert!(lacking_at(&[Nop, Drop, End]).is_empty(), "before it");
        assert_eq!(lacking_at(&[Drop, Nop, End]), [0], "behind it");
        assert!(lacking_at(&[Nop, repeat(), Drop, End, Drop, End]).is_empty(), "inside of what comes after it");
        assert_eq!(lacking_at(&[choice(), Nop, End, Drop, End]), [3], "on one way of two");
        assert_eq!(lacking_at(&[choice(), Nop, Else, Drop, End, End]), [3], "on the other way");
        assert_eq!(lacking_at(&[block(), Nop, End, Drop, End]), [3], "a block may have been left before it");
        assert_eq!(lacking_at(&[Drop, Drop, End]), [0], "what is lacking is brought once");
    }
}
