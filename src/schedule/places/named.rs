//! The port that a text names, with a terminal or a city beside it.

use super::super::plain::{is_han, narrow};
use super::words::{CITIES, is_remark, is_terminal};
use super::{NoPlace, Place, add, same_family, settled};
use crate::domain::PortCode;
use crate::reference::Reference;

/// A text without brackets and via.
pub(super) fn simple(text: &str, reference: &Reference) -> Result<Place, NoPlace> {
    if let Some(port) = reference.port(text) {
        return Ok(Place::of(settled(&port.code, text, reference)));
    }
    if let Some(code) = by_three_letters(text, reference) {
        return Ok(Place::of(code));
    }
    if let Some(place) = with_note(text, reference) {
        return Ok(place);
    }
    let parts: Vec<&str> = text
        .split(['/', ',', ';', '|', '+', '、'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 1 {
        return together(&parts, reference);
    }
    let (han, latin) = by_script(text);
    if !han.is_empty() && !latin.is_empty() {
        return together(&[&han, &latin], reference);
    }
    with_terminal(text, reference)
        .or_else(|| without_city(text, reference))
        .ok_or(NoPlace::Unknown)
}

/// `汉堡 限重26吨`, `HAMBURG 34天`: a port and a note behind it.
fn with_note(text: &str, reference: &Reference) -> Option<Place> {
    text.match_indices(' ').find_map(|(at, _)| {
        let (name, note) = (&text[..at], text[at..].trim());
        let days = ["天", "DAYS", "DAY", "D"]
            .iter()
            .find_map(|unit| note.strip_suffix(unit))
            .is_some_and(|digits| digits.trim().bytes().all(|byte| byte.is_ascii_digit()));
        if !days && !is_remark(note) {
            return None;
        }
        let port = reference.port(name)?;
        Some(Place {
            remark: Some(note.to_owned()),
            ..Place::of(settled(&port.code, name, reference))
        })
    })
}

/// `深圳盐田`, `SHENZHEN YANTIAN`.
pub(super) fn without_city(text: &str, reference: &Reference) -> Option<Place> {
    CITIES.iter().find_map(|city| {
        let rest = text
            .strip_prefix(city)
            .or_else(|| text.strip_suffix(city))?
            .trim_matches([' ', ',', '-']);
        (!rest.is_empty())
            .then(|| simple(rest, reference).ok())
            .flatten()
    })
}

/// Several names in one cell: of one port they are fine, of two nobody knows which.
pub(super) fn together(parts: &[&str], reference: &Reference) -> Result<Place, NoPlace> {
    let mut place: Option<Place> = None;
    let mut others: Vec<PortCode> = Vec::new();
    for part in parts {
        if let Some(place) = &mut place
            && is_terminal(part)
            && reference.port(part).is_none()
        {
            add(&mut place.terminal, part);
            continue;
        }
        match simple(part, reference) {
            Ok(found) => match &mut place {
                None => place = Some(found),
                Some(known) if same_family(&known.code, &found.code, reference) => {
                    // The closer of the two: a sub-port rather than its city.
                    if reference
                        .sub_ports
                        .question_of_choice(&found.code)
                        .is_some()
                    {
                        known.code = found.code;
                    }
                    if let Some(terminal) = found.terminal {
                        add(&mut known.terminal, &terminal);
                    }
                }
                Some(_) => others.push(found.code),
            },
            Err(_) if is_remark(part) || CITIES.contains(part) => {}
            Err(_) if is_terminal(part) && place.is_some() => {
                if let Some(place) = &mut place {
                    add(&mut place.terminal, part);
                }
            }
            Err(trouble) => {
                // A country behind a name agrees with it, and the table says so.
                let agrees = place.as_ref().is_some_and(|place| {
                    reference
                        .port(&format!("{} {part}", parts[0]))
                        .is_some_and(|port| port.code == place.code)
                });
                if !agrees {
                    return Err(match trouble {
                        NoPlace::Several(_) => trouble,
                        _ => NoPlace::Unknown,
                    });
                }
            }
        }
    }
    match (place, others.is_empty()) {
        (Some(place), true) => Ok(place),
        (Some(place), false) => {
            others.insert(0, place.code);
            Err(NoPlace::Several(others))
        }
        (None, _) => Err(NoPlace::Unknown),
    }
}

/// `SHA`, `RTM`: the last three letters of one port's code. Where two countries have them, the
/// Chinese port is meant on a Chinese desk, and otherwise nobody knows.
pub(in crate::schedule) fn by_three_letters(text: &str, reference: &Reference) -> Option<PortCode> {
    if text.len() != 3 || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let mut found = reference.ports.iter().filter(|port| {
        port.code
            .locode()
            .is_some_and(|code| code.as_str().ends_with(text))
    });
    let first = found.next()?;
    found.next().is_none().then(|| first.code.clone())
}

/// The Chinese and the Latin part of a name in both scripts.
pub(super) fn by_script(text: &str) -> (String, String) {
    let han = text.chars().filter(|letter| is_han(*letter)).collect();
    let latin: String = text
        .chars()
        .map(|letter| if is_han(letter) { ' ' } else { letter })
        .collect();
    (han, narrow(&latin))
}

/// `ROTTERDAM ECT`, `上海洋山`: a port and what is known as a terminal behind it.
pub(super) fn with_terminal(text: &str, reference: &Reference) -> Option<Place> {
    let ends: Vec<usize> = text
        .char_indices()
        .skip(1)
        .filter(|(_, letter)| *letter == ' ' || *letter == '-' || is_han(*letter))
        .map(|(at, _)| at)
        .collect();
    for end in ends.into_iter().rev() {
        let (name, rest) = (text[..end].trim(), text[end..].trim_matches([' ', '-']));
        let Some(port) = reference.port(name) else {
            continue;
        };
        let code = settled(&port.code, text, reference);
        if code != port.code {
            return Some(Place::of(code));
        }
        if is_remark(rest) {
            return Some(Place {
                remark: Some(rest.to_owned()),
                ..Place::of(code)
            });
        }
        return is_terminal(rest).then(|| Place {
            terminal: Some(rest.to_owned()),
            ..Place::of(code)
        });
    }
    None
}
