//! The dialog of the search for a bad run: what is asked, how far it has come, what it found.

use std::rc::Rc;

use web_sys::{Event, HtmlSelectElement};
use yew::{Callback, TargetCast};

use super::element::{Element, el, group};
use super::graph;
use super::help::sheet;
use super::icons::{Icon, icon};
use super::press::{Send, button};
use super::strategies;
use crate::app::pursuit::letter::Said;
use crate::app::pursuit::{Asked, COUNTS, Fault, Pursuit, STATES, Stage, Wish};
use crate::app::{Msg, PaneShot, Sheet, Shot};
use crate::exhibit::explored::{CAN_BE, TERMINATION};
use crate::exhibit::{CLAIMS_MAX, Exhibit, Guarantee, GuardSpec};
use crate::explore::{Limit, Network, Outcome};
use crate::text::{Both, Line, Locale, grouped, words};

/// The button that opens it, with how far a search has come that goes on behind the page.
#[inline(never)]
pub(super) fn opener(shot: &Shot, send: &Send) -> Option<Element> {
    let exhibit = shot.panes.first()?.exhibit;
    if !exhibit.is_searched() || shot.by.is_some() {
        return None;
    }
    let under_way = shot.pursuit.as_ref().filter(|pursuit| pursuit.is_under_way());
    let words = match under_way {
        Some(pursuit) => {
            let distinct = pursuit.said().map_or(0, |said| said.distinct);
            let running = if pursuit.asked.lies { words::LIES_BUTTON_RUNNING } else { words::SEARCH_BUTTON_RUNNING };
            words::fill(running, shot.locale, &[&grouped(distinct)])
        }
        None => words::SEARCH_OPEN.get(shot.locale).to_owned(),
    };
    let open = button(send, "button search-open", Msg::Sheet(Sheet::Search)).child(icon(Icon::Search));
    Some(el("div").class("buttons").child(open.child(el("span").text(&words))))
}

/// The dialog.
#[inline(never)]
pub(super) fn search(shot: &Shot, send: &Send) -> Option<Element> {
    let (pane, pursuit) = (shot.panes.first()?, shot.pursuit.as_ref()?);
    let wish = send.clone();
    let submit = move |event: &Event| {
        event.prevent_default();
        wish.emit(Msg::Pursue(Wish::Go));
    };
    if pursuit.graph.is_shown {
        return Some(graph::dialog(shot, pane, &pursuit.graph, send));
    }
    let locale = shot.locale;
    let lies = pursuit.asked.lies;
    let table = lies && !pursuit.is_under_way();
    let about = if lies { words::LIES_ABOUT } else { words::SEARCH_ABOUT };
    let form = el("form")
        .class("search")
        .flag(true, "novalidate")
        .on("submit", submit)
        .child(el("p").class("hint").text(about.get(locale)))
        .child(
            el("div")
                .class("search-form")
                .flag(pursuit.is_under_way(), "inert")
                .child(checks(pane, &pursuit.asked, locale, send))
                .maybe((!lies).then(|| faults(pane.exhibit, &pursuit.asked, locale, send)))
                .maybe(claims(pane.exhibit, pursuit, locale, send))
                .child(if lies {
                    strategies::traitors(&pursuit.asked, locale, send)
                } else {
                    how(pane.exhibit, &pursuit.asked, locale, send)
                })
                .maybe(guards(pane.exhibit, &pursuit.asked, locale, send)),
        )
        .child(
            el("div").class("search-foot").child(report(pursuit, pane, locale, send)).child(
                el("div")
                    .class("buttons")
                    .child(go(pursuit, locale))
                    .maybe(table.then(|| strategies::count(locale, send)))
                    .maybe(graph::opener(pane, pursuit, locale, send)),
            ),
        );
    Some(sheet(shot, send, words::SEARCH, form))
}

/// The one button that begins, stops and begins again: it stays where it is, and the focus with it.
fn go(pursuit: &Pursuit, locale: Locale) -> Element {
    let words = match pursuit.stage {
        Stage::Starting | Stage::Running(_) => words::SEARCH_STOP,
        Stage::Over(_) | Stage::Failed => words::SEARCH_AGAIN,
        Stage::Asking => words::SEARCH_GO,
    };
    el("button").attr("type", "submit").class("button primary").attr("id", "search-go").text(words.get(locale))
}

fn wish(send: &Send, wish: impl Fn() -> Wish + 'static) -> impl Fn(&Event) + 'static {
    let send = send.clone();
    move |_: &Event| send.emit(Msg::Pursue(wish()))
}

pub(super) fn fieldset(title: Both, locale: Locale) -> Element {
    el("fieldset").key(title.en).child(el("legend").text(title.get(locale)))
}

/// A box to tick, with what it stands for.
fn tick(id: String, on: bool, title: &str, turned: impl Fn(&Event) + 'static) -> Element {
    let input = el("input").set("id", id.clone()).attr("type", "checkbox").checked(on).on("change", turned);
    el("div").key(title).class("field switch").child(input).child(el("label").set("for", id).text(title))
}

/// A list to choose one of.
pub(super) fn select(
    id: String,
    title: &str,
    options: Vec<String>,
    at: usize,
    chosen: impl Fn(usize) -> Wish + 'static,
    send: &Send,
) -> Element {
    let chosen: Callback<usize> = send.reform(move |index: usize| Msg::Pursue(chosen(index)));
    let heard = move |event: &Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        chosen.emit(usize::try_from(select.selected_index()).unwrap_or(0));
    };
    let options = options.into_iter().enumerate();
    let option = |(index, words): (usize, String)| el("option").index(index).flag(index == at, "selected").text(&words);
    el("div")
        .key(&id)
        .class("field")
        .child(el("label").set("for", id.clone()).text(title))
        .child(el("select").set("id", id).on("change", heard).each(options.map(option)))
}

fn checks(pane: &PaneShot, asked: &Asked, locale: Locale, send: &Send) -> Element {
    let asks = |one: &&Guarantee| one.name != TERMINATION || asked.ends() && !pane.exhibit.in_rounds();
    let check = |one: &Guarantee| {
        let name = one.name;
        tick(
            ["search-", name].concat(),
            asked.checks.contains(&name),
            &one.title.to_string(),
            wish(send, move || Wish::Check(name)),
        )
    };
    fieldset(words::SEARCH_CHECKS, locale).each(pane.guarantees.iter().filter(asks).map(check))
}

/// What is to be so, all at once: one list, and behind each that says something one more.
fn claims(exhibit: &dyn Exhibit, pursuit: &Pursuit, locale: Locale, send: &Send) -> Option<Element> {
    let (asked, known) = (&pursuit.asked, exhibit.claims(&pursuit.knobs, locale));
    let names: Rc<[String]> = known.iter().map(|claim| claim.name.clone()).collect();
    let one = |place: usize| {
        let at = asked.claims.get(place).and_then(|name| names.iter().position(|known| known == name));
        let options = [words::CLAIM_NONE.get(locale).to_owned()].into_iter();
        let options = options.chain(known.iter().map(|claim| claim.title.clone())).collect();
        let names = names.clone();
        let chosen = move |index: usize| Wish::Claim(place, index.checked_sub(1).and_then(|index| names.get(index).cloned()));
        let title = if place == 0 { words::CLAIM_FIRST } else { words::CLAIM_AND };
        let at = at.map_or(0, |at| at + 1);
        select(["search-claim-", &place.to_string()].concat(), title.get(locale), options, at, chosen, send)
    };
    let places = (asked.claims.len() + 1).min(CLAIMS_MAX);
    let row = || el("div").class("search-row").each((0..places).map(one));
    (!known.is_empty()).then(|| fieldset(words::CLAIMS, locale).class("wide").child(row()))
}

/// What each kind of fault is called.
const FAULTS: [Both; Fault::ALL.len()] = [
    words::FAULT_LOSSES,
    words::FAULT_DUPLICATIONS,
    words::FAULT_CRASHES,
    words::FAULT_WAKES,
    words::FAULT_TIMEOUTS,
    words::FAULT_LIES,
];

fn faults(exhibit: &dyn Exhibit, asked: &Asked, locale: Locale, send: &Send) -> Element {
    let counts =
        || COUNTS.iter().map(|count| if *count > 9 { words::ANY_NUMBER.get(locale).to_owned() } else { count.to_string() });
    let fault = |(place, ((name, _), title)): (usize, (&(&'static str, Fault), Both))| {
        let chosen = move |count| Wish::Count(place, count);
        select(["search-", name].concat(), title.get(locale), counts().collect(), asked.counts[place], chosen, send)
    };
    let all =
        Fault::ALL.iter().zip(FAULTS).enumerate().filter(|(_, ((_, fault), _))| !exhibit.in_rounds() || *fault == Fault::Lie);
    let disks = tick("search-disks".to_owned(), asked.disks, words::DISKS_LOST.get(locale), wish(send, || Wish::Disks));
    let wakes = asked.counts[3] > 0;
    fieldset(words::SEARCH_FAULTS, locale).child(el("div").class("search-row").each(all.map(fault))).maybe(wakes.then_some(disks))
}

fn how(exhibit: &dyn Exhibit, asked: &Asked, locale: Locale, send: &Send) -> Element {
    const NETWORKS: [Both; Network::ALL.len()] =
        [words::NETWORK_SET, words::NETWORK_BAG, words::NETWORK_DOUBLING, words::NETWORK_ORDERED];
    let told = |all: &[Both]| all.iter().map(|words| words.get(locale).to_owned()).collect::<Vec<String>>();
    let network = || {
        let title = words::SEARCH_NETWORK.get(locale);
        select("search-network".to_owned(), title, told(&NETWORKS), asked.network, Wish::Network, send)
    };
    let orders = told(&[words::ORDER_LEVELS, words::ORDER_WALKS]);
    let order = words::SEARCH_ORDER.get(locale);
    let sampled = |index| Wish::Sampled(index == 1);
    let states = STATES.iter().map(grouped).collect();
    let most = words::SEARCH_STATES.get(locale);
    let row = el("div")
        .class("search-row")
        .maybe((!exhibit.in_rounds()).then(network))
        .child(select("search-order".to_owned(), order, orders, usize::from(asked.sampled), sampled, send))
        .child(select("search-states".to_owned(), most, states, asked.states, Wish::States, send));
    fieldset(words::SEARCH_HOW, locale).class("wide").child(row)
}

fn guards(exhibit: &dyn Exhibit, asked: &Asked, locale: Locale, send: &Send) -> Option<Element> {
    let guard = |guard: &'static GuardSpec| {
        let gone = asked.without.contains(&guard.name);
        tick(["search-guard-", guard.name].concat(), !gone, guard.title.get(locale), wish(send, move || Wish::Guard(guard.name)))
            .class_if(gone, "gone")
    };
    let all = exhibit.guards();
    (!all.is_empty()).then(|| fieldset(words::GUARDS, locale).class("wide guards").each(all.iter().map(guard)))
}

/// How far it has come, and what it found.
fn report(pursuit: &Pursuit, pane: &PaneShot, locale: Locale, send: &Send) -> Element {
    let report = el("div").class("search-report").attr("role", "status");
    match &pursuit.stage {
        Stage::Asking => report,
        Stage::Starting => report.child(el("p").text(words::SEARCH_STARTING.get(locale))).child(el("progress")),
        Stage::Failed => report.child(el("p").class("error").text(words::SEARCH_FAILED.get(locale))),
        Stage::Running(said) if pursuit.asked.lies => strategies::told(report, said, pane, locale, send),
        Stage::Running(said) => running(report, said, (pane, &pursuit.asked), locale, send),
        Stage::Over(said) => match &said.refused {
            Some(sentence) => report.child(el("p").class("error").text(sentence)),
            None if pursuit.asked.lies => strategies::told(report, said, pane, locale, send),
            None => over(report, said, pane, pursuit.asked.sampled, locale, send),
        },
    }
}

/// What is heard again and again would be noise: only the bar has a name.
fn running(report: Element, said: &Said, (pane, asked): (&PaneShot, &Asked), locale: Locale, send: &Send) -> Element {
    let most = STATES.get(asked.states).copied().unwrap_or(STATES[0]);
    let told = words::fill(words::SEARCH_RUNNING, locale, &[&grouped(said.distinct), &said.depth, &grouped(said.rate())]);
    let bar = el("progress")
        .set("max", most.to_string())
        .set("value", said.distinct.to_string())
        .attr("aria-label", words::SEARCH_STATES.get(locale));
    report.child(el("p").attr("aria-live", "off").text(&told)).child(bar).maybe(verdicts(said, pane, asked.sampled, locale, send))
}

fn over(report: Element, said: &Said, pane: &PaneShot, sampled: bool, locale: Locale, send: &Send) -> Element {
    report.child(el("p").text(&looked(said, locale))).maybe(verdicts(said, pane, sampled, locale, send))
}

/// What is known of each check; while the search goes on only what is broken.
fn verdicts(said: &Said, pane: &PaneShot, sampled: bool, locale: Locale, send: &Send) -> Option<Element> {
    let line = |(name, outcome, length): &(String, Outcome, u32)| {
        let title = pane.guarantees.iter().find(|one| one.name == name).map_or_else(Line::default, |one| one.title.clone());
        let (class, picture, told) = match outcome {
            Outcome::Found if sampled => ("found", Icon::Search, words::CLAIM_FOUND_AFTER),
            Outcome::Found => ("found", Icon::Search, words::CLAIM_FOUND),
            Outcome::Never => ("never", Icon::Cross, words::CLAIM_NEVER),
            Outcome::Limit if name == CAN_BE => ("open", Icon::Open, words::CLAIM_LIMIT),
            Outcome::Holds => ("holds", Icon::Check, words::CHECK_HOLDS),
            Outcome::Broken if sampled => ("broken", Icon::Cross, words::CHECK_BROKEN_AFTER),
            Outcome::Broken => ("broken", Icon::Cross, words::CHECK_BROKEN),
            Outcome::Limit => ("open", Icon::Open, words::CHECK_LIMIT),
        };
        let told = words::fill(told, locale, &[&title.to_string(), length]);
        el("li").key(name).class(class).child(icon(picture)).child(el("span").text(&told))
    };
    let told = || said.checks.iter().filter(|(_, outcome, _)| said.over || outcome.is_found());
    let broken = said.checks.iter().any(|(_, outcome, _)| outcome.is_found());
    (told().count() > 0).then(|| {
        let list = el("ul").class("verdicts").each(told().map(line));
        group().child(list).maybe(broken.then(|| shown(said, locale, send)))
    })
}

/// The way to what was found.
pub(super) fn shown(said: &Said, locale: Locale, send: &Send) -> Element {
    if said.found.is_none() {
        return el("p").class("hint").text(words::NOT_SHOWN.get(locale));
    }
    let to = |words: Both, wish: Wish| button(send, "button", Msg::Pursue(wish)).text(words.get(locale));
    let beside = to(words::SHOW_BESIDE, Wish::Beside).class("primary").attr("id", "search-beside");
    group().child(el("div").class("buttons").child(beside).child(to(words::SHOW_INSTEAD, Wish::Instead)))
}

/// What was looked at, and whether that is everything.
fn looked(said: &Said, locale: Locale) -> String {
    let (distinct, depth) = (grouped(said.distinct), said.depth);
    let why = match said.limit {
        None => {
            let words = if said.enough { words::LOOKED_FOUND } else { words::LOOKED_ALL };
            return words::fill(words, locale, &[&distinct, &depth]);
        }
        Some(Limit::Sampled) => return words::fill(words::LOOKED_SAMPLE, locale, &[&distinct, &depth]),
        Some(Limit::States) => words::LIMIT_STATES,
        Some(Limit::Depth) => words::LIMIT_DEPTH,
        Some(Limit::Bytes) => words::LIMIT_MEMORY,
        Some(Limit::Time | Limit::Cancelled) => words::LIMIT_STOPPED,
    };
    words::fill(words::LOOKED_PART, locale, &[&distinct, &depth, &why.get(locale)])
}
