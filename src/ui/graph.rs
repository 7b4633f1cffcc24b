//! The state graph in the dialog of the search: the picture, the state that is selected, and the levels as a table.
//!
//! However many states there are, the picture is a few paths; a click finds the state that stands nearest to it.

use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MouseEvent};

use super::element::{Element, el, group};
use super::help::sheet;
use super::icons::{Icon, icon};
use super::press::{Send, button};
use super::surroundings::{document, focus};
use crate::app::picture::tenths;
use crate::app::pursuit::graph::paths::{Glyph, ring, steps_of, trail};
use crate::app::pursuit::graph::{Chart, Graph, Place, Stage, Way, Wish};
use crate::app::pursuit::{Pursuit, Wish as Search};
use crate::app::{Msg, PaneShot, Shot};
use crate::exhibit::explored::Spot;
use crate::explore::{Edge, Region};
use crate::text::{Locale, Tone, grouped, words};

/// How far the rings round the present and the selected state are from its middle, in tenths.
const RINGS: [i32; 2] = [90, 125];

/// What a view of a graph needs.
#[derive(Clone, Copy)]
struct View<'a> {
    chart: &'a std::rc::Rc<Chart>,
    graph: &'a Graph,
    pane: &'a PaneShot,
    locale: Locale,
    send: &'a Send,
}

impl<'a> View<'a> {
    /// The states of the present run, and whether it is at the last of them.
    fn way(self) -> (&'a [u32], bool) {
        self.graph.present.as_ref().map_or((&[], false), |present| self.chart.trail(present))
    }
}

fn msg(wish: Wish) -> Msg {
    Msg::Pursue(Search::Graph(wish))
}

/// The button that asks for it, beside the one that begins a search.
#[inline(never)]
pub(super) fn opener(pane: &PaneShot, pursuit: &Pursuit, locale: Locale, send: &Send) -> Option<Element> {
    let open = || {
        button(send, "button", msg(Wish::Draw))
            .attr("id", "graph-open")
            .flag(pursuit.is_under_way(), "disabled")
            .text(words::GRAPH_OPEN.get(locale))
    };
    (!pane.exhibit.in_rounds()).then(open)
}

/// The dialog while it shows the graph.
#[inline(never)]
pub(super) fn dialog(shot: &Shot, pane: &PaneShot, graph: &Graph, send: &Send) -> Element {
    let locale = shot.locale;
    let back = button(send, "button", msg(Wish::Back)).attr("id", "graph-back").text(words::GRAPH_BACK.get(locale));
    let waits = |told: &str| group().child(el("p").attr("role", "status").text(told)).child(el("progress"));
    let body = el("div").class("graph");
    let body = match (&graph.stage, &graph.chart) {
        (Stage::Drawing, _) => body.child(waits(words::GRAPH_DRAWING.get(locale))),
        (Stage::Refused(sentence), _) => body.child(el("p").class("error").attr("role", "alert").text(sentence)),
        (Stage::Failed, _) | (_, None) => {
            body.child(el("p").class("error").attr("role", "alert").text(words::SEARCH_FAILED.get(locale)))
        }
        (Stage::Still | Stage::Opening(_), Some(chart)) => body.child(drawn(View { chart, graph, pane, locale, send })),
    };
    sheet(shot, send, words::GRAPH, body.child(el("div").class("buttons").child(back)))
}

fn drawn(view: View<'_>) -> Element {
    let below = el("div").class("graph-below").child(state(view)).child(el("div").child(legend(view)).child(table(view)));
    group().child(counts(view)).child(scroller(view)).child(below)
}

/// How many states there are, and where the present run is among them.
fn counts(view: View<'_>) -> Element {
    let View { chart, locale, .. } = view;
    let (levels, states) = (chart.atlas.levels.len(), grouped(chart.atlas.states.len()));
    let told = match chart.atlas.more {
        None => words::fill(words::GRAPH_ALL, locale, &[&states, &levels]),
        Some((all, false)) => words::fill(words::GRAPH_CUT, locale, &[&levels, &states, &grouped(all)]),
        Some((all, true)) => words::fill(words::GRAPH_CUT_MORE, locale, &[&levels, &states, &grouped(all)]),
    };
    let small = chart.small.as_ref().map(|small| {
        let knobs: Vec<String> = small.knobs.iter().map(|(title, value)| [title.get(locale), " ", value].concat()).collect();
        let knobs = knobs.join(locale.pick(", ", "，"));
        let words = words::fill(words::GRAPH_SMALL, locale, &[&knobs, &grouped(small.states)]);
        button(view.send, "button", msg(Wish::Small)).attr("id", "graph-small").text(&words)
    });
    let text = el("p").text(&told).text(" ").child(el("span").class("graph-run").text(&present(view)));
    el("div").class("graph-counts").child(text).maybe(small)
}

/// Where the present run is, in a sentence.
fn present(view: View<'_>) -> String {
    let View { chart, locale, .. } = view;
    let (states, there) = view.way();
    match states.last() {
        Some(last) if there => words::fill(words::RUN_AT, locale, &[last, &chart.layout.level(*last)]),
        Some(last) if chart.atlas.more.is_some() && chart.layout.level(*last) + 1 == chart.atlas.levels.len() => {
            words::RUN_BEHIND.get(locale).to_owned()
        }
        Some(_) => words::fill(words::RUN_LEFT, locale, &[&states.len()]),
        None => words::RUN_ELSEWHERE.get(locale).to_owned(),
    }
}

/// The picture in its own box, which keys and clicks go through.
fn scroller(view: View<'_>) -> Element {
    let (chart, send, at) = (view.chart.clone(), view.send.clone(), view.graph.at);
    let pressed = move |event: &KeyboardEvent| {
        let wish = match event.key().as_str() {
            "ArrowLeft" => Wish::At(chart.moved(at, Way::Back)),
            "ArrowRight" => Wish::At(chart.moved(at, Way::On)),
            "ArrowUp" => Wish::At(chart.moved(at, Way::Up)),
            "ArrowDown" => Wish::At(chart.moved(at, Way::Down)),
            "Home" => Wish::At(chart.moved(at, Way::First)),
            "End" => Wish::At(chart.moved(at, Way::Last)),
            "Enter" => Wish::Open(Place::Beside),
            _ => return,
        };
        if !(event.ctrl_key() || event.meta_key() || event.alt_key()) {
            event.prevent_default();
            event.stop_propagation();
            send.emit(msg(wish));
        }
    };
    el("div")
        .class("graph-box")
        .attr("tabindex", "0")
        .attr("role", "application")
        .attr("aria-label", words::GRAPH_KEYS.get(view.locale))
        .attr("aria-describedby", "graph-state")
        .on("keydown", pressed)
        .child(picture(view))
}

fn picture(view: View<'_>) -> Element {
    let (chart, send) = (view.chart.clone(), view.send.clone());
    let clicked = move |event: &MouseEvent| {
        if let Some(state) = place(event).and_then(|place| chart.layout.nearest(place)) {
            send.emit(msg(Wish::At(state)));
        }
    };
    let View { chart, graph, .. } = view;
    let (layout, picture) = (&chart.layout, &chart.picture);
    let path = |class: &str, d: &str| el("path").key(class).class(class).set("d", d.to_owned());
    let toned = |region: Region, element: Element| match region {
        Region::Settled(value) | Region::Bound(value) => element.tone(Tone::Value(value)),
        Region::Torn | Region::Undecided | Region::Never | Region::Unknown => element,
    };
    let bands = picture.bands.iter().map(|(region, d)| toned(*region, path(["band ", class(*region)].concat().as_str(), d)));
    let marks = picture.marks.iter().map(|(region, glyph)| toned(*region, mark(*region, glyph)));
    let (way, there) = view.way();
    let mut rings = (String::new(), String::new());
    if let Some(spot) = way.last().filter(|_| there).and_then(|last| layout.spots.get(*last as usize)) {
        ring(&mut rings.0, *spot, RINGS[0]);
    }
    let at = layout.spots.get(graph.at as usize).copied().unwrap_or_default();
    ring(&mut rings.1, at, RINGS[1]);
    el("svg")
        .class("graph-picture")
        .set("width", tenths(layout.size.0))
        .set("height", tenths(layout.size.1))
        .attr("aria-hidden", "true")
        .on("click", clicked)
        .child(el("g").class("bands").each(bands))
        .child(path("steps", &picture.steps))
        .child(path("steps deciding", &picture.deciding))
        .child(path("trail", &trail(layout, way)))
        .child(path("steps own", &steps_of(&chart.atlas, layout, graph.at)))
        .child(el("g").each(marks))
        .child(path("cross been", &picture.broken))
        .child(path("cross", &picture.breaking))
        .child(path("present", &rings.0))
        .child(path("graph-at", &rings.1))
}

/// Where in the picture a click is, in tenths.
fn place(event: &MouseEvent) -> Option<(i32, i32)> {
    let on = event.target()?.dyn_into::<web_sys::Element>().ok()?.closest("svg").ok()??;
    let corner = on.get_bounding_client_rect();
    let tenths = |at: i32, from: f64| ((f64::from(at) - from) * 10.0).round() as i32;
    Some((tenths(event.client_x(), corner.left()), tenths(event.client_y(), corner.top())))
}

/// The states of a region.
fn mark(region: Region, glyph: &Glyph) -> Element {
    let path = |class: &str, d: &str| el("path").class(class).set("d", d.to_owned());
    el("g")
        .key(&format!("{region:?}"))
        .class("states")
        .class(class(region))
        .child(path("outline", &glyph.outline))
        .child(path("core", &glyph.core))
}

fn class(region: Region) -> &'static str {
    match region {
        Region::Settled(_) => "settled",
        Region::Bound(_) => "bound",
        Region::Undecided => "undecided",
        Region::Never => "no-more",
        Region::Unknown => "unknown",
        Region::Torn => "torn",
    }
}

/// What a region is, in words.
fn told(chart: &Chart, region: Region, locale: Locale) -> String {
    let value = |value: u8| chart.atlas.values.get(usize::from(value)).map_or("", String::as_str);
    match region {
        Region::Settled(one) => words::fill(words::REGION_SETTLED, locale, &[&value(one)]),
        Region::Bound(one) => words::fill(words::REGION_BOUND, locale, &[&value(one)]),
        Region::Undecided => words::REGION_UNDECIDED.get(locale).to_owned(),
        Region::Never => words::REGION_NEVER.get(locale).to_owned(),
        Region::Unknown => words::REGION_UNKNOWN.get(locale).to_owned(),
        Region::Torn => words::REGION_TORN.get(locale).to_owned(),
    }
}

/// One state as it looks in the picture.
fn sample(region: Region) -> Element {
    let mut glyph = Glyph::default();
    glyph.add(region, (80, 80));
    let sample = el("svg").class("graph-picture").attr("width", "16").attr("height", "16").attr("aria-hidden", "true");
    let mark = mark(region, &glyph);
    sample.child(match region {
        Region::Settled(value) | Region::Bound(value) => mark.tone(Tone::Value(value)),
        Region::Torn | Region::Undecided | Region::Never | Region::Unknown => mark,
    })
}

/// The selected state: what it is, a run to it, what may happen next.
fn state(view: View<'_>) -> Element {
    let View { chart, graph, locale, send, .. } = view;
    let Some(spot) = chart.atlas.states.get(graph.at as usize) else { return el("section") };
    let level = chart.layout.level(graph.at);
    let told = words::fill(words::GRAPH_STATE, locale, &[&graph.at, &level, &told(chart, spot.region(), locale)]);
    let head = el("p").class("graph-state").attr("id", "graph-state").attr("role", "status").text(&told);
    let under_way = graph.is_under_way();
    let open = |words: crate::text::Both, place: Place| {
        button(send, "button", msg(Wish::Open(place))).flag(under_way, "disabled").text(words.get(locale))
    };
    let buttons = el("div")
        .class("buttons")
        .child(open(words::SHOW_BESIDE, Place::Beside).class("primary").attr("id", "graph-beside"))
        .child(open(words::SHOW_INSTEAD, Place::Instead).attr("id", "graph-instead"));
    let waits = || el("p").class("hint").attr("role", "status").text(words::GRAPH_OPENING.get(locale));
    el("section").child(head).maybe(so(view, spot)).child(buttons).maybe(under_way.then(waits)).child(steps(view, spot, level))
}

/// What is so in a state, and what is broken there.
fn so(view: View<'_>, spot: &Spot) -> Option<Element> {
    let View { chart, pane, locale, .. } = view;
    let claims = pane.exhibit.claims(&chart.knobs, locale);
    let so = spot.claims.iter().filter_map(|claim| claims.get(usize::from(*claim)));
    let so: Vec<&str> = so.map(|claim| claim.title.as_str()).collect();
    let broken = chart.atlas.checks.iter().enumerate().filter(|(at, _)| spot.broken >> at & 1 == 1);
    let title = |name: &String| pane.guarantees.iter().find(|one| one.name == name).map(|one| one.title.to_string());
    let broken: Vec<String> = broken.filter_map(|(_, name)| title(name)).collect();
    let bad = || {
        let told = [words::BROKEN.get(locale), locale.pick(": ", "："), &broken.join(locale.pick(", ", "、"))].concat();
        el("p").class("error").text(&told)
    };
    let said = !(so.is_empty() && broken.is_empty());
    said.then(|| {
        group().child(el("p").class("hint").text(&so.join(locale.pick("; ", "；")))).maybe((!broken.is_empty()).then(bad))
    })
}

/// What may happen next: each step leads to its state.
fn steps(view: View<'_>, spot: &Spot, level: usize) -> Element {
    let View { chart, locale, send, .. } = view;
    if spot.edges.is_empty() {
        let open = chart.atlas.more.is_some() && level + 1 == chart.atlas.levels.len();
        let words = if open { words::GRAPH_BEHIND } else { words::GRAPH_ENDS };
        return el("p").class("hint").text(words.get(locale));
    }
    let step = |(at, edge): (usize, &Edge)| {
        let words = chart.atlas.moves.get(edge.by as usize).map_or("", |both| locale.pick(&both[0], &both[1]));
        let region = chart.atlas.states.get(edge.to as usize).map_or(Region::Unknown, Spot::region);
        let go = button(send, "offer", msg(Wish::At(edge.to))).child(sample(region)).child(el("span").text(words));
        el("li").index(at).child(go)
    };
    let list = el("ul").class("offers").each(spot.edges.iter().enumerate().map(step));
    group().child(el("h3").text(words::WHAT_NEXT.get(locale))).child(list)
}

fn legend(view: View<'_>) -> Element {
    let View { chart, locale, .. } = view;
    let entry = |(region, _): &(Region, Glyph)| {
        let count = chart.atlas.states.iter().filter(|spot| spot.region() == *region).count();
        let told = [&told(chart, *region, locale), " · ", &grouped(count)].concat();
        el("li").key(&told).child(sample(*region)).child(el("span").text(&told))
    };
    let broken = chart.atlas.states.iter().filter(|spot| spot.broken != 0).count();
    let bad = || {
        let told = [words::GRAPH_BROKEN.get(locale), " · ", &grouped(broken)].concat();
        el("li").key("broken").class("broken").child(icon(Icon::Cross)).child(el("span").text(&told))
    };
    let here = || {
        let way = el("svg").class("graph-picture").attr("width", "16").attr("height", "16").attr("aria-hidden", "true");
        let ring = el("circle").class("present").attr("cx", "8").attr("cy", "8").attr("r", "6");
        el("li").key("here").child(way.child(ring)).child(el("span").text(words::GRAPH_HERE.get(locale)))
    };
    let there = !view.way().0.is_empty();
    let entries = el("ul").class("graph-legend").each(chart.picture.marks.iter().map(entry));
    entries.maybe((broken > 0).then(bad)).maybe(there.then(here))
}

/// The levels as a table.
fn table(view: View<'_>) -> Element {
    let View { chart, locale, .. } = view;
    let regions: Vec<Region> = chart.picture.marks.iter().map(|(region, _)| *region).collect();
    let head = |(at, text): (usize, String)| el("th").index(at).attr("scope", "col").text(&text);
    let titles = [words::GRAPH_LEVEL, words::GRAPH_STATES].map(|words| words.get(locale).to_owned());
    let titles = titles.into_iter().chain(regions.iter().map(|region| told(chart, *region, locale)));
    let titles = titles.chain([words::BROKEN.get(locale).to_owned()]);
    let spots = |level: &[u32]| level.iter().filter_map(|state| chart.atlas.states.get(*state as usize)).collect::<Vec<_>>();
    let row = |(at, level): (usize, &Vec<u32>)| {
        let spots = spots(level);
        let of = |region: &Region| spots.iter().filter(|spot| spot.region() == *region).count();
        let broken = spots.iter().filter(|spot| spot.broken != 0).count();
        let counts = [level.len()].into_iter().chain(regions.iter().map(of)).chain([broken]);
        let cells = counts.enumerate().map(|(at, count)| el("td").index(at).text(&grouped(count)));
        el("tr").index(at).child(el("th").attr("scope", "row").text(&at.to_string())).each(cells)
    };
    let table = el("table")
        .child(el("thead").child(el("tr").each(titles.enumerate().map(head))))
        .child(el("tbody").each(chart.layout.order.iter().enumerate().map(row)));
    let table = el("div").class("graph-table").attr("tabindex", "0").child(table);
    el("details").child(el("summary").text(words::GRAPH_LEVELS.get(locale))).child(table)
}

/// Puts the focus on the graph, and its selected state in sight.
pub(super) fn reveal() {
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    let (Some(frame), Some(state)) = (find(".graph-box"), find(".graph-at")) else { return };
    focus(&frame);
    let (inside, spot) = (frame.get_bounding_client_rect(), state.get_bounding_client_rect());
    let margin = inside.width().min(160.0) / 3.0;
    let over = |low: f64, high: f64, from: f64, to: f64| (low - margin - from).min(0.0) + (high + margin - to).max(0.0);
    let (x, y) = (
        over(spot.left(), spot.right(), inside.left(), inside.right()),
        over(spot.top(), spot.bottom(), inside.top(), inside.bottom()),
    );
    frame.set_scroll_left(frame.scroll_left() + x as i32);
    frame.set_scroll_top(frame.scroll_top() + y as i32);
}
