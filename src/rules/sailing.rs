//! The chosen sailing: note 1, C5.4. A vessel and voyage come from the schedule, or are TEMP.

use serde_json::{Value, json};

use super::checked::Checked;
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
        .map(|field| match *field {
            "/pol" => word("word.pol"),
            "/pod" => word("word.pod"),
            _ => word("word.carrier"),
        })
        .collect();
    report.add(
        SAILING_ROUTE
            .finding()
            .field("/sailing")
            .fields(disagreements)
            .arg("vessel", &sailing.vessel)
            .arg("voyage", &sailing.voyage)
            .arg_of("carrier", carrier)
            .arg_of("pol", port(&sailing.pol))
            .arg_of("pod", port(&sailing.pod))
            .arg_of("what", TextArg::List(what)),
    );
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
