//! Ports and places: C2.3, C2.4, 3.2b.

use serde_json::json;

use super::checked::Place;
use super::company::name_key;
use super::report::{name_of, set, word};
use super::wording::{given, words_of};
use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, KnownValue, PatchStep, PortCode, Severity, Text};
use crate::reference::{Port, Reference, UsCoast, is_country_name};

/// A booking needs its port of loading.
pub static POL: Rule = Rule {
    id: "pol",
    clauses: &["C2.3"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        if checked.pol.is_blank() {
            report.add(POL.finding().field("/pol").asks("ask"));
        }
    },
    ..Rule::PLAIN
};

/// Transhipment that is asked for has a port.
pub static VIA: Rule = Rule {
    id: "via",
    clauses: &["C2.4"],
    severity: Severity::Hint,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        if checked.consignment.transhipment == Some(true) && checked.via.is_blank() {
            report.add(VIA.finding().fields(["/transhipment", "/via"]).asks("ask"));
        }
    },
    ..Rule::PLAIN
};

/// A place that no table has cannot be booked to; the nearest ones are offered, never taken.
pub static PLACE_UNKNOWN: Rule = Rule {
    id: "place-unknown",
    clauses: &["3.2b"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: place_unknown,
    ..Rule::PLAIN
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
        // PARIS, TX is no Paris that lies in France.
        let in_us = checked.reference().ports.names_us_state(text, false);
        let near = checked.reference().nearest_ports(text, OFFERED);
        for port in near.into_iter().filter(|port| !in_us || port.is_us()) {
            for (label, patch) in offers(checked, pointer, port) {
                draft = draft.fix(label, patch);
            }
        }
        report.add(draft);
    }
    payable_at(checked, report);
}

/// What names the place of payment by its part in the shipment.
const BY_ITS_PART: &[&str] = &[
    "ORIGIN",
    "DESTINATION",
    "DEST",
    "POL",
    "POD",
    "LOADPORT",
    "PORTOFLOADING",
    "LOADINGPORT",
    "PORTOFDISCHARGE",
    "DISCHARGEPORT",
    "DISCHARGINGPORT",
    "起运港",
    "启运港",
    "装货港",
    "装港",
    "目的港",
    "卸货港",
    "目的地",
    "起运地",
];

/// The place where a third party pays is a place too: a port, a country, origin or destination.
fn payable_at(checked: &Checked<'_>, report: &mut Report) {
    let pointer = "/freight/payable_at";
    let Some(text) = given(checked.consignment.freight.payable_at.as_ref()) else {
        return;
    };
    let reference = checked.reference();
    if names_a_place(text, reference) {
        return;
    }
    let mut draft = PLACE_UNKNOWN
        .finding()
        .at(pointer)
        .field(pointer)
        .arg_of("field", word("word.payable-at"))
        .arg("place", text)
        .asks("ask");
    for port in reference.nearest_ports(text, OFFERED) {
        draft = draft.fix(
            Text::of("fix.place")
                .with("code", &port.code)
                .with_arg("name", name_of(&port.name, &port.name_zh)),
            vec![set(pointer, &json!(port.name))],
        );
    }
    report.add(draft);
}

/// Whether a text names a place, or one of its parts does: HONG KONG BY ABC LTD.
fn names_a_place(text: &str, reference: &Reference) -> bool {
    let is_one = |part: &str| {
        let letters = name_key(part);
        BY_ITS_PART.contains(&letters.as_str())
            || is_country_name(&letters)
            || !reference.ports.named(part).is_empty()
    };
    if is_one(text) {
        return true;
    }
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    (1..=3).any(|length| {
        words.windows(length).map(|run| run.join(" ")).any(|run| {
            run.chars().count() >= 2 && !run.is_ascii() && is_one(&run)
                || run.len() >= 4 && is_one(&run)
        })
    })
}

/// How a near place can be taken so that nothing as grave is left to settle: with its harbour where
/// it has several, with its route where it lies in the United States; not at all where no sailing of
/// the chosen vessel and voyage calls.
fn offers(checked: &Checked<'_>, pointer: &str, port: &Port) -> Vec<(Text, Vec<PatchStep>)> {
    if !is_called_at(checked, pointer, port) {
        return Vec::new();
    }
    let is_destination = match pointer {
        "/pod" => checked.delivery.is_blank(),
        "/delivery" => true,
        _ => false,
    };
    let routes_open = is_destination
        && port.is_us()
        && port.us_coast != Some(UsCoast::West)
        && checked.consignment.us_routing.is_none();
    harbours(checked, pointer, port)
        .into_iter()
        .flat_map(|port| {
            let take = || vec![set(pointer, &json!(port.code.as_str()))];
            let label = |name: &'static str| {
                Text::of(name)
                    .with("code", &port.code)
                    .with_arg("name", name_of(&port.name, &port.name_zh))
            };
            if !routes_open {
                return vec![(label("fix.place"), take())];
            }
            routes_written(checked, pointer)
                .iter()
                .map(|&route| {
                    let mut patch = take();
                    patch.push(set("/us_routing", &json!(route)));
                    let named = word(if route == "mlb" {
                        "fix.mlb"
                    } else {
                        "fix.all-water"
                    });
                    (label("fix.place-route").with_arg("route", named), patch)
                })
                .collect()
        })
        .collect()
}

/// The ways into the United States that a place's own text leaves: NEW YORK VIA MLB leaves one.
fn routes_written(checked: &Checked<'_>, pointer: &str) -> &'static [&'static str] {
    let place = match pointer {
        "/pod" => checked.pod,
        _ => checked.delivery,
    };
    let Place::Unknown(text) = place else {
        return &["all-water", "mlb"];
    };
    let words = words_of(text);
    let by_land = words.iter().any(|word| word == "MLB" || word == "IPI")
        || words.windows(2).any(|pair| pair == ["LAND", "BRIDGE"]);
    let by_sea = words.windows(2).any(|pair| pair == ["ALL", "WATER"])
        || words.iter().any(|word| word == "ALLWATER");
    match (by_land, by_sea) {
        (true, false) => &["mlb"],
        (false, true) => &["all-water"],
        _ => &["all-water", "mlb"],
    }
}

/// The place itself, or the harbours that it must be one of.
fn harbours<'a>(checked: &Checked<'a>, pointer: &str, port: &'a Port) -> Vec<&'a Port> {
    let reference = checked.reference();
    let asks = match pointer {
        "/pod" => true,
        "/delivery" => checked.pod.port().is_none_or(|pod| {
            reference.sub_ports.question_for(&pod.code).is_none()
                && reference.sub_ports.question_of_choice(&pod.code).is_none()
        }),
        _ => false,
    };
    let said = checked
        .consignment
        .pod_terminal
        .as_deref()
        .is_some_and(|text| {
            let sub_ports = &reference.sub_ports;
            sub_ports.choice_named_in(&port.code, text).is_some()
        });
    match reference.sub_ports.question_for(&port.code) {
        Some(question) if asks && !said => question
            .choices
            .iter()
            .filter_map(|choice| reference.port(choice.code.as_str()))
            .filter(|harbour| is_called_at(checked, pointer, harbour))
            .collect(),
        _ => vec![port],
    }
}

/// Whether a sailing of the chosen vessel and voyage, where one is chosen, calls at a place.
fn is_called_at(checked: &Checked<'_>, pointer: &str, port: &Port) -> bool {
    if checked.sailing.is_none() {
        return true;
    }
    let calls = |call: &PortCode| checked.reference().is_one_call(call, &port.code);
    checked.facts.sailings.iter().any(|sailing| {
        let carrier = checked.consignment.carrier.known();
        let ours = carrier.is_none_or(|carrier| *carrier == sailing.carrier);
        ours && match pointer {
            "/pol" => {
                let pod = checked.pod.port();
                calls(&sailing.pol)
                    && pod
                        .is_none_or(|pod| checked.reference().is_one_call(&pod.code, &sailing.pod))
            }
            "/pod" => {
                let pol = checked.pol.port();
                calls(&sailing.pod)
                    && pol
                        .is_none_or(|pol| checked.reference().is_one_call(&pol.code, &sailing.pol))
            }
            _ => true,
        }
    })
}
