//! Special operations that the goods ask for: 3.2j.

use serde_json::json;

use super::measures::goods;
use super::report::set;
use super::wording::given;
use super::{Checked, Report, Rule};
use crate::domain::consignment::{CargoLine, PackingMaterial};
use crate::domain::{AnswerBy, Severity, Text, TextArg};
use crate::reference::GoodsCategory;

/// A container for food is checked, or is not.
pub static FOOD_CHECK: Rule = Rule {
    id: "food-check",
    clauses: &["3.2j"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        let food = checked.goods_of(GoodsCategory::Food);
        if food.is_empty() || checked.consignment.handling.food_container_check.is_some() {
            return;
        }
        let field = "/handling/food_container_check";
        report.add(
            FOOD_CHECK
                .finding()
                .field(field)
                .fields(names(&food))
                .arg_of("goods", list(&food))
                .asks("ask")
                .fix(
                    Text::of("fix.food-check-yes"),
                    vec![set(field, &json!(true))],
                )
                .fix(
                    Text::of("fix.food-check-no"),
                    vec![set(field, &json!(false))],
                ),
        );
    },
    ..Rule::PLAIN
};

/// Solid wood and plants may have to be fumigated.
pub static FUMIGATION: Rule = Rule {
    id: "fumigation",
    clauses: &["3.2j"],
    severity: Severity::Warn,
    answers: &[AnswerBy::Fix],
    check: fumigation,
    ..Rule::PLAIN
};

fn fumigation(checked: &Checked<'_>, report: &mut Report) {
    if checked.consignment.handling.fumigation.is_some() {
        return;
    }
    let in_wood = |(at, cargo): &(String, &CargoLine)| is_packed_in_wood(checked, at, cargo);
    let is_plant = |(at, _): &(String, &CargoLine)| checked.goods_are(at, GoodsCategory::Plant);
    let lines: Vec<_> = checked
        .cargo()
        .filter(|line| in_wood(line) || is_plant(line))
        .collect();
    let (says, asks) = match (lines.iter().any(is_plant), lines.iter().any(in_wood)) {
        (false, false) => return,
        (true, false) => ("message", "ask"),
        (false, true) => ("wood", "ask-wood"),
        (true, true) => ("both", "ask-both"),
    };
    let field = "/handling/fumigation";
    let packing = lines.iter().flat_map(|(at, _)| {
        [
            format!("{at}/packing_material"),
            format!("{at}/package_type"),
        ]
    });
    report.add(
        FUMIGATION
            .finding()
            .field(field)
            .fields(packing)
            .fields(names(&lines))
            .arg_of("goods", list(&lines))
            .says(says)
            .asks(asks)
            .fix(
                Text::of("fix.fumigation-needed"),
                vec![set(field, &json!("needed"))],
            )
            .fix(
                Text::of("fix.fumigation-not"),
                vec![set(field, &json!("not-needed"))],
            ),
    );
}

/// Packed in solid wood: what the packing is said to be made of decides, then the kind of package,
/// then the goods' own text (MACHINERY IN WOODEN CASES). A case that is called wooden is, whatever
/// stands inside it, save what is said to be of plywood.
fn is_packed_in_wood(checked: &Checked<'_>, at: &str, cargo: &CargoLine) -> bool {
    let named = given(cargo.package_type.as_ref()).is_some_and(|package| {
        let goods = &checked.reference().goods;
        goods
            .matches_in(GoodsCategory::Wood, &written_out(package))
            .is_some()
    });
    match cargo.packing_material {
        Some(PackingMaterial::Wood) => true,
        Some(PackingMaterial::Plywood | PackingMaterial::TreatedWood) => false,
        _ => named || checked.goods_are(at, GoodsCategory::Wood),
    }
}

/// A kind of package without the trade's abbreviation and brackets: W/CASE and CASE (WOOD) as WOODEN
/// CASE.
fn written_out(package: &str) -> String {
    let plain = package.trim().to_uppercase();
    if let Some(kind) = plain.strip_prefix("W/") {
        let kind = if kind == "C" || kind == "CS" {
            "CASE"
        } else {
            kind
        };
        return format!("WOODEN {}", kind.trim_start());
    }
    match plain.split_once(['(', '（']) {
        Some((kind, "WOOD)" | "WOODEN)" | "WOOD）" | "WOODEN）")) => {
            format!("WOODEN {}", kind.trim_end())
        }
        _ => plain,
    }
}

/// The fields that say what goods are.
pub(super) fn names(lines: &[(String, &CargoLine)]) -> Vec<String> {
    lines
        .iter()
        .flat_map(|(at, _)| ["name_en", "name_zh", "hs_code"].map(|field| format!("{at}/{field}")))
        .collect()
}

/// The goods' names.
pub(super) fn list(lines: &[(String, &CargoLine)]) -> TextArg {
    TextArg::List(lines.iter().map(|(_, cargo)| goods(cargo)).collect())
}
