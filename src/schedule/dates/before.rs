//! Days and hours counted back from the departure.

use super::written::{Day, Piece, Written, pieces};

/// Reads `ETD-2 12:00`, `开航前2天12:00`, `48 HRS BEFORE ETD`; none where a text says nothing of the
/// kind.
pub(super) fn before_departure(text: &str) -> Option<Written> {
    const DEPARTURE: [&str; 14] = [
        "VESSEL DEPARTURE",
        "DEPARTURE",
        "SAILING",
        "ETD",
        "ETS",
        "开航日",
        "开船日",
        "开航",
        "开船",
        "船开",
        "离港",
        "D",
        "T",
        "",
    ];
    let text = text.trim();
    if let Some(found) = before_in_english(text, &DEPARTURE[..5]) {
        return Some(found);
    }
    if let Some(found) = before_in_chinese(text) {
        return Some(found);
    }
    for mark in DEPARTURE {
        let Some(rest) = text.strip_prefix(mark) else {
            continue;
        };
        let rest = rest.trim_start();
        if let Some(after) = rest
            .strip_prefix("当天")
            .or_else(|| rest.strip_prefix("当日"))
        {
            return relative(0, after);
        }
        let after = match rest.strip_prefix('-') {
            Some(after) => after,
            None => match rest
                .strip_prefix("提前")
                .or_else(|| rest.strip_prefix('前'))
            {
                Some(after) => after,
                // `ETD 12:00` is on the day itself.
                None if mark.len() > 1 => return relative(0, rest),
                None => continue,
            },
        };
        let after = after.trim_start();
        let (count, after) = number(after)?;
        let (unit, after) = unit(after);
        if mark.is_empty() && unit.is_none() && count > 9 {
            return None;
        }
        return relative(count * unit.unwrap_or(24), after);
    }
    None
}

/// `2 DAYS BEFORE ETD 12:00`, `48HRS PRIOR TO SAILING`.
fn before_in_english(text: &str, departures: &[&str]) -> Option<Written> {
    let at = ["BEFORE", "PRIOR TO", "PRIOR"]
        .iter()
        .find_map(|word| text.find(word).map(|at| (at, at + word.len())))?;
    let (count, rest) = number(text[..at.0].trim())?;
    let (unit, rest) = unit(rest);
    let unit = unit.filter(|_| rest.trim().is_empty())?;
    let after = text[at.1..].trim_start();
    let after = departures
        .iter()
        .find_map(|mark| after.strip_prefix(mark))
        .unwrap_or(after);
    relative(count * unit, after)
}

/// `2天前 12:00`, `提前48小时`.
fn before_in_chinese(text: &str) -> Option<Written> {
    let (count, rest) = number(text)?;
    let (unit, rest) = unit(rest);
    relative(count * unit?, rest.trim_start().strip_prefix('前')?)
}

fn relative(hours: u32, rest: &str) -> Option<Written> {
    let rest = rest.trim().trim_start_matches([',', '/', '@']).trim();
    if rest.is_empty() {
        return Some(Written::Before { hours, hour: None });
    }
    // What follows must be an hour alone.
    if pieces(rest)?.iter().any(|piece| {
        matches!(
            piece,
            Piece::Month(_) | Piece::MonthMark | Piece::DayMark | Piece::Year
        )
    }) {
        return None;
    }
    let hour = match super::written::read(rest) {
        Written::Given {
            day: Day::Unsaid,
            hour,
            ..
        } => hour,
        Written::Given {
            day: Day::Four(digits),
            ..
        } => Some(super::written::clock(digits / 100, digits % 100)),
        _ => return None,
    };
    Some(Written::Before { hours, hour })
}

fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return Some((
            text[..digits].parse().ok().filter(|count| *count <= 1000)?,
            text[digits..].trim_start(),
        ));
    }
    let letter = text.chars().next()?;
    let count = match letter {
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        _ => return None,
    };
    Some((count, text[letter.len_utf8()..].trim_start()))
}

/// A unit's hours.
fn unit(text: &str) -> (Option<u32>, &str) {
    for (word, hours) in [
        ("个工作日", None),
        ("小时", Some(1)),
        ("天", Some(24)),
        ("日", Some(24)),
        ("DAYS", Some(24)),
        ("DAY", Some(24)),
        ("HOURS", Some(1)),
        ("HOUR", Some(1)),
        ("HRS", Some(1)),
        ("HR", Some(1)),
        ("D", Some(24)),
        ("H", Some(1)),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return (hours, rest);
        }
    }
    (None, text)
}
