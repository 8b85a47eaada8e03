//! Texts as cells hold them, made comparable: narrow letters, single blanks, notes apart.

use crate::domain::han::simplified;
pub(super) use crate::reference::text::is_han;
use std::borrow::Cow;

/// What stands for a byte sequence that its encoding does not have.
pub(super) const UNDECODABLE: char = '\u{FFFD}';

/// A letter in its narrow form: full-width ones and the ideographic blank become ASCII.
fn narrow_letter(letter: char) -> char {
    match letter {
        '【' | '〔' | '［' => '(',
        '】' | '〕' | '］' => ')',
        '！'..='～' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\u{2007}' => ' ',
        '‐' | '‑' | '‒' | '–' | '—' | '−' | '﹣' => '-',
        other => simplified(other),
    }
}

/// The text narrowed, upper case, single blanks, line breaks as blanks.
pub(super) fn narrow(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().map(narrow_letter) {
        if letter.is_whitespace() {
            if !plain.is_empty() && !plain.ends_with(' ') {
                plain.push(' ');
            }
        } else {
            plain.extend(letter.to_uppercase());
        }
    }
    if plain.ends_with(' ') {
        plain.pop();
    }
    plain
}

/// A text without the marks of footnotes around it: `ONE GRUS*`, `046E①`, `"ONE GRUS"`, `ONE GRUS [1]`.
pub(super) fn unmarked(text: &str) -> &str {
    let is_mark = |letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                '*' | '#' | '"' | '\'' | '“' | '”' | '‘' | '’' | '†' | '‡' | '^' | '~' | '!'
            )
            || matches!(
                letter,
                '★' | '☆'
                    | '●'
                    | '○'
                    | '◎'
                    | '◆'
                    | '◇'
                    | '■'
                    | '□'
                    | '▲'
                    | '△'
                    | '▼'
                    | '※'
                    | '→'
            )
            || matches!(letter, '①'..='⓿' | '❶'..='➓' | '¹' | '²' | '³' | '⁰'..='⁹')
    };
    let mut text = text.trim_matches(is_mark);
    while let Some(open) = text.ends_with(']').then(|| text.rfind('[')).flatten() {
        let note = &text[open + 1..text.len() - 1];
        if open == 0 || note.len() > 2 || !note.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            break;
        }
        text = text[..open].trim_matches(is_mark);
    }
    text
}

/// The text as written, in one line: single blanks, none at its ends.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a letter has no place in a sheet: NUL, other control characters, invisible marks.
fn is_odd(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
        || matches!(
            letter,
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}'
        )
}

/// Whether a letter may have been lost: a NUL or another control character stands between others.
pub(super) fn is_broken(text: &str) -> bool {
    text.trim_matches(is_odd)
        .contains(|letter: char| is_odd(letter) && letter.is_ascii_control())
}

/// The text without odd letters, where it holds any.
pub(super) fn without_odd(text: &str) -> Option<String> {
    text.chars()
        .any(is_odd)
        .then(|| text.chars().filter(|&letter| !is_odd(letter)).collect())
}

/// A text in which odd letters are written so that a person sees them: `EVER\u{0}ACE`.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_odd) {
        Cow::Owned(
            text.chars()
                .map(|letter| {
                    if is_odd(letter) {
                        letter.escape_unicode().to_string()
                    } else {
                        letter.to_string()
                    }
                })
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

/// A text taken apart at its round brackets: what stands outside, and what inside of each pair.
/// Expects a narrowed text; a bracket that never closes takes the rest.
pub(super) fn bracketed(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        outside.push_str(&rest[..open]);
        outside.push(' ');
        let after = &rest[open + 1..];
        let (note, next) = after.split_once(')').unwrap_or((after, ""));
        if !note.trim().is_empty() {
            inside.push(note.trim().to_owned());
        }
        rest = next;
    }
    outside.push_str(rest);
    (narrow(&outside), inside)
}

/// Whether a cell holds what a workbook shows where it could not reckon.
pub(super) fn is_fault(text: &str) -> bool {
    matches!(
        text,
        "#VALUE!" | "#REF!" | "#NAME?" | "#DIV/0!" | "#NULL!" | "#NUM!" | "#N/A"
    )
}

/// Whether a narrowed text says “nothing here”: a dash, a stroke, N/A, 无.
pub(super) fn says_nothing(text: &str) -> bool {
    matches!(
        text,
        "" | "-"
            | "--"
            | "---"
            | "/"
            | "//"
            | "\\"
            | "."
            | "*"
            | "N/A"
            | "NA"
            | "N.A."
            | "N.A"
            | "NIL"
            | "NONE"
            | "NULL"
            | "无"
            | "不适用"
            | "空"
            | "X"
            | "×"
            | "_"
    )
}

/// Whether a narrowed text says that a value is not announced yet.
pub(super) fn is_unannounced(text: &str) -> bool {
    let word = text.trim_matches(|letter: char| letter.is_ascii_punctuation() || letter == ' ');
    if word.is_empty() {
        return text.contains('?');
    }
    matches!(
        word,
        "TBA"
            | "TBN"
            | "TBC"
            | "TBD"
            | "T.B.A"
            | "T.B.N"
            | "T.B.D"
            | "T.B.C"
            | "TO BE ADVISED"
            | "TO BE ANNOUNCED"
            | "TO BE CONFIRMED"
            | "TO BE NOMINATED"
            | "TO BE NAMED"
            | "TO BE DETERMINED"
            | "UNKNOWN"
            | "PENDING"
            | "待定"
            | "待通知"
            | "待告"
            | "未定"
            | "待确认"
            | "另行通知"
            | "待公布"
            | "未公布"
            | "待更新"
            | "暂无"
            | "另告"
    ) || ["TBA", "TBN", "TBC", "TBD"].iter().any(|mark| {
        word.strip_prefix(mark)
            .is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_ascii_alphabetic()))
    }) || word.starts_with("待定")
        || word.starts_with("待通知")
}

/// Whether a narrowed text says that the vessel does not sail or call.
pub(super) fn is_void(text: &str) -> bool {
    [
        "BLANK SAILING",
        "BLANK",
        "CANCELLED",
        "CANCELED",
        "OMIT",
        "OMITTED",
        "SKIP",
        "VOID",
        "VOID SAILING",
        "NO SAILING",
    ]
    .contains(&text)
        || text.contains("BLANK SAILING")
        || text.contains("VOID SAILING")
        || ["停航", "空班", "取消", "跳港", "不挂", "不靠", "停班"]
            .iter()
            .any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_broken_texts_become_one_line_of_narrow_letters() {
        assert_eq!(
            narrow("  ２０２６．１１．２８\n（周六） "),
            "2026.11.28 (周六)"
        );
    }

    #[test]
    fn brackets_are_taken_apart_even_when_one_is_missing() {
        assert_eq!(
            bracketed("PORT KLANG (WEST) X (Y"),
            (
                "PORT KLANG X".to_owned(),
                vec!["WEST".to_owned(), "Y".to_owned()]
            )
        );
    }

    #[test]
    fn what_is_announced_later_is_not_nothing() {
        assert!(is_unannounced("TBA") && is_unannounced("???") && is_unannounced("待定(12月)"));
        assert!(!is_unannounced("TBALL") && !is_unannounced(""));
        assert!(says_nothing("-") && !says_nothing("TBA"));
    }
}
