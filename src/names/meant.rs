//! What somebody means who types a piece of a name: one thing beyond doubt, one of several, or
//! nothing that is known.
//!
//! Stricter than the search, which offers: what is meant here is taken without a question, so slips
//! and letters scattered over a name do not count.

use crate::search::fold::{fold_char, is_han, is_word};
use crate::search::{Form, FormKind};

/// A piece in Latin letters tells a name from so many letters on; a Chinese one from two characters.
const LATIN: usize = 4;
const HAN: usize = 2;

/// What a text means among things with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant<K> {
    /// This, and nothing else.
    One(K),
    /// One of these.
    Several(Vec<K>),
    /// None of them.
    Nothing,
}

/// How a text fits a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is a part of it that tells it: its beginning, a word of it, a Chinese piece.
    Part,
    /// It is the initials of its reading: 青岛 is qd.
    Initials,
    /// It is the whole of a name, a code, a nickname, a reading.
    Whole,
}

/// What a text means among things, each with its names; groups' names are no names of theirs.
///
/// A nickname and another's initials weigh the same: `yt` is 盐田 to some and 烟台 to others.
pub fn meant<'f, K>(
    typed: &str,
    things: impl IntoIterator<Item = (K, &'f [Form])>,
    initials: bool,
) -> Meant<K> {
    let term = letters(typed);
    if term.is_empty() {
        return Meant::Nothing;
    }
    let (mut whole, mut part) = (Vec::new(), Vec::new());
    for (thing, forms) in things {
        match forms.iter().filter_map(|form| fit(&term, form)).max() {
            Some(Fit::Whole) => whole.push(thing),
            Some(Fit::Initials) if initials => whole.push(thing),
            Some(Fit::Part) => part.push(thing),
            _ => {}
        }
    }
    let mut found = if whole.is_empty() { part } else { whole };
    match found.len() {
        0 => Meant::Nothing,
        1 => found.pop().map_or(Meant::Nothing, Meant::One),
        _ => Meant::Several(found),
    }
}

fn letters(text: &str) -> String {
    text.chars()
        .map(fold_char)
        .filter(|c| is_word(*c))
        .collect()
}

fn fit(term: &str, form: &Form) -> Option<Fit> {
    if form.kind.is_group() {
        return None;
    }
    let name = &*form.letters.text;
    let sounds = &form.sounds;
    if name == term || sounds.iter().any(|sound| &*sound.text == term) {
        return Some(Fit::Whole);
    }
    if form.kind != FormKind::Name {
        return None;
    }
    let length = term.chars().count();
    let is_initials = |sound: &crate::search::letters::Letters| sound.initials().eq(term.chars());
    if length >= 2 && sounds.iter().any(is_initials) {
        return Some(Fit::Initials);
    }
    let tells = if term.chars().all(is_han) {
        length >= HAN && name.contains(term)
    } else {
        let begins_a_word = |letters: &crate::search::letters::Letters| {
            let mut starts = letters.starts.iter();
            starts.any(|start| letters.text[usize::from(*start)..].starts_with(term))
        };
        length >= LATIN && (begins_a_word(&form.letters) || sounds.iter().any(begins_a_word))
    };
    tells.then_some(Fit::Part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Names;
    use crate::reference::Reference;

    fn of_ports(typed: &str, ports: &[&'static str]) -> Meant<&'static str> {
        let names = Names::of_reference(Reference::built_in());
        meant(
            typed,
            ports.iter().map(|port| (*port, names.of(port))),
            true,
        )
    }

    const CALLED: [&str; 7] = [
        "CNTAO", "CNNGB", "CNYTN", "CNSHA", "NLRTM", "DEHAM", "USLAX",
    ];

    #[test]
    fn nicknames_codes_readings_and_beginnings_tell_a_port() {
        for (typed, port) in [
            ("qd", "CNTAO"),
            ("QD", "CNTAO"),
            ("tao", "CNTAO"),
            ("nb", "CNNGB"),
            ("yt", "CNYTN"),
            ("ltd", "NLRTM"),
            ("rtm", "NLRTM"),
            ("lutedan", "NLRTM"),
            ("鹿特", "NLRTM"),
            ("hamb", "DEHAM"),
            ("angeles", "USLAX"),
        ] {
            assert_eq!(of_ports(typed, &CALLED), Meant::One(port), "{typed}");
        }
    }

    #[test]
    fn what_fits_two_is_neither() {
        let both = ["CNYTN", "CNYNT"];
        assert_eq!(of_ports("yt", &both), Meant::Several(both.to_vec()));
        // Initials are a habit of those who know which ports are called at.
        let names = Names::of_reference(Reference::built_in());
        let things = both.map(|port| (port, names.of(port)));
        assert_eq!(meant("yt", things, false), Meant::One("CNYTN"));
    }

    #[test]
    fn slips_and_short_pieces_mean_nothing() {
        for typed in [
            "rotterdma",
            "rot",
            "ham burgx",
            "鹿",
            "",
            "  ",
            "欧洲",
            "美国",
        ] {
            assert_eq!(of_ports(typed, &CALLED), Meant::Nothing, "{typed}");
        }
    }

    #[test]
    fn a_piece_of_a_customers_name_tells_it_where_no_other_has_it() {
        let names = [
            "宁波海桐进出口有限公司",
            "上海晨曦进出口有限公司",
            "NINGBO HOPE TRADING",
        ];
        let forms: Vec<[Form; 1]> = names.iter().map(|name| [Form::name(*name)]).collect();
        let of = |typed: &str| {
            let things = names.iter().zip(&forms);
            meant(
                typed,
                things.map(|(name, forms)| (*name, forms.as_slice())),
                true,
            )
        };
        assert_eq!(of("海桐"), Meant::One(names[0]));
        assert_eq!(of("haitong"), Meant::One(names[0]));
        assert_eq!(of("hope"), Meant::One(names[2]));
        assert_eq!(of("宁波海桐进出口有限公司"), Meant::One(names[0]));
        assert_eq!(of("进出口"), Meant::Several(names[..2].to_vec()));
        assert_eq!(of("苏州"), Meant::Nothing);
        assert_eq!(of("hop"), Meant::Nothing);
    }
}
