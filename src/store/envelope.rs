//! Envelopes: a format version, then the bincode of that version's type.
//!
//! A released version's type is frozen: the next one is a new type that names the old as its
//! [`Stored::Before`] and says how to [`Stored::lift`] it. Reading lifts as many steps as it takes;
//! writing always writes the newest.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

/// The most that one value may take in memory while it is decoded: a damaged length must not
/// make the desk ask for more than it has.
pub const MAX_VALUE: usize = 16 * 1024 * 1024;

/// A type that is stored, and its history.
pub trait Stored: Serialize + DeserializeOwned {
    /// Its version, from 1; the one before has the number before.
    const VERSION: u16;
    /// What errors call it.
    const NAME: &'static str;
    /// The frozen type of the version before; [`Nothing`] for the first.
    type Before: Stored;
    /// Makes this version's value of the one before.
    fn lift(before: Self::Before) -> Self;
}

/// What came before a first version: no value of it exists.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub enum Nothing {}

impl Stored for Nothing {
    const VERSION: u16 = 0;
    const NAME: &'static str = "nothing";
    type Before = Self;
    fn lift(before: Self) -> Self {
        before
    }
}

/// Declares types whose first version is the only one so far.
#[macro_export]
macro_rules! stored_first_version {
    ($($type:ty = $name:literal),+ $(,)?) => {$(
        impl $crate::store::envelope::Stored for $type {
            const VERSION: u16 = 1;
            const NAME: &'static str = $name;
            type Before = $crate::store::envelope::Nothing;
            fn lift(before: Self::Before) -> Self {
                match before {}
            }
        }
    )+};
}

/// The version and the bytes of a value.
pub fn encode<T: Stored>(value: &T) -> Result<Vec<u8>, StoreError> {
    let mut bytes = T::VERSION.to_le_bytes().to_vec();
    let written = bincode::serde::encode_into_std_write(value, &mut bytes, config())
        .map_err(|error| unreadable::<T>(&error))?;
    if written > MAX_VALUE {
        return Err(unreadable::<T>(&format!(
            "{written} bytes, at most {MAX_VALUE} can be stored"
        )));
    }
    Ok(bytes)
}

/// The value, lifted from whichever version it was written in.
pub fn decode<T: Stored>(bytes: &[u8]) -> Result<T, StoreError> {
    let Some((version, payload)) = bytes.split_first_chunk::<2>() else {
        return Err(unreadable::<T>(&"shorter than its version number"));
    };
    let version = u16::from_le_bytes(*version);
    if version > T::VERSION {
        return Err(StoreError::Newer {
            what: format!("a stored {}", T::NAME),
            found: version.into(),
            known: T::VERSION.into(),
        });
    }
    decode_version(version, payload)
}

fn decode_version<T: Stored>(version: u16, payload: &[u8]) -> Result<T, StoreError> {
    if version == 0 {
        return Err(unreadable::<T>(&"version 0 was never written"));
    }
    if version < T::VERSION {
        return decode_version(version, payload).map(T::lift);
    }
    let (value, read) = bincode::serde::decode_from_slice(payload, config())
        .map_err(|error| unreadable::<T>(&error))?;
    if read != payload.len() {
        return Err(unreadable::<T>(&format!(
            "{} bytes too many",
            payload.len() - read
        )));
    }
    Ok(value)
}

/// Frozen with format 1: variable-length integers, little endian.
fn config() -> bincode::config::Configuration<
    bincode::config::LittleEndian,
    bincode::config::Varint,
    bincode::config::Limit<MAX_VALUE>,
> {
    bincode::config::standard().with_limit::<MAX_VALUE>()
}

fn unreadable<T: Stored>(why: &dyn std::fmt::Display) -> StoreError {
    StoreError::Unreadable {
        what: T::NAME,
        why: why.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct NoteV1 {
        text: String,
    }
    stored_first_version!(NoteV1 = "note");

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Note {
        text: String,
        urgent: bool,
    }
    impl Stored for Note {
        const VERSION: u16 = 2;
        const NAME: &'static str = "note";
        type Before = NoteV1;
        fn lift(before: NoteV1) -> Self {
            Self {
                urgent: before.text.ends_with('!'),
                text: before.text,
            }
        }
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Third(Note);
    impl Stored for Third {
        const VERSION: u16 = 3;
        const NAME: &'static str = "note";
        type Before = Note;
        fn lift(before: Note) -> Self {
            Self(before)
        }
    }

    #[test]
    fn an_older_version_is_lifted_step_by_step() {
        let old = encode(&NoteV1 {
            text: "vent open!".into(),
        })
        .unwrap();
        let note: Third = decode(&old).unwrap();
        assert_eq!(
            note,
            Third(Note {
                text: "vent open!".into(),
                urgent: true
            })
        );
    }

    #[test]
    fn a_newer_version_is_refused_by_number() {
        let new = encode(&Note {
            text: String::new(),
            urgent: false,
        })
        .unwrap();
        let error = decode::<NoteV1>(&new).unwrap_err();
        assert!(
            matches!(
                error,
                StoreError::Newer {
                    found: 2,
                    known: 1,
                    ..
                }
            ),
            "{error}"
        );
    }

    #[test]
    fn bytes_that_are_no_value_are_refused() {
        let good = encode(&Note {
            text: "abc".into(),
            urgent: true,
        })
        .unwrap();
        for length in 0..good.len() {
            assert!(decode::<Note>(&good[..length]).is_err(), "cut to {length}");
        }
        assert!(
            decode::<Note>(&[&good[..], &[0]].concat()).is_err(),
            "one byte more"
        );
        assert!(decode::<Note>(&[0, 0, 1]).is_err(), "version 0");
        let huge = [&[2, 0, 0xFD][..], &[0xFF; 8]].concat();
        assert!(decode::<Note>(&huge).is_err(), "a length beyond memory");
    }
}
