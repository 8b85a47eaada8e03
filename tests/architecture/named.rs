//! Sentences that code names by their keys are there in both languages.

use shipdesk::i18n::{Lang, has};

use super::tree::sources;

/// The keys that stand right behind an opening: `say("tui.dialog.by")`.
fn keys_behind<'t>(text: &'t str, opening: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(opening).skip(1).filter_map(|rest| {
        let (key, after) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
        let ends = after.trim_start().starts_with([')', ',']);
        let is_key = key.contains('.')
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
        (ends && is_key).then_some(key)
    })
}

/// The keys of errors wherever they stand: many are handed on before they become a text.
fn errors(text: &str) -> impl Iterator<Item = String> {
    let is_of_key = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    text.split("\"error.").skip(1).filter_map(move |rest| {
        let length = rest.bytes().take_while(is_of_key).count();
        rest[length..]
            .starts_with('"')
            .then(|| format!("error.{}", &rest[..length]))
    })
}

#[test]
fn every_sentence_that_code_names_is_there_in_both_languages() {
    let mut count = 0;
    let mut missing = Vec::new();
    for (file, text) in sources() {
        let handed_on = errors(&text).filter(|key| !Lang::ALL.iter().all(|lang| has(*lang, key)));
        missing.extend(handed_on.map(|key| format!("src/{file}: {key}")));
        for opening in ["say(", "Text::of(", "word("] {
            for key in keys_behind(&text, opening) {
                count += 1;
                if !Lang::ALL.iter().all(|lang| has(*lang, key)) {
                    missing.push(format!("src/{file}: {key}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(count > 300, "only {count} were found");
}
