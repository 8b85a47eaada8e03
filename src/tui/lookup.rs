//! Look-ups: what a field can be, searched as one types, and what belongs together filled in.

use serde_json::{Value, json};

use crate::domain::KnownValue as _;
use crate::keymap::Action;
use crate::protocol::{LookupKind, Request, SailingHit};

use super::effects::ask;
use super::model::Model;
use super::msg::{Effect, Purpose};
use super::popup::{Lookup, LookupOf, Offer, Popup};
use super::screens::form::{self, Kind, Source};
use super::widgets::line::Line;
use super::widgets::list::ListState;
use super::words;

/// At most so many are offered.
const LIMIT: usize = 50;

/// Opens the look-up of the field with the caret, with something typed in it.
pub fn open(model: &mut Model, typed: &str) -> Vec<Effect> {
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    let row = form.row();
    let of = match row.field.kind {
        Kind::Sailing => LookupOf::Sailing,
        Kind::Port => LookupOf::Port,
        Kind::Carrier => LookupOf::Carrier,
        Kind::Agent => LookupOf::Agent,
        Kind::Charge => LookupOf::Charge,
        Kind::Boxes => LookupOf::Equipment,
        Kind::Customer => LookupOf::Customer,
        Kind::Salesperson => LookupOf::Salesperson,
        Kind::Choice(..) | Kind::YesNo => LookupOf::Words,
        _ => {
            model.say(
                super::look::Part::Dim,
                &crate::domain::Text::of("tui.said.no-lookup"),
            );
            return Vec::new();
        }
    };
    let text = match of {
        LookupOf::Words | LookupOf::Equipment => String::new(),
        _ if form.touched => form.line.text().to_owned(),
        _ => String::new(),
    };
    let lookup = Lookup {
        of,
        pointer: row.pointer(),
        line: Line::new(format!("{text}{typed}")),
        asked: None,
        answered: None,
        offers: Vec::new(),
        list: ListState::default(),
    };
    model.popups.push(Popup::Lookup(lookup));
    Vec::new()
}

/// Finds what is typed, once a burst: here, or on the desk.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    let Some(Popup::Lookup(lookup)) = model.popups.last() else {
        return Vec::new();
    };
    let query = lookup.line.text().trim().to_owned();
    if lookup.asked.as_ref() == Some(&query) {
        return Vec::new();
    }
    let of = lookup.of;
    let pointer = lookup.pointer.clone();
    let offers = if of.is_remote() {
        None
    } else {
        Some(local(model, of, &pointer, &query))
    };
    let names = |kind| {
        Some(Request::Lookup {
            kind,
            query: query.clone(),
        })
    };
    let request = match of {
        LookupOf::Sailing => Some(Request::Search {
            query: sailing_query(model, &query),
            limit: 50,
            all: false,
        }),
        LookupOf::Customer => names(LookupKind::Customer),
        LookupOf::Salesperson => names(LookupKind::Salesperson),
        _ => None,
    };
    if let Some(Popup::Lookup(lookup)) = model.popups.last_mut() {
        lookup.asked = Some(query.clone());
        if let Some(offers) = offers {
            lookup.answered = lookup.asked.clone();
            lookup.offers = offers;
            lookup.list = ListState::default();
        }
    }
    request.map_or_else(Vec::new, |request| ask(Purpose::Lookup(query), request))
}

/// What the form already says narrows the search for its sailing.
fn sailing_query(model: &Model, typed: &str) -> String {
    let Some(form) = model.form.as_deref() else {
        return typed.to_owned();
    };
    let consignment = &form.document.consignment;
    let mut words = vec![typed.to_owned()];
    if let Some(carrier) = consignment.carrier.known() {
        words.push(carrier.to_string());
    }
    if let Some(port) = consignment
        .pol
        .known()
        .or(consignment.pod.known())
        .filter(|_| typed.is_empty())
    {
        words.push(port.to_string());
    }
    if let Some(port) = consignment.pod.known() {
        words.push(port.to_string());
    }
    words.retain(|word| !word.is_empty());
    words.dedup();
    words.join(" ")
}

/// Takes sailings that the desk found.
pub fn sailings(model: &mut Model, hits: &[SailingHit]) {
    let now = model.desk.now;
    let look = model.look;
    let temp = Offer {
        label: "TEMP".to_owned(),
        detail: look.say("tui.lookup.temp"),
        values: vec![("/sailing".to_owned(), json!("TEMP"))],
    };
    let mut offers: Vec<Offer> = hits
        .iter()
        .map(|hit| {
            let sailing = &hit.sailing;
            let left = sailing
                .next_cut_off(now)
                .map_or(String::new(), |(kind, cut_off)| {
                    format!(
                        "{} {}",
                        words::word(&look, "cut-off", kind),
                        words::time_left(&look, now, cut_off.passes_at())
                    )
                });
            Offer {
                label: format!("{} {} {}", sailing.carrier, sailing.vessel, sailing.voyage),
                detail: format!(
                    "{} {} {}  {left}",
                    sailing.pol,
                    sailing.pod,
                    sailing.etd.format("%m-%d")
                ),
                values: form::values_of(sailing),
            }
        })
        .collect();
    offers.push(temp);
    fill(model, offers);
}

/// Takes names that the desk found.
pub fn names(model: &mut Model, names: &[String]) {
    let Some(Popup::Lookup(lookup)) = model.popups.last() else {
        return;
    };
    let pointer = lookup.pointer.clone();
    let offers = names
        .iter()
        .map(|name| Offer {
            label: name.clone(),
            detail: String::new(),
            values: vec![(pointer.clone(), json!(name))],
        })
        .collect();
    fill(model, offers);
}

fn fill(model: &mut Model, offers: Vec<Offer>) {
    if let Some(Popup::Lookup(lookup)) = model.popups.last_mut() {
        lookup.answered = lookup.asked.clone();
        lookup.offers = offers;
        lookup.list = ListState::default();
    }
}

/// A query was answered, though with nothing.
pub fn answered(model: &mut Model, query: &str) {
    if let Some(Popup::Lookup(lookup)) = model.popups.last_mut() {
        lookup.answered = Some(query.to_owned());
    }
}

/// The answer that the offers wait for.
pub fn pending(model: &Model) -> Option<Purpose> {
    match model.popups.last() {
        Some(Popup::Lookup(lookup)) if lookup.answered != lookup.asked => {
            lookup.asked.clone().map(Purpose::Lookup)
        }
        _ => None,
    }
}

/// What the tables have.
fn local(model: &Model, of: LookupOf, pointer: &str, query: &str) -> Vec<Offer> {
    let reference = &model.desk.reference;
    let offer = |label: String, detail: String, value: Value| Offer {
        label,
        detail,
        values: vec![(pointer.to_owned(), value)],
    };
    let every: Vec<Offer> = match of {
        LookupOf::Port => {
            let exact = reference.port(query).map(|port| port.code.clone());
            let mut ports: Vec<_> = reference
                .ports
                .iter()
                .filter(|port| port.terms().any(|term| fits(term, query)))
                .collect();
            ports.sort_by_key(|port| Some(&port.code) != exact.as_ref());
            if ports.is_empty() {
                ports = reference.nearest_ports(query, 8);
            }
            ports
                .into_iter()
                .map(|port| {
                    offer(
                        port.code.to_string(),
                        format!("{} {}", port.name, port.name_zh),
                        json!(port.code.as_str()),
                    )
                })
                .collect()
        }
        LookupOf::Carrier => reference
            .carriers
            .iter()
            .filter(|carrier| carrier.terms().any(|term| fits(term, query)))
            .map(|carrier| {
                offer(
                    carrier.scac.to_string(),
                    format!("{} {}", carrier.name, carrier.name_zh),
                    json!(carrier.scac.as_str()),
                )
            })
            .collect(),
        LookupOf::Agent => agents(model, query),
        LookupOf::Charge => reference
            .charges
            .iter()
            .filter(|charge| {
                fits(charge.code.as_str(), query)
                    || fits(&charge.name, query)
                    || fits(&charge.name_zh, query)
            })
            .map(|charge| {
                offer(
                    charge.code.to_string(),
                    format!("{} {}", charge.name, charge.name_zh),
                    json!(charge.code.as_str()),
                )
            })
            .collect(),
        LookupOf::Equipment => reference
            .equipment
            .iter()
            .filter(|equipment| {
                fits(equipment.kind.as_str(), query) || fits(&equipment.name_zh, query)
            })
            .map(|equipment| {
                let line = json!({"type": equipment.kind.as_str(), "count": 1});
                let mut lines = model
                    .form
                    .as_deref()
                    .and_then(|form| form.document.at("/equipment").as_array().cloned())
                    .unwrap_or_default();
                lines.push(line);
                offer(
                    equipment.kind.to_string(),
                    equipment.name_zh.clone(),
                    Value::Array(lines),
                )
            })
            .collect(),
        LookupOf::Words => word_offers(model, query),
        LookupOf::Sailing | LookupOf::Customer | LookupOf::Salesperson => Vec::new(),
    };
    every.into_iter().take(LIMIT).collect()
}

fn agents(model: &Model, query: &str) -> Vec<Offer> {
    model
        .desk
        .reference
        .agents
        .iter()
        .filter(|agent| fits(&agent.name, query) || fits(&agent.code, query))
        .map(|agent| Offer {
            label: agent.name.clone(),
            detail: agent.code.clone(),
            values: vec![
                ("/overseas_agent/name".to_owned(), json!(agent.name)),
                ("/overseas_agent/code".to_owned(), json!(agent.code)),
                (
                    "/overseas_agent/chosen_at".to_owned(),
                    json!(crate::json::moment_text(&model.desk.now)),
                ),
            ],
        })
        .collect()
}

fn word_offers(model: &Model, query: &str) -> Vec<Offer> {
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    let row = form.row();
    let (name, choices) = match row.field.kind {
        Kind::Choice(name, words) => (name, words()),
        _ => ("yes-no", vec!["yes", "no"]),
    };
    choices
        .into_iter()
        .map(|word| (word, model.look.say(&format!("tui.word.{name}.{word}"))))
        .filter(|(word, said)| fits(word, query) || fits(said, query))
        .map(|(word, said)| Offer {
            label: said,
            detail: word.to_owned(),
            values: vec![(row.pointer(), form::word_value(row.field.kind, word))],
        })
        .collect()
}

/// Whether a term has what is typed, anywhere in it.
fn fits(term: &str, query: &str) -> bool {
    query
        .split_whitespace()
        .all(|word| term.to_lowercase().contains(&word.to_lowercase()))
}

/// Does an action in an open look-up.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = super::popups::rows(model);
    let Some(Popup::Lookup(lookup)) = model.popups.last_mut() else {
        return Vec::new();
    };
    if lookup.line.act(action) || lookup.list.act(action, lookup.offers.len(), shown) {
        return Vec::new();
    }
    match action {
        Action::LookupTake => {
            // What was typed after the list came is not what the list answers.
            if lookup.of == LookupOf::Sailing && lookup.offers.is_empty() {
                return Vec::new();
            }
            let taken = lookup.offers.get(lookup.list.cursor).cloned();
            let typed = lookup.line.text().trim().to_owned();
            let (of, pointer) = (lookup.of, lookup.pointer.clone());
            model.popups.pop();
            match taken {
                Some(offer) => form::take_value(model, &offer.values, &source_of(of)),
                None if !typed.is_empty() => {
                    form::take_value(model, &[(pointer, json!(typed))], &Source::Typed);
                }
                None => {}
            }
        }
        Action::LookupCancel => {
            model.popups.pop();
        }
        _ => {}
    }
    Vec::new()
}

fn source_of(of: LookupOf) -> Source {
    match of {
        LookupOf::Sailing => Source::Sailing,
        LookupOf::Words | LookupOf::Equipment => Source::Typed,
        _ => Source::Lookup,
    }
}
