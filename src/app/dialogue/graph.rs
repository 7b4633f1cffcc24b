//! The state graph in the dialog, from the button to the run of a state, with the searcher itself in the place of its worker.

use super::*;
use crate::app::pursuit::graph::letter::Said;
use crate::app::pursuit::graph::work::answer;
use crate::app::pursuit::graph::{Chart, Graph, Place, Stage, Way, Wish};
use crate::app::pursuit::work::Shelves;
use crate::app::pursuit::{Errand, Wish as Search};
use crate::exhibit::explored::DRAWN_MAX;
use crate::exhibits::explorable;
use crate::explore::Region;

fn page_at(hash: &str) -> Model {
    let (mut model, _) = page_of(catalogue(), hash);
    update(&mut model, Msg::ReducedMotion(true));
    update(&mut model, Msg::Sheet(Sheet::Search));
    model
}

fn wish(model: &mut Model, wish: Search) -> Vec<Errand> {
    let cmds = update(model, Msg::Pursue(wish));
    cmds.into_iter().filter_map(|cmd| if let Cmd::Search(errand) = cmd { Some(errand) } else { None }).collect()
}

fn graph(model: &Model) -> &Graph {
    &model.pursuit.as_ref().expect("the dialog was open").graph
}

fn chart(model: &Model) -> &Chart {
    graph(model).chart.as_deref().expect("it is drawn")
}

/// Wishes something that the searcher has to answer, and hears the answer.
fn answered(model: &mut Model, what: Wish) -> String {
    let errands = wish(model, Search::Graph(what));
    let [Errand::Begin(letter)] = &errands[..] else { panic!("{errands:?}") };
    let shelves = Shelves { catalogue: catalogue(), explorable: explorable() };
    let answer = answer(shelves, letter).expect("it is about a graph");
    assert_eq!(wish(model, Search::Said(answer.clone())), [Errand::End]);
    answer
}

#[test]
fn the_graph_is_drawn_with_the_present_run_in_it_and_a_state_opens_a_run_to_it() {
    let mut model = page_at("#/paxos/nobody-fails?l=en&f=5");
    answered(&mut model, Wish::Draw);
    assert_eq!((graph(&model).stage.clone(), graph(&model).is_shown), (Stage::Still, true));
    assert_eq!((chart(&model).atlas.states.len(), chart(&model).atlas.more), (327, None));
    let present = graph(&model).present.clone().expect("it is known");
    let (way, there) = chart(&model).trail(&present);
    assert_eq!((way.len(), way.last().copied(), there), (6, Some(graph(&model).at), true));
    // The farthest state of all, beside the present run.
    let at = chart(&model).moved(graph(&model).at, Way::Last);
    wish(&mut model, Search::Graph(Wish::At(at)));
    let before = model.panes[0].session.saved();
    answered(&mut model, Wish::Open(Place::Beside));
    assert_eq!((model.panes.len(), model.at, model.sheet), (2, 1, None));
    assert_eq!(Saved { event: before.event, ..model.panes[0].session.saved() }, before, "the present run stays what it is");
    // That run, looked for in the graph, is at that state.
    let opened = model.panes[1].session.saved();
    let mut other = page_at(&format!("{}&f={}", address::run(catalogue()[0], &opened), opened.event));
    answered(&mut other, Wish::Draw);
    assert_eq!(graph(&other).at, at);
}

#[test]
fn where_the_run_has_moved_the_same_graph_says_where_it_is_now() {
    let mut model = page_at("#/paxos/nobody-fails?l=en&f=2");
    answered(&mut model, Wish::Draw);
    wish_all(&mut model, &[Msg::Close, Msg::Forward, Msg::Sheet(Sheet::Search)]);
    let present = graph(&model).present.clone().expect("it is known");
    assert!(graph(&model).is_shown && chart(&model).trail(&present).1);
    assert_eq!(chart(&model).trail(&present).0.len(), 4);
    wish_all(&mut model, &[Msg::Close, Msg::Do(Act::Crash { node: NodeId(1), reaches: crate::sim::NodeSet::EMPTY })]);
    update(&mut model, Msg::Sheet(Sheet::Search));
    let present = graph(&model).present.clone().expect("it is known");
    assert_eq!(chart(&model).trail(&present), (&[][..], false), "another run is looked for anew");
    answered(&mut model, Wish::Draw);
    let (way, there) = chart(&model).trail(&present);
    assert_eq!((way.len(), there), (4, false), "crashes were not asked for");
}

#[test]
fn of_too_many_states_the_first_levels_are_shown_and_a_smaller_graph_is_offered() {
    let mut model = page_at("#/paxos/duel?l=en");
    answered(&mut model, Wish::Draw);
    assert!(chart(&model).atlas.states.len() <= DRAWN_MAX && chart(&model).atlas.more.is_some());
    let small = chart(&model).small.clone().expect("something fits");
    let knobs: Vec<(&str, &str)> = small.knobs.iter().map(|(title, value)| (title.en, value.as_str())).collect();
    assert_eq!((knobs, small.states), (vec![("Acceptors", "2")], 824));
    answered(&mut model, Wish::Small);
    assert_eq!((chart(&model).atlas.states.len(), chart(&model).atlas.more), (824, None));
    assert_eq!(chart(&model).trail(graph(&model).present.as_ref().expect("it is known")), (&[][..], false));
    let states = (0..).zip(&chart(&model).atlas.states);
    let decided: u32 =
        states.filter(|(_, spot)| spot.region() == Region::Settled(1)).map(|(at, _)| at).next().expect("blue is chosen");
    wish(&mut model, Search::Graph(Wish::At(decided)));
    answered(&mut model, Wish::Open(Place::Instead));
    assert_eq!((model.panes.len(), model.panes[0].session.saved().knobs.number("acceptors")), (1, 2));
}

#[test]
fn keys_go_along_the_steps_and_within_a_level_and_never_out_of_the_graph() {
    let mut model = page_at("#/paxos/nobody-fails?l=en");
    answered(&mut model, Wish::Draw);
    let chart = chart(&model);
    let levels = chart.layout.order.len();
    for at in 0..chart.atlas.states.len() as u32 {
        let level = chart.layout.level(at);
        for (way, to) in
            [(Way::Back, level.saturating_sub(1)), (Way::On, (level + 1).min(levels - 1)), (Way::Up, level), (Way::Down, level)]
        {
            assert_eq!(chart.layout.level(chart.moved(at, way)), to, "{at} {way:?}");
        }
        let next = chart.moved(at, Way::On);
        let steps = &chart.atlas.states[at as usize].edges;
        assert!(steps.is_empty() || steps.iter().any(|edge| edge.to == next), "{at}");
        assert_eq!((chart.moved(at, Way::First), chart.layout.level(chart.moved(at, Way::Last))), (0, levels - 1));
    }
    assert_eq!(chart.moved(u32::MAX, Way::Up), u32::MAX);
}

#[test]
fn what_the_searcher_writes_is_read_as_it_was_and_nonsense_is_as_if_it_had_broken_down() {
    let mut model = page_at("#/paxos/without-promise?l=en");
    let letter = answered(&mut model, Wish::Draw);
    let Some(Said::Atlas(read, _)) = Said::read(&letter) else { panic!("it is a graph") };
    assert_eq!(*read, crate::exhibit::explored::Atlas { small: None, ..chart(&model).atlas.clone() });
    let bad = ["", "nonsense", "atlas\n", "atlas\nlevels 1\nstate 0 0 0 0  1:0\n", "atlas\nlevels 2\nstate 0 0 0 0  \n", "found"];
    let more =
        ["atlas\nlevels 1\nstate 0 0 0 0  \ntrail 1\n", "atlas\nlevels 0 1\nstate 0 0 0 0  \n", "atlas\nlevels 4294967295 2\n"];
    for letter in bad.into_iter().chain(more) {
        assert_eq!(Said::read(letter), None, "{letter}");
        let mut model = page_at("#/paxos/duel?l=en");
        assert_eq!(wish(&mut model, Search::Graph(Wish::Draw)).len(), 1);
        assert_eq!(wish(&mut model, Search::Said(letter.to_owned())), [Errand::End]);
        assert_eq!(graph(&model).stage, Stage::Failed);
    }
    let shelves = Shelves { catalogue: catalogue(), explorable: explorable() };
    for letter in [
        "graph\n",
        "graph\nopen x\nrun #/paxos\n",
        "graph\nat #/nowhere\nrun #/paxos\n",
        "graph\nat #/oral-messages\nrun #/oral-messages\n",
    ] {
        let told = answer(shelves, letter).expect("it is about a graph");
        assert!(told.starts_with("refused "), "{letter}: {told}");
    }
    assert_eq!(answer(shelves, "run #/paxos\n"), None);
}

#[test]
fn one_thing_is_asked_at_a_time_and_what_is_not_wished_any_more_is_ended() {
    let mut model = page_at("#/paxos/duel?l=en");
    assert_eq!(wish(&mut model, Search::Go).len(), 1);
    assert_eq!(wish(&mut model, Search::Graph(Wish::Draw)), []);
    assert_eq!(wish(&mut model, Search::Go), [Errand::End]);
    assert_eq!(wish(&mut model, Search::Graph(Wish::Draw)).len(), 1);
    assert_eq!((wish(&mut model, Search::Go), wish(&mut model, Search::Graph(Wish::Draw))), (vec![], vec![]));
    assert_eq!(wish(&mut model, Search::Graph(Wish::Back)), [Errand::End]);
    assert_eq!((graph(&model).is_shown, graph(&model).stage.clone()), (false, Stage::Still));
    assert_eq!(wish(&mut model, Search::Graph(Wish::Draw)).len(), 1);
    assert_eq!(wish(&mut model, Search::Failed), [Errand::End]);
    assert_eq!(graph(&model).stage, Stage::Failed);
    for lost in [Wish::At(7), Wish::Open(Place::Beside), Wish::Small] {
        assert_eq!(wish(&mut model, Search::Graph(lost)), []);
    }
}
