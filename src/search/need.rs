//! What a row must match, so that rows that can't are not looked at.

use super::day_grades::DayGrades;
use super::planned::shifted;
use super::schema::Field;

/// What matches one needed term: any of its values, or any of its days.
#[derive(Debug)]
pub struct Need<'a> {
    pub(super) tables: Vec<Table<'a>>,
    /// Days by field.
    pub days: &'a [DayGrades],
    /// Days of a lower grade do not count.
    pub least: u8,
}

/// A field's values with their grades, the lowest grade that counts, and the field's shift.
pub(super) type Table<'a> = (Field, &'a [u8], u8, i8);

impl Need<'_> {
    /// The values graded high enough.
    pub fn values(&self) -> impl Iterator<Item = (Field, u32)> + '_ {
        self.tables.iter().flat_map(|(field, table, least, shift)| {
            let graded = (0u32..).zip(*table).filter(move |(_, grade)| {
                **grade > 0 && (*least <= 1 || shifted(**grade, *shift) >= *least)
            });
            graded.map(|(id, _)| (*field, id))
        })
    }
}
