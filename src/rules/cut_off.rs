//! Cut-offs that are near or gone.

use chrono::TimeDelta;
use serde_json::json;

use super::extended::pointer;
use super::facts::CheckStage;
use super::report::word;
use super::{Checked, Report, Rule};
use crate::domain::consignment::StuffingMode;
use crate::domain::{AnswerBy, CutOff, CutOffKind, KnownValue, Severity};

/// A cut-off that our next step still needs. Before the carrier's confirmation everything is ahead
/// of us; after it the desk sees only whether the verified gross mass is in.
pub static CUT_OFF: Rule = Rule {
    id: "cut-off",
    clauses: &[],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix, AnswerBy::Carrier],
    before_cut_off: true,
    asked: &[("ask-sailed", AnswerBy::Customer)],
    said: (
        "延期|延到|延至|延|同意延期|延后|推迟|放宽|extension|extended|extend|granted|granting|延长|postponed",
        "准时截|按时截|照常截",
    ),
    check: cut_off,
    ..Rule::PLAIN
};

/// The cut-offs that are watched here; the advance manifest's is its own rule's.
const WATCHED: [CutOffKind; 4] = [
    CutOffKind::Cy,
    CutOffKind::Si,
    CutOffKind::Vgm,
    CutOffKind::Customs,
];

fn cut_off(checked: &Checked<'_>, report: &mut Report) {
    let Some(sailing) = checked.carried.filter(|_| !checked.is_closed()) else {
        return;
    };
    let now = checked.facts.now;
    if checked.has_sailed() {
        if !checked.is_booked() {
            report.add(
                CUT_OFF
                    .finding()
                    .at("/sailing/etd")
                    .field("/sailing")
                    .says("sailed")
                    .asks("ask-sailed")
                    .answers(&[AnswerBy::Fix])
                    .arg("vessel", &sailing.vessel)
                    .arg("voyage", &sailing.voyage)
                    .arg("etd", sailing.etd),
            );
        }
        return;
    }
    for kind in WATCHED.into_iter().filter(|&kind| is_needed(checked, kind)) {
        let both = sailing.cut_offs.get(kind).zip(checked.cut_offs.get(kind));
        let Some((scheduled, cut_off)) = both else {
            continue;
        };
        let left = cut_off.passes_at() - now;
        let near = TimeDelta::try_hours(checked.reference().deadlines.near_hours(kind))
            .unwrap_or(TimeDelta::MAX);
        let passed = left <= TimeDelta::zero();
        if !passed && left > near {
            continue;
        }
        let at = pointer(kind);
        let draft = CUT_OFF
            .finding()
            .at(&at)
            .field("/sailing")
            .saw(&at, &json!(written(scheduled)))
            .arg_of("cut_off", word(name_of(kind)))
            .arg("time", written(cut_off))
            .arg("vessel", &sailing.vessel)
            .arg("voyage", &sailing.voyage)
            .asks("ask");
        report.add(if passed {
            draft
        } else {
            draft
                .says("near")
                .severity(Severity::Warn)
                .arg("hours", left.num_hours())
        });
    }
}

fn is_needed(checked: &Checked<'_>, kind: CutOffKind) -> bool {
    match kind {
        // What another's container takes, another weighs.
        CutOffKind::Vgm if checked.consignment.stuffing_mode == Some(StuffingMode::Lcl) => false,
        CutOffKind::Vgm => {
            checked.consignment.equipment.is_empty()
                || checked
                    .consignment
                    .equipment
                    .iter()
                    .any(|line| line.vgm.kg.known().is_none())
        }
        _ => checked.facts.stage != CheckStage::Confirmed,
    }
}

/// A cut-off as people write it: the day, and the hour where there is one.
pub(super) fn written(cut_off: CutOff) -> String {
    match cut_off {
        CutOff::At(moment) => moment.format("%Y-%m-%d %H:%M").to_string(),
        CutOff::OnDay { day, .. } => day.to_string(),
    }
}

/// The word for a cut-off.
fn name_of(kind: CutOffKind) -> &'static str {
    match kind {
        CutOffKind::Cy => "word.cy",
        CutOffKind::Si => "word.si",
        CutOffKind::Vgm => "word.vgm",
        CutOffKind::Customs => "word.customs",
        CutOffKind::Ams => "word.ams",
    }
}
