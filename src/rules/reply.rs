//! A customer's reply as it was pasted: “南港, Mary 11:40” gives a value, who said it and when.
//!
//! The text is read by its parts. The part with the time in it names the person; what is left is the
//! value, which one of the finding's remedies or its first unanswered field takes. Nothing is guessed:
//! what fits neither is no value, and the text stays as the proof of what was said.

use chrono::{Datelike as _, NaiveDate, NaiveTime, TimeZone as _};

use serde_json::{Value, json};

use super::reply_value::change;
use super::report::append;
use super::wording::{is_han, narrow, said};
use crate::domain::{Consignment, Finding, Moment, PatchStep};
use crate::json;
use crate::reference::Reference;

/// What a pasted reply says about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The change that the value makes; none where the reply gives none that fits.
    pub change: Option<Vec<PatchStep>>,
    /// Who said it.
    pub by: Option<String>,
    /// When; never after now.
    pub at: Option<Moment>,
    /// The value as it stands in the text.
    pub value: String,
    /// The whole text: the proof.
    pub text: String,
}

impl Reply {
    /// The changes that the reply makes to a consignment: its value, who confirmed it and when
    /// (3.2o), and the text as proof. None where it gives no value or nobody's name.
    pub fn steps(
        &self,
        finding: &Finding,
        consignment: &Consignment,
        now: Moment,
    ) -> Option<Vec<PatchStep>> {
        let (change, by) = self.change.as_ref().zip(self.by.as_deref())?;
        let at = json::moment_text(&self.at.unwrap_or(now));
        let completed: Vec<Value> = change
            .iter()
            .filter_map(|step| match step {
                PatchStep::Set(field, _) => {
                    Some(json!({"field": field.as_str(), "by": by, "at": at}))
                }
                PatchStep::Insert(..) | PatchStep::Remove(_) => None,
            })
            .collect();
        let proof = json!({
            "rule": finding.rule.as_str(),
            "field": finding.at.as_ref().map(crate::domain::Pointer::as_str),
            "party": "customer",
            "by": by,
            "at": at,
            "reason": self.text,
        });
        let mut steps = change.clone();
        steps.extend(append(
            "/completed",
            consignment.completed.len(),
            &completed,
        ));
        steps.extend(append("/answers", consignment.answers.len(), &[proof]));
        Some(steps)
    }
}

/// Reads a reply to a finding.
pub fn read_reply(
    text: &str,
    finding: &Finding,
    consignment: &Consignment,
    reference: &Reference,
    now: Moment,
) -> Reply {
    let resolve = |value: &str| change(value, finding, consignment, reference);
    // A field that takes any text takes a name as well: only what fits a choice is surely a value.
    let takes_any = resolve("zzqx").is_some();
    let is_value = |value: &str| !takes_any && resolve(value).is_some();
    let (mut parts, time) = parts_of(text, now);
    let mut by = None;
    if let Some((place, at)) = time {
        let beside = parts.remove(place);
        let (front, named) = split_person(&beside);
        by = named;
        if let Some(front) = front {
            parts.insert(place, front);
        }
        // “Mary: 南港 11:40”, “南港, Mary, 11:40”: the person stands in a part of its own.
        if let Some(person) = by.take_if(|person| is_value(person)) {
            parts.insert(place.min(parts.len()), person);
        }
        if by.is_none() {
            let person = parts
                .iter()
                .rposition(|part| split_person(part).0.is_none() && !is_value(part));
            by = person
                .filter(|_| parts.len() > 1)
                .and_then(|person| split_person(&parts.remove(person)).1);
        }
        return finish(text, &parts, by, Some(at), resolve);
    }
    // Without a time the last part names the person, where another is left for the value.
    if parts.len() > 1
        && let Some(last) = parts.last().filter(|last| !is_value(last))
        && let (None, Some(person)) = split_person(last)
    {
        by = Some(person);
        parts.pop();
    }
    finish(text, &parts, by, None, resolve)
}

fn finish(
    text: &str,
    parts: &[String],
    by: Option<String>,
    at: Option<Moment>,
    resolve: impl Fn(&str) -> Option<Vec<PatchStep>>,
) -> Reply {
    let whole = parts.join(", ");
    let change = resolve(&whole).or_else(|| parts.iter().find_map(|part| resolve(part)));
    Reply {
        change,
        by,
        at,
        value: whole,
        text: text.trim().to_owned(),
    }
}

/// The parts of a text, without its time; and which part had that.
fn parts_of(text: &str, now: Moment) -> (Vec<String>, Option<(usize, Moment)>) {
    let plain: Vec<char> = text.chars().map(narrow).collect();
    let mut parts = vec![String::new()];
    for (place, &letter) in plain.iter().enumerate() {
        let digit = |at: Option<usize>| {
            at.and_then(|at| plain.get(at))
                .is_some_and(char::is_ascii_digit)
        };
        let between_digits = digit(place.checked_sub(1)) && digit(Some(place + 1));
        let ends = match letter {
            ',' | ':' => !between_digits,
            ';' | '\n' | '(' | ')' | '。' | '、' | '—' | '–' | '|' | '"' | '“' | '”' => {
                true
            }
            _ => false,
        };
        if ends {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    let mut time = None;
    let mut kept: Vec<String> = Vec::new();
    for part in parts {
        let (rest, found) = take_time(&part, now);
        if let (None, Some(at)) = (&time, found) {
            time = Some((kept.len(), at));
            kept.push(rest);
        } else if said(&rest).is_some() {
            kept.push(rest.trim().to_owned());
        }
    }
    (kept, time)
}

/// A part without its time and the day beside it.
fn take_time(part: &str, now: Moment) -> (String, Option<Moment>) {
    let spaced: String = part
        .chars()
        .zip(part.chars().skip(1).chain([' ']))
        .flat_map(|(letter, next)| {
            let breaks = letter.is_alphabetic() != next.is_alphabetic()
                && (is_han(letter) || is_han(next) || letter.is_ascii_alphabetic())
                && !matches!(letter, '年' | '月')
                && !matches!(next, '年' | '月' | '日' | '号');
            [Some(letter), breaks.then_some(' ')].into_iter().flatten()
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let Some(place) = words.iter().position(|word| clock(word).is_some()) else {
        return (part.to_owned(), None);
    };
    let Some(mut time) = clock(words[place]) else {
        return (part.to_owned(), None);
    };
    let mut used = vec![place];
    if let Some(half) = words.get(place + 1).map(|word| word.to_ascii_lowercase()) {
        let shift = match (half.as_str(), chrono::Timelike::hour(&time)) {
            ("pm", hour) if hour < 12 => 12,
            ("am", 12) => -12,
            ("am" | "pm", _) => 0,
            _ => 24,
        };
        if shift != 24 {
            time += chrono::TimeDelta::hours(shift);
            used.push(place + 1);
        }
    }
    let today = now.date_naive();
    let mut date = None;
    for (at, word) in words.iter().enumerate() {
        if let Some(found) = day(word, today).filter(|_| date.is_none()) {
            date = Some(found);
            used.push(at);
        }
    }
    let offset = *now.offset();
    let moment = |date: NaiveDate| offset.from_local_datetime(&date.and_time(time)).single();
    // A time alone is the last one: what was said at 23:50 was said yesterday.
    let at = match date {
        Some(date) => moment(date),
        None => moment(today).and_then(|at| {
            if at > now {
                moment(today.pred_opt()?)
            } else {
                Some(at)
            }
        }),
    };
    let rest: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(at, _)| !used.contains(at))
        .map(|(_, word)| *word)
        .collect();
    (rest.join(" "), at.map(|at| at.min(now)))
}

/// A time of day: `11:40`, `11:40:05`.
fn clock(word: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(word, form).ok())
}

/// A day: `2026-11-20`, `11/20`, `11月20日`, `today`, 昨天.
fn day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    match word.to_lowercase().as_str() {
        "today" | "今天" | "今日" => return Some(today),
        "yesterday" | "昨天" | "昨日" => return today.pred_opt(),
        _ => {}
    }
    let figures: Vec<&str> = word
        .split(['-', '/', '.', '年', '月', '日', '号'])
        .filter(|figure| !figure.is_empty())
        .collect();
    let number = |text: &str| text.parse::<u32>().ok();
    match figures[..] {
        [year, month, date] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(date)?)
        }
        [month, date] if month.len() <= 2 && date.len() <= 2 => {
            let (month, date) = (number(month)?, number(date)?);
            let this = NaiveDate::from_ymd_opt(today.year(), month, date)?;
            // December's reply that is read in January.
            if this > today {
                NaiveDate::from_ymd_opt(today.year() - 1, month, date)
            } else {
                Some(this)
            }
        }
        _ => None,
    }
}

/// What stands before a person's name in a part, and the name: “South harbour confirmed by Mary”.
fn split_person(part: &str) -> (Option<String>, Option<String>) {
    let words: Vec<&str> = part.split_whitespace().collect();
    let by = words.iter().rposition(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "by" | "from" | "per" | "-" | "--" | "by:" | "确认人" | "由"
        )
    });
    // A name is in one script: 南港 before Mary is none of hers.
    let last_is_han = words.last().is_some_and(|word| word.chars().any(is_han));
    let is_name = |word: &&&str| {
        let mut letters = word.chars();
        let first = letters.next();
        let han = word.chars().all(is_han) && (2..=4).contains(&word.chars().count());
        (han && last_is_han)
            || (first.is_some_and(|letter| letter.is_uppercase() && !last_is_han)
                && word
                    .chars()
                    .all(|letter| letter.is_alphabetic() || matches!(letter, '.' | '-' | '\'')))
    };
    let begins = by.map_or_else(
        || {
            // The names at the end, three words at most: Mr. Mary Chen.
            let names = words.iter().rev().take(3).take_while(|word| is_name(word));
            words.len() - names.count()
        },
        |by| by + 1,
    );
    let person = words[begins..].join(" ");
    let mut front: Vec<&str> = words[..by.unwrap_or(begins)].to_vec();
    while front.last().is_some_and(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "confirmed" | "said" | "ok'd" | "确认" | "回复"
        )
    }) {
        front.pop();
    }
    let text = |text: String| said(&text).map(str::to_owned);
    (text(front.join(" ")), text(person))
}
