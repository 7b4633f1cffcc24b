//! The law of clear pictures: at rest, what moves covers neither words nor other messages, and lies
//! within the grid, in every scenario, format and language, and with many acceptors.

use super::outline::marks;
use super::{Face, Motion, Sizes, Standing, State, bundles, caption_base, line_width, pins, tag_width, width};
use crate::exhibit::{Exhibit, Saved, Session};
use crate::exhibits::catalogue;
use crate::scene::{Figure, Format, Stage};
use crate::text::Locale;

/// What part of the smaller of two things may be covered.
const COVERED_MAX: f64 = 0.25;
/// In so many pictures of a hundred more may be: some runs double messages until there is no room.
const PERCENT_MAX: usize = 1;
const EVENTS: u32 = 60;
const LATE: u32 = 700;
/// Of so many votes and bundles of a hundred one may cover words.
const WORDS_PERCENT_MAX: usize = 2;
/// The scenarios that are looked at with more generals, too.
const CROWDED: [&str; 2] = ["all-loyal", "two-traitors"];
/// So much of a line's height is ink.
const INKED: f64 = 0.7;

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
    let caption = (0..).zip(&figure.caption).map(|(row, line)| {
        let middle = y + tenths(caption_base(figure, sizes, row)) - tenths(sizes.caption_type) * 0.4;
        Place(
            x + f64::from(figure.lean),
            middle,
            tenths(line_width(line, sizes.caption_type)) / 2.0,
            tenths(sizes.caption_type) / 2.0,
            line.to_string(),
        )
    });
    let tags = (0..).zip(&figure.tags).map(|(row, tag)| {
        let (wide, high) = (tenths(tag_width(tag, sizes)) / 2.0, tenths(sizes.tag_height) / 2.0);
        let drop = tenths(sizes.tag_step * row) + high;
        Place(f64::from(figure.tags_at.x) + wide, f64::from(figure.tags_at.y) + drop, wide, high, tag.line.to_string())
    });
    caption.chain(tags).collect()
}

/// The votes and the bundles of a stage, which stand on its wires.
fn pinned(stage: &Stage, sizes: &Sizes) -> Vec<Place> {
    let tenths = |(x, y): (i32, i32)| (f64::from(x) / 10.0, f64::from(y) / 10.0);
    let votes = stage.pins.iter().map(|pin| (pin.from, pin.to)).zip(pins(stage, sizes));
    let bundles = bundles(stage, sizes).into_iter().map(|(bundle, standing)| ((bundle.from, bundle.to), standing));
    let place = |((from, to), standing): ((u8, u8), Standing)| {
        let ((x, y), (wide, high)) = (tenths(standing.at), tenths(standing.half));
        Place(x, y, wide, high, format!("what is on the wire from {from} to {to}"))
    };
    votes.chain(bundles).map(place).collect()
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

/// Each scenario, and the same with more acceptors or generals where there are any.
fn runs(exhibit: &'static dyn Exhibit) -> impl Iterator<Item = (String, Box<dyn Session>)> {
    let many = |saved: &Saved, knob: &'static str, count: &str| {
        exhibit.knobs().iter().any(|known| known.name == knob).then(|| {
            let knobs = saved.knobs.clone().with(exhibit.knobs(), knob, count);
            Saved { knobs, acts: Vec::new(), ..saved.clone() }
        })
    };
    exhibit.scenarios().iter().flat_map(move |spec| {
        let saved = exhibit.scenario(spec.name).expect("a scenario can be opened");
        let crowds = ["8", "10", "13"].map(|count| ("generals", count)).into_iter().filter(|_| CROWDED.contains(&spec.name));
        let more = [("acceptors", "5"), ("acceptors", "9")].into_iter().chain(crowds);
        let more = more.filter_map(|(knob, count)| Some((format!("{} {count}", spec.name), many(&saved, knob, count)?)));
        let more = more.collect::<Vec<_>>();
        let all = [(spec.name.to_owned(), saved)].into_iter().chain(more);
        all.map(|(name, saved)| (name, exhibit.open(&saved).expect("it opens")))
    })
}

/// Shows many pictures of every scenario, from its beginning and from its end.
fn pictures(format: Format, mut look: impl FnMut(&str, &Stage)) {
    for (name, mut session) in catalogue().iter().flat_map(|exhibit| runs(*exhibit)) {
        let last = session.seek(LATE);
        for event in (0..=last.min(EVENTS)).step_by(5).chain((0..=last).rev().step_by(97)) {
            session.seek(event);
            for locale in Locale::ALL {
                look(&format!("{name} {event} {locale:?}"), &session.scene(locale, format).stage);
            }
        }
    }
}

/// The faults of all pictures in every format, and in large type.
fn faults(mut find: impl FnMut(&Stage, &'static Sizes) -> (usize, Vec<String>)) -> Vec<(usize, Vec<String>)> {
    let formats = Format::ALL.into_iter().flat_map(|format| [(format, false), (format, true)]);
    let of = |(format, large)| {
        let (mut count, mut all) = (0, Vec::new());
        pictures(format, |name, stage| {
            let sizes = Sizes::of(format, large, stage);
            assert_eq!(Sizes::named(sizes.name), sizes, "the frame loop reads the name back");
            let (more, found) = find(stage, sizes);
            count += more;
            all.extend(found.into_iter().map(|fault| format!("{name}, {format:?} {large}: {fault}")));
        });
        (count, all)
    };
    formats.map(of).collect()
}

#[test]
fn no_vote_and_no_bundle_covers_the_words_or_the_name_of_a_figure() {
    let found = faults(|stage, sizes| {
        let name = |figure: &Figure| {
            let (x, y, r) = (f64::from(figure.at.x), f64::from(figure.at.y), f64::from(figure.radius));
            Place(x, y, r / 2.0, r / 3.0, figure.name.clone())
        };
        let said = stage.figures.iter().flat_map(|figure| words(figure, sizes).into_iter().chain([name(figure)]));
        let said: Vec<Place> = said.collect();
        let pinned = pinned(stage, sizes);
        let pairs = pinned.iter().flat_map(|one| said.iter().map(move |words| (one, words)));
        let covered = pairs.filter(|(one, words)| one.covers(words)).map(|(one, words)| format!("{} covers {}", one.4, words.4));
        (pinned.len(), covered.collect())
    });
    for (count, faults) in found {
        assert!(count > 100, "{count} votes and bundles");
        assert!(faults.len() * 100 <= count * WORDS_PERCENT_MAX, "{} of {count}: {faults:#?}", faults.len());
    }
}

#[test]
fn the_words_under_or_over_a_figure_touch_no_other_figure_and_no_other_words() {
    let found = faults(|stage, sizes| {
        let near = |a: f64, b: f64, apart: f64| (a - b).abs() < apart;
        let said = |figure: &Figure| words(&Figure { tags: Vec::new(), ..figure.clone() }, sizes);
        let touches = |one: &Place, other: &Figure| {
            let (x, y) = (f64::from(other.at.x) - one.0, f64::from(other.at.y) - one.1);
            let outline = marks(other.shape, other.radius);
            outline.into_iter().any(|(dx, dy)| near(x, -dx, one.2) && near(y, -dy, one.3 * INKED))
                || said(other)
                    .iter()
                    .any(|words| near(one.0, words.0, one.2 + words.2) && near(one.1, words.1, (one.3 + words.3) * INKED))
        };
        let pairs = stage.figures.iter().flat_map(|one| stage.figures.iter().map(move |other| (one, other)));
        let pairs = pairs.filter(|(one, other)| one.node != other.node);
        let found = pairs.flat_map(|(one, other)| {
            let touching = said(one).into_iter().filter(|words| touches(words, other)).collect::<Vec<_>>();
            touching.into_iter().map(|words| format!("{} of {} touches {}", words.4, one.name, other.name))
        });
        (stage.figures.len(), found.collect())
    });
    for (count, faults) in found {
        assert!(count > 1000 && faults.is_empty(), "{} at {count} figures: {faults:#?}", faults.len());
    }
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
