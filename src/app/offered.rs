//! Which offers stand in which list, in which order, under which keys.

use crate::exhibit::{Offer, OfferGroup};

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
}

/// The offers of a menu, or, without a menu, of *what may happen next*.
pub fn listed(offers: &[Offer], menu: Option<Menu>) -> Listed<'_> {
    let belongs = |offer: &&Offer| match menu {
        None => matches!(offer.group, OfferGroup::Deliver | OfferGroup::Node),
        Some(Menu::Group(group)) => offer.group == group,
        Some(Menu::Of(Pick::Node(node))) => offer.node == Some(node),
        Some(Menu::Of(Pick::Message(message))) => offer.message == Some(message),
    };
    let (open, closed) = offers.iter().filter(belongs).partition::<Vec<&Offer>, _>(|offer| offer.closed.is_none());
    let mut open = open;
    match menu {
        // What would happen by itself comes first: it is what Forward does.
        None => open.sort_by_key(|offer| !offer.next),
        // All that can be done to one node or message stands together.
        Some(Menu::Group(_)) => open.sort_by_key(|offer| (offer.message, offer.node)),
        Some(Menu::Of(_)) => {}
    }
    Listed { open, closed }
}
