//! Who gave a reply and when, taken out of its parts.

use chrono::DateTime;

use super::chat::turns;
use super::closing::{is_greeting, sign_off, signs_off};
use super::letter::Letter;
use super::names::{IsValue, at_end, at_start, whole};
use super::parts::{Part, parts};
use super::signature::without_signature;
use super::signer::somebody;
use super::when::{Stamp, day, stamps};
use crate::domain::Moment;

/// A reply's parts without its person and its time.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) parts: Vec<Part>,
    pub(super) by: Option<String>,
    pub(super) at: Option<Moment>,
}

/// What a finding takes, as far as it matters to who and when.
#[derive(Clone, Copy)]
pub(super) struct Seeks<'a> {
    /// Whether a text gives a value.
    pub(super) is_value: IsValue<'a>,
    /// Whether a text names a place: 马尼拉 before a colon is nobody.
    pub(super) is_place: IsValue<'a>,
    /// Whether the value is a time itself.
    pub(super) time: bool,
    /// Whether the value may be any figure.
    pub(super) figure: bool,
    /// Whether any text is a value.
    pub(super) any: bool,
    /// Whether somebody to call is asked for: who stands with a telephone did not write the reply.
    pub(super) calls: bool,
}

/// Takes the person and the time out of a letter.
pub(super) fn told(letter: &Letter, now: Moment, seeks: Seeks<'_>) -> Told {
    let turns = turns(&letter.body, now, seeks);
    let body = turns.as_ref().map_or(&letter.body, |turns| &turns.body);
    let mut told = Told {
        parts: parts(&without_signature(body, seeks)),
        ..Told::default()
    };
    let greets = |part: &Part| {
        is_greeting(&part.text)
            && !(seeks.is_value)(&part.text)
            && stamps(&part.text, now).is_empty()
    };
    // “陈小姐，你好：” greets by the name.
    if told.parts.len() > 1
        && greets(&told.parts[1])
        && whole(&told.parts[0].text, seeks.is_value).is_some()
    {
        told.parts.remove(0);
    }
    told.parts.retain(|part| !greets(part));
    if let Some(turns) = turns {
        told.by = Some(turns.by);
        told.at = turns.at;
    } else if let Some((place, stamp)) = stamp_of(&told.parts, now, seeks) {
        take_stamp(&mut told, place, &stamp, now, seeks);
    }
    if told.by.is_none() {
        // Who signs is taken off the text; who sent it is who the head says.
        let signed = somebody(&mut told.parts, seeks);
        told.by = letter.from.as_deref().and_then(sender).or(signed);
    }
    if told.at.is_none() {
        told.at = letter.sent.as_deref().and_then(|sent| {
            // “Tue, 24 Nov 2026 03:40:00 +0000” names its zone.
            if let Ok(at) = DateTime::parse_from_rfc2822(sent.trim()) {
                return Some(at.with_timezone(now.offset()).min(now));
            }
            let stamp = stamps(sent, now).into_iter().next()?;
            stamp.moment(None, now)
        });
    }
    sign_off(&mut told.parts, seeks);
    told.parts
        .retain(|part| !(is_nothing(&part.text) || part.end == ':' && announces(&part.text)));
    told
}

/// What stands before a colon and only says that an answer follows.
fn announces(text: &str) -> bool {
    ["问", "答", "q", "a", "re", "回复", "回", "reply", "answer"]
        .contains(&text.trim().to_lowercase().as_str())
}

/// The time at which the reply was given: of several the last that stands with a person.
fn stamp_of(parts: &[Part], now: Moment, seeks: Seeks<'_>) -> Option<(usize, Stamp)> {
    let all: Vec<(usize, Stamp)> = parts
        .iter()
        .enumerate()
        .flat_map(|(place, part)| {
            stamps(&part.text, now)
                .into_iter()
                .map(move |stamp| (place, stamp))
        })
        .filter(|(place, stamp)| {
            let is_asked = seeks.time && is_of_tomorrow(&parts[*place].text, stamp);
            !stamp.is_ahead(now) && !is_asked
        })
        .collect();
    let has_name = |(place, stamp): &&(usize, Stamp)| {
        let (left, right) = around(&parts[*place].text, stamp);
        at_end(&left, seeks.is_value, true).is_some()
            || whole(&right, seeks.is_value).is_some()
            || (left.is_empty() && right.is_empty() && neighbour(parts, *place, seeks).is_some())
    };
    let chosen = all
        .iter()
        .rev()
        .find(has_name)
        .or(all.last().filter(|_| !seeks.time || all.len() > 1))
        .cloned();
    let chosen = chosen.or_else(|| {
        // 0940 is a time where it stands alone, or behind a name; 09.40 only there.
        let figures = |part: &Part| {
            let (front, last) = part.text.rsplit_once(' ').unwrap_or(("", &part.text));
            let named = !front.is_empty() && at_end(front, seeks.is_value, true).is_some();
            let start = part.text.chars().count() - last.chars().count();
            if let Some(stamp) = Stamp::of_decimals(last).filter(|_| named) {
                return Some(stamp.at(start));
            }
            let stamp = Stamp::of_figures(last)?;
            let alone = front.is_empty()
                && (!seeks.figure
                    || parts
                        .iter()
                        .filter(|part| part.text.bytes().any(|b| b.is_ascii_digit()))
                        .count()
                        > 1);
            (named || alone).then(|| stamp.at(start))
        };
        let (place, stamp) = parts
            .iter()
            .enumerate()
            .rev()
            .find_map(|(place, part)| Some((place, figures(part)?)))?;
        (parts.len() > 1 || parts[place].text.contains(' ')).then_some((place, stamp))
    });
    chosen.or_else(|| of_a_day(parts, now, seeks))
}

/// The day that stands behind a person without an hour: 王芳 11月20日.
fn of_a_day(parts: &[Part], now: Moment, seeks: Seeks<'_>) -> Option<(usize, Stamp)> {
    if seeks.time || seeks.figure {
        return None;
    }
    let today = now.date_naive();
    let in_part = |text: &str| {
        text.match_indices(' ').find_map(|(at, _)| {
            let (front, last) = (&text[..at], &text[at + 1..]);
            let letters: Vec<char> = last.chars().collect();
            let day = day(&letters, today).filter(|day| *day <= today)?;
            at_end(front, seeks.is_value, true)?;
            let start = front.chars().count() + 1;
            Some(Stamp::of_day(start..start + letters.len(), day, now))
        })
    };
    let mut parts = parts.iter().enumerate().rev();
    parts.find_map(|(place, part)| Some((place, in_part(&part.text)?)))
}

/// Whether the day of a time that is asked for is yet to come: 明天下午3点.
fn is_of_tomorrow(text: &str, stamp: &Stamp) -> bool {
    let before: String = text.chars().take(stamp.place.start).collect();
    let before = before.trim_end().to_lowercase();
    if stamp.names_a_weekday(text) {
        return true;
    }
    ["明天", "后天", "明", "tomorrow", "tomorrow at"]
        .iter()
        .any(|day| before.ends_with(day))
}

/// What stands before and behind a time in its part.
fn around(text: &str, stamp: &Stamp) -> (String, String) {
    let letters: Vec<char> = text.chars().collect();
    // A minus before a figure is its sign: “-18C Mary 9:40”; so may a dash be.
    let tidy = |letters: &[char]| {
        let text: String = letters.iter().collect();
        let text = text.trim_end_matches([' ', '@', '-', '–', '\'', '*', '_']);
        let rest = text.trim_start_matches([' ', '@', '-', '–', '\'', '*', '_']);
        let before = text[..text.len() - rest.len()].chars().next_back();
        match before.filter(|sign| matches!(sign, '-' | '–')) {
            Some(sign) if rest.starts_with(|letter: char| letter.is_ascii_digit()) => {
                format!("{sign}{rest}")
            }
            _ => rest.to_owned(),
        }
    };
    (
        tidy(&letters[..stamp.place.start]),
        tidy(&letters[stamp.place.end..]),
    )
}

fn take_stamp(told: &mut Told, place: usize, stamp: &Stamp, now: Moment, seeks: Seeks<'_>) {
    let end = told.parts[place].end;
    let (left, right) = around(&told.parts[place].text, stamp);
    // A day that is a part of its own beside the time.
    let today = now.date_naive();
    let day_at = |place: usize| {
        let part: Vec<char> = told.parts.get(place)?.text.chars().collect();
        // 6.1 may be a class where figures are asked for.
        let is_figure = seeks.figure && part.contains(&'.');
        day(&part, today).filter(|day| *day <= today && !is_figure)
    };
    let beside = [place.checked_sub(1), Some(place + 1)]
        .into_iter()
        .flatten()
        .find_map(|place| Some((place, day_at(place)?)));
    told.at = stamp.moment(beside.map(|(_, day)| day), now);
    let mut rests: Vec<String> = Vec::new();
    let is_value = |text: &str| (seeks.is_value)(text) && whole(text, seeks.is_value).is_some();
    // “Regards, Rashid Khan”: who signs is a person, whatever else is called so.
    let signs = place > 0 && signs_off(&told.parts[place - 1].text) && left.contains(' ');
    if let Some(name) = whole(&left, &|_| false).filter(|_| signs) {
        told.by = Some(name);
        rests.push(right);
    } else if let Some((rest, name)) =
        at_end(&left, seeks.is_value, true).filter(|_| !is_value(&left))
    {
        told.by = Some(name);
        rests.extend([rest, right]);
    } else if let Some(name) = whole(&right, seeks.is_value) {
        told.by = Some(name);
        rests.push(left);
    } else if let Some((rest, name)) = at_start(&left, seeks.is_value, true) {
        told.by = Some(name);
        rests.extend([rest, right]);
    } else if let Some((rest, name)) =
        at_start(&right, seeks.is_value, false).filter(|(rest, _)| (seeks.is_value)(rest))
    {
        told.by = Some(name);
        rests.extend([left, rest]);
    } else {
        rests.extend([left, right]);
    }
    let rests: Vec<Part> = rests
        .into_iter()
        .filter(|text| {
            text.chars()
                .any(|letter| letter.is_alphanumeric() || matches!(letter, '✗' | '✓'))
        })
        .map(|text| Part { text, end })
        .collect();
    let gone = rests.is_empty();
    let (before, length) = (place, rests.len());
    told.parts.splice(place..=place, rests);
    let mut dated = beside.map(|(at, _)| if at > place { at + length - 1 } else { at });
    if told.by.is_none() && gone {
        // The person stands in a part of its own, before the time or behind it.
        let skipped = |at: usize| Some(at) == dated;
        let back = (0..before).rev().find(|at| !skipped(*at));
        let on = (before..told.parts.len()).find(|at| !skipped(*at));
        for at in [back, on].into_iter().flatten() {
            if told.parts.len() > 1
                && let Some(name) = named_by(&told.parts[at].text, seeks)
            {
                told.by = Some(name);
                told.parts.remove(at);
                dated = dated.map(|dated| if dated > at { dated - 1 } else { dated });
                break;
            }
        }
    }
    if let Some(dated) = dated.filter(|dated| *dated < told.parts.len()) {
        told.parts.remove(dated);
    }
}

fn neighbour(parts: &[Part], place: usize, seeks: Seeks<'_>) -> Option<String> {
    [place.checked_sub(1), Some(place + 1)]
        .into_iter()
        .flatten()
        .find_map(|place| named_by(&parts.get(place)?.text, seeks))
}

/// The name that is all of a text; Cat Lai is a harbour's where one is asked for.
fn named_by(text: &str, seeks: Seeks<'_>) -> Option<String> {
    whole(text, seeks.is_value).filter(|_| !(seeks.is_value)(text))
}

/// The sender in a mail's head: `Mary Chen <mary@example.com>`.
fn sender(head: &str) -> Option<String> {
    let name = head
        .split(['<', '[', '('])
        .next()
        .unwrap_or_default()
        .trim_matches([' ', '"', '\'']);
    let name = if name.is_empty() {
        head.trim_matches(['<', '>', ' '])
    } else {
        name
    };
    let name = name.split('@').next().unwrap_or_default().trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// What is left of a person's own part: 微信, 客户.
fn is_nothing(text: &str) -> bool {
    [
        "微信",
        "电话",
        "邮件",
        "短信",
        "客户",
        "客人",
        "客户回复",
        "回复",
        "wechat",
        "whatsapp",
        "email",
        "by",
        "from",
        "per",
        "via",
    ]
    .contains(&text.trim().to_lowercase().as_str())
}
