//! The state after sailing: note 4.

use chrono::NaiveDate;

use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, Severity};
use crate::reference::Reference;

/// After the vessel has left there is only shipped or withdrawn, marked within two working days.
pub static STATUS_DUE: Rule = Rule {
    id: "status-due",
    clauses: &["N4"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: status_due,
    ..Rule::PLAIN
};

/// Days in a row that no published calendar has been without a working one; the longest break was
/// nine.
const LONGEST_BREAK: i64 = 10;

fn status_due(checked: &Checked<'_>, report: &mut Report) {
    let (Some(sailing), Some(left)) = (checked.carried, checked.sails_at()) else {
        return;
    };
    if !checked.is_booked() || checked.is_closed() || !checked.has_sailed() {
        return;
    }
    let sailed_on = sailing.atd.map_or(sailing.etd, |atd| atd.date_naive());
    let due = due_day(checked.reference(), sailed_on);
    let today = checked.facts.now.with_timezone(left.offset()).date_naive();
    let days = checked.reference().deadlines.status_due_days();
    // Overdue from the first working day behind the due one, not from the weekend between.
    let overdue = checked
        .reference()
        .calendar
        .plus(sailed_on, days.saturating_add(1))
        .map_or_else(
            // Its year is not published: no break of working days has been this long.
            || due.is_some_and(|due| (today - due).num_days() > LONGEST_BREAK),
            |first_late| today >= first_late,
        );
    let draft = STATUS_DUE
        .finding()
        .field("/sailing")
        .arg("vessel", &sailing.vessel)
        .arg("voyage", &sailing.voyage)
        .arg("sailed", sailed_on);
    report.add(match due {
        Some(due) if overdue => draft.says("overdue").arg("due", due),
        Some(due) => draft.severity(Severity::Warn).arg("due", due),
        None => draft.severity(Severity::Warn).says("unpublished"),
    });
}

/// The last day to mark the state of what sailed on a day; none where the working days of a year
/// that counts are not published.
pub fn due_day(reference: &Reference, sailed_on: NaiveDate) -> Option<NaiveDate> {
    reference
        .calendar
        .plus(sailed_on, reference.deadlines.status_due_days())
}
