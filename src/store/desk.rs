//! The store on disk, open: the journal's end, the view, and the state between them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::admit::{Admitted, admit};
use super::disk::{Disk, RealDisk};
use super::format::{FORMAT, Place};
use super::journal::Journal;
use super::lock::Lock;
use super::shared::SharedView;
use super::upkeep::Upkeep;
use super::{Batch, CommitError, Health, Store, StoreError, View, Why, clean, reserve};

/// How a store is opened.
#[derive(Clone)]
pub struct Options {
    /// Where the journal's files are written.
    pub disk: Arc<dyn Disk>,
    /// A segment that has grown so long is sealed.
    pub segment_bytes: u64,
    /// So many sealed segments are folded into a snapshot.
    pub fold_after: usize,
    /// What sled may keep in memory.
    pub cache_bytes: u64,
    /// Room held back for the view on a full disk.
    pub reserve_bytes: u64,
    /// With less room than this the desk is read-only: sled cannot stand a full disk.
    pub free_bytes: u64,
    /// A read-only desk tries to work again so often.
    pub retry: Duration,
    /// How long another process's lock is waited for.
    pub lock_wait: Duration,
    /// Asked, once that is over, whether another process's lock is to be waited for still: it may be
    /// about to end.
    pub waits: Option<Waits>,
    /// Reads from memory only, no sled: for tools and tests.
    pub view_in_memory: bool,
    /// The format that is written, and the newest that is read: this build's, but in tests.
    pub format: u32,
    /// Told how many rows have been taken in while the view is rebuilt.
    pub progress: Option<Progress>,
}

/// Says whether to go on waiting.
pub type Waits = Arc<dyn Fn() -> bool + Send + Sync>;

/// Told how far something long has come.
pub type Progress = Arc<dyn Fn(u64) + Send + Sync>;

impl Default for Options {
    fn default() -> Self {
        const MB: u64 = 1024 * 1024;
        Self {
            disk: Arc::new(RealDisk),
            segment_bytes: 16 * MB,
            fold_after: 4,
            cache_bytes: 64 * MB,
            reserve_bytes: 8 * MB,
            free_bytes: 16 * MB,
            retry: Duration::from_secs(1),
            lock_wait: Duration::from_secs(2),
            waits: None,
            view_in_memory: false,
            format: FORMAT,
            progress: None,
        }
    }
}

/// What was found when the store was opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenReport {
    /// The last commit.
    pub sequence: u64,
    /// A torn tail that was cut off; nothing in it was acknowledged.
    pub torn: Option<super::Torn>,
    /// Records that were taken in while it was rebuilt.
    pub taken_in: u64,
    /// Why the view was rebuilt; `None` when it was found as it was left.
    pub rebuilt: Option<String>,
    /// Other things worth a line in the log.
    pub notes: Vec<String>,
    /// The copy that was made before the format was raised.
    pub copy_before_migration: Option<PathBuf>,
}

impl OpenReport {
    /// What is worth a line in the log.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = self.notes.clone();
        notes.extend(self.torn.as_ref().map(|torn| {
            let (path, bytes) = (torn.path.display(), torn.bytes);
            format!(
                "{bytes} unacknowledged bytes were cut off {path}: {}",
                torn.what
            )
        }));
        notes.extend(
            self.rebuilt
                .as_ref()
                .map(|why| format!("the view was rebuilt: {why}")),
        );
        notes.extend(self.copy_before_migration.as_ref().map(|copy| {
            format!(
                "the store was raised to a new format; a copy is kept in {}",
                copy.display()
            )
        }));
        notes
    }
}

/// The store on disk.
pub struct DeskStore {
    pub(super) place: Place,
    pub(super) journal: Journal,
    pub(super) view: Arc<SharedView>,
    pub(super) on_disk: bool,
    pub(super) read_only: Option<ReadOnly>,
    pub(super) upkeep: Upkeep,
    pub(super) options: Options,
    /// Given up last: everything above is done with the home by then.
    pub(super) _lock: Lock,
}

/// Why nothing can be written, and when that was last tried.
pub(super) struct ReadOnly {
    why: Why,
    tried: Instant,
}

impl DeskStore {
    pub(super) fn degrade(&mut self, why: Why) {
        tracing::error!(%why, "the desk is read-only");
        self.read_only = Some(ReadOnly {
            why,
            tried: Instant::now(),
        });
    }

    /// `Ok` when a group may be written now.
    fn ready(&mut self) -> Result<(), Why> {
        if let Some(read_only) = &self.read_only {
            if read_only.tried.elapsed() < self.options.retry {
                return Err(read_only.why.clone());
            }
            if let Err(why) = self.resume() {
                self.read_only = Some(ReadOnly {
                    why: why.clone(),
                    tried: Instant::now(),
                });
                return Err(why);
            }
            tracing::info!("the desk takes work again");
            self.read_only = None;
        }
        if let Err(why) = self.room() {
            self.degrade(why.clone());
            return Err(why);
        }
        if self.journal.is_full() {
            match self.journal.roll() {
                Ok(()) => self.upkeep.sealed(&self.place),
                Err(error) => {
                    let why = Why::from(&error);
                    self.degrade(why.clone());
                    return Err(why);
                }
            }
        }
        Ok(())
    }

    fn resume(&mut self) -> Result<(), Why> {
        self.room()?;
        let sequence = self.journal.position().sequence;
        self.view
            .catch_up(sequence)
            .map_err(|error| Why::from(&error))?;
        if self.journal.is_stopped() {
            self.journal.roll().map_err(|error| Why::from(&error))?;
        }
        let _ = reserve::hold(&self.place, self.options.reserve_bytes);
        Ok(())
    }

    fn room(&self) -> Result<(), Why> {
        match self.place.disk.free(&self.place.root) {
            Ok(free) if free < self.options.free_bytes => Err(Why::Full {
                left_kb: free / 1024,
            }),
            Ok(_) => Ok(()),
            Err(error) => Err(Why::Failed {
                path: self.place.root.clone(),
                said: error.to_string(),
            }),
        }
    }
}

impl Store for DeskStore {
    fn view(&self) -> Arc<dyn View> {
        self.view.clone()
    }

    fn commit(&mut self, batches: Vec<Batch>) -> Vec<Result<u64, CommitError>> {
        if let Err(why) = self.ready() {
            return refuse(batches.len(), &CommitError::Degraded(why));
        }
        let count = batches.len();
        let Admitted { entries, answers } = admit(&*self.view, batches);
        if entries.is_empty() {
            return answers;
        }
        let before = self.journal.position();
        if let Err(error) = self.journal.append(&entries) {
            self.degrade((&error).into());
            // What was refused or answered before stays so; the rest nobody can know.
            let known = |answer: Result<u64, CommitError>| match answer {
                Ok(sequence) if sequence > before.sequence => Err(CommitError::Unknown),
                known => known,
            };
            return answers.into_iter().map(known).collect();
        }
        match self.view.apply(&entries) {
            Ok(()) => answers,
            Err(error) => {
                // It is in the journal, but nobody can read it: only a new start helps.
                self.degrade((&error).into());
                refuse(count, &CommitError::Unknown)
            }
        }
    }

    fn health(&self) -> Health {
        Health {
            read_only: self
                .read_only
                .as_ref()
                .map(|read_only| read_only.why.clone()),
            view_in_memory: self.view.why_in_memory(),
            upkeep: self.upkeep.failure(),
            sequence: self.view.sequence(),
        }
    }

    fn tend(&mut self) -> Health {
        // Whether it may write again is all that is asked; the reason is in the health.
        let _ = self.ready();
        self.health()
    }

    fn close(mut self: Box<Self>) -> Result<(), StoreError> {
        self.upkeep.finish();
        let sequence = self.journal.position().sequence;
        let healthy = self.view.why_in_memory().is_none() && self.view.sequence() == sequence;
        // Dropping sled's handle writes out what it holds; only then are its files what they are.
        drop(self.view.end());
        self.journal.close();
        if self.on_disk && healthy {
            clean::vouch(&self.place, sequence)?;
        }
        Ok(())
    }
}

fn refuse(count: usize, error: &CommitError) -> Vec<Result<u64, CommitError>> {
    (0..count).map(|_| Err(error.clone())).collect()
}
