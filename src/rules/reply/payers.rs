//! Who pays and where, named beside the value that says so: 第三地付款 香港, 由苏州联达公司付款.

use serde_json::json;

use super::lexer::{Choice, folded, read, read_among, tokens};
use super::lexicon::is_only_words;
use super::parts::{Part, joined};
use super::trimmed::{Of, stripped};
use super::values::Values;
use super::words::{BESIDE, closed};
use crate::domain::PatchStep;
use crate::rules::report::set;
use crate::rules::wording::{is_han, said};

/// Those who pay and are no third party, by their names.
pub(super) fn payers() -> Vec<Choice> {
    let values = closed("/settlement/payer").unwrap_or_default();
    let own = values.iter().filter(|(value, _)| *value != "third-party");
    own.map(|(_, names)| Choice::named(names.split('|')))
        .collect()
}

/// Who is said to pay in words around the name, as a value with it: 由苏州联达公司付款.
pub(super) fn paying(parts: &[Part], choices: &[Choice]) -> Vec<Part> {
    let is_one = |name: &str| {
        let known = !read(name, false, choices).names.is_empty();
        name.chars().count() > 2 && !known && !is_only_words(name)
    };
    // “For the account of SUZHOU LIANDA”, “bill to SUZHOU LIANDA”
    let accounted = |text: &str| {
        let lower = folded(text)?;
        let lead = [
            "for account of ",
            "for the account of ",
            "for a/c of ",
            "bill to ",
            "invoice to ",
            "debit note to ",
        ];
        let at = lead
            .iter()
            .find_map(|lead| Some(lower.find(lead)? + lead.len()))?;
        Some(text[at..].trim().to_owned()).filter(|name| is_one(name))
    };
    let payer = |text: &str| {
        let at = ["由", "找", "让", "请"]
            .iter()
            .find_map(|word| Some(text.find(word)? + word.len()))?;
        let rest = &text[at..];
        let end = ["付款", "付费", "支付", "结算", "付"]
            .iter()
            .find_map(|word| rest.strip_suffix(word).map(str::len))?;
        let name = rest[..end].trim();
        is_one(name).then(|| name.to_owned())
    };
    let payer = |text: &str| payer(text).or_else(|| accounted(text));
    let Some(name) = parts.iter().find_map(|part| payer(&part.text)) else {
        return parts.to_vec();
    };
    let rest = parts.iter().filter(|part| {
        let said = tokens(&part.text).join("");
        payer(&part.text).is_none()
            && !["第三方", "第三方付", "第三方付款"].contains(&said.as_str())
    });
    let third = Part {
        text: format!("第三方付款 {name}"),
        end: ',',
    };
    rest.cloned().chain([third]).collect()
}

/// What is named beside a value: 第三地付款 香港, third party: SUZHOU LIANDA.
pub(super) fn beside(values: &Values, choice: usize, parts: &[Part]) -> Option<PatchStep> {
    let (field, named) = values.field.as_ref()?;
    let (_, _, pointer) = BESIDE
        .iter()
        .find(|(at, value, _)| at == field && named.get(choice) == Some(value))?;
    // 第三方结算，月结
    let is_about = |part: &&Part| {
        let clause = read_among(&part.text, false, &values.choices, &values.about);
        clause.names.is_empty() && clause.others.is_empty()
    };
    let named: Vec<Part> = parts
        .iter()
        .filter(|part| !is_about(part))
        .cloned()
        .collect();
    let text = joined(&named);
    let lower = text.to_lowercase();
    let end = values.choices[choice]
        .names
        .iter()
        .filter_map(|name| {
            let text = name.join(if name.iter().all(|token| token.chars().all(is_han)) {
                ""
            } else {
                " "
            });
            let at = lower.rfind(&text)?;
            Some((at + text.len(), text.len()))
        })
        .max_by_key(|(end, length)| (*end, *length))
        .map(|(end, _)| end)?;
    let rest = stripped(text.get(end..)?, Of::Payment);
    let rest = said(&rest).filter(|rest| !is_only_words(rest) && !tokens(rest).is_empty())?;
    Some(set(*pointer, &json!(rest)))
}
