//! Vessels and voyages as cells write them; vessels' spelling settled against those known.

use super::plain::{self, bracketed, is_han, narrow};
use crate::domain::Voyage;
use crate::domain::sailing::vessel_name;

mod known;

pub use known::KnownVessels;

/// A vessel cell, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Named {
    /// The name, upper case; the Chinese one where there is no other.
    pub(super) name: String,
    /// The Chinese name.
    pub(super) zh: Option<String>,
    /// The voyage, where the cell holds it.
    pub(super) voyage: Option<String>,
    /// What else stood there.
    pub(super) remarks: Vec<String>,
}

/// Words that are said of a vessel and are not its name.
const REMARKS: &[&str] = &[
    "加班", "爆舱", "满舱", "停航", "改", "延误", "限重", "直达", "舱", "新船", "首航", "班", "待",
    "周", "天", "吨", "甩", "跳", "取消", "提前", "推迟", "原", "换船", "替",
];

/// What stands behind a dash and is no part of the name.
const TAILS: &[&str] = &[
    "NEW",
    "UPDATED",
    "REVISED",
    "DELAYED",
    "DELAY",
    "EXTRA",
    "EXTRA LOADER",
    "ADHOC",
    "AD HOC",
    "MAIDEN",
    "PHASE IN",
    "PHASE OUT",
];

/// Reads a vessel cell. `splits`: the column is said to hold the voyage too, or there is no other
/// for it; otherwise a voyage is taken only where it is marked as one.
pub(super) fn read(text: &str, splits: bool, known: &KnownVessels) -> Named {
    let whole = narrow(plain::unmarked(text));
    let (outside, notes) = bracketed(&whole.replace('[', "(").replace(']', ")"));
    let mut named = Named::default();
    let mut rest = plain::unmarked(&outside).trim_end_matches('.').to_owned();
    for substitute in [" OR SUBSTITUTE", " OR SUB", "/SUB"] {
        if let Some(name) = rest.strip_suffix(substitute) {
            named.remarks.push("OR SUB".to_owned());
            rest = name.trim_end().to_owned();
            break;
        }
    }
    if let Some((name, note)) = rest.rsplit_once(" - ")
        && TAILS.contains(&note)
    {
        named.remarks.push(note.to_owned());
        rest = name.trim_end().to_owned();
    }
    for prefix in ["M/V.", "M/V", "M.V.", "MV.", "M.V", "MV ", "S/S ", "V. "] {
        if let Some(after) = rest.strip_prefix(prefix) {
            rest = after.trim_start_matches([' ', ':']).to_owned();
            break;
        }
    }
    if let Some((name, voyage)) = split_voyage(&rest, splits, known) {
        named.voyage = Some(voyage);
        rest = name;
    }
    let han: String = rest
        .split(|letter: char| !is_han(letter))
        .filter(|run| !run.is_empty())
        .collect();
    let latin: String = rest
        .chars()
        .map(|letter| if is_han(letter) { ' ' } else { letter })
        .collect();
    let latin =
        vessel_name(latin.trim_matches(|letter: char| letter == ' ' || "/,;-".contains(letter)));
    put_han(&mut named, &han);
    let mut latin = latin;
    for note in notes {
        if latin.is_empty()
            && note.chars().any(|letter| letter.is_ascii_alphabetic())
            && named.zh.is_some()
        {
            latin = vessel_name(&note);
        } else if note.chars().all(is_han) {
            put_han(&mut named, &note);
        } else if splits && named.voyage.is_none() && note.parse::<Voyage>().is_ok() {
            named.voyage = Some(note);
        } else {
            named.remarks.push(note);
        }
    }
    named.name = if latin.chars().any(char::is_alphanumeric) {
        latin
    } else {
        named.zh.clone().unwrap_or_default()
    };
    named
}

fn put_han(named: &mut Named, han: &str) {
    let han = han.trim_end_matches('轮');
    if han.is_empty() {
        return;
    }
    if named.zh.is_some() || REMARKS.iter().any(|word| han.contains(word)) {
        named.remarks.push(han.to_owned());
    } else {
        named.zh = Some(han.to_owned());
    }
}

/// A vessel and a voyage in one text.
fn split_voyage(text: &str, splits: bool, known: &KnownVessels) -> Option<(String, String)> {
    let is_voyage = |text: &str| {
        let text = text.trim();
        text.chars().any(|letter| letter.is_ascii_digit()) && text.parse::<Voyage>().is_ok()
    };
    // Marked: `COSCO STAR V.046W`, `COSCO STAR VOY 046W`, `COSCO STAR/V046W`.
    for mark in [
        " V.", "/V.", " VOYAGE", " VOY", "/VOY", ",V.", " V:", "-V.", "V.",
    ] {
        if let Some(at) = text.rfind(mark) {
            let start = at + usize::from(!mark.starts_with('V'));
            let (name, voyage) = (text[..at].trim(), &text[start..]);
            let before = name.chars().next_back();
            let stands_alone = !mark.starts_with('V')
                || before.is_some_and(|letter| is_han(letter) || letter.is_ascii_digit());
            if !name.is_empty() && stands_alone && is_voyage(voyage) {
                return Some((name.to_owned(), voyage.trim().to_owned()));
            }
        }
    }
    if !splits || known.has(&vessel_name(text)) {
        return None;
    }
    for sign in ["/", ",", ";", "|", " - "] {
        if let Some((name, voyage)) = text.split_once(sign) {
            let name_is_name = name.chars().filter(|letter| letter.is_alphabetic()).count() >= 3;
            let is_unannounced = plain::is_unannounced(voyage.trim());
            if (name_is_name || name.trim().is_empty()) && (is_voyage(voyage) || is_unannounced) {
                return Some((name.trim().to_owned(), voyage.trim().to_owned()));
            }
        }
    }
    // Unmarked: the last word, when it can be nothing but a voyage's number.
    let (name, voyage) = text.rsplit_once(' ').or_else(|| {
        let at = text
            .char_indices()
            .rev()
            .find(|(_, letter)| is_han(*letter))?;
        text.split_at_checked(at.0 + at.1.len_utf8())
    })?;
    let digits = voyage.chars().filter(char::is_ascii_digit).count();
    let name_is_name = name.chars().any(char::is_alphabetic);
    // `V2W` carries its mark, `FY1W` its direction.
    let is_marked = voyage
        .strip_prefix('V')
        .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
        || voyage
            .strip_suffix(['N', 'S', 'E', 'W'])
            .is_some_and(|rest| rest.ends_with(|letter: char| letter.is_ascii_digit()));
    let is_number = (voyage.len() >= 3 && digits >= 2) || is_marked;
    (name_is_name && is_number && is_voyage(voyage))
        .then(|| (name.trim().to_owned(), voyage.to_owned()))
}

/// A voyage cell: its number and what else stood there.
pub(super) fn voyage(text: &str) -> (Option<Voyage>, Option<String>) {
    let whole = narrow(plain::unmarked(text));
    let (outside, notes) = bracketed(&whole);
    let mut remarks = notes;
    let mut number: String = outside.clone();
    if outside.parse::<Voyage>().is_err() {
        let han: String = outside.chars().filter(|letter| is_han(*letter)).collect();
        if !han.is_empty() {
            number = outside.chars().filter(|letter| !is_han(*letter)).collect();
            if !matches!(
                han.as_str(),
                "航次" | "航" | "次" | "第" | "第航次" | "第航"
            ) {
                remarks.push(han);
            }
        }
    }
    let number = number
        .trim()
        .trim_end_matches(['.', ',', '/', '-', '*', '#', '^', ' ']);
    // A word beside the number is no part of it: a neighbour's cell that ran over.
    let has_word = number.split(' ').count() > 1
        && number.split(' ').any(|word| {
            word.len() >= 3
                && word.bytes().all(|byte| byte.is_ascii_alphabetic())
                && !matches!(word, "VOY" | "VOYAGE")
        });
    if has_word {
        return (None, None);
    }
    // `V-046W` is the mark and a dash.
    if plain::is_fault(&narrow(text)) {
        return (None, None);
    }
    let number = ["V-", "VOY-", "V/", "NO.", "NO"]
        .iter()
        .find_map(|mark| number.strip_prefix(mark))
        .map(str::trim_start)
        .filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
        .unwrap_or(number);
    let remark = (!remarks.is_empty()).then(|| remarks.join("; "));
    // `046-E` is a number and its direction.
    let joined = number
        .rsplit_once('-')
        .filter(|(digits, way)| {
            digits.ends_with(|letter: char| letter.is_ascii_digit())
                && matches!(*way, "N" | "S" | "E" | "W")
        })
        .map(|(digits, way)| format!("{digits}{way}"));
    (joined.as_deref().unwrap_or(number).parse().ok(), remark)
}

/// Whether a narrowed vessel cell names none: blank, announced later, or not sailing.
pub(super) fn names_none(text: &str) -> bool {
    plain::says_nothing(text) || plain::is_fault(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_in_one_script_or_two_with_notes_and_marks() {
        let known = KnownVessels::default();
        let read = |text| {
            let named = read(text, false, &known);
            (
                named.name,
                named.zh.unwrap_or_default(),
                named.remarks.join("|"),
            )
        };
        let of = |name: &str, zh: &str, remarks: &str| {
            (name.to_owned(), zh.to_owned(), remarks.to_owned())
        };
        assert_eq!(
            read("Cosco  Shipping Universe"),
            of("COSCO SHIPPING UNIVERSE", "", "")
        );
        assert_eq!(read("M/V EVER ACE"), of("EVER ACE", "", ""));
        assert_eq!(
            read("COSCO STAR 中远之星轮"),
            of("COSCO STAR", "中远之星", "")
        );
        assert_eq!(
            read("中远之星(COSCO STAR)"),
            of("COSCO STAR", "中远之星", "")
        );
        assert_eq!(read("EVER ACE（爆舱）"), of("EVER ACE", "", "爆舱"));
        assert_eq!(read("中远之星"), of("中远之星", "中远之星", ""));
        for marked in [
            "EVER ACE*",
            "EVER ACE **",
            "EVER ACE #",
            "EVER ACE①",
            "EVER ACE [1]",
            "*EVER ACE",
            "★EVER ACE",
            "EVER ACE†",
            "EVER ACE.",
            "\"EVER ACE\"",
            "V. EVER ACE",
        ] {
            assert_eq!(read(marked), of("EVER ACE", "", ""), "{marked}");
        }
        assert_eq!(read("EVER ACE - NEW"), of("EVER ACE", "", "NEW"));
    }

    #[test]
    fn vessel_and_voyage_in_one_cell_are_parted_and_a_number_in_a_name_is_kept() {
        let known = KnownVessels::new(["XIN OU ZHOU 12"]);
        let parted = |text| {
            let named = read(text, true, &known);
            (named.name, named.voyage.unwrap_or_default())
        };
        for text in [
            "COSCO STAR 046W",
            "COSCO STAR V.046W",
            "COSCO STAR/046W",
            "COSCO STAR / V.046W",
            "COSCO STAR\nVOY 046W",
            "COSCO STAR (046W)",
        ] {
            let (name, voyage) = parted(text);
            assert_eq!(name, "COSCO STAR", "{text}");
            assert_eq!(voyage.parse::<Voyage>().unwrap().number(), "046W", "{text}");
        }
        assert_eq!(parted("HE YUAN 1").1, "");
        assert_eq!(parted("XIN OU ZHOU 12").1, "");
    }
}
