//! What is declared of goods: dangerous or not and as what, a handbook's number, a customs transit.

use serde_json::{Value, json};

use super::denied::without_denied;
use super::lexer::Choice;
use super::parts::{Part, joined};
use super::settle::Read;
use super::sought::Values;
use super::stance::{Bare, Verdict, judge};
use super::values::clauses;
use super::words;
use crate::domain::Pointer;
use crate::rules::report::set;
use crate::rules::wording::{is_han, narrow};

/// Names of what is not dangerous, and of what is.
const HARMLESS: &str = "非危|非危险|非危险品|非危险货物|非危品|普货|普通货|普通货物|普通化工|普通化工品|不危险|无危险性|无危|non dg|nondg|non dangerous|\
                        non hazardous|non haz|nonhazardous|not dangerous|general cargo|general goods|harmless|非dg|ordinary cargo";
const DANGEROUS: &str = "危险品|危险货物|危险|危品|危货|dangerous|dangerous goods|dangerous cargo|dg|dg cargo|hazardous|hazardous goods|haz|hazmat|\
                         imo|imdg|un";

fn answers(yes: &str, no: &str) -> [Choice; 2] {
    let choice = |names: &str, contrary| Choice {
        contrary: Some(contrary),
        ..Choice::named(names.split('|'))
    };
    [choice(yes, 1), choice(no, 0)]
}

/// Whether the parts say yes, no, or neither.
fn yes_or_no(parts: &[Part], choices: &[Choice; 2]) -> Verdict<usize> {
    let bare = Bare {
        no: Some(1),
        yes: Some(0),
        freely: true,
    };
    judge(&clauses(parts, choices), bare, |choice| {
        choices[choice].contrary
    })
}

fn unsettled(verdict: Verdict<usize>) -> Read {
    let verdict = match verdict {
        Verdict::Open => Verdict::Open,
        Verdict::Unread(words) => Verdict::Unread(words),
        Verdict::Several(names) => Verdict::Several(names),
        Verdict::Denied(names) => Verdict::Denied(names),
        Verdict::Nothing | Verdict::Settled(_) => Verdict::Nothing,
    };
    (verdict, None)
}

/// Dangerous or not; declared with the UN number, the class and the packing group that are given.
pub(super) fn dangerous(at: &Pointer, known: &Value, parts: &[Part]) -> Read {
    let said = joined(parts);
    let text = without_denied(&said);
    let one = [Part {
        text: text.clone(),
        end: ',',
    }];
    let parts = if text == said { parts } else { &one };
    let several = several(&text);
    if !several.is_empty() {
        return (Verdict::Several(several), None);
    }
    let declared = declaration(&text, known.is_object());
    let choices = answers(DANGEROUS, HARMLESS);
    // “OK” is no answer to whether they are: only yes is.
    let bare = Bare {
        no: Some(1),
        yes: parts.iter().all(|part| is_yes(&part.text)).then_some(0),
        freely: true,
    };
    let verdict = judge(&clauses(parts, &choices), bare, |choice| {
        choices[choice].contrary
    });
    let says_no = verdict == Verdict::Settled(1);
    match verdict {
        Verdict::Settled(1) if declared.is_empty() && !known.is_object() => (
            Verdict::Settled(()),
            Some(vec![set(at.as_str(), &json!(false))]),
        ),
        Verdict::Settled(_) | Verdict::Nothing if !says_no => {
            let mut whole = known.as_object().cloned().unwrap_or_default();
            if declared.is_empty() && (verdict == Verdict::Nothing || known.is_object()) {
                return (Verdict::Nothing, None);
            }
            whole.retain(|_, value| !value.is_null());
            for (name, value) in declared {
                whole.insert(name.to_owned(), json!(value));
            }
            (
                Verdict::Settled(()),
                Some(vec![set(at.as_str(), &Value::Object(whole))]),
            )
        }
        // “Not dangerous, UN 1263” says both.
        Verdict::Settled(_) => (Verdict::Open, None),
        other => unsettled(other),
    }
}

/// Whether a text is nothing but a yes.
fn is_yes(text: &str) -> bool {
    let text: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    ["是", "是的", "对", "对的", "yes", "y", "yep", "属于"].contains(&text.to_lowercase().as_str())
}

/// Whether a text speaks of danger at all.
pub(super) fn speaks_of_danger(text: &str) -> bool {
    let part = [Part {
        text: text.to_owned(),
        end: ',',
    }];
    !declaration(text, false).is_empty()
        || clauses(&part, &answers(DANGEROUS, HARMLESS))
            .iter()
            .any(|clause| !clause.names.is_empty())
}

/// The UN number, class and packing group of a text: UN1263, 3类, class 8, PG II. Four figures are a
/// UN number beside a class, or where one is asked for.
pub(super) fn declaration(text: &str, asked: bool) -> Vec<(&'static str, String)> {
    let tokens = tokens(text);
    let mut found: Vec<(&'static str, String)> = Vec::new();
    let mut add = |name: &'static str, value: String| {
        if !found.iter().any(|(known, _)| *known == name) {
            found.push((name, value));
        }
    };
    for (place, token) in tokens.iter().enumerate() {
        let before = |back: usize| {
            place
                .checked_sub(back)
                .and_then(|place| tokens.get(place))
                .map_or("", String::as_str)
        };
        let behind = tokens.get(place + 1).map_or("", String::as_str);
        let four = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        let is_un = |word: &str| matches!(word, "un" | "un号" | "unno");
        let led =
            is_un(before(1)) || (matches!(before(1), "no" | "号" | "编号") && is_un(before(2)));
        if let Some(number) = token.strip_prefix("un").filter(|number| four(number)) {
            add("un", number.to_owned());
        } else if four(token) && led {
            add("un", token.clone());
        } else if is_class_number(token)
            && (behind.starts_with('类') || behind.starts_with('级') || is_class(before(1)))
        {
            add("class", token.to_uppercase());
        } else if let Some(group) = group(token)
            .filter(|_| {
                matches!(
                    before(1),
                    "pg" | "group" | "包装组" | "包装类别" | "包装等级" | "包装"
                )
            })
            .or_else(|| group(token.strip_prefix("pg")?))
        {
            add("packing_group", group.to_owned());
        }
    }
    // The year of 2026-12-15 is none.
    let is_a_year = |number: &str| {
        let (_, behind) = text.split_once(number).unwrap_or_default();
        let behind = behind.trim_start();
        let day = behind.strip_prefix(['-', '/', '.', '年']);
        day.is_some_and(|day| day.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_un = |token: &&String| {
        token.len() == 4
            && token.parse::<u16>().is_ok_and(|number| number < 3_600)
            && !is_a_year(token)
    };
    if found.iter().all(|(name, _)| *name != "un")
        && (asked || !found.is_empty())
        && let Some(number) = tokens.iter().find(is_un)
    {
        found.push(("un", number.clone()));
    }
    found
}

/// The UN numbers or the classes of a text, where it gives more than one: 3类或9类, UN 1263/UN 3469.
fn several(text: &str) -> Vec<String> {
    let mut classes: Vec<String> = Vec::new();
    let mut numbers: Vec<String> = Vec::new();
    let tokens = tokens(text);
    for at in 0..tokens.len() {
        // Two tokens with one before them are as much as a number or a class takes.
        let around = tokens[at.saturating_sub(2)..tokens.len().min(at + 2)].join(" ");
        for (name, value) in declaration(&around, false) {
            let known = match name {
                "class" => &mut classes,
                "un" => &mut numbers,
                _ => continue,
            };
            if !known.contains(&value) {
                known.push(value);
            }
        }
    }
    [numbers, classes]
        .into_iter()
        .find(|values| values.len() > 1)
        .unwrap_or_default()
}

fn is_class(word: &str) -> bool {
    matches!(
        word,
        "class" | "cl" | "imo" | "imdg" | "类别" | "第" | "危险类别" | "是" | "hazard"
    )
}

/// `3`, `2.1`, `1.4S`.
fn is_class_number(token: &str) -> bool {
    let (class, rest) = token.split_at_checked(1).unwrap_or_default();
    let division = rest.strip_prefix('.').map_or(rest.is_empty(), |rest| {
        let mut letters = rest.chars();
        letters.next().is_some_and(|c| ('1'..='6').contains(&c))
            && letters.next().is_none_or(|c| c.is_ascii_alphabetic())
            && letters.next().is_none()
    });
    ("1"..="9").contains(&class) && division
}

fn group(token: &str) -> Option<&'static str> {
    Some(match token {
        "i" | "1" | "ⅰ" => "I",
        "ii" | "2" | "ⅱ" => "II",
        "iii" | "3" | "ⅲ" => "III",
        _ => return None,
    })
}

/// Words of a text: runs of Chinese, runs of Latin letters and figures with the stops between.
fn tokens(text: &str) -> Vec<String> {
    let letters: Vec<char> = text
        .chars()
        .map(narrow)
        .flat_map(char::to_lowercase)
        .collect();
    let mut tokens: Vec<String> = Vec::new();
    let mut last = None;
    for (at, letter) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let within = letter == '.'
            && before.is_some_and(|before| before.is_ascii_digit())
            && letters.get(at + 1).is_some_and(char::is_ascii_digit);
        if !letter.is_alphanumeric() && !within {
            last = None;
            continue;
        }
        let han = is_han(letter);
        match tokens.last_mut().filter(|_| last == Some(han)) {
            Some(token) => token.push(letter),
            None => tokens.push(letter.to_string()),
        }
        last = Some(han);
    }
    tokens
}

/// A handbook's number, or that there is none.
pub(super) fn handbook(at: &Pointer, parts: &[Part]) -> Read {
    let choices = answers(
        "手册|加工贸易手册|加工贸易|handbook|processing trade|来料加工|进料加工",
        "一般贸易|general trade",
    );
    let mut numbers = handbook_numbers(&joined(parts));
    numbers.dedup();
    match (yes_or_no(parts, &choices), &numbers[..]) {
        (Verdict::Settled(1), []) => (
            Verdict::Settled(()),
            Some(vec![set(at.as_str(), &json!(false))]),
        ),
        (Verdict::Settled(0) | Verdict::Nothing, [only]) => (
            Verdict::Settled(()),
            Some(vec![set(at.as_str(), &json!(only))]),
        ),
        (Verdict::Settled(_) | Verdict::Nothing, [_, ..]) => (Verdict::Several(numbers), None),
        (other, _) => unsettled(other),
    }
}

/// The words that are a handbook's number: a letter and eleven figures, or nearly so.
pub(super) fn handbook_numbers(text: &str) -> Vec<String> {
    tokens(text)
        .into_iter()
        .filter(|token| {
            let figures = token.bytes().filter(u8::is_ascii_digit).count();
            figures >= 4
                && (5..=18).contains(&token.len())
                && token.starts_with(|c: char| c.is_ascii_alphabetic())
                && !token.starts_with("un")
        })
        .map(|token| token.to_uppercase())
        .collect()
}

/// From where to where goods go under customs, or that they do not.
pub(super) fn transit(at: &Pointer, parts: &[Part]) -> Read {
    let choices = answers("转关|customs transit|transit", "属地报关|一体化");
    let verdict = yes_or_no(parts, &choices);
    let ends = parts.iter().find_map(|part| ends_of(&part.text));
    match (verdict, ends) {
        (Verdict::Settled(1), None) => (
            Verdict::Settled(()),
            Some(vec![set(at.as_str(), &json!(false))]),
        ),
        (Verdict::Settled(0) | Verdict::Nothing, Some((from, to))) => (
            Verdict::Settled(()),
            Some(vec![set(at.as_str(), &json!({"from": from, "to": to}))]),
        ),
        (other, _) => unsettled(other),
    }
}

/// 从上海转到南京, from Shanghai to Nanjing.
pub(super) fn ends_of(text: &str) -> Option<(String, String)> {
    const LEADS: &[&str] = &[
        "转关",
        "customs transit",
        "transit",
        "从",
        "由",
        "自",
        "from ",
        "起运地",
        "目的地",
    ];
    const TO: &[&str] = &[
        "转关到",
        "转关至",
        "转到",
        "转至",
        "运到",
        "到",
        "至",
        "→",
        "->",
        " to ",
    ];
    let (at, word) = TO
        .iter()
        .filter_map(|word| Some((text.to_lowercase().find(word)?, *word)))
        .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))?;
    let tidy = |text: &str| {
        let mut text = text.trim();
        while let Some(rest) = LEADS
            .iter()
            .find_map(|lead| text.strip_prefix(lead).or_else(|| text.strip_suffix(lead)))
        {
            text = rest.trim();
        }
        (2..=24)
            .contains(&text.chars().count())
            .then(|| text.to_owned())
            .filter(|text| !text.chars().any(|letter| letter.is_ascii_digit()))
    };
    let from = tidy(text.get(..at)?)?;
    let to = tidy(text.get(at + word.len()..)?)?;
    Some((from, to))
}

/// Whether a carrier is designated.
pub(super) fn designation() -> Values {
    let mut values = Values::default();
    let (yes, no) = words::yes_or_no("/carrier_designated").unwrap_or_default();
    for (names, truth, contrary) in [(yes, true, 1), (no, false, 0)] {
        values.choices.push(Choice {
            contrary: Some(contrary),
            ..Choice::named(names)
        });
        values
            .changes
            .push(vec![set("/carrier_designated", &json!(truth))]);
    }
    values.bare = Bare {
        no: Some(1),
        yes: None,
        freely: false,
    };
    values
}
