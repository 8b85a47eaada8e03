//! Containers in a reply: `2*40HQ+1*20GP`, 一个高柜, 2个40尺高柜, two 40' high cubes.

use serde_json::{Value, json};

use super::lexer::{Choice, Clause, Item, read_among, tokens};
use super::lexicon::Kind;
use super::parts::Part;
use super::settle::Read;
use super::stance::Verdict;
use super::values::with_other_answers;
use crate::reference::Reference;
use crate::rules::report::set;
use crate::rules::wording::is_han;

/// The longest name of a container type, in letters.
const LONGEST: usize = 24;

/// What may stand between a number and a type.
const BETWEEN: &[char] = &[' ', '*', 'x', '×', '个', '只', '条', '台', '-'];

/// More boxes of one type than any booking has.
const MOST: u32 = 99;

/// What the words around containers may be besides.
const LABELS: &str = "柜|柜子|柜型|箱型|箱量|柜量|货柜|集装箱|container|containers|equipment|fcl|整柜|整箱|共|一共|合计|总共|total|each|加|再加|另加|plus|和|与|及";

/// One line of containers as a reply names it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    kind: String,
    /// None where the type stands without a number.
    count: Option<u32>,
    written: String,
}

/// The containers that the parts come to. Of two lists with a change between the new one holds; what
/// is denied, or was before, is none.
pub(super) fn equipment(parts: &[Part], reference: &Reference) -> Read {
    let mut lines: Vec<Line> = Vec::new();
    let texts: Vec<String> = parts
        .iter()
        .map(|part| marked(&part.text, reference, &mut lines))
        .collect();
    let choices: Vec<Choice> = (0..lines.len())
        .map(|place| Choice::named([word(place).as_str()]))
        .collect();
    let labels: Vec<Vec<String>> = LABELS.split('|').map(tokens).collect();
    let clauses: Vec<Clause> = parts
        .iter()
        .zip(&texts)
        .map(|(part, text)| {
            let part = part.saying(text.clone());
            let clause = read_among(text, part.asks(), &choices, &labels);
            with_other_answers(clause, &part, &choices, &labels, None)
        })
        .collect();
    let Some(taken) = taken(&clauses, &lines) else {
        return (Verdict::Open, None);
    };
    let unread: Vec<String> = clauses
        .iter()
        .flat_map(|clause| clause.others.iter().cloned())
        .collect();
    let named: Vec<&Line> = taken.iter().map(|place| &lines[*place]).collect();
    let written = |lines: &[&Line]| lines.iter().map(|line| line.written.clone()).collect();
    if lines.is_empty() {
        return (Verdict::Nothing, None);
    }
    if !unread.is_empty() {
        return (Verdict::Unread(unread), None);
    }
    if named.is_empty() {
        return (
            Verdict::Denied(written(&lines.iter().collect::<Vec<_>>())),
            None,
        );
    }
    // “2*40HQ, 2*40HQ” says the same again, or four: only who wrote it knows.
    let again = |line: &&Line| named.iter().filter(|other| other.kind == line.kind).count() > 1;
    if named.iter().any(again) {
        return (Verdict::Several(written(&named)), None);
    }
    let lines: Option<Vec<Value>> = named
        .iter()
        .map(|line| Some(json!({"type": line.kind, "count": line.count?})))
        .collect();
    match lines {
        Some(lines) => (
            Verdict::Settled(()),
            Some(vec![set("/equipment", &Value::Array(lines))]),
        ),
        None => (Verdict::Nothing, None),
    }
}

/// Whether the parts name a container with its number.
pub(super) fn names_some(text: &str, reference: &Reference) -> bool {
    let mut lines = Vec::new();
    marked(text, reference, &mut lines);
    lines.iter().any(|line| line.count.is_some())
}

/// The places of the lines that hold; none where the reply leaves it open.
fn taken(clauses: &[Clause], lines: &[Line]) -> Option<Vec<usize>> {
    let mut taken: Vec<usize> = Vec::new();
    let mut refused: Vec<usize> = Vec::new();
    let mut changed = false;
    for clause in clauses {
        let (mut denied, mut past) = (false, false);
        let begun = taken.len();
        for (at, item) in clause.items.iter().enumerate() {
            let more = clause.items[at..]
                .iter()
                .any(|item| matches!(item, Item::Value(_)));
            match item {
                Item::Word(Kind::Unsure | Kind::Open | Kind::Or) => return None,
                Item::Word(Kind::Change) => {
                    taken.clear();
                    (denied, past, changed) = (false, false, true);
                }
                // “Change 1x20GP to 1x40GP”
                Item::Word(Kind::To) if changed => taken.truncate(begun.min(taken.len())),
                Item::Word(Kind::But) => (denied, past) = (false, false),
                Item::Word(Kind::Past) => past = true,
                Item::Word(Kind::DenyBefore) => taken.truncate(begun.min(taken.len())),
                Item::Word(Kind::Deny | Kind::DenyVerb | Kind::DenyAux) if more => denied = true,
                Item::Word(Kind::Deny | Kind::DenyVerb | Kind::DenyAux) => {
                    taken.truncate(begun.min(taken.len()));
                }
                Item::Value(place) if !denied && !past => taken.push(*place),
                Item::Value(place) if denied => refused.push(*place),
                _ => {}
            }
        }
        if clause.asks {
            return None;
        }
    }
    // “2*40HQ+1*20GP，不要20GP”
    let is_refused = |one: &usize| {
        let (one, mut refused) = (&lines[*one], refused.iter().map(|place| &lines[*place]));
        refused
            .any(|other| other.kind == one.kind && other.count.is_none_or(|n| Some(n) == one.count))
    };
    if taken.iter().any(is_refused) {
        return None;
    }
    // “要改” without what it is changed to.
    (!changed || !taken.is_empty()).then_some(taken)
}

fn word(place: usize) -> String {
    format!("boxes{place}")
}

/// A text with its containers as words.
fn marked(text: &str, reference: &Reference, lines: &mut Vec<Line>) -> String {
    let letters: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    let mut out = String::new();
    // What no line has taken yet, and what has been written of it.
    let (mut at, mut from) = (0, 0);
    while at < letters.len() {
        if is_a_count(&letters, at, reference) {
            at += letters[at..]
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .count();
            continue;
        }
        let Some((end, kind)) = kind_at(&letters, at, reference) else {
            at += 1;
            continue;
        };
        let (start, count, next) = match count_before(&letters[from..at]) {
            Some((count, length)) => (at - length, Some(count), end),
            None => match count_behind(&letters, end) {
                Some((count, next)) => (at, Some(count), next),
                None => (at, None, end),
            },
        };
        out.extend(&letters[from..start]);
        out.push_str(&format!(" {} ", word(lines.len())));
        lines.push(Line {
            kind,
            count: count.filter(|count| *count <= MOST),
            written: letters[start..next]
                .iter()
                .collect::<String>()
                .trim()
                .to_owned(),
        });
        (at, from) = (next, next);
    }
    out.extend(&letters[from..]);
    out
}

/// Whether a number begins here that counts a type behind it, though it could be one itself: the 20 of
/// `20*40HQ`.
fn is_a_count(letters: &[char], at: usize, reference: &Reference) -> bool {
    if at > 0 && letters[at - 1].is_ascii_alphanumeric() {
        return false;
    }
    let digits = letters[at..]
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .count();
    let blanks = |at: usize| letters[at..].iter().take_while(|c| **c == ' ').count();
    let mark = at + digits + blanks(at + digits);
    let times = letters
        .get(mark)
        .is_some_and(|c| matches!(c, '*' | 'x' | '×'));
    if digits == 0 || !times {
        return false;
    }
    let kind = mark + 1 + blanks(mark + 1);
    // `20*2` are two of twenty feet.
    kind < letters.len() && kind_at(letters, kind, reference).is_some()
}

/// The longest container type that begins at a letter: where it ends, its everyday code.
fn kind_at(letters: &[char], at: usize, reference: &Reference) -> Option<(usize, String)> {
    let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
    let times = before == Some('x')
        && letters[..at - 1]
            .iter()
            .rev()
            .find(|letter| **letter != ' ')
            .is_some_and(char::is_ascii_digit);
    if before.is_some_and(|letter| letter.is_ascii_alphanumeric()) && !times {
        return None;
    }
    let last = letters.len().min(at + LONGEST);
    (at + 2..=last).rev().find_map(|end| {
        let inside = letters.get(end).is_some_and(char::is_ascii_alphanumeric)
            && letters[end - 1].is_ascii_alphanumeric();
        let times = matches!(letters.get(end), Some('x'))
            && letters.get(end + 1).is_some_and(char::is_ascii_digit);
        if (inside && !times) || letters[end - 1].is_whitespace() {
            return None;
        }
        let text: String = letters[at..end].iter().collect();
        if text.contains(['*', '×', '+', ',', ';']) {
            return None;
        }
        let one = text.strip_suffix('s').unwrap_or(&text);
        let spec = reference
            .equipment(&text)
            .or_else(|| reference.equipment(one))?;
        Some((end, spec.kind.to_string()))
    })
}

/// The number that ends what stands before a type, and how many letters it takes: `2*`, 两个, `two `.
fn count_before(letters: &[char]) -> Option<(u32, usize)> {
    let kept = letters
        .iter()
        .rposition(|letter| !BETWEEN.contains(letter))
        .map_or(0, |last| last + 1);
    let word = |is_of: &dyn Fn(&char) -> bool| {
        letters[..kept]
            .iter()
            .rev()
            .take_while(|c| is_of(c))
            .count()
    };
    let digits = word(&|c| c.is_ascii_digit());
    let length = if digits > 0 {
        digits
    } else if letters[..kept].last().is_some_and(|last| is_han(*last)) {
        1
    } else {
        word(&|c| c.is_ascii_alphabetic())
    };
    let text: String = letters[kept - length..kept].iter().collect();
    // 十二 is none of the words for one figure.
    let before = (kept - length)
        .checked_sub(1)
        .and_then(|at| letters.get(at));
    if digits == 0 && before.is_some_and(|before| "一二三四五六七八九十百第".contains(*before))
    {
        return None;
    }
    Some((number(&text)?, letters.len() - (kept - length)))
}

/// The number behind a type, and where it ends: `*2`, `x 2`, 两个, 1个.
fn count_behind(letters: &[char], end: usize) -> Option<(u32, usize)> {
    let mut at = end;
    let mut times = false;
    while let Some(letter) = letters.get(at).filter(|letter| BETWEEN.contains(letter)) {
        times |= matches!(letter, '*' | 'x' | '×');
        at += 1;
    }
    let start = at;
    while letters.get(at).is_some_and(char::is_ascii_digit) {
        at += 1;
    }
    if at == start {
        at += 1;
    }
    let text: String = letters.get(start..at)?.iter().collect();
    let counted = matches!(letters.get(at), Some('个' | '只' | '条' | '台'));
    (times || counted).then_some(())?;
    Some((number(&text)?, at + usize::from(counted)))
}

fn number(text: &str) -> Option<u32> {
    const WORDS: &[(&str, u32)] = &[
        ("一", 1),
        ("两", 2),
        ("二", 2),
        ("三", 3),
        ("四", 4),
        ("五", 5),
        ("六", 6),
        ("七", 7),
        ("八", 8),
        ("九", 9),
        ("十", 10),
        ("a", 1),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("eight", 8),
        ("ten", 10),
    ];
    let figure = text.parse::<u32>().ok().filter(|count| *count > 0);
    figure.or_else(|| {
        WORDS
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, count)| *count)
    })
}
