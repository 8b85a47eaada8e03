//! The carrier's confirmation: C4.

use serde_json::json;

use super::carried;
use super::meant::names;
use super::report::{name_of, word};
use super::{Checked, Report, Rule};
use crate::domain::consignment::SailingChoice;
use crate::domain::job::Booking;
use crate::domain::sailing::same_vessel;
use crate::domain::{AnswerBy, Consignment, Job, PortCode, Sailing, Severity, Text, TextArg};
use crate::reference::Port;

/// What the carrier confirmed is what was booked, or the customer agrees to it.
pub static EQUIPMENT_CONFIRMED: Rule = Rule {
    id: "equipment-confirmed",
    clauses: &["C4"],
    severity: Severity::Block,
    answers: &[AnswerBy::Customer],
    asked: &[("ask-amended", AnswerBy::Carrier)],
    check: equipment_confirmed,
    ..Rule::PLAIN
};

fn equipment_confirmed(checked: &Checked<'_>, report: &mut Report) {
    let Some((job, booking)) = confirmed(checked) else {
        return;
    };
    let mut what = Vec::new();
    if carried::differ(&checked.boxes, booking) {
        what.push("word.equipment");
    }
    if other_sailing(checked, booking) {
        what.push("word.sailing");
    }
    if other_ports(checked) {
        what.push("word.ports");
    }
    if what.is_empty() {
        return;
    }
    let confirmed: Vec<String> = booking
        .equipment
        .iter()
        .map(|line| format!("{}*{}", line.count, line.kind))
        .collect();
    let sailing = ship(&booking.sailing);
    let mut told = format!("{} {sailing}", confirmed.join("+"));
    let mut booked = checked.consignment.equipment_text();
    if let Some(asked) = &checked.consignment.sailing
        && what.contains(&"word.sailing")
    {
        let etd = |sailing: Option<&Sailing>| {
            sailing.map_or_else(String::new, |sailing| format!(" ETD {}", sailing.etd))
        };
        told.push_str(&etd(checked.facts.booked_sailing));
        booked = format!("{booked} {}{}", ship(asked), etd(checked.sailing));
    }
    let [confirmed_ports, booked_ports] = ports(checked);
    let is_amended = what.iter().all(|what| match *what {
        "word.equipment" => job.boxes_amended_since_confirmed(),
        _ => job.is_amended_since_confirmed(Job::LANE),
    });
    let draft = EQUIPMENT_CONFIRMED.finding();
    let draft = if is_amended {
        // Whoever changed the order has nothing to confirm: the carrier has.
        draft
            .says("amended")
            .asks("ask-amended")
            .answers(&[AnswerBy::Carrier])
    } else {
        draft.asks("ask")
    };
    report.add(
        draft
            .arg_of("confirmed_ports", confirmed_ports)
            .arg_of("booked_ports", booked_ports)
            .fields(types_and_counts(checked.consignment))
            .fields(["/sailing", "/pol", "/pod"])
            .saw(
                "/booking/asked",
                &json!(checked.consignment.equipment_text()),
            )
            .saw("/booking/equipment", &json!(confirmed.join("+")))
            .saw("/booking/sailing", &json!(sailing))
            .arg_of("what", TextArg::List(what.into_iter().map(word).collect()))
            .arg("confirmed", told)
            .arg("booked", booked),
    );
}

/// A sailing as the carrier and the customer call it.
fn ship(sailing: &SailingChoice) -> String {
    match sailing {
        SailingChoice::Temp => "TEMP".to_owned(),
        SailingChoice::Chosen(chosen) => {
            let voyage = chosen.voyage.as_ref().and_then(|voyage| voyage.known());
            format!(
                "{} {}",
                chosen.vessel.as_deref().unwrap_or_default(),
                voyage.map_or_else(String::new, ToString::to_string)
            )
        }
    }
}

/// The fields that say which containers, and how many: their masses and seals come later.
pub(super) fn types_and_counts(consignment: &Consignment) -> impl Iterator<Item = String> {
    (0..consignment.equipment.len())
        .flat_map(|line| ["type", "count"].map(|field| format!("/equipment/{line}/{field}")))
}

/// The booking and its job, once the carrier has confirmed it.
fn confirmed<'a>(checked: &Checked<'a>) -> Option<(&'a Job, &'a Booking)> {
    let job = checked.facts.job?;
    let booking = job.booking.as_ref()?;
    booking.confirmed_at.is_some().then_some((job, booking))
}

fn other_sailing(checked: &Checked<'_>, booking: &Booking) -> bool {
    match (&booking.sailing, checked.consignment.chosen_sailing()) {
        (SailingChoice::Chosen(confirmed), Some(asked)) => {
            let same_id = confirmed.id.is_some() && confirmed.id == asked.id;
            let same_ship = checked
                .sailing
                .is_some_and(|sailing| names(confirmed, sailing))
                || confirmed
                    .vessel
                    .as_deref()
                    .zip(asked.vessel.as_deref())
                    .is_some_and(|(left, right)| {
                        same_vessel(left, right) && confirmed.voyage == asked.voyage
                    });
            !same_id && !same_ship
        }
        _ => false,
    }
}

/// Whether the confirmed sailing runs between other ports than were booked.
fn other_ports(checked: &Checked<'_>) -> bool {
    let reference = checked.reference();
    checked.facts.booked_sailing.is_some_and(|sailing| {
        let pol = checked.pol.port();
        let pod = checked.pod.port();
        pol.is_some_and(|pol| !reference.is_one_call(&pol.code, &sailing.pol))
            || pod.is_some_and(|pod| !reference.is_one_call(&pod.code, &sailing.pod))
    })
}

/// The lanes that were confirmed and booked, where they differ.
fn ports(checked: &Checked<'_>) -> [TextArg; 2] {
    let Some(sailing) = checked
        .facts
        .booked_sailing
        .filter(|_| other_ports(checked))
    else {
        return [const { TextArg::Plain(String::new()) }; 2];
    };
    let reference = checked.reference();
    let named = |port: Option<&Port>, otherwise: &str| {
        port.map_or_else(
            || TextArg::Plain(otherwise.to_owned()),
            |port| name_of(&port.name, &port.name_zh),
        )
    };
    let lane = |pol, pod| {
        let lane = Text::of("word.lane").with_arg("pol", pol);
        TextArg::Text(Box::new(lane.with_arg("pod", pod)))
    };
    let called = |code: &PortCode| named(reference.port(code.as_str()), code.as_str());
    [
        lane(called(&sailing.pol), called(&sailing.pod)),
        lane(
            named(checked.pol.port(), "—"),
            named(checked.pod.port(), "—"),
        ),
    ]
}

/// C4: the confirmation goes to the customer at once.
pub static CONFIRMATION_TOLD: Rule = Rule {
    id: "confirmation-told",
    clauses: &["C4"],
    severity: Severity::Warn,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        if let Some((_, booking)) = confirmed(checked)
            && booking.customer_told.is_none()
            && !checked.is_closed()
        {
            report.add(
                CONFIRMATION_TOLD
                    .finding()
                    .saw("/booking/customer_told", &json!(null))
                    .arg("booking_no", booking.booking_no.as_deref().unwrap_or("—")),
            );
        }
    },
    ..Rule::PLAIN
};
