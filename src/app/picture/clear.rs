//! The law of clear pictures: at rest, what moves covers neither words nor other messages, and lies
//! within the grid, in every scenario, format and language, and with many acceptors.

use super::{Face, Motion, Sizes, State, below, glow_gap, line_width, tag_width, width};
use crate::exhibit::{Exhibit, Saved, Session};
use crate::exhibits::catalogue;
use crate::scene::{Figure, Format, Stage};
use crate::text::Locale;

/// What part of the smaller of two things may be covered.
const COVERED_MAX: f64 = 0.25;
/// In so many pictures of a hundred more may be: some runs double messages until there is no room.
const PERCENT_MAX: usize = 1;
const EVENTS: u32 = 60;

/// A rectangle: its middle and half its extent, in grid units, and what it is of.
struct Place(f64, f64, f64, f64, String);

impl Place {
    fn covers(&self, other: &Place) -> bool {
        let over = |a: f64, b: f64, half: f64, other: f64| (half + other - (a - b).abs()).clamp(0.0, 2.0 * half.min(other));
        let area = over(self.0, other.0, self.2, other.2) * over(self.1, other.1, self.3, other.3);
        let smaller = (self.2 * self.3).min(other.2 * other.3) * 4.0;
        area > smaller * COVERED_MAX
    }

    fn leaves(&self, stage: &Stage) -> bool {
        let out = |at: f64, half: f64, size: i32| at - half < -4.0 || at + half > f64::from(size) + 4.0;
        out(self.0, self.2, stage.width) || out(self.1, self.3, stage.height)
    }
}

/// What is to be read of a figure.
fn words(figure: &Figure, sizes: &Sizes) -> Vec<Place> {
    let tenths = |value: i32| f64::from(value) / 10.0;
    let (x, y) = (f64::from(figure.at.x), f64::from(figure.at.y));
    let room = if figure.glow.is_some() || figure.traitor { glow_gap(figure.radius) } else { 0 };
    let top = y + f64::from(below(figure.shape, figure.radius) + room) + tenths(sizes.caption_type) * 0.7 + 6.0;
    let caption = (0..).zip(&figure.caption).map(|(row, line)| {
        let middle = top + tenths(sizes.caption_step * row);
        Place(x, middle, tenths(line_width(line, sizes.caption_type)) / 2.0, tenths(sizes.caption_type) / 2.0, line.to_string())
    });
    let tags = (0..).zip(&figure.tags).map(|(row, tag)| {
        let (wide, high) = (tenths(tag_width(tag, sizes)) / 2.0, tenths(sizes.tag_height) / 2.0);
        let drop = tenths(sizes.tag_step * row) + high;
        Place(f64::from(figure.tags_at.x) + wide, f64::from(figure.tags_at.y) + drop, wide, high, tag.line.to_string())
    });
    caption.chain(tags).collect()
}

/// Everything of a stage that something else might cover.
fn still(stage: &Stage, sizes: &Sizes) -> Vec<Place> {
    let heading = |words: &str, x: i32, y: i32| {
        let size = f64::from(sizes.heading_type) / 10.0;
        Place(
            f64::from(x),
            f64::from(y) - size / 3.0,
            f64::from(width(words, Face::Sans)) * size / 160.0,
            size / 2.0,
            words.to_owned(),
        )
    };
    let words = stage.figures.iter().flat_map(|figure| words(figure, sizes));
    words.chain(stage.headings.iter().map(|one| heading(&one.text, one.at.x, one.at.y))).collect()
}

/// The messages at rest, each with the word over it.
fn messages(stage: &Stage, sizes: &'static Sizes) -> Vec<Place> {
    let tenths = |value: i32| f64::from(value) / 10.0;
    let motion = Motion::new(stage, sizes);
    let seen = motion.spots(1.0).filter(|(_, spot)| spot.state != State::Gone);
    seen.map(|(packet, spot)| {
        let word = if packet.late { tenths(sizes.packet_type) * 0.6 } else { 0.0 };
        let (wide, high) = (tenths(sizes.packet_half_width(&packet.label)), tenths(sizes.packet_half) + word);
        Place(tenths(spot.x), tenths(spot.y) - word, wide, high, packet.label.clone())
    })
    .collect()
}

/// What is wrong with a picture.
fn fault(stage: &Stage, sizes: &'static Sizes) -> Option<String> {
    let (still, messages) = (still(stage, sizes), messages(stage, sizes));
    messages.iter().enumerate().find_map(|(turn, one)| {
        let others = still.iter().chain(&messages[turn + 1..]);
        let covered = others.into_iter().find(|other| one.covers(other)).map(|other| format!("{} covers {}", one.4, other.4));
        covered.or_else(|| one.leaves(stage).then(|| format!("{} leaves the grid", one.4)))
    })
}

/// Each scenario, and the same with more acceptors where there are any.
fn runs(exhibit: &'static dyn Exhibit) -> impl Iterator<Item = (String, Box<dyn Session>)> {
    let many = |saved: &Saved, acceptors: &str| {
        exhibit.knobs().iter().any(|knob| knob.name == "acceptors").then(|| {
            let knobs = saved.knobs.clone().with(exhibit.knobs(), "acceptors", acceptors);
            Saved { knobs, acts: Vec::new(), ..saved.clone() }
        })
    };
    exhibit.scenarios().iter().flat_map(move |spec| {
        let saved = exhibit.scenario(spec.name).expect("a scenario can be opened");
        let more = ["5", "9"].into_iter().filter_map(|acceptors| many(&saved, acceptors)).collect::<Vec<_>>();
        [saved].into_iter().chain(more).map(move |saved| (spec.name.to_owned(), exhibit.open(&saved).expect("it opens")))
    })
}

#[test]
fn at_rest_no_message_covers_words_or_another_message() {
    for (format, large) in
        [(Format::Wide, false), (Format::Wide, true), (Format::Tall, false), (Format::Half, false), (Format::Strip, false)]
    {
        let (mut pictures, mut faults) = (0, Vec::new());
        for (name, mut session) in catalogue().iter().flat_map(|exhibit| runs(*exhibit)) {
            let last = session.seek(EVENTS);
            for event in (0..=last).step_by(5) {
                session.seek(event);
                for locale in Locale::ALL {
                    let stage = session.scene(locale, format).stage;
                    pictures += 1;
                    let fault = fault(&stage, Sizes::of(format, large, &stage));
                    faults.extend(fault.map(|fault| format!("{name} {event}, {} figures: {fault}", stage.figures.len())));
                }
            }
        }
        assert!(faults.len() * 100 <= pictures * PERCENT_MAX, "{format:?} {large}: {} of {pictures}: {faults:#?}", faults.len());
    }
}
