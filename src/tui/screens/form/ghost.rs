//! Ghost text: what the customer's last job had, shown and taken only with a key.

use serde_json::Value;

use super::rows::is_blank;
use super::state::Form;
use super::values;
use crate::domain::JobNo;
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

/// What is proposed for a field, and the job it comes from.
pub fn ghost(form: &Form, pointer: &str) -> Option<(Value, JobNo)> {
    let here = crate::domain::Pointer::new(pointer);
    let anew = pointer.contains("/vgm")
        || ANEW
            .iter()
            .any(|field| here.is_within(&crate::domain::Pointer::new(*field)));
    if anew || !is_blank(form.document.at(pointer)) {
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
    Some(values::write(row.field.kind, &value))
}
