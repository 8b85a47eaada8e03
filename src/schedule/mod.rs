//! stub
#![allow(missing_docs)]
use crate::domain::*;
pub struct Shift {
    pub what: String,
    pub from: Option<String>,
    pub to: Option<String>,
}
pub struct Difference {
    pub moved: Vec<Shift>,
}
pub fn difference(_: Option<&Sailing>, _: &Sailing) -> Difference {
    Difference { moved: vec![] }
}
impl Difference {
    pub fn merged(&self, b: Option<&Sailing>, n: &Sailing) -> Option<Sailing> {
        if b == Some(n) { None } else { Some(n.clone()) }
    }
}
pub struct ReadOptions {
    pub file: String,
    pub carrier: Option<Scac>,
    pub as_of: chrono::NaiveDate,
}
pub struct Note {
    pub row: u32,
    pub column: Option<String>,
    pub value: Option<String>,
    pub reason: Text,
}
pub struct Conflict {
    pub id: SailingId,
    pub rows: Vec<u32>,
    pub reason: Text,
    pub claims: Vec<Sailing>,
}
pub struct Reading {
    pub encoding: String,
    pub rows: u32,
    pub taken: u32,
    pub merged: u32,
    pub sailings: Vec<Sailing>,
    pub rejected: Vec<Note>,
    pub warned: Vec<Note>,
    pub conflicts: Vec<Conflict>,
}
pub struct ScheduleError;
impl ScheduleError {
    pub fn message(&self, _: &str) -> Text {
        Text::of("schedule.error")
    }
}
pub fn read(
    _: &[u8],
    _: &ReadOptions,
    _: &crate::reference::Reference,
) -> Result<Reading, ScheduleError> {
    Err(ScheduleError)
}
