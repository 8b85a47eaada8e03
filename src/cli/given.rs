//! What the command line gives: files and documents, and words with a meaning.

use std::io::Read;

use chrono::NaiveTime;
use serde_json::Value;

use super::Line;
use crate::domain::job::{AmendmentCharge, BookedEquipment};
use crate::domain::{
    Amount, ChargeCode, Consignment, Currency, Moment, MoneyText, Pointer, RuleId, Text,
};
use crate::protocol::{Failure, FailureKind};
use crate::search::times;

/// A file's bytes; `-` is standard input.
pub fn bytes_of(file: &str) -> Result<Vec<u8>, Failure> {
    let read = if file == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    read.map_err(|error| Failure::unreadable(file, error))
}

/// Reads a JSON document from a file, from standard input, or given inline.
pub fn document(what: &str) -> Result<Value, Failure> {
    let trimmed = what.trim_start();
    let (name, bytes) = if trimmed.starts_with(['{', '[']) {
        ("the command line", what.as_bytes().to_vec())
    } else {
        (what, bytes_of(what)?)
    };
    let text = String::from_utf8(bytes).map_err(|error| Failure::unreadable(name, error))?;
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Failure::unreadable(name, error))
}

/// Reads a consignment, or says everything that is wrong with its shape.
pub fn consignment(line: &Line, what: &str) -> Result<Consignment, Failure> {
    let value = document(what)?;
    let name = if what.trim_start().starts_with('{') {
        "consignment"
    } else {
        what
    };
    crate::json::read_consignment(&value, &line.reference, line.zone()).map_err(|errors| {
        Failure::unreadable(name, crate::json::all_of(&errors)).hint(Text::of("error.schema-hint"))
    })
}

/// Whether an argument is a job number: letters, then ten digits, and no such file.
pub fn is_job_no(what: &str) -> bool {
    let digits = what.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let prefix = what.len() - digits.len();
    (1..=4).contains(&prefix)
        && digits.len() == 10
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !std::path::Path::new(what).exists()
}

/// `RULE` or `RULE@POINTER`.
pub fn finding_of(text: &str) -> (RuleId, Option<Pointer>) {
    match text.split_once('@') {
        Some((rule, field)) => (RuleId::new(rule), Some(Pointer::new(field))),
        None => (RuleId::new(text), None),
    }
}

/// A moment given on the command line; a bare date ends with its day.
pub fn moment(line: &Line, text: &str) -> Result<Moment, Failure> {
    moment_in(line.zone(), text)
}

/// A moment still to come, as the screen takes it too: `1127 1200`, `明天 12:00`, `+1d`; a day alone
/// ends with itself.
pub fn deadline(line: &Line, text: &str) -> Result<Moment, Failure> {
    let now = line.client.session().now;
    moment(line, text).or_else(|failure| {
        let of_day = |day: chrono::NaiveDate| moment(line, &day.to_string()).ok();
        times::time(text, now)
            .or_else(|| of_day(times::day(text, now.date_naive())?))
            .ok_or(failure)
    })
}

/// The same, in a zone.
pub fn moment_in(zone: chrono_tz::Tz, text: &str) -> Result<Moment, Failure> {
    crate::json::moment_of(text, zone)
        .or_else(|| crate::json::moment_of(&format!("{text} 23:59:59"), zone))
        .ok_or_else(|| bad_time(text))
}

/// When something was said: a time as above that is past, an hour alone of today; a day alone where the
/// hour is known.
pub fn said_at(line: &Line, text: &str, hour: Option<NaiveTime>) -> Result<Moment, Failure> {
    let now = line.client.session().now;
    let on_day = || {
        let day = text.parse().ok();
        let day = day.or_else(|| times::day(text, now.date_naive()))?;
        crate::json::moment_of(&format!("{day}T{}", hour?), line.zone())
    };
    let at = crate::json::moment_of(text, line.zone())
        .or_else(|| times::time(text, now))
        .or_else(on_day)
        .ok_or_else(|| bad_time(text))?;
    if at > now {
        let ahead = Text::of("error.said-ahead").with("time", at.format("%Y-%m-%d %H:%M"));
        return Err(Failure::new(FailureKind::Usage, ahead).hint(Text::of("error.said-ahead-hint")));
    }
    Ok(at)
}

fn bad_time(text: &str) -> Failure {
    let bad = Text::of("error.bad-time").with("time", text);
    Failure::new(FailureKind::Usage, bad).hint(Text::of("error.bad-time-hint"))
}

/// `2*40HQ+1*20GP`.
pub fn equipment(line: &Line, text: &str) -> Result<Vec<BookedEquipment>, Failure> {
    text.split('+')
        .map(|part| {
            let (count, kind) = part.split_once(['*', 'x', 'X', '×']).unwrap_or(("1", part));
            let count = count.trim().parse().ok().filter(|count| *count > 0);
            let kind = line
                .reference
                .equipment(kind.trim())
                .map(|equipment| equipment.kind.clone());
            match (count, kind) {
                (Some(count), Some(kind)) => Ok(BookedEquipment { kind, count }),
                _ => Err(Failure::new(
                    FailureKind::Usage,
                    Text::of("error.bad-equipment").with("equipment", part),
                )
                .hint(Text::of("error.bad-equipment-hint"))),
            }
        })
        .collect()
}

/// `CODE:AMOUNT:CURRENCY`.
pub fn charge(text: &str) -> Result<AmendmentCharge, Failure> {
    let bad = || {
        Failure::new(
            FailureKind::Usage,
            Text::of("error.bad-charge").with("charge", text),
        )
        .hint(Text::of("error.bad-charge-hint"))
    };
    let mut parts = text.split(':');
    let (Some(code), Some(amount), Some(currency), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(bad());
    };
    let money: MoneyText = amount.parse().map_err(|_| bad())?;
    let currency: Currency = currency.parse().map_err(|_| bad())?;
    if code.trim().is_empty() || money.currency.is_some_and(|named| named != currency) {
        return Err(bad());
    }
    Ok(AmendmentCharge {
        code: ChargeCode::new(code.trim().to_uppercase()),
        amount: Amount::new(money.amount.decimal()),
        currency,
    })
}

/// A word on the command line that is none of those it could be.
pub fn usage(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        FailureKind::Usage,
        Text::of("error.usage").with("error", error),
    )
    .hint(Text::of("error.usage-hint"))
}
