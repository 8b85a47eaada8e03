//! A schedule file into the desk: read here as it streams by, sent in chunks with other people's
//! commands in between.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;

use super::{Client, Terms};
use crate::domain::Text;
use crate::protocol::{
    Failure, FailureKind, ImportBegin, ImportReport, ImportRow, LookupKind, Reply, Request,
};
use crate::reference::Reference;
use crate::schedule::{
    self, CHUNK_ROWS, ColumnMapping, Fate, KnownVessels, ReadOptions, ReadRow, Reading, RowReport,
    ScheduleError,
};

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

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The part of the file that this pass has read, in bytes.
    pub bytes: u64,
    /// The file's size.
    pub size: u64,
    /// Data rows done; none while the file is being looked at.
    pub rows: u32,
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

/// Opens a file for reading twice; `-` is standard input. What cannot be read twice (a pipe) is put
/// on disk first, in a file without a name.
pub fn open(file: &str) -> Result<File, Failure> {
    let opened = if file == "-" {
        spooled(&mut io::stdin().lock())
    } else {
        File::open(file).and_then(|mut opened| {
            let kind = opened.metadata()?;
            if kind.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            if kind.is_file() {
                Ok(opened)
            } else {
                spooled(&mut opened)
            }
        })
    };
    opened.map_err(|error| {
        Failure::new(
            FailureKind::Unreadable,
            Text::of("error.unreadable")
                .with("what", file)
                .with("errors", error),
        )
        .hint(Text::of("error.unreadable-hint"))
    })
}

fn spooled(source: &mut dyn Read) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let path = std::env::temp_dir().join(format!("shipdesk-{}", uuid::Uuid::new_v4()));
    let mut file = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)?;
    std::fs::remove_file(&path)?;
    io::copy(source, &mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// A file's name without its folder, as sailings keep it.
pub fn name_of(file: &str) -> String {
    Path::new(file).file_name().map_or_else(
        || file.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// A file that tells how far it has been read, and stops where it is told to.
struct Watched<'a, 'e> {
    file: File,
    at: u64,
    size: u64,
    rows: &'a Cell<u32>,
    each: &'e mut (dyn FnMut(Progress) -> ControlFlow<()> + 'e),
    stopped: &'a Cell<bool>,
}

impl Read for Watched<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.file.read(buffer)?;
        self.at += got as u64;
        let progress = Progress {
            bytes: self.at,
            size: self.size,
            rows: self.rows.get(),
        };
        if (self.each)(progress).is_break() {
            self.stopped.set(true);
            return Err(io::Error::other("stopped"));
        }
        Ok(got)
    }
}

impl Seek for Watched<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.file.seek(to)?;
        Ok(self.at)
    }
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
        file,
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
    let reading = read.map_err(|error| {
        if stopped.get() {
            return cancelled();
        }
        unread(&error, &options.file)
    })?;
    sending.end()?;
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
            let Fate::Taken(taken) = row.fate else {
                continue;
            };
            // A row of a rotation holds several sailings.
            for sailing in taken {
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
        let Reply::Imported(report) = self.client.ask(request, &Terms::default())? else {
            return Err(odd_answer());
        };
        self.changes.added += report.added;
        self.changes.changed += report.changed;
        self.changes.unchanged += report.unchanged;
        self.changes.affected.extend(report.affected);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Failure> {
        let Some(import) = self.import else {
            return Ok(());
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
        self.client.ask(end, &Terms::default())?;
        Ok(())
    }
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
