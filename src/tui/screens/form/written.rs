//! A value as the text that would be typed for it.

use serde_json::Value;

use super::fields::Kind;

/// A value as the text that would be typed for it.
pub fn write(kind: Kind, value: &Value) -> String {
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let lines = |value: &Value, line: &dyn Fn(&Value) -> String| {
        let parts: Vec<String> = value.as_array().into_iter().flatten().map(line).collect();
        parts.join("+")
    };
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (_, Value::Bool(answer)) => if *answer { "yes" } else { "no" }.to_owned(),
        (Kind::Boxes, _) => lines(value, &|line| {
            format!("{}*{}", text(&line["count"]), text(&line["type"]))
        }),
        (Kind::Rates, _) => lines(value, &|line| {
            [
                text(&line["type"]),
                text(&line["amount"]),
                text(&line["currency"]),
            ]
            .join(" ")
        }),
        (Kind::Surcharges, _) => lines(value, &|line| {
            let per = match (line["type"].as_str(), line["per"].as_str()) {
                (Some(kind), _) => format!("/{kind}"),
                (None, Some(per)) => format!("/{per}"),
                _ => String::new(),
            };
            format!(
                "{} {} {}{per}",
                text(&line["code"]),
                text(&line["amount"]),
                text(&line["currency"])
            )
        }),
        (Kind::Matters, Value::Array(items)) if items.is_empty() => "no".to_owned(),
        (Kind::Matters, Value::Array(items)) => {
            items.iter().map(text).collect::<Vec<_>>().join("+")
        }
        (Kind::Lines, Value::Array(items)) => items.iter().map(text).collect::<Vec<_>>().join("\n"),
        (Kind::AllIn, _) => {
            let codes: Vec<String> = value["includes"]
                .as_array()
                .into_iter()
                .flatten()
                .map(text)
                .collect();
            codes.join(" ")
        }
        (Kind::Sailing, Value::Object(_)) => {
            [text(&value["vessel"]), text(&value["voyage"])].join(" ")
        }
        (Kind::Ventilation, Value::Object(_)) => {
            let unit = if value["unit"] == "percent" {
                "%".to_owned()
            } else {
                text(&value["unit"])
            };
            [text(&value["value"]), unit].join(" ")
        }
        (Kind::Dangerous, Value::Object(_)) => {
            let parts = [
                value["un"].as_str().map(|un| format!("UN{un}")),
                value["class"].as_str().map(str::to_owned),
                value["packing_group"].as_str().map(str::to_owned),
                value["proper_name"].as_str().map(str::to_owned),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        (Kind::Transit, Value::Object(_)) => [text(&value["from"]), text(&value["to"])].join("-"),
        (Kind::Time, Value::String(moment)) => chrono::DateTime::parse_from_rfc3339(moment)
            .map_or_else(
                |_| moment.clone(),
                |moment| moment.format("%Y-%m-%d %H:%M").to_string(),
            ),
        (_, other) => text(other),
    }
}
