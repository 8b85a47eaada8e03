//! The command contract's JSON shapes and their conversions.
//!
//! Wire and store types stay plain; what the contract promises is written down here, by hand. A
//! consignment is read leniently in its values (a person may write a carrier's name, a weight in
//! pounds) and strictly in its shape (an unknown field is an error that names it).

mod consignment;
mod containers;
pub mod merge;
mod money;
mod output;
pub mod patch;
mod plain;
mod shape;
mod ventilation;

use serde_json::Value;

pub use output::{
    Output, change, counts, cut_off, given_text, kept_or_null, moved, operator, timeline_entry,
};
pub use plain::{is_unprintable, moment_of, moment_text, printable};
pub use shape::{Reading, ShapeError};

use crate::domain::Consignment;
use crate::reference::Reference;
use shape::Shape;

/// A consignment from its JSON, or everything that is wrong with its shape.
pub fn read_consignment(
    value: &Value,
    reference: &Reference,
    zone: chrono_tz::Tz,
) -> Result<Consignment, Vec<ShapeError>> {
    let reading = Reading::new(reference, zone);
    let read = Consignment::read(value, "", &reading);
    let errors = reading.into_errors();
    match read {
        Some(consignment) if errors.is_empty() => Ok(consignment),
        _ => Err(errors),
    }
}

/// Everything that is wrong with a shape, in one line.
pub fn all_of(errors: &[ShapeError]) -> String {
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    errors.join("; ")
}

/// A consignment's JSON, every field there, null where it is not answered.
pub fn write_consignment(consignment: &Consignment) -> Value {
    consignment.write()
}

/// The JSON Schema of the consignment.
pub fn consignment_schema() -> Value {
    let mut schema = Consignment::schema();
    if let Value::Object(members) = &mut schema {
        members.shift_insert(
            0,
            "$schema".to_owned(),
            "https://json-schema.org/draft/2020-12/schema".into(),
        );
        members.shift_insert(1, "title".to_owned(), "consignment".into());
        members.insert("type".to_owned(), "object".into());
    }
    schema
}
