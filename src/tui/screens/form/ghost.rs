//! Ghost text: what the customer usually does, shown and taken only with a key.

use serde_json::Value;

use super::origin::Source;
use super::rows::is_blank;
use super::state::Form;
use crate::domain::{Consignment, Pointer};
use crate::json::write_consignment;

/// Fields that are decided anew for every consignment: never proposed.
const ANEW: [&str; 14] = [
    "/sailing",
    "/requested_etd",
    "/customer_ref",
    "/intake/received_at",
    "/intake/stamped",
    "/intake/signed",
    "/intake/handover_sheet",
    "/quoted",
    "/filings",
    "/loading/at",
    "/documents/carrier_consent",
    "/documents/latest_shipment",
    "/overseas_agent/chosen_at",
    "/charges",
];

/// Fields that are usually the same as another one of the same form.
const ALIKE: [(&str, &str); 5] = [
    ("/quoted/confirmed_by", "/salesperson"),
    // The sheet is compared with the form by eye, and differs seldom.
    ("/quoted/rate", "/freight/rate"),
    ("/quoted/surcharges", "/freight/surcharges"),
    ("/documents/bl_dating_requested_by", "/salesperson"),
    ("/delivery", "/pod"),
];

/// What was for the port of discharge of another job says nothing of this one.
const OF_PORT: [&str; 7] = [
    "/delivery",
    "/pod_terminal",
    "/transhipment",
    "/via",
    "/us_routing",
    "/overseas_agent",
    "/freight/rate",
];

/// A proposed value, and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Ghost {
    /// The value.
    pub value: Value,
    /// The job, or the form itself.
    pub source: Source,
}

/// Whether what another job says in a field was for another port or another carrier than this form's.
pub fn is_elsewhere(form: &Form, last: &Consignment, pointer: &str) -> bool {
    let here = Pointer::new(pointer);
    let form = &form.document.consignment;
    let is_other_port = form.pod.is_some() && form.pod != last.pod;
    let is_other_carrier = form.carrier.is_some() && form.carrier != last.carrier;
    let of_port = || OF_PORT.iter().any(|at| here.is_within(&Pointer::new(*at)));
    (is_other_port && of_port()) || (is_other_carrier && pointer == "/carrier_designated")
}

/// Whether a field is decided anew for every consignment.
pub fn is_anew(pointer: &str) -> bool {
    let here = Pointer::new(pointer);
    pointer.contains("/vgm")
        || ANEW
            .iter()
            .any(|field| here.is_within(&Pointer::new(*field)))
}

/// What is proposed for a field.
pub fn ghost(form: &Form, pointer: &str) -> Option<Ghost> {
    if !is_blank(form.document.at(pointer)) {
        return None;
    }
    of_last_job(form, pointer).or_else(|| {
        let (_, other) = ALIKE.iter().find(|(field, _)| *field == pointer)?;
        let value = form.document.at(other);
        (!is_blank(value)).then(|| Ghost {
            value: value.clone(),
            source: Source::Form,
        })
    })
}

/// Whether a field has its like in this form, and that is blank.
pub fn is_blank_alike(form: &Form, pointer: &str) -> bool {
    let mut alike = ALIKE.iter();
    alike.any(|(field, other)| *field == pointer && is_blank(form.document.at(other)))
}

fn of_last_job(form: &Form, pointer: &str) -> Option<Ghost> {
    if is_anew(pointer) {
        return None;
    }
    let last = form.facts.last_job.as_deref()?;
    if is_elsewhere(form, &last.job.consignment, pointer) {
        return None;
    }
    let json = write_consignment(&last.job.consignment);
    let value = json.pointer(pointer).filter(|value| !is_blank(value))?;
    Some(Ghost {
        value: value.clone(),
        source: Source::Job(last.job.job_no.clone()),
    })
}
