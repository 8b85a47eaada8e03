//! Shapes of plain values: texts, numbers, dates, codes, measures.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::shape::{Reading, Shape, kind_of};
use crate::domain::{
    Amount, Celsius, ChargeCode, CubicMetres, Currency, EquipmentType, Given, HsCode, Kilograms,
    Moment, MoneyText, Pointer, PortCode, SailingId, Scac, Voyage,
};

/// Whether a letter does something else on a terminal than stand there: control characters, and the
/// marks that turn the direction of writing.
pub fn is_unprintable(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
        )
}

/// A text as it may be shown: line breaks kept, what is unprintable taken out.
pub fn printable(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter_map(|letter| match letter {
            '\n' => Some('\n'),
            '\t' | '\r' => Some(' '),
            letter if is_unprintable(letter) => None,
            letter => Some(letter),
        })
        .collect();
    kept.trim().to_owned()
}

/// A text, or a number written without quotes.
fn text_of(value: &Value, at: &str, reading: &Reading) -> Option<String> {
    match value {
        Value::String(text) => Some(printable(text)),
        Value::Number(number) => Some(number.to_string()),
        other => {
            reading.wrong(at, format!("expected a text, found {}", kind_of(other)));
            None
        }
    }
}

impl Shape for String {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        text_of(value, at, reading)
    }

    fn write(&self) -> Value {
        Value::from(self.as_str())
    }

    fn schema() -> Value {
        json!({"type": "string"})
    }
}

impl Shape for bool {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        let found = value.as_bool();
        if found.is_none() {
            reading.wrong(
                at,
                format!("expected true or false, found {}", kind_of(value)),
            );
        }
        found
    }

    fn write(&self) -> Value {
        Value::Bool(*self)
    }

    fn schema() -> Value {
        json!({"type": "boolean"})
    }
}

impl Shape for u32 {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        let found = match value {
            Value::Number(number) => number
                .as_u64()
                .and_then(|number| u32::try_from(number).ok()),
            Value::String(text) => crate::domain::measure::whole_number(text),
            _ => None,
        };
        if found.is_none() {
            reading.wrong(
                at,
                format!(
                    "expected a whole number of 0 or more, found {}",
                    kind_of(value)
                ),
            );
        }
        found
    }

    fn write(&self) -> Value {
        Value::from(*self)
    }

    fn schema() -> Value {
        json!({"type": ["integer", "string"], "minimum": 0})
    }
}

impl Shape for Decimal {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        let found = match value {
            Value::Number(number) => Decimal::from_str(&number.to_string()).ok(),
            Value::String(text) => crate::domain::measure::bare_number(text),
            _ => None,
        };
        if found.is_none() {
            reading.wrong(at, format!("expected a number, found {}", kind_of(value)));
        }
        found
    }

    fn write(&self) -> Value {
        Value::from(self.to_string())
    }

    fn schema() -> Value {
        json!({"type": ["string", "number"]})
    }
}

impl Shape for NaiveDate {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        let found = value.as_str().and_then(date_of);
        if found.is_none() {
            reading.wrong(
                at,
                format!("expected a date as 2026-11-28, found {}", kind_of(value)),
            );
        }
        found
    }

    fn write(&self) -> Value {
        Value::from(self.to_string())
    }

    fn schema() -> Value {
        json!({"type": "string", "format": "date"})
    }
}

/// A date with its year: `2026-11-28`, `2026/11/28`, `2026.11.28`, `20261128`.
fn date_of(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
        .filter(|date| (1900..2200).contains(&chrono::Datelike::year(date)))
}

impl Shape for Moment {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        let found = value
            .as_str()
            .and_then(|text| moment_of(text, reading.zone));
        if found.is_none() {
            reading.wrong(
                at,
                format!(
                    "expected a time as 2026-11-27T12:00:00+08:00, found {}",
                    kind_of(value)
                ),
            );
        }
        found
    }

    fn write(&self) -> Value {
        Value::from(moment_text(self))
    }

    fn schema() -> Value {
        json!({"type": "string", "format": "date-time"})
    }
}

/// A moment as RFC 3339, to the second.
pub fn moment_text(moment: &Moment) -> String {
    moment.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

/// A moment as RFC 3339, or a local one of the desk's zone: `2026-11-27 12:00`.
pub fn moment_of(text: &str, zone: chrono_tz::Tz) -> Option<Moment> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment);
    }
    let local = [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
    ]
    .iter()
    .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())?;
    zone.from_local_datetime(&local)
        .earliest()
        .map(|moment| moment.fixed_offset())
}

/// Declares the shape of a type that is read from its text and written as its text.
macro_rules! as_text {
    ($($type:ty => $make:expr),+ $(,)?) => {$(
        impl Shape for $type {
            fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
                let make: fn(String) -> $type = $make;
                text_of(value, at, reading).map(make)
            }

            fn write(&self) -> Value {
                Value::from(self.as_str())
            }

            fn schema() -> Value {
                json!({"type": "string"})
            }
        }
    )+};
}

as_text! {
    SailingId => SailingId::new,
    Pointer => Pointer::new,
    ChargeCode => |text| ChargeCode::new(text.to_uppercase()),
    HsCode => |text| HsCode::new(text.replace(['.', ' '], "")),
}

/// A value that a person may write in many ways: what the desk made of it, or the text as written.
trait Written: Sized {
    /// Understands a text, or does not.
    fn understand(text: &str, reading: &Reading) -> Option<Self>;

    /// The normalised text.
    fn text(&self) -> String;

    /// What the schema says about it.
    const ABOUT: &'static str;
}

impl<T: Written> Shape for Given<T> {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        let text = text_of(value, at, reading)?;
        Some(T::understand(&text, reading).map_or(Self::AsWritten(text), Self::Known))
    }

    fn write(&self) -> Value {
        Value::from(match self {
            Self::Known(value) => value.text(),
            Self::AsWritten(text) => text.clone(),
        })
    }

    fn schema() -> Value {
        json!({"type": ["string", "number"], "description": T::ABOUT})
    }
}

impl Written for Scac {
    fn understand(text: &str, reading: &Reading) -> Option<Self> {
        reading
            .reference
            .carrier(text)
            .map(|carrier| carrier.scac.clone())
    }

    fn text(&self) -> String {
        self.to_string()
    }

    const ABOUT: &'static str = "a carrier by SCAC or by a name in any language";
}

impl Written for PortCode {
    fn understand(text: &str, reading: &Reading) -> Option<Self> {
        reading
            .reference
            .port_written(text)
            .map(|port| port.code.clone())
    }

    fn text(&self) -> String {
        self.to_string()
    }

    const ABOUT: &'static str = "a port or place by UN/LOCODE or by a name in any language";
}

impl Written for EquipmentType {
    fn understand(text: &str, reading: &Reading) -> Option<Self> {
        reading
            .reference
            .equipment(text)
            .map(|equipment| equipment.kind.clone())
    }

    fn text(&self) -> String {
        self.to_string()
    }

    const ABOUT: &'static str = "a container type by its everyday code, ISO code or name";
}

/// Types whose text form alone decides.
macro_rules! written_as_text {
    ($($type:ty: $about:literal),+ $(,)?) => {$(
        impl Written for $type {
            fn understand(text: &str, _: &Reading) -> Option<Self> {
                text.parse().ok()
            }

            fn text(&self) -> String {
                self.to_string()
            }

            const ABOUT: &'static str = $about;
        }
    )+};
}

written_as_text! {
    Voyage: "a voyage with or without V.; written V.XXX",
    Kilograms: "kilograms as a bare decimal, or a text with separators and a unit (kg, t, lb)",
    CubicMetres: "cubic metres as a bare decimal, or a text with separators and a unit (cbm, cft)",
    Celsius: "degrees Celsius as a bare decimal, or a text with a unit (C, F)",
    Currency: "three letters, as USD",
}

impl Written for Amount {
    fn understand(text: &str, _: &Reading) -> Option<Self> {
        text.parse::<MoneyText>().ok().map(|money| money.amount)
    }

    fn text(&self) -> String {
        self.to_string()
    }

    const ABOUT: &'static str =
        "an amount as a bare decimal, or a text with separators and a currency";
}
