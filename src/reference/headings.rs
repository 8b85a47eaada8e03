//! What the heads of schedules' columns are called. Which columns there are is the reader's matter
//! (`schedule::Field`); a test holds the two lists together.

use super::cell::{one_of, shown};
use super::table::{Layout, Rows, TableError};

/// The table of headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headings {
    words: Vec<HeadingWord>,
}

/// A word that names a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingWord {
    /// The word, as a sheet writes it.
    pub word: String,
    /// What the column holds: one of [`HEADING_COLUMNS`].
    pub column: String,
    /// Whether it means nothing else.
    pub strong: bool,
}

/// What a column of a schedule may hold.
pub const HEADING_COLUMNS: &[&str] = &[
    "carrier",
    "vessel",
    "vessel_zh",
    "voyage",
    "service",
    "pol",
    "pod",
    "delivery",
    "terminal",
    "via",
    "etd",
    "eta",
    "cy",
    "si",
    "vgm",
    "customs",
    "ams",
    "transit",
    "remarks",
    "ignore",
];

pub(super) const LAYOUT: Layout = Layout {
    name: "headings",
    built_in: include_str!("tables/headings.csv"),
    columns: &["heading", "column", "strength"],
    needed: &["heading", "column"],
    key: &["heading"],
};

impl Headings {
    pub(super) fn read(rows: &Rows) -> Result<Self, Vec<TableError>> {
        let words = rows.read_each(|row| {
            let word = row.needed("heading")?.to_owned();
            if !word.chars().any(char::is_alphanumeric) {
                return Err(row.bad("heading", "table.no-letter"));
            }
            let column = row.needed("column")?.to_lowercase();
            if !HEADING_COLUMNS.contains(&column.as_str()) {
                let reason = one_of(HEADING_COLUMNS).with("text", shown(&column));
                return Err(row.bad("column", reason));
            }
            let strong = match row.get("strength").trim().to_lowercase().as_str() {
                "" | "strong" => true,
                "weak" => false,
                other => {
                    let reason = one_of(&["strong", "weak"]).with("text", shown(other));
                    return Err(row.bad("strength", reason));
                }
            };
            Ok(HeadingWord {
                word,
                column,
                strong,
            })
        })?;
        Ok(Self { words })
    }

    /// Every word, the shipped ones first.
    pub fn iter(&self) -> impl Iterator<Item = &HeadingWord> {
        self.words.iter()
    }
}
