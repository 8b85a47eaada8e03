//! Dangerous goods.

use std::collections::BTreeMap;

use serde_json::json;

use super::flash_point;
use super::goods_name::line_no;
use super::handling::list;
use super::measures::goods;
use super::report::{both, set, word};
use super::segregation::{is_class, may_share};
use super::wording::given;
use super::{Checked, Report, Rule};
use crate::domain::consignment::{CargoLine, Dangerous, DangerousGoods};
use crate::domain::{AnswerBy, Severity, Text, TextArg};
use crate::reference::GoodsCategory;

/// Goods that look dangerous are said to be or not to be; declared ones have their UN number and
/// their class; classes that may not share a container do not.
pub static DANGEROUS_GOODS: Rule = Rule {
    id: "dangerous-goods",
    clauses: &[],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: dangerous_goods,
    ..Rule::PLAIN
};

fn dangerous_goods(checked: &Checked<'_>, report: &mut Report) {
    for (at, cargo) in checked.cargo() {
        let draft = DANGEROUS_GOODS
            .finding()
            .at(&at)
            .field(format!("{at}/dangerous"))
            .arg("line", line_no(&at))
            .arg_of("goods", goods(cargo));
        match &cargo.dangerous {
            None if looks_dangerous(checked, &at, cargo) => report.add(
                draft
                    .fields([
                        format!("{at}/name_en"),
                        format!("{at}/name_zh"),
                        format!("{at}/hs_code"),
                    ])
                    .severity(Severity::Warn)
                    .asks("ask")
                    .fix(
                        Text::of("fix.not-dangerous"),
                        vec![set(format!("{at}/dangerous"), &json!(false))],
                    ),
            ),
            Some(Dangerous::Declared(declared)) => {
                let missing = missing(declared);
                if !missing.is_empty() {
                    report.add(
                        draft
                            .says("incomplete")
                            .asks("ask-incomplete")
                            .arg_of("missing", TextArg::List(missing)),
                    );
                }
            }
            _ => {}
        }
    }
    segregated(checked, report);
}

/// Whether goods are dangerous by their names, their code, or the flash point that stands in them.
fn looks_dangerous(checked: &Checked<'_>, at: &str, cargo: &CargoLine) -> bool {
    let names = [&cargo.name_en, &cargo.name_zh];
    checked.goods_are(at, GoodsCategory::Dangerous)
        || names
            .into_iter()
            .flatten()
            .any(|name| flash_point::is_low(name))
}

/// What a declaration lacks.
fn missing(declared: &DangerousGoods) -> Vec<TextArg> {
    let un = given(declared.un.as_ref()).map(|un| {
        let un = un.trim_start_matches(|c: char| !c.is_ascii_digit());
        un.len() == 4 && un.bytes().all(|byte| byte.is_ascii_digit())
    });
    let class = given(declared.class.as_ref()).map(is_class);
    let mut missing = Vec::new();
    if un != Some(true) {
        missing.push(word("word.un-number"));
    }
    if class != Some(true) {
        missing.push(word("word.class"));
    }
    missing
}

/// The declared lines of one container whose classes must be kept apart.
fn segregated(checked: &Checked<'_>, report: &mut Report) {
    let declared: Vec<(String, &CargoLine, &str)> = checked
        .cargo()
        .filter_map(|(at, cargo)| match &cargo.dangerous {
            Some(Dangerous::Declared(declared)) => {
                Some((at, cargo, given(declared.class.as_ref())?))
            }
            _ => None,
        })
        .collect();
    let mut apart = Vec::new();
    let mut goods = BTreeMap::new();
    let mut fields = Vec::new();
    for (index, (at, cargo, class)) in declared.iter().enumerate() {
        for (other_at, other, other_class) in &declared[index + 1..] {
            if share_a_box(checked, cargo, other) && !may_share(class, other_class) {
                apart.push(both(
                    format!("{class} / {other_class}"),
                    format!("{class} / {other_class}"),
                ));
                goods.extend([(at, *cargo), (other_at, *other)]);
                fields.extend([format!("{at}/dangerous"), format!("{other_at}/dangerous")]);
            }
        }
    }
    if !apart.is_empty() {
        fields.sort();
        fields.dedup();
        let goods: Vec<(String, &CargoLine)> = goods
            .into_iter()
            .map(|(at, cargo)| (at.clone(), cargo))
            .collect();
        report.add(
            DANGEROUS_GOODS
                .finding()
                .at("/cargo")
                .fields(fields)
                .severity(Severity::Warn)
                .says("apart")
                .asks("ask-apart")
                .arg_of("goods", list(&goods))
                .arg_of("classes", TextArg::List(apart)),
        );
    }
}

/// Whether two lines cannot but be in one container.
fn share_a_box(checked: &Checked<'_>, left: &CargoLine, right: &CargoLine) -> bool {
    let total: Option<u32> = checked
        .loaded
        .iter()
        .try_fold(0_u32, |sum, boxes| Some(sum.saturating_add(boxes.count?)));
    if total == Some(1) {
        return true;
    }
    checked
        .loaded_in(left)
        .filter(|index| checked.loaded_in(right) == Some(*index))
        .is_some_and(|index| checked.loaded_of(index).all(|boxes| boxes.count == Some(1)))
}
