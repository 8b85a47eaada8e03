//! The letters of countries.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::text::key;

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

/// Whether a key is a country's name, letters apart: SINGAPORE, 中国.
pub fn is_country_name(name: &str) -> bool {
    static NAMES: OnceLock<HashSet<String>> = OnceLock::new();
    NAMES
        .get_or_init(|| {
            lines(COUNTRIES)
                .flat_map(|line| line.split([',', '|']).skip(1))
                .map(key)
                .filter(|name| !name.is_empty())
                .collect()
        })
        .contains(name)
}
