//! The page: Yew components over [`crate::app`], the frame loop, and everything of the browser.
//!
//! One component ([`root`]) holds a [`crate::app::Model`], hands every [`crate::app::Msg`] to
//! `update` and runs the [`crate::app::Cmd`]s that come back. A region of the page is a function of
//! a [`crate::app::Shot`] in a file of its own, written in [`element`]s; none names an exhibit. Look
//! at [`root`] first.
//!
//! # Regions and classes
//!
//! The style sheet knows these and nothing else. Words in brackets are further classes of the same
//! element; an indented line stands inside the line above it.
//!
//! ```text
//! html[data-theme=light|dark] (absent: as the system) [data-ui=embed|slide]
//!     [data-stage=true: the stage stands] [data-ready=true: all is told beside it] [data-whole=true: all parts have come]
//! .app [full|embed|slide] [presenting] [rail-open] [tools-open] [unwatched: what only the watcher knows is hidden]
//!   [two: two panes] [veiled: seen by one]
//!   button.skip                         "to the stage", seen only with focus
//!   header.header
//!     button.icon-button.rail-toggle    shown only where the rail is folded (below 1280 px)
//!     a.brand > svg, span
//!     .crumb > span.part, h1            part of the course > title of the exhibit
//!     .spacer
//!     .languages > .button [on]         EN, 中文
//!     .icon-button                      theme, help
//!     .button > icon, span.word         share, present (span.word hidden where it is narrow)
//!   nav.rail > h2, a.topic [seen] [current], span.topic.coming > small
//!   main.main
//!     .scenario-row
//!       nav.scenarios                   scrolls sideways: .button [on], span.rule-off (a thin upright line between groups)
//!       select.all-scenarios, .summary
//!     .intro > p, button.chip.left      the scenario's sentence; a red chip for each guard taken away
//!     .veil > button.chip.lifts         seen by one: whose eyes see
//!     .task-line > svg.icon, span         embed, slide, presenting: the task that is under way
//!     .panes > section.pane [at: acts are done in it] [second]
//!       .pane-head > b, span.pane-title | select.stands, span.chip.ended, .icon-button   of two panes
//!     .panes > .contrast > .which > .button [on], p.told                 between two panes
//!     .panes > details.histories [equal] > summary, .lines > table > tr [parts]
//!       .stage > svg.picture            position: relative; .menu and .toast stand inside
//!       .caption > p                    embed, slide, presenting: what just happened, one sentence or two
//!       .cues > .cue                    presenting: phase, summary, watcher; .chips of guarantees
//!   section.time
//!     .transport > .icon-button [play], .tools-toggle > .icon-button, .count
//!       .tools > select.speed, select.grain, select.eyes, .icon-button   folded up to 1000 px, unless .tools-open
//!     .diagram
//!   aside.side > section
//!     h2, .story > p.what, blockquote.rule, ul.conditions > li, p.watcher-note, p.causes > button.text-link
//!     h2, .chips > button.chip [holds|open|broken] [shown], p.because      guarantees
//!     h2, .chips > button.chip [kept|left] [shown], p.because              assumptions
//!     h2, p.role, table.inspector > tr [known-to-watcher] > th, td
//!     h2, .offers > button.offer [next] [outside] .t-* > svg.icon, span.words > small, kbd
//!         details.closed-offers > summary, .offer.closed > span.words > small.why
//!     h2, .offers > .branch > button.offer [on], .icon-button              branches
//!     h2, .tasks > .task > b, p, .task-foot > span.chip [holds|open], .button        challenges
//!     h2, .tasks > b, p.what, .answers > .button [on], span.chip [holds|open|broken], p.because, .button   the one under way
//!     h2, .about > p.question, dl > dt, dd
//!   .menu [tall]                        role=menu; left and top set through CSSOM; a sheet at the foot on phones
//!     .menu-head > b, p.role, .icon-button
//!     h3, .offers as above
//!   .toast [bad] > p, .button           one sentence at the foot of the stage
//!   .curtain > .sheet [wide]            dialogs: .sheet-head > h2, .icon-button; .sheet-body
//!     .field > label, input|select|textarea|.long-list > span, .button, small.help, small.error; .field.switch > input, label
//!     .snippet > code, .button; .buttons > .button [primary|danger]
//!     form.search > .search-form [inert] > fieldset [wide] [guards] > .search-row > .field    find a bad run
//!       .search-foot > .search-report > p, progress, ul.verdicts > li [holds|open|broken]; .buttons
//!     table.keys > tr > th > kbd, td
//!   .frame-table > table > caption, thead, tbody > tr [known-to-watcher]   .visually-hidden unless switched on
//!   .visually-hidden.live               aria-live
//! ```
//!
//! Spans of a line: `span.term`, `span.value.t-value-0`, `button.text-link.node`,
//! `button.text-link.message`, `b.strong`.

mod about;
mod asking;
mod assumptions;
mod beside;
mod branches;
mod carry;
mod clock;
pub mod diagram;
mod ears;
mod element;
mod graph;
mod guarantees;
mod header;
mod help;
mod host;
pub mod icons;
mod inspector;
mod knobs;
mod line;
mod live;
mod menu;
mod offers;
mod pane;
mod plot;
mod present;
mod press;
mod rail;
mod reading;
mod root;
mod scenarios;
mod search;
mod searcher;
mod sequence;
mod share;
mod side;
pub mod stage;
mod story;
mod strategies;
mod surroundings;
mod table;
mod tasks;
mod toast;
mod transport;
mod veil;

pub use root::mount;
