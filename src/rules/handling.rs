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
    let lines: Vec<_> = checked
        .cargo()
        .filter(|(at, cargo)| {
            is_packed_in_wood(checked, at, cargo) || checked.goods_are(at, GoodsCategory::Plant)
        })
        .collect();
    if lines.is_empty() {
        return;
    }
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
            .asks("ask")
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
/// then the goods' own text (MACHINERY IN WOODEN CASES).
fn is_packed_in_wood(checked: &Checked<'_>, at: &str, cargo: &CargoLine) -> bool {
    let goods = &checked.reference().goods;
    match (cargo.packing_material, given(cargo.package_type.as_ref())) {
        (Some(PackingMaterial::None) | None, Some(package))
            if goods.matches_in(GoodsCategory::Wood, package).is_some() =>
        {
            true
        }
        (Some(PackingMaterial::None) | None, _) => checked.goods_are(at, GoodsCategory::Wood),
        (Some(material), _) => material == PackingMaterial::Wood,
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
