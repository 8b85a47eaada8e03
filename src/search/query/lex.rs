//! The text cut into dates, words, runs of Chinese, and arrows.

use super::dates::{self, Days};
use crate::search::fold::{fold_char, is_han, is_word};
use chrono::NaiveDate;

/// A piece of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A date; `text` is empty unless it may be a word as well.
    Date {
        /// As typed.
        raw: String,
        /// As a word, folded.
        text: String,
        /// The days.
        days: Vec<Days>,
    },
    /// A word or number in Latin letters, or of any script with blanks.
    Word {
        /// As typed.
        raw: String,
        /// Folded.
        text: String,
    },
    /// Chinese, not yet cut into words.
    Han {
        /// As typed.
        raw: Vec<char>,
        /// Folded.
        text: Vec<char>,
    },
    /// "→", "->", "yt-la": from here to there.
    Arrow,
}

/// More characters than these are not looked at.
const LONGEST: usize = 400;

/// Of one word, no more than these: no name is longer.
const LONGEST_WORD: usize = 64;

/// Cuts a query into pieces, in order.
pub fn pieces(query: &str, today: NaiveDate) -> Vec<Piece> {
    let raw: Vec<char> = query.chars().take(LONGEST).collect();
    let text: Vec<char> = raw.iter().copied().map(fold_char).collect();
    let typed = |from: usize, to: usize| raw[from..to].iter().collect::<String>();
    let mut out: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some(scan) = dates::scan(&text, at, today) {
            let end = at + scan.len;
            let word = if scan.only {
                String::new()
            } else {
                text[at..end].iter().collect()
            };
            out.push(Piece::Date {
                raw: typed(at, end),
                text: word,
                days: scan.days,
            });
            at = end;
            continue;
        }
        let c = text[at];
        if is_han(c) {
            // A date inside a run of Chinese ends it.
            let end = (at + 1..text.len())
                .find(|i| !is_han(text[*i]) || dates::scan(&text, *i, today).is_some())
                .unwrap_or(text.len());
            let shown = end.min(at + LONGEST_WORD);
            out.push(Piece::Han {
                raw: raw[at..shown].to_vec(),
                text: text[at..shown].to_vec(),
            });
            at = end;
        } else if is_word(c) {
            let mut end = word_end(&text, at);
            if is_motor_vessel(&text, at) {
                end = at + 3;
            }
            // "v.046w", "a.p." and "no.1" are one word each.
            if text.get(end) == Some(&'.')
                && end - at == 1
                && text.get(end + 1).is_some_and(char::is_ascii_digit)
            {
                end = word_end(&text, end + 1);
            }
            let letters = text[at..end].iter().filter(|c| is_word(**c));
            let word: String = letters.take(LONGEST_WORD).collect();
            out.push(Piece::Word {
                raw: typed(at, end),
                text: word,
            });
            at = end;
        } else {
            if is_arrow(&text, at) && !out.is_empty() {
                out.push(Piece::Arrow);
            }
            at += 1;
        }
    }
    out
}

fn word_end(text: &[char], at: usize) -> usize {
    (at..text.len())
        .find(|i| !(is_word(text[*i]) && !is_han(text[*i]) || text[*i] == '\''))
        .unwrap_or(text.len())
}

/// "m/v" is one word that says that a ship follows.
fn is_motor_vessel(text: &[char], at: usize) -> bool {
    let ends = text.get(at + 3).is_none_or(|c| !is_word(*c));
    ends && matches!(text.get(at..at + 3), Some(['m', '/' | '.', 'v']))
}

/// An arrow, or a dash between two words: "yt-la".
fn is_arrow(text: &[char], at: usize) -> bool {
    match text[at] {
        '→' | '>' => true,
        '-' | '/' => {
            let letter = |c: Option<&char>| c.is_some_and(|c| is_word(*c) && !c.is_ascii_digit());
            at > 0 && letter(text.get(at - 1)) && letter(text.get(at + 1))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");
        pieces(text, today)
            .into_iter()
            .map(|p| match p {
                Piece::Date { raw, .. } => format!("@{raw}"),
                Piece::Word { text, .. } => text,
                Piece::Han { text, .. } => text.into_iter().collect(),
                Piece::Arrow => "→".to_owned(),
            })
            .collect()
    }

    #[test]
    fn dates_words_and_chinese_part_from_each_other() {
        assert_eq!(cut("cosco rtm thu"), ["cosco", "rtm", "@thu"]);
        assert_eq!(cut("长荣12月3日鹿特丹"), ["长荣", "@12月3日", "鹿特丹"]);
        assert_eq!(cut("28nov hlcu"), ["@28nov", "hlcu"]);
        assert_eq!(cut("ＣＯＳＣＯ　周四"), ["cosco", "@周四"]);
        assert_eq!(cut("m/v ever given"), ["mv", "ever", "given"]);
        assert_eq!(cut("28/29 nov rtm"), ["@28/29 nov", "rtm"]);
        assert_eq!(cut("28、29号 鹿特丹"), ["@28、29号", "鹿特丹"]);
        assert_eq!(cut("ever given v.046w"), ["ever", "given", "v046w"]);
    }

    #[test]
    fn arrows_and_dashes_between_ports() {
        assert_eq!(cut("oocl hk → felix"), ["oocl", "hk", "→", "felix"]);
        assert_eq!(cut("yt-la"), ["yt", "→", "la"]);
        assert_eq!(cut("sha->ham"), ["sha", "→", "ham"]);
    }
}
