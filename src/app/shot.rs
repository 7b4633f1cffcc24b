//! What is to be seen: plain data, made of a model, for whoever draws it.
//!
//! The part that comes from a session is made only when something in it has changed. What stands in
//! menus is told while one is open.

use std::rc::Rc;

use crate::exhibit::{
    Assumption, Branch, Exhibit, Extent, Grain, Guarantee, GuardSpec, Inspection, KnobSpec, Offer, OfferGroup, Saved,
    ScenarioSpec, Story,
};
use crate::scene::{Diagram, Format, Scene};
use crate::sim::NodeId;
use crate::text::{Line, Locale, tell, words};

use super::contrast::Half;
use super::keys::Mode;
use super::model::{DrawnFor, Model};
use super::pursuit::Pursuit;
use super::told::{Told, told};
use super::{
    Chip, Chrome, Contrast, Draft, Menu, Notice, Pane, Pick, Sheet, Side, Speed, Tasks, Theme, address, beside, cursor, listed,
    trying,
};

/// What is to be seen.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, none excludes another")]
pub struct Shot {
    /// Every exhibit.
    pub catalogue: &'static [&'static dyn Exhibit],
    /// The language.
    pub locale: Locale,
    /// The theme.
    pub theme: Theme,
    /// What stands around the stage.
    pub chrome: Chrome,
    /// Whether it is shown to a back row.
    pub presenting: bool,
    /// The format of the stage.
    pub format: Format,
    /// Whether the folded course is open.
    pub rail_open: bool,
    /// Whether the folded tools of the transport are open.
    pub tools_open: bool,
    /// Whether the frame is shown as a table.
    pub table: bool,
    /// Whether what only the watcher knows is shown.
    pub watching: bool,
    /// Whether single keys act.
    pub shortcuts: bool,
    /// The speed.
    pub speed: Speed,
    /// The grain.
    pub grain: Grain,
    /// Whether it plays.
    pub playing: bool,
    /// The panes, side by side.
    pub panes: Vec<Rc<PaneShot>>,
    /// The pane that acts are done in.
    pub at: usize,
    /// The name of the node with whose eyes all is seen, if not with the watcher's.
    pub by: Option<String>,
    /// What differs between two panes.
    pub contrast: Option<Rc<Contrast>>,
    /// What else there is to say of two panes.
    pub side: Option<Side>,
    /// The challenges: the one under way, and those that are solved.
    pub tasks: Tasks,
    /// What is selected.
    pub picked: Option<Pick>,
    /// The open menu.
    pub menu: Option<Menu>,
    /// The open dialog.
    pub sheet: Option<Sheet>,
    /// The chip whose reason is shown.
    pub chip: Option<Chip>,
    /// The one sentence.
    pub notice: Option<Told>,
    /// The settings that are being edited.
    pub draft: Option<Draft>,
    /// The search for a bad run.
    pub pursuit: Option<Pursuit>,
    /// The names of the exhibits that have been seen.
    pub seen: Vec<String>,
    /// The address of this frame; `None` when it would be too long.
    pub address: Option<String>,
    /// What those who listen hear of the latest step.
    pub speech: String,
    /// Whether what stands beside the stage is to be seen, too.
    pub whole: bool,
}

/// What is to be seen of one pane.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, none excludes another")]
pub struct PaneShot {
    /// The exhibit.
    pub exhibit: &'static dyn Exhibit,
    /// The scenario, if it is one that is played.
    pub scenario: Option<&'static ScenarioSpec>,
    /// The sentence over the stage; empty when none fits.
    pub intro: String,
    /// The picture.
    pub scene: Rc<Scene>,
    /// What just happened.
    pub story: Story,
    /// The guarantees.
    pub guarantees: Vec<Guarantee>,
    /// The assumptions.
    pub assumptions: Vec<Assumption>,
    /// What may and may not be done: everything while a menu is open, else what may happen next.
    pub offers: Vec<Offer>,
    /// The groups of everything that may and may not be done.
    pub ways: Vec<OfferGroup>,
    /// The window of the space-time diagram.
    pub diagram: Rc<Diagram>,
    /// The event at the cursor.
    pub cursor: u32,
    /// The digest of that frame.
    pub digest: u16,
    /// How far the run is known.
    pub extent: Extent,
    /// The branches.
    pub branches: Vec<Branch>,
    /// The knob of the order in which the run is gone through, its word now, and whether that is call by call.
    pub sequence: Option<(&'static KnobSpec, &'static str, bool)>,
    /// Whether something can be taken back.
    pub can_undo: bool,
    /// Whether something can be done again.
    pub can_redo: bool,
    /// The guards that are taken away.
    pub without: Vec<&'static GuardSpec>,
    /// What is selected, in detail.
    pub inspection: Option<Inspection>,
    /// The node with whose eyes it is seen, if not with the watcher's; one that no run has sees nothing.
    pub by: Option<NodeId>,
    /// Whether its nodes know less than the watcher.
    pub has_eyes: bool,
    /// Whether the latest step moved it: under one cursor its run may have ended before the other's.
    pub moved: bool,
}

impl Model {
    /// What is to be seen now.
    pub fn shot(&mut self) -> Shot {
        let panes: Vec<Rc<PaneShot>> = (0..self.panes.len()).map(|index| self.pane_shot(index)).collect();
        if self.whole && std::mem::take(&mut self.speech_due) {
            self.speech = panes.get(self.at).map_or_else(String::new, |pane| speech(pane, self.watching, self.locale));
            if let Some(contrast) = self.contrast(&panes) {
                self.speech.push(' ');
                self.speech.push_str(&contrast.tell(self.locale));
            }
        }
        if std::mem::take(&mut self.solved_due) {
            self.speech = trying::speech(self);
        }
        let side = beside::side(self);
        let contrast = self.contrast(&panes).map(Rc::new);
        let mut notice = self.notice.as_ref().map(|notice| told(notice, panes.get(self.at).map(Rc::as_ref), self.locale));
        if let (Some(Notice::End(_)), Some(told)) = (&self.notice, &mut notice) {
            told.remedies = trying::remedies(self);
        }
        Shot {
            catalogue: self.catalogue,
            locale: self.locale,
            theme: self.theme,
            chrome: self.chrome,
            presenting: self.presenting,
            format: self.format(),
            rail_open: self.rail_open,
            tools_open: self.tools_open,
            table: self.table,
            watching: self.watching,
            shortcuts: self.shortcuts,
            speed: self.speed,
            grain: self.grain,
            playing: self.playhead.playing(),
            panes,
            at: self.at,
            by: self.by.clone(),
            contrast,
            side,
            tasks: trying::tasks(self),
            picked: self.picked,
            menu: self.menu,
            sheet: self.sheet,
            chip: self.chip,
            notice,
            draft: self.draft.clone(),
            pursuit: self.pursuit.clone(),
            seen: self.seen.clone(),
            address: if self.whole { self.address() } else { None },
            speech: self.speech.clone(),
            whole: self.whole,
        }
    }

    /// What keys mean now.
    pub fn mode(&self) -> Mode {
        Mode { shortcuts: self.shortcuts, sheet: self.sheet.is_some() }
    }

    fn contrast(&self, panes: &[Rc<PaneShot>]) -> Option<Contrast> {
        let [left, right] = panes else { return None };
        Some(Contrast::of(left.half(), right.half(), self.watching))
    }

    /// The address of this frame, also in mid-play.
    pub fn address(&self) -> Option<String> {
        let pane = self.panes.first()?;
        address::format(pane.exhibit, &self.stand(pane))
    }

    /// What an address says of this pane as it is now.
    pub(super) fn stand(&self, pane: &Pane) -> address::Address {
        let (saved, digest) = (Saved { event: cursor::event(self), ..pane.session.saved() }, Some(pane.session.digest()));
        let second = self.panes.get(1).map(|pane| address::Second {
            saved: Saved { event: 0, ..pane.session.saved() },
            digest: Some(pane.session.digest()),
            active: self.at == 1,
        });
        let (locale, by, challenge) = (Some(self.locale), self.by.clone(), trying::said(self));
        address::Address {
            saved,
            digest,
            grain: self.grain,
            locale,
            chrome: self.chrome,
            second,
            second_bad: None,
            by,
            challenge,
        }
    }

    fn pane_shot(&mut self, index: usize) -> Rc<PaneShot> {
        let picked = self.picked.filter(|_| index == self.at);
        let drawn_for = DrawnFor {
            content: self.content,
            locale: self.locale,
            format: self.format(),
            picked,
            gaze: self.panes[index].gaze(),
            frames: self.diagram_frames(),
            watching: self.watching,
            by: self.by.clone(),
            whole: self.whole,
            menus: self.menu.is_some() || matches!(self.notice, Some(Notice::Refused(_))),
        };
        if let Some((old, shot)) = self.drawn.get(index)
            && *old == drawn_for
        {
            return Rc::clone(shot);
        }
        let shot = Rc::new(PaneShot::of(&mut self.panes[index], &drawn_for));
        self.drawn.truncate(index);
        self.drawn.push((drawn_for, Rc::clone(&shot)));
        shot
    }
}

impl PaneShot {
    fn of(pane: &mut Pane, drawn_for: &DrawnFor) -> PaneShot {
        let DrawnFor { locale, format, picked, frames, .. } = *drawn_for;
        let diagram = Rc::new(pane.diagram(frames));
        pane.session.look_at(drawn_for.gaze);
        let (can_undo, can_redo) = pane.can_undo_redo();
        let (exhibit, session) = (pane.exhibit, &pane.session);
        let saved = session.saved();
        let mut shot = PaneShot {
            exhibit,
            scenario: pane.scenario(),
            intro: pane.intro(locale),
            scene: Rc::new(session.scene(locale, format)),
            story: Story::default(),
            guarantees: Vec::new(),
            assumptions: session.assumptions(locale),
            offers: Vec::new(),
            ways: Vec::new(),
            diagram,
            cursor: session.cursor(),
            digest: session.digest(),
            extent: session.extent(),
            branches: Vec::new(),
            sequence: exhibit.sequence().map(|spec| (spec, saved.knobs.choice(spec.name), session.by_calls())),
            can_undo,
            can_redo,
            without: exhibit.guards().iter().filter(|guard| saved.without.contains(&guard.name)).collect(),
            inspection: picked.and_then(|pick| pane.inspect(drawn_for.by.as_deref(), pick, locale)),
            by: None,
            has_eyes: session.has_eyes(),
            moved: pane.moved,
        };
        if drawn_for.whole {
            shot.tell(pane, drawn_for);
        }
        if let Some(by) = &drawn_for.by {
            shot.veil(pane, by, drawn_for);
        } else if !drawn_for.watching && shot.story.unseen {
            shot.story.what = tell(&["*", words::NO_NODE_NOTICES.get(locale), "*"].concat(), &[]);
        }
        shot
    }

    /// What is told of the frame beside the stage.
    #[inline(never)]
    fn tell(&mut self, pane: &Pane, &DrawnFor { locale, menus, .. }: &DrawnFor) {
        self.story = pane.session.story(locale);
        self.guarantees = pane.session.guarantees(locale);
        (self.offers, self.ways) = pane.session.offers_next(locale);
        if menus {
            self.offers = pane.session.offers(locale);
        }
        self.branches = pane.session.branches(locale);
    }

    /// Leaves of all that is to be seen what the node of this name sees. What was done to the run is veiled with it: the
    /// branches, which are called after acts, and the scenario's sentence.
    #[inline(never)]
    fn veil(&mut self, pane: &Pane, name: &str, drawn_for: &DrawnFor) {
        let DrawnFor { locale, format, .. } = *drawn_for;
        let by = pane.node(name);
        let seen = pane.session.seen_by(by, locale, format, (self.diagram.first, self.diagram.last));
        self.by = Some(by);
        self.scene = Rc::new(seen.scene);
        self.story = seen.story;
        self.guarantees = seen.guarantees;
        self.assumptions = seen.assumptions;
        self.diagram = Rc::new(seen.diagram);
        self.offers = pane.offers(Some(name), locale);
        self.ways = OfferGroup::of(self.offers.iter().map(|offer| offer.group));
        self.branches = Vec::new();
        self.intro = String::new();
    }

    /// The picture as one of two that are compared.
    fn half(&self) -> Half<'_> {
        Half { stage: &self.scene.stage, guarantees: &self.guarantees }
    }

    /// The story in short: its strong first clause, or all of it when nothing is strong; then the
    /// same of what only the watcher knows, if that is shown.
    pub fn caption(&self, watching: bool, locale: Locale) -> Line {
        let strong = |line: &Line| {
            let mut clause: Vec<_> = line.0.iter().take_while(|span| span.strong).cloned().collect();
            // What a colon announces is left out: the sentence ends there.
            if let Some(last) = clause.last_mut()
                && last.text.ends_with([':', '：'])
            {
                last.text.pop();
                last.text.push_str(locale.pick(".", "。"));
            }
            Line(clause)
        };
        let what = Some(strong(&self.story.what)).filter(|line| !line.is_empty());
        let what = what.unwrap_or_else(|| self.story.what.clone());
        let aside = strong(&self.story.watcher);
        if watching && !aside.is_empty() { what.then(Line::plain(" ")).then(aside) } else { what }
    }
}

impl Shot {
    /// The pane that acts are done in.
    pub fn pane(&self) -> Option<&Rc<PaneShot>> {
        self.panes.get(self.at)
    }

    /// How many digits have an offer to do now.
    pub fn numbered(&self) -> usize {
        self.pane().map_or(0, |pane| listed(&pane.offers, self.menu).open.len())
    }
}

/// What those who listen hear: which frame, and what happened.
fn speech(pane: &PaneShot, watching: bool, locale: Locale) -> String {
    let mut said = words::fill(words::FRAME_SAID, locale, &[&pane.cursor]);
    for (line, told) in [(&pane.story.what, true), (&pane.story.watcher, watching)] {
        if told && !line.is_empty() {
            said.push(' ');
            said.push_str(&line.to_string());
        }
    }
    said
}
