//! The space-time diagram, which is also the scrubber.
//!
//! Its x is the frame, in percent of its width, so that it needs no measuring and never distorts;
//! only a pointer asks how wide it is. What lies ahead of the cursor is seen through a veil. It
//! knows no session: who holds one hands in the window and hears of wishes.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use crate::app::picture::tenths;
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

/// What a diagram shows and whom it tells.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct DiagramProps {
    /// The window.
    pub diagram: Rc<Diagram>,
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

/// The diagram with its cursor and, for a run longer than its window, the strip under it.
#[component]
pub(super) fn DiagramView(props: &DiagramProps) -> Html {
    let plot = use_node_ref();
    let last = props.extent.last;
    let window = Window::of(&props.diagram);
    let drag = {
        let (plot, on_seek, window) = (plot.clone(), props.on_seek.clone(), window);
        Callback::from(move |event: PointerEvent| {
            if let Some(share) = share(&event, &plot, event.type_() == "pointerdown") {
                on_seek.emit(window.frame(share).min(last));
            }
        })
    };
    let onkeydown = {
        let (on_seek, cursor, extent) = (props.on_seek.clone(), props.cursor, props.extent);
        Callback::from(move |event: KeyboardEvent| {
            if let Some(to) = wanted(&event.key(), cursor, extent) {
                event.prevent_default();
                event.stop_propagation();
                on_seek.emit(to);
            }
        })
    };
    let rows = Rows::of(&props.diagram);
    let valuetext = FRAME_OF.get(props.locale).replace("{at}", &props.cursor.to_string()).replace("{last}", &last.to_string());
    let valuetext = if props.extent.end.is_none() { valuetext + GOES_ON.get(props.locale) } else { valuetext };
    html! {
        <div class="diagram">
            <div class="diagram-slider" role="slider" tabindex="0" aria-label={NAME.get(props.locale)} aria-valuemin="0"
                aria-valuenow={props.cursor.to_string()} aria-valuemax={last.to_string()} aria-valuetext={valuetext} {onkeydown}>
                <svg class="diagram-names" width="34" height={rows.height().to_string()} aria-hidden="true">
                    { for (0..).zip(&props.diagram.lifelines).map(|(node, line)| rows.name(node, line)) }
                </svg>
                <svg ref={plot} class="diagram-plot" width="100%" height={rows.height().to_string()} aria-hidden="true"
                    onpointerdown={drag.clone()} onpointermove={drag}>
                    { for props.diagram.phases.iter().map(|phase| window.phase(*phase)) }
                    { for (0..).zip(&props.diagram.lifelines).map(|(node, line)| lifeline(window, rows, node, line)) }
                    { for props.diagram.arrows.iter().map(|one| arrow(window, rows, one, &props.on_pick)) }
                    { for props.diagram.marks.iter().map(|one| mark(window, rows, one)) }
                    { cursor(window, props.cursor) }
                </svg>
            </div>
            if last > window.frames() { <Strip window={(window.first, window.last)} cursor={props.cursor} {last} on_seek={&props.on_seek} /> }
        </div>
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

    fn phase(self, frame: u32) -> Html {
        let x = percent(self.x(frame));
        html! { <line key={frame} class="phase" x1={x.clone()} x2={x} y1="0" y2="100%" /> }
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

    fn name(self, node: u8, line: &Lifeline) -> Html {
        let size = (self.step / 2).clamp(85, 115);
        let y = tenths(self.y(node) + size * 36 / 100);
        html! { <text key={node} x="2" {y} font-size={tenths(size)}>{ &line.name }</text> }
    }
}

/// Tenths of a permille as a percentage.
fn percent(value: i32) -> String {
    let value = value.clamp(-20_000, 30_000);
    format!("{}{}.{:02}%", if value < 0 { "-" } else { "" }, value.abs() / 100, value.abs() % 100)
}

fn lifeline(window: Window, rows: Rows, node: u8, line: &Lifeline) -> Html {
    let y = tenths(rows.y(node));
    let piece = |class: &'static str, from: String, to: String| {
        html! { <line {class} x1={from} x2={to} y1={y.clone()} y2={y.clone()} /> }
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
    html! { <g key={format!("line-{node}")}>{ for pieces }</g> }
}

fn arrow(window: Window, rows: Rows, arrow: &Arrow, on_pick: &Callback<Pick>) -> Html {
    if arrow.end == ArrowEnd::Flying && arrow.ended <= arrow.sent {
        return Html::default(); // it has only just been sent where the window ends
    }
    let (from, to) = (rows.y(arrow.from), rows.y(arrow.to));
    let (x1, x2, y1) = (percent(window.x(arrow.sent)), percent(window.x(arrow.ended)), tenths(from));
    let share = match arrow.end {
        ArrowEnd::Lost => 74,
        ArrowEnd::Flying => 85,
        ArrowEnd::Delivered | ArrowEnd::Refused | ArrowEnd::Ignored => 100,
    };
    let end = from + (to - from) * share / 100;
    let y2 = tenths(end);
    let end_class = match arrow.end {
        ArrowEnd::Delivered => "delivered",
        ArrowEnd::Refused => "refused",
        ArrowEnd::Ignored => "ignored",
        ArrowEnd::Lost => "lost",
        ArrowEnd::Flying => "flying",
    };
    let class = classes!("arrow", end_class, format!("t-{}", arrow.tone.class()), arrow.late.then_some("late"));
    let pick = Pick::Message(arrow.message);
    let onclick = on_pick.reform(move |_: MouseEvent| pick);
    html! {
        <g key={format!("arrow-{}", arrow.message)} {class} {onclick}>
            <line class="hit" x1={x1.clone()} y1={y1.clone()} x2={x2.clone()} y2={y2.clone()} />
            <line {x1} {y1} x2={x2.clone()} y2={y2.clone()} />
            {
                match arrow.end {
                    ArrowEnd::Lost => at(x2, &y2, html! { <path class="cross" d="M-3.5-3.5l7 7M3.5-3.5l-7 7" /> }),
                    ArrowEnd::Refused => html! { <circle class="stop" cx={x2} cy={y2} r="3" /> },
                    ArrowEnd::Delivered => html! { <circle class="tip" cx={x2} cy={y2} r="2.2" /> },
                    ArrowEnd::Ignored | ArrowEnd::Flying => Html::default(),
                }
            }
        </g>
    }
}

fn mark(window: Window, rows: Rows, mark: &Mark) -> Html {
    let (x, y) = (percent(window.x(mark.frame)), tenths(rows.y(mark.node)));
    let (kind, path) = match mark.kind {
        MarkKind::Command => ("command", "M0-4.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z"),
        MarkKind::Timeout => ("timeout", "M0-4.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM0-2.5v2.7l2 1.2"),
        MarkKind::Crash => ("crash", "M-4.5-4.5l9 9M4.5-4.5l-9 9"),
        MarkKind::Wake => ("wake", "M-3.5-4.5 4.5 0l-8 4.5z"),
        MarkKind::Traitor => ("traitor", "M-4.5-4.5q4.5-1.5 9 0 0 6.5-4.5 9-4.5-2.5-4.5-9z"),
        MarkKind::Broken => ("broken", "M0-6.5 6 4.5h-12zM0-2.5v3.5M0 2.5v.6"),
    };
    let class = classes!("event", kind, format!("t-{}", mark.tone.class()));
    let key = format!("mark-{}-{}-{kind}", mark.frame, mark.node);
    html! { <g {key} {class}>{ at(x, &y, html! { <path d={path} /> }) }</g> }
}

/// A drawing round a place given in percent: an inner picture that cuts nothing off.
fn at(x: String, y: &str, drawing: Html) -> Html {
    html! { <svg {x} y={y.to_owned()} width="1" height="1" overflow="visible">{ drawing }</svg> }
}

fn cursor(window: Window, cursor: u32) -> Html {
    let x = percent(window.x(cursor));
    html! {
        <g key="cursor" class="cursor">
            <rect class="ahead" x={x.clone()} y="0" width="100%" height="100%" />
            <line x1={x.clone()} x2={x.clone()} y1="0" y2="100%" />
            <circle cx={x} cy="5" r="5" />
        </g>
    }
}

/// Where on the plot a pressed pointer is, from 0 to 1; a pointer that only passes over is nowhere.
fn share(event: &PointerEvent, plot: &NodeRef, down: bool) -> Option<f64> {
    let plot = plot.cast::<Element>()?;
    if down {
        event.prevent_default();
        let _ = plot.set_pointer_capture(event.pointer_id());
        if let Some(slider) = plot.parent_element().and_then(|parent| parent.dyn_into::<web_sys::HtmlElement>().ok()) {
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

/// The whole of a long run as a strip, with the window on it.
#[derive(Properties, PartialEq)]
struct StripProps {
    window: (u32, u32),
    cursor: u32,
    last: u32,
    on_seek: Callback<u32>,
}

#[component]
fn Strip(props: &StripProps) -> Html {
    let plot = use_node_ref();
    let last = props.last.max(1);
    let x = |frame: u32| percent((i64::from(frame.min(last)) * 10_000 / i64::from(last)) as i32);
    let width = percent((i64::from(props.window.1 - props.window.0) * 10_000 / i64::from(last)).clamp(60, 10_000) as i32);
    let drag = {
        let (plot, on_seek) = (plot.clone(), props.on_seek.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(share) = share(&event, &plot, event.type_() == "pointerdown") {
                on_seek.emit(nearest(between(share, 0.0, 1.0) * f64::from(last)));
            }
        })
    };
    html! {
        <svg ref={plot} class="diagram-strip" width="100%" height="14" aria-hidden="true" onpointerdown={drag.clone()} onpointermove={drag}>
            <rect class="strip-run" y="4" width="100%" height="6" rx="3" />
            <rect class="strip-window" x={x(props.window.0)} y="2" {width} height="10" rx="3" />
            <line class="strip-cursor" x1={x(props.cursor)} x2={x(props.cursor)} y1="0" y2="14" />
        </svg>
    }
}
