//! A reefer's ventilation as people write it.

use serde_json::{Value, json};

use super::shape::{Reading, Shape, kind_of};
use crate::domain::consignment::{Ventilation, VentilationUnit};

impl Shape for Ventilation {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        let read = match value {
            Value::String(text) if text.trim().is_empty() => return None,
            Value::String(text) => Some(
                ventilation_of(text).unwrap_or_else(|| Self::AsWritten(super::printable(text))),
            ),
            Value::Object(members) => {
                super::shape::refuse_unknown(members, &["value", "unit"], at, reading);
                let open = Self::Open {
                    value: super::shape::member::<Option<_>>(members, "value", at, reading)
                        .flatten(),
                    unit: super::shape::member::<Option<_>>(members, "unit", at, reading).flatten(),
                };
                return (open
                    != Self::Open {
                        value: None,
                        unit: None,
                    })
                .then_some(open);
            }
            _ => None,
        };
        if read.is_none() {
            reading.wrong(
                at,
                format!(
                    "expected \"closed\", or a value and its unit, found {}",
                    kind_of(value)
                ),
            );
        }
        read
    }

    fn write(&self) -> Value {
        match self {
            Self::Closed => Value::from("closed"),
            Self::AsWritten(text) => Value::from(text.as_str()),
            Self::Open { value, unit } => json!({"value": value.write(), "unit": unit.write()}),
        }
    }

    fn schema() -> Value {
        json!({"anyOf": [
            {"type": "string", "description": "closed, or as 25 cbm/h or 15 %; what cannot be read is kept and found by a rule"},
            {"type": "object", "additionalProperties": false, "properties": {
                "value": Option::<rust_decimal::Decimal>::schema(),
                "unit": Option::<VentilationUnit>::schema(),
            }},
        ]})
    }
}

/// `closed`, `关闭`, `25 cbm/h`, `15%`.
fn ventilation_of(text: &str) -> Option<Ventilation> {
    let text = text.trim().to_lowercase();
    let mut text = text.as_str();
    for label in [
        "ventilation",
        "vents",
        "vent",
        "通风口",
        "通风",
        "open",
        "开",
    ] {
        if let Some(value) = text.strip_prefix(label) {
            text = value.trim_start_matches([' ', ':', '：']);
        }
    }
    let closed = [
        "closed", "close", "shut", "关闭", "关", "全关", "全闭", "关死",
    ];
    if closed.contains(&text) {
        return Some(Ventilation::Closed);
    }
    let (value, unit) = crate::domain::measure::number_and_unit(text)?;
    let unit: String = unit.chars().filter(|c| !matches!(c, ' ' | '.')).collect();
    let unit = match unit.as_str() {
        // 0 of whatever is shut.
        "" if value.is_zero() => None,
        "%" | "percent" | "pct" | "%open" | "percentopen" => Some(VentilationUnit::Percent),
        "cmh" | "cbmh" | "cbm/h" | "cbm-h" | "m3/h" | "m3h" | "cbm/hr" | "m3/hr" | "cbm/hour"
        | "m3/hour" | "cbmperhour" | "cubicmetresanhour" | "立方米/小时" | "立方/小时"
        | "方/小时" | "立方每小时" | "立方米每小时" => {
            Some(VentilationUnit::CbmPerHour)
        }
        _ => return None,
    };
    Some(Ventilation::Open {
        value: Some(value),
        unit,
    })
}
