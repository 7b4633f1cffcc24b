//! `synod run`: opens what is asked for, changes it, lets it go to its end.

use std::io::ErrorKind;
use std::path::Path;

use super::args::{Form, Run};
use super::report::Report;
use super::{json, prose, source};
use crate::exhibit::file::{Expectation, FileError, Plan, Title, guards, read, tell_open_error};
use crate::exhibit::knobs::shown;
use crate::exhibit::{Exhibit, Saved, Session, Verdict};
use crate::text::Locale;

/// How many characters of a path a complaint shows.
const PATH_CHARS_MAX: usize = 200;

/// A run that is open, and what is expected of its end.
pub(super) struct Running {
    /// The exhibit.
    pub(super) exhibit: &'static dyn Exhibit,
    /// The scenario, if it is one of the exhibit's.
    pub(super) scenario: Option<&'static str>,
    /// The title of a file.
    pub(super) title: Title,
    /// The session.
    pub(super) session: Box<dyn Session>,
    /// What is expected.
    pub(super) expect: Vec<Expectation>,
    /// The digest that a file was saved with, where its frame looks different now.
    pub(super) digest_missed: Option<u16>,
}

/// Runs what is asked for: the report, and a sentence for each expectation that is not met.
pub(super) fn run(catalogue: &[&'static dyn Exhibit], args: &Run) -> Result<(String, Vec<String>), String> {
    let locale = args.lang;
    let running = open(catalogue, args)?;
    let unlike = running.digest_missed.map(|digest| tell_digest(&running, digest, locale));
    let mut report = Report::of(running, args.story, locale);
    let unmet = unlike.into_iter().chain(report.unmet(locale)).collect();
    report.end_in_words(locale);
    let out = match args.format {
        Form::Json => json::write(&report)?,
        Form::Text => prose::write(&report, locale),
    };
    Ok((out, unmet))
}

fn open(catalogue: &[&'static dyn Exhibit], args: &Run) -> Result<Running, String> {
    let path = Path::new(&args.what);
    let named = args.what.to_str().filter(|_| !is_json(path)).and_then(|what| {
        let (name, scenario) = what.split_once('/').map_or((what, None), |(name, scenario)| (name, Some(scenario)));
        let exhibit = catalogue.iter().copied().find(|exhibit| exhibit.name() == name)?;
        Some((exhibit, scenario))
    });
    match named {
        Some((exhibit, scenario)) => open_scenario(exhibit, scenario, args),
        None if is_file(path) => {
            open_file(catalogue, path, args).map_err(|complaint| format!("{}: {complaint}", path_shown(path)))
        }
        None => Err(no_exhibit(catalogue, &args.what.to_string_lossy(), args.lang)),
    }
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// What is no exhibit is a file if it looks like a path, or if there is something of that name.
fn is_file(path: &Path) -> bool {
    path == Path::new("-") || is_json(path) || path.components().count() > 1 || path.exists()
}

fn open_scenario(exhibit: &'static dyn Exhibit, scenario: Option<&str>, args: &Run) -> Result<Running, String> {
    let first = exhibit.scenarios().first().map_or("", |scenario| scenario.name);
    let name = scenario.unwrap_or(first);
    let spec = exhibit.scenarios().iter().find(|scenario| scenario.name == name);
    let (Some(spec), Some(mut saved)) = (spec, exhibit.scenario(name)) else {
        return Err(no_scenario(exhibit, name, args.lang));
    };
    let changed = change(exhibit, &mut saved, args)?;
    let session = exhibit.open(&saved).map_err(|error| {
        let told = tell_open_error(&error, args.lang);
        if changed { unfit(&told, args.lang) } else { told }
    })?;
    let expected = |(check, verdict): &(&'static str, Verdict)| Expectation { check: (*check).to_owned(), verdict: *verdict };
    let expect = spec.expect.iter().map(expected).collect();
    Ok(Running { exhibit, scenario: Some(spec.name), title: Title::default(), session, expect, digest_missed: None })
}

fn open_file(catalogue: &[&'static dyn Exhibit], path: &Path, args: &Run) -> Result<Running, String> {
    let bytes = source::bytes(path).map_err(|error| tell_io_error(error.kind(), args.lang))?;
    let told = |error: FileError| error.tell(args.lang);
    let tree = source::tree(&bytes).map_err(|problem| problem.tell(args.lang))?;
    let mut plan: Plan<'_> = read(catalogue, &tree).map_err(told)?;
    let changed = change(plan.exhibit, &mut plan.saved, args)?;
    if changed {
        plan.forget_looks();
    }
    let opened = plan.open().map_err(|error| match read(catalogue, &tree).and_then(Plan::open) {
        // The file is good by itself, so it is the options that it cannot take.
        Ok(_) if changed => unfit(&told(error), args.lang),
        Ok(_) => told(error),
        Err(own) => told(own),
    })?;
    Ok(Running {
        exhibit: opened.exhibit,
        scenario: opened.scenario,
        title: opened.title,
        session: opened.session,
        expect: opened.expect,
        digest_missed: opened.digest_missed,
    })
}

/// That the options, and not what they were given for, are to blame.
fn unfit(told: &str, locale: Locale) -> String {
    locale.pick(format!("The options do not fit this scenario. {told}"), format!("选项与该场景不符。{told}"))
}

/// Changes a setup as the options say; whether anything was changed.
fn change(exhibit: &'static dyn Exhibit, saved: &mut Saved, args: &Run) -> Result<bool, String> {
    for option in &args.set {
        let place = format!("--set {}", shown(option));
        let (name, value) = option.split_once('=').ok_or_else(|| {
            let wanted = args.lang.pick("Here belongs KNOB=VALUE.", "这里应为 参数=值。");
            format!("{place}: {wanted}")
        })?;
        saved.knobs.set(exhibit.knobs(), name, value).map_err(|error| format!("{place}: {}", error.tell(args.lang)))?;
    }
    let mut without = saved.without.clone();
    for name in &args.without {
        let found = exhibit.guards().iter().find(|guard| guard.name == name);
        without.push(found.ok_or_else(|| no_guard(exhibit, name, args.lang))?.name);
    }
    saved.without = guards(exhibit, &without);
    saved.seed = args.seed.unwrap_or(saved.seed);
    Ok(!args.set.is_empty() || !args.without.is_empty() || args.seed.is_some())
}

/// A path for a complaint: not too long, and nothing that a terminal would obey.
pub(super) fn path_shown(path: &Path) -> String {
    path.to_string_lossy().chars().filter(|letter| !letter.is_control()).take(PATH_CHARS_MAX).collect()
}

fn names(locale: Locale, names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(locale.pick(", ", "、"))
}

pub(super) fn no_exhibit(catalogue: &[&'static dyn Exhibit], name: &str, locale: Locale) -> String {
    let (name, known) = (shown(name), names(locale, catalogue.iter().map(|exhibit| exhibit.name())));
    locale.pick(
        format!("There is no exhibit and no file “{name}”; the exhibits are: {known}."),
        format!("没有名为“{name}”的展项或文件；展项有：{known}。"),
    )
}

fn no_scenario(exhibit: &dyn Exhibit, name: &str, locale: Locale) -> String {
    let (name, known) = (shown(name), names(locale, exhibit.scenarios().iter().map(|scenario| scenario.name)));
    let exhibit = exhibit.name();
    locale.pick(
        format!("{exhibit} has no scenario “{name}”; it has: {known}."),
        format!("{exhibit} 没有名为“{name}”的场景；可用的有：{known}。"),
    )
}

pub(super) fn no_guard(exhibit: &dyn Exhibit, name: &str, locale: Locale) -> String {
    let (name, known) = (shown(name), names(locale, exhibit.guards().iter().map(|guard| guard.name)));
    let exhibit = exhibit.name();
    locale.pick(
        format!("--without {name}: {exhibit} has no such guard; it has: {known}."),
        format!("--without {name}: {exhibit} 没有这样的守卫条件；可用的有：{known}。"),
    )
}

/// Why a file cannot be read.
pub(super) fn tell_io_error(kind: ErrorKind, locale: Locale) -> String {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the standard library may add kinds")]
    match kind {
        ErrorKind::NotFound => locale.pick("There is no such file.".to_owned(), "没有这个文件。".to_owned()),
        ErrorKind::IsADirectory => locale.pick("This is a directory, not a file.".to_owned(), "这是目录，不是文件。".to_owned()),
        ErrorKind::InvalidInput => {
            locale.pick("This is a pipe or a device, not a file.".to_owned(), "这是管道或设备，不是文件。".to_owned())
        }
        ErrorKind::PermissionDenied => locale.pick("The file may not be read.".to_owned(), "没有读取该文件的权限。".to_owned()),
        other => locale.pick(format!("The file cannot be read: {other}."), format!("无法读取该文件：{other}。")),
    }
}

fn tell_digest(running: &Running, saved: u16, locale: Locale) -> String {
    let (event, now) = (running.session.cursor(), running.session.digest());
    locale.pick(
        format!("digest: Event {event} looks different from what was saved ({now:04x}, not {saved:04x})."),
        format!("digest：第 {event} 个事件与保存时的不同（{now:04x}，而不是 {saved:04x}）。"),
    )
}
