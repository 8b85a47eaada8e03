//! Message keys and their texts in Chinese and English.
//!
//! A message is a key and arguments ([`Text`]); the two files beside this one hold the sentences,
//! as nested TOML tables whose names are joined by dots: `[rule.heavy-20] message = "…"` is
//! `rule.heavy-20.message`. An argument stands in braces: `{weight}`; `{field:field}` is the form's
//! name for the pointer in `field`, and `{count?item|items}` the word that goes with a number. A key
//! that one file has and the other lacks fails a test.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::domain::{Text, TextArg};

mod fields;
mod values;

pub use fields::{field_name, finding_names};
pub use values::{CHOICES, leaves, told};

/// The language that an operator reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// From `--lang`, else from the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set.
    pub fn choose(flag: Option<Lang>, locale: impl Fn(&str) -> Option<String>) -> Self {
        flag.unwrap_or_else(|| {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .filter_map(|name| locale(name))
                .find(|value| !value.is_empty())
                .map_or(Self::En, |value| {
                    if value.to_ascii_lowercase().starts_with("zh") {
                        Self::Zh
                    } else {
                        Self::En
                    }
                })
        })
    }

    /// Both.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// `zh` or `en`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// What joins the parts of a list.
    fn comma(self) -> &'static str {
        match self {
            Self::En => ", ",
            Self::Zh => "、",
        }
    }
}

impl std::str::FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "en" => Ok(Self::En),
            "zh" | "zh-cn" | "zh_cn" => Ok(Self::Zh),
            _ => Err(format!("“{text}” is no language of the desk: zh or en")),
        }
    }
}

/// The sentences of one language, by key.
type Sentences = HashMap<String, String>;

fn sentences(lang: Lang) -> &'static Sentences {
    static EN: OnceLock<Sentences> = OnceLock::new();
    static ZH: OnceLock<Sentences> = OnceLock::new();
    match lang {
        Lang::En => EN.get_or_init(|| flatten(include_str!("en.toml"))),
        Lang::Zh => ZH.get_or_init(|| flatten(include_str!("zh-CN.toml"))),
    }
}

/// Reads nested tables into dotted keys. The files are checked in and validated by a test; one that
/// does not parse yields no sentences, so that every message shows its bare key.
fn flatten(file: &str) -> Sentences {
    let mut flat = Sentences::new();
    if let Ok(table) = file.parse::<toml::Table>() {
        walk(String::new(), &table, &mut flat);
    }
    flat
}

fn walk(prefix: String, table: &toml::Table, flat: &mut Sentences) {
    for (name, value) in table {
        let key = if prefix.is_empty() {
            name.clone()
        } else {
            format!("{prefix}.{name}")
        };
        match value {
            toml::Value::Table(inner) => walk(key, inner, flat),
            toml::Value::String(sentence) => {
                flat.insert(key, sentence.clone());
            }
            _ => {}
        }
    }
}

/// Whether a key has a sentence.
pub fn has(lang: Lang, key: &str) -> bool {
    sentences(lang).contains_key(key)
}

/// The sentence of a key without arguments. A key that is missing shows itself, so that nobody
/// takes it for a message; the tests keep that from being shipped.
pub fn say(lang: Lang, key: &str) -> String {
    sentences(lang)
        .get(key)
        .cloned()
        .unwrap_or_else(|| format!("[{key}]"))
}

/// A message in one language.
pub fn render(lang: Lang, text: &Text) -> String {
    let template = say(lang, &text.key);
    if text.args.is_empty() {
        return template;
    }
    let mut rendered = String::with_capacity(template.len() + 32);
    let mut rest = template.as_str();
    while let Some(open) = rest.find('{') {
        rendered.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let Some(close) = after.find('}') else {
            rest = &rest[open..];
            break;
        };
        let name = &after[..close];
        let (name, forms) = match name.split_once('?') {
            Some((name, forms)) => (name, forms.split_once('|')),
            None => (name, None),
        };
        let (name, as_field) = match name.strip_suffix(":field") {
            Some(name) => (name, true),
            None => (name, false),
        };
        let begins = rendered.is_empty() && lang == Lang::En && text.key.starts_with("rule.");
        match text.args.iter().find(|(given, _)| given == name) {
            Some((_, TextArg::Plain(count))) if let Some((one, many)) = forms => {
                rendered.push_str(if count == "1" { one } else { many });
            }
            Some((_, TextArg::Plain(pointer))) if as_field => {
                rendered.push_str(&argument(lang, &field_name(pointer)));
            }
            // What a person or a file said stays as it was said, at a sentence's beginning, too.
            Some((_, arg @ TextArg::Plain(_))) => rendered.push_str(&argument(lang, arg)),
            Some((_, word)) if begins => rendered.push_str(&capital(&argument(lang, word))),
            Some((_, word)) => rendered.push_str(&argument(lang, word)),
            None => {
                rendered.push('{');
                rendered.push_str(name);
                rendered.push('}');
            }
        }
        rest = &after[close + 1..];
    }
    rendered.push_str(rest);
    rendered
}

/// A word as it begins a sentence.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// An argument in one language.
pub fn argument(lang: Lang, arg: &TextArg) -> String {
    match arg {
        TextArg::Plain(text) => text.clone(),
        TextArg::Both { en, zh } => match lang {
            Lang::En => en.clone(),
            Lang::Zh => zh.clone(),
        },
        TextArg::Text(text) => render(lang, text),
        TextArg::List(parts) => parts
            .iter()
            .map(|part| argument(lang, part))
            .collect::<Vec<_>>()
            .join(lang.comma()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(lang: Lang) -> impl Iterator<Item = &'static str> {
        sentences(lang).keys().map(String::as_str)
    }

    #[test]
    fn both_files_parse() {
        for file in [include_str!("en.toml"), include_str!("zh-CN.toml")] {
            file.parse::<toml::Table>().unwrap();
        }
    }

    #[test]
    fn every_key_has_a_sentence_in_both_languages() {
        let en: BTreeSet<_> = keys(Lang::En).collect();
        let zh: BTreeSet<_> = keys(Lang::Zh).collect();
        let only_one: Vec<_> = en.symmetric_difference(&zh).collect();
        assert!(only_one.is_empty(), "in one language only: {only_one:?}");
    }

    #[test]
    fn both_languages_take_the_same_arguments() {
        fn arguments(sentence: &str) -> BTreeSet<&str> {
            sentence
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
                // The word for a number stands beside the number, which is an argument already.
                .filter(|name| !name.contains('?'))
                .collect()
        }
        for key in keys(Lang::En) {
            let (en, zh) = (say(Lang::En, key), say(Lang::Zh, key));
            assert_eq!(arguments(&en), arguments(&zh), "{key}");
        }
    }

    #[test]
    fn a_number_has_the_word_that_goes_with_it() {
        let blocked = |blocks: usize| {
            let text = Text::of("tui.said.blocked").with("blocks", blocks);
            render(Lang::En, &text)
        };
        assert_eq!(blocked(1), "1 block is open: not booked.");
        assert_eq!(blocked(2), "2 blocks are open: not booked.");
    }

    /// One of anything is not “1 things”.
    #[test]
    fn no_english_sentence_counts_in_the_plural_alone() {
        let counts = [
            "count", "blocks", "days", "rows", "hours", "warns", "hints", "times",
        ];
        // That one counts from four.
        let of_one = keys(Lang::En).filter(|key| *key != "rule.form-incomplete.message");
        for key in of_one {
            let sentence = say(Lang::En, key);
            for count in counts {
                let after = sentence.split(&format!("{{{count}}} ")).nth(1);
                let word = after
                    .and_then(|rest| rest.split(' ').next())
                    .unwrap_or_default();
                let word = word.trim_end_matches([':', ';', ',', '.']);
                let is_plural = word.len() > 2 && word.ends_with('s') || word == "are";
                assert!(!is_plural, "{key}: {sentence}");
            }
        }
    }

    #[test]
    fn the_locale_decides_unless_the_flag_does() {
        let locale = |name: &str| (name == "LANG").then(|| "zh_CN.UTF-8".to_owned());
        assert_eq!(Lang::choose(None, locale), Lang::Zh);
        assert_eq!(Lang::choose(Some(Lang::En), locale), Lang::En);
        assert_eq!(Lang::choose(None, |_| None), Lang::En);
    }

    #[test]
    fn lists_are_joined_as_the_language_does() {
        let list = TextArg::List(vec![TextArg::Plain("A".into()), TextArg::Plain("B".into())]);
        assert_eq!(argument(Lang::En, &list), "A, B");
        assert_eq!(argument(Lang::Zh, &list), "A、B");
    }
}
