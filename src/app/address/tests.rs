//! What an address says, and that no address can harm.

use proptest::prelude::*;

use super::*;
use crate::app::acts::tests::deviations;
use crate::exhibit::file::fake::{CATALOGUE, Chatter};
use crate::sim::limits::STEPS_PER_RUN_MAX;

fn read(text: &str) -> Result<Address, AddressError> {
    parse(&CATALOGUE, text)
}

fn refused(text: &str) -> String {
    let error = read(text).expect_err(text);
    assert_ne!(error.tell(Locale::En), error.tell(Locale::Zh), "{text}");
    error.tell(Locale::En)
}

#[test]
fn an_address_without_parts_is_the_first_scenario_at_its_start() {
    let own = Chatter.scenario("one").expect("it exists");
    for text in ["", "#", "#/", "#/chatter", "/chatter/one", "#/chatter/one?", "#/chatter/one/?later=1"] {
        assert_eq!(read(text).map(|address| address.saved), Ok(own.clone()), "{text}");
    }
}

#[test]
fn what_equals_the_scenario_is_left_out() {
    let saved = Saved { event: 3, ..Chatter.scenario("two").expect("it exists") };
    let address = Address { saved, digest: Some(0x0fa2), grain: Grain::Frame, locale: Some(Locale::Zh), chrome: Chrome::Full };
    assert_eq!(format(&Chatter, &address).as_deref(), Some("#/chatter/two?v=1&f=3&d=0fa2&l=zh"));
}

#[test]
fn what_differs_is_written_and_comes_back() {
    let mut saved = Chatter.scenario("one").expect("it exists");
    saved.knobs = saved.knobs.with(Chatter.knobs(), "values", "红,b lue").with(Chatter.knobs(), "nodes", "4");
    saved.without = vec!["listen", "think"];
    saved.seed = u64::MAX;
    saved.acts.clear();
    saved.stops = Some(4);
    let address = Address { saved, digest: None, grain: Grain::Phase, locale: None, chrome: Chrome::Embed };
    let text = format(&Chatter, &address).expect("it is short");
    assert_eq!(
        text,
        "#/chatter/one?v=1&k=nodes:4,values:%E7%BA%A2%2Cb%20lue&s=18446744073709551615&w=listen,think&a=&e=4&f=0&g=phase&ui=embed"
    );
    assert_eq!(read(&text), Ok(address));
}

#[test]
fn knobs_that_a_scenario_sets_can_be_at_their_defaults() {
    let address = read("#/chatter/one?k=").expect("it is fine");
    assert_eq!(address.saved.knobs, Knobs::defaults(Chatter.knobs()));
}

#[test]
fn a_comma_that_lost_its_encoding_is_one_all_the_same() {
    let address = read("#/chatter?k=values:red,green,nodes:2").expect("it is fine");
    assert_eq!(address.saved.knobs.words("values"), ["red", "green"]);
    assert_eq!(address.saved.knobs.number("nodes"), 2);
}

#[test]
fn a_bad_address_gets_one_sentence_that_says_where() {
    assert!(refused("#/nowhere").contains("nowhere"));
    assert!(refused("#/chatter/three").contains("three"));
    assert!(refused("#/chatter/one/more").contains('/'));
    assert!(refused("#/chatter?v=2").contains('2'));
    assert!(refused("#/chatter?v=x").contains('x'));
    assert!(refused("#/chatter?s=-1").contains("-1"));
    assert!(refused("#/chatter?f=99999999").contains("99999999"));
    assert!(refused("#/chatter?f=").contains('f'));
    assert!(refused("#/chatter?a=%%%").contains('a'));
    assert!(refused("#/chatter?a=_w").contains('a'));
    assert!(refused("#/chatter?d=12").contains('d'));
    assert!(refused("#/chatter?d=+123").contains('d'));
    assert!(refused("#/chatter?k=nodes:99").contains("99"));
    assert!(refused("#/chatter?k=nodes").contains('k'));
    assert!(refused("#/chatter?k=height:3").contains("height"));
    assert!(refused("#/chatter?w=ears").contains("ears"));
    assert!(refused("#/chatter?ui=tiny").contains("tiny"));
    assert!(refused("#/chatter?g=second").contains("second"));
    assert!(refused("#/chatter?what").contains('?'));
    assert!(refused(&format!("#/chatter?x={}", "y".repeat(ADDRESS_BYTES_MAX))).contains("8000"));
}

#[test]
fn language_and_chrome_are_read_from_a_bad_address_too() {
    assert_eq!(manners("#/nowhere?v=9&l=zh&ui=slide"), (Some(Locale::Zh), Chrome::Slide));
    assert_eq!(manners("%%%"), (None, Chrome::Full));
}

#[test]
fn an_address_that_would_be_too_long_is_not_written() {
    let mut saved = Chatter.scenario("one").expect("it exists");
    let act = saved.acts[0];
    saved.acts = vec![act; 5_000];
    let address = Address { saved, digest: None, grain: Grain::Frame, locale: None, chrome: Chrome::Full };
    assert_eq!(format(&Chatter, &address), None);
}

fn addresses() -> impl Strategy<Value = Address> {
    let knobs = (2..=5_u32, any::<bool>(), prop::collection::vec("[a-z红蓝 &=#%:.-]{1,10}[a-z]", 1..=3));
    let manners = (any::<Option<u16>>(), 0..3_usize, 0..3_usize, 0..3_usize);
    let run = (knobs, any::<u64>(), 0..4_u8, deviations(), prop::option::of(0..STEPS_PER_RUN_MAX), 0..STEPS_PER_RUN_MAX);
    (run, manners, any::<bool>()).prop_map(|((knobs, seed, without, acts, stops, event), manners, two)| {
        let (nodes, polite, values) = knobs;
        let (digest, grain, chrome, locale) = manners;
        let specs = Chatter.knobs();
        let own = Chatter.scenario(if two { "two" } else { "one" }).expect("it exists");
        let mut set = own.knobs.clone();
        let values: Vec<String> = values.iter().map(|value| value.trim().to_owned()).collect();
        for (name, value) in
            [("nodes", nodes.to_string()), ("polite", if polite { "on" } else { "off" }.to_owned()), ("values", values.join(","))]
        {
            set.set(specs, name, &value).expect("the value is fine");
        }
        let without = (0..2).filter(|bit| without >> bit & 1 == 1).map(|bit| Chatter.guards()[bit].name).collect();
        Address {
            saved: Saved { knobs: set, seed, without, acts, stops, event, ..own },
            digest,
            grain: GRAINS[grain].1,
            locale: [None, Some(Locale::En), Some(Locale::Zh)][locale],
            chrome: CHROMES[chrome].1,
        }
    })
}

proptest! {
    #[test]
    fn every_run_comes_back(address in addresses()) {
        if let Some(text) = format(&Chatter, &address) {
            prop_assert_eq!(read(&text), Ok(address));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(#?/?(chatter)?(/one)?)?(\\?((v|k|s|w|a|e|f|d|g|l|ui)=.{0,9}&?){0,6})?.{0,20}") {
        if let Err(error) = read(&text) {
            prop_assert!(!error.tell(Locale::Zh).is_empty());
        }
        let _ = manners(&text);
    }
}
