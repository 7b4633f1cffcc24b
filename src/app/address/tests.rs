//! What an address says, and that no address can harm.

use proptest::prelude::*;

use super::*;
use crate::app::acts::tests::deviations;
use crate::exhibit::file::fake::{CATALOGUE, Chatter};
use crate::sim::limits::STEPS_PER_RUN_MAX;

fn read(text: &str) -> Result<Address, AddressError> {
    parse(&CATALOGUE, text)
}

/// A run alone, with nothing else said.
fn alone(saved: Saved) -> Address {
    Address {
        saved,
        digest: None,
        grain: Grain::Frame,
        locale: None,
        chrome: Chrome::Full,
        second: None,
        second_bad: None,
        challenge: None,
        by: None,
    }
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
    let address =
        Address { digest: Some(0x0fa2), grain: Grain::Frame, locale: Some(Locale::Zh), chrome: Chrome::Full, ..alone(saved) };
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
    let address = Address { digest: None, grain: Grain::Phase, locale: None, chrome: Chrome::Embed, ..alone(saved) };
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
    let address = Address { digest: None, grain: Grain::Frame, locale: None, chrome: Chrome::Full, ..alone(saved) };
    assert_eq!(format(&Chatter, &address), None);
}

#[test]
fn the_second_pane_is_encoded_as_the_first_is() {
    let first = Chatter.scenario("one").expect("it exists");
    let mut second = Chatter.scenario("two").expect("it exists");
    let at = |saved: &Saved, active| Some(Second { saved: saved.clone(), digest: Some(0x12ab), active });
    let address = Address { second: at(&second, true), by: Some("N2".to_owned()), ..alone(first.clone()) };
    let text = format(&Chatter, &address).expect("it is short");
    assert_eq!(text, "#/chatter/one?v=1&f=0&b=two%3Fv%3D1%26d%3D12ab&at=2&by=N2");
    assert_eq!(read(&text), Ok(address));
    second.seed = 9;
    let text = format(&Chatter, &Address { second: at(&second, false), ..alone(first) }).expect("it is short");
    assert_eq!(text, "#/chatter/one?v=1&f=0&b=two%3Fv%3D1%26s%3D9%26d%3D12ab");
}

#[test]
fn a_bad_second_pane_leaves_the_first_alone() {
    let bad = |part: &str| {
        let address = read(&["#/chatter/two?f=1&", part].concat()).expect(part);
        assert_eq!((address.saved.scenario, address.second), ("two", None), "{part}");
        address.second_bad.expect(part).tell(Locale::En)
    };
    assert!(bad("b=three").contains("three"));
    assert!(bad("b=%zz").contains('b'));
    assert!(bad("b=one%3Fa%3D_w").contains('a'));
    assert!(bad("b=one%3Fwhat").contains('?'));
    assert!(bad("b=one%2Fmore").contains('/'));
    assert!(bad("b=one&at=3").contains('3'));
    let none = read("#/chatter/two?b=&by=").expect("it is fine");
    assert_eq!((none.second, none.second_bad, none.by), (None, None, None));
    assert!(refused("#/chatter/one?by=%ff").contains("by"));
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
        let saved = Saved { knobs: set, seed, without, acts, stops, event, ..own };
        let second = Second { saved: Saved { event: 0, ..saved.clone() }, digest, active: two };
        Address {
            digest,
            grain: GRAINS[grain].1,
            locale: [None, Some(Locale::En), Some(Locale::Zh)][locale],
            chrome: CHROMES[chrome].1,
            second: (grain > 0).then_some(second),
            by: (chrome > 0).then(|| "N 2&红".to_owned()),
            ..alone(saved)
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
    fn any_text_is_read_or_refused(text in "(#?/?(chatter)?(/one)?)?(\\?((v|k|s|w|a|e|f|d|g|l|ui|b|at|by)=.{0,9}&?){0,6})?.{0,20}") {
        if let Err(error) = read(&text) {
            prop_assert!(!error.tell(Locale::Zh).is_empty());
        }
        let _ = manners(&text);
    }
}
