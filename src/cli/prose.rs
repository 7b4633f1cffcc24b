//! The report in words, for people, in either language.

use super::report::{Report, Told};
use crate::exhibit::{Guarantee, Verdict};
use crate::text::Locale;

/// The report as text.
pub(super) fn write(report: &Report, locale: Locale) -> String {
    let mut lines = vec![title(report, locale), setup(report, locale)];
    if let Some(story) = &report.story {
        lines.push(String::new());
        lines.extend(story.iter().map(|told| frame(told, locale)));
    }
    lines.push(String::new());
    lines.push(numbers(report, locale));
    lines.extend((!report.ending.is_empty()).then(|| report.ending.clone()));
    lines.extend(decisions(report, locale));
    let width = report.guarantees.iter().map(|check| check.name.len()).max().unwrap_or(0);
    lines.extend(report.guarantees.iter().map(|check| guarantee(check, width, locale)));
    if let Some(frame) = report.first_broken_frame {
        lines.push(locale.pick(format!("First broken in frame {frame}."), format!("第 {frame} 帧首次被破坏。")));
    }
    lines.join("\n") + "\n"
}

fn title(report: &Report, locale: Locale) -> String {
    let exhibit = report.exhibit.title().get(locale);
    let scenario = report.exhibit.scenarios().iter().find(|known| Some(known.name) == report.scenario);
    match report.title.get(locale).or(scenario.map(|scenario| scenario.title.get(locale))) {
        Some(title) => format!("{exhibit} · {title}"),
        None => exhibit.to_owned(),
    }
}

fn setup(report: &Report, locale: Locale) -> String {
    let saved = &report.saved;
    let mut parts: Vec<String> = report.knobs().iter().map(|(name, value)| format!("{name}={}", value.to_text())).collect();
    parts.push(format!("seed={}", saved.seed));
    parts.extend(saved.without.iter().map(|guard| {
        let guard = report.exhibit.guards().iter().find(|known| known.name == *guard);
        let title = guard.map_or("", |guard| guard.title.get(locale));
        locale.pick(format!("WITHOUT “{title}”"), format!("去掉了“{title}”"))
    }));
    parts.join(" ")
}

fn frame(told: &Told, locale: Locale) -> String {
    let line = format!("{:>4}  {}", told.frame, told.text);
    if told.watcher.is_empty() {
        return line;
    }
    let only = locale.pick("only the watcher knows: ", "只有旁观者知道：");
    format!("{line}\n      ({only}{})", told.watcher)
}

fn numbers(report: &Report, locale: Locale) -> String {
    let (frames, tally) = (report.frames, &report.tally);
    let rounds = match tally.rounds {
        0 => String::new(),
        rounds => locale.pick(format!(", {rounds} rounds"), format!("，{rounds} 轮")),
    };
    let counts = [
        (tally.sent, "sent", "发送"),
        (tally.delivered, "delivered", "送达"),
        (tally.refused, "of these refused", "其中被拒绝"),
        (tally.lost, "lost", "丢失"),
        (tally.duplicated, "duplicated", "重复"),
        (tally.forged, "forged", "伪造"),
    ];
    let counts = counts.into_iter().enumerate().filter(|(index, (count, ..))| *index < 2 || *count > 0);
    let counts = counts.map(|(_, (count, en, zh))| locale.pick(format!("{count} {en}"), format!("{zh} {count}")));
    let counts = counts.collect::<Vec<_>>().join(locale.pick(", ", "，"));
    locale.pick(format!("{frames} frames{rounds}; messages: {counts}."), format!("{frames} 帧{rounds}；消息：{counts}。"))
}

fn decisions(report: &Report, locale: Locale) -> Option<String> {
    let decided: Vec<String> =
        report.tally.decisions.iter().filter_map(|(node, value)| Some(format!("{node} {}", value.as_ref()?))).collect();
    if report.tally.decisions.is_empty() {
        return None;
    }
    Some(if decided.is_empty() {
        locale.pick("Nobody has decided.", "还没有节点作出决定。").to_owned()
    } else {
        let decided = decided.join(locale.pick(", ", "，"));
        locale.pick(format!("Decided: {decided}."), format!("已决定：{decided}。"))
    })
}

fn guarantee(check: &Guarantee, width: usize, locale: Locale) -> String {
    let outcome = match check.verdict {
        Verdict::Holds => locale.pick("holds ", "成立  "),
        Verdict::Broken => locale.pick("BROKEN", "被破坏"),
        Verdict::Open => locale.pick("open  ", "尚未  "),
    };
    // Files and options know a check by its English name; a Chinese reader also gets the course's word.
    let title = locale.pick(String::new(), format!("{}：", check.title));
    format!("{:width$}  {outcome}  {title}{}", check.name, check.because)
}
