//! A schedule file into the desk: read here as it streams by, sent in chunks with other people's
//! commands in between.

use std::cell::Cell;
use std::fs::File;
use std::ops::ControlFlow;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Client, Terms};
use crate::domain::{SailingId, Text};
use crate::protocol::{
    Failure, FailureKind, ImportBegin, ImportReport, ImportRow, LookupKind, Reply, Request,
};
use crate::reference::Reference;
use crate::schedule::{
    self, CHUNK_ROWS, ColumnMapping, KnownVessels, Preview, ReadOptions, ReadRow, Reading,
    RowReport, ScheduleError,
};

mod source;

use source::Watched;
pub use source::{Progress, name_of, open};

/// What came of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// How the file was read, and its rows.
    pub reading: Reading,
    /// What is said of single rows.
    pub rows: RowReport,
    /// What it changed, or would.
    pub changes: ImportReport,
}

/// An import to be run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How the file is read.
    pub options: ReadOptions,
    /// Only say what would change.
    pub dry_run: bool,
    /// What goes with its first request.
    pub terms: Terms,
}

/// How a file would be read, as `each` hears how far that is; it may stop it.
///
/// # Errors
/// No schedule that can be read, or stopped.
pub fn preview(
    file: &mut File,
    options: &ReadOptions,
    reference: &Reference,
    each: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Preview, Failure> {
    let size = file.metadata().map_or(0, |data| data.len());
    let (rows, stopped) = (Cell::new(0), Cell::new(false));
    let mut source = Watched {
        file,
        at: 0,
        size,
        rows: &rows,
        each,
        stopped: &stopped,
    };
    schedule::preview(&mut source, options, reference).map_err(|error| {
        if stopped.get() {
            cancelled()
        } else {
            unread(&error, &options.file)
        }
    })
}

/// Reads a file and sends what it holds. `each` hears how far it is and may stop it: before the first
/// chunk is sent nothing has changed; later the import stays marked as incomplete.
pub fn run(
    client: &mut Client,
    reference: &Reference,
    file: File,
    plan: &Plan,
    each: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Imported, Failure> {
    let known = known_vessels(client)?;
    let mut options = plan.options.clone();
    let mut file = file;
    if options.mapping.is_none() {
        options.mapping = remembered(client, reference, &mut file, &options)?;
    }
    let size = file.metadata().map_or(0, |data| data.len());
    let (rows, stopped) = (Cell::new(0), Cell::new(false));
    let mut source = Watched {
        file: &mut file,
        at: 0,
        size,
        rows: &rows,
        each,
        stopped: &stopped,
    };
    let mut sending = Sending {
        client,
        plan,
        import: None,
        changes: ImportReport::default(),
        rows: RowReport::default(),
        parts: 0,
    };
    let mut failed = None;
    let read = schedule::read(&mut source, &options, reference, known, &mut |chunk| {
        rows.set(rows.get().saturating_add(chunk.len() as u32));
        match sending.send(chunk) {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                failed = Some(failure);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(failure) = failed {
        return Err(failure);
    }
    let mut reading = read.map_err(|error| {
        if stopped.get() {
            return cancelled();
        }
        unread(&error, &options.file)
    })?;
    let waiting = sending.end()?;
    let decided = sending.rows.keep_conflicts(&waiting);
    reading.held -= decided;
    reading.merged += decided;
    Ok(Imported {
        reading,
        rows: sending.rows,
        changes: sending.changes,
    })
}

/// Stopped by its operator.
fn cancelled() -> Failure {
    Failure::new(FailureKind::Refused, ScheduleError::Cancelled.message())
        .hint(Text::of("schedule.cancelled-hint"))
}

/// A file that could not be read as a schedule.
pub fn unread(error: &ScheduleError, file: &str) -> Failure {
    Failure::new(FailureKind::Unreadable, error.message())
        .hint(Text::of("schedule.error-hint").with("file", file))
}

/// What a sender's columns are remembered under.
pub fn sender_key(signature: &str) -> String {
    format!("schedule-columns/{signature}")
}

/// The columns as the operator once corrected them for files with this header.
fn remembered(
    client: &mut Client,
    reference: &Reference,
    file: &mut File,
    options: &ReadOptions,
) -> Result<Option<ColumnMapping>, Failure> {
    let Reply::Preferences(settings) = client.ask(Request::Preferences, &Terms::default())? else {
        return Ok(None);
    };
    if !settings
        .iter()
        .any(|(name, _)| name.starts_with(&sender_key("")))
    {
        return Ok(None);
    }
    // A file that cannot be read says so when it is read.
    let Ok(preview) = schedule::preview(file, options, reference) else {
        return Ok(None);
    };
    let key = sender_key(&preview.signature());
    Ok(settings
        .iter()
        .find(|(name, _)| *name == key)
        .and_then(|(_, value)| serde_json::from_str(value).ok()))
}

/// An import under way: each chunk goes to the desk as it is read.
struct Sending<'a> {
    client: &'a mut Client,
    plan: &'a Plan,
    import: Option<u64>,
    changes: ImportReport,
    rows: RowReport,
    /// The requests that followed the first.
    parts: u32,
}

impl Sending<'_> {
    /// The import's number; it begins with the first chunk, so that a file with no schedule in it
    /// leaves nothing behind.
    fn number(&mut self) -> Result<u64, Failure> {
        if self.plan.dry_run {
            return Ok(0);
        }
        if let Some(import) = self.import {
            return Ok(import);
        }
        let begin = Request::ImportBegin(ImportBegin {
            file: self.plan.options.file.clone(),
            carrier: self.plan.options.carrier.clone(),
            as_of: self.plan.options.as_of,
        });
        match self.client.ask(begin, &self.plan.terms)? {
            Reply::Import(import) => {
                self.import = Some(import);
                Ok(import)
            }
            _ => Err(odd_answer()),
        }
    }

    fn send(&mut self, rows: Vec<ReadRow>) -> Result<(), Failure> {
        let import = self.number()?;
        self.rows.note(&rows);
        let mut sailings = Vec::with_capacity(rows.len().min(CHUNK_ROWS));
        for row in rows {
            // A row of a rotation holds several sailings.
            for sailing in row.good() {
                sailings.push(ImportRow { sailing });
                if sailings.len() == CHUNK_ROWS {
                    self.rows_in(import, std::mem::take(&mut sailings))?;
                }
            }
        }
        if sailings.is_empty() {
            return Ok(());
        }
        self.rows_in(import, sailings)
    }

    fn rows_in(&mut self, import: u64, rows: Vec<ImportRow>) -> Result<(), Failure> {
        let request = Request::ImportRows {
            import,
            rows,
            dry_run: self.plan.dry_run,
        };
        let terms = self.terms_of_part();
        let Reply::Imported(report) = self.client.ask(request, &terms)? else {
            return Err(odd_answer());
        };
        self.changes.added += report.added;
        self.changes.changed += report.changed;
        self.changes.unchanged += report.unchanged;
        self.changes.affected.extend(report.affected);
        Ok(())
    }

    /// Ends it; the sailings whose conflicts wait for a decision.
    fn end(&mut self) -> Result<Vec<SailingId>, Failure> {
        let Some(import) = self.import else {
            let all = self.rows.conflicts.iter();
            return Ok(all.map(|conflict| conflict.id.clone()).collect());
        };
        let mut conflicts = Vec::new();
        for conflict in &self.rows.conflicts {
            let mut claims = Vec::new();
            let stays = Request::Sailing(conflict.id.clone());
            // The row that stays is one of the two to choose from.
            if let Reply::Sailing(stays) = self.client.ask(stays, &Terms::default())? {
                let mut stays = *stays;
                stays.source.file.clone_from(&self.plan.options.file);
                stays.source.row = conflict.rows.first().copied().unwrap_or(stays.source.row);
                claims.push(stays);
            }
            claims.extend(conflict.held.iter().cloned());
            conflicts.push((conflict.id.clone(), claims));
        }
        let end = Request::ImportEnd { import, conflicts };
        let terms = self.terms_of_part();
        match self.client.ask(end, &terms)? {
            Reply::Conflicts(waiting) => Ok(waiting.into_iter().map(|(id, _)| id).collect()),
            _ => Err(odd_answer()),
        }
    }

    /// An import that is sent again under its id gets the first answer to each of its parts: each has
    /// an id of its own, made of the import's. What only asks is asked anew.
    fn terms_of_part(&mut self) -> Terms {
        self.parts += 1;
        let given = self.plan.terms.request_id.filter(|_| !self.plan.dry_run);
        Terms {
            request_id: given.map(|id| part_of(id, self.parts)),
            expect_version: None,
        }
    }
}

/// The id of an import's part: no other import's, whatever its own is.
fn part_of(id: Uuid, part: u32) -> Uuid {
    let digest = Sha256::new()
        .chain_update(id.as_bytes())
        .chain_update(part.to_be_bytes())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Uuid::from_bytes(bytes)
}

/// The vessels of the stored schedule, whose spelling is settled.
fn known_vessels(client: &mut Client) -> Result<KnownVessels, Failure> {
    let asked = Request::Lookup {
        kind: LookupKind::Vessel,
        query: String::new(),
    };
    match client.ask(asked, &Terms::default())? {
        Reply::Names(names) => Ok(KnownVessels::new(names.iter().map(String::as_str))),
        _ => Err(odd_answer()),
    }
}

/// An answer that does not belong to its request: client and desk do not speak alike.
fn odd_answer() -> Failure {
    Failure::new(FailureKind::Version, Text::of("error.odd-answer"))
        .hint(Text::of("error.version-hint"))
}
