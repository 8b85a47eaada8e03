//! What changed, in words: a field's value as the form shows it, in the operator's language.

use serde_json::Value;

use super::answers::field_name;
use super::look::Look;
use super::screens::form::{self, FIELDS, Kind};
use super::words;
use crate::domain::job::{FieldChange, Moved};
use crate::domain::{CutOffKind, Pointer};
use crate::i18n::leaves;

/// A value of a field as a change tells it: JSON, or plain text.
pub fn value(look: &Look, field: &str, told: Option<&str>) -> String {
    let Some(text) = told.filter(|text| *text != "null") else {
        return "-".to_owned();
    };
    let json = if text.starts_with(['{', '[', '"']) || text == "true" || text == "false" {
        serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
    } else {
        Value::from(text)
    };
    json_value(look, field, &json)
}

/// The same of a value as it is; what is not there is a dash.
pub fn json_value(look: &Look, field: &str, value: &Value) -> String {
    let kind = kind_of(field);
    let text = match (kind, value) {
        (None, Value::Object(_) | Value::Array(_)) => leaves(value),
        (kind, value) => form::written(kind.unwrap_or(Kind::Text), value),
    };
    if text.is_empty() {
        return "-".to_owned();
    }
    let text = text.replace('\n', " / ");
    match kind {
        Some(Kind::Choice(set, _)) => look.say(&format!("tui.word.{set}.{text}")),
        _ if value.is_boolean() => look.say(&format!("tui.word.yes-no.{text}")),
        Some(_) => text,
        // A time of a field that the form does not have.
        None => moment(&text).unwrap_or(text),
    }
}

/// How the form writes a field; none where it has no such field.
fn kind_of(field: &str) -> Option<Kind> {
    let pattern = Pointer::pattern(field);
    let found = FIELDS.iter().find(|known| known.at == pattern)?;
    Some(found.kind)
}

fn moment(text: &str) -> Option<String> {
    let moment = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(words::moment_text(moment))
}

/// A date of a sailing by its name: `etd`, a cut-off; none where that is no name of one.
fn date_name(look: &Look, what: &str) -> Option<String> {
    if matches!(what, "etd" | "eta" | "atd") {
        return Some(look.say(&format!("tui.column.{what}")));
    }
    let kind = CutOffKind::ALL.iter().find(|kind| kind.as_str() == what)?;
    Some(words::word(look, "cut-off", *kind))
}

fn last_part(what: &str) -> &str {
    what.rsplit(['/', '.']).next().unwrap_or(what)
}

/// A change in a line: the field, what was, what is.
pub fn line(look: &Look, change: &FieldChange) -> String {
    let field = change.field.as_str();
    let name = Some(field)
        .filter(|field| field.starts_with("/sailing/"))
        .and_then(|field| date_name(look, last_part(field)))
        .unwrap_or_else(|| field_name(look, field));
    let to = value(look, field, change.to.as_deref());
    match &change.from {
        Some(from) if change.to.is_some() => {
            let arrow = if look.plain { ">" } else { "→" };
            format!("{name}: {} {arrow} {to}", value(look, field, Some(from)))
        }
        _ => format!("{name} = {to}"),
    }
}

/// What a date was before a newer schedule moved it: `12-03 12:00`; none where it was not moved.
pub fn before(moved: &[Moved], what: &str) -> Option<String> {
    let first = moved.iter().find(|moved| last_part(&moved.what) == what)?;
    let from = first.from.as_deref()?;
    let day = |text: &str| {
        let day = text.parse::<chrono::NaiveDate>().ok()?;
        Some(day.format("%m-%d").to_string())
    };
    Some(
        moment(from)
            .or_else(|| day(from))
            .unwrap_or_else(|| from.to_owned()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::tui::look::Theme;

    fn look(lang: Lang) -> Look {
        Look {
            lang,
            theme: Theme::Dark,
            plain: false,
            width: 80,
            height: 24,
        }
    }

    #[test]
    fn sentences_and_the_form_have_the_same_words_for_codes() {
        for field in FIELDS {
            let Kind::Choice(set, _) = field.kind else {
                continue;
            };
            if set != "yes-no" {
                assert!(
                    crate::i18n::CHOICES.contains(&(field.at, set)),
                    "{} {set}",
                    field.at
                );
            }
        }
    }

    #[test]
    fn values_are_told_as_the_form_shows_them() {
        for (field, told, en, zh) in [
            ("/intake/stamped", "true", "yes", "是"),
            ("/equipment/0/vgm/method", "\"summed\"", "summed", "合计"),
            ("/freight/terms", "\"prepaid\"", "prepaid", "预付"),
            ("/customer_ref", "\"PO 1\"", "PO 1", "PO 1"),
            (
                "/sailing/cy",
                "\"2026-12-03T12:00:00+08:00\"",
                "12-03 12:00",
                "12-03 12:00",
            ),
            (
                "/cargo/1",
                r#"{"name_en":"TILES","name_zh":null,"dangerous":false}"#,
                "TILES",
                "TILES",
            ),
            ("/cargo/1", "null", "-", "-"),
        ] {
            assert_eq!(value(&look(Lang::En), field, Some(told)), en, "{field}");
            let chinese = value(&look(Lang::Zh), field, Some(told));
            assert!(chinese == zh || field.contains("vgm"), "{field}: {chinese}");
        }
    }
}
