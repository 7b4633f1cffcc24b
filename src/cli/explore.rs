//! `synod explore`: searches every schedule of an exhibit, or of a published model.

mod models;
mod strategies;
mod tell;

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use super::args::{DiskFound, Explore, Form};
use super::run::{no_exhibit, path_shown};
use super::{Answer as Told, BAD, FINE, LIMIT, UNMET};
use crate::exhibit::explored::{CAN_BE, Counted, Explorable, Question, TERMINATION, Unshown};
use crate::exhibit::file::{Title, guards, tell_open_error, write};
use crate::exhibit::knobs::shown;
use crate::exhibit::{CLAIMS_MAX, Exhibit, Knobs, Saved};
use crate::exhibits::explorable;
use crate::explore::{Answer, Budget, Limit, Limits, Network, Order, Outcome, Plan, Progress, Quest};
use crate::sim::Disk;
use crate::text::Locale;

/// How many states are looked at between two looks at the clock.
const SLICE: usize = 1 << 15;

/// How many whole runs are: each may take milliseconds.
const RUNS: usize = 100;

/// The seed of a run that is written, unless another one is given.
const SEED: u64 = 1;

/// How often progress is told to a terminal.
const TELL_EVERY: Duration = Duration::from_secs(1);

/// What came of a search.
pub(super) struct Explored {
    answers: Vec<Answer>,
    progress: Progress,
    levels: Vec<u64>,
    took: Duration,
    plan: Plan,
    /// A way to the first broken check, line by line.
    way: Vec<String>,
    /// Why there is no file of it although one was wished for, in a sentence.
    unwritten: Option<String>,
    /// In how many ways the names of a state may be exchanged; one, where names count.
    namings: u64,
    /// What was counted, where strategies were searched.
    counted: Option<Counted>,
}

/// Explores what is asked for: the report, what there is to complain of, and the exit code.
pub(super) fn explore(catalogue: &[&'static dyn Exhibit], args: &Explore) -> Result<Told, String> {
    refuse_useless(args)?;
    let plan = plan(args);
    let explored = match args.what.as_str() {
        models::PAXOS_SET => models::paxos_set(args, plan)?,
        models::PAXOS_ACTORS => models::paxos_actors(args, plan)?,
        name => {
            let exhibit = catalogue.iter().copied().find(|exhibit| exhibit.name() == name);
            let exhibit = exhibit.ok_or_else(|| no_exhibit(catalogue, name, args.lang))?;
            exhibited(exhibit, args, plan)?
        }
    };
    let out = match args.format {
        Form::Json => tell::json(&explored)?,
        Form::Text => tell::prose(&explored, args.lang),
    };
    let code = if explored.unwritten.is_some() { BAD } else { code(&explored) };
    Ok(Told { out, err: explored.unwritten.unwrap_or_default(), code })
}

/// An option that could make no difference, whatever is searched: whoever gives it expects something of it.
fn refuse_useless(args: &Explore) -> Result<(), String> {
    let rebooting = args.crashes > 0 && args.wakes != Some(0);
    let set = args.network.as_deref() == Some("set") || (args.network.is_none() && args.what == models::PAXOS_SET);
    let stays = set || args.network.as_deref() == Some("bag+dup");
    let levels = args.walk.is_none() && !args.dfs;
    let lang = args.lang;
    let (set_name, stays_name) = (
        lang.pick("--network set, where every message stays", "--network set（消息一直保留）"),
        lang.pick("a network in which messages stay", "消息一直保留的网络"),
    );
    let useless = [
        (args.wakes.is_some_and(|wakes| wakes > 0) && args.crashes == 0, "--wakes", without("--crashes", lang)),
        (args.disk != DiskFound::Kept && !rebooting, "--disk", without("--crashes, --wakes", lang)),
        (args.lossy && set, "--lossy", set_name.to_owned()),
        (args.losses > 0 && set, "--losses", set_name.to_owned()),
        (args.losses > 0 && args.lossy, "--losses", "--lossy".to_owned()),
        (args.duplications > 0 && stays, "--duplications", stays_name.to_owned()),
        (args.walks.is_some() && args.walk.is_none(), "--walks", without("--walk", lang)),
        (args.seed.is_some() && args.witness.is_none(), "--seed", without("--witness", lang)),
        (args.threads.is_some() && !levels, "--threads", lang.pick("--dfs or --walk", "--dfs 或 --walk").to_owned()),
    ];
    useless.into_iter().find(|(is, ..)| *is).map_or(Ok(()), |(_, option, what)| Err(misplaced(option, &what, lang)))
}

/// A command line on which something is missing.
fn without(option: &str, locale: Locale) -> String {
    locale.pick(format!("a search without {option}"), format!("没有 {option} 的搜索"))
}

fn code(explored: &Explored) -> u8 {
    let any = |outcome: Outcome| explored.answers.iter().any(|answer| answer.outcome == outcome);
    let cannot = |answer: &Answer| answer.aim.name == CAN_BE && answer.outcome == Outcome::Never;
    if any(Outcome::Broken) || explored.answers.iter().any(cannot) {
        UNMET
    } else if any(Outcome::Limit) || explored.progress.limit.is_some() {
        LIMIT
    } else {
        FINE
    }
}

fn plan(args: &Explore) -> Plan {
    let order = match args.walk {
        Some(seed) => Order::Walk(seed),
        None if args.dfs => Order::Depth,
        None => Order::Breadth,
    };
    let limits = Limits {
        states: args.max_states as usize,
        depth: args.max_depth,
        bytes: (args.max_megabytes as usize).saturating_mul(1 << 20),
        walks: args.walks.unwrap_or(Limits::default().walks),
    };
    let cores = || std::thread::available_parallelism().map_or(1, |cores| cores.get().min(8));
    Plan { order, limits, threads: args.threads.map_or_else(cores, usize::from), until: None }
}

/// What `--network` says, or what stands for it.
fn network(args: &Explore, otherwise: Network) -> Result<Network, String> {
    let Some(name) = &args.network else { return Ok(otherwise) };
    let known = Network::ALL.iter().find(|(known, _)| known == name);
    known.map(|(_, network)| *network).ok_or_else(|| {
        let name = shown(name);
        args.lang.pick(
            format!("--network {name}: it is set, bag, bag+dup or ordered."),
            format!("--network {name}：应为 set、bag、bag+dup 或 ordered。"),
        )
    })
}

fn budget(args: &Explore) -> Budget {
    Budget {
        losses: args.losses,
        duplications: args.duplications,
        crashes: args.crashes,
        wakes: args.wakes.unwrap_or(args.crashes),
        disks: match args.disk {
            DiskFound::Kept => &[Disk::Kept],
            DiskFound::Lost => &[Disk::Lost],
            DiskFound::Any => &[Disk::Kept, Disk::Lost],
        },
        lies: args.lies,
        timeouts: args.timeouts,
        ..Budget::default()
    }
}

/// Takes a quest to its end, or to where its time is over; how long that took.
#[expect(clippy::disallowed_methods, reason = "the search has no clock; the command line has")]
fn pursued<Q: Quest + ?Sized>(quest: &mut Q, slice: usize, args: &Explore) -> Duration {
    let begun = Instant::now();
    let mut told = begun;
    while !quest.advance(slice).over {
        if args.max_seconds.is_some_and(|most| begun.elapsed() >= Duration::from_secs(u64::from(most))) {
            quest.stop(Limit::Time);
        }
        if told.elapsed() >= TELL_EVERY && std::io::stderr().is_terminal() {
            told = Instant::now();
            // Nobody is left to be told when standard error is gone.
            let _ = writeln!(std::io::stderr(), "{}", tell::progress(&quest.progress(), begun.elapsed(), args.lang));
        }
    }
    begun.elapsed()
}

/// What came of a quest that is over.
fn summed<Q: Quest + ?Sized>(quest: &mut Q, took: Duration, plan: Plan, way: Vec<String>) -> Explored {
    let (answers, progress, levels) = (quest.answers(), quest.progress(), quest.levels());
    Explored { answers, progress, levels, took, plan, way, unwritten: None, namings: 1, counted: None }
}

/// An option that does not go with what is searched.
fn misplaced(option: &str, what: &str, locale: Locale) -> String {
    locale.pick(format!("{option} does not go with {what}."), format!("{option} 不能用于 {what}。"))
}

/// An exhibit.
fn exhibited(exhibit: &'static dyn Exhibit, args: &Explore, plan: Plan) -> Result<Explored, String> {
    let (name, lang) = (exhibit.name(), args.lang);
    let Some(searched) = explorable().iter().find(|known| known.name() == name) else {
        return Err(lang.pick(
            format!("{name} has no messages, and so no schedules to search."),
            format!("{name} 没有消息，也就没有可搜索的时序。"),
        ));
    };
    strategies::refuse(exhibit, args)?;
    let question = question(exhibit, *searched, args, plan)?;
    let mut hunt = searched.explore(&question).map_err(|error| error.tell(name, lang))?;
    let took = pursued(&mut *hunt, if exhibit.in_rounds() { RUNS } else { SLICE }, args);
    let found = hunt.answers().iter().position(|answer| answer.outcome.is_found());
    let run = found.map_or(Err(Unshown::Nothing), |aim| hunt.run(aim));
    let way = run.as_ref().map_or_else(|_| Vec::new(), |run| story(exhibit, run, lang));
    let unwritten = match (&args.witness, &run) {
        (None, _) => None,
        (Some(_), Err(Unshown::Nothing)) => {
            // That is an answer and no mistake; nobody is left to be told when standard error is gone.
            let none =
                lang.pick("Nothing was found as far as was looked, so no file is written.", "在已查范围内没有找到，未写入文件。");
            let _ = writeln!(std::io::stderr(), "{none}");
            None
        }
        (Some(_), Err(error)) => Some(unshown(*error, lang)),
        (Some(path), Ok(run)) => {
            let path = std::path::Path::new(path);
            keep(exhibit, run, path, lang).err().map(|complaint| format!("{}: {complaint}", path_shown(path)))
        }
    };
    let counted = hunt.counted();
    Ok(Explored { unwritten, counted, ..summed(&mut *hunt, took, plan, way) })
}

/// Why what was found is no run.
fn unshown(error: Unshown, locale: Locale) -> String {
    let why = match error {
        Unshown::Nothing => locale.pick("nothing was found", "没有找到"),
        Unshown::Move => {
            locale.pick("no run can do one of the moves on such a network", "在这样的网络上，其中一步无法在运行中重现")
        }
        Unshown::Astray => {
            locale.pick("played as a run its moves do not come to what was found", "作为运行重放时到不了所找到的状态")
        }
    };
    locale.pick(format!("--witness: no file is written, because {why}."), format!("--witness：未写入文件，因为{why}。"))
}

fn question(exhibit: &dyn Exhibit, searched: &dyn Explorable, args: &Explore, plan: Plan) -> Result<Question, String> {
    let lang = args.lang;
    let mut knobs = Knobs::defaults(exhibit.knobs());
    for option in &args.set {
        let (name, value) = setting(option, lang)?;
        knobs.set(exhibit.knobs(), name, value).map_err(|error| format!("--set {}: {}", shown(option), error.tell(lang)))?;
    }
    let mut without = Vec::new();
    for name in &args.without {
        let found = exhibit.guards().iter().find(|guard| guard.name == name);
        without.push(found.ok_or_else(|| super::run::no_guard(exhibit, name, lang))?.name);
    }
    let mut checks = Vec::new();
    for name in &args.check {
        checks.push(known(name, "--check", &searched.checks(), lang)?);
    }
    let claims = claims(exhibit, &knobs, args)?;
    let network = network(args, Network::Bag)?;
    if checks.contains(&TERMINATION) && matches!(network, Network::Set | Network::Doubling) {
        // Where a message may always arrive once more no run ever ends.
        let what = lang.pick("a network in which messages stay", "消息一直保留的网络");
        return Err(misplaced("--check termination", what, lang));
    }
    Ok(Question {
        knobs,
        without: guards(exhibit, &without),
        seed: args.seed.unwrap_or(SEED),
        network,
        lossy: args.lossy,
        budget: budget(args),
        checks,
        claims,
        plan,
        traitors: args.traitors,
        given: searched.input().is_some_and(|input| args.set.iter().any(|set| set.split('=').next() == Some(input))),
    })
}

/// How many claims a sentence names when one asked for is unknown.
const CLAIMS_NAMED: usize = 12;

/// The claims of `--can`.
fn claims(exhibit: &dyn Exhibit, knobs: &Knobs, args: &Explore) -> Result<Vec<String>, String> {
    let lang = args.lang;
    if args.can.len() > CLAIMS_MAX {
        return Err(lang.pick(
            format!("--can: at most {CLAIMS_MAX} claims are asked at once."),
            format!("--can：一次最多询问 {CLAIMS_MAX} 条。"),
        ));
    }
    let known = exhibit.claims(knobs, lang);
    let unknown = |name: &&String| !known.iter().any(|claim| claim.name == **name);
    let Some(name) = args.can.iter().find(unknown) else { return Ok(args.can.clone()) };
    // Those that say the same of another node, or something else of the same one; if there are none, the first ones.
    let said = |name: &str| name.split_once(':').map(|(node, what)| (node.to_owned(), what.to_owned()));
    let asked = said(name);
    let alike =
        |claim: &str| said(claim).zip(asked.as_ref()).is_some_and(|((node, what), (of, that))| what == *that || node == *of);
    let names = || known.iter().map(|claim| claim.name.as_str());
    let mut offered: Vec<&str> = names().filter(|claim| alike(claim)).take(CLAIMS_NAMED).collect();
    if offered.is_empty() {
        offered = names().take(CLAIMS_NAMED).collect();
    }
    let (name, rest) = (shown(name), known.len() - offered.len());
    let offered = offered.join(lang.pick(", ", "、"));
    Err(match rest {
        0 => lang.pick(format!("--can {name}: there is {offered}."), format!("--can {name}：可用的有 {offered}。")),
        rest => lang.pick(
            format!("--can {name}: there is {offered}, and {rest} more."),
            format!("--can {name}：可用的有 {offered}，另有 {rest} 条。"),
        ),
    })
}

/// KNOB=VALUE.
fn setting(option: &str, locale: Locale) -> Result<(&str, &str), String> {
    option.split_once('=').ok_or_else(|| {
        let wanted = locale.pick("here belongs KNOB=VALUE.", "这里应为 参数=值。");
        format!("--set {}: {wanted}", shown(option))
    })
}

/// One of these names.
fn known(name: &str, option: &str, names: &[&'static str], locale: Locale) -> Result<&'static str, String> {
    names.iter().find(|known| **known == name).copied().ok_or_else(|| {
        let (name, all) = (shown(name), names.join(locale.pick(", ", "、")));
        locale.pick(format!("{option} {name}: there is {all}."), format!("{option} {name}：可用的有 {all}。"))
    })
}

/// A run, event by event.
fn story(exhibit: &dyn Exhibit, run: &Saved, locale: Locale) -> Vec<String> {
    let Ok(mut session) = exhibit.open(run) else { return Vec::new() };
    (1..=run.event).map(|event| session.story_at(event, locale).what.to_string()).collect()
}

fn keep(exhibit: &dyn Exhibit, run: &Saved, path: &std::path::Path, locale: Locale) -> Result<(), String> {
    let session = exhibit.open(run).map_err(|error| tell_open_error(&error, locale))?;
    std::fs::write(path, write(&*session, &Title::default())).map_err(|error| {
        let kind = error.kind();
        locale.pick(format!("it cannot be written: {kind}."), format!("无法写入：{kind}。"))
    })
}
