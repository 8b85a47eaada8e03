//! Ports as cells write them: a code or a name in either language or in both, with a terminal, a
//! sub-port, a transhipment port, a remark.

use std::collections::HashMap;

use super::plain::{self, bracketed, narrow};
use crate::domain::PortCode;
use crate::reference::Reference;

mod named;
mod route;
mod via;
mod words;

pub(super) use named::by_three_letters;
use named::{simple, with_terminal};
pub(super) use route::{Route, route};
use via::split_via;
pub(super) use via::{says_via, via_of};
use words::{is_remark, is_terminal};

/// A port cell, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) code: PortCode,
    pub(super) terminal: Option<String>,
    pub(super) via: Option<PortCode>,
    pub(super) remark: Option<String>,
}

/// Why a port cell names no port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoPlace {
    /// Nothing stands there.
    Missing,
    /// Announced later.
    Unannounced,
    /// No table has it.
    Unknown,
    /// It names more than one.
    Several(Vec<PortCode>),
}

/// Reads port cells, remembering those it has seen.
pub(super) struct Places<'a> {
    reference: &'a Reference,
    seen: HashMap<String, Result<Place, NoPlace>>,
}

/// How many different cells are remembered.
const REMEMBERED: usize = 20_000;

impl<'a> Places<'a> {
    pub(super) fn new(reference: &'a Reference) -> Self {
        Self {
            reference,
            seen: HashMap::new(),
        }
    }

    /// The sub-port that a terminal's column names, else the port itself.
    pub(super) fn settled(&self, code: &PortCode, terminal: &str) -> PortCode {
        settled(code, terminal, self.reference)
    }

    /// Reads a cell's text.
    pub(super) fn read(&mut self, text: &str) -> Result<Place, NoPlace> {
        if let Some(known) = self.seen.get(text) {
            return known.clone();
        }
        let place = read(text, self.reference);
        if self.seen.len() < REMEMBERED {
            self.seen.insert(text.to_owned(), place.clone());
        }
        place
    }
}

fn read(text: &str, reference: &Reference) -> Result<Place, NoPlace> {
    let whole = narrow(text);
    if plain::is_unannounced(&whole) {
        return Err(NoPlace::Unannounced);
    }
    if plain::says_nothing(&whole) {
        return Err(NoPlace::Missing);
    }
    if let Some(port) = reference.port(&whole) {
        let code = settled(&port.code, &whole, reference);
        // A name may be the port's and say its terminal all the same: ROTTERDAM MAASVLAKTE.
        return Ok(with_terminal(&whole, reference)
            .filter(|place| place.terminal.is_some() && place.code == code)
            .filter(|place| !super::layout::is_chinese(&place.code))
            .map(|place| Place {
                terminal: place.terminal.map(|name| unbracketed(&name)),
                ..place
            })
            .unwrap_or(Place::of(code)));
    }
    let (before, via) = split_via(&whole);
    let (outside, notes) = bracketed(&before);
    let mut place = simple(&outside, reference)?;
    place.code = settled(&place.code, &before, reference);
    for note in notes {
        let is_same = reference
            .port(&note)
            .or_else(|| reference.port(&format!("{outside} {note}")))
            .is_some_and(|port| {
                port.code == place.code || same_family(&port.code, &place.code, reference)
            });
        let said_already = settled(&place.code, &note, reference) != place.code
            || is_choice(&place.code, &note, reference);
        if is_same || said_already {
            continue;
        }
        if let Some(via) = note
            .strip_prefix("VIA ")
            .and_then(|via| reference.port(via))
        {
            place.via = Some(via.code.clone());
        } else if is_remark(&note) || !is_terminal(&note) {
            add(&mut place.remark, &note);
        } else {
            add(&mut place.terminal, &note);
        }
    }
    if let Some(via) = via {
        match simple(&bracketed(&via).0, reference) {
            Ok(port) => place.via = Some(port.code),
            Err(_) => add(&mut place.remark, &format!("VIA {via}")),
        }
    }
    Ok(place)
}

/// `(CTA)` behind a port is its terminal CTA.
fn unbracketed(name: &str) -> String {
    name.trim_matches(['(', ')', ' ']).to_owned()
}

impl Place {
    fn of(code: PortCode) -> Self {
        Self {
            code,
            terminal: None,
            via: None,
            remark: None,
        }
    }
}

fn add(text: &mut Option<String>, more: &str) {
    match text {
        Some(text) => {
            text.push_str("; ");
            text.push_str(more);
        }
        None => *text = Some(more.to_owned()),
    }
}

/// The sub-port that the whole text names, else the port itself.
fn settled(code: &PortCode, text: &str, reference: &Reference) -> PortCode {
    reference
        .sub_ports
        .choice_named_in(code, text)
        .map_or_else(|| code.clone(), |choice| choice.code.clone())
}

/// Whether a note only repeats which sub-port it is.
fn is_choice(code: &PortCode, note: &str, reference: &Reference) -> bool {
    reference
        .sub_ports
        .question_of_choice(code)
        .and_then(|question| reference.sub_ports.choice_named_in(&question.port, note))
        .is_some_and(|choice| choice.code == *code)
}

/// Whether one is a sub-port of the other.
fn same_family(one: &PortCode, other: &PortCode, reference: &Reference) -> bool {
    let parent = |code: &PortCode| {
        reference
            .sub_ports
            .question_of_choice(code)
            .map_or_else(|| code.clone(), |question| question.port.clone())
    };
    parent(one) == parent(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> String {
        match read(text, Reference::built_in()) {
            Ok(place) => format!(
                "{}{}{}",
                place.code,
                place
                    .terminal
                    .map(|terminal| format!(" at {terminal}"))
                    .unwrap_or_default(),
                place
                    .via
                    .map(|via| format!(" via {via}"))
                    .unwrap_or_default()
            ),
            Err(trouble) => format!("{trouble:?}"),
        }
    }

    #[test]
    fn a_port_is_known_by_code_and_by_name_in_either_language_and_both() {
        for text in [
            "NLRTM",
            "Rotterdam",
            "鹿特丹",
            "鹿特丹 ROTTERDAM",
            "鹿特丹/ROTTERDAM",
            "ROTTERDAM(鹿特丹)",
            "ROTTERDAM (NLRTM)",
            "RTM",
            "ROTTERDAM, NETHERLANDS",
            "鹿特丹港",
            "鹿特丹(直达)",
        ] {
            assert_eq!(code(text), "NLRTM", "{text}");
        }
    }

    #[test]
    fn terminals_sub_ports_and_via_are_taken_apart() {
        assert_eq!(code("ROTTERDAM (ECT DELTA)"), "NLRTM at ECT DELTA");
        assert_eq!(code("ROTTERDAM MAASVLAKTE"), "NLRTM at MAASVLAKTE");
        assert_eq!(code("ROTTERDAM VIA SINGAPORE"), "NLRTM via SGSIN");
        assert_eq!(code("汉堡（经新加坡中转）"), "DEHAM via SGSIN");
        assert_eq!(code("汉堡(新加坡中转)"), "DEHAM via SGSIN");
        assert_eq!(code("PORT KELANG (WEST)"), "MYWSP");
        assert_eq!(code("MANILA (N)"), "PHMNN");
        assert_eq!(code("MANILA NORTH"), "PHMNN");
        assert_eq!(code("雅加达 UTC2"), "JAKARTA UTC2");
        // The port table has 上海洋山 as a name of Shanghai itself.
        assert_eq!(code("上海洋山"), "CNSHA");
    }

    #[test]
    fn what_is_no_port_or_two_ports_is_not_guessed() {
        assert_eq!(code("NOWHERE"), "Unknown");
        assert_eq!(
            code("ROTTERDAM/HAMBURG"),
            "Several([Locode(UnLocode(\"NLRTM\")), Locode(UnLocode(\"DEHAM\"))])"
        );
        assert_eq!(code("TBA"), "Unannounced");
        assert_eq!(code("-"), "Missing");
        assert_eq!(code("ROTTERDAM TEXAS"), "Unknown");
    }
}
