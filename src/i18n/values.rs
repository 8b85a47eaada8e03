//! A field's value in a sentence that people read and send: the form's words for its codes, times as
//! they are read, nothing of JSON.

use chrono::DateTime;
use serde_json::Value;

use super::{Lang, has};
use crate::domain::{Pointer, Text, TextArg};

/// Fields of the form that hold one of a few codes, and what their words are called among
/// `tui.word`; a `*` stands for a line's number.
pub const CHOICES: &[(&str, &str)] = &[
    ("/source", "source"),
    ("/service_type", "service-type"),
    ("/notify/same_as", "party"),
    ("/us_routing", "us-routing"),
    ("/stuffing_mode", "stuffing"),
    ("/cargo/*/packing_material", "packing"),
    ("/loading/mode", "loading"),
    ("/customs/declaration", "declaration"),
    ("/customs/inspection", "inspection"),
    ("/handling/fumigation", "fumigation"),
    ("/freight/terms", "terms"),
    ("/freight/collected_by", "collector"),
    ("/settlement/payer", "payer"),
    ("/settlement/billing", "billing"),
    ("/documents/bl_kind", "bl-kind"),
    ("/documents/bl_dating", "bl-dating"),
    ("/equipment/*/vgm/method", "vgm-method"),
    ("/filings/*/kind", "filing"),
    ("/filings/*/by", "filer"),
    ("/filings/*/state", "filing-state"),
    ("/charges/*/column", "column"),
    ("/charges/*/per", "per"),
];

/// A value as a change keeps it, a JSON text or a plain one; none: not answered.
pub fn told(pointer: &str, kept: Option<&str>) -> TextArg {
    let value = kept.map_or(Value::Null, |kept| {
        serde_json::from_str(kept).unwrap_or_else(|_| Value::from(kept))
    });
    if let Value::Bool(yes) = value {
        let key = if yes {
            "tui.word.yes-no.yes"
        } else {
            "tui.word.yes-no.no"
        };
        return TextArg::Text(Box::new(Text::of(key)));
    }
    let text = leaves(&value);
    if text.is_empty() {
        return TextArg::Text(Box::new(Text::of("word.nothing-said")));
    }
    let word = set_of(pointer).map(|set| format!("tui.word.{set}.{text}"));
    if let Some(key) = word.filter(|key| has(Lang::En, key)) {
        return TextArg::Text(Box::new(Text {
            key: key.into(),
            args: Vec::new(),
        }));
    }
    let moment =
        DateTime::parse_from_rfc3339(&text).map(|at| at.format("%Y-%m-%d %H:%M").to_string());
    TextArg::Plain(moment.unwrap_or(text))
}

fn set_of(pointer: &str) -> Option<&'static str> {
    let pattern = Pointer::pattern(pointer);
    CHOICES
        .iter()
        .find(|(at, _)| *at == pattern)
        .map(|(_, set)| *set)
}

/// What a whole line of a list says, without the names of its parts.
pub fn leaves(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(parts) => joined(parts.values()),
        Value::Array(items) => joined(items.iter()),
        // An answer of yes or no says nothing without its question.
        Value::Bool(_) => String::new(),
        Value::Number(number) => number.to_string(),
    }
}

fn joined<'v>(values: impl Iterator<Item = &'v Value>) -> String {
    let all: Vec<String> = values.map(leaves).filter(|text| !text.is_empty()).collect();
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::argument;

    #[test]
    fn a_value_is_told_in_words() {
        let said = |lang, pointer, kept| argument(lang, &told(pointer, Some(kept)));
        for (pointer, kept, en, zh) in [
            ("/cargo/0/gross_kg", "\"12600\"", "12600", "12600"),
            ("/freight/terms", "\"collect\"", "collect", "到付"),
            ("/intake/signed", "true", "yes", "是"),
            (
                "/loading/at",
                "\"2026-12-03T12:00:00+08:00\"",
                "2026-12-03 12:00",
                "2026-12-03 12:00",
            ),
            (
                "/equipment",
                r#"[{"type":"40HQ"},{"type":"20GP"}]"#,
                "40HQ 20GP",
                "40HQ 20GP",
            ),
        ] {
            assert_eq!(said(Lang::En, pointer, kept), en);
            assert_eq!(said(Lang::Zh, pointer, kept), zh);
        }
        assert_eq!(argument(Lang::En, &told("/remarks", None)), "not said");
    }
}
