//! Reefers: 3.2d, 3.2j.

use rust_decimal::Decimal;
use serde_json::json;

use super::carried::{self, bound};
use super::goods_name::line_no;
use super::measures::goods;
use super::report::set;
use super::{Checked, Report, Rule};
use crate::domain::consignment::{LoadingMode, Ventilation};
use crate::domain::{AnswerBy, KnownValue, Severity, Text};
use crate::reference::GoodsCategory;

/// An operating reefer has its temperature and its ventilation. 0 is a value of both.
pub static REEFER_SETTINGS: Rule = Rule {
    id: "reefer-settings",
    clauses: &["3.2d"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    item: true,
    check: reefer_settings,
    ..Rule::PLAIN
};

/// At and below this nothing breathes: the vents are shut.
const FROZEN: Decimal = Decimal::from_parts(10, 0, 0, true, 0);

fn reefer_settings(checked: &Checked<'_>, report: &mut Report) {
    for boxes in checked.boxes.iter().filter(|boxes| boxes.cools()) {
        let temperature = boxes.line.temperature_c.known();
        let ventilation = boxes.line.ventilation.as_ref().is_some_and(is_set);
        let unread = match &boxes.line.ventilation {
            Some(Ventilation::AsWritten(text)) => Some(text.as_str()),
            _ => None,
        };
        let (says, asks) = match (temperature, ventilation) {
            (Some(_), true) => continue,
            (Some(_), false) if unread.is_some() => ("unread", "ask-ventilation"),
            (Some(_), false) => ("ventilation", "ask-ventilation"),
            (None, true) => ("temperature", "ask-temperature"),
            (None, false) => ("message", "ask"),
        };
        let at = boxes.at();
        let mut draft = REEFER_SETTINGS
            .finding()
            .at(&at)
            .fields([format!("{at}/temperature_c"), format!("{at}/ventilation")])
            .arg("line", line_no(&at))
            .arg("type", boxes.name())
            .arg("text", unread.unwrap_or_default())
            .arg(
                "temperature",
                temperature.map_or_else(String::new, ToString::to_string),
            )
            .says(says)
            .asks(asks);
        if temperature.is_some_and(|celsius| celsius.0 <= FROZEN) {
            draft = draft.fix(
                Text::of("fix.vents-closed"),
                vec![set(format!("{at}/ventilation"), &json!("closed"))],
            );
        }
        report.add(draft);
    }
}

/// Whether a ventilation says how far: closed, 0 of whatever, or a value with its unit.
fn is_set(ventilation: &Ventilation) -> bool {
    match ventilation {
        Ventilation::Closed => true,
        Ventilation::AsWritten(_) => false,
        Ventilation::Open { value, unit } => {
            value.is_some_and(|value| unit.is_some() || value.is_zero())
        }
    }
}

/// A temperature needs a reefer, and frozen goods one that runs.
pub static REEFER_DRY: Rule = Rule {
    id: "reefer-dry",
    clauses: &["3.2d"],
    severity: Severity::Warn,
    answers: &[AnswerBy::Customer],
    said: (
        "干柜|普通柜|普柜|干箱|常温|常温运输|dry|dry container|dry box|dry is|ambient|no cooling|普通柜即可",
        "冷柜|冻柜|冷藏柜|冷箱|冷冻柜|reefer|operating reefer|refrigerated|rf|cooling|制冷|打冷",
    ),
    check: reefer_dry,
    ..Rule::PLAIN
};

fn reefer_dry(checked: &Checked<'_>, report: &mut Report) {
    for line in &checked.boxes {
        // A reefer that does not run keeps no temperature either.
        let dry = checked
            .loaded_of(line.index)
            .find(|boxes| boxes.spec.is_some() && !boxes.cools());
        if let Some((boxes, temperature)) = dry.zip(line.line.temperature_c.known()) {
            let at = boxes.at();
            report.add(
                bound(REEFER_DRY.finding(), checked)
                    .at(&at)
                    .fields([
                        format!("{at}/type"),
                        format!("{at}/temperature_c"),
                        format!("{at}/non_operating"),
                    ])
                    .arg("type", boxes.name())
                    .arg("temperature", temperature)
                    .asks("ask"),
            );
        }
    }
    if checked.loaded.is_empty() || checked.loaded.iter().any(|boxes| boxes.spec.is_none()) {
        return;
    }
    for (at, cargo) in checked.goods_of(GoodsCategory::FrozenChilled) {
        let index = checked
            .loaded_in(cargo)
            .filter(|&index| checked.loaded_of(index).next().is_some());
        let cooled = checked
            .loaded
            .iter()
            .any(|boxes| boxes.cools() && index.is_none_or(|index| index == boxes.index));
        if !cooled {
            let boxes: Vec<String> = checked
                .boxes
                .iter()
                .filter(|boxes| index.is_none_or(|index| index == boxes.index))
                .flat_map(|boxes| {
                    let at = boxes.at();
                    [format!("{at}/type"), format!("{at}/non_operating")]
                })
                .collect();
            report.add(
                bound(REEFER_DRY.finding(), checked)
                    .at(&at)
                    .fields([format!("{at}/name_en"), format!("{at}/name_zh")])
                    .fields(boxes)
                    .arg_of("goods", goods(cargo))
                    .arg("equipment", carried::text_of(&checked.loaded))
                    .says("goods")
                    .asks("ask-goods"),
            );
        }
    }
}

/// A reefer on our trailer runs on a genset, or does not.
pub static REEFER_GENSET: Rule = Rule {
    id: "reefer-genset",
    clauses: &["3.2j"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        let consignment = checked.consignment;
        let cools = checked.boxes.iter().find(|boxes| boxes.cools());
        if let Some(boxes) = cools
            && consignment.loading.mode == Some(LoadingMode::Trailer)
            && consignment.handling.genset_truck.is_none()
        {
            report.add(
                REEFER_GENSET
                    .finding()
                    .fields(["/handling/genset_truck", "/loading/mode"])
                    .field(format!("{}/type", boxes.at()))
                    .arg("type", boxes.name())
                    .asks("ask")
                    .fix(
                        Text::of("fix.genset-yes"),
                        vec![set("/handling/genset_truck", &json!(true))],
                    )
                    .fix(
                        Text::of("fix.genset-no"),
                        vec![set("/handling/genset_truck", &json!(false))],
                    ),
            );
        }
    },
    ..Rule::PLAIN
};
