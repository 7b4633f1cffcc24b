//! What the views are written in: elements, one call for each thing there is to say of one.
//!
//! Yew's `html!` writes out the making of every element where the element stands: 300 to 400 bytes of
//! code each, and a set that is ordered and hashed for its classes. Here an element is one pointer
//! that goes through functions which are never copied, at some ten bytes a call. The views came down
//! from 120 kB of code to 45, and the page from 685 kB to 597 (287 kB to 258 as it travels).
//!
//! What comes out is what `html!` made: the same nodes, names, keys and listeners. The price: a name
//! that is mistyped here is found by the tests only.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::Event;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VComp, VList, VNode, VTag, VText};
use yew::{AttrValue, Callback, Html, NodeRef};

use super::press::Send;
use crate::app::Msg;
use crate::app::picture::tenths;
use crate::text::Tone;

/// An element under construction, or a group of nodes without one around them.
#[must_use = "an element is to be seen only inside of another"]
pub(super) struct Element(Box<Draft>);

#[derive(Default)]
struct Draft {
    /// Empty for a group.
    tag: &'static str,
    key: Option<Key>,
    at: NodeRef,
    class: String,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
    value: Option<AttrValue>,
    checked: Option<bool>,
    ears: Vec<Option<Rc<dyn Listener>>>,
    children: Vec<Html>,
}

/// An element of this tag.
#[inline(never)]
pub(super) fn el(tag: &'static str) -> Element {
    Element(Box::new(Draft { tag, ..Draft::default() }))
}

/// Nodes side by side, where one is asked for.
pub(super) fn group() -> Element {
    el("")
}

/// What it is.
impl Element {
    /// Tells it from its neighbours, so that it stays itself when they change.
    #[inline(never)]
    pub(super) fn key(mut self, key: &str) -> Element {
        self.0.key = Some(Key::from(key));
        self
    }

    /// A key that is a number.
    #[inline(never)]
    pub(super) fn index(self, index: usize) -> Element {
        self.key(&index.to_string())
    }

    /// Where to find it on the page.
    #[inline(never)]
    pub(super) fn at(mut self, node: &NodeRef) -> Element {
        self.0.at = node.clone();
        self
    }

    /// One class more, or several.
    #[inline(never)]
    pub(super) fn class(mut self, class: &str) -> Element {
        let classes = &mut self.0.class;
        if !classes.is_empty() {
            classes.push(' ');
        }
        classes.push_str(class);
        self
    }

    /// One class more if something is the case.
    #[inline(never)]
    pub(super) fn class_if(self, is: bool, class: &str) -> Element {
        if is { self.class(class) } else { self }
    }

    /// The class of a tone.
    #[inline(never)]
    pub(super) fn tone(mut self, tone: Tone) -> Element {
        self = self.class("t-");
        self.0.class.push_str(tone.class());
        self
    }
}

/// Attributes.
impl Element {
    /// An attribute that is always the same, or one of a few.
    #[inline(never)]
    pub(super) fn attr(self, name: &'static str, value: &'static str) -> Element {
        self.put(name, Some(AttrValue::Static(value)))
    }

    /// An attribute that is there only if something is the case.
    #[inline(never)]
    pub(super) fn attr_if(self, is: bool, name: &'static str, value: &'static str) -> Element {
        self.put(name, is.then_some(AttrValue::Static(value)))
    }

    /// An attribute that is worked out.
    #[inline(never)]
    pub(super) fn set(self, name: &'static str, value: String) -> Element {
        self.put(name, Some(AttrValue::from(value)))
    }

    /// A whole number.
    #[inline(never)]
    pub(super) fn number(self, name: &'static str, value: i32) -> Element {
        self.set(name, value.to_string())
    }

    /// A length in tenths.
    #[inline(never)]
    pub(super) fn tenths(self, name: &'static str, value: i32) -> Element {
        self.set(name, tenths(value))
    }

    /// An attribute that says something by being there.
    #[inline(never)]
    pub(super) fn flag(self, is: bool, name: &'static str) -> Element {
        self.attr_if(is, name, name)
    }

    /// An attribute that says `true` or `false`.
    #[inline(never)]
    pub(super) fn truth(self, name: &'static str, is: bool) -> Element {
        self.attr(name, if is { "true" } else { "false" })
    }

    fn put(mut self, name: &'static str, value: Option<AttrValue>) -> Element {
        self.0.names.push(name);
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }

    /// What stands in a field.
    #[inline(never)]
    pub(super) fn value(mut self, value: &str) -> Element {
        self.0.value = Some(AttrValue::from(value.to_owned()));
        self
    }

    /// Whether a box is ticked.
    #[inline(never)]
    pub(super) fn checked(mut self, checked: bool) -> Element {
        self.0.checked = Some(checked);
        self
    }
}

/// What is inside.
impl Element {
    /// A text.
    #[inline(never)]
    pub(super) fn text(self, text: &str) -> Element {
        self.html(VNode::VText(VText::new(text.to_owned())))
    }

    /// An element, or the group's nodes.
    #[inline(never)]
    pub(super) fn child(self, child: Element) -> Element {
        self.html(child.done())
    }

    /// An element that may be missing; its place stays.
    #[inline(never)]
    pub(super) fn maybe(self, child: Option<Element>) -> Element {
        self.child(child.unwrap_or_else(group))
    }

    /// Elements, one after the other.
    pub(super) fn each(self, children: impl IntoIterator<Item = Element>) -> Element {
        children.into_iter().fold(self, Element::child)
    }

    /// A component.
    #[inline(never)]
    pub(super) fn component(self, component: VComp) -> Element {
        self.html(VNode::from(component))
    }

    fn html(mut self, html: Html) -> Element {
        self.0.children.push(html);
        self
    }
}

/// What it hears.
impl Element {
    /// A click wishes this.
    #[inline(never)]
    pub(super) fn on_click(self, send: &Send, msg: Msg) -> Element {
        self.hears(Rc::new(Wish { send: send.clone(), msg }))
    }

    /// An event of this name does something.
    pub(super) fn on<E: JsCast>(self, name: &'static str, does: impl Fn(&E) + 'static) -> Element {
        self.ear(name, Callback::from(move |event: Event| does(event.unchecked_ref())))
    }

    #[inline(never)]
    fn ear(self, name: &'static str, does: Callback<Event>) -> Element {
        self.hears(Rc::new(Ear { name, does }))
    }

    fn hears(mut self, ear: Rc<dyn Listener>) -> Element {
        self.0.ears.push(Some(ear));
        self
    }

    /// Done.
    #[inline(never)]
    pub(super) fn done(self) -> Html {
        let mut draft = *self.0;
        let children = VNode::VList(Rc::new(VList::with_children(draft.children, None)));
        if draft.tag.is_empty() {
            return children;
        }
        let mut tag = VTag::new(draft.tag);
        if !draft.class.is_empty() {
            draft.names.push("class");
            draft.values.push(Some(AttributeOrProperty::Attribute(AttrValue::from(draft.class))));
        }
        tag.attributes = Attributes::Dynamic { keys: kept(&draft.names), values: draft.values.into() };
        tag.key = draft.key;
        tag.node_ref = draft.at;
        if !draft.ears.is_empty() {
            tag.set_listeners(draft.ears.into());
        }
        if let Some(checked) = draft.checked {
            tag.set_checked(checked);
        }
        if draft.value.is_some() {
            tag.set_value(draft.value);
        }
        if let Some(place) = tag.children_mut() {
            *place = children;
        }
        VNode::VTag(Rc::new(tag))
    }
}

/// The names of an element's attributes. Yew compares values one by one where both lists are the
/// very same, so each list is kept once: there are as many as there are ways to call the above.
fn kept(names: &[&'static str]) -> &'static [&'static str] {
    thread_local! {
        static KEPT: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
    }
    KEPT.with_borrow_mut(|kept| {
        let known = kept.iter().find(|known| **known == names).copied();
        known.unwrap_or_else(|| {
            let new = Box::leak(names.into());
            kept.push(new);
            new
        })
    })
}

/// Hears a click and wishes something.
struct Wish {
    send: Send,
    msg: Msg,
}

impl Listener for Wish {
    fn kind(&self) -> ListenerKind {
        kind("click")
    }

    fn handle(&self, _: Event) {
        self.send.emit(self.msg.clone());
    }

    fn passive(&self) -> bool {
        false
    }
}

/// Hears anything and does something.
struct Ear {
    name: &'static str,
    does: Callback<Event>,
}

impl Listener for Ear {
    fn kind(&self) -> ListenerKind {
        kind(self.name)
    }

    fn handle(&self, event: Event) {
        self.does.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

/// Every event goes by its name: for Yew a kind of its own, so all have to.
fn kind(name: &'static str) -> ListenerKind {
    ListenerKind::other(name.into())
}
