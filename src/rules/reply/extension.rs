//! A cut-off's new time as the carrier gives it: 截单延到明天12点, “SI cut-off extended to 28 Nov 17:00”.
//!
//! The time is taken out of the text, and a word that says no more than “extended” stands in its place:
//! what is left is read like any other confirmation.

use std::ops::Range;

use chrono::NaiveDate;

use super::edges::{ahead, behind, find_word};
use super::extension_times::{Named, dated, hours, old_hour};
use super::extension_words::{AHEAD_OF_A_TIME, BEHIND_A_TIME, NEUTRAL, names, subjects};
use super::lexer::folded;
use super::sought::Around;
use super::stance::Verdict;
use super::when::stamps;
use crate::domain::decide::cut_off_of;
use crate::domain::{CutOffKind, Finding, KnownValue, Moment, Text};

/// What stands for the new time in the text.
const EXTENDED: &str = " 延期 ";

/// A text without its new time.
pub(super) struct Extension {
    /// What is left to be read.
    pub(super) body: String,
    /// The new time, where there is one and no more.
    pub(super) until: Option<Moment>,
    /// What it comes to instead, where no new time is to be had from it.
    pub(super) instead: Option<Verdict<bool>>,
    /// Why its new time is none.
    pub(super) against: Option<Text>,
}

/// Reads the text of a reply to a question about a cut-off; none where the finding is not about one.
pub(super) fn read(body: &str, around: Around<'_>) -> Option<Extension> {
    let kind = kind_of(around.finding)?;
    let before = cut_off_of(around.finding)?;
    let day_before: NaiveDate = before.get(..10)?.parse().ok()?;
    let port = around.consignment.pol.known();
    let port = port.and_then(|code| around.reference.port(code.as_str()));
    let offset = port.map_or(*around.now.offset(), |port| port.offset_on(day_before));
    let now = around.now.with_timezone(&offset);
    let letters: Vec<char> = body.chars().collect();
    let mut named = dated(&letters, now, day_before);
    let is_old = |one: &Named| one.at.format("%Y-%m-%d %H:%M").to_string() == before;
    let mut old: Vec<Range<usize>> = named
        .iter()
        .filter(|one| is_old(one))
        .map(|one| one.place.clone())
        .collect();
    named.retain(|one| !is_old(one) && one.at > now);
    if named.is_empty() {
        named.extend(hours(&letters, now, day_before, &before));
        // 从20点延到23点: the old hour, said without its day.
        if let Some(new) = named.first() {
            old.extend(old_hour(&letters[..new.place.start], &before));
        }
    }
    let mut parts = parts_of(&letters, &named, &old, kind);
    // 截港20:00，截关18:00，都是28号: a day alone is not all of it.
    let own = names(kind);
    let apart = parts.iter().any(|part| {
        let words = Words::of(&part.text);
        let has_hour = || !stamps(&part.text, now).is_empty();
        part.times.is_empty() && has_hour() && own.iter().any(|name| words.holds(name))
    });
    let kept = kept(&mut parts, kind);
    let instead = kept.err();
    let mut left: Vec<&Named> = Vec::new();
    parts.retain(|part| !part.is_beside);
    for part in &parts {
        left.extend(part.times.iter().map(|&index| &named[index]));
    }
    // “今天可以延到明天12点”: a day beside a time is no new time.
    if left.iter().any(|one| one.has_hour) {
        left.retain(|one| one.has_hour);
    }
    let instead = instead.or_else(|| {
        if apart && left.iter().all(|one| !one.has_hour) && !left.is_empty() {
            return Some(Verdict::Open);
        }
        let several = left
            .iter()
            .any(|one| one.at != left[0].at || one.is_doubtful);
        several.then_some(Verdict::Open)
    });
    let until = left.first().map(|one| one.at).filter(|_| instead.is_none());
    let against = match until {
        Some(until) => not_later(until, &before, around),
        // “extended to 20 Nov 17:00”, which it was.
        None => (instead.is_none() && !old.is_empty()).then(|| extends_nothing(&before, &before)),
    };
    let body: String = parts.iter().map(|part| part.text.as_str()).collect();
    Some(Extension {
        body,
        until,
        instead,
        against,
    })
}

/// Why a time is no extension: the old one is as late, or the ship has left by then.
fn not_later(until: Moment, before: &str, around: Around<'_>) -> Option<Text> {
    let time = until.format("%Y-%m-%d %H:%M").to_string();
    let etd = around
        .consignment
        .chosen_sailing()
        .and_then(|ship| ship.etd);
    if time.as_str() <= before {
        return Some(extends_nothing(&time, before));
    }
    let etd = etd.filter(|etd| until.date_naive() > *etd)?;
    Some(
        Text::of("reply.extends-beyond")
            .with("until", time)
            .with("etd", etd),
    )
}

/// That a new time is no later than the old one.
fn extends_nothing(until: &str, before: &str) -> Text {
    Text::of("reply.extends-nothing")
        .with("until", until)
        .with("before", before)
}

/// Which cut-off a finding is about.
fn kind_of(finding: &Finding) -> Option<CutOffKind> {
    let at = finding.at.as_ref()?;
    at.as_str().strip_prefix("/sailing/cut_offs/")?.parse().ok()
}

/// A part of the text between stops, its times taken out.
#[derive(Default)]
struct Part {
    text: String,
    times: Vec<usize>,
    /// Whether it is about other cut-offs.
    is_beside: bool,
}

fn parts_of(
    letters: &[char],
    named: &[Named],
    old: &[Range<usize>],
    kind: CutOffKind,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut part = Part::default();
    let mut at = 0;
    while at < letters.len() {
        if let Some(index) = named.iter().position(|one| one.place.start == at) {
            let led = trimmed_end(&part.text, AHEAD_OF_A_TIME).len();
            part.text.truncate(led);
            part.text.push_str(EXTENDED);
            part.times.push(index);
            at = named[index].place.end;
            at += said_behind(&letters[at..]);
            continue;
        }
        if let Some(place) = old.iter().find(|place| place.start == at) {
            let led = trimmed_end(
                &part.text,
                &["从", "由", "from", "原来的", "原来", "原", "old"],
            )
            .len();
            part.text.truncate(led);
            part.text.push(' ');
            at = place.end;
            continue;
        }
        let letter = letters[at];
        part.text.push(letter);
        let stops = matches!(letter, '。' | ';' | '\n' | '!' | '?')
            || matches!(letter, ',' | '、') && !is_only_names(&part.text, kind)
            || letter == '.' && letters.get(at + 1).is_none_or(|next| next.is_whitespace());
        if stops {
            parts.push(std::mem::take(&mut part));
        }
        at += 1;
    }
    parts.push(part);
    parts
}

/// Whether a part names cut-offs and says nothing of them yet: SI, VGM延到明天.
fn is_only_names(text: &str, kind: CutOffKind) -> bool {
    let left = without(text, &names(kind), &subjects(kind));
    !left.chars().any(char::is_alphanumeric)
}

/// A text without the words at its end that only lead to what follows.
fn trimmed_end<'t>(text: &'t str, words: &[&str]) -> &'t str {
    let mut text = text.trim_end();
    loop {
        let lower = text.to_ascii_lowercase();
        let Some(rest) = words.iter().find_map(|word| ahead(&lower, word)) else {
            return text;
        };
        text = text[..rest.len()].trim_end();
    }
}

/// How many letters behind a time say no more than that it is the last: 之前, 止.
fn said_behind(rest: &[char]) -> usize {
    let text: String = rest.iter().take(12).collect();
    let blank = text.chars().take_while(|letter| *letter == ' ').count();
    let lower = text.trim_start().to_lowercase();
    BEHIND_A_TIME
        .iter()
        .find(|word| behind(&lower, word).is_some())
        .map_or(0, |word| blank + word.chars().count())
}

/// Leaves out what is said of other cut-offs, and takes the words for this one out of the rest.
///
/// # Errors
/// Only other things are spoken of, beside a new time: their names.
fn kept(parts: &mut [Part], kind: CutOffKind) -> Result<(), Verdict<bool>> {
    let own = names(kind);
    let others = subjects(kind);
    let speaks: Vec<(bool, Option<&str>)> = parts
        .iter()
        .map(|part| {
            let tokens = Words::of(&part.text);
            let is_own = own.iter().any(|name| tokens.holds(name));
            let other = others.iter().copied().find(|name| tokens.holds(name));
            (is_own, other)
        })
        .collect();
    let answered = parts
        .iter()
        .zip(&speaks)
        .any(|(part, (own, other))| *own || other.is_none() && !part.times.is_empty());
    for (part, (is_own, other)) in parts.iter_mut().zip(speaks) {
        let Some(other) = other.filter(|_| !is_own) else {
            part.text = without(&part.text, &own, &others);
            continue;
        };
        if answered {
            part.is_beside = true;
        } else if !part.times.is_empty() {
            return Err(Verdict::Unread(vec![other.to_owned()]));
        }
    }
    Ok(())
}

/// A text without the names of its cut-off, of others named with it, and without what changes nothing.
fn without(text: &str, own: &[&str], others: &[&str]) -> String {
    let mut words = Words::of(text);
    let named = own.iter().any(|name| words.holds(name));
    for name in own.iter().chain(NEUTRAL) {
        words.take_out(name);
    }
    if named {
        for name in others {
            words.take_out(name);
        }
    }
    words.text
}

/// A text that is searched for words: Latin ones stand for themselves.
struct Words {
    text: String,
    folded: String,
}

impl Words {
    fn of(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            folded: folded(text).unwrap_or_else(|| text.to_owned()),
        }
    }

    fn holds(&self, name: &str) -> bool {
        find_word(&self.folded, name).is_some()
    }

    fn take_out(&mut self, name: &str) {
        while let Some(at) = find_word(&self.folded, name) {
            let blank = " ".repeat(name.len());
            self.text.replace_range(at..at + name.len(), &blank);
            self.folded.replace_range(at..at + name.len(), &blank);
        }
    }
}
