//! The catalogue: one folder per exhibit, one line each here. The list drives the menu, the routes,
//! the command line and the laws, so a new exhibit is tested the day it is born.

pub mod generals;
pub mod hash_mod;
pub mod hash_ring;
pub mod paxos;

use crate::exhibit::explored::{Explorable, Explored};
use crate::exhibit::{Catalogued, Exhibit, Mechanical};
use crate::text::{Both, both};

/// Every exhibit that is built.
pub fn catalogue() -> &'static [&'static dyn Exhibit] {
    static PAXOS: Catalogued<paxos::PaxosExhibit> = Catalogued::new();
    static GENERALS: Catalogued<generals::GeneralsExhibit> = Catalogued::new();
    static RING: Mechanical<hash_ring::HashRingExhibit> = Mechanical::new();
    static MODULO: Mechanical<hash_mod::HashModExhibit> = Mechanical::new();
    static CATALOGUE: [&dyn Exhibit; 4] = [&PAXOS, &GENERALS, &MODULO, &RING];
    &CATALOGUE
}

/// The exhibit of a name.
pub fn find(name: &str) -> Option<&'static dyn Exhibit> {
    catalogue().iter().copied().find(|exhibit| exhibit.name() == name)
}

/// The exhibits that can be searched: apart from the others, so that a page that does not search has none of it.
pub fn explorable() -> &'static [&'static dyn Explorable] {
    static PAXOS: Explored<paxos::PaxosExhibit> = Explored::new();
    static GENERALS: Explored<generals::GeneralsExhibit> = Explored::new();
    static EXPLORABLE: [&dyn Explorable; 2] = [&PAXOS, &GENERALS];
    &EXPLORABLE
}

/// A part of the course.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its title.
    pub title: Both,
    /// Its topics, in the order of the course text.
    pub topics: &'static [Topic],
}

/// A topic of the course; it is built when [`find`] knows its name.
#[derive(Clone, Copy, Debug)]
pub struct Topic {
    /// The exhibit's name.
    pub name: &'static str,
    /// Its title in the rail.
    pub title: Both,
}

const fn topic(name: &'static str, en: &'static str, zh: &'static str) -> Topic {
    Topic { name, title: both(en, zh) }
}

/// The course, in the order of its text.
pub const COURSE: &[Part] = &[
    Part {
        title: both("Consensus", "一致性问题"),
        topics: &[
            topic("nobody-fails", "Nobody fails", "不出错"),
            topic("flooding", "Crashes: m+1 rounds", "宕机：m+1 轮"),
            topic("oral-messages", "Traitors: OM(m)", "叛徒：OM(m)"),
            topic("two-generals", "A lossy link", "会丢消息的链路"),
            topic("asynchrony", "One crash, no clock", "异步与一次宕机"),
            topic("paxos", "Paxos", "Paxos"),
            topic("multi-paxos", "Multi-Paxos log", "Multi-Paxos 日志"),
        ],
    },
    Part {
        title: both("Spreading load", "负载均衡"),
        topics: &[
            topic("site", "Layers of a site", "网站的分层"),
            topic("round-robin", "Round robin", "轮询"),
            topic("random-choice", "Random, two choices", "随机、两选一"),
            topic("hash-mod", "Hash mod N", "哈希取模"),
            topic("hash-ring", "Consistent-hash ring", "一致性哈希环"),
        ],
    },
];
