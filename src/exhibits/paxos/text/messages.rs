//! Messages, commands and timers in words.

use crate::exhibits::paxos::machine::Paxos;
use crate::exhibits::paxos::roles::{Command, Message, Timer};
use crate::sim::NodeId;
use crate::text::{Line, Locale};

use super::teller::{Teller, id};

/// A message in a sentence's terms: "`propose` 2·red".
pub fn message(paxos: &Paxos, message: &Message, locale: Locale) -> Line {
    let teller = Teller::new(paxos, locale);
    match *message {
        Message::Prepare { id: of } => teller.say("`prepare` {0}", "`prepare` 请求 {0}", &[id(of)]),
        Message::Promise { id: of, accepted: None } => teller.say("`promise` {0}", "`promise` 承诺 {0}", &[id(of)]),
        Message::Promise { id: of, accepted: Some(proposal) } => teller.say(
            "`promise` {0} (has accepted {1})",
            "`promise` 承诺 {0}（已接受 {1}）",
            &[id(of), teller.proposal(proposal)],
        ),
        Message::Propose(proposal) => teller.say("`propose` {0}", "`propose` 请求 {0}", &[teller.proposal(proposal)]),
        Message::Accepted(proposal) => teller.say("`accepted` {0}", "`accepted` 答复 {0}", &[teller.proposal(proposal)]),
        Message::Refused { id: of, promised } => {
            teller.say("`refused` {0} (has promised {1})", "`refused` 答复 {0}（已承诺 {1}）", &[id(of), id(promised)])
        }
        Message::Learn(proposal) => teller.say("`learn` {0}", "`learn` 决议 {0}", &[teller.proposal(proposal)]),
    }
}

/// What a kind of message asks or answers.
pub fn kind_help(message: &Message, locale: Locale) -> Line {
    let text = match message {
        Message::Prepare { .. } => locale.pick(
            "Lamport: prepare request. It asks an acceptor to promise an id, and to report what it has accepted. It names no value.",
            "Lamport 称之为 prepare request。它请决策者承诺一个编号，并报告已接受的提案；其中没有值。",
        ),
        Message::Promise { .. } => locale.pick(
            "The answer to prepare: a promise to take no prepare with this id or a lower one and no propose with a lower one, \
             and the proposal that the acceptor has accepted, if any.",
            "对 Prepare 请求的答复：承诺不再接受小于等于该编号的 prepare，不再接受小于该编号的 propose，并报告已接受的提案（如有）。",
        ),
        Message::Propose(_) => locale.pick(
            "Lamport: accept request. It asks an acceptor to accept a value under the id that a majority has promised.",
            "Lamport 称之为 accept request。它请决策者在多数派已承诺的编号下接受一个值。",
        ),
        Message::Accepted(_) => locale.pick(
            "The answer to propose: this acceptor has accepted the proposal. A majority of such answers makes it the resolution.",
            "对 Propose 请求的答复：该决策者已接受这个提案。多数派都这样答复，决议就形成了。",
        ),
        Message::Refused { .. } => locale.pick(
            "A courtesy: the acceptor has promised a higher id, and says so instead of keeping silent. Safety does not need it.",
            "出于礼貌的答复：该决策者已承诺更大的编号，如实相告而不是沉默。安全性并不依赖它。",
        ),
        Message::Learn(_) => locale.pick(
            "The resolution, told to a learner. Nothing is decided by it: the value has been chosen before.",
            "把形成的决议告诉学习者。它不决定任何事：值在此之前已被批准。",
        ),
    };
    Line::plain(text)
}

/// An offer to give a command.
pub fn command(paxos: &Paxos, node: NodeId, command: &Command, locale: Locale) -> Line {
    let teller = Teller::new(paxos, locale);
    let Command::Propose(value) = command;
    teller.say("A client asks {0} to propose {1}", "客户端请 {0} 提议 {1}", &[teller.node(node), teller.value(*value)])
}

/// A command in the words of files: (`propose`, `red`).
pub fn command_word(paxos: &Paxos, command: &Command) -> (&'static str, String) {
    let Command::Propose(value) = command;
    ("propose", paxos.word(*value).to_owned())
}

/// An offer to let a timer go off.
pub fn timer(paxos: &Paxos, node: NodeId, timer: Timer, locale: Locale) -> Line {
    let teller = Teller::new(paxos, locale);
    match timer {
        Timer::Patience => {
            teller.say("{0} loses patience and tries a higher id", "{0} 不再等待，改用更大的编号", &[teller.node(node)])
        }
    }
}
