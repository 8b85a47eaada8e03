//! When a field matters: what the rest of the form says.

use crate::domain::consignment::LoadingMode;
use crate::domain::{Consignment, KnownValue as _};
use crate::reference::Reference;

pub fn always(_: &Consignment, _: &Reference, _: usize) -> bool {
    true
}

pub fn us_bound(form: &Consignment, reference: &Reference, _: usize) -> bool {
    [&form.pod, &form.delivery]
        .into_iter()
        .filter_map(|place| place.known())
        .filter_map(|code| reference.ports.get(code))
        .any(crate::reference::Port::is_us)
}

pub fn is_reefer(form: &Consignment, reference: &Reference, line: usize) -> bool {
    form.equipment.get(line).is_some_and(|line| {
        line.kind
            .known()
            .and_then(|kind| reference.equipment.get(kind))
            .is_some_and(|equipment| equipment.reefer)
    })
}

pub fn operating(form: &Consignment, reference: &Reference, line: usize) -> bool {
    is_reefer(form, reference, line) && form.equipment[line].non_operating != Some(true)
}

pub fn any_reefer(form: &Consignment, reference: &Reference, _: usize) -> bool {
    (0..form.equipment.len()).any(|line| operating(form, reference, line))
}

pub fn is_20(form: &Consignment, _: &Reference, line: usize) -> bool {
    form.equipment
        .get(line)
        .and_then(|line| line.kind.known())
        .is_some_and(|kind| kind.feet() == Some(20))
}

pub fn has_boxes(form: &Consignment, _: &Reference, line: usize) -> bool {
    line < form.equipment.len()
}

pub fn owned(form: &Consignment, _: &Reference, line: usize) -> bool {
    form.equipment
        .get(line)
        .is_some_and(|line| line.shipper_owned == Some(true))
}

pub fn loaded(form: &Consignment, mode: LoadingMode) -> bool {
    form.loading.mode == Some(mode)
}

pub fn on_credit(form: &Consignment, _: &Reference, _: usize) -> bool {
    form.documents.letter_of_credit == Some(true)
}

/// A certificate, a clause, or a credit that requires one: the carrier consents beforehand (3.2l).
pub fn needs_consent(form: &Consignment, _: &Reference, _: usize) -> bool {
    let documents = &form.documents;
    let required = documents.lc_requires.as_deref().unwrap_or_default();
    documents.vessel_certificate == Some(true)
        || !documents.bl_clauses.is_empty()
        || (!required.is_empty() && documents.letter_of_credit != Some(false))
}
