//! Ghost text: what the customer's last job had, shown and taken only with a key.

use serde_json::Value;

use super::rows::is_blank;
use super::state::Form;
use super::written;
use crate::domain::{JobNo, Pointer};
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

/// Whether a field is decided anew for every consignment.
pub fn is_anew(pointer: &str) -> bool {
    let here = Pointer::new(pointer);
    pointer.contains("/vgm")
        || ANEW
            .iter()
            .any(|field| here.is_within(&Pointer::new(*field)))
}

/// What is proposed for a field, and the job it comes from.
pub fn ghost(form: &Form, pointer: &str) -> Option<(Value, JobNo)> {
    if is_anew(pointer) || !is_blank(form.document.at(pointer)) {
        return None;
    }
    let last = form.facts.last_job.as_deref()?;
    let json = write_consignment(&last.job.consignment);
    let value = json.pointer(pointer).filter(|value| !is_blank(value))?;
    Some((value.clone(), last.job.job_no.clone()))
}

/// The proposed text for the row with the caret, where nothing is typed.
pub fn ghost_text(form: &Form) -> Option<String> {
    let row = form.row();
    let (value, _) = ghost(form, &row.pointer())?;
    Some(written::write(row.field.kind, &value))
}
