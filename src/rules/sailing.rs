//! The chosen sailing: note 1, C5.4. A vessel and voyage come from the schedule, or are TEMP.

use serde_json::{Value, json};

use super::checked::{Checked, Place};
use super::facts::CheckStage;
use super::report::{name_of, set, word};
use super::wording::given;
use super::{Report, Rule};
use crate::domain::consignment::SailingChoice;
use crate::domain::{AnswerBy, CutOffKind, KnownValue, PortCode, Sailing, Severity, Text, TextArg};

/// Note 1: the system takes no vessel and voyage that the schedule does not have.
pub static SAILING_IN_SCHEDULE: Rule = Rule {
    id: "sailing-in-schedule",
    clauses: &["N1"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: in_schedule,
    ..Rule::PLAIN
};

fn in_schedule(checked: &Checked<'_>, report: &mut Report) {
    let Some(chosen) = checked.consignment.chosen_sailing() else {
        return;
    };
    // A date alone names no vessel and no voyage.
    let names_one =
        chosen.id.is_some() || given(chosen.vessel.as_ref()).is_some() || chosen.voyage.is_some();
    if checked.sailing.is_some() || !names_one {
        return;
    }
    // One ship on one voyage has a row for each pair of its ports.
    let mut near: Vec<String> = Vec::new();
    for sailing in checked.facts.look_alikes {
        let name = format!("{} {}", sailing.vessel, sailing.voyage);
        if !near.contains(&name) {
            near.push(name);
        }
    }
    let mut draft = SAILING_IN_SCHEDULE
        .finding()
        .field("/sailing")
        .arg("sailing", chosen.ship())
        .says(if near.is_empty() {
            "message"
        } else {
            "nearest"
        })
        .asks("ask");
    if !near.is_empty() {
        let near = near.into_iter().map(TextArg::Plain).collect();
        draft = draft.arg_of("near", TextArg::List(near));
    }
    for sailing in checked
        .facts
        .look_alikes
        .iter()
        .filter(|sailing| leads_on(checked, sailing))
    {
        draft = draft.fix(
            Text::of("fix.sailing")
                .with("vessel", &sailing.vessel)
                .with("voyage", &sailing.voyage)
                .with("etd", sailing.etd),
            vec![set("/sailing", &as_chosen(sailing))],
        );
    }
    if checked.consignment.requested_etd.is_some() && checked.facts.stage != CheckStage::Confirmed {
        draft = draft.fix(Text::of("fix.temp"), vec![set("/sailing", &json!("TEMP"))]);
    }
    report.add(draft);
}

/// A sailing as a form names it.
fn as_chosen(sailing: &Sailing) -> Value {
    json!({
        "id": sailing.id.as_str(),
        "vessel": sailing.vessel,
        "voyage": sailing.voyage.to_string(),
        "etd": sailing.etd.to_string(),
    })
}

/// Whether taking a look-alike leaves nothing as grave to settle: it calls at the ports, is the
/// carrier's, has not left, its cut-offs are ahead, and the goods are loaded before them.
fn leads_on(checked: &Checked<'_>, sailing: &Sailing) -> bool {
    let now = checked.facts.now;
    let ahead = sailing
        .cut_offs
        .given()
        .all(|(_, cut_off)| cut_off.passes_at() > now);
    let loaded_in_time = match (
        checked.consignment.loading.at,
        sailing.cut_offs.get(CutOffKind::Cy),
    ) {
        (Some(at), Some(cut_off)) => at < cut_off.passes_at(),
        _ => true,
    };
    checked.facts.stage == CheckStage::Draft
        && checked.route().disagreements(sailing).is_empty()
        && sailing.sails_at(checked.sailing_offset(sailing)) > now
        && ahead
        && loaded_in_time
}

/// TEMP stands until the carrier confirms.
pub static SAILING_TEMP: Rule = Rule {
    id: "sailing-temp",
    clauses: &["N1"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    asked: &[("ask", AnswerBy::Carrier)],
    check: |checked, report| {
        if checked.consignment.sailing == Some(SailingChoice::Temp) {
            let draft = SAILING_TEMP.finding().field("/sailing");
            report.add(if checked.facts.stage == CheckStage::Confirmed {
                draft.says("confirmed").asks("ask")
            } else {
                draft.severity(Severity::Hint)
            });
        }
    },
    ..Rule::PLAIN
};

/// The chosen sailing calls where the goods are loaded and discharged, and is the named carrier's.
pub static SAILING_ROUTE: Rule = Rule {
    id: "sailing-route",
    clauses: &["N1"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: route,
    ..Rule::PLAIN
};

fn route(checked: &Checked<'_>, report: &mut Report) {
    let Some(sailing) = checked.sailing else {
        return;
    };
    let disagreements = checked.route().disagreements(sailing);
    if disagreements.is_empty() {
        return;
    }
    let reference = checked.reference();
    let port = |code: &PortCode| {
        reference.port(code.as_str()).map_or_else(
            || TextArg::Plain(code.to_string()),
            |port| name_of(&port.name, &port.name_zh),
        )
    };
    let carrier = reference.carriers.get(&sailing.carrier).map_or_else(
        || TextArg::Plain(sailing.carrier.to_string()),
        |carrier| name_of(&carrier.name, &carrier.name_zh),
    );
    let what = disagreements
        .iter()
        .map(|field| {
            let (field, value) = match *field {
                "/pol" => (word("word.pol"), place_on_form(checked.pol)),
                "/pod" => (word("word.pod"), harbour_on_form(checked)),
                _ => (word("word.carrier"), carrier_on_form(checked)),
            };
            let named = Text::of("word.field-value").with_arg("field", field);
            TextArg::Text(Box::new(named.with_arg("value", value)))
        })
        .collect();
    let mut draft = SAILING_ROUTE
        .finding()
        .field("/sailing")
        .fields(disagreements)
        .arg("vessel", &sailing.vessel)
        .arg("voyage", &sailing.voyage)
        .arg_of("carrier", carrier)
        .arg_of("pol", port(&sailing.pol))
        .arg_of(
            "pod",
            harbour_of(checked, sailing).unwrap_or_else(|| port(&sailing.pod)),
        )
        .arg_of("what", TextArg::List(what));
    // The same ship on the same voyage may call there all the same: it has a row for each pair.
    for other in checked.facts.sailings.iter().filter(|other| {
        other.vessel == sailing.vessel && other.voyage == sailing.voyage && leads_on(checked, other)
    }) {
        draft = draft.fix(
            Text::of("fix.sailing-to")
                .with("vessel", &other.vessel)
                .with("voyage", &other.voyage)
                .with_arg("pol", port(&other.pol))
                .with_arg("pod", port(&other.pod))
                .with("etd", other.etd),
            vec![set("/sailing", &as_chosen(other))],
        );
    }
    report.add(draft);
}

/// The harbour that a sailing calls at, where its port has several and it says which.
fn harbour_of(checked: &Checked<'_>, sailing: &Sailing) -> Option<TextArg> {
    let reference = checked.reference();
    let sub_ports = &reference.sub_ports;
    let question = sub_ports
        .question_for(&sailing.pod)
        .or_else(|| sub_ports.question_of_choice(&sailing.pod))?;
    let terminal = sailing.pod_terminal.as_deref();
    let code = sub_ports.harbour_of(&question.port, &sailing.pod, terminal)?;
    let choice = question
        .choices
        .iter()
        .find(|choice| choice.code == *code)?;
    Some(name_of(&choice.name, &choice.name_zh))
}

fn place_on_form(place: Place<'_>) -> TextArg {
    place.port().map_or_else(
        || TextArg::Plain(String::new()),
        |port| name_of(&port.name, &port.name_zh),
    )
}

/// The port of discharge with the terminal that the form names.
fn harbour_on_form(checked: &Checked<'_>) -> TextArg {
    let terminal = given(checked.consignment.pod_terminal.as_ref());
    match (checked.pod.port(), terminal) {
        (Some(port), Some(terminal)) => {
            let sub_ports = &checked.reference().sub_ports;
            let choice = sub_ports.choice_named_in(&port.code, terminal);
            choice.map_or_else(
                || place_on_form(checked.pod),
                |choice| name_of(&choice.name, &choice.name_zh),
            )
        }
        _ => place_on_form(checked.pod),
    }
}

fn carrier_on_form(checked: &Checked<'_>) -> TextArg {
    let carrier = checked.consignment.carrier.known();
    let known = carrier.and_then(|scac| checked.reference().carriers.get(scac));
    known.map_or_else(
        || TextArg::Plain(carrier.map_or_else(String::new, ToString::to_string)),
        |carrier| name_of(&carrier.name, &carrier.name_zh),
    )
}

/// Voyages are written V.XXX; what is stored always is.
pub static VOYAGE_FORMAT: Rule = Rule {
    id: "voyage-format",
    clauses: &["C5.4"],
    severity: Severity::Hint,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        let Some(chosen) = checked.consignment.chosen_sailing() else {
            return;
        };
        if let Some((typed, voyage)) = chosen.voyage_typed.as_deref().zip(chosen.voyage.known())
            && typed != voyage.to_string()
        {
            report.add(
                VOYAGE_FORMAT
                    .finding()
                    .field("/sailing/voyage")
                    .saw("/sailing/voyage", &json!(typed))
                    .arg("typed", typed)
                    .arg("voyage", voyage)
                    .fix(
                        Text::of("fix.voyage").with("voyage", voyage),
                        vec![set("/sailing/voyage", &json!(voyage.to_string()))],
                    ),
            );
        }
    },
    ..Rule::PLAIN
};
