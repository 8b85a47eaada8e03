//! What the tables have for a look-up: ports, carriers, agents, charges, equipment, words.

use serde_json::{Value, json};

use super::shelves::Shelf;
use crate::domain::Moment;
use crate::names::{Lookup, LookupRow};
use crate::reference::{Agent, Port};
use crate::tui::model::Model;
use crate::tui::popup::{LookupOf, Offer};
use crate::tui::screens::form::{self, Kind};

/// At most so many are offered.
const LIMIT: usize = 50;

/// What the tables have, and whether that only resembles what is typed.
pub(super) fn local(
    model: &mut Model,
    of: LookupOf,
    pointer: &str,
    query: &str,
) -> (Vec<Offer>, bool) {
    let shelf = match of {
        LookupOf::Port => Some(Shelf::Ports),
        LookupOf::Carrier => Some(Shelf::Carriers),
        LookupOf::Agent => Some(Shelf::Agents),
        LookupOf::Charge => Some(Shelf::Charges),
        LookupOf::Equipment => Some(Shelf::Equipment),
        _ => None,
    };
    let found = shelf.map(|shelf| {
        let reference = &model.desk.reference;
        model.shelves.find(reference, shelf, query, LIMIT)
    });
    let found = found.unwrap_or_default();
    let offers = offers(model, of, pointer, query, &found);
    let resembling = of == LookupOf::Port && found.is_empty() && !offers.is_empty();
    (offers, resembling)
}

fn offers(model: &Model, of: LookupOf, pointer: &str, query: &str, found: &[String]) -> Vec<Offer> {
    let reference = &model.desk.reference;
    let offer = |label: String, detail: String, value: Value| Offer {
        label,
        detail,
        values: vec![(pointer.to_owned(), value)],
        sailing: None,
    };
    let every: Vec<Offer> = match of {
        LookupOf::Port => {
            let found = found.iter().filter_map(|code| reference.port(code));
            let mut ports: Vec<_> = found.collect();
            if ports.is_empty() {
                ports = reference.nearest_ports(query, 8);
            }
            let line = |port: &Port| {
                let detail = format!("{} {}", port.name, port.name_zh);
                offer(port.code.to_string(), detail, json!(port.code.as_str()))
            };
            ports.into_iter().map(line).collect()
        }
        LookupOf::Carrier => found
            .iter()
            .filter_map(|scac| reference.carrier(scac))
            .map(|carrier| {
                offer(
                    carrier.scac.to_string(),
                    format!("{} {}", carrier.name, carrier.name_zh),
                    json!(carrier.scac.as_str()),
                )
            })
            .collect(),
        LookupOf::Agent => agents(model, found),
        LookupOf::Charge => found
            .iter()
            .filter_map(|code| reference.charges.iter().find(|c| c.code.as_str() == code))
            .map(|charge| {
                offer(
                    charge.code.to_string(),
                    format!("{} {}", charge.name, charge.name_zh),
                    json!(charge.code.as_str()),
                )
            })
            .collect(),
        LookupOf::Equipment => found
            .iter()
            .filter_map(|kind| {
                let mut all = reference.equipment.iter();
                all.find(|equipment| equipment.kind.as_str() == kind)
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

fn agents(model: &Model, found: &[String]) -> Vec<Offer> {
    let listed: Vec<_> = model.desk.reference.agents.iter().collect();
    found
        .iter()
        .filter_map(|at| listed.get(at.parse::<usize>().ok()?))
        .map(|agent| Offer {
            label: agent.name.clone(),
            detail: agent.code.clone(),
            values: agent_values(agent, &model.desk.now),
            sailing: None,
        })
        .collect()
}

/// What an agent of the list fills in.
pub fn agent_values(agent: &Agent, now: &Moment) -> Vec<(String, Value)> {
    vec![
        ("/overseas_agent/name".to_owned(), json!(agent.name)),
        ("/overseas_agent/code".to_owned(), json!(agent.code)),
        (
            "/overseas_agent/chosen_at".to_owned(),
            json!(crate::json::moment_text(now)),
        ),
    ]
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
    let said = |word: &str| model.look.say(&format!("tui.word.{name}.{word}"));
    let rows = choices.iter().map(|word| LookupRow {
        key: (*word).to_owned(),
        name: said(word),
        also: (*word).to_owned(),
        code: String::new(),
    });
    let found = Lookup::of_rows(rows).query(query, choices.len(), None);
    found
        .hits
        .iter()
        .filter_map(|hit| choices.iter().find(|word| **word == hit.key))
        .map(|word| Offer {
            label: said(word),
            detail: (*word).to_owned(),
            values: vec![(row.pointer(), form::word_value(row.field.kind, word))],
            sailing: None,
        })
        .collect()
}
