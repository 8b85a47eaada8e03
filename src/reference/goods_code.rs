//! What a code of the Harmonised System says of goods, and which words it denies: BUTTER CHURNS under
//! 8210 are no food.

use super::cell::shown;
use super::goods::{Entry, GoodsWords};
use super::goods_kinds::{GoodsCategory, GoodsMatch, GoodsReading, Kind, MatchedIn};
use crate::domain::{HsCode, Text};

/// Whether a code denies a word: of its category, and of its group where it names one.
pub(super) fn is_denied(word: &Entry, denied: &[&Entry]) -> bool {
    denied.iter().any(|denial| {
        denial.category == word.category && (denial.group == "all" || denial.group == word.group)
    })
}

impl GoodsWords {
    pub(super) fn add_code(&mut self, code: &str, place: usize) -> Result<(), Text> {
        if !(2..=10).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Text::of("table.no-hs").with("text", shown(code)));
        }
        self.codes.entry(code.to_owned()).or_default().push(place);
        Ok(())
    }

    /// The rows whose codes a code begins with.
    fn rows_of<'t>(&'t self, hs: &HsCode) -> impl Iterator<Item = &'t Entry> {
        let code = hs.as_str();
        let beginnings = (2..=code.len().min(10)).filter_map(move |length| code.get(..length));
        let places: Vec<usize> = beginnings
            .filter_map(|beginning| self.codes.get(beginning))
            .flatten()
            .copied()
            .collect();
        places.into_iter().map(|place| &self.entries[place])
    }

    /// The rows that say that a code's goods are none of theirs, whatever their words.
    pub(super) fn denied_by(&self, hs: &HsCode) -> Vec<&Entry> {
        self.rows_of(hs)
            .filter(|entry| entry.kind == Kind::HsNone)
            .collect()
    }

    pub(super) fn read_code<'t>(&'t self, hs: &HsCode, reading: &mut GoodsReading<'t>) {
        let mut excepted = [false; GoodsCategory::ALL.len()];
        let rows: Vec<&Entry> = self.rows_of(hs).collect();
        for entry in &rows {
            if entry.kind == Kind::HsExcept {
                excepted[entry.category as usize] = true;
            }
        }
        for entry in rows {
            let category = entry.category as usize;
            if entry.kind == Kind::Hs && !excepted[category] && reading.found[category].is_none() {
                reading.found[category] = Some(GoodsMatch {
                    word: &entry.word,
                    found_in: MatchedIn::HsCode,
                });
            }
        }
    }
}
