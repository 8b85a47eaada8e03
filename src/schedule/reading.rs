//! What comes out of a file: each row's fate, in chunks, and the sum.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::headings::comparable;
use super::layout::Column;
use crate::domain::{Sailing, SailingId, Text};

/// The most rows that a chunk holds: few enough that nobody waits long for one, many enough that their syncs
/// cost little. The desk takes four times as many.
pub const CHUNK_ROWS: usize = 500;

/// Something said of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The sheet's row, from 1.
    pub row: u32,
    /// The column's heading.
    pub column: String,
    /// What stands there, odd characters made visible.
    pub value: String,
    /// What is wrong.
    pub reason: Text,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Fate {
    /// Its sailings are good: one, or one a port of a rotation.
    Taken(Vec<Sailing>),
    /// It says what an earlier row said.
    Merged {
        /// That row.
        with: u32,
    },
    /// It is not to be trusted: the gravest reason first. One row, one or more reasons.
    Rejected(Vec<Remark>),
    /// It contradicts an earlier row about the same sailing, which stays; the operator decides.
    Held(Vec<Conflict>),
}

impl Fate {
    /// The sailings that go in: all of a row that was taken.
    pub fn taken(self) -> Vec<Sailing> {
        match self {
            Self::Taken(sailings) => sailings,
            Self::Merged { .. } | Self::Rejected(_) | Self::Held(_) => Vec::new(),
        }
    }
}

/// Two rows about one sailing that do not agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The sailing.
    pub id: SailingId,
    /// The row that came first, whose sailing stays.
    pub first: u32,
    /// What this row says.
    pub sailing: Sailing,
    /// What they disagree about.
    pub reason: Text,
}

/// A data row, read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadRow {
    /// The sheet's row, from 1.
    pub row: u32,
    /// What became of it.
    pub fate: Fate,
    /// Of a rotation's row that was not taken whole, the sailings that are good: they go in.
    pub beside: Vec<Sailing>,
    /// What is odd about it though it was read.
    pub warned: Vec<Remark>,
}

/// How a file was read: what the preview shows before any row goes in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The encoding: `UTF-8`, `GB18030`, `UTF-16LE`; `XLSX` for a workbook.
    pub encoding: String,
    /// The sheet, in a workbook.
    pub sheet: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The row that the header begins at, and how many rows it has.
    pub header: (u32, u32),
    /// About how many data rows there are.
    pub rows: u32,
    /// What was taken from beside the table: the carrier from the title, sheets left unread.
    pub notes: Vec<Text>,
    /// The first data rows as they stand, to compare the columns with.
    pub sample: Vec<Vec<String>>,
}

impl Preview {
    /// What tells the sender's files: their headings, whatever the rows below.
    pub fn signature(&self) -> String {
        use std::hash::Hasher;
        // FNV: the same on every build, for it is kept.
        let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
        for column in &self.columns {
            hash.write(comparable(&column.heading).as_bytes());
            hash.write(&[0]);
        }
        format!("{:016x}", hash.finish())
    }
}

struct Fnv(u64);

impl std::hash::Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A read file, summed up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// How it was read.
    pub preview: Preview,
    /// The data rows: taken, merged, rejected and held back.
    pub rows: u32,
    /// Rows whose sailings were good.
    pub taken: u32,
    /// Rows that said what an earlier one said.
    pub merged: u32,
    /// Rows rejected.
    pub rejected: u32,
    /// Rows held back by a conflict.
    pub held: u32,
}

/// What an import tells its operator: the rows' part of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RowReport {
    /// One entry a rejected row; further reasons of the row stand in `also`.
    pub rejected: Vec<Remark>,
    /// Further reasons of rejected rows.
    pub also: Vec<Remark>,
    /// What is odd and was taken.
    pub warned: Vec<Remark>,
    /// Conflicts, one a sailing.
    pub conflicts: Vec<ConflictReport>,
}

/// A conflict with every row that has a part in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConflictReport {
    /// The sailing.
    pub id: SailingId,
    /// The row that stays and those held back.
    pub rows: Vec<u32>,
    /// What they disagree about.
    pub reason: Text,
    /// What the rows held back say, to be settled by row.
    pub held: Vec<Sailing>,
}

impl ReadRow {
    /// A row about which nothing else is to be said.
    pub(super) fn of(row: u32, fate: Fate) -> Self {
        Self {
            row,
            fate,
            beside: Vec::new(),
            warned: Vec::new(),
        }
    }

    /// The sailings that go in.
    pub fn good(self) -> Vec<Sailing> {
        let mut good = self.fate.taken();
        good.extend(self.beside);
        good
    }
}

impl RowReport {
    /// Notes a chunk's rows.
    pub fn note(&mut self, rows: &[ReadRow]) {
        for row in rows {
            self.warned.extend(row.warned.iter().cloned());
            match &row.fate {
                Fate::Rejected(reasons) => {
                    self.rejected.extend(reasons.first().cloned());
                    self.also.extend(reasons.iter().skip(1).cloned());
                }
                Fate::Held(conflicts) => {
                    for conflict in conflicts {
                        self.conflict(row.row, conflict);
                    }
                }
                Fate::Taken(_) | Fate::Merged { .. } => {}
            }
        }
    }

    /// Leaves out the conflicts that were decided before. How many rows nothing holds back any more: they
    /// say what the operator has heard already.
    pub fn keep_conflicts(&mut self, waiting: &[SailingId]) -> u32 {
        let held = |report: &Self| -> BTreeSet<u32> {
            let conflicts = report.conflicts.iter();
            conflicts
                .flat_map(|conflict| conflict.rows.iter().skip(1).copied())
                .collect()
        };
        let before = held(self);
        self.conflicts
            .retain(|conflict| waiting.contains(&conflict.id));
        let after = held(self);
        u32::try_from(before.difference(&after).count()).unwrap_or(u32::MAX)
    }

    fn conflict(&mut self, row: u32, conflict: &Conflict) {
        let known = self
            .conflicts
            .iter_mut()
            .find(|known| known.id == conflict.id);
        if let Some(known) = known {
            known.rows.push(row);
            known.held.push(conflict.sailing.clone());
        } else {
            self.conflicts.push(ConflictReport {
                id: conflict.id.clone(),
                rows: vec![conflict.first, row],
                reason: conflict.reason.clone(),
                held: vec![conflict.sailing.clone()],
            });
        }
    }
}
