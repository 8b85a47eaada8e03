//! Incomplete forms, and what the clerk filled in for the customer: 3.2o; where the business comes
//! from: note 2.

use super::goods_name::line_no;
use super::report::word;
use super::wording::given;
use super::{Checked, RULES, Rule};
use crate::domain::{AnswerBy, Finding, Pointer, Severity, Text, TextArg};
use crate::i18n::{field_name, told};
use crate::json;

/// What the clerk filled in for the customer has who confirmed it and when.
pub static COMPLETION_UNNAMED: Rule = Rule {
    id: "completion-unnamed",
    clauses: &["3.2o"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    ops: true,
    check: |checked, report| {
        for (index, completed) in checked.consignment.completed.iter().enumerate() {
            if given(completed.by.as_ref()).is_none() || completed.at.is_none() {
                let at = format!("/completed/{index}");
                let field = completed.field.as_ref().map_or_else(
                    || word("word.field-unnamed"),
                    |field| filled_in(checked, field),
                );
                report.add(
                    COMPLETION_UNNAMED
                        .finding()
                        .at(&at)
                        .field(&at)
                        .arg("line", line_no(&at))
                        .arg_of("field", field)
                        .asks("ask"),
                );
            }
        }
    },
    ..Rule::PLAIN
};

/// A field and its value, as they are put to whoever is to confirm them.
fn filled_in(checked: &Checked<'_>, field: &Pointer) -> TextArg {
    let at = field.as_str();
    let form = json::write_consignment(checked.consignment);
    match form.pointer(at).filter(|value| !value.is_null()) {
        None => field_name(at),
        Some(value) => TextArg::Text(Box::new(
            Text::of("word.field-is")
                .with_arg("field", field_name(at))
                .with_arg("value", told(at, Some(&value.to_string()))),
        )),
    }
}

/// Note 2: direct, co-loader or nominated.
pub static SOURCE: Rule = Rule {
    id: "source",
    clauses: &["N2"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    ops: true,
    check: |checked, report| {
        if checked.consignment.source.is_none() {
            report.add(SOURCE.finding().field("/source"));
        }
    },
    ..Rule::PLAIN
};

/// Many items of 3.2b–3.2i missing: better to ask for the form again. It looks at what the other
/// rules found, so it runs behind them, see [`ask_for_the_form`].
pub static FORM_INCOMPLETE: Rule = Rule {
    id: "form-incomplete",
    clauses: &["3.2o"],
    severity: Severity::Warn,
    answers: &[AnswerBy::Customer],
    said: ("补|补全|补上|重发|send|resend|attached|附上|已发|补发", ""),
    check: |_, _| {},
    ..Rule::PLAIN
};

/// The items that stand on a line of goods.
const OF_GOODS: &[&str] = &["weight-missing", "volume-missing"];

/// The item that whole containers are.
const OF_BOXES: &str = "equipment-missing";

/// Adds the finding that asks for the whole form, where enough of it is missing and still open.
pub(super) fn ask_for_the_form(checked: &Checked<'_>, findings: &mut Vec<Finding>) {
    let is_open = |item: &str| {
        findings
            .iter()
            .any(|finding| finding.rule.as_str() == item && finding.is_open())
    };
    // Without a line of goods its weight and its volume are missing as well.
    let no_goods = checked.consignment.cargo.is_empty() && is_open("goods-name");
    // Nor is it said which containers, where it is not even said whether there are any.
    let no_boxes = checked.boxes.is_empty()
        && checked.consignment.stuffing_mode.is_none()
        && is_open("stuffing-mode");
    let missing: Vec<&str> = RULES
        .iter()
        .filter(|rule| rule.item)
        .map(|rule| rule.id)
        .filter(|item| {
            is_open(item)
                || (no_goods && OF_GOODS.contains(item))
                || (no_boxes && *item == OF_BOXES)
        })
        .collect();
    let count = missing.len();
    if count < checked.reference().deadlines.form_incomplete_items() {
        return;
    }
    let titles = missing
        .iter()
        .map(|item| {
            TextArg::Text(Box::new(crate::domain::Text {
                key: format!("rule.{item}.title").into(),
                args: Vec::new(),
            }))
        })
        .collect();
    let mut fields: Vec<String> = Vec::new();
    for finding in findings.iter().filter(|finding| {
        let rule = finding.rule.as_str();
        missing.contains(&rule) || (no_boxes && rule == "stuffing-mode")
    }) {
        for field in &finding.fields {
            if !fields.iter().any(|known| known == field.as_str()) {
                fields.push(field.to_string());
            }
        }
    }
    let mut report = super::Report::default();
    report.add(
        FORM_INCOMPLETE
            .finding()
            .fields(fields)
            .arg("count", count)
            .arg_of("items", TextArg::List(titles))
            .asks("ask"),
    );
    let mut found = report.into_findings();
    super::answers::see(checked.consignment, &mut found);
    super::settle(checked.consignment, checked.facts, &mut found);
    findings.append(&mut found);
}
