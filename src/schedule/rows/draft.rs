//! A row in the making, and what is said of its cells.

use super::super::grid::Row;
use super::super::layout::Column;
use super::super::plain;
use super::super::reading::Remark;
use crate::domain::Text;

/// A row in the making.
pub(in crate::schedule) struct Draft<'r> {
    pub(super) row: &'r Row,
    pub(in crate::schedule) troubles: Vec<Remark>,
    /// What is wrong with single calls of a rotation, whose others are good.
    pub(super) calls: Vec<Remark>,
    pub(super) warned: Vec<Remark>,
    pub(super) remarks: Vec<String>,
}

impl<'r> Draft<'r> {
    /// With nothing said yet.
    pub(super) fn of(row: &'r Row) -> Self {
        Self {
            row,
            troubles: Vec::new(),
            calls: Vec::new(),
            warned: Vec::new(),
            remarks: Vec::new(),
        }
    }

    pub(super) fn remark(&self, column: Option<&Column>, reason: Text) -> Remark {
        let value = column.map_or_else(String::new, |column| {
            plain::visible(&self.row.cell(column.place as usize).text()).into_owned()
        });
        Remark {
            row: self.row.number,
            column: column.map_or_else(String::new, |column| column.heading.clone()),
            value,
            reason,
        }
    }

    pub(super) fn reject(&mut self, column: Option<&Column>, reason: Text) {
        let remark = self.remark(column, reason);
        self.troubles.push(remark);
    }

    /// One call of a rotation is not to be trusted.
    pub(super) fn reject_call(&mut self, column: &Column, reason: Text) {
        let remark = self.remark(Some(column), reason);
        if !self.calls.contains(&remark) {
            self.calls.push(remark);
        }
    }

    pub(super) fn warn(&mut self, column: Option<&Column>, reason: Text) {
        let remark = self.remark(column, reason);
        self.warned.push(remark);
    }
}

/// Reasons in the order that they are told: what the row is not, before what a cell is not.
pub(super) fn gravity(reason: &Text) -> u8 {
    match &*reason.key {
        "schedule.undecodable" => 0,
        "schedule.cut-short" => 1,
        "schedule.not-sailing" => 2,
        "schedule.no-vessel" => 3,
        "schedule.no-voyage" | "schedule.bad-voyage" => 4,
        "schedule.no-carrier" | "schedule.unknown-carrier" => 6,
        _ => 5,
    }
}
