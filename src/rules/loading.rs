//! How the goods come into the container: 3.2g.

use super::cut_off::written;
use super::report::word;
use super::wording::given;
use super::{Checked, Report, Rule};
use crate::domain::consignment::LoadingMode;
use crate::domain::{AnswerBy, CutOff, Moment, Severity, TextArg};

const FIX_OR_LATER: &[AnswerBy] = &[AnswerBy::Fix, AnswerBy::Later];

/// Warehouse, trailer or by the shipper.
pub static LOADING_MODE: Rule = Rule {
    id: "loading-mode",
    clauses: &["3.2g"],
    severity: Severity::Block,
    answers: FIX_OR_LATER,
    ops: true,
    item: true,
    check: |checked, report| {
        if checked.consignment.loading.mode.is_none() {
            report.add(LOADING_MODE.finding().field("/loading/mode").asks("ask"));
        }
    },
    ..Rule::PLAIN
};

/// 场装: when the goods are expected, and at which warehouse.
pub static LOADING_WAREHOUSE: Rule = Rule {
    id: "loading-warehouse",
    clauses: &["3.2g"],
    severity: Severity::Block,
    answers: FIX_OR_LATER,
    item: true,
    check: |checked, report| {
        missing(
            checked,
            report,
            &LOADING_WAREHOUSE,
            LoadingMode::Warehouse,
            &["at", "place"],
        );
    },
    ..Rule::PLAIN
};

/// 拖装: when, where, and whom to call.
pub static LOADING_TRAILER: Rule = Rule {
    id: "loading-trailer",
    clauses: &["3.2g"],
    severity: Severity::Block,
    answers: FIX_OR_LATER,
    ops: true,
    item: true,
    check: |checked, report| {
        missing(
            checked,
            report,
            &LOADING_TRAILER,
            LoadingMode::Trailer,
            &["at", "place", "contact"],
        );
    },
    ..Rule::PLAIN
};

/// 自理: how the documents come to us afterwards.
pub static LOADING_SELF: Rule = Rule {
    id: "loading-self",
    clauses: &["3.2g"],
    severity: Severity::Block,
    answers: FIX_OR_LATER,
    item: true,
    check: |checked, report| {
        missing(
            checked,
            report,
            &LOADING_SELF,
            LoadingMode::ByShipper,
            &["documents_handover"],
        );
    },
    ..Rule::PLAIN
};

fn missing(
    checked: &Checked<'_>,
    report: &mut Report,
    rule: &'static Rule,
    mode: LoadingMode,
    fields: &[&'static str],
) {
    let loading = &checked.consignment.loading;
    if loading.mode != Some(mode) {
        return;
    }
    let is_missing = |field: &str| match field {
        "at" => loading.at.is_none(),
        "place" => given(loading.place.as_ref()).is_none(),
        "contact" => given(loading.contact.as_ref()).is_none(),
        _ => given(loading.documents_handover.as_ref()).is_none(),
    };
    let missing: Vec<TextArg> = fields
        .iter()
        .filter(|field| is_missing(field))
        .map(|field| {
            let at_warehouse = mode == LoadingMode::Warehouse;
            word(match *field {
                "at" if at_warehouse => "word.delivery-time",
                "at" => "word.loading-at",
                "place" if at_warehouse => "word.warehouse",
                "place" => "word.loading-place",
                "contact" => "word.loading-contact",
                _ => "word.documents-handover",
            })
        })
        .collect();
    if !missing.is_empty() {
        report.add(
            rule.finding()
                .field("/loading/mode")
                .fields(fields.iter().map(|field| format!("/loading/{field}")))
                .arg_of("missing", TextArg::List(missing))
                .asks("ask"),
        );
    }
}

/// How many days before its form came a loading is a mistake.
const LONG_PAST: i64 = 30;

/// What is loaded after the container yard has closed does not sail.
pub static LOADING_LATE: Rule = Rule {
    id: "loading-late",
    clauses: &["3.2g"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        let planned = checked.consignment.loading.at;
        // A form may come after its goods were loaded, but not by so much: a year is mistyped, or the
        // form is an old one.
        let by_trailer = checked.consignment.loading.mode == Some(LoadingMode::Trailer);
        let received = checked.consignment.intake.received_at;
        let was_past =
            |at: &Moment| received.is_some_and(|came| (came - *at).num_days() > LONG_PAST);
        if let Some(at) = planned.filter(was_past).filter(|_| by_trailer)
            && !checked.is_booked()
        {
            report.add(
                LOADING_LATE
                    .finding()
                    .field("/loading/at")
                    .severity(Severity::Warn)
                    .arg("at", at.format("%Y-%m-%d %H:%M"))
                    .says("past")
                    .asks("ask-past"),
            );
            return;
        }
        let closes = checked.cut_offs.cy;
        let Some((at, cut_off)) = planned.zip(closes) else {
            return;
        };
        let late = match cut_off {
            CutOff::At(moment) => at > moment,
            CutOff::OnDay { ends, .. } => at >= ends,
        };
        if late && !checked.has_sailed() {
            report.add(
                LOADING_LATE
                    .finding()
                    .fields(["/loading/at", "/sailing"])
                    .arg("at", at.format("%Y-%m-%d %H:%M"))
                    .arg("cut_off", written(cut_off))
                    .asks("ask"),
            );
        }
    },
    ..Rule::PLAIN
};
