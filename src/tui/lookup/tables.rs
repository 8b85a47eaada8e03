//! What the tables have for a look-up: ports, carriers, agents, charges, equipment, words.

use serde_json::{Value, json};

use crate::tui::model::Model;
use crate::tui::popup::{LookupOf, Offer};
use crate::tui::screens::form::{self, Kind};

/// At most so many are offered.
const LIMIT: usize = 50;

/// What the tables have.
pub(super) fn local(model: &Model, of: LookupOf, pointer: &str, query: &str) -> Vec<Offer> {
    let reference = &model.desk.reference;
    let offer = |label: String, detail: String, value: Value| Offer {
        label,
        detail,
        values: vec![(pointer.to_owned(), value)],
        sailing: None,
    };
    let every: Vec<Offer> = match of {
        LookupOf::Port => {
            let exact = reference.port(query).map(|port| port.code.clone());
            let mut ports: Vec<_> = reference
                .ports
                .iter()
                .filter(|port| fits_any(port.terms(), query))
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
            .filter(|carrier| fits_any(carrier.terms(), query))
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
            sailing: None,
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
            sailing: None,
        })
        .collect()
}

/// Whether each word typed is in one of the terms.
fn fits_any<'t>(terms: impl Iterator<Item = &'t str>, query: &str) -> bool {
    let terms: Vec<&str> = terms.collect();
    query
        .split_whitespace()
        .all(|word| terms.iter().any(|term| fits(term, word)))
}

/// Whether a term has what is typed, anywhere in it.
fn fits(term: &str, query: &str) -> bool {
    query
        .split_whitespace()
        .all(|word| term.to_lowercase().contains(&word.to_lowercase()))
}
