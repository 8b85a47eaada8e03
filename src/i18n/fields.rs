//! What the form calls its fields, for sentences that people read and send: never a JSON pointer.

use crate::domain::{Text, TextArg};

use super::{Lang, has};

/// A field as the form names it: `/cargo/1/gross_kg` is “Gross weight 2”. A part of the form that
/// has no name of its own goes by what it is part of; one that nothing names stays a pointer.
pub fn field_name(pointer: &str) -> TextArg {
    let line = line_of(pointer);
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
            return of_line(name, line);
        }
        key = key.rsplit_once('.').map_or("field", |(front, _)| front);
    }
    TextArg::Plain(pointer.to_owned())
}

/// The line that a pointer stands on, from 0; none for the first, which is told apart by no number.
fn line_of(pointer: &str) -> Option<usize> {
    let mut places = pointer.split('/').filter_map(|token| token.parse().ok());
    places.next().filter(|&line| line > 0)
}

/// A name, with the line that it stands on.
fn of_line(name: &str, line: Option<usize>) -> TextArg {
    let name = Text {
        key: name.to_owned().into(),
        args: Vec::new(),
    };
    TextArg::Text(Box::new(match line {
        None => name,
        Some(line) => Text::of("word.field-line")
            .with_arg("field", TextArg::Text(Box::new(name)))
            .with("line", line + 1),
    }))
}

/// Findings by their rules' titles, from their ids with commas between: `payer,weight-missing@/cargo/1`
/// is “Who settles, Goods' gross weight 2”.
pub fn finding_names(ids: &str) -> Text {
    let name = |id: &str| {
        let (rule, at) = id.split_once('@').unwrap_or((id, ""));
        let title = format!("rule.{rule}.title");
        if has(Lang::En, &title) {
            of_line(&title, line_of(at))
        } else {
            TextArg::Plain(id.to_owned())
        }
    };
    Text::of("word.list").with_arg("list", TextArg::List(ids.split(',').map(name).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{argument, render};

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

    #[test]
    fn a_finding_is_called_by_its_rules_title() {
        let named = |lang| {
            render(
                lang,
                &finding_names("freight-terms,weight-missing@/cargo/1,no-such"),
            )
        };
        assert_eq!(
            named(Lang::En),
            "Freight terms, Goods' gross weight 2, no-such"
        );
        assert_eq!(named(Lang::Zh), "付款方式、毛重（第 2 行）、no-such");
    }
}
