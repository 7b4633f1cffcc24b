//! Sentences in one language: every one is given in both, and lists are written as each language writes them.

use crate::sim::Condition;

use super::{Both, Line, Locale, Span, join, tell};

impl Locale {
    /// A sentence: the template in both languages, and what fills either.
    pub fn say(self, en: &str, zh: &str, args: &[Line]) -> Line {
        tell(self.pick(en, zh), args)
    }

    /// Sentences one behind the other; Chinese needs no space between them.
    pub fn all(self, sentences: impl IntoIterator<Item = Line>) -> Line {
        join(sentences.into_iter().filter(|line| !line.is_empty()), self.pick(" ", ""))
    }

    /// A list in a caption: "A1, A2, A3".
    pub fn listed(self, items: impl IntoIterator<Item = Line>) -> Line {
        join(items, self.pick(", ", "、"))
    }

    /// A list in a sentence: "A1, A2 and A3"; `nobody` where it is empty.
    pub fn series(self, items: impl IntoIterator<Item = Line>, nobody: Both) -> Line {
        let mut items: Vec<Line> = items.into_iter().collect();
        let Some(last) = items.pop() else { return Line::plain(nobody.get(self)) };
        if items.is_empty() {
            return last;
        }
        self.listed(items).then(Line::plain(self.pick(" and ", " 和 "))).then(last)
    }

    /// A comparison with its values and what it says of them: "2 > 1: the id is above the promise".
    pub fn compared(self, condition: &Condition, said: &str) -> Line {
        let Condition { left, right, .. } = condition;
        Line::plain(format!("{left} {} {right}{}{said}", condition.sign(), self.pick(": ", "：")))
    }
}

/// A count in a sentence.
pub fn count(count: u32) -> Line {
    Span::number(count).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::both;

    #[test]
    fn lists_and_sentences_are_written_as_each_language_writes_them() {
        let told = |names: &[&str], locale: Locale| {
            locale.series(names.iter().map(|name| Line::plain(*name)), both("nobody", "没有谁")).to_string()
        };
        assert_eq!(told(&["A1", "A2", "A3"], Locale::En), "A1, A2 and A3");
        assert_eq!(told(&["A1", "A2", "A3"], Locale::Zh), "A1、A2 和 A3");
        assert_eq!([told(&["A1"], Locale::En), told(&[], Locale::En), told(&[], Locale::Zh)], ["A1", "nobody", "没有谁"]);
        let both = |locale: Locale| {
            let one = locale.say("It has {0}.", "它有 {0} 个。", &[count(1)]);
            locale.all([one, Line::default(), Line::plain(locale.pick("Yes.", "是。"))]).to_string()
        };
        assert_eq!([both(Locale::En), both(Locale::Zh)], ["It has 1. Yes.", "它有 1 个。是。"]);
    }
}
