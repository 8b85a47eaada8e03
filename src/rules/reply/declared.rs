//! What is declared of goods: dangerous or not, and as what.

use serde_json::{Value, json};

use super::amended::amended;
use super::denied::{declares_more, without_denied};
use super::lexer::Choice;
use super::parts::{Part, joined};
use super::settle::Read;
use super::stance::{Bare, Verdict, judge};
use super::unsettled::puts_off;
use super::values::clauses;
use crate::domain::Pointer;
use crate::domain::han::simplified;
use crate::rules::report::set;
use crate::rules::wording::{is_han, narrow};

/// Names of what is not dangerous, and of what is.
const HARMLESS: &str = "非危|非危险|非危险品|非危险货物|非危品|普货|普通货|普通货物|普通化工|普通化工品|不危险|无危险性|无危|non dg|nondg|non dangerous|\
                        non hazardous|non haz|nonhazardous|not dangerous|general cargo|general goods|harmless|非dg|ordinary cargo";
const DANGEROUS: &str = "危险品|危险货物|危险|危品|危货|dangerous|dangerous goods|dangerous cargo|dg|dg cargo|hazardous|hazardous goods|haz|hazmat|\
                         imo|imdg|un";

pub(super) fn answers(yes: &str, no: &str) -> [Choice; 2] {
    let choice = |names: &str, contrary| Choice {
        contrary: Some(contrary),
        ..Choice::named(names.split('|'))
    };
    [choice(yes, 1), choice(no, 0)]
}

/// Whether the parts say yes, no, or neither.
pub(super) fn yes_or_no(parts: &[Part], choices: &[Choice; 2]) -> Verdict<usize> {
    let bare = Bare {
        no: Some(1),
        yes: Some(0),
        freely: true,
    };
    judge(&clauses(parts, choices), bare, |choice| {
        choices[choice].contrary
    })
}

pub(super) fn unsettled(verdict: Verdict<usize>) -> Read {
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
    let parts = amended(parts);
    let said = joined(&parts);
    let text = without_denied(&said);
    let one = [Part {
        text: text.clone(),
        end: ',',
    }];
    let parts = if text == said { &parts[..] } else { &one };
    if let Some(more) = declares_more(&text) {
        return (Verdict::Unread(vec![more]), None);
    }
    if let Some(number) = no_number(&tokens(&text)) {
        return (Verdict::Unread(vec![number]), None);
    }
    let all = declared(&text, known.is_object());
    let several = several(&all);
    if !several.is_empty() {
        return (Verdict::Several(several), None);
    }
    if !all.is_empty() && parts.iter().any(puts_off) {
        return (Verdict::Open, None);
    }
    let declared = one_of_each(all);
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

/// The UN number, class and packing group of a text, the first of each.
pub(super) fn declaration(text: &str, asked: bool) -> Vec<Declared> {
    one_of_each(declared(text, asked))
}

/// A UN number, a class or a packing group, by the name of its field.
type Declared = (&'static str, String);

fn one_of_each(all: Vec<Declared>) -> Vec<Declared> {
    ["un", "class", "packing_group"]
        .iter()
        .filter_map(|name| all.iter().find(|(known, _)| known == name).cloned())
        .collect()
}

/// The UN numbers, classes and packing groups of a text: UN1263, 3类, class 8, PG II, UN 1263/3/II.
/// Four figures are a UN number beside a class, or where one is asked for.
fn declared(text: &str, asked: bool) -> Vec<Declared> {
    let tokens = tokens(text);
    let mut found: Vec<Declared> = Vec::new();
    let token = |place: Option<usize>| {
        place
            .and_then(|place| tokens.get(place))
            .map_or("", String::as_str)
    };
    for (place, word) in tokens.iter().enumerate() {
        let before = |back: usize| token(place.checked_sub(back));
        let behind = token(Some(place + 1));
        // A class stands bare between the number and the group, as papers write it.
        let bare = is_roman(behind);
        if let Some(number) = un_number(&tokens, place) {
            if is_un_number(number) {
                found.push(("un", number.to_owned()));
            }
        } else if let Some(group) = group(word).filter(|_| {
            matches!(
                before(1),
                "pg" | "group" | "grp" | "包装组" | "包装类" | "包装类别" | "包装等级" | "包装"
            ) || matches!(behind, "类包装" | "级包装")
                || is_roman(word)
                    && *word != "i"
                    && (is_class_number(before(1))
                        || before(1).starts_with('类') && is_class_number(before(2)))
        }) {
            found.push(("packing_group", group.to_owned()));
        } else if is_class_number(word)
            && (behind.starts_with('类')
                || behind.starts_with('级')
                || is_class(before(1))
                || behind == "pg"
                || bare && (asked || un_number(&tokens, place.wrapping_sub(1)).is_some()))
        {
            found.push(("class", word.to_uppercase()));
        } else if let Some(class) = joined_class(word) {
            found.push(("class", class.to_uppercase()));
        } else if let Some(group) = word.strip_prefix("pg").and_then(group) {
            found.push(("packing_group", group.to_owned()));
        }
    }
    // The year of 2026-12-15 is none.
    let is_a_year = |number: &str| {
        let (_, behind) = text.split_once(number).unwrap_or_default();
        let behind = behind.trim_start();
        let month = behind.strip_prefix(['-', '/', '.', '年']);
        let day =
            month.map(|month| month.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit()));
        day.is_some_and(|day| {
            let mut letters = day.chars();
            let parts = letters.next().is_some_and(|c| "-/.月".contains(c));
            parts && letters.next().is_some_and(|c| c.is_ascii_digit())
        })
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

/// The figures that a token says are a UN number: UN1263, UN No. 1263, 联合国编号1263.
fn un_number(tokens: &[String], place: usize) -> Option<&str> {
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let word = tokens.get(place)?;
    if let Some(number) = word.strip_prefix("un").filter(|number| figures(number)) {
        return Some(number);
    }
    let before = |back: usize| {
        place
            .checked_sub(back)
            .map_or("", |place| tokens[place].as_str())
    };
    let is_un = |word: &str| matches!(word, "un" | "un号" | "unno") || word.ends_with("联合国编号");
    let led = is_un(before(1)) || (matches!(before(1), "no" | "号" | "编号") && is_un(before(2)));
    (led && figures(word)).then_some(word)
}

/// Whether figures are a UN number: the numbers of goods run from 0004 to 3600.
fn is_un_number(figures: &str) -> bool {
    figures.len() == 4 && figures.parse::<u16>().is_ok_and(|number| number < 3_600)
}

/// What is said to be a UN number and is none: UN 12630, UN9999.
fn no_number(tokens: &[String]) -> Option<String> {
    let mut numbers = (0..tokens.len()).filter_map(|place| un_number(tokens, place));
    numbers
        .find(|number| !is_un_number(number))
        .map(|number| format!("UN {number}"))
}

/// The UN numbers, the classes or the packing groups, where there is more than one: 3类或9类,
/// UN 1263/UN 3469.
fn several(all: &[Declared]) -> Vec<String> {
    let of = |wanted: &str| {
        let mut values: Vec<String> = Vec::new();
        for (_, value) in all.iter().filter(|(name, _)| *name == wanted) {
            if !values.contains(value) {
                values.push(value.clone());
            }
        }
        values
    };
    ["un", "class", "packing_group"]
        .map(of)
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

/// The class of CL3, CLASS3, IMO3: the name and the figure in one.
fn joined_class(word: &str) -> Option<&str> {
    let class = ["class", "cl", "imo"]
        .iter()
        .find_map(|name| word.strip_prefix(name))?;
    is_class_number(class).then_some(class)
}

/// `3`, `2.1`, `1.4S`.
pub(super) fn is_class_number(token: &str) -> bool {
    let (class, rest) = token.split_at_checked(1).unwrap_or_default();
    let division = rest.strip_prefix('.').map_or(rest.is_empty(), |rest| {
        let mut letters = rest.chars();
        letters.next().is_some_and(|c| ('1'..='6').contains(&c))
            && letters.next().is_none_or(|c| c.is_ascii_alphabetic())
            && letters.next().is_none()
    });
    ("1"..="9").contains(&class) && division
}

/// Whether a word is a group and no class: groups alone are counted in Roman figures.
fn is_roman(word: &str) -> bool {
    group(word).is_some() && !word.starts_with(|c: char| c.is_ascii_digit())
}

fn group(token: &str) -> Option<&'static str> {
    Some(match token {
        "i" | "1" | "ⅰ" => "I",
        "ii" | "2" | "ⅱ" => "II",
        "iii" | "3" | "ⅲ" => "III",
        _ => return None,
    })
}

/// Letters with figures for the Chinese numbers of classes and groups: 三类, 包装等级三, but no 这一类.
fn with_figures(letters: &[char]) -> Vec<char> {
    let ends_with = |at: usize, words: &[&str]| {
        let before: String = letters[..at].iter().collect();
        words.iter().any(|word| before.ends_with(word))
    };
    let figure = |(at, letter): (usize, &char)| {
        let number = "一二三四五六七八九".chars().position(|c| c == *letter);
        let begins = at == 0 || !is_han(letters[at - 1]) || ends_with(at, &["第", "装"]);
        let named = matches!(letters.get(at + 1), Some('类' | '级')) && begins;
        number
            .filter(|_| named || ends_with(at, &["包装等级", "包装类别", "包装组", "包装类"]))
            .and_then(|number| char::from_digit(number as u32 + 1, 10))
            .unwrap_or(*letter)
    };
    letters.iter().enumerate().map(figure).collect()
}

/// Words of a text: runs of Chinese, runs of Latin letters and figures with the stops between.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let letters: Vec<char> = text
        .chars()
        .map(narrow)
        .map(simplified)
        .flat_map(char::to_lowercase)
        .collect();
    let letters = with_figures(&letters);
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
