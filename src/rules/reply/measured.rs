//! The value that a stretch of text is, read as a temperature, ventilation, a weight, a volume, a day
//! or a time: within what its kind can be, and written in one way only.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::amounts::Measure;
use super::days::{day, moment};
use crate::domain::{Celsius, CubicMetres, Kilograms, Moment};
use crate::json;

/// The coldest and the warmest that a reefer is set to, in degrees Celsius.
const COLDEST: i64 = -70;
const WARMEST: i64 = 40;

/// The value of a text.
pub(super) fn value_of(text: &str, measure: Measure, now: Moment) -> Option<Value> {
    let today = now.date_naive();
    match measure {
        Measure::Temperature => temperature(text),
        Measure::Ventilation => ventilation(text),
        Measure::Weight | Measure::Tare | Measure::Verified => weight(text),
        Measure::Volume => volume(text),
        Measure::Day => day(text, today).map(|day| json!(day.to_string())),
        Measure::Number => number(text),
        Measure::Time => moment(text, now).map(|at| json!(json::moment_text(&at))),
    }
}

fn temperature(text: &str) -> Option<Value> {
    let number = [
        "degrees celsius",
        "degree celsius",
        "deg celsius",
        "degrees c",
        "degree c",
        "deg c",
        "degrees",
        "degree",
        "deg",
        "celsius",
        "c",
    ]
    .iter()
    .find_map(|unit| text.strip_suffix(unit))
    .unwrap_or(text);
    let kept = if text.ends_with(['f', '℉']) || text.ends_with("华氏度") {
        text
    } else {
        number.trim_end_matches(['°', ' '])
    };
    let celsius: Celsius = text.parse().or_else(|_| kept.parse()).ok()?;
    let degrees: Decimal = celsius.to_string().parse().ok()?;
    let possible = Decimal::from(COLDEST)..=Decimal::from(WARMEST);
    possible
        .contains(&degrees)
        .then(|| json!(celsius.to_string()))
}

fn weight(text: &str) -> Option<Value> {
    // 0940 is an hour.
    let mut letters = text.chars();
    if letters.next() == Some('0') && letters.next().is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    // “12.400 kg” is twelve kilograms or twelve tons: only who wrote it knows.
    let tons = ["吨", "t", "mt", "ton", "tons", "tonne", "tonnes", "mts"];
    let lower = text.to_lowercase();
    let in_tons = tons.iter().any(|unit| lower.ends_with(unit));
    if has_three_decimals(text) && !in_tons {
        return None;
    }
    let kilograms: Kilograms = text.parse().ok()?;
    let weight: Decimal = kilograms.to_string().parse().ok()?;
    // 毛重12.4: tons, most likely, and nobody said so.
    let is_bare = text.ends_with(|c: char| c.is_ascii_digit());
    if is_bare && text.contains('.') && weight < Decimal::ONE_HUNDRED {
        return None;
    }
    let pounds = ["lb", "lbs", "pound", "pounds", "磅"];
    let in_pounds = pounds
        .iter()
        .any(|unit| lower.trim_end_matches('.').ends_with(unit));
    let value = if in_pounds {
        converted(weight, 3)
    } else {
        json!(text)
    };
    (Decimal::ZERO < weight && weight <= Decimal::from(1_000_000)).then_some(value)
}

/// What was given in another unit, as exactly as one weighs: nobody said more.
fn converted(amount: Decimal, decimals: u32) -> Value {
    json!(amount.round_dp(decimals).normalize().to_string())
}

fn has_three_decimals(text: &str) -> bool {
    let figures: &str = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .map_or(text, |end| &text[..end]);
    figures
        .split_once('.')
        .is_some_and(|(_, decimals)| decimals.len() == 3 || decimals.contains(','))
}

fn volume(text: &str) -> Option<Value> {
    let metres: CubicMetres = text.parse().ok()?;
    let volume: Decimal = metres.to_string().parse().ok()?;
    let feet = [
        "cft",
        "cuft",
        "cu.ft",
        "cu ft",
        "cubic feet",
        "ft3",
        "立方英尺",
        "立方尺",
    ];
    let lower = text.to_lowercase();
    let in_feet = feet
        .iter()
        .any(|unit| lower.trim_end_matches('.').ends_with(unit));
    let value = if in_feet {
        converted(volume, 4)
    } else {
        json!(text)
    };
    (Decimal::ZERO < volume && volume <= Decimal::from(10_000)).then_some(value)
}

fn number(text: &str) -> Option<Value> {
    let plain = text.replace(',', "");
    let figures = |c: char| c.is_ascii_digit() || c == '.';
    let number: Option<Decimal> = plain
        .chars()
        .all(figures)
        .then(|| plain.parse().ok())
        .flatten();
    Some(json!(number?.normalize().to_string()))
}

/// `25 %`, `15 cbm/h`.
fn ventilation(text: &str) -> Option<Value> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
    let unit = text[end..].trim().to_lowercase();
    let unit = match unit.as_str() {
        "%" | "percent" | "pct" => "percent",
        "cbm" | "cbm/h" | "cbm/hr" | "cbm/hour" | "m3" | "m3/h" | "m3/hr" | "m³/h" | "方"
        | "立方" | "方/小时" | "立方/小时" | "立方米/小时" | "cmh" | "cbm per hour" => {
            "cbm-h"
        }
        _ => return None,
    };
    Some(json!({"value": &text[..end], "unit": unit}))
}
