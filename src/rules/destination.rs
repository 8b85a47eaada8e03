//! The destination: 3.2b, its route within the United States (3.2m), its sub-port (3.2n).

use serde_json::json;

use super::checked::Place;
use super::report::{both, name_of, set};
use super::wording::given;
use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, Severity, Text};
use crate::reference::{Port, SubPortChoice, SubPortQuestion, UsCoast};

/// A booking goes somewhere.
pub static DESTINATION: Rule = Rule {
    id: "destination",
    clauses: &["3.2b"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    item: true,
    check: |checked, report| {
        if checked.pod.is_blank() && checked.delivery.is_blank() {
            report.add(
                DESTINATION
                    .finding()
                    .fields(["/pod", "/delivery"])
                    .asks("ask"),
            );
        }
    },
    ..Rule::PLAIN
};

/// By sea or over land to a place in the United States: the freight differs. For a port of the
/// west coast there is one way, so it is only offered to be filled in.
pub static US_ROUTING: Rule = Rule {
    id: "us-routing",
    clauses: &["3.2m"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: us_routing,
    ..Rule::PLAIN
};

fn us_routing(checked: &Checked<'_>, report: &mut Report) {
    if checked.consignment.us_routing.is_some() {
        return;
    }
    let draft = US_ROUTING
        .finding()
        .fields(["/us_routing", "/delivery", "/pod"]);
    let (draft, coast) = match (final_place(checked), us_place_unknown(checked)) {
        // Which town it is may be asked for; that it lies in the United States is written there.
        (_, Some(text)) => (draft.arg("place", text), None),
        (Some(port), None) if port.is_us() => (
            draft.arg_of("place", name_of(&port.name, &port.name_zh)),
            port.us_coast,
        ),
        _ => return,
    };
    let all_water = || vec![set("/us_routing", &json!("all-water"))];
    report.add(if coast == Some(UsCoast::West) {
        draft
            .says("west")
            .severity(Severity::Hint)
            .fix(Text::of("fix.all-water"), all_water())
    } else {
        draft
            .asks("ask")
            .fix(Text::of("fix.all-water"), all_water())
            .fix(Text::of("fix.mlb"), vec![set("/us_routing", &json!("mlb"))])
    });
}

/// A place of delivery that no table has, in a state of the United States: MELBOURNE, FL.
fn us_place_unknown<'a>(checked: &Checked<'a>) -> Option<&'a str> {
    let ((Place::Unknown(text), _) | (Place::Blank, Place::Unknown(text))) =
        (checked.delivery, checked.pod)
    else {
        return None;
    };
    let bound_there = checked
        .pod
        .port()
        .is_some_and(|pod| matches!(pod.country.as_str(), "US" | "CA" | "MX"));
    let ports = &checked.reference().ports;
    ports.names_us_state(text, bound_there).then_some(text)
}

/// Where the goods go in the end. A place of delivery that nobody knows decides nothing, unless
/// the port of discharge alone already does.
fn final_place<'a>(checked: &Checked<'a>) -> Option<&'a Port> {
    match checked.delivery {
        Place::Port(port) => Some(port),
        Place::Blank => checked.pod.port(),
        Place::Unknown(_) => checked
            .pod
            .port()
            .filter(|port| port.us_coast != Some(UsCoast::West)),
    }
}

/// Some ports have several harbours or terminals, and carriers call at one of them.
pub static SUB_PORT: Rule = Rule {
    id: "sub-port",
    clauses: &["3.2n"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: sub_port,
    ..Rule::PLAIN
};

fn sub_port(checked: &Checked<'_>, report: &mut Report) {
    let places = [("/pod", checked.pod), ("/delivery", checked.delivery)];
    let sub_ports = &checked.reference().sub_ports;
    // The port of discharge asks first; where it asks nothing, the place of delivery may.
    let asking = places.into_iter().find_map(|(pointer, place)| {
        let port = place.port()?;
        Some((pointer, port, sub_ports.question_for(&port.code)?))
    });
    let Some((pointer, port, question)) = asking else {
        return;
    };
    // The other of the two already names one: goods for DUBAI discharged at JEBEL ALI.
    let named = places
        .into_iter()
        .filter_map(|(_, place)| place.port())
        .any(|other| {
            question
                .choices
                .iter()
                .any(|choice| choice.code == other.code)
        });
    if named {
        return;
    }
    let terminal = given(checked.consignment.pod_terminal.as_ref());
    if terminal.is_some_and(|text| sub_ports.choice_named_in(&port.code, text).is_some()) {
        return;
    }
    let mut draft = SUB_PORT
        .finding()
        .fields([pointer, "/pod_terminal"])
        .arg_of("port", name_of(&port.name, &port.name_zh))
        .arg("port_en", &port.name)
        .arg_of(
            "question",
            both(&question.question_en, &question.question_zh),
        )
        .asks("ask");
    if let Some(terminal) = terminal {
        draft = draft.says("unclear").arg("terminal", terminal);
    }
    let choices: Vec<&SubPortChoice> = choices(checked, question).collect();
    let all = choices.len() == question.choices.len();
    for choice in choices {
        let label = match checked.sailing.filter(|_| !all) {
            // The one that is offered is where this ship goes, and no word of the customer's.
            Some(sailing) => Text::of("fix.sub-port-called")
                .with("vessel", &sailing.vessel)
                .with("voyage", &sailing.voyage),
            None => Text::of("fix.sub-port"),
        };
        draft = draft.fix(
            label.with_arg("name", name_of(&choice.name, &choice.name_zh)),
            vec![set("/pod_terminal", &json!(choice.name))],
        );
    }
    report.add(draft);
}

/// The harbours to choose from: the one that the chosen sailing calls at where it says so.
fn choices<'a>(
    checked: &Checked<'a>,
    question: &'a SubPortQuestion,
) -> impl Iterator<Item = &'a SubPortChoice> {
    let called_at = checked.sailing.and_then(|sailing| {
        let terminal = sailing.pod_terminal.as_deref();
        let sub_ports = &checked.reference().sub_ports;
        sub_ports.harbour_of(&question.port, &sailing.pod, terminal)
    });
    question
        .choices
        .iter()
        .filter(move |choice| called_at.as_ref().is_none_or(|code| choice.code == **code))
}
