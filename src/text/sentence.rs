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

/// A share, given in millionths, in percent with one decimal, below one percent with two: "18.2 %", "0.07 %".
pub fn percent(millionths: u64) -> String {
    if millionths < 9_995 {
        let hundredths = (millionths + 50) / 100;
        return format!("{}.{:02} %", hundredths / 100, hundredths % 100);
    }
    let tenths = (millionths + 500) / 1_000;
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// Thousandths as a decimal number with two places: "1.25".
pub fn decimal(thousandths: u64) -> String {
    let hundredths = (thousandths + 5) / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The digits of a count, in threes where there are more than four.
pub fn grouped(number: impl std::fmt::Display) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let comma = |place: usize| place > 0 && (digits.len() - place).is_multiple_of(3);
    digits.chars().enumerate().flat_map(|(place, digit)| comma(place).then_some(',').into_iter().chain([digit])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::both;

    #[test]
    fn shares_are_rounded_to_what_is_shown() {
        let shares = [0, 49, 700, 9_994, 9_995, 182_000, 999_400, 1_000_000].map(percent);
        assert_eq!(shares, ["0.00 %", "0.00 %", "0.07 %", "1.00 %", "1.0 %", "18.2 %", "99.9 %", "100.0 %"]);
        assert_eq!([0, 5, 1_250, 1_999].map(decimal), ["0.00", "0.01", "1.25", "2.00"]);
    }

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
