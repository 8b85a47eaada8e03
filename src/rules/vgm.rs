//! The verified gross mass: E2.

use chrono::TimeDelta;

use super::carried;
use super::goods_name::line_no;
use super::{Checked, Report, Rule};
use crate::domain::consignment::StuffingMode;
use crate::domain::{AnswerBy, CutOff, KnownValue, Moment, Severity};

/// Each container's verified gross mass is with the carrier before its cut-off.
pub static VGM: Rule = Rule {
    id: "vgm",
    clauses: &["E2"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    before_cut_off: true,
    check: vgm,
    ..Rule::PLAIN
};

fn vgm(checked: &Checked<'_>, report: &mut Report) {
    let of_ours = checked.consignment.stuffing_mode != Some(StuffingMode::Lcl);
    if !checked.is_booked() || checked.is_closed() || !of_ours {
        return;
    }
    let due = due(checked);
    let severity = due_severity(
        checked.facts.now,
        due,
        checked.reference().deadlines.vgm_hint_hours(),
    );
    for boxes in &checked.boxes {
        if boxes
            .line
            .vgm
            .kg
            .known()
            .is_some_and(|mass| !mass.0.is_zero())
        {
            continue;
        }
        // A box that the carrier did not confirm is not weighed.
        let Some(types) = carried::types(checked, boxes) else {
            continue;
        };
        let at = boxes.at();
        let draft = VGM
            .finding()
            .at(&at)
            .field(format!("{at}/vgm"))
            .severity(severity)
            .arg("line", line_no(&at))
            .arg("type", types);
        let Some(due) = due else {
            report.add(draft.asks("ask"));
            continue;
        };
        let draft = draft.arg("due", due.format("%Y-%m-%d %H:%M"));
        report.add(if severity == Severity::Block {
            draft.says("passed").asks("ask-passed")
        } else {
            draft.says("due").asks("ask-due")
        });
    }
}

/// When the chosen sailing's gross masses are due; at the latest they were when it left.
pub(super) fn due(checked: &Checked<'_>) -> Option<Moment> {
    let sailing = checked.carried?;
    let given = checked
        .cut_offs
        .vgm
        .or(checked.cut_offs.cy)
        .map(CutOff::passes_at);
    let left = || sailing.sails_at(checked.sailing_offset(sailing));
    given.or_else(|| checked.has_sailed().then(left))
}

/// A hint until so many hours before it is due, then a warning, a block once it is past.
pub(super) fn due_severity(now: Moment, due: Option<Moment>, hint_hours: i64) -> Severity {
    let Some(due) = due else {
        return Severity::Hint;
    };
    let hint_until = TimeDelta::try_hours(hint_hours).unwrap_or(TimeDelta::MAX);
    if now >= due {
        Severity::Block
    } else if due - now <= hint_until {
        Severity::Warn
    } else {
        Severity::Hint
    }
}
