//! Problems of a file's text, found by whoever parses it: the shells, which share these words.

use crate::text::Locale;

/// The text is not JSON, or not of a size that anybody needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextProblem {
    /// The file holds nothing but blanks.
    Empty,
    /// The file is longer than the limit.
    TooLong {
        /// The limit.
        bytes_max: usize,
    },
    /// The file is not UTF-8.
    NotUtf8 {
        /// The first byte that is not, from 1.
        byte: usize,
    },
    /// The text is not JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// The text ends in the middle of the JSON.
    CutOff {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// Lists and objects nest deeper than the limit.
    TooDeep {
        /// The limit.
        depth_max: usize,
    },
}

impl TextProblem {
    /// The one sentence.
    pub fn tell(self, locale: Locale) -> String {
        match self {
            TextProblem::Empty => locale.pick("The file is empty.", "文件是空的。").to_owned(),
            TextProblem::TooLong { bytes_max } => locale.pick(
                format!("The file is longer than {bytes_max} bytes, which no scenario needs."),
                format!("文件超过 {bytes_max} 字节，没有场景需要这么长。"),
            ),
            TextProblem::NotUtf8 { byte } => locale.pick(
                format!("The file is not UTF-8 text: byte {byte} does not belong there."),
                format!("文件不是 UTF-8 文本：第 {byte} 个字节不合法。"),
            ),
            TextProblem::NotJson { line, column } => locale.pick(
                format!("The file is not JSON at line {line}, column {column}."),
                format!("文件第 {line} 行第 {column} 列不是合法的 JSON。"),
            ),
            TextProblem::CutOff { line, column } => locale.pick(
                format!("The file is cut off at line {line}, column {column}."),
                format!("文件在第 {line} 行第 {column} 列被截断。"),
            ),
            TextProblem::TooDeep { depth_max } => locale.pick(
                format!("Lists and objects nest deeper than {depth_max} levels, which no scenario needs."),
                format!("列表和对象的嵌套超过 {depth_max} 层，没有场景需要这么深。"),
            ),
        }
    }
}
