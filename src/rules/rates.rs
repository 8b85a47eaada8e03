//! Freight and surcharges against the handover sheet: 3.2e, C3.

use serde_json::{Value, json};

use super::report::{append, both};
use super::wording::given;
use super::{Checked, Report, Rule};
use crate::domain::consignment::{Per, SurchargeLine};
use crate::domain::{
    Amount, AnswerBy, ChargeCode, Currency, EquipmentType, Given, KnownValue, Severity, Text,
    TextArg,
};

/// What the form charges is what the handover sheet quotes, code by code; a difference goes to the
/// salesperson at once. What was quoted and is not on the form is only mentioned.
pub static RATE_MISMATCH: Rule = Rule {
    id: "rate-mismatch",
    clauses: &["3.2e", "C3"],
    severity: Severity::Block,
    answers: &[AnswerBy::Salesperson],
    said: (
        "{form}|委托书|委托书为准|以委托书|按委托书|form|the form|booking form|as per form",
        "{quoted}|交接单|交接单为准|以交接单|按交接单|handover|handover sheet|the sheet|quoted|quotation|报价单",
    ),
    check: rate_mismatch,
    ..Rule::PLAIN
};

/// A line of the form or of the sheet, brought to one shape.
struct Line<'a> {
    at: String,
    /// None: the ocean freight.
    code: Option<String>,
    kind: Option<&'a EquipmentType>,
    per: Option<Per>,
    amount: Option<&'a Given<Amount>>,
    currency: Option<&'a Given<Currency>>,
    json: Value,
}

fn rate_mismatch(checked: &Checked<'_>, report: &mut Report) {
    let consignment = checked.consignment;
    let form = lines(
        checked,
        "/freight",
        &consignment.freight.rate,
        &consignment.freight.surcharges,
    );
    let quoted = lines(
        checked,
        "/quoted",
        &consignment.quoted.rate,
        &consignment.quoted.surcharges,
    );
    if quoted.is_empty() {
        // Nothing to compare with: that no rate was confirmed says it all.
        return;
    }
    let mut seen = vec![false; quoted.len()];
    for line in &form {
        // Alike lines are paired in turn, so that what is charged twice must be quoted twice.
        let found = quoted
            .iter()
            .enumerate()
            .filter(|(index, other)| matches(line, other) && !(seen[*index] && is_definite(other)))
            .min_by_key(|(_, other)| (!equal(line, other), line.kind != other.kind));
        let draft = RATE_MISMATCH
            .finding()
            .at(&line.at)
            .field(&line.at)
            // The salesperson's word is for this carrier and lane.
            .bound_to(["/carrier", "/pol", "/pod"])
            .arg("code", code_of(line))
            .arg_of("form", written(line));
        match found {
            None => report.add(draft.field("/quoted").says("unquoted").asks("ask-unquoted")),
            Some((index, other)) => {
                seen[index] = true;
                if !equal(line, other) {
                    let draft = draft.field(&other.at).arg_of("quoted", written(other));
                    report.add(draft.asks("ask"));
                }
            }
        }
    }
    for (line, _) in quoted.iter().zip(&seen).filter(|(_, seen)| !**seen) {
        if is_included(checked, line) {
            continue;
        }
        let freight = &consignment.freight;
        let (list, length) = if line.code.is_some() {
            ("/freight/surcharges", freight.surcharges.len())
        } else {
            ("/freight/rate", freight.rate.len())
        };
        report.add(
            RATE_MISMATCH
                .finding()
                .at(&line.at)
                .fields([&line.at, list])
                .severity(Severity::Hint)
                .says("uncharged")
                .arg("code", code_of(line))
                .arg_of("quoted", written(line))
                .fix(
                    Text::of("fix.as-quoted")
                        .with("code", code_of(line))
                        .with_arg("quoted", written(line)),
                    append(list, length, std::slice::from_ref(&line.json)),
                ),
        );
    }
}

fn lines<'a>(
    checked: &Checked<'_>,
    base: &str,
    rate: &'a [crate::domain::consignment::RateLine],
    surcharges: &'a [SurchargeLine],
) -> Vec<Line<'a>> {
    let rate = rate.iter().enumerate().map(|(index, line)| Line {
        at: format!("{base}/rate/{index}"),
        code: None,
        kind: line.kind.known(),
        per: None,
        amount: line.amount.as_ref(),
        currency: line.currency.as_ref(),
        json: json!({
            "type": text(line.kind.as_ref()),
            "amount": text(line.amount.as_ref()),
            "currency": text(line.currency.as_ref()),
        }),
    });
    let surcharges = surcharges.iter().enumerate().map(|(index, line)| Line {
        at: format!("{base}/surcharges/{index}"),
        code: Some(
            line.code
                .as_ref()
                .map_or_else(String::new, |code| one_code(checked, code)),
        ),
        kind: line.kind.known(),
        per: line.per,
        amount: line.amount.as_ref(),
        currency: line.currency.as_ref(),
        json: json!({
            "code": line.code.as_ref().map(ChargeCode::as_str),
            "per": line.per.map(Per::as_str),
            "type": text(line.kind.as_ref()),
            "amount": text(line.amount.as_ref()),
            "currency": text(line.currency.as_ref()),
        }),
    });
    // A line that says nothing at all is none.
    rate.chain(surcharges)
        .filter(|line| {
            line.amount.is_some() || line.code.as_ref().is_some_and(|code| !code.is_empty())
        })
        .collect()
}

/// A code as the table writes it: a company's aliases are one code.
pub(super) fn one_code(checked: &Checked<'_>, code: &ChargeCode) -> String {
    checked
        .reference()
        .charges
        .get(code)
        .map_or_else(|| code.to_string(), |charge| charge.code.to_string())
}

fn text<T: ToString>(given: Option<&Given<T>>) -> Option<String> {
    given.map(|given| match given {
        Given::Known(value) => value.to_string(),
        Given::AsWritten(text) => text.clone(),
    })
}

/// Whether a line of the sheet may speak of a line of the form.
fn matches(form: &Line<'_>, quoted: &Line<'_>) -> bool {
    let same_kind = match (form.kind, quoted.kind) {
        (Some(form), Some(quoted)) => form == quoted,
        _ => true,
    };
    form.code == quoted.code && same_kind
}

/// Whether a line speaks of one container type or of the whole bill, and so of one charge.
fn is_definite(line: &Line<'_>) -> bool {
    line.kind.is_some() || line.per == Some(Per::Bl)
}

/// Whether two lines charge the same. How a charge counts may be left open by one of them; a currency
/// that only one of them names is not guessed for the other.
fn equal(form: &Line<'_>, quoted: &Line<'_>) -> bool {
    let agree = |left: Option<&str>, right: Option<&str>| match (left, right) {
        (Some(left), Some(right)) => left == right,
        _ => true,
    };
    let currency = |line: &Line<'_>| text(line.currency);
    let per = |line: &Line<'_>| line.per.map(Per::as_str);
    text(form.amount) == text(quoted.amount)
        && currency(form) == currency(quoted)
        && agree(per(form), per(quoted))
}

/// Whether an all-in price includes it.
fn is_included(checked: &Checked<'_>, line: &Line<'_>) -> bool {
    let all_in = checked.consignment.freight.all_in.as_ref();
    line.code.as_ref().is_some_and(|code| {
        all_in.is_some_and(|all_in| {
            all_in
                .includes
                .iter()
                .any(|included| one_code(checked, included) == *code)
        })
    })
}

fn code_of(line: &Line<'_>) -> String {
    let code = line.code.clone().unwrap_or_else(|| "OCF".to_owned());
    match line.kind {
        Some(kind) => format!("{code} {kind}"),
        None => code,
    }
}

/// A line's price with what it is charged by, in each language's words.
fn written(line: &Line<'_>) -> TextArg {
    let (en, zh) = match line.per {
        None => (None, None),
        Some(Per::Container) => (Some("/ container"), Some("每箱")),
        Some(Per::Bl) => (Some("/ B/L"), Some("每票")),
    };
    let price = [text(line.currency), text(line.amount)];
    let with = |per: Option<&str>| {
        let parts = price.iter().flatten().map(String::as_str);
        parts.chain(per).collect::<Vec<_>>().join(" ")
    };
    both(with(en), with(zh))
}

/// C3: the salesperson confirms the rate before the booking; by word will do at first.
pub static RATE_UNQUOTED: Rule = Rule {
    id: "rate-unquoted",
    clauses: &["C3"],
    severity: Severity::Block,
    answers: &[AnswerBy::Salesperson],
    check: |checked, report| {
        let quoted = &checked.consignment.quoted;
        let types =
            (0..checked.consignment.equipment.len()).map(|line| format!("/equipment/{line}/type"));
        // The word was given on these amounts, for this lane.
        let draft = RATE_UNQUOTED
            .finding()
            .field("/quoted")
            .bound_to([
                "/freight/rate",
                "/freight/surcharges",
                "/carrier",
                "/pol",
                "/pod",
            ])
            .bound_to(types);
        // What shares a box is priced by the bill or the cubic metre.
        let is_priced = quoted.rate.iter().any(|line| line.amount.known().is_some());
        let has_no_price = !is_priced
            && (!checked.consignment.equipment.is_empty() || quoted.surcharges.is_empty());
        if quoted.by_word == Some(true) {
            let draft = draft.severity(Severity::Warn);
            // Whoever agreed; the consignment's salesperson where it is not said who.
            let by = given(quoted.confirmed_by.as_ref())
                .or_else(|| given(checked.consignment.salesperson.as_ref()));
            report.add(match by {
                Some(by) => draft.says("by-word").arg("by", by).asks("ask-by-word"),
                None => draft.says("by-word-unnamed").asks("ask-by-word-unnamed"),
            });
        } else if has_no_price || given(quoted.confirmed_by.as_ref()).is_none() {
            report.add(draft.asks("ask"));
        }
    },
    ..Rule::PLAIN
};
