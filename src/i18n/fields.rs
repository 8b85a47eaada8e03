//! What the form calls its fields, for sentences that people read and send: never a JSON pointer.

use crate::domain::{Text, TextArg};

use super::{Lang, has};

/// A field as the form names it: `/cargo/1/gross_kg` is “Gross weight 2”. A part of the form that
/// has no name of its own goes by what it is part of; one that nothing names stays a pointer.
pub fn field_name(pointer: &str) -> TextArg {
    let line = pointer
        .split('/')
        .find_map(|token| token.parse::<usize>().ok())
        .filter(|&line| line > 0);
    let names = pointer
        .split('/')
        .skip(1)
        .filter(|token| token.parse::<usize>().is_err());
    let key = names.fold(String::from("field"), |key, token| format!("{key}.{token}"));
    let mut key = key.as_str();
    while key != "field" {
        // These have fields of their own and cannot be a sentence besides.
        let whole = format!("field.whole.{}", key.trim_start_matches("field."));
        if let Some(name) = [key, &whole].into_iter().find(|name| has(Lang::En, name)) {
            let name = Text {
                key: name.to_owned().into(),
                args: Vec::new(),
            };
            return TextArg::Text(Box::new(match line {
                None => name,
                Some(line) => Text::of("word.field-line")
                    .with_arg("field", TextArg::Text(Box::new(name)))
                    .with("line", line + 1),
            }));
        }
        key = key.rsplit_once('.').map_or("field", |(front, _)| front);
    }
    TextArg::Plain(pointer.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::argument;

    #[test]
    fn a_field_is_called_what_the_form_calls_it() {
        let named = |lang, pointer| argument(lang, &field_name(pointer));
        assert_eq!(named(Lang::En, "/cargo/0/gross_kg"), "Gross weight");
        assert_eq!(named(Lang::En, "/cargo/1/gross_kg"), "Gross weight 2");
        assert_eq!(named(Lang::Zh, "/cargo/1/gross_kg"), "毛重（第 2 行）");
        assert_eq!(named(Lang::En, "/sailing/voyage"), "Sailing");
        assert_eq!(named(Lang::En, "/equipment/0"), "Equipment");
        assert_eq!(named(Lang::Zh, "/cargo"), "货物");
        assert_eq!(named(Lang::En, "/no/such"), "/no/such");
    }
}
