//! The chosen sailing: note 1, C5.4. A vessel and voyage come from the schedule, or are TEMP.

use serde_json::{Value, json};

use super::checked::Checked;
use super::destination::harbour_of;
use super::facts::CheckStage;
use super::ports::or_name;
use super::report::{both, set, word};
use super::wording::given;
use super::{Report, Rule};
use crate::domain::consignment::{ChosenSailing, SailingChoice};
use crate::domain::sailing::vessel_name;
use crate::domain::{
    AnswerBy, Consignment, CutOffKind, Given, KnownValue, PortCode, Sailing, Severity, Text,
    TextArg,
};
use crate::reference::Reference;

/// Whether a sailing is the one that a form names: its vessel and voyage, case, blanks and the V.
/// apart; by its id where the form gives nothing else.
pub fn names(chosen: &ChosenSailing, sailing: &Sailing) -> bool {
    match (&chosen.vessel, chosen.voyage.known()) {
        (Some(vessel), Some(voyage)) => {
            vessel_name(vessel) == sailing.vessel && *voyage == sailing.voyage
        }
        (None, None) if chosen.voyage.is_none() => {
            chosen.id.as_ref().is_some_and(|id| *id == sailing.id)
        }
        _ => false,
    }
}

/// How near a sailing is to the one that a form names, from 0 to 1.
pub fn closeness(chosen: &ChosenSailing, sailing: &Sailing) -> f64 {
    let vessel = chosen.vessel.as_deref().map(vessel_name);
    let voyage = chosen.voyage.as_ref().map(|voyage| match voyage {
        crate::domain::Given::Known(voyage) => voyage.number().to_owned(),
        crate::domain::Given::AsWritten(text) => text.to_uppercase(),
    });
    let alike = |given: Option<&str>, known: &str| {
        given.map_or(0.5, |given| {
            strsim::normalized_damerau_levenshtein(given, known)
        })
    };
    0.6 * alike(vessel.as_deref(), &sailing.vessel)
        + 0.4 * alike(voyage.as_deref(), sailing.voyage.number())
}

/// Least [`closeness`] of a look-alike.
const ALIKE: f64 = 0.7;

/// The sailings nearest to one that the schedule does not have, likeliest first.
pub fn look_alikes<'s>(
    chosen: &ChosenSailing,
    schedule: impl Iterator<Item = &'s Sailing>,
    limit: usize,
) -> Vec<&'s Sailing> {
    let mut near: Vec<(f64, &Sailing)> = schedule
        .map(|sailing| (closeness(chosen, sailing), sailing))
        .filter(|(closeness, _)| *closeness >= ALIKE)
        .collect();
    near.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.id.cmp(&right.1.id)));
    near.truncate(limit);
    near.into_iter().map(|(_, sailing)| sailing).collect()
}

/// The schedule's sailing that the consignment means: of those it names, the one that agrees most
/// with its ports and its carrier.
pub(super) fn resolve<'a>(checked: &Checked<'a>) -> Option<&'a Sailing> {
    let chosen = checked.consignment.chosen_sailing()?;
    checked
        .facts
        .sailings
        .iter()
        .filter(|sailing| names(chosen, sailing))
        .min_by_key(|sailing| {
            let by_id = chosen.id.as_ref() != Some(&sailing.id);
            (disagreements(checked, sailing).len(), by_id, &sailing.id)
        })
}

/// Whether two codes are one call: the same port, or a port and one of its harbours.
pub(super) fn same_call(reference: &Reference, left: &PortCode, right: &PortCode) -> bool {
    let code = |code: &PortCode| {
        reference
            .port(code.as_str())
            .map_or_else(|| code.clone(), |port| port.code.clone())
    };
    let (left, right) = (code(left), code(right));
    let harbour_of = |city: &PortCode, harbour: &PortCode| {
        reference
            .sub_ports
            .question_for(city)
            .is_some_and(|question| {
                question
                    .choices
                    .iter()
                    .any(|choice| choice.code == *harbour)
            })
    };
    left == right || harbour_of(&left, &right) || harbour_of(&right, &left)
}

/// How many of a form's ports and its carrier a sailing agrees with.
pub fn agreeing(form: &Consignment, sailing: &Sailing, reference: &Reference) -> usize {
    let calls = |port: &Option<Given<PortCode>>, call: &PortCode| {
        port.known()
            .is_some_and(|port| same_call(reference, port, call))
    };
    [
        calls(&form.pol, &sailing.pol),
        calls(&form.pod, &sailing.pod),
        form.carrier.known() == Some(&sailing.carrier),
    ]
    .into_iter()
    .filter(|agrees| *agrees)
    .count()
}

/// What of the form a sailing does not agree with.
fn disagreements(checked: &Checked<'_>, sailing: &Sailing) -> Vec<&'static str> {
    let reference = checked.reference();
    let mut disagreements = Vec::new();
    if let Some(pol) = checked.pol.port()
        && !same_call(reference, &pol.code, &sailing.pol)
    {
        disagreements.push("/pol");
    }
    if let Some(pod) = checked.pod.port()
        && (!same_call(reference, &pod.code, &sailing.pod) || other_harbour(checked, sailing))
    {
        disagreements.push("/pod");
    }
    if let Some(carrier) = checked.consignment.carrier.known()
        && *carrier != sailing.carrier
    {
        disagreements.push("/carrier");
    }
    disagreements
}

/// Whether form and sailing name two different harbours of one port.
fn other_harbour(checked: &Checked<'_>, sailing: &Sailing) -> bool {
    let Some(pod) = checked.pod.port() else {
        return false;
    };
    let sub_ports = &checked.reference().sub_ports;
    let Some(question) = sub_ports
        .question_for(&pod.code)
        .or_else(|| sub_ports.question_of_choice(&pod.code))
    else {
        return false;
    };
    let terminal = checked.consignment.pod_terminal.as_deref();
    let wanted = harbour_of(checked, &pod.code, terminal, &question.port);
    let called = harbour_of(
        checked,
        &sailing.pod,
        sailing.pod_terminal.as_deref(),
        &question.port,
    );
    wanted
        .zip(called)
        .is_some_and(|(wanted, called)| wanted != called)
}

/// Note 1: the system takes no vessel and voyage that the schedule does not have.
pub static SAILING_IN_SCHEDULE: Rule = Rule {
    id: "sailing-in-schedule",
    clauses: &["N1"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    ops: false,
    check: in_schedule,
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
        .arg("sailing", as_given(chosen))
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

/// The vessel and voyage as the form has them.
fn as_given(chosen: &ChosenSailing) -> String {
    let voyage = chosen.voyage.as_ref().map(|voyage| match voyage {
        crate::domain::Given::Known(voyage) => voyage.to_string(),
        crate::domain::Given::AsWritten(text) => text.clone(),
    });
    let parts = [chosen.vessel.clone(), voyage];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    match (&chosen.id, text.is_empty()) {
        (Some(id), true) => id.to_string(),
        _ => text,
    }
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
        && disagreements(checked, sailing).is_empty()
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
    ops: false,
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
};

/// The chosen sailing calls where the goods are loaded and discharged, and is the named carrier's.
pub static SAILING_ROUTE: Rule = Rule {
    id: "sailing-route",
    clauses: &["N1"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    ops: false,
    check: route,
};

fn route(checked: &Checked<'_>, report: &mut Report) {
    let Some(sailing) = checked.sailing else {
        return;
    };
    let disagreements = disagreements(checked, sailing);
    if disagreements.is_empty() {
        return;
    }
    let reference = checked.reference();
    let port = |code: &PortCode| {
        reference.port(code.as_str()).map_or_else(
            || TextArg::Plain(code.to_string()),
            |port| both(&port.name, or_name(&port.name_zh, &port.name)),
        )
    };
    let carrier = reference.carriers.get(&sailing.carrier).map_or_else(
        || TextArg::Plain(sailing.carrier.to_string()),
        |carrier| both(&carrier.name, or_name(&carrier.name_zh, &carrier.name)),
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
    ops: false,
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
};
