//! The letters of countries.

use std::collections::HashSet;
use std::sync::OnceLock;

/// A country's letters and names. Source: ISO 3166-1; names as the trade writes them.
pub(super) const COUNTRIES: &str = include_str!("tables/countries.csv");

/// The lines of such a list, its remarks and its heading apart.
pub(super) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .skip(1)
}

/// Whether two letters are a country's.
pub(super) fn is_country(letters: &str) -> bool {
    static LETTERS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    LETTERS
        .get_or_init(|| {
            lines(COUNTRIES)
                .filter_map(|line| line.split(',').next())
                .collect()
        })
        .contains(letters)
}
