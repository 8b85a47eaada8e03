//! Ports as cells write them: a code or a name in either language or in both, with a terminal, a
//! sub-port, a transhipment port, a remark.

use std::collections::HashMap;

use super::plain::{self, bracketed, is_han, narrow};
use crate::domain::PortCode;
use crate::reference::Reference;

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

/// What a terminal's name is recognised by. Names of harbours and terminals that schedules write
/// behind a port. Source: terminals' own names.
const TERMINALS: &[&str] = &[
    "TERMINAL",
    "PIER",
    "BERTH",
    "PHASE",
    "WHARF",
    "QUAY",
    "DOCK",
    "GATE",
    "CT",
    "TML",
    "ECT",
    "DELTA",
    "EUROMAX",
    "RWG",
    "APM",
    "APMT",
    "MAASVLAKTE",
    "MV2",
    "MVII",
    "UNIPORT",
    "CTA",
    "CTB",
    "CTT",
    "BURCHARDKAI",
    "EUROGATE",
    "ALTENWERDER",
    "TOLLERORT",
    "MSC GATE",
    "NTB",
    "YANGSHAN",
    "WAIGAOQIAO",
    "WGQ",
    "YS",
    "BEILUN",
    "MEISHAN",
    "DAXIE",
    "CHUANSHAN",
    "ZHENHAI",
    "YICT",
    "SCT",
    "CCT",
    "MCT",
    "DCB",
    "GCT",
    "NICT",
    "NCT",
    "QQCT",
    "QQCTU",
    "FICT",
    "TPCT",
    "PCTC",
    "XICT",
    "TICT",
    "HIT",
    "MTL",
    "ACT",
    "COSCO HIT",
    "PSA",
    "DPW",
    "ITS",
    "LBCT",
    "TTI",
    "TRAPAC",
    "WBCT",
    "FMS",
    "YTI",
    "PNCT",
    "MAHER",
    "GCT BAYONNE",
    "DELTAPORT",
    "CENTERM",
    "MPET",
    "NOORDZEE",
    "DP WORLD",
    "CSP",
    "CHINA SHIPPING",
    "TTIA",
    "BEST",
    "洋山",
    "外高桥",
    "外港",
    "外二",
    "外四",
    "外五",
    "外六",
    "外一",
    "北仑",
    "梅山",
    "大榭",
    "穿山",
    "镇海",
    "码头",
    "港区",
    "期",
    "前湾",
    "黄岛",
    "国际",
];

/// Words that are a remark beside a port, never a place.
const REMARKS: &[&str] = &[
    "直达",
    "直航",
    "DIRECT",
    "爆舱",
    "满舱",
    "限重",
    "加班",
    "甩",
    "紧张",
    "有舱",
    "周班",
    "快航",
    "FULL",
    "OPEN",
    "SPACE",
    "基本港",
    "BASE",
    "改",
    "船期",
];

/// Cities that are written before the port that lies in them, and are no port of that name.
const CITIES: &[&str] = &["深圳", "广州", "天津", "SHENZHEN", "GUANGZHOU", "TIANJIN"];

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
        return Ok(Place::of(settled(&port.code, &whole, reference)));
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

fn is_remark(note: &str) -> bool {
    REMARKS.iter().any(|word| note.contains(word))
}

/// Whether a text is a terminal's name: one of its words is.
fn is_terminal(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    TERMINALS.iter().any(|name| {
        if name.chars().any(is_han) || name.contains(' ') {
            text.contains(name)
        } else {
            words.contains(name)
        }
    })
}

/// A text without brackets and via.
fn simple(text: &str, reference: &Reference) -> Result<Place, NoPlace> {
    if let Some(port) = reference.port(text) {
        return Ok(Place::of(settled(&port.code, text, reference)));
    }
    if let Some(code) = by_three_letters(text, reference) {
        return Ok(Place::of(code));
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

/// `深圳盐田`, `SHENZHEN YANTIAN`.
fn without_city(text: &str, reference: &Reference) -> Option<Place> {
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
fn together(parts: &[&str], reference: &Reference) -> Result<Place, NoPlace> {
    let mut place: Option<Place> = None;
    let mut others: Vec<PortCode> = Vec::new();
    for part in parts {
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
fn by_three_letters(text: &str, reference: &Reference) -> Option<PortCode> {
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
fn by_script(text: &str) -> (String, String) {
    let han = text.chars().filter(|letter| is_han(*letter)).collect();
    let latin: String = text
        .chars()
        .map(|letter| if is_han(letter) { ' ' } else { letter })
        .collect();
    (han, narrow(&latin))
}

/// `ROTTERDAM ECT`, `上海洋山`: a port and what is known as a terminal behind it.
fn with_terminal(text: &str, reference: &Reference) -> Option<Place> {
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

/// A text before and after its “via”.
fn split_via(text: &str) -> (String, Option<String>) {
    for mark in [
        " VIA ", "(VIA ", "/VIA ", " T/S ", "(T/S ", ",VIA ", " V/A ",
    ] {
        if let Some((before, via)) = text.split_once(mark) {
            let via = via.trim_end_matches(')').trim_start_matches("AT ");
            return (before.trim().to_owned(), Some(via.trim().to_owned()));
        }
    }
    for mark in ["经由", "经"] {
        if let Some((before, via)) = text.split_once(mark)
            && !before.trim().is_empty()
        {
            let via = via
                .trim_end_matches(')')
                .trim_end_matches("转运")
                .trim_end_matches("中转")
                .trim_end_matches('转');
            return (
                before.trim().trim_end_matches('(').to_owned(),
                Some(via.trim().to_owned()),
            );
        }
    }
    if let Some((before, note)) = text.split_once('(')
        && let Some(via) = note
            .trim_end_matches(')')
            .strip_suffix("中转")
            .or_else(|| note.trim_end_matches(')').strip_suffix('转'))
    {
        return (before.trim().to_owned(), Some(via.trim().to_owned()));
    }
    (text.to_owned(), None)
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
