//! The one sentence to the reader, with what the run itself has to say to it.

use crate::exhibit::End;
use crate::text::{Line, Locale};

use super::{Notice, PaneShot, Remedy};

/// A sentence, told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
    /// What it offers.
    pub remedies: &'static [Remedy],
}

/// Tells a notice.
pub(super) fn told(notice: &Notice, pane: Option<&PaneShot>, locale: Locale) -> Told {
    let act = if let Notice::Refused(act) = notice { Some(*act) } else { None };
    let offer = pane.and_then(|pane| pane.offers.iter().find(|offer| Some(offer.act) == act));
    let refused = offer.and_then(|offer| offer.closed.as_ref());
    let missing = pane.map(|pane| &pane.story.missing).filter(|line| *notice == Notice::End(End::Quiet) && !line.is_empty());
    let why = refused.or(missing).map(Line::to_string);
    Told { text: notice.tell(locale, why), bad: notice.bad(), remedies: notice.remedies() }
}
