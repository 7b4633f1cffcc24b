//! Two runs side by side: the head of each pane, the bar between them with what differs, and what may stand in the second.

use web_sys::{Event, HtmlSelectElement};
use yew::TargetCast;

use super::element::{Element, el, group};
use super::icons::Icon;
use super::line::plain;
use super::press::{Send, button, icon_button, named};
use crate::app::{Chrome, Msg, PaneShot, Shot, Standing};
use crate::text::words;

/// The head of one of two panes: which run it is, whether it has ended, and, of the second, what else could stand there.
#[inline(never)]
pub(super) fn head(shot: &Shot, index: usize, pane: &PaneShot, send: &Send) -> Element {
    let locale = shot.locale;
    let number = words::fill(words::RUN_NUMBER, locale, &[&(index + 1)]);
    let full = shot.chrome == Chrome::Full && !shot.presenting;
    let title = pane.scenario.map_or("", |scenario| scenario.title.get(locale));
    let title = if full && index > 0 { choice(shot, send) } else { el("span").class("pane-title").text(title) };
    let cursor = shot.panes.iter().map(|pane| pane.cursor).max().unwrap_or(0);
    let ended = (pane.cursor < cursor)
        .then(|| el("span").class("chip ended").text(&words::fill(words::ENDED_AT, locale, &[&pane.cursor])));
    let close = || icon_button(send, Icon::Close, words::CLOSE.get(locale), Msg::ToggleBeside);
    let active = (index == shot.at).then(|| el("span").class("visually-hidden").text(words::ACTIVE_RUN.get(locale)));
    el("div")
        .class("pane-head")
        .child(el("b").text(&number).maybe(active))
        .child(title)
        .maybe(ended)
        .maybe((full && index > 0).then(close))
}

/// What may stand in the second pane.
fn choice(shot: &Shot, send: &Send) -> Element {
    let locale = shot.locale;
    let (Some(first), Some(side)) = (shot.panes.first(), &shot.side) else { return group() };
    let mut options = vec![(Standing::Copy, words::COPY_OF_RUN.get(locale).to_owned())];
    let others = first.branches.iter().enumerate().filter(|(_, branch)| !branch.current);
    options.extend(others.map(|(index, branch)| (Standing::Branch(index), branch.title.to_string())));
    let scenarios = first.exhibit.scenarios().iter();
    options.extend(scenarios.map(|one| (Standing::Scenario(one.name), one.title.get(locale).to_owned())));
    // What is veiled, or was made here, can be looked at but not chosen.
    if options.iter().all(|(what, _)| *what != side.standing) {
        options.insert(0, (side.standing, words::OWN_RUN.get(locale).to_owned()));
    }
    let (send, known) = (send.clone(), options.iter().map(|(what, _)| *what).collect::<Vec<_>>());
    let chosen = move |event: &Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let index = usize::try_from(select.selected_index()).unwrap_or(0);
        if let Some(what) = known.get(index) {
            send.emit(Msg::StandBeside(*what));
        }
    };
    let option = |(index, (what, words)): (usize, &(Standing, String))| {
        el("option").index(index).flag(*what == side.standing, "selected").text(words)
    };
    named(el("select").class("button stands"), words::STANDS_HERE.get(locale))
        .on("change", chosen)
        .on("click", |event: &Event| event.stop_propagation())
        .each(options.iter().enumerate().map(option))
}

/// The bar between the panes: in which of them acts are done, and what differs.
#[inline(never)]
pub(super) fn bar(shot: &Shot, send: &Send) -> Option<Element> {
    let contrast = shot.contrast.as_ref()?;
    let locale = shot.locale;
    let one = |index: usize| {
        button(send, "button", Msg::Activate(index))
            .index(index)
            .class_if(index == shot.at, "on")
            .truth("aria-pressed", index == shot.at)
            .text(&words::fill(words::RUN_NUMBER, locale, &[&(index + 1)]))
    };
    let which = el("div")
        .class("which")
        .attr("role", "group")
        .attr("aria-label", words::KEY_OTHER.get(locale))
        .each((0..shot.panes.len()).map(one));
    let sign = || el("span").class("unequal-sign").attr("aria-hidden", "true").text("≠");
    let told = el("p").class("told").maybe((!contrast.is_none()).then(sign)).text(&contrast.tell(locale));
    Some(el("div").key("bar").class("contrast").child(which).child(told))
}

/// A node's two histories, line by line, under the sentence that says whether they are equal.
#[inline(never)]
pub(super) fn histories(shot: &Shot) -> Option<Element> {
    let twice = shot.side.as_ref()?.twice.as_ref()?;
    let locale = shot.locale;
    let cell =
        |run: usize, row: usize| el("td").index(run).maybe(twice.lines[run].get(row).map(|line| group().child(plain(line))));
    let row = |row: usize| {
        el("tr")
            .index(row)
            .class_if(row >= twice.same, "parts")
            .child(el("th").attr("scope", "row").text(&(row + 1).to_string()))
            .child(cell(0, row))
            .child(cell(1, row))
    };
    let heading =
        |run: usize| el("th").index(run).attr("scope", "col").text(&words::fill(words::RUN_NUMBER, locale, &[&(run + 1)]));
    let caption = words::fill(words::HISTORY_OF, locale, &[&twice.name]);
    let table = el("table")
        .child(el("caption").class("visually-hidden").text(&caption))
        .child(el("thead").child(el("tr").child(el("td")).child(heading(0)).child(heading(1))))
        .child(el("tbody").each((0..twice.rows()).map(row)));
    let sign = if twice.equal() { "=" } else { "≠" };
    let sentence =
        el("summary").child(el("span").class("unequal-sign").attr("aria-hidden", "true").text(sign)).text(&twice.tell(locale));
    let open = !shot.presenting && shot.chrome == Chrome::Full;
    Some(
        el("details")
            .key("histories")
            .class("histories")
            .class_if(twice.equal(), "equal")
            .flag(open, "open")
            .child(sentence)
            .child(el("div").class("lines").attr("tabindex", "0").set("aria-label", caption).child(table)),
    )
}
