//! `synod place`: keys in, servers out; and every bad input in one sentence.

use std::fs;
use std::process::Command;

use super::{SYNOD, Told, assert_bad, folder, synod};

fn place(arguments: &str, input: &[u8]) -> Told {
    synod(&["place"].into_iter().chain(arguments.split_whitespace()).collect::<Vec<_>>(), input)
}

fn good(arguments: &str, input: &str) -> String {
    let told = place(arguments, input.as_bytes());
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""), "{arguments}");
    told.out
}

#[test]
fn every_key_gets_its_server_behind_a_tab() {
    assert_eq!(good("teaching-ring --server 6 --server 4 --server 2", "2\n11\n23\n27\n"), "2\t2\n11\t2\n23\t4\n27\t2\n");
    assert_eq!(
        good("nginx-consistent --server 127.0.0.1:7777 --server 127.0.0.1:7778 --keys -", "/some/path\n/g"),
        "/some/path\t127.0.0.1:7778\n/g\t127.0.0.1:7777\n"
    );
    assert_eq!(good("modulo --server a --server b=2", "0\r\n1\r\n2\r\n3"), "0\ta\n1\tb\n2\tb\n3\ta\n");
    let hundred = (0..100).map(|server| format!(" --server s{server}")).collect::<Vec<_>>().concat();
    assert_eq!(good(&format!("jump{hundred}"), "1\n4"), "1\ts55\n4\ts45\n");
    // A line without anything on it is a key, too.
    assert_eq!(good("rendezvous --server a", "\n中文\n"), "\ta\n中文\ta\n");
}

#[test]
fn every_policy_has_a_place_for_a_key_that_fits_it() {
    for policy in synod::balance::Policy::ALL {
        let key = if policy.name() == "nginx-ip-hash" { "10.0.0.1" } else { "12" };
        let out = good(&format!("{} --server 6 --server 4 --server 2", policy.name()), key);
        assert!(out.starts_with(&format!("{key}\t")) && out.lines().count() == 1, "{}: {out}", policy.name());
    }
}

#[test]
fn a_file_of_keys_is_read_like_standard_input() {
    let file = folder("place").join("keys.txt");
    let keys = (0..5_000).map(|key| format!("key {key}\n")).collect::<Vec<_>>().concat();
    fs::write(&file, &keys).expect("a file of the test");
    let path = file.to_str().expect("a path in UTF-8");
    let arguments = "ketama --server 10.0.0.1:80 --server 10.0.0.2:80=3";
    assert_eq!(good(&format!("{arguments} --keys {path}"), ""), good(arguments, &keys));
}

#[test]
fn points_and_slots_are_printed_in_their_order() {
    assert_eq!(good("teaching-ring --points --server 6 --server 4", "").lines().next(), Some("4\t4"));
    let six = (0..6).map(|host| format!(" --server 127.0.0.1:9{host}")).collect::<Vec<_>>().concat();
    let ring = good(&format!("envoy-ring --points --set ring_size=12{six}"), "");
    assert_eq!((ring.lines().count(), ring.lines().next()), (12, Some("833437586790550860\t127.0.0.1:94")));
    let table = good(&format!("envoy-maglev --points --set table_size=7{six}"), "");
    let slots: Vec<&str> = table.lines().map(|line| &line[line.len() - 2..]).collect();
    assert_eq!(slots, ["92", "94", "90", "91", "95", "90", "93"]);
    assert_eq!(table.lines().next(), Some("0\t127.0.0.1:92"));
}

#[test]
fn bad_arguments_are_told_in_one_sentence() {
    let many = (0..10_001).map(|server| format!(" --server {server}")).collect::<Vec<_>>().concat();
    let long = format!("jump --server {}", "x".repeat(261));
    for line in [
        "",
        "jump",
        "round-robin --server a",
        "jump --server a --server a",
        "jump --server a=2 --server b=1",
        "modulo --server =3",
        "modulo --server a=0",
        "modulo --server a=",
        "modulo --server a=-1",
        "modulo --server a=+1",
        "modulo --server a=1.5",
        "modulo --server a=x",
        "modulo --server a=65536",
        "modulo --server a=99999999999999999999",
        "modulo --server a --points",
        "modulo --server a --set ring_size=3",
        "modulo --server a --set x",
        "modulo --server a --bogus",
        "envoy-ring --server a --set ring_size=0",
        "envoy-ring --server a --set ring_size=8388609",
        "envoy-ring --server a --set ring_size_max=3",
        "envoy-ring --server a --set table_size=7",
        "maglev --server a --set table_size=8",
        "maglev --server a --set table_size=",
        "ketama --server a --set points=6",
        "teaching-ring --server a",
        "teaching-ring --server 4294967296",
        "haproxy-consistent --server a=257",
        "nginx-consistent --server a=65535",
        "jump --server a --keys no/such/file",
        "jump --server a --keys /",
        "jump --server a --points --keys x",
        "jump --server a --lang fr",
        &format!("jump {many}"),
        &long,
    ] {
        let told = place(line, b"1\n");
        assert_bad(&line[..line.len().min(60)], &told);
    }
    let blank = synod(&["place", "jump", "--server", "a b"], b"1\n");
    assert_bad("a blank", &blank);
    assert_bad("a bell", &synod(&["place", "jump", "--server", "a\u{7}"], b"1\n"));
    assert_bad("another language", &place("jump --server a --server a --lang zh", b"1\n"));
}

#[test]
fn bad_keys_are_told_with_their_line() {
    for (name, arguments, input, place_told) in [
        ("nothing", "jump --server a", &b""[..], "-: There are no keys"),
        ("no number", "teaching-ring --server 6", b"seven", "-: Line 1: "),
        ("a number that is too great", "teaching-ring --server 6", b"4294967296", "-: Line 1: "),
        ("no address", "nginx-ip-hash --server a", b"localhost", "-: Line 1: "),
        ("no UTF-8", "jump --server a", b"ab\xff\n", "-: Line 1 is not UTF-8 from its byte 3 on."),
        ("half a letter", "jump --server a", b"\xe4\xb8", "-: Line 1 is not UTF-8 from its byte 1 on."),
        ("zeros without end", "jump --server a", &vec![0; 1_000_000], "-: Line 1 is longer than the 65536 bytes"),
    ] {
        let told = place(arguments, input);
        assert_bad(name, &told);
        assert!(told.err.starts_with(place_told), "{name}: {}", told.err);
        assert_bad(name, &place(&format!("{arguments} --lang zh"), input));
    }
}

#[test]
fn what_stands_before_a_bad_line_is_placed() {
    let told = place("jump --server a", b"1\n2\n\xff\n4\n");
    assert_eq!((told.out.as_str(), told.code), ("1\ta\n2\ta\n", Some(2)));
    assert_eq!(told.err, "-: Line 3 is not UTF-8 from its byte 1 on.\n");
}

#[test]
fn a_key_may_be_as_long_as_the_limit_says() {
    for end in ["", "\n", "\r\n"] {
        let key = "k".repeat(65_536);
        let told = place("rendezvous --server a", format!("{key}{end}1").as_bytes());
        if end.is_empty() {
            assert_bad("one more", &told);
        } else {
            assert_eq!(told.out, format!("{key}\ta\n1\ta\n"));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_panic_and_no_complaint() {
    let line = format!("yes key | {SYNOD} place rendezvous --server a --server b | head -n 2");
    let output = Command::new("sh").args(["-c", &line]).output().expect("a shell runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
}
