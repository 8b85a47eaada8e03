//! Imports as the screen runs them: on a thread with a connection of its own, so that the keys are
//! heard meanwhile.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::rejoin::Door;
use super::terminal::Waker;
use crate::client::import::{self, Imported, Plan, Progress};
use crate::client::{Client, Terms};
use crate::domain::Scac;
use crate::protocol::Failure;
use crate::reference::Reference;
use crate::schedule::{ColumnMapping, Preview, ReadOptions};

/// How often progress is told.
const EVERY: Duration = Duration::from_millis(250);

/// A file of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// A folder.
    pub is_folder: bool,
    /// Its size in bytes.
    pub size: u64,
}

/// A file and how it is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The file's path.
    pub file: String,
    /// The carrier of rows that name none.
    pub carrier: Option<Scac>,
    /// The day that settles dates without a year.
    pub as_of: NaiveDate,
    /// The columns as the operator corrected them.
    pub mapping: Option<ColumnMapping>,
}

/// What the screen asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// What a folder holds; the text as typed comes back with it.
    List(String),
    /// How a file would be read; corrections that are remembered, by their senders' keys.
    Look(Box<Wanted>, Vec<(String, String)>),
    /// The file into the desk, or what that would change.
    Run(Box<Wanted>, bool),
    /// Stop what runs.
    Stop,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// A folder's files, for the text that was typed.
    Listed(String, Vec<Entry>),
    /// How a file would be read, and the corrections that were remembered for its sender.
    Looked(Box<Result<(Preview, ColumnMapping), Failure>>),
    /// How far it is.
    Progress(Progress),
    /// The end; whether it only said what would change.
    Ended(bool, Box<Result<Imported, Failure>>),
}

/// Runs imports.
pub struct Importer {
    door: Door,
    waker: Waker,
    sender: Sender<News>,
    news: Receiver<News>,
    stop: Arc<AtomicBool>,
}

impl Importer {
    /// With nothing under way.
    pub fn new(door: Door, waker: Waker) -> Self {
        let (sender, news) = channel();
        Self {
            door,
            waker,
            sender,
            news,
            stop: Arc::default(),
        }
    }

    /// What has come of it.
    pub fn next(&self) -> Option<News> {
        self.news.try_recv().ok()
    }

    /// Takes an order, on a thread of its own.
    pub fn take(&mut self, order: Order, reference: &Reference) {
        if order == Order::Stop {
            self.stop.store(true, Ordering::SeqCst);
            return;
        }
        // What runs already hears its own sign to stop.
        self.stop = Arc::default();
        let (door, reference, stop) =
            (self.door.clone(), reference.clone(), Arc::clone(&self.stop));
        let (sender, waker) = (self.sender.clone(), self.waker.clone());
        std::thread::spawn(move || {
            let tell = |news| {
                // The screen may be gone by now.
                if sender.send(news).is_ok() {
                    waker.wake();
                }
            };
            match order {
                Order::List(typed) => {
                    let entries = entries(&typed);
                    tell(News::Listed(typed, entries));
                }
                Order::Look(wanted, remembered) => {
                    let looked = look(&wanted, &remembered, &reference, &stop, &tell);
                    tell(News::Looked(Box::new(looked)));
                }
                Order::Run(wanted, dry_run) => {
                    let imported = run(&door, &wanted, dry_run, &stop, &tell);
                    tell(News::Ended(dry_run, Box::new(imported)));
                }
                Order::Stop => {}
            }
        });
    }
}

/// The folder that a typed path lies in, and the beginning of the name in it.
pub fn parted(typed: &str) -> (String, String) {
    let home = std::env::var("HOME").unwrap_or_default();
    let typed = match typed.strip_prefix("~/") {
        Some(rest) => format!("{home}/{rest}"),
        None => typed.to_owned(),
    };
    match typed.rsplit_once('/') {
        Some((folder, name)) => (format!("{folder}/"), name.to_owned()),
        None => ("./".to_owned(), typed),
    }
}

/// The files that a typed path may go on to: folders first, then the newest.
fn entries(typed: &str) -> Vec<Entry> {
    let (folder, begun) = parted(typed);
    let mut found: Vec<(Entry, std::time::SystemTime)> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let hidden = name.starts_with('.') && !begun.starts_with('.');
            let fits = name.to_lowercase().contains(&begun.to_lowercase());
            let data = std::fs::metadata(entry.path()).ok()?;
            (fits && !hidden).then(|| {
                let entry = Entry {
                    name,
                    is_folder: data.is_dir(),
                    size: data.len(),
                };
                let at = data.modified().unwrap_or(std::time::UNIX_EPOCH);
                (entry, at)
            })
        })
        .collect();
    found.sort_by(|(one, one_at), (other, other_at)| {
        (other.is_folder.cmp(&one.is_folder))
            .then(other_at.cmp(one_at))
            .then(one.name.cmp(&other.name))
    });
    found
        .into_iter()
        .map(|(entry, _)| entry)
        .take(200)
        .collect()
}

fn options(wanted: &Wanted) -> ReadOptions {
    let mut options = ReadOptions::new(import::name_of(&wanted.file), wanted.as_of);
    options.carrier.clone_from(&wanted.carrier);
    options.mapping.clone_from(&wanted.mapping);
    options
}

fn look(
    wanted: &Wanted,
    remembered: &[(String, String)],
    reference: &Reference,
    stop: &AtomicBool,
    tell: &dyn Fn(News),
) -> Result<(Preview, ColumnMapping), Failure> {
    let mut file = import::open(&wanted.file)?;
    let mut options = options(wanted);
    let mut each = watched(stop, tell);
    let mut preview =
        |options: &ReadOptions| import::preview(&mut file, options, reference, &mut each);
    let plain = preview(&options)?;
    if let Some(mapping) = &wanted.mapping {
        return Ok((plain, mapping.clone()));
    }
    let key = import::sender_key(&plain.signature());
    let known: Option<ColumnMapping> = remembered
        .iter()
        .find(|(name, _)| *name == key)
        .and_then(|(_, value)| serde_json::from_str(value).ok());
    match known {
        Some(mapping) => {
            options.mapping = Some(mapping.clone());
            Ok((preview(&options)?, mapping))
        }
        None => Ok((plain, ColumnMapping::default())),
    }
}

fn run(
    door: &Door,
    wanted: &Wanted,
    dry_run: bool,
    stop: &AtomicBool,
    tell: &dyn Fn(News),
) -> Result<Imported, Failure> {
    let file = import::open(&wanted.file)?;
    let mut client = Client::connect_running(&door.place, door.act_as.clone(), false)?;
    let reference = Reference::of_files(&client.session().tables);
    let plan = Plan {
        options: options(wanted),
        dry_run,
        terms: Terms::default(),
    };
    import::run(
        &mut client,
        &reference,
        file,
        &plan,
        &mut watched(stop, tell),
    )
}

/// Tells how far a file has been read, now and then, and stops where that is asked for.
fn watched(stop: &AtomicBool, tell: &dyn Fn(News)) -> impl FnMut(Progress) -> ControlFlow<()> {
    let mut told = Instant::now();
    move |progress| {
        if told.elapsed() >= EVERY {
            told = Instant::now();
            tell(News::Progress(progress));
        }
        if stop.load(Ordering::SeqCst) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}
