//! Problems of the run that a file asks for: what is to happen cannot.

use super::listed;
use crate::exhibit::knobs::shown;
use crate::text::Locale;

/// What is to happen cannot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RunProblem {
    /// The exhibit hears no lies: a list of lies is for exhibits of rounds.
    NoLies {
        /// The exhibit.
        exhibit: &'static str,
    },
    /// No message is like the one that is lied about.
    NoSuchLie {
        /// The liar.
        node: String,
    },
    /// The run is gone through call by call, where a round is not a stretch of it.
    ByCalls,
    /// The exhibit has no rounds to crash in.
    NoRounds {
        /// The exhibit.
        exhibit: &'static str,
    },
    /// No message in flight is like that.
    NoMessage {
        /// Those that are in flight.
        in_flight: Vec<String>,
    },
    /// Several different messages in flight are like that.
    ManyMessages {
        /// Those that are.
        alike: Vec<String>,
    },
    /// Fewer messages than `nth` are like that.
    FewMessages {
        /// How many there are.
        count: usize,
    },
    /// The message has no field of that name.
    NoField {
        /// The name.
        name: String,
        /// The names there are.
        known: Vec<&'static str>,
    },
    /// The file does not say which of the message's lies is told.
    WhichLie {
        /// How many there are.
        count: usize,
    },
    /// The node cannot be told that.
    NoCommand {
        /// What any node can be told: `P1 propose red`.
        known: Vec<String>,
    },
    /// What is wanted cannot happen there: the condition that fails, in both languages.
    Closed {
        /// In English.
        en: String,
        /// In Chinese.
        zh: String,
    },
    /// Nothing like that exists at that point of the run.
    NotThere,
    /// The event lies behind the end of the run.
    BeyondEnd {
        /// The last event of the run.
        last: u32,
    },
}

impl RunProblem {
    /// The one sentence.
    pub fn tell(&self, locale: Locale) -> String {
        match self {
            RunProblem::NoLies { exhibit } => locale.pick(
                format!("Exhibit {exhibit} takes no lies; in a schedule, “betray” makes a traitor."),
                format!("展项 {exhibit} 不接受谎言列表；可在 schedule 中用“betray”让节点成为叛徒。"),
            ),
            RunProblem::NoSuchLie { node } => locale.pick(
                format!("{node} sends no such message: its path ends with {node}, has no name twice, and not the recipient's."),
                format!("{node} 不会发出这样的消息：路径以 {node} 结尾，没有重复的名字，也不含接收者。"),
            ),
            RunProblem::NoRounds { exhibit } => locale.pick(
                format!("Exhibit {exhibit} has no rounds; a crash belongs into its schedule."),
                format!("展项 {exhibit} 没有轮次；宕机应写在 schedule 中。"),
            ),
            RunProblem::ByCalls => locale.pick(
                "By recursion the calls of a round lie apart; a crash in a round needs the sequence rounds.".to_owned(),
                "按递归的次序，同一轮的调用并不相连；在某一轮中宕机需要按轮的次序（rounds）。".to_owned(),
            ),
            RunProblem::NoMessage { in_flight } if in_flight.is_empty() => {
                locale.pick("No message is in flight.".to_owned(), "没有消息在途。".to_owned())
            }
            RunProblem::NoMessage { in_flight } => {
                let messages = listed(in_flight, locale);
                locale.pick(
                    format!("No message is like that; in flight are: {messages}."),
                    format!("没有这样的消息；在途的有：{messages}。"),
                )
            }
            RunProblem::ManyMessages { alike } => {
                let (count, messages) = (alike.len(), listed(alike, locale));
                locale.pick(
                    format!("{count} messages are like that: {messages}; say more, or which one with “nth”."),
                    format!("有 {count} 条这样的消息：{messages}；请写得更具体，或用“nth”指明第几条。"),
                )
            }
            RunProblem::FewMessages { count } => locale.pick(
                format!("Only {count} of the messages in flight are like that."),
                format!("在途消息中只有 {count} 条这样的消息。"),
            ),
            RunProblem::NoField { name, known } => {
                let (name, known) = (shown(name), listed(known, locale));
                locale.pick(
                    format!("The message has no field “{name}”; besides from, to, kind and nth it has: {known}."),
                    format!("该消息没有字段“{name}”；除 from、to、kind、nth 外还有：{known}。"),
                )
            }
            RunProblem::WhichLie { count } => locale.pick(
                format!("The message can be turned into {count} lies; say which with “lie”, counted from 1."),
                format!("该消息可以变成 {count} 种谎言；请用“lie”指明第几种，从 1 数起。"),
            ),
            RunProblem::NoCommand { known } => {
                let known = listed(known, locale);
                locale.pick(
                    format!("Nobody can be told that; the commands are: {known}."),
                    format!("没有这样的指令；可用的指令有：{known}。"),
                )
            }
            RunProblem::Closed { en, zh } => locale.pick(en, zh).clone(),
            RunProblem::BeyondEnd { last } => locale.pick(
                format!("The run ends at event {last}, before this one."),
                format!("运行到第 {last} 个事件就结束了，到不了这里。"),
            ),
            RunProblem::NotThere => {
                locale.pick("This cannot be done at this point of the run.".to_owned(), "在运行的这一刻无法这样做。".to_owned())
            }
        }
    }
}
