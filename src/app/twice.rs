//! A node's two histories, line by line: whether the two runs are the same to it is computed here, never asserted.

use crate::text::{Line, Locale, words};

/// What one node did and received in each of two runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Twice {
    /// The node's name.
    pub name: String,
    /// The history of each run.
    pub lines: [Vec<Line>; 2],
    /// So many first lines are the same in both.
    pub same: usize,
}

impl Twice {
    /// Compares two histories. What is read decides: two runs may number their nodes differently.
    pub fn of(name: &str, left: Vec<Line>, right: Vec<Line>) -> Twice {
        let equal = |(one, other): &(&Line, &Line)| one.to_string() == other.to_string();
        let same = left.iter().zip(&right).take_while(equal).count();
        Twice { name: name.to_owned(), lines: [left, right], same }
    }

    /// Whether the two runs are the same to the node so far.
    pub fn equal(&self) -> bool {
        self.lines.iter().all(|lines| lines.len() == self.same)
    }

    /// How many rows both take, one beside the other.
    pub fn rows(&self) -> usize {
        self.lines.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The one sentence.
    pub fn tell(&self, locale: Locale) -> String {
        let [left, right] = [0, 1].map(|run| self.lines[run].len());
        if self.equal() {
            words::fill(words::TWICE_SAME, locale, &[&self.name, &self.same])
        } else if left.min(right) == self.same {
            let ahead = if left > right { 1 } else { 2 };
            words::fill(words::TWICE_AHEAD, locale, &[&self.name, &self.same, &ahead])
        } else {
            words::fill(words::TWICE_PARTS, locale, &[&self.name, &self.same, &(self.same + 1)])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(words: &str) -> Vec<Line> {
        words.split(' ').filter(|word| !word.is_empty()).map(Line::plain).collect()
    }

    #[test]
    fn where_two_histories_part_is_counted() {
        let told = |left, right| Twice::of("G2", lines(left), lines(right)).tell(Locale::En);
        assert_eq!(told("a b c", "a b c"), "To G2 the two runs are the same: 3 of 3 lines.");
        assert_eq!(told("a b c", "a b"), "To G2 the two runs are the same for 2 lines; then only run 1 goes on.");
        assert_eq!(told("", "a"), "To G2 the two runs are the same for 0 lines; then only run 2 goes on.");
        assert_eq!(told("a b c", "a x c d"), "To G2 the two runs are the same for 1 lines; in line 2 they part.");
        assert_eq!(Twice::of("G2", lines("a"), lines("a b")).rows(), 2);
    }
}
