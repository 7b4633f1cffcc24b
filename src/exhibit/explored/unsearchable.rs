//! Why an exhibit cannot be searched.

use crate::exhibit::file::tell_open_error;
use crate::exhibit::open_error::{Misfit, OpenError};
use crate::text::Locale;

/// Why an exhibit cannot be searched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unsearchable {
    /// Its knobs make no run together.
    Misfit(Misfit),
    /// It goes by rounds, and nobody lies in it.
    Rounds,
    /// There are not so many nodes that so many of them could be traitors.
    Traitors {
        /// How many there are.
        nodes: u8,
    },
    /// So many traitors have more to say than a plot can hold.
    Plot {
        /// How many messages they have.
        count: u64,
        /// How many a plot can hold.
        most: u64,
    },
}

impl Unsearchable {
    /// The one sentence about the exhibit of this name.
    pub fn tell(&self, name: &str, locale: Locale) -> String {
        match self {
            Unsearchable::Misfit(misfit) => tell_open_error(&OpenError::Misfit(misfit.clone()), locale),
            Unsearchable::Rounds => locale.pick(
                format!("{name} goes by rounds and has no lies, so there is nothing to search."),
                format!("{name} 按轮进行，也没有谎言，因此没有可搜索的内容。"),
            ),
            Unsearchable::Traitors { nodes } => {
                locale.pick(format!("At most {nodes} can be traitors here."), format!("这里最多 {nodes} 个叛徒。"))
            }
            Unsearchable::Plot { count, most } => locale.pick(
                format!("So many traitors have up to {count} messages, and a plot holds at most {most}."),
                format!("这么多叛徒最多要发 {count} 条消息，而一个计谋最多容纳 {most} 条。"),
            ),
        }
    }
}
