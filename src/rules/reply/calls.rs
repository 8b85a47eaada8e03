//! Whom to call: the contact and the telephone, which stand together.

use super::lexer::digits;
use super::names::{at_end, stands_apart, whole};
use super::parts::Part;
use super::texts::last_of;
use crate::domain::Pointer;

/// What a contact's stretch says without the telephone in it: 找李师傅 138….
pub(super) fn called(fields: &[Pointer], field: usize, own: Part, given: &mut [Vec<Part>]) -> Part {
    let phone = fields.iter().position(|field| last_of(field) == "phone");
    match phone {
        Some(phone) if last_of(&fields[field]) == "contact" => {
            without_telephone(own, &mut given[phone])
        }
        _ => own,
    }
}

/// Gives the contact and the telephone what stands together: 李工 13862110033, or a name right before
/// a telephone. Before it, behind a blank, an address may stand.
pub(super) fn call_first(fields: &[Pointer], given: &mut [Vec<Part>], rest: &mut Vec<Part>) {
    let of = |last: &str| fields.iter().position(|field| last_of(field) == last);
    let (Some(contact), Some(phone)) = (of("contact"), of("phone")) else {
        return;
    };
    if !given[contact].is_empty() || !given[phone].is_empty() {
        return;
    }
    let Some(at) = rest.iter().position(|part| telephone(&part.text).is_some()) else {
        return;
    };
    let part = without_telephone(rest[at].clone(), &mut given[phone]);
    let named = |text: &str| {
        let name = whole(text, &|_| false)?;
        Some((String::new(), name))
    };
    let behind_a_blank = |text: &str| {
        let (before, name) = at_end(text, &|_| false, true)?;
        stands_apart(text, &name, &|_| false).then_some((before, name))
    };
    let own = |text: String, end: char| Part { text, end };
    if part.text.is_empty() {
        rest.remove(at);
        if let Some(before) = at.checked_sub(1)
            && let Some((left, name)) =
                named(&rest[before].text).or_else(|| behind_a_blank(&rest[before].text))
        {
            let end = rest[before].end;
            given[contact].push(own(name, end));
            rest.splice(before..=before, (!left.is_empty()).then(|| own(left, end)));
        }
    } else if let Some((left, name)) = named(&part.text).or_else(|| behind_a_blank(&part.text)) {
        given[contact].push(own(name, part.end));
        rest.splice(at..=at, (!left.is_empty()).then(|| own(left, part.end)));
    } else {
        rest[at] = part;
    }
}

/// A part without the telephone number in it, which goes where telephones go.
pub(super) fn without_telephone(part: Part, phones: &mut Vec<Part>) -> Part {
    let Some((start, end)) = telephone(&part.text).filter(|_| phones.is_empty()) else {
        return part;
    };
    let (before, behind) = (&part.text[..start], &part.text[end..]);
    phones.push(part.saying(part.text[start..end].trim().to_owned()));
    Part {
        text: format!("{} {}", before.trim(), behind.trim())
            .trim()
            .to_owned(),
        end: part.end,
    }
}

/// Words before the extension behind a telephone number, the longer ones first.
const EXTENSIONS: &[&str] = &[
    "转分机",
    "分机号",
    "分机",
    "转",
    "extension",
    "extn",
    "ext.",
    "ext",
];

/// How long the extension is that begins a text: 转802, “ext. 802”.
fn extension(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let word = EXTENSIONS.iter().find(|word| lower.starts_with(**word))?;
    let rest = lower[word.len()..].trim_start_matches([' ', ':']);
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=6)
        .contains(&figures)
        .then(|| text.len() - rest.len() + figures)
}

/// A telephone number without its extension: 0574-87654321 of 0574-87654321-802.
pub(super) fn without_extension(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    if let Some(at) = EXTENSIONS.iter().find_map(|word| lower.find(word)) {
        return &text[..at];
    }
    match text.rsplit_once('-') {
        Some((number, last)) if last.len() <= 4 && digits(number) > 9 => number,
        _ => text,
    }
}

/// Where a telephone number stands in a text: seven figures or more, with their marks and its extension.
pub(super) fn telephone(text: &str) -> Option<(usize, usize)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '(' | ')' | ' ');
    let mut start = None;
    let mut found = None;
    for (at, letter) in text.char_indices().chain([(text.len(), '\n')]) {
        match start {
            None if letter.is_ascii_digit() || letter == '+' => start = Some(at),
            Some(from) if !is_part(letter) => {
                let digits = text[from..at].bytes().filter(u8::is_ascii_digit).count();
                if digits >= 7 {
                    let end = at + extension(&text[at..]).unwrap_or(0);
                    found = found.or(Some((from, end)));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}
