//! Filings ahead of the vessel: E2.

use chrono::{NaiveTime, TimeDelta};

use super::report::word;
use super::vgm::due_severity;
use super::{Checked, Report, Rule};
use crate::domain::consignment::{Filer, FilingKind, FilingState};
use crate::domain::sailing::end_of_day;
use crate::domain::{AnswerBy, CutOff, Moment, Severity, TextArg};

/// The filings that the destination needs, and China's own manifest, are made in time; for house
/// bills some are ours alone to make.
pub static ADVANCE_MANIFEST: Rule = Rule {
    id: "advance-manifest",
    clauses: &["E2"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    before_cut_off: true,
    check: advance_manifest,
    ..Rule::PLAIN
};

/// A filing that is needed.
struct Needed {
    kind: FilingKind,
    by_us: bool,
    due: Option<Moment>,
}

fn advance_manifest(checked: &Checked<'_>, report: &mut Report) {
    if !checked.is_booked() || checked.is_closed() {
        return;
    }
    let missing: Vec<Needed> = needed(checked)
        .into_iter()
        .filter(|needed| !is_filed(checked, needed))
        .collect();
    let Some(first_due) = missing
        .iter()
        .map(|needed| needed.due)
        .min_by_key(|due| (due.is_none(), *due))
    else {
        return;
    };
    let severity = due_severity(
        checked.facts.now,
        first_due,
        checked.reference().deadlines.filing_hint_hours(),
    );
    let kinds = missing
        .iter()
        .map(|needed| match needed.kind {
            FilingKind::Manifest => word("word.manifest"),
            kind => TextArg::Plain(kind.to_string()),
        })
        .collect();
    let draft = ADVANCE_MANIFEST
        .finding()
        .fields(["/filings", "/pod", "/delivery", "/documents/house_bill"])
        .severity(severity)
        .arg_of("kinds", TextArg::List(kinds))
        .asks("ask");
    report.add(match first_due {
        Some(due) => draft.says("due").arg("due", due.format("%Y-%m-%d %H:%M")),
        None => draft,
    });
}

fn needed(checked: &Checked<'_>) -> Vec<Needed> {
    let house_bill = checked.consignment.documents.house_bill == Some(true);
    let ams = checked.cut_offs.ams.map(CutOff::passes_at);
    let mut needed: Vec<Needed> = Vec::new();
    for port in [checked.pod.port(), checked.delivery.port()]
        .into_iter()
        .flatten()
    {
        for rule in checked.reference().filings.needed_at(port) {
            if needed.iter().all(|known| known.kind != rule.kind) {
                needed.push(Needed {
                    kind: rule.kind,
                    by_us: rule.house_by_us && house_bill,
                    due: ams.or_else(|| before_sailing(checked, rule.hours_before_loading)),
                });
            }
        }
    }
    let from_china = checked.pol.port().is_some_and(|port| port.country == "CN");
    if from_china
        && needed
            .iter()
            .all(|known| known.kind != FilingKind::Manifest)
    {
        needed.push(Needed {
            kind: FilingKind::Manifest,
            by_us: false,
            due: before_sailing(checked, 24),
        });
    }
    needed
}

/// So many hours before the day of departure begins: loading is not known, and is not earlier by
/// much.
fn before_sailing(checked: &Checked<'_>, hours: u32) -> Option<Moment> {
    let sailing = checked.carried?;
    let begins = end_of_day(sailing.etd, checked.sailing_offset(sailing)) - TimeDelta::days(1);
    debug_assert_eq!(begins.time(), NaiveTime::MIN);
    begins.checked_sub_signed(TimeDelta::hours(i64::from(hours)))
}

fn is_filed(checked: &Checked<'_>, needed: &Needed) -> bool {
    checked.consignment.filings.iter().any(|filing| {
        filing.kind == Some(needed.kind)
            && matches!(
                filing.state,
                Some(FilingState::Filed | FilingState::Accepted)
            )
            && (!needed.by_us || filing.by.is_none_or(|by| by == Filer::Us))
    })
}
