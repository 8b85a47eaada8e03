//! What a finding asks for, and the values that a reply may give it.

use serde_json::{Value, json};

use super::amounts::Measure;
use super::lexer::{Choice, tokens};
use super::lexicon::is_only_words;
use super::parts::Part;
use super::stance::Bare;
use super::values::Values;
use super::words::{ABOUT, IN_HAND, closed, no_of, yes_or_no};
use crate::domain::{Consignment, Finding, Moment, PatchStep, Pointer};
use crate::json as form;
use crate::reference::Reference;
use crate::rules::report::set;
use crate::rules::wording::is_han;

/// What surrounds a reply.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) finding: &'a Finding,
    pub(super) consignment: &'a Consignment,
    pub(super) reference: &'a Reference,
    pub(super) now: Moment,
}

/// What a finding's first open field takes.
#[derive(Debug)]
pub(super) enum Sought {
    /// One of some values.
    Values(Values),
    /// A figure.
    Figure(Pointer, Measure),
    /// A place by any of its names.
    Place(Pointer),
    /// A carrier; whether it is designated too where that is not said.
    Carrier { designates: bool },
    /// One of the sailings offered.
    Sailing,
    /// Containers: 2*40HQ.
    Equipment,
    /// Texts, each under its own name where the reply gives several.
    Texts(Vec<Pointer>),
    /// Whether goods are dangerous, and as what; with what is declared already.
    Dangerous(Pointer, Value),
    /// The verified gross mass of a line's boxes.
    Mass(Pointer),
    /// A processing-trade handbook.
    Handbook(Pointer),
    /// A customs transit.
    Transit(Pointer),
    /// The charges that an all-in price includes.
    Included,
    /// Figures that are there and are asked for again.
    Again(Vec<Sought>),
}

/// What a finding asks for, field by field.
pub(super) fn sought(around: Around<'_>) -> Vec<Sought> {
    let Around {
        finding,
        consignment,
        reference,
        ..
    } = around;
    let document = form::write_consignment(consignment);
    match finding.rule.as_str() {
        "sub-port" => return vec![Sought::Values(terminals(&document, reference))],
        "place-unknown" => return finding.at.iter().cloned().map(Sought::Place).collect(),
        "dangerous-goods" => return dangerous(finding, &document),
        // Goods whose name says nothing get another.
        "party-text"
            if finding
                .at
                .as_ref()
                .is_some_and(|at| at.as_str().starts_with("/cargo/")) =>
        {
            return vec![Sought::Texts(finding.fields.clone())];
        }
        "carrier-designation" => {
            let designates = consignment.carrier_designated.is_none();
            return vec![Sought::Carrier { designates }];
        }
        _ => {}
    }
    let sailings = finding.fixes.iter().any(|fix| {
        fix.patch
            .iter()
            .any(|step| matches!(step, PatchStep::Set(at, _) if at.as_str() == "/sailing"))
    });
    if sailings {
        return vec![Sought::Sailing];
    }
    let open = |field: &&Pointer| {
        document
            .pointer(field.as_str())
            .is_none_or(form::patch::is_blank)
    };
    let mut fields: Vec<Sought> = Vec::new();
    let mut texts: Vec<Pointer> = Vec::new();
    for field in finding.fields.iter().filter(open) {
        if is_text(field) {
            texts.push(field.clone());
        } else if field.as_str().starts_with("/freight/all_in") {
            fields.push(Sought::Included);
        } else if field.as_str() == "/overseas_agent" {
            texts.push(Pointer::new("/overseas_agent/name"));
        } else {
            fields.extend(of_field(field));
        }
    }
    // A contact's telephone is asked for with the contact.
    if let Some(contact) = texts.iter().find(|field| last_of(field) == "contact") {
        let phone = Pointer::new(contact.as_str().replace("/contact", "/phone"));
        if open(&&phone) && !texts.contains(&phone) {
            texts.push(phone);
        }
    }
    if !texts.is_empty() {
        fields.push(Sought::Texts(texts));
    }
    // “Which figure is wrong?”, “can you load earlier?”: what is there is asked for again.
    if fields.is_empty() {
        fields.extend(again(finding).map(Sought::Again));
    }
    fields
}

/// The harbours or terminals of the destination, where it has several.
pub(super) fn terminals(document: &Value, reference: &Reference) -> Values {
    let port = ["/pod", "/delivery"].iter().find_map(|field| {
        let port = reference.port(document.pointer(field)?.as_str()?)?;
        Some((port, reference.sub_ports.question_for(&port.code)?))
    });
    let mut values = Values::default();
    let choices = port
        .iter()
        .flat_map(|(port, question)| question.choices.iter().map(move |choice| (port, choice)));
    for (port, choice) in choices {
        let mut names = choice.aliases.clone();
        names.extend([
            choice.name.clone(),
            choice.name_zh.clone(),
            choice.code.as_str().to_owned(),
        ]);
        // Manila South, 马尼拉南港, South Harbour Manila.
        let letters = port.code.as_str().get(2..).unwrap_or_default();
        for alias in &choice.aliases {
            names.extend(
                port.terms()
                    .chain([letters])
                    .flat_map(|city| [format!("{city} {alias}"), format!("{alias} {city}")]),
            );
        }
        values.add(
            Choice::named(names.iter().map(String::as_str)),
            vec![set("/pod_terminal", &json!(choice.name))],
        );
    }
    values
}

/// Of two fields that take the same figure the finding's own: a latest date of shipment is no day that
/// is wished for.
fn one_of_a_kind(fields: &mut Vec<Sought>, finding: &Finding) {
    let of = |field: &Sought| match field {
        Sought::Figure(at, measure) => Some((at.clone(), *measure)),
        _ => None,
    };
    let figures: Vec<(Pointer, Measure)> = fields.iter().filter_map(of).collect();
    fields.retain(|field| {
        let Some((at, measure)) = of(field) else {
            return true;
        };
        let same = || figures.iter().filter(|(_, other)| *other == measure);
        let own = same()
            .find(|(other, _)| Some(other) == finding.at.as_ref())
            .or_else(|| same().next());
        own.is_none_or(|(own, _)| *own == at)
    });
}

/// The figures and containers of a finding that has no blank field.
fn again(finding: &Finding) -> Option<Vec<Sought>> {
    let mut found: Vec<Sought> = finding.fields.iter().filter_map(of_field).collect();
    // “FCL, LCL, self-consolidated or bulk?” asks again for the one that is there.
    let own = finding
        .at
        .as_ref()
        .filter(|at| at.as_str() == "/stuffing_mode");
    if let Some(Sought::Values(values)) = own.and_then(of_field) {
        return Some(vec![Sought::Values(values)]);
    }
    found.retain(|field| matches!(field, Sought::Figure(..) | Sought::Equipment));
    let of = |wanted: Measure| {
        let measures = found
            .iter()
            .filter(|field| matches!(field, Sought::Figure(_, measure) if *measure == wanted));
        measures.count()
    };
    // Of two lines' weights a reply does not say which.
    if of(Measure::Weight) > 1 || of(Measure::Volume) > 1 {
        return None;
    }
    one_of_a_kind(&mut found, finding);
    (!found.is_empty()).then_some(found)
}

fn dangerous(finding: &Finding, document: &Value) -> Vec<Sought> {
    let mut fields = finding
        .fields
        .iter()
        .filter(|field| last_of(field) == "dangerous");
    match (fields.next(), fields.next()) {
        (Some(only), None) => {
            let known = document.pointer(only.as_str()).cloned();
            vec![Sought::Dangerous(only.clone(), known.unwrap_or_default())]
        }
        // Classes that must be kept apart are no value.
        _ => Vec::new(),
    }
}

pub(super) fn last_of(field: &Pointer) -> &str {
    field.as_str().rsplit('/').next().unwrap_or_default()
}

/// Whether a field takes any text.
fn is_text(field: &Pointer) -> bool {
    matches!(
        last_of(field),
        "payable_at"
            | "name"
            | "name_en"
            | "name_zh"
            | "place"
            | "contact"
            | "phone"
            | "fax"
            | "declarant"
            | "broker"
            | "documents_handover"
            | "handover_sheet"
            | "form"
            | "salesperson"
            | "bl_dating_requested_by"
    )
}

pub(super) fn of_field(field: &Pointer) -> Option<Sought> {
    let at = field.as_str();
    let last = at.rsplit('/').next().unwrap_or_default();
    if let Some(words) = closed(at) {
        let mut values = Values::default();
        for (value, names) in words {
            values.add(
                Choice::named(names.split('|')),
                vec![set(at, &json!(value))],
            );
        }
        let place = |wanted: &str| words.iter().position(|(value, _)| *value == wanted);
        values.bare.no = no_of(at).and_then(place);
        if at == "/handling/fumigation" {
            // “不用熏蒸” denies what is needed, and says so.
            values.choices[2].contrary = Some(1);
            values.choices[1].contrary = Some(2);
            values.bare.yes = Some(2);
        }
        let in_hand = IN_HAND.iter().find(|(field, _, _)| *field == at);
        values.in_hand = in_hand.and_then(|(_, value, words)| {
            Some((place(value)?, words.split('|').map(tokens).collect()))
        });
        let about = ABOUT.iter().filter(|(field, _)| *field == at);
        values.about = about
            .flat_map(|(_, words)| words.split('|').map(tokens))
            .collect();
        values.field =
            words_field(at).map(|name| (name, words.iter().map(|(value, _)| *value).collect()));
        return Some(Sought::Values(values));
    }
    if let Some((yes, no)) = yes_or_no(at) {
        return Some(Sought::Values(yes_no(at, yes, no)));
    }
    let measure = match last {
        "temperature_c" => Some(Measure::Temperature),
        "ventilation" => Some(Measure::Ventilation),
        "gross_kg" | "kg" => Some(Measure::Weight),
        "tare_kg" => Some(Measure::Tare),
        "volume_cbm" => Some(Measure::Volume),
        "requested_etd" | "latest_shipment" => Some(Measure::Day),
        "at" => Some(Measure::Time),
        _ => None,
    };
    if let Some(measure) = measure {
        return Some(Sought::Figure(field.clone(), measure));
    }
    match last {
        "pol" | "pod" | "via" | "delivery" => Some(Sought::Place(field.clone())),
        "equipment" => Some(Sought::Equipment),
        "handbook" => Some(Sought::Handbook(field.clone())),
        "vgm" => at
            .strip_suffix("/vgm")
            .map(|line| Sought::Mass(Pointer::new(line))),
        "transit" => Some(Sought::Transit(field.clone())),
        _ => None,
    }
}

fn words_field(at: &str) -> Option<&'static str> {
    super::words::BESIDE
        .iter()
        .map(|(field, _, _)| *field)
        .find(|field| *field == at)
}

fn yes_no(at: &str, yes: Vec<&str>, no: Vec<&str>) -> Values {
    let mut values = Values {
        bare: Bare {
            no: Some(1),
            yes: Some(0),
            freely: false,
        },
        ..Values::default()
    };
    for (names, truth, contrary) in [(yes, true, 1), (no, false, 0)] {
        let mut choice = Choice::named(names);
        choice.contrary = Some(contrary);
        values.add(choice, vec![set(at, &json!(truth))]);
    }
    values
}

/// The places or carriers that the parts of a reply name, by the key that `find` gives.
pub(super) fn named_in(
    parts: &[Part],
    find: impl Fn(&str) -> Option<String>,
) -> Vec<(String, Choice)> {
    let mut found: Vec<(String, Choice)> = Vec::new();
    let mut add =
        |name: Vec<String>, key: String| match found.iter_mut().find(|(known, _)| *known == key) {
            Some((_, choice)) => choice.names.push(name),
            None => found.push((
                key,
                Choice {
                    names: vec![name],
                    contrary: None,
                },
            )),
        };
    for part in parts {
        let all = tokens(&part.text);
        if let Some(key) = find(&part.text) {
            add(all, key);
            continue;
        }
        for from in 0..all.len() {
            let most = if all[from].chars().all(is_han) { 8 } else { 4 };
            for to in (from + 1..=all.len().min(from + most)).rev() {
                let name = &all[from..to];
                let han = name.iter().all(|token| token.chars().all(is_han));
                let text = name.join(if han { "" } else { " " });
                if text.chars().count() < if han { 2 } else { 3 } || is_only_words(&text) {
                    continue;
                }
                if let Some(key) = find(&text) {
                    add(name.to_vec(), key);
                    break;
                }
            }
        }
    }
    found
}
