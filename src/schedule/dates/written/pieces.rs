//! A date's text in pieces: numbers, words, signs.

use chrono::Weekday;

use super::super::words;

/// A piece of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::schedule::dates) enum Piece {
    /// A number and how many digits it has.
    Number(u32, usize),
    /// Twelve digits: a day and an hour.
    Long(u64),
    Month(u32),
    Weekday(Weekday),
    /// 年, 月, 日 or 号.
    Year,
    MonthMark,
    DayMark,
    /// 时, 点; 分; 半.
    HourMark,
    MinuteMark,
    Half,
    Morning,
    Afternoon,
    Noon,
    Colon,
    /// `/`, `-`, `.` or `,`.
    Sign(char),
    Blank,
}

pub(in crate::schedule::dates) fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while let Some(letter) = rest.chars().next() {
        let length = if letter.is_ascii_digit() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            found.push(match digits {
                1..=8 => Piece::Number(rest[..digits].parse().ok()?, digits),
                12 | 14 => Piece::Long(rest[..12].parse().ok()?),
                _ => return None,
            });
            digits
        } else if letter.is_ascii_alphabetic() {
            let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            found.extend(word(&rest[..letters], &found)?);
            letters
        } else {
            found.extend(sign(letter, &found)?);
            letter.len_utf8()
        };
        rest = &rest[length..];
        for (zh, piece) in [
            ("上午", Some(Piece::Morning)),
            ("早上", Some(Piece::Morning)),
            ("凌晨", Some(Piece::Morning)),
            ("早晨", Some(Piece::Morning)),
            ("中午", Some(Piece::Noon)),
            ("下午", Some(Piece::Afternoon)),
            ("晚上", Some(Piece::Afternoon)),
            ("傍晚", Some(Piece::Afternoon)),
            ("晚", Some(Piece::Afternoon)),
            ("早", Some(Piece::Morning)),
            ("@", Some(Piece::Blank)),
            ("之前", None),
            ("以前", None),
            ("前", None),
            ("截止", None),
        ] {
            if let Some(after) = rest.trim_start().strip_prefix(zh) {
                found.extend(piece);
                rest = after;
            }
        }
    }
    while found.last() == Some(&Piece::Blank) {
        found.pop();
    }
    // Blanks around a stroke, as a cell broken over two lines has them: `27/ 1200`.
    let is_joint =
        |piece: Option<&Piece>| matches!(piece, Some(Piece::Colon | Piece::Sign('/' | '-' | '.')));
    let mut at = 0;
    while at < found.len() {
        let before = at.checked_sub(1).and_then(|before| found.get(before));
        if found[at] == Piece::Blank && (is_joint(before) || is_joint(found.get(at + 1))) {
            found.remove(at);
        } else {
            at += 1;
        }
    }
    Some(found)
}

/// A Latin word inside a date; `None` for one that no date has.
#[allow(clippy::option_option)]
fn word(word: &str, before: &[Piece]) -> Option<Option<Piece>> {
    if let Some(month) = words::month(word) {
        return Some(Some(Piece::Month(month)));
    }
    if let Some(day) = words::weekday(word) {
        return Some(Some(Piece::Weekday(day)));
    }
    let after_number = matches!(before.last(), Some(Piece::Number(..) | Piece::Blank));
    // `27/12H` is the 27th at 12; `12:00H` has its hour already.
    let is_bare_hour = matches!(before, [.., Piece::Number(_, 1..=2)])
        && !matches!(before, [.., Piece::Colon, Piece::Number(..)]);
    Some(match word {
        "AM" => Some(Piece::Morning),
        "PM" => Some(Piece::Afternoon),
        "NOON" | "NN" => Some(Piece::Noon),
        "T" if after_number => Some(Piece::Blank),
        "H" | "HR" | "HRS" | "HOUR" | "HOURS" if is_bare_hour => Some(Piece::HourMark),
        "H" | "HR" | "HRS" | "HOUR" | "HOURS" | "LT" | "LCT" | "LOCAL" | "TIME" | "BEFORE"
        | "BY" | "AT" | "ST" | "ND" | "RD" | "TH" | "SHARP" | "NEW" | "UPDATED" | "REVISED"
        | "CONFIRMED" => None,
        _ => return None,
    })
}

#[allow(clippy::option_option)]
fn sign(letter: char, found: &[Piece]) -> Option<Option<Piece>> {
    Some(match letter {
        ' ' => match found.last() {
            None | Some(Piece::Blank) => None,
            _ => Some(Piece::Blank),
        },
        '年' => Some(Piece::Year),
        '月' => Some(Piece::MonthMark),
        '日' | '号' => Some(Piece::DayMark),
        '时' | '點' | '点' => Some(Piece::HourMark),
        '分' => Some(Piece::MinuteMark),
        '半' => Some(Piece::Half),
        '整' | '前' | '约' | '\'' | '*' | '#' => None,
        ':' => Some(Piece::Colon),
        '/' | '-' | '.' | ',' | '\\' | '、' | '，' => {
            Some(Piece::Sign(if letter == '\\' { '/' } else { letter }))
        }
        _ => return None,
    })
}
