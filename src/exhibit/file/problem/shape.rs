//! Problems of a file's shape: it is JSON, but not a scenario file.

use super::listed;
use crate::exhibit::knobs::shown;
use crate::text::Locale;

/// The JSON does not have the shape of a scenario file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ShapeProblem {
    /// A format that this program does not know.
    Format {
        /// The one it knows.
        known: i64,
    },
    /// Not what belongs here.
    Wanted {
        /// What belongs here.
        wanted: Wanted,
        /// What is here.
        given: Kind,
    },
    /// A field is missing.
    Missing {
        /// Its name.
        name: &'static str,
    },
    /// A field that does not exist.
    UnknownField {
        /// Its name.
        name: String,
        /// The names there are.
        known: Vec<&'static str>,
    },
    /// A name stands twice in one object.
    Twice {
        /// The name.
        name: String,
    },
    /// Two fields that exclude each other.
    NotBoth {
        /// The one.
        one: &'static str,
        /// The other.
        other: &'static str,
    },
    /// A list is too long.
    TooMany {
        /// How many items it has.
        given: usize,
        /// How many it may have.
        max: usize,
    },
    /// Something that does not exist by that name.
    Unknown {
        /// The name.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// An act stands at an event that is not after that of the one before.
    Order,
}

/// What a file holds at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// This whole number.
    Number(i64),
    /// Another number.
    NotWhole,
    /// This text.
    Text(String),
    /// A list.
    List,
    /// An object.
    Object,
}

/// What belongs at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// A text.
    Text,
    /// A text of at most so many characters.
    ShortText {
        /// So many.
        chars_max: usize,
    },
    /// A text or a whole number.
    Word,
    /// A whole number within limits.
    Whole {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// A list.
    List,
    /// An object.
    Object,
    /// An object with exactly one of these names.
    Item(Vec<&'static str>),
    /// A list of two different nodes.
    Link,
    /// A list of at least one node.
    Side,
    /// What a node is told, beside its name.
    Order,
    /// A seed: a whole number, or a greater one as text.
    Seed,
    /// Four hexadecimal digits as text.
    Digest,
    /// An act: its event, its name, and what it takes.
    Act(&'static str),
}

impl ShapeProblem {
    /// The one sentence.
    pub fn tell(&self, locale: Locale) -> String {
        match self {
            ShapeProblem::Format { known } => locale.pick(
                format!("This program reads files with \"format\": {known}."),
                format!("本程序只读取带有 \"format\": {known} 的文件。"),
            ),
            ShapeProblem::Wanted { wanted, given } => {
                let same = matches!(
                    (wanted, given),
                    (Wanted::Item(_) | Wanted::Order, Kind::Object) | (Wanted::Link | Wanted::Side | Wanted::Act(_), Kind::List)
                );
                let (wanted, given) = (wanted.tell(locale), given.tell(locale));
                if same {
                    return locale.pick(format!("Here belongs {wanted}."), format!("这里应为{}。", spaced(&wanted)));
                }
                let zh = format!("这里应为{}，而不是{}。", spaced(&wanted), spaced(&given));
                locale.pick(format!("Here belongs {wanted}, not {given}."), zh)
            }
            ShapeProblem::Missing { name } => locale.pick(format!("“{name}” is missing."), format!("缺少“{name}”。")),
            ShapeProblem::UnknownField { name, known } => tell_unknown(name, &listed(known, locale), locale),
            ShapeProblem::Unknown { name, known } => tell_unknown(name, &listed(known, locale), locale),
            ShapeProblem::Twice { name } => {
                let name = shown(name);
                locale.pick(format!("“{name}” stands here twice."), format!("“{name}”在这里出现了两次。"))
            }
            ShapeProblem::NotBoth { one, other } => locale
                .pick(format!("A file has “{one}” or “{other}”, not both."), format!("文件中“{one}”与“{other}”只能有一个。")),
            ShapeProblem::TooMany { given, max } => locale.pick(
                format!("There are {given} items; there may be {max} at most."),
                format!("这里有 {given} 项，最多只能有 {max} 项。"),
            ),
            ShapeProblem::Order => locale.pick(
                "Acts stand in the order of their events, one for each event.".to_owned(),
                "操作须按事件的先后排列，每个事件只有一个操作。".to_owned(),
            ),
        }
    }
}

/// A blank before Latin letters and digits, as Chinese typesetting has it.
fn spaced(words: &str) -> String {
    let blank = if words.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '-') { " " } else { "" };
    format!("{blank}{words}")
}

fn tell_unknown(name: &str, known: &str, locale: Locale) -> String {
    let name = shown(name);
    if known.is_empty() {
        return locale.pick(format!("There is no “{name}” here."), format!("这里没有“{name}”。"));
    }
    locale.pick(format!("There is no “{name}” here; there are: {known}."), format!("这里没有“{name}”；可用的有：{known}。"))
}

impl Kind {
    fn tell(&self, locale: Locale) -> String {
        match self {
            Kind::Null => locale.pick("null", "空值 null").to_owned(),
            Kind::Bool => locale.pick("true or false", "true 或 false").to_owned(),
            Kind::Number(number) => number.to_string(),
            Kind::NotWhole => locale.pick("a fraction or a number beyond all limits", "小数或超出范围的数").to_owned(),
            Kind::Text(text) => format!("“{}”", shown(text)),
            Kind::List => locale.pick("a list", "列表").to_owned(),
            Kind::Object => locale.pick("an object", "对象").to_owned(),
        }
    }
}

impl Wanted {
    fn tell(&self, locale: Locale) -> String {
        match self {
            Wanted::Text => locale.pick("text", "文本").to_owned(),
            Wanted::ShortText { chars_max } => {
                locale.pick(format!("text of at most {chars_max} characters"), format!("最多 {chars_max} 个字符的文本"))
            }
            Wanted::Word => locale.pick("text or a whole number", "文本或整数").to_owned(),
            Wanted::Whole { min, max } => {
                locale.pick(format!("a whole number from {min} to {max}"), format!("{min} 到 {max} 的整数"))
            }
            Wanted::OneOf(words) if words.len() == 1 => format!("“{}”", words.concat()),
            Wanted::OneOf(words) => {
                let words = words.join(locale.pick(", ", "、"));
                locale.pick(format!("one of {words}"), format!("{words} 之一"))
            }
            Wanted::List => locale.pick("a list", "列表").to_owned(),
            Wanted::Object => locale.pick("an object", "对象").to_owned(),
            Wanted::Item(words) => {
                let words = words.join(locale.pick(", ", "、"));
                locale.pick(format!("an object with one of {words}"), format!("含有 {words} 之一的对象"))
            }
            Wanted::Link => locale.pick("a list of two different nodes", "由两个不同节点组成的列表").to_owned(),
            Wanted::Side => locale.pick("a list of at least one node", "至少含一个节点的列表").to_owned(),
            Wanted::Order => locale.pick("a node and one word of what it is told", "一个节点以及给它的一个指令").to_owned(),
            Wanted::Seed => locale
                .pick(
                    "a seed from 0 to 18446744073709551615, in quotes above 2^53 - 1",
                    "0 到 18446744073709551615 的种子，大于 2^53 - 1 时加引号",
                )
                .to_owned(),
            Wanted::Digest => locale.pick("four hexadecimal digits in quotes", "加引号的四位十六进制数").to_owned(),
            Wanted::Act(form) => locale.pick(format!("an act such as {form}"), format!("形如 {form} 的操作")),
        }
    }
}
