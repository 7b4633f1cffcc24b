//! Which offers stand in which list, in which order, under which keys.

use crate::exhibit::{MESSAGES_OFFERED_MAX, Offer, OfferGroup};
use crate::text::{Locale, words};

use super::Pick;

/// How many offers of a list have a key: the digits from 1 to 9.
pub const KEYS_MAX: usize = 9;

/// A menu of offers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Menu {
    /// Everything about a node or a message.
    Of(Pick),
    /// One group.
    Group(OfferGroup),
}

/// A list of offers: those that are open, in the order of their keys, and those that are closed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listed<'a> {
    /// Open.
    pub open: Vec<&'a Offer>,
    /// Closed; each says why.
    pub closed: Vec<&'a Offer>,
    /// How many more are closed for a reason that enough of those have.
    pub alike: usize,
}

/// So many offers that are closed for one reason stand in a list; in rounds each of 64 deliveries has the same one.
const ALIKE_MAX: usize = 9;

/// The offers of a menu, or, without a menu, of *what may happen next*.
pub fn listed(offers: &[Offer], menu: Option<Menu>) -> Listed<'_> {
    let belongs = |offer: &&Offer| match menu {
        None => offer.group.is_next(),
        Some(Menu::Group(group)) => offer.group == group,
        Some(Menu::Of(Pick::Node(node))) => offer.node == Some(node),
        Some(Menu::Of(Pick::Message(message))) => offer.message == Some(message),
        Some(Menu::Of(Pick::Box(_))) => false,
    };
    // What would happen by itself comes first: it is what Forward does. In a menu, all that can be
    // done to one node or message stands together.
    let place = |offer: &Offer| match menu {
        None => (Some(u32::from(!offer.next)), None),
        Some(Menu::Group(_)) => (offer.message, offer.node),
        Some(Menu::Of(_)) => (None, None),
    };
    let mut list = Listed::default();
    for offer in offers.iter().filter(belongs) {
        if offer.closed.is_some() {
            if list.closed.iter().filter(|other| other.closed == offer.closed).count() < ALIKE_MAX {
                list.closed.push(offer);
            } else {
                list.alike += 1;
            }
            continue;
        }
        // The library's sort would weigh more than this whole module.
        let behind = list.open.iter().rposition(|other| place(other) <= place(offer));
        list.open.insert(behind.map_or(0, |at| at + 1), offer);
    }
    list
}

/// That not every message in flight is in the lists, where it is so.
pub fn unlisted(flying: usize, in_rounds: bool, locale: Locale) -> Option<String> {
    let words = if in_rounds { words::LATEST_TOO } else { words::OLDEST_ONLY };
    (flying > MESSAGES_OFFERED_MAX).then(|| words::fill(words, locale, &[&flying, &MESSAGES_OFFERED_MAX]))
}
