//! Closed sets of words: enums that are written the same way in JSON, on the command line and in
//! the store's records.

/// Declares an enum whose variants have one written form each, with `as_str`, `ALL` and `FromStr`.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The written form.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl $crate::domain::words::Word for $name {
            const WORDS: &'static [Self] = Self::ALL;

            fn word(&self) -> &'static str {
                self.as_str()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::words::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|word| word.as_str().eq_ignore_ascii_case(text.trim()))
                    .ok_or_else(|| $crate::domain::words::UnknownWord {
                        given: text.to_owned(),
                        known: Self::ALL.iter().map(|word| word.as_str()).collect(),
                    })
            }
        }
    };
}
pub(crate) use words;

/// A closed set of words, for code that treats all of them alike.
pub trait Word: Copy + 'static {
    /// Every value.
    const WORDS: &'static [Self];

    /// The written form.
    fn word(&self) -> &'static str;
}

/// A word outside a closed set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not one of {}", known.join(", "))]
pub struct UnknownWord {
    /// What was given.
    pub given: String,
    /// What could have been given.
    pub known: Vec<&'static str>,
}
