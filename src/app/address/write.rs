//! How an address is written: what equals the scenario, or the default, is left out.

use std::iter;

use crate::exhibit::{Exhibit, Grain, KnobValue, Knobs, Saved};

use super::{ADDRESS_BYTES_MAX, Address, CHROMES, GRAINS, Second, digits, own_second};
use crate::app::{Chrome, acts, percent};
use crate::sim::fingerprint;

/// Writes an address; `None` when it would be longer than [`ADDRESS_BYTES_MAX`].
pub fn format(exhibit: &dyn Exhibit, address: &Address) -> Option<String> {
    let mut out = run(exhibit, &address.saved);
    push(&mut out, "f", &address.saved.event.to_string());
    if let Some(digest) = address.digest {
        push(&mut out, "d", &digits(digest));
    }
    if address.grain != Grain::default() {
        push(&mut out, "g", word(GRAINS, address.grain));
    }
    if let Some(locale) = address.locale {
        push(&mut out, "l", locale.code());
    }
    if address.chrome != Chrome::default() {
        push(&mut out, "ui", word(CHROMES, address.chrome));
    }
    put_second(exhibit, address, &mut out);
    if let Some(name) = &address.by {
        push(&mut out, "by", "");
        percent::encode(name, &mut out);
    }
    if let Some(name) = &address.challenge {
        push(&mut out, "c", "");
        percent::encode(name, &mut out);
    }
    (out.len() <= ADDRESS_BYTES_MAX).then_some(out)
}

/// The second pane, unless it is what the scenario has beside it anyway.
fn put_second(exhibit: &dyn Exhibit, address: &Address, out: &mut String) {
    let own = own_second(exhibit, &address.saved);
    match &address.second {
        Some(second) => put_other(exhibit, second, own.as_ref(), out),
        None if own.is_some() => push(out, "b", ""),
        None => {}
    }
}

#[inline(never)]
fn put_other(exhibit: &dyn Exhibit, second: &Second, own: Option<&Saved>, out: &mut String) {
    if own != Some(&Saved { event: 0, ..second.saved.clone() }) {
        let mut text = run(exhibit, &second.saved);
        if let Some(digest) = second.digest {
            push(&mut text, "d", &digits(digest));
        }
        push(out, "b", "");
        let head = ["#/", second.saved.exhibit, "/"].concat();
        percent::encode(text.strip_prefix(&head).unwrap_or(&text), out);
    }
    if second.active {
        push(out, "at", "2");
    }
}

/// The part of an address that names the runs: a new one is a new entry in the history.
pub fn runs(exhibit: &dyn Exhibit, address: &Address) -> String {
    let second = address.second.as_ref().map_or_else(String::new, |second| run(exhibit, &second.saved));
    run(exhibit, &address.saved) + &second
}

/// The part of an address that names the run, without frame, language and chrome.
pub fn run(exhibit: &dyn Exhibit, saved: &Saved) -> String {
    let mut out = ["#/", saved.exhibit, "/", saved.scenario, "?v=1"].concat();
    let own = exhibit.scenario(saved.scenario);
    let own = own.as_ref();
    if own.is_none_or(|own| own.knobs != saved.knobs) {
        push(&mut out, "k", "");
        put_knobs(exhibit, &saved.knobs, &mut out);
    }
    if own.is_none_or(|own| own.seed != saved.seed) {
        push(&mut out, "s", &saved.seed.to_string());
    }
    if own.is_none_or(|own| own.without != saved.without) {
        push(&mut out, "w", &saved.without.join(","));
    }
    if own.is_none_or(|own| own.acts != saved.acts || own.stops != saved.stops) {
        push(&mut out, "a", &acts::encode(&saved.acts));
        if let Some(event) = saved.stops {
            push(&mut out, "e", &event.to_string());
        }
    }
    out
}

fn put_knobs(exhibit: &dyn Exhibit, knobs: &Knobs, out: &mut String) {
    let defaults = Knobs::defaults(exhibit.knobs());
    let differing = knobs.iter().zip(defaults.iter()).filter(|((_, value), (_, default))| value != default);
    for (index, ((name, value), _)) in differing.enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        out.push_str(name);
        out.push(':');
        // Each word takes a byte at least: such a list is longer than any address, and need not be written to be known as that.
        if matches!(value, KnobValue::Words(words) if words.len() > ADDRESS_BYTES_MAX) {
            out.extend(iter::repeat_n('~', ADDRESS_BYTES_MAX));
            out.push_str(&fingerprint(value).to_string());
        } else {
            percent::encode(&value.to_text(), out);
        }
    }
}

fn push(out: &mut String, name: &str, value: &str) {
    out.push('&');
    out.push_str(name);
    out.push('=');
    out.push_str(value);
}

fn word<T: Copy + PartialEq>(known: [(&'static str, T); 3], value: T) -> &'static str {
    known.into_iter().find(|(_, one)| *one == value).map_or("", |(word, _)| word)
}
