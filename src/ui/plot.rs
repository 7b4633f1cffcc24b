//! The editor of a plot: who is loyal or a traitor of which habit, and a grid of paths and recipients for single lies.

use web_sys::{Event, HtmlSelectElement};
use yew::TargetCast;

use super::element::{Element, el};
use super::press::Send;
use crate::app::{Msg, PlotEdit, Says};
use crate::exhibit::plot::{Habit, Lie, NOTHING, Plot, PlotSpec, Spoken};
use crate::text::{Both, Locale, both, words};

/// The most rows of a grid: more paths are written as text.
const ROWS_MAX: usize = 40;

const HABITS: [Both; 5] = [
    both("traitor: truth", "叛徒：说真话"),
    both("traitor: the opposite", "叛徒：说反话"),
    both("traitor: splits odd and even", "叛徒：奇偶不同"),
    both("traitor: silent", "叛徒：沉默"),
    both("traitor: by chance", "叛徒：随机"),
];

/// The editor; nothing where the settings do not go together yet.
#[inline(never)]
pub(super) fn plot(knob: &'static str, spec: &'static PlotSpec, says: &Says, locale: Locale, send: &Send) -> Element {
    let nodes = (0..says.nodes).map(|node| habit(knob, spec, &says.plot, node, locale, send));
    let grids = says.messages.iter().map(|(liar, paths)| grid(knob, spec, &says.plot, (*liar, paths), locale, send));
    el("div").class("plot").child(el("div").class("habits").each(nodes)).each(grids)
}

fn habit(knob: &'static str, spec: &'static PlotSpec, plot: &Plot, node: u8, locale: Locale, send: &Send) -> Element {
    let name = format!("{}{node}", spec.letter);
    let traitor = plot.traitors().has(crate::sim::NodeId(node));
    let options = [words::LOYAL.get(locale)].into_iter().chain(HABITS.iter().map(|words| words.get(locale)));
    let at = if traitor { 1 + Habit::ALL.iter().position(|habit| *habit == plot.habit(node)).unwrap_or(0) } else { 0 };
    let chosen = move |index: usize| PlotEdit::Turn(node, index.checked_sub(1).and_then(|index| Habit::ALL.get(index).copied()));
    let choice = select(knob, &name, options, at, send, chosen);
    el("label").key(&name).class("habit").child(el("span").text(&name)).child(choice)
}

fn grid(
    knob: &'static str,
    spec: &'static PlotSpec,
    plot: &Plot,
    (liar, paths): (u8, &[Spoken]),
    locale: Locale,
    send: &Send,
) -> Element {
    let name = |node: u8| format!("{}{node}", spec.letter);
    let mut to: Vec<u8> = paths.iter().flat_map(|spoken| spoken.to.iter().copied()).collect();
    to.sort_unstable();
    to.dedup();
    let heads = to.iter().map(|node| el("th").key(&name(*node)).attr("scope", "col").text(&name(*node)));
    let corner = el("th").attr("scope", "col").text(words::PATH.get(locale));
    let head = el("thead").child(el("tr").child(corner).each(heads));
    let rows = paths.iter().take(ROWS_MAX).map(|Spoken { path, to: recipients }| {
        let label = path.iter().map(u8::to_string).collect::<Vec<_>>().join("·");
        let cells = to.iter().map(|to| {
            let key = name(*to);
            if !recipients.contains(to) {
                return el("td").key(&key).class("none");
            }
            let options = [words::AS_HABIT.get(locale)].into_iter().chain(spec.says.iter().copied()).chain([NOTHING]);
            let at = match plot.about(path, *to).map(|lie| lie.say) {
                None => 0,
                Some(Some(say)) => 1 + usize::from(say),
                Some(None) => 1 + spec.says.len(),
            };
            let (path, to, says) = (path.clone(), *to, spec.says.len());
            let chosen = move |index: usize| match index.checked_sub(1) {
                None => PlotEdit::Unlie(path.clone(), to),
                Some(say) => PlotEdit::Lie(Lie { path: path.clone(), to, say: (say < says).then_some(say as u8) }),
            };
            let called = format!("{label} → {key}");
            el("td").key(&key).child(select(knob, &called, options, at, send, chosen))
        });
        el("tr").key(&label).child(el("th").attr("scope", "row").text(&label)).each(cells)
    });
    let table = el("table").class("lies").child(head).child(el("tbody").each(rows));
    let more = || el("small").class("help").text(words::MORE_PATHS.get(locale));
    let title = words::fill(words::WHAT_IT_SAYS, locale, &[&name(liar)]);
    el("details")
        .key(&format!("grid-{liar}"))
        .class("grid")
        .child(el("summary").text(&title))
        .child(el("div").class("scroll").child(table))
        .maybe((paths.len() > ROWS_MAX).then(more))
}

fn select<'a>(
    knob: &'static str,
    name: &str,
    options: impl Iterator<Item = &'a str>,
    at: usize,
    send: &Send,
    chosen: impl Fn(usize) -> PlotEdit + 'static,
) -> Element {
    let send = send.clone();
    let heard = move |event: &Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        send.emit(Msg::Plot(knob, chosen(usize::try_from(select.selected_index()).unwrap_or(0))));
    };
    let options = options.enumerate().map(|(index, words)| el("option").key(words).flag(index == at, "selected").text(words));
    el("select").set("aria-label", name.to_owned()).on("change", heard).each(options)
}
