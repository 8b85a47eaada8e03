//! The tables behind the form's look-ups: ports, carriers, customers, agents; and the palette.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::Names;
use crate::search::schema::FieldSpec;
use crate::search::{
    Document, Field, FieldKind, Form, Index, Options, Order, Preference, Results, Schema,
    Vocabulary,
};

const NAME: Field = Field(0);

const FIELDS: &[FieldSpec] = &[
    FieldSpec::new("name", FieldKind::Name, 0, &[]),
    FieldSpec::new("code", FieldKind::Code, 0, &[]),
];

/// A row of a look-up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LookupRow {
    /// What picking it gives: a code, a customer's name, a command.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Further names, parted by `|`.
    pub also: String,
    /// Its number or code among its kind, or empty.
    pub code: String,
}

/// A list of names to pick from.
#[derive(Debug)]
pub struct Lookup {
    index: Index<String>,
    next: u32,
}

/// Ports or carriers: a value is a code, its names are in the tables.
#[derive(Debug)]
struct Table(Arc<Names>);

impl Vocabulary for Table {
    fn forms(&self, _field: Field, value: &str) -> Vec<Form> {
        self.0.of(value).to_vec()
    }
}

impl Lookup {
    /// Of ports or carriers, by their codes, in the order that equals are shown in.
    pub fn of_codes<'a>(names: &Arc<Names>, codes: impl IntoIterator<Item = &'a str>) -> Self {
        let mut lookup = Self::over(Arc::new(Table(Arc::clone(names))));
        for code in codes {
            let document = Document::new(lookup.place()).text(NAME, code);
            lookup.put(code.to_owned(), &document);
        }
        lookup
    }

    /// Of names that no table has: customers, agents, commands; in the order that equals are shown
    /// in.
    pub fn of_rows(rows: impl IntoIterator<Item = LookupRow>) -> Self {
        let mut lookup = Self::over(Arc::new(crate::search::schema::Plain));
        for row in rows {
            lookup.upsert(row);
        }
        lookup
    }

    fn over(vocabulary: Arc<dyn Vocabulary>) -> Self {
        Self {
            index: Index::new(Schema::new(FIELDS.to_vec(), &[]), vocabulary),
            next: 0,
        }
    }

    /// Puts a row in, or in the place of the one with its key.
    pub fn upsert(&mut self, row: LookupRow) {
        let document = Document::new(self.place())
            .text_also(NAME, row.name, row.also)
            .text(Field(1), row.code);
        self.put(row.key, &document);
    }

    fn put(&mut self, key: String, document: &Document) {
        self.index.upsert(key, document);
        self.next += 1;
    }

    fn place(&self) -> Order {
        Order::Rank(self.next)
    }

    /// The best rows for what is typed; the first ones for an empty text.
    pub fn query(
        &self,
        text: &str,
        limit: usize,
        preference: Option<&Preference>,
    ) -> Results<String> {
        // Nothing in a list closes, and no name is a date.
        let no_time = DateTime::<FixedOffset>::from_naive_utc_and_offset(
            chrono::NaiveDateTime::default(),
            FixedOffset::east_opt(0).expect("zero is an offset"),
        );
        self.index.query(
            text,
            no_time,
            &Options {
                limit,
                include_closed: false,
                preference,
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: &str, name: &str, also: &str) -> LookupRow {
        LookupRow {
            key: key.into(),
            name: name.into(),
            also: also.into(),
            code: String::new(),
        }
    }

    fn first(lookup: &Lookup, text: &str) -> Option<String> {
        lookup
            .query(text, 5, None)
            .hits
            .into_iter()
            .next()
            .map(|h| h.key)
    }

    #[test]
    fn customers_are_found_by_pieces_of_their_names_in_both_languages() {
        let lookup = Lookup::of_rows([
            row(
                "c1",
                "XIAMEN SUNRISE TRADING CO LTD",
                "厦门旭日贸易有限公司",
            ),
            row("c2", "NINGBO HOPE IMPORT & EXPORT", "宁波希望进出口"),
        ]);
        for text in ["sunrise", "旭日", "xuri", "xiamen sun", "sunrsie", "xmxr"] {
            assert_eq!(first(&lookup, text).as_deref(), Some("c1"), "{text}");
        }
        assert_eq!(first(&lookup, "希望").as_deref(), Some("c2"));
        assert_eq!(first(&lookup, "").as_deref(), Some("c1"));
    }
}
