//! The space-time diagram, which is also the scrubber.
//!
//! Its x is the frame, in percent of its width, so that it needs no measuring and never distorts;
//! only a pointer asks how wide it is. What lies ahead of the cursor is seen through a veil. It
//! knows no session: who holds one hands in the window and hears of wishes.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent, PointerEvent};
use yew::{Callback, NodeRef};

use super::element::{Element, el, group};
use crate::app::{Pick, between};
use crate::exhibit::Extent;
use crate::scene::{Arrow, ArrowEnd, Diagram, Lifeline, Mark, MarkKind};
use crate::text::{Both, Locale, both};

const NAME: Both = both("Frame, on the space-time diagram", "帧（时空图）");
const FRAME_OF: Both = both("frame {at} of {last}", "第 {at} 帧，共 {last} 帧");
const GOES_ON: Both = both(", and the run goes on", "，运行尚未结束");

/// The place that all lifelines together may take, and the most for one of them.
const HEIGHT: i32 = 138;
const ROW_MAX: i32 = 23;
const ROW_MIN: i32 = 12;

/// A diagram with its cursor and, for a run longer than its window, the strip under it.
pub(super) struct DiagramView<'a> {
    /// The window.
    pub diagram: &'a Diagram,
    /// The event that the cursor stands on.
    pub cursor: u32,
    /// How far the run is known.
    pub extent: Extent,
    /// Told to which event somebody wants to go.
    pub on_seek: Callback<u32>,
    /// Told when somebody selects a message.
    pub on_pick: Callback<Pick>,
    /// The language.
    pub locale: Locale,
}

impl DiagramView<'_> {
    /// Draws it.
    pub(super) fn draw(&self) -> Element {
        let (window, rows) = (Window::of(self.diagram), Rows::of(self.diagram));
        let long = self.extent.last > window.frames();
        el("div")
            .class("diagram")
            .child(self.slider().child(self.names(rows)).child(self.plot(window, rows)))
            .maybe(long.then(|| self.strip(window)))
    }

    /// What screen readers and the keyboard know of it.
    fn slider(&self) -> Element {
        let (on_seek, cursor, extent) = (self.on_seek.clone(), self.cursor, self.extent);
        let pressed = move |event: &KeyboardEvent| {
            if let Some(to) = wanted(&event.key(), cursor, extent) {
                event.prevent_default();
                event.stop_propagation();
                on_seek.emit(to);
            }
        };
        el("div")
            .class("diagram-slider")
            .attr("role", "slider")
            .attr("tabindex", "0")
            .attr("aria-label", NAME.get(self.locale))
            .attr("aria-valuemin", "0")
            .set("aria-valuenow", cursor.to_string())
            .set("aria-valuemax", extent.last.to_string())
            .set("aria-valuetext", self.told())
            .on("keydown", pressed)
    }

    fn told(&self) -> String {
        let (at, last) = (self.cursor.to_string(), self.extent.last.to_string());
        let frame = FRAME_OF.get(self.locale).replace("{at}", &at).replace("{last}", &last);
        if self.extent.end.is_none() { frame + GOES_ON.get(self.locale) } else { frame }
    }

    fn names(&self, rows: Rows) -> Element {
        el("svg")
            .class("diagram-names")
            .attr("width", "34")
            .number("height", rows.height())
            .attr("aria-hidden", "true")
            .each((0..).zip(&self.diagram.lifelines).map(|(node, line)| rows.name(node, line)))
    }

    fn plot(&self, window: Window, rows: Rows) -> Element {
        let (diagram, last) = (self.diagram, self.extent.last);
        let plot = el("svg")
            .class("diagram-plot")
            .attr("width", "100%")
            .number("height", rows.height())
            .attr("aria-hidden", "true")
            .each(diagram.phases.iter().map(|phase| window.phase(*phase)))
            .each((0..).zip(&diagram.lifelines).map(|(node, line)| lifeline(window, rows, node, line)))
            .each(diagram.arrows.iter().map(|one| arrow(window, rows, one, &self.on_pick)))
            .each(diagram.marks.iter().map(|one| mark(window, rows, one)))
            .child(cursor(window, self.cursor));
        draggable(plot, self.on_seek.reform(move |share| window.frame(share).min(last)))
    }

    /// The whole of a long run as a strip, with the window on it.
    #[inline(never)]
    fn strip(&self, window: Window) -> Element {
        let last = self.extent.last.max(1);
        let share = |frames: u32| (i64::from(frames.min(last)) * 10_000 / i64::from(last)) as i32;
        let run = el("rect").class("strip-run").attr("y", "4").attr("width", "100%").attr("height", "6").attr("rx", "3");
        let here = el("rect")
            .class("strip-window")
            .set("x", percent(share(window.first)))
            .attr("y", "2")
            .set("width", percent(share(window.frames()).max(60)))
            .attr("height", "10")
            .attr("rx", "3");
        let plot = el("svg")
            .class("diagram-strip")
            .attr("width", "100%")
            .attr("height", "14")
            .attr("aria-hidden", "true")
            .child(run)
            .child(here)
            .child(upright(share(self.cursor), "14").class("strip-cursor"));
        draggable(plot, self.on_seek.reform(move |share| nearest(between(share, 0.0, 1.0) * f64::from(last))))
    }
}

/// The frames between the edges of the diagram.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Window {
    first: u32,
    last: u32,
}

impl Window {
    fn of(diagram: &Diagram) -> Window {
        Window { first: diagram.first, last: diagram.last.max(diagram.first + 1) }
    }

    fn frames(self) -> u32 {
        self.last - self.first
    }

    /// Where a frame stands, in tenths of a permille of the width.
    fn x(self, frame: u32) -> i32 {
        let into = i64::from(frame) - i64::from(self.first);
        (150 + into * 9700 / i64::from(self.frames())) as i32
    }

    fn frame(self, share: f64) -> u32 {
        self.first + nearest((share * 10_000.0 - 150.0) / 9700.0 * f64::from(self.frames())).min(self.frames())
    }

    fn phase(self, frame: u32) -> Element {
        upright(self.x(frame), "100%").index(frame as usize).class("phase")
    }
}

/// Where the lifelines lie.
#[derive(Clone, Copy)]
struct Rows {
    count: i32,
    /// From one to the next, in tenths.
    step: i32,
}

impl Rows {
    fn of(diagram: &Diagram) -> Rows {
        let count = i32::try_from(diagram.lifelines.len()).unwrap_or(i32::MAX).max(1);
        Rows { count, step: (HEIGHT * 10 / count).clamp(ROW_MIN * 10, ROW_MAX * 10) }
    }

    fn height(self) -> i32 {
        (self.count * self.step) / 10 + 8
    }

    fn y(self, node: u8) -> i32 {
        self.step * i32::from(node) + self.step / 2 + 60
    }

    fn name(self, node: u8, line: &Lifeline) -> Element {
        let size = (self.step / 2).clamp(85, 115);
        el("text")
            .index(node.into())
            .attr("x", "2")
            .tenths("y", self.y(node) + size * 36 / 100)
            .tenths("font-size", size)
            .text(&line.name)
    }
}

/// Tenths of a permille as a percentage.
fn percent(value: i32) -> String {
    let value = value.clamp(-20_000, 30_000);
    format!("{}{}.{:02}%", if value < 0 { "-" } else { "" }, value.abs() / 100, value.abs() % 100)
}

/// A line from the top of the picture down.
fn upright(x: i32, foot: &'static str) -> Element {
    el("line").set("x1", percent(x)).set("x2", percent(x)).attr("y1", "0").attr("y2", foot)
}

fn lifeline(window: Window, rows: Rows, node: u8, line: &Lifeline) -> Element {
    let y = rows.y(node);
    let piece = |class: &'static str, from: String, to: String| {
        el("line").class(class).set("x1", from).set("x2", to).tenths("y1", y).tenths("y2", y)
    };
    let mut pieces = Vec::new();
    let mut from = "0%".to_owned();
    for (down, up) in &line.down {
        pieces.push(piece("lifeline", from, percent(window.x(*down))));
        let until = if *up >= window.last { "100%".to_owned() } else { percent(window.x(*up)) };
        pieces.push(piece("lifeline down", percent(window.x(*down)), until.clone()));
        from = until;
    }
    if from != "100%" {
        pieces.push(piece("lifeline", from, "100%".to_owned()));
    }
    el("g").key(&format!("line-{node}")).each(pieces)
}

fn arrow(window: Window, rows: Rows, arrow: &Arrow, on_pick: &Callback<Pick>) -> Element {
    if arrow.end == ArrowEnd::Flying && arrow.ended <= arrow.sent {
        return group(); // it has only just been sent where the window ends
    }
    let (from, to) = (rows.y(arrow.from), rows.y(arrow.to));
    let (class, share) = match arrow.end {
        ArrowEnd::Delivered => ("delivered", 100),
        ArrowEnd::Refused => ("refused", 100),
        ArrowEnd::Ignored => ("ignored", 100),
        ArrowEnd::Lost => ("lost", 74),
        ArrowEnd::Flying => ("flying", 85),
    };
    let (x, y) = (window.x(arrow.ended), from + (to - from) * share / 100);
    let line = || el("line").set("x1", percent(window.x(arrow.sent))).tenths("y1", from).set("x2", percent(x)).tenths("y2", y);
    let round = |class: &'static str, radius: &'static str| {
        el("circle").class(class).set("cx", percent(x)).tenths("cy", y).attr("r", radius)
    };
    let tip = match arrow.end {
        ArrowEnd::Lost => Some(at(x, y, el("path").class("cross").attr("d", "M-3.5-3.5l7 7M3.5-3.5l-7 7"))),
        ArrowEnd::Refused => Some(round("stop", "3")),
        ArrowEnd::Delivered => Some(round("tip", "2.2")),
        ArrowEnd::Ignored | ArrowEnd::Flying => None,
    };
    let (on_pick, pick) = (on_pick.clone(), Pick::Message(arrow.message));
    el("g")
        .key(&format!("arrow-{}", arrow.message))
        .class("arrow")
        .class(class)
        .tone(arrow.tone)
        .class_if(arrow.late, "late")
        .class_if(arrow.count > 1, "bundle")
        .on("click", move |_: &Event| on_pick.emit(pick))
        .child(line().class("hit"))
        .child(line())
        .maybe(tip)
}

#[inline(never)]
fn mark(window: Window, rows: Rows, mark: &Mark) -> Element {
    let (kind, path) = match mark.kind {
        MarkKind::Command => ("command", "M0-4.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z"),
        MarkKind::Timeout => ("timeout", "M0-4.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM0-2.5v2.7l2 1.2"),
        MarkKind::Crash => ("crash", "M-4.5-4.5l9 9M4.5-4.5l-9 9"),
        MarkKind::Wake => ("wake", "M-3.5-4.5 4.5 0l-8 4.5z"),
        MarkKind::Traitor => ("traitor", "M-4.5-4.5q4.5-1.5 9 0 0 6.5-4.5 9-4.5-2.5-4.5-9z"),
        MarkKind::Broken => ("broken", "M0-6.5 6 4.5h-12zM0-2.5v3.5M0 2.5v.6"),
    };
    el("g").key(&format!("mark-{}-{}-{kind}", mark.frame, mark.node)).class("event").class(kind).tone(mark.tone).child(at(
        window.x(mark.frame),
        rows.y(mark.node),
        el("path").attr("d", path),
    ))
}

/// A drawing round a place given in percent: an inner picture that cuts nothing off.
fn at(x: i32, y: i32, drawing: Element) -> Element {
    el("svg")
        .set("x", percent(x))
        .tenths("y", y)
        .attr("width", "1")
        .attr("height", "1")
        .attr("overflow", "visible")
        .child(drawing)
}

fn cursor(window: Window, cursor: u32) -> Element {
    let x = window.x(cursor);
    let ahead = el("rect").class("ahead").set("x", percent(x)).attr("y", "0").attr("width", "100%").attr("height", "100%");
    el("g")
        .key("cursor")
        .class("cursor")
        .child(ahead)
        .child(upright(x, "100%"))
        .child(el("circle").set("cx", percent(x)).attr("cy", "5").attr("r", "5"))
}

/// A plot on which a pressed pointer leads to where it is, from 0 to 1.
fn draggable(plot: Element, seek: Callback<f64>) -> Element {
    let place = NodeRef::default();
    let at = place.clone();
    let heard = move |event: &PointerEvent| {
        if let Some(share) = share(event, &at, event.type_() == "pointerdown") {
            seek.emit(share);
        }
    };
    plot.at(&place).on("pointerdown", heard.clone()).on("pointermove", heard)
}

/// Where on the plot a pressed pointer is, from 0 to 1; a pointer that only passes over is nowhere.
fn share(event: &PointerEvent, plot: &NodeRef, down: bool) -> Option<f64> {
    let plot = plot.cast::<web_sys::Element>()?;
    if down {
        event.prevent_default();
        let _ = plot.set_pointer_capture(event.pointer_id());
        if let Some(slider) = plot.parent_element().and_then(|parent| parent.dyn_into::<HtmlElement>().ok()) {
            let _ = slider.focus();
        }
    } else if event.buttons() & 1 == 0 {
        return None;
    }
    let place = plot.get_bounding_client_rect();
    Some((f64::from(event.client_x()) - place.left()) / place.width().max(1.0))
}

/// The whole number next to a value, from 0 on.
fn nearest(value: f64) -> u32 {
    u32::try_from(value.round() as i64).unwrap_or(0)
}

/// Which event a key on the diagram asks for. A run that goes on may be asked for one event more
/// than is known of it; page up and page down belong to the page.
fn wanted(key: &str, cursor: u32, extent: Extent) -> Option<u32> {
    let to = match key {
        "ArrowLeft" | "ArrowDown" => cursor.saturating_sub(1),
        "ArrowRight" | "ArrowUp" => cursor + 1,
        "Home" => 0,
        "End" => extent.last,
        _ => return None,
    };
    Some(to.min(extent.last + u32::from(extent.end.is_none())))
}
