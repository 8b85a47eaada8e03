//! What imports have left: their list, conflicts that wait, what a sailing was before.

use super::super::desk::Desk;
use super::super::records::{self, ConflictRecord, ImportRecord, failed};
use super::imports::SETTLED;
use crate::domain::{Sailing, SailingId, Text};
use crate::protocol::{Failure, FailureKind, ImportLine, Reply};
use crate::store::{Range, Table};

/// Imports, the newest first.
pub fn imports(desk: &Desk) -> Result<Reply, Failure> {
    let rows: Vec<(Vec<u8>, ImportRecord)> =
        records::scan(&*desk.view, Table::Imports, &Range::all())
            .map_err(|error| failed(&error))?;
    Ok(Reply::Imports(
        rows.into_iter()
            .rev()
            .map(|(number, import)| ImportLine {
                import: number.try_into().map_or(0, u64::from_be_bytes),
                file: import.file,
                by: import.by,
                began: import.began,
                rows: import.rows,
                complete: import.complete,
            })
            .collect(),
    ))
}

/// Conflicts that wait for a decision.
pub fn conflicts(desk: &Desk) -> Result<Reply, Failure> {
    let rows: Vec<(Vec<u8>, ConflictRecord)> =
        records::scan(&*desk.view, Table::Conflicts, &Range::all())
            .map_err(|error| failed(&error))?;
    Ok(Reply::Conflicts(
        rows.into_iter()
            .filter(|(key, _)| !key.starts_with(SETTLED.as_bytes()))
            .map(|(key, conflict)| {
                (
                    SailingId::new(String::from_utf8_lossy(&key)),
                    conflict.claims,
                )
            })
            .collect(),
    ))
}

/// What a sailing was, and is.
pub fn history(desk: &Desk, id: &SailingId) -> Result<Reply, Failure> {
    let Some(now) = records::sailing(&*desk.view, id)? else {
        return Err(Failure::new(
            FailureKind::UnknownSailing,
            Text::of("error.unknown-sailing").with("sailing", id),
        ));
    };
    let mut prefix = id.as_str().as_bytes().to_vec();
    prefix.push(b'/');
    let length = prefix.len() + size_of::<u64>();
    let before: Vec<(Vec<u8>, Sailing)> =
        records::scan(&*desk.view, Table::SailingHistory, &Range::prefix(prefix))
            .map_err(|error| failed(&error))?;
    // A longer id may begin with this one.
    let before = before.into_iter().filter(|(key, _)| key.len() == length);
    Ok(Reply::SailingHistory(
        before.map(|(_, sailing)| sailing).chain([now]).collect(),
    ))
}
