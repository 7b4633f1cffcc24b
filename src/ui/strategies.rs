//! The dialog of the search of an exhibit in rounds: who lies is asked, and strategies are counted.

use super::element::{Element, el, group};
use super::icons::{Icon, icon};
use super::press::{Send, button};
use super::search::{fieldset, select, shown};
use crate::app::pursuit::letter::Said;
use crate::app::pursuit::{Asked, TRAITORS_MAX, Wish};
use crate::app::{Msg, PaneShot};
use crate::explore::{Limit, Outcome};
use crate::text::{Line, Locale, grouped, words};

/// How many traitors.
#[inline(never)]
pub(super) fn traitors(asked: &Asked, locale: Locale, send: &Send) -> Element {
    let tolerated = [words::LIES_TOLERATED.get(locale).to_owned()].into_iter();
    let options = tolerated.chain((1..=TRAITORS_MAX).map(|count| count.to_string())).collect();
    let title = words::LIES_TRAITORS.get(locale);
    let list = select("search-traitors".to_owned(), title, options, asked.traitors, Wish::Traitors, send);
    fieldset(words::SEARCH_HOW, locale).child(list)
}

/// The button that counts the table.
#[inline(never)]
pub(super) fn count(locale: Locale, send: &Send) -> Element {
    button(send, "button", Msg::Pursue(Wish::Table)).attr("id", "search-table").text(words::LIES_COUNT.get(locale))
}

/// How far it has come, and what it found.
#[inline(never)]
pub(super) fn told(report: Element, said: &Said, pane: &PaneShot, locale: Locale, send: &Send) -> Element {
    if said.counted.is_none() {
        return report.child(table(said, pane, locale));
    }
    let all = said.counted.as_ref().and_then(|counted| counted.first()).copied().unwrap_or(0);
    let (looked, of) = (grouped(said.distinct), grouped(all));
    let report = if said.over {
        report.child(el("p").text(&over(said, &looked, &of, locale)))
    } else {
        let words = words::fill(words::LIES_RUNNING, locale, &[&looked, &of, &grouped(said.rate())]);
        let bar = el("progress").attr("aria-label", words::LIES_STRATEGIES.get(locale));
        let bar = bar.set("max", all.to_string()).set("value", said.distinct.to_string());
        report.child(el("p").attr("aria-live", "off").text(&words)).child(bar)
    };
    report.maybe(verdicts(said, pane, locale, send))
}

fn over(said: &Said, looked: &str, of: &str, locale: Locale) -> String {
    match said.limit {
        None => words::fill(words::LIES_ALL, locale, &[&looked]),
        Some(Limit::Sampled) => words::fill(words::LIES_SAMPLE, locale, &[&looked, &of]),
        Some(Limit::States | Limit::Depth | Limit::Bytes | Limit::Time | Limit::Cancelled) => {
            words::fill(words::LIES_PART, locale, &[&looked, &of, &words::LIMIT_STOPPED.get(locale)])
        }
    }
}

/// What a check is called on the page.
fn title(pane: &PaneShot, name: &str) -> String {
    pane.guarantees.iter().find(|one| one.name == name).map_or_else(Line::default, |one| one.title.clone()).to_string()
}

fn verdicts(said: &Said, pane: &PaneShot, locale: Locale, send: &Send) -> Option<Element> {
    let broken = |place: usize| said.counted.as_ref().and_then(|counted| counted.get(place + 1)).copied().unwrap_or(0);
    let line = |(place, (name, outcome, length)): (usize, &(String, Outcome, u32))| {
        let (class, picture, told) = match outcome {
            Outcome::Holds => ("holds", Icon::Check, words::CHECK_HOLDS),
            Outcome::Broken | Outcome::Found => ("broken", Icon::Cross, words::LIES_BROKEN),
            Outcome::Limit | Outcome::Never => ("open", Icon::Open, words::CHECK_LIMIT),
        };
        let told = words::fill(told, locale, &[&title(pane, name), &grouped(broken(place)), length]);
        el("li").key(name).class(class).child(icon(picture)).child(el("span").text(&told))
    };
    let all = || said.checks.iter().enumerate().filter(|(_, (_, outcome, _))| said.over || outcome.is_found());
    let found = said.checks.iter().any(|(_, outcome, _)| outcome.is_found());
    let list = || group().child(el("ul").class("verdicts").each(all().map(line))).maybe(found.then(|| shown(said, locale, send)));
    (all().count() > 0).then(list)
}

/// The table, as far as it is counted.
fn table(said: &Said, pane: &PaneShot, locale: Locale) -> Element {
    let heads = [words::LIES_NODES, words::LIES_BEARABLE, words::LIES_LIARS, words::LIES_STRATEGIES];
    let heads = heads.into_iter().map(|words| words.get(locale).to_owned());
    let heads = heads.chain(pane.guarantees.iter().map(|one| one.title.to_string())).enumerate();
    let head = |(index, words): (usize, String)| el("th").index(index).attr("scope", "col").text(&words);
    let cell = |(index, number): (usize, &u64)| el("td").index(index).text(&grouped(*number));
    let row = |(index, numbers): (usize, &Vec<u64>)| el("tr").index(index).each(numbers.iter().enumerate().map(cell));
    let inside = el("table")
        .child(el("caption").text(words::LIES_TABLE.get(locale)))
        .child(el("thead").child(el("tr").each(heads.map(head))))
        .child(el("tbody").each(said.rows.iter().enumerate().map(row)));
    el("div").class("lies-table").child(inside)
}
