//! How a domain type is read from JSON, written to JSON, and described as a JSON Schema.
//!
//! One table a struct ([`shape!`]) gives all three, so that they cannot drift apart. Reading goes
//! on after an error: the caller learns everything that is wrong, each with its pointer.

use std::cell::RefCell;

use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use crate::domain::Pointer;
use crate::domain::words::Word;
use crate::reference::Reference;

/// What reading leans on, and what it found wrong.
pub struct Reading<'a> {
    /// The tables that names are looked up in.
    pub reference: &'a Reference,
    /// The zone of moments written without an offset.
    pub zone: Tz,
    errors: RefCell<Vec<ShapeError>>,
}

impl<'a> Reading<'a> {
    /// A reading with nothing found wrong yet.
    pub fn new(reference: &'a Reference, zone: Tz) -> Self {
        Self {
            reference,
            zone,
            errors: RefCell::default(),
        }
    }

    /// Notes what is wrong at a place.
    pub(super) fn wrong(&self, at: &str, message: impl Into<String>) {
        self.errors.borrow_mut().push(ShapeError {
            at: Pointer::new(at),
            message: message.into(),
        });
    }

    /// What was found wrong.
    pub(super) fn into_errors(self) -> Vec<ShapeError> {
        self.errors.into_inner()
    }
}

/// One place of a JSON document that does not have the contract's shape.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message}", if at.as_str().is_empty() { "/" } else { at.as_str() })]
pub struct ShapeError {
    /// Where.
    pub at: Pointer,
    /// What was expected.
    pub message: String,
}

/// A type with a JSON shape.
pub(super) trait Shape: Sized {
    /// Reads a value that is not null; none, and an error noted, where it has another shape.
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self>;

    /// What stands for an absent value or null, for types that have one.
    fn absent() -> Option<Self> {
        None
    }

    /// The JSON value.
    fn write(&self) -> Value;

    /// The JSON Schema.
    fn schema() -> Value;
}

/// Reads a member of an object: absent, null and blank text are all "not answered".
pub(super) fn member<T: Shape>(
    object: &Map<String, Value>,
    name: &str,
    at: &str,
    reading: &Reading,
) -> Option<T> {
    match object.get(name) {
        None | Some(Value::Null) => T::absent(),
        Some(Value::String(text)) if text.trim().is_empty() => T::absent(),
        Some(value) => {
            T::read(value, &format!("{at}/{}", escape(name)), reading).or_else(T::absent)
        }
    }
}

/// A reference token of a JSON pointer.
fn escape(token: &str) -> String {
    if token.contains(['~', '/']) {
        token.replace('~', "~0").replace('/', "~1")
    } else {
        token.to_owned()
    }
}

/// The object, or an error that says what stands there instead.
pub(super) fn object<'v>(
    value: &'v Value,
    at: &str,
    reading: &Reading,
) -> Option<&'v Map<String, Value>> {
    let found = value.as_object();
    if found.is_none() {
        reading.wrong(at, format!("expected an object, found {}", kind_of(value)));
    }
    found
}

/// Notes every member that the shape does not have.
pub(super) fn refuse_unknown(
    object: &Map<String, Value>,
    known: &[&str],
    at: &str,
    reading: &Reading,
) {
    for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
        let nearest = known
            .iter()
            .map(|candidate| (strsim::damerau_levenshtein(candidate, name), candidate))
            .min()
            .filter(|(distance, _)| *distance <= 3)
            .map_or(String::new(), |(_, candidate)| {
                format!("; did you mean “{candidate}”?")
            });
        reading.wrong(
            &format!("{at}/{}", escape(name)),
            format!("unknown field “{name}”{nearest}"),
        );
    }
}

/// What a value is, in words.
pub(super) fn kind_of(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("“{text}”"),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// Gives a struct its shape: the contract's names beside the fields that hold them.
///
/// `field as "name"` where the two differ; `then hook` runs on what was read, with the raw object.
macro_rules! shape {
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
    ($type:ty { $($field:ident $(as $name:literal)?),+ $(,)? } $(then $hook:path)?) => {
        impl $crate::json::shape::Shape for $type {
            fn read(
                value: &serde_json::Value,
                at: &str,
                reading: &$crate::json::shape::Reading,
            ) -> Option<Self> {
                const KNOWN: &[&str] = &[$(shape!(@name $field $($name)?)),+];
                let object = $crate::json::shape::object(value, at, reading)?;
                $crate::json::shape::refuse_unknown(object, KNOWN, at, reading);
                #[allow(
                    unused_mut,
                    clippy::needless_update,
                    reason = "a shape may have a hook, and fields that JSON does not"
                )]
                let mut read = Self {
                    $($field: $crate::json::shape::member(object, shape!(@name $field $($name)?), at, reading)
                        .unwrap_or_default(),)+
                    ..Default::default()
                };
                $($hook(&mut read, object, at, reading);)?
                Some(read)
            }

            fn absent() -> Option<Self> {
                Some(Self::default())
            }

            fn write(&self) -> serde_json::Value {
                let mut object = serde_json::Map::new();
                $(object.insert(
                    shape!(@name $field $($name)?).to_owned(),
                    $crate::json::shape::Shape::write(&self.$field),
                );)+
                serde_json::Value::Object(object)
            }

            fn schema() -> serde_json::Value {
                let mut properties = serde_json::Map::new();
                $(properties.insert(
                    shape!(@name $field $($name)?).to_owned(),
                    $crate::json::shape::schema_of(&self::type_of::<Self, _>(|this| &this.$field)),
                );)+
                serde_json::json!({
                    "type": ["object", "null"],
                    "additionalProperties": false,
                    "properties": properties,
                })
            }
        }
    };
}
pub(super) use shape;

/// Names a field's type without naming it: the schema of what a getter gives back.
pub(super) struct TypeOf<T>(std::marker::PhantomData<T>);

/// See [`TypeOf`].
pub(super) fn type_of<S, T>(_: impl Fn(&S) -> &T) -> TypeOf<T> {
    TypeOf(std::marker::PhantomData)
}

/// The schema of a field's type.
pub(super) fn schema_of<T: Shape>(_: &TypeOf<T>) -> Value {
    T::schema()
}

impl<T: Shape> Shape for Option<T> {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        T::read(value, at, reading).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, Shape::write)
    }

    fn schema() -> Value {
        json!({"anyOf": [T::schema(), {"type": "null"}]})
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        let Some(items) = value.as_array() else {
            reading.wrong(at, format!("expected an array, found {}", kind_of(value)));
            return None;
        };
        Some(
            items
                .iter()
                .enumerate()
                .filter_map(|(index, item)| match item {
                    Value::Null => T::absent(),
                    item => T::read(item, &format!("{at}/{index}"), reading),
                })
                .collect(),
        )
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn write(&self) -> Value {
        Value::Array(self.iter().map(Shape::write).collect())
    }

    fn schema() -> Value {
        json!({"type": ["array", "null"], "items": T::schema()})
    }
}

impl<T: Word> Shape for T {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        let found = value.as_str().and_then(|text| {
            T::WORDS
                .iter()
                .copied()
                .find(|word| word.word().eq_ignore_ascii_case(text.trim()))
        });
        if found.is_none() {
            let known: Vec<_> = T::WORDS.iter().map(Word::word).collect();
            reading.wrong(
                at,
                format!(
                    "expected one of {}, found {}",
                    known.join(", "),
                    kind_of(value)
                ),
            );
        }
        found
    }

    fn write(&self) -> Value {
        Value::from(self.word())
    }

    fn schema() -> Value {
        let known: Vec<_> = T::WORDS.iter().map(Word::word).collect();
        json!({"type": "string", "enum": known})
    }
}
