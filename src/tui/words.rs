//! Words for times, stages and codes, as an operator reads them.

use chrono::TimeDelta;

use super::look::{Look, Part};
use crate::domain::words::Word;
use crate::domain::{CutOff, Given, Moment, PortCode, Severity, Text};
use crate::reference::Reference;

/// The time left until a moment, as a word: `3h20m`, `2d4h`, `passed`.
pub fn time_left(look: &Look, now: Moment, until: Moment) -> String {
    let left = until - now;
    if left <= TimeDelta::zero() {
        return look.say("tui.time.passed");
    }
    let minutes = left.num_minutes();
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let text = if days >= 10 {
        Text::of("tui.time.days").with("days", days)
    } else if days > 0 {
        Text::of("tui.time.days-hours")
            .with("days", days)
            .with("hours", hours)
    } else if hours > 0 {
        Text::of("tui.time.hours-minutes")
            .with("hours", hours)
            .with("minutes", format!("{minutes:02}"))
    } else {
        Text::of("tui.time.minutes").with("minutes", minutes)
    };
    look.render(&text)
}

/// How near a moment is: gone, today's work, tomorrow's, or far.
pub fn urgency(now: Moment, until: Moment) -> Option<Severity> {
    let left = until - now;
    if left <= TimeDelta::hours(4) {
        Some(Severity::Block)
    } else if left <= TimeDelta::hours(24) {
        Some(Severity::Warn)
    } else {
        None
    }
}

/// The marker and part of an urgency: told by a sign first.
pub fn urgency_mark(urgency: Option<Severity>) -> (&'static str, Part) {
    match urgency {
        Some(Severity::Block) => ("!", Part::Block),
        Some(Severity::Warn) => ("~", Part::Warn),
        _ => (" ", Part::Dim),
    }
}

/// A cut-off as it is read: `11-27 18:00`, or the day alone.
pub fn cut_off_text(cut_off: CutOff) -> String {
    match cut_off {
        CutOff::At(moment) => moment.format("%m-%d %H:%M").to_string(),
        CutOff::OnDay { day, .. } => day.format("%m-%d").to_string(),
    }
}

/// A day with its weekday: `Thu 27 Nov`, `11月27日 周五`.
pub fn day(look: &Look, day: chrono::NaiveDate) -> String {
    use chrono::Datelike as _;
    let weekday = day.format("%a").to_string().to_lowercase();
    let text = Text::of("tui.reading.day")
        .with_arg(
            "weekday",
            crate::domain::TextArg::Plain(look.say(&format!("tui.reading.{weekday}"))),
        )
        .with("day", day.day())
        .with_arg(
            "month",
            crate::domain::TextArg::Plain(look.say(&format!("tui.reading.month-{}", day.month()))),
        );
    look.render(&text)
}

/// A moment as it is read.
pub fn moment_text(moment: Moment) -> String {
    moment.format("%m-%d %H:%M").to_string()
}

/// The word of a closed set in the operator's language: `tui.word.<set>.<word>`.
pub fn word<W: Word>(look: &Look, set: &str, word: W) -> String {
    look.say(&format!("tui.word.{set}.{}", word.word()))
}

/// A value as the desk understood it, or as written.
pub fn given<T: ToString>(value: Option<&Given<T>>) -> String {
    match value {
        Some(Given::Known(value)) => value.to_string(),
        Some(Given::AsWritten(text)) => text.clone(),
        None => String::new(),
    }
}

/// A port with its names.
pub fn port_name(reference: &Reference, code: &PortCode) -> String {
    match reference.ports.get(code) {
        Some(port) if port.name_zh.is_empty() => format!("{code} {}", port.name),
        Some(port) => format!("{code} {} {}", port.name, port.name_zh),
        None => code.to_string(),
    }
}
