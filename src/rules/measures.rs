//! Weight, volume, and what one says about the other: 3.2c.

use serde_json::json;

use super::goods_name::line_no;
use super::report::{Draft, both, word};
use super::wording::given;
use super::{Checked, Report, Rule};
use crate::domain::consignment::CargoLine;
use crate::domain::{AnswerBy, Given, KnownValue, Severity, TextArg};

/// Each line of goods has its gross weight. A text that cannot be read is none, and neither is 0: goods
/// weigh something.
pub static WEIGHT_MISSING: Rule = Rule {
    id: "weight-missing",
    clauses: &["3.2c"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    item: true,
    check: |checked, report| {
        for (at, cargo) in checked.cargo() {
            if cargo
                .gross_kg
                .known()
                .is_none_or(|weight| weight.0.is_zero())
            {
                let draft = WEIGHT_MISSING.finding().field(format!("{at}/gross_kg"));
                report.add(missing(draft, &at, cargo, cargo.gross_kg.as_ref()));
            }
        }
    },
    ..Rule::PLAIN
};

/// Each line of goods has its volume, which is not 0 either.
pub static VOLUME_MISSING: Rule = Rule {
    id: "volume-missing",
    clauses: &["3.2c"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    item: true,
    check: |checked, report| {
        for (at, cargo) in checked.cargo() {
            if cargo
                .volume_cbm
                .known()
                .is_none_or(|volume| volume.0.is_zero())
            {
                let draft = VOLUME_MISSING.finding().field(format!("{at}/volume_cbm"));
                report.add(missing(draft, &at, cargo, cargo.volume_cbm.as_ref()));
            }
        }
    },
    ..Rule::PLAIN
};

fn missing<T>(draft: Draft, at: &str, cargo: &CargoLine, written: Option<&Given<T>>) -> Draft {
    let draft = draft
        .at(at)
        .arg("line", line_no(at))
        .arg_of("goods", goods(cargo))
        .asks("ask");
    match written {
        Some(Given::AsWritten(text)) => draft.says("unread").arg("text", text),
        Some(Given::Known(_)) => draft.says("zero"),
        None => draft,
    }
}

/// A cargo line's name in either language.
pub(super) fn goods(cargo: &CargoLine) -> TextArg {
    if given(cargo.name_en.as_ref())
        .or(given(cargo.name_zh.as_ref()))
        .is_none()
    {
        return word("word.goods-unnamed");
    }
    let name = |first: &Option<String>, second: &Option<String>| {
        first.clone().or_else(|| second.clone()).unwrap_or_default()
    };
    both(
        name(&cargo.name_en, &cargo.name_zh),
        name(&cargo.name_zh, &cargo.name_en),
    )
}

/// A weight that does not go with its volume: a unit mixed up, a digit lost.
pub static DENSITY_ODD: Rule = Rule {
    id: "density-odd",
    clauses: &["3.2c"],
    severity: Severity::Warn,
    answers: &[AnswerBy::Customer],
    said: ("{weight}|{volume}", ""),
    check: density_odd,
    ..Rule::PLAIN
};

fn density_odd(checked: &Checked<'_>, report: &mut Report) {
    let (least, most) = checked.reference().deadlines.density();
    for (at, cargo) in checked.cargo() {
        let Some((weight, volume)) = cargo.gross_kg.known().zip(cargo.volume_cbm.known()) else {
            continue;
        };
        let (weight, volume) = (weight.0, volume.0);
        // 0 of either is missing: there is nothing to hold against the other.
        if weight.is_zero() || volume.is_zero() {
            continue;
        }
        let light = weight < volume.saturating_mul(least);
        let heavy = weight > volume.saturating_mul(most);
        if light || heavy {
            let density = weight.checked_div(volume).map_or_else(
                || "∞".to_owned(),
                // As many places as it takes to see that it is outside.
                |density| {
                    [1, 2, 3, 6]
                        .map(|places| density.round_dp(places))
                        .into_iter()
                        .find(|shown| *shown < least || *shown > most)
                        .unwrap_or(density)
                        .normalize()
                        .to_string()
                },
            );
            report.add(
                DENSITY_ODD
                    .finding()
                    .at(&at)
                    .fields([format!("{at}/gross_kg"), format!("{at}/volume_cbm")])
                    // What is odd for one kind of goods is not for another.
                    .saw(format!("{at}/name_en"), &json!(cargo.name_en))
                    .saw(format!("{at}/name_zh"), &json!(cargo.name_zh))
                    .arg("line", line_no(&at))
                    .arg_of("goods", goods(cargo))
                    .arg("weight", weight)
                    .arg("volume", volume)
                    .arg("density", density)
                    .arg("least", least)
                    .arg("most", most)
                    .asks("ask"),
            );
        }
    }
}
