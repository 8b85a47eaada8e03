//! `pod:rtm customer:"hai tian"`: words that are looked for in one field, and nowhere else.

use crate::search::fold::fold;
use crate::search::schema::{Field, Schema};

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words that may be anything.
    Free(&'a str),
    /// Words for some fields alone.
    Within {
        /// All of it, as typed.
        typed: &'a str,
        /// The fields.
        fields: Vec<Field>,
        /// What is to be found there.
        value: &'a str,
    },
}

/// Cuts a query where a word that names a field is followed by a colon and a value, up to the next
/// blank or between quotes. Colons behind other words say nothing: 17:00.
pub fn parts<'a>(query: &'a str, schema: &Schema) -> Vec<Part<'a>> {
    let mut out = Vec::new();
    let (mut free, mut at) = (0, 0);
    while at < query.len() {
        let rest = &query[at..];
        if let Some((len, fields, value)) = within(rest, schema) {
            out.push(Part::Free(&query[free..at]));
            out.push(Part::Within {
                typed: &rest[..len],
                fields,
                value,
            });
            at += len;
            free = at;
            continue;
        }
        // To the next word.
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let blanks = rest[word..].find(|c: char| !c.is_whitespace());
        at += blanks.map_or(rest.len(), |blanks| word + blanks);
    }
    out.push(Part::Free(&query[free..]));
    out.retain(|part| !matches!(part, Part::Free(text) if text.trim().is_empty()));
    out
}

/// The length of a field with its value at the front of a text, the fields, and the value.
fn within<'a>(text: &'a str, schema: &Schema) -> Option<(usize, Vec<Field>, &'a str)> {
    let colon = text.find(|c: char| c == ':' || c == '：' || c.is_whitespace())?;
    let after = text[colon..].strip_prefix([':', '：'])?;
    let fields = schema.named(&fold(&text[..colon]));
    let from = text.len() - after.len();
    let (value, end) = if let Some(quoted) = after.strip_prefix('"') {
        let value = quoted.split('"').next().unwrap_or(quoted);
        let closed = quoted.len() > value.len();
        (value, from + 1 + value.len() + usize::from(closed))
    } else {
        let value = after.split(char::is_whitespace).next().unwrap_or(after);
        (value, from + value.len())
    };
    let found = !fields.is_empty() && value.chars().any(char::is_alphanumeric);
    found.then_some((end, fields, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::schema::{FieldKind, FieldSpec};

    fn cut(query: &str) -> Vec<String> {
        let field = |name, cues| FieldSpec {
            name,
            kind: FieldKind::Name,
            handicap: 0,
            cues,
        };
        let fields = vec![
            field("pod", &["to", "到"][..]),
            field("customer", &["客户"][..]),
        ];
        let schema = Schema::new(fields, &[]).with_scopes(&[("all", &["pod", "customer"])]);
        let shown = |part| match part {
            Part::Free(text) => text.trim().to_owned(),
            Part::Within { fields, value, .. } => {
                let places: Vec<u8> = fields.iter().map(|field| field.0).collect();
                format!("{places:?}={value}")
            }
        };
        parts(query, &schema).into_iter().map(shown).collect()
    }

    #[test]
    fn a_field_with_its_value_is_one_part() {
        assert_eq!(cut("cosco pod:rtm 28 nov"), ["cosco", "[0]=rtm", "28 nov"]);
        assert_eq!(cut("客户：海天 To:xx"), ["[1]=海天", "[0]=xx"]);
        assert_eq!(cut("customer:\"hai tian\" x"), ["[1]=hai tian", "x"]);
        assert_eq!(cut("customer:\"hai ti"), ["[1]=hai ti"]);
        assert_eq!(cut("all:x"), ["[0, 1]=x"]);
    }

    #[test]
    fn other_colons_say_nothing() {
        for query in ["cy 17:00", "pod: rtm", "pod:", ":", "foo:bar", "pod:-"] {
            assert_eq!(cut(query), [query]);
        }
    }
}
