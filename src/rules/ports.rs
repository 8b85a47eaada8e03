//! Ports and places: C2.3, C2.4, 3.2b.

use serde_json::json;

use super::checked::Place;
use super::report::{both, set, word};
use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, Severity, Text};

/// A booking needs its port of loading.
pub static POL: Rule = Rule {
    id: "pol",
    clauses: &["C2.3"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    ops: false,
    check: |checked, report| {
        if checked.pol.is_blank() {
            report.add(POL.finding().field("/pol").asks("ask"));
        }
    },
};

/// Transhipment that is asked for has a port.
pub static VIA: Rule = Rule {
    id: "via",
    clauses: &["C2.4"],
    severity: Severity::Hint,
    answers: &[AnswerBy::Fix],
    ops: false,
    check: |checked, report| {
        if checked.consignment.transhipment == Some(true) && checked.via.is_blank() {
            report.add(VIA.finding().fields(["/transhipment", "/via"]).asks("ask"));
        }
    },
};

/// A place that no table has cannot be booked to; the nearest ones are offered, never taken.
pub static PLACE_UNKNOWN: Rule = Rule {
    id: "place-unknown",
    clauses: &["3.2b"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    ops: false,
    check: place_unknown,
};

/// How many near places are offered.
const OFFERED: usize = 3;

fn place_unknown(checked: &Checked<'_>, report: &mut Report) {
    let places = [
        ("/pol", "word.pol", checked.pol),
        ("/pod", "word.pod", checked.pod),
        ("/via", "word.via", checked.via),
        ("/delivery", "word.delivery", checked.delivery),
    ];
    for (pointer, name, place) in places {
        let Place::Unknown(text) = place else {
            continue;
        };
        let mut draft = PLACE_UNKNOWN
            .finding()
            .at(pointer)
            .field(pointer)
            .arg_of("field", word(name))
            .arg("place", text)
            .asks("ask");
        for port in checked.reference().nearest_ports(text, OFFERED) {
            if leads_on(checked, pointer, port) {
                draft = draft.fix(
                    Text::of("fix.place")
                        .with("code", &port.code)
                        .with_arg("name", both(&port.name, or_name(&port.name_zh, &port.name))),
                    vec![set(pointer, &json!(port.code.as_str()))],
                );
            }
        }
        report.add(draft);
    }
}

/// Whether taking a near place leaves nothing as grave to settle: the chosen sailing calls there,
/// no sub-port is open, no route through the United States is.
fn leads_on(checked: &Checked<'_>, pointer: &str, port: &crate::reference::Port) -> bool {
    let reference = checked.reference();
    let calls =
        |call: &crate::domain::PortCode| super::sailing::same_call(reference, call, &port.code);
    let destination = match pointer {
        "/pod" => checked.delivery.is_blank(),
        "/delivery" => true,
        _ => false,
    };
    let settled = !(destination
        && port.is_us()
        && checked.consignment.us_routing.is_none()
        && port.us_coast != Some(crate::reference::UsCoast::West));
    let sailing_agrees = checked.sailing.is_none_or(|sailing| match pointer {
        "/pol" => calls(&sailing.pol),
        "/pod" => calls(&sailing.pod),
        _ => true,
    });
    let harbour_known = !(pointer == "/pod" || (pointer == "/delivery" && checked.pod.is_blank()))
        || reference.sub_ports.question_for(&port.code).is_none()
        || checked
            .consignment
            .pod_terminal
            .as_deref()
            .is_some_and(|text| {
                reference
                    .sub_ports
                    .choice_named_in(&port.code, text)
                    .is_some()
            });
    settled && sailing_agrees && harbour_known
}

pub(super) fn or_name<'t>(chinese: &'t str, english: &'t str) -> &'t str {
    if chinese.is_empty() { english } else { chinese }
}
