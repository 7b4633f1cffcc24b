//! The search of a protocol in rounds: there are no schedules, so what can differ is who is a traitor and what it says.
//!
//! ```text
//!   case       some traitors under one input            G1, G2 traitors, the order is attack
//!   strategy   a case, and a word for each message      G1 tells G2 retreat, G2 tells G1 attack
//! ```
//!
//! Every set of exactly so many traitors is tried, under every input; where the input is that of a traitor under one, since
//! it then says all that it likes. Saying nothing is no strategy of its own: who hears nothing takes the default, which is one
//! of the words. Every strategy is run to its end by the machine that is animated, lies being its plot's. With more than
//! [`STRATEGIES_MAX`] strategies a sample of them is drawn: a case, each as likely, then each word.

mod ground;

use crate::exhibit::knobs::Knobs;
use crate::exhibit::plot::{Lie, Plot};
use crate::exhibit::saved::Saved;
use crate::exhibit::staged::Staged;
use crate::exhibit::treason::{Row, Treason};
use crate::explore::{Aim, Answer, Budget, Limit, Network, Order, Outcome, Plan, Progress, Quest};
use crate::sim::{Purpose, Run, below, draw};

use super::{Hunt, Question, Unsearchable, Unshown};
use ground::{Ground, Trial, judged};

/// The most strategies that are all looked at: some minutes' work. Of more, a sample is.
pub const STRATEGIES_MAX: u128 = 1 << 22;

/// What was counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counted {
    /// How many strategies there are; no number is greater than the greatest of these.
    pub strategies: u128,
    /// How many were looked at.
    pub looked: u64,
    /// How many of those break the check of each answer.
    pub broken: Vec<u64>,
}

/// A strategy that breaks a check.
#[derive(Clone)]
struct Found {
    case: usize,
    says: Vec<u8>,
    lies: u32,
}

/// A search over strategies.
pub(super) struct Strategies<E: Staged> {
    ground: Ground<E>,
    question: Question,
    /// The checks that are asked for: indices into the exhibit's.
    checks: Vec<u8>,
    all: u128,
    /// The seed of the sample, where there is one.
    sample: Option<u64>,
    trial: Option<Trial<E>>,
    looked: u64,
    broken: Vec<u64>,
    /// Of those that break a check one with the fewest lies, of these the first.
    found: Vec<Option<Found>>,
    /// The runs that were asked for.
    runs: Vec<Option<Saved>>,
    limit: Option<Limit>,
    over: bool,
}

impl<E: Staged> Strategies<E> {
    pub(super) fn new(question: Question, treason: &'static Treason<E::Protocol>) -> Result<Strategies<E>, Unsearchable> {
        let ground = Ground::<E>::of(&question, treason)?;
        let strategies = ground.cases.iter().fold(0_u128, |all, case| all.saturating_add(case.strategies));
        let sample = match question.plan.order {
            Order::Walk(seed) => Some(seed),
            Order::Breadth | Order::Depth => (strategies > STRATEGIES_MAX).then_some(question.seed),
        };
        let asked = |name: &&'static str| question.checks.is_empty() || question.checks.contains(name);
        let checks = (0..).zip(E::CHECKS).filter(|(_, (name, _))| asked(name)).map(|(check, _)| check).collect::<Vec<u8>>();
        let trial = ground.trial(0).filter(|_| sample.is_none());
        let (broken, found, runs) = (vec![0; checks.len()], vec![None; checks.len()], vec![None; checks.len()]);
        let (all, looked, limit, over) = (strategies, 0, None, false);
        Ok(Strategies { ground, question, checks, all, sample, trial, looked, broken, found, runs, limit, over })
    }

    /// How many strategies there are to look at.
    fn wanted(&self) -> u64 {
        match self.sample {
            Some(_) => self.question.plan.limits.walks.into(),
            None => u64::try_from(self.all).unwrap_or(u64::MAX),
        }
    }

    /// Looks at one strategy.
    fn look(&mut self) {
        if let Some(seed) = self.sample {
            self.trial = self.drawn(seed);
        }
        let Some(trial) = &mut self.trial else { return self.end(None) };
        let end = self.ground.end(trial);
        let broken = self.checks.iter().enumerate().filter(|(_, check)| end.broken >> **check & 1 == 1);
        for (place, _) in broken {
            self.broken[place] += 1;
            if self.found[place].as_ref().is_none_or(|found| end.lies < found.lies) {
                self.found[place] = Some(Found { case: trial.case, says: trial.says.clone(), lies: end.lies });
                self.runs[place] = None;
            }
        }
        self.looked += 1;
        if self.sample.is_none() && !trial.next(self.ground.spec.says.len() as u8) {
            self.trial = self.ground.trial(trial.case + 1);
        }
        if self.looked >= self.wanted() {
            self.end(self.sample.map(|_| Limit::Sampled));
        } else if self.looked >= self.question.plan.limits.states as u64 {
            self.end(Some(Limit::States));
        }
    }

    /// The strategy of a sample that is next.
    fn drawn(&mut self, seed: u64) -> Option<Trial<E>> {
        let number = self.looked as u32;
        let case = below(draw(seed, Purpose::Choice, 0, 0, number), self.ground.cases.len() as u32) as usize;
        let known = self.trial.take().filter(|trial| trial.case == case);
        let mut trial = known.or_else(|| self.ground.trial(case))?;
        let words = self.ground.spec.says.len() as u32;
        // A plot has at most some thousands of messages, so two bytes name each.
        trial.say(|place| below(draw(seed, Purpose::Lie, (place >> 8) as u8, place as u8, number), words) as u8);
        Some(trial)
    }

    fn end(&mut self, limit: Option<Limit>) {
        self.limit = self.limit.or(limit);
        self.over = true;
        self.trial = None;
    }

    /// The run of a finding without the lies that it can do without: none of those left can be left out alone.
    fn fewest(&self, place: usize, found: &Found) -> Option<Saved> {
        let trial = self.ground.trial(found.case)?;
        let check = *self.checks.get(place)?;
        let mut lies = trial.lies(&found.says);
        let (mut most, mut size) = (found.lies, lies.len().next_power_of_two());
        // Great heaps first: of a thousand lies most are the truth.
        while size > 0 {
            let mut at = 0;
            while at < lies.len() {
                let rest = [&lies[..at], lies.get(at + size..).unwrap_or(&[])].concat();
                let end = judged::<E>(played::<E>(&self.saved(found, &rest)).world());
                if end.broken >> check & 1 == 1 && end.lies <= most {
                    (lies, most) = (rest, end.lies);
                } else {
                    at += size;
                }
            }
            size /= 2;
        }
        let saved = self.saved(found, &lies);
        let event = played::<E>(&saved).cursor();
        Some(Saved { event, ..saved })
    }

    /// The run of the traitors of a finding with these lies.
    fn saved(&self, found: &Found, lies: &[Lie]) -> Saved {
        let (question, treason) = (&self.question, self.ground.treason);
        let case = &self.ground.cases[found.case];
        let mut knobs = question.knobs.clone().with(E::KNOBS, treason.input, case.input);
        knobs.set_plot(treason.plot, Plot::of(self.ground.spec, case.traitors, lies.to_vec()));
        Saved {
            exhibit: E::NAME,
            scenario: E::SCENARIOS.first().map_or("", |spec| spec.name),
            knobs,
            without: question.without.clone(),
            seed: question.seed,
            acts: Vec::new(),
            stops: None,
            event: 0,
        }
    }
}

/// A saved run, played to its end as a page plays it.
fn played<E: Staged>(saved: &Saved) -> Run<E::Protocol> {
    let protocol = E::protocol(&saved.knobs, &saved.without);
    let mut run = Run::new(protocol.into(), saved.seed, &saved.acts, saved.stops);
    run.seek(u32::MAX);
    run
}

impl<E: Staged> Quest for Strategies<E> {
    fn advance(&mut self, strategies: usize) -> Progress {
        for _ in 0..strategies {
            if self.over {
                break;
            }
            self.look();
        }
        self.progress()
    }

    fn stop(&mut self, limit: Limit) {
        if !self.over {
            self.end(Some(limit));
        }
    }

    fn has_broken(&self) -> bool {
        self.found.iter().any(Option::is_some)
    }

    fn progress(&self) -> Progress {
        Progress {
            distinct: self.looked as usize,
            generated: self.looked,
            depth: 0,
            waiting: usize::try_from(self.wanted().saturating_sub(self.looked)).unwrap_or(usize::MAX),
            ends: self.looked,
            bytes: 0,
            over: self.over,
            complete: self.over && self.limit.is_none(),
            limit: self.limit,
        }
    }

    fn levels(&self) -> Vec<u64> {
        Vec::new()
    }

    fn answers(&mut self) -> Vec<Answer> {
        let (through, checks) = (self.over && self.limit.is_none(), self.checks.len());
        let mut answer = |place: usize| {
            let (name, _) = E::CHECKS[usize::from(self.checks[place])];
            let length = self.run(place).ok().and_then(|run| Some(run.knobs.plot(self.ground.treason.plot)?.lies().len()));
            let outcome = match length {
                Some(_) => Outcome::Broken,
                None if through => Outcome::Holds,
                None => Outcome::Limit,
            };
            Answer { aim: Aim::always(name), outcome, length }
        };
        (0..checks).map(&mut answer).collect()
    }
}

impl<E: Staged> Hunt for Strategies<E> {
    fn run(&mut self, aim: usize) -> Result<Saved, Unshown> {
        if let Some(Some(known)) = self.runs.get(aim) {
            return Ok(known.clone());
        }
        let found = self.found.get(aim).cloned().flatten().ok_or(Unshown::Nothing)?;
        let run = self.fewest(aim, &found).ok_or(Unshown::Astray)?;
        let ends_broken = judged::<E>(played::<E>(&run).world()).broken >> self.checks[aim] & 1 == 1;
        if !ends_broken {
            return Err(Unshown::Astray);
        }
        self.runs[aim] = Some(run.clone());
        Ok(run)
    }

    fn counted(&self) -> Option<Counted> {
        Some(Counted { strategies: self.all, looked: self.looked, broken: self.broken.clone() })
    }
}

/// The rows of an exhibit's table, each as the question that counts it.
pub(super) fn table<E: Staged>(treason: &Treason<E::Protocol>) -> Vec<(Row, Question)> {
    let asked = |row: &Row| {
        let knobs = Knobs::defaults(E::KNOBS).with(E::KNOBS, treason.nodes, &row.nodes.to_string());
        Question {
            knobs: knobs.with(E::KNOBS, treason.tolerated, &row.tolerated.to_string()),
            without: Vec::new(),
            seed: 1,
            network: Network::Bag,
            lossy: false,
            budget: Budget::default(),
            checks: Vec::new(),
            claims: Vec::new(),
            plan: Plan::default(),
            traitors: Some(row.traitors),
            given: false,
        }
    };
    treason.table.iter().map(|row| (*row, asked(row))).collect()
}
