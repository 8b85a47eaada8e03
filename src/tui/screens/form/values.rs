//! Text as a field's value.
//!
//! Text becomes JSON that a file could hold as well; what it means is decided where files are read
//! ([`crate::json::read_consignment`]), so that the form and the command line agree.

use serde_json::{Value, json};

use super::fields::Kind;
use crate::domain::consignment::ConsentMatter;
use crate::domain::words::Word as _;
use crate::domain::{EquipmentType, Moment, MoneyText};
use crate::reference::Reference;
use crate::search::fold::fold;
use crate::search::times;

/// What reading and showing lean on.
#[derive(Clone, Copy)]
pub struct Lean<'a> {
    /// The tables.
    pub reference: &'a Reference,
    /// Now, with the desk's offset.
    pub now: Moment,
    /// The whole consignment.
    pub doc: &'a Value,
}

/// Reads what was typed; the error is a key of what to type instead.
pub fn read(kind: Kind, text: &str, old: &Value, lean: Lean<'_>) -> Result<Value, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(match kind {
            Kind::Boxes | Kind::Rates | Kind::Surcharges | Kind::Lines => json!([]),
            _ => Value::Null,
        });
    }
    match kind {
        Kind::Whole => text
            .replace(',', "")
            .parse::<u32>()
            .map(Value::from)
            .map_err(|_| "tui.read.whole"),
        Kind::Weight => measured::<crate::domain::Kilograms>(text, "tui.read.weight"),
        Kind::Volume => measured::<crate::domain::CubicMetres>(text, "tui.read.volume"),
        Kind::Celsius => measured::<crate::domain::Celsius>(text, "tui.read.celsius"),
        Kind::Amount => text
            .parse::<MoneyText>()
            .map(|_| Value::from(text))
            .map_err(|_| "tui.read.amount"),
        Kind::Day => times::day(text, lean.now.date_naive())
            .map(|date| Value::from(date.to_string()))
            .ok_or("tui.read.day"),
        Kind::Time => times::time(text, lean.now)
            .map(|moment| Value::from(crate::json::moment_text(&moment)))
            .ok_or("tui.read.time"),
        Kind::YesNo => yes_no(text).map(Value::from).ok_or("tui.read.yes-no"),
        Kind::Choice(_, words) => one_of(text, &words())
            .map(Value::from)
            .ok_or("tui.read.choice"),
        Kind::Lines => Ok(text
            .split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(Value::from)
            .collect()),
        Kind::Sailing => text
            .eq_ignore_ascii_case("temp")
            .then(|| Value::from("TEMP"))
            .ok_or("tui.read.sailing"),
        Kind::Boxes => boxes(text, old).ok_or("tui.read.boxes"),
        Kind::Rates => rates(text, lean).ok_or("tui.read.rates"),
        Kind::Surcharges => surcharges(text).ok_or("tui.read.surcharges"),
        Kind::AllIn => {
            let codes: Vec<Value> = text
                .split([' ', ',', '+', '、'])
                .filter(|code| !code.is_empty())
                .map(|code| Value::from(code.to_uppercase()))
                .collect();
            Ok(json!({"includes": codes}))
        }
        Kind::Matters => matters(text).ok_or("tui.read.matters"),
        Kind::Dangerous => dangerous(text).ok_or("tui.read.dangerous"),
        Kind::Transit => Ok(match (yes_no(text), text.split_once(['-', '→'])) {
            (Some(false), _) => Value::Bool(false),
            (_, Some((from, to))) => json!({"from": from.trim(), "to": to.trim()}),
            _ => json!({"from": text}),
        }),
        Kind::Handbook => Ok(match yes_no(text) {
            Some(false) => Value::Bool(false),
            _ => Value::from(text),
        }),
        // As a choice is: by its first letters.
        Kind::Ventilation
            if "closed".starts_with(&text.to_lowercase())
                || matches!(text, "关" | "关闭" | "闭") =>
        {
            Ok(Value::from("closed"))
        }
        Kind::Text
        | Kind::Ventilation
        | Kind::Port
        | Kind::Carrier
        | Kind::Customer
        | Kind::Salesperson
        | Kind::Agent
        | Kind::Charge => Ok(Value::from(text)),
    }
}

fn measured<T: std::str::FromStr>(text: &str, wrong: &'static str) -> Result<Value, &'static str> {
    text.parse::<T>()
        .map(|_| Value::from(text))
        .map_err(|_| wrong)
}

/// Yes or no in either language.
pub fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "y" | "yes" | "true" | "是" | "有" | "1" => Some(true),
        "n" | "no" | "false" | "否" | "无" | "不" | "2" => Some(false),
        _ => None,
    }
}

/// The one word that a beginning stands for; a digit is its place.
pub fn one_of(text: &str, words: &[&'static str]) -> Option<&'static str> {
    let text = text.to_lowercase();
    if let Some(word) = words.iter().find(|word| word.eq_ignore_ascii_case(&text)) {
        return Some(word);
    }
    if let Ok(place) = text.parse::<usize>() {
        return words.get(place.checked_sub(1)?).copied();
    }
    let mut fitting = words
        .iter()
        .filter(|word| word.to_lowercase().starts_with(&text));
    match (fitting.next(), fitting.next()) {
        (Some(word), None) => Some(word),
        _ => None,
    }
}

/// `2*40HQ+1*20GP`, `40HQ*2`, `2x40hq 20gp`: lines of types that were there keep what else they say.
fn boxes(text: &str, old: &Value) -> Option<Value> {
    let mut lines = Vec::new();
    // An input method may have left wide figures and signs.
    let text = fold(text).to_uppercase();
    for part in text.split(['+', ',', ';', '/', '、']).flat_map(box_lines) {
        let (count, kind) = match part.split_once('*') {
            Some((left, right)) => {
                let (left, right) = (left.trim(), right.trim());
                match (left.parse::<u32>(), right.parse::<u32>()) {
                    (Ok(count), _) => (count, right),
                    (_, Ok(count)) => (count, left),
                    _ => return None,
                }
            }
            None => (1, &*part),
        };
        if count == 0 || kind.is_empty() {
            return None;
        }
        let kind = kind
            .parse::<EquipmentType>()
            .map_or_else(|_| kind.to_owned(), |kind| kind.to_string());
        let kept = old
            .as_array()
            .into_iter()
            .flatten()
            .find(|line| line["type"].as_str() == Some(&kind))
            .cloned();
        let mut line = kept.unwrap_or_else(|| json!({}));
        line["type"] = Value::from(kind);
        line["count"] = Value::from(count);
        lines.push(line);
    }
    (!lines.is_empty()).then_some(Value::Array(lines))
}

/// The lines of a part: a blank parts them too, unless it stands around the sign, or between a count
/// and its type.
fn box_lines(part: &str) -> Vec<String> {
    let signs = part.replace(['X', '×'], "*");
    let signed = signs
        .split('*')
        .map(str::trim)
        .collect::<Vec<_>>()
        .join("*");
    let mut lines: Vec<String> = Vec::new();
    let mut words = signed.split_whitespace();
    while let Some(word) = words.next() {
        let counts = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        let kind = if counts { words.next() } else { None };
        lines.push(kind.map_or_else(|| word.to_owned(), |kind| format!("{word}*{kind}")));
    }
    lines
}

/// An amount with its currency, which must be said.
fn money(text: &str) -> Option<(String, String)> {
    let money: MoneyText = text.trim().parse().ok()?;
    Some((money.amount.to_string(), money.currency?.to_string()))
}

/// What cargo without a box of its own has in a box's place.
const LCL: &str = "LCL";

/// `40HQ 1850 USD+20GP 1200 USD`; the type may be left out where there is only one. Cargo that shares
/// a box has `LCL 20 USD`.
fn rates(text: &str, lean: Lean<'_>) -> Option<Value> {
    let kinds: Vec<&str> = lean.doc["equipment"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|line| line["type"].as_str())
        .collect();
    text.split(['+', ';'])
        .map(|part| {
            let part = part.trim();
            let typed = part
                .split_once(char::is_whitespace)
                .and_then(|(kind, rest)| {
                    Some((lean.reference.equipment(kind)?.kind.to_string(), rest))
                });
            let shares = [LCL, "lcl", "拼箱"]
                .iter()
                .find_map(|word| part.strip_prefix(word));
            let is_shared = shares.is_some() || lean.doc["stuffing_mode"] == "lcl";
            let (kind, rest) = match (typed, kinds.as_slice()) {
                (_, []) if is_shared => (LCL.to_owned(), shares.unwrap_or(part)),
                (Some(typed), _) => typed,
                (None, [only]) => ((*only).to_owned(), part),
                _ => return None,
            };
            let (amount, currency) = money(rest)?;
            Some(json!({"type": kind, "amount": amount, "currency": currency}))
        })
        .collect()
}

/// `THC 1025 CNY/40HQ+DOC 450 CNY/bl`.
fn surcharges(text: &str) -> Option<Value> {
    text.split(['+', ';'])
        .map(|part| {
            let (code, rest) = part.trim().split_once(char::is_whitespace)?;
            let (amount, per) = rest
                .rsplit_once('/')
                .map_or((rest, None), |(amount, per)| (amount, Some(per.trim())));
            let (amount, currency) = money(amount)?;
            let mut line =
                json!({"code": code.to_uppercase(), "amount": amount, "currency": currency});
            match per {
                None => {}
                Some(per) if per.eq_ignore_ascii_case("bl") => line["per"] = json!("bl"),
                Some(per) if "container".starts_with(&per.to_lowercase()) => {
                    line["per"] = json!("container");
                }
                Some(per) => {
                    line["per"] = json!("container");
                    line["type"] = json!(per);
                }
            }
            Some(line)
        })
        .collect()
}

/// What a carrier must consent to: places or words of the list, or that there is nothing.
fn matters(text: &str) -> Option<Value> {
    if yes_no(text) == Some(false) && text != "2" {
        return Some(json!([]));
    }
    let words =
        [ConsentMatter::VesselCertificate, ConsentMatter::BlClause].map(|matter| matter.word());
    let said = [["certificate", "船证"], ["clause", "提单条款"]];
    let text = fold(text);
    let parts = text.split([' ', ',', '+', '、', ';']);
    let mut found: Vec<&str> = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        let pieces: Vec<String> = if digits {
            part.chars().map(String::from).collect()
        } else {
            vec![part.to_owned()]
        };
        for piece in pieces {
            let by_name = said
                .iter()
                .position(|names| names.iter().any(|name| name.contains(&piece)));
            found.push(one_of(&piece, &words).or_else(|| Some(words[by_name?]))?);
        }
    }
    found.dedup();
    Some(json!(found))
}

/// `no`, or `UN1263 3 II PAINT`.
fn dangerous(text: &str) -> Option<Value> {
    match yes_no(text) {
        Some(false) => return Some(Value::Bool(false)),
        Some(true) => return Some(json!({})),
        None => {}
    }
    let mut words = text.split_whitespace();
    let number = words.next()?.trim_start_matches(['U', 'N', 'u', 'n']);
    if number.len() != 4 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut goods = json!({"un": number});
    let mut name = Vec::new();
    for word in words {
        if goods.get("class").is_none() && word.starts_with(|letter: char| letter.is_ascii_digit())
        {
            goods["class"] = json!(word);
        } else if goods.get("packing_group").is_none() && matches!(word, "I" | "II" | "III") {
            goods["packing_group"] = json!(word);
        } else {
            name.push(word);
        }
    }
    if !name.is_empty() {
        goods["proper_name"] = json!(name.join(" "));
    }
    Some(goods)
}

#[cfg(test)]
#[path = "values_tests.rs"]
mod tests;
