//! Opening a store: what was left behind is checked, mended, and said.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use uuid::Uuid;

use super::desk::{DeskStore, OpenReport, Options};
use super::format::{self, Marked, Place};
use super::history::{self, Tail};
use super::journal::{self, Journal};
use super::memory::MemoryView;
use super::shared::SharedView;
use super::sled::SledView;
use super::upkeep::Upkeep;
use super::view::Backend;
use super::{StoreError, backup, clean, fill, lock, reserve, segment};

/// Opens the store of a home, or makes an empty one.
///
/// A torn tail is cut off and reported. Damage in what was acknowledged is an error, and nothing is
/// changed then.
pub fn open(home: &Path, options: &Options) -> Result<(DeskStore, OpenReport), StoreError> {
    let disk = options.disk.clone();
    disk.create_dir(home)
        .map_err(StoreError::io("create", home))?;
    let goes_on = || options.waits.as_ref().is_some_and(|waits| waits());
    let mut lock = lock::take_after(home, options.lock_wait, &goes_on)?;
    let mut report = OpenReport::default();
    let place = place(home, options, lock.held, &mut report)?;
    lock.holds(place.generation);
    let acknowledged = journal::acknowledged(&place).unwrap_or_else(|error| {
        report.notes.push(error.to_string());
        0
    });
    let (tail, backend, on_disk, in_memory) = view(&place, options, acknowledged, &mut report)?;
    for stillborn in segment::survey(&place, false)?.stillborn {
        report
            .notes
            .push(format!("{} was begun and never used", stillborn.display()));
        // It may stay: it holds nothing, and its number is passed over.
        let _ = disk.remove(&stillborn);
    }
    let (journal, stopped) = Journal::open(&place, &tail, options.segment_bytes);
    report.sequence = tail.position.sequence;
    report.torn = tail.torn;
    let _ = reserve::hold(&place, options.reserve_bytes);
    let view = Arc::new(SharedView::new(place.clone(), backend, in_memory));
    let upkeep = Upkeep::new(options.fold_after);
    let options = options.clone();
    let mut store = DeskStore {
        place,
        journal,
        view,
        on_disk,
        read_only: None,
        upkeep,
        options,
        _lock: lock,
    };
    match stopped {
        Some(error) => store.degrade((&error).into()),
        None => store.upkeep.sealed(&store.place),
    }
    Ok((store, report))
}

/// The store's folder, made if there is none, raised to this build's format if it is older.
fn place(
    home: &Path,
    options: &Options,
    held: Option<Uuid>,
    report: &mut OpenReport,
) -> Result<Place, StoreError> {
    let (disk, root) = (options.disk.clone(), home.join("store"));
    let fresh = || Place {
        format: options.format,
        ..Place::new(disk.clone(), root.clone(), Uuid::new_v4())
    };
    let marked = match disk
        .length(&root)
        .map_err(StoreError::io("look at", &root))?
    {
        None => None,
        Some(_) => format::read(&*disk, &root)?,
    };
    let Some(marked) = marked else {
        let place = fresh();
        if place.holds_history() {
            return Err(format::missing(&root));
        }
        if let Some(generation) = held {
            return Err(StoreError::Gone {
                path: root,
                generation,
                lock: lock::path(home),
            });
        }
        place.create()?;
        // The home's own entry, where whoever made it did not see to that; its parent may be closed
        // to us, and then it was there before.
        let _ = home.parent().map(|parent| disk.sync_dir(parent));
        let marked = Marked {
            format: place.format,
            generation: place.generation,
        };
        format::write(&*disk, &root, marked)?;
        return Ok(place);
    };
    if marked.format > options.format {
        let what = root.display().to_string();
        return Err(StoreError::Newer {
            what,
            found: marked.format,
            known: options.format,
        });
    }
    let place = Place {
        generation: marked.generation,
        ..fresh()
    };
    let folders = [place.journal(), place.snapshots(), place.archive()];
    if folders
        .iter()
        .any(|dir| !matches!(disk.length(dir), Ok(Some(_))))
    {
        place.create()?;
    }
    if marked.format < options.format {
        report.copy_before_migration = Some(raise(home, &place, marked)?);
    }
    Ok(place)
}

/// Raises the format: a verified copy first, and the mark last. What is there stays as it is, since
/// each file names its own format; whatever is written from now on is of the new one.
fn raise(home: &Path, place: &Place, old: Marked) -> Result<std::path::PathBuf, StoreError> {
    let copy = home.join(format!("before-format-{}", place.format));
    if copy.exists() {
        // Of an attempt that was cut short before the mark was written.
        fs::remove_dir_all(&copy).map_err(StoreError::io("remove", &copy))?;
    }
    let acknowledged = journal::acknowledged(place).unwrap_or(0);
    let tail = history::end(place, acknowledged)?;
    let before = Place {
        format: old.format,
        ..place.clone()
    };
    backup::copy(&before, &copy, tail.position.sequence)?;
    format::write(
        &*place.disk,
        &place.root,
        Marked {
            format: place.format,
            ..old
        },
    )?;
    Ok(copy)
}

/// Where the journal ends; the view, whether it is sled's, and why not if it should be.
type Opened = (Tail, Box<dyn Backend>, bool, Option<String>);

/// The view as it was left, if every byte of it is; else a new one, filled from the journal.
fn view(
    place: &Place,
    options: &Options,
    acknowledged: u64,
    report: &mut OpenReport,
) -> Result<Opened, StoreError> {
    if options.view_in_memory {
        let (tail, view) = in_memory(place, options, acknowledged, report)?;
        return Ok((tail, view, false, None));
    }
    let survey = segment::survey(place, false)?;
    let mut doubt = clean::noted(place).err();
    if doubt.is_none()
        && let Some(last) = survey.segments.last()
    {
        let tail = history::walk(place, &survey, last.after, acknowledged, None, |_| Ok(()))?;
        match as_left(place, options, tail.position.sequence) {
            Ok(view) => return Ok((tail, Box::new(view), true, None)),
            Err(why) => doubt = Some(why),
        }
    }
    report.rebuilt = doubt.or_else(|| Some("the journal is gone".into()));
    let mut rebuilt = rebuild(place, options, acknowledged, report);
    if matches!(rebuilt, Err(StoreError::View(_) | StoreError::Io { .. }))
        && reserve::give_back(place)
    {
        rebuilt = rebuild(place, options, acknowledged, report);
    }
    match rebuilt {
        Ok((tail, view)) => Ok((tail, Box::new(view), true, None)),
        Err(error @ (StoreError::View(_) | StoreError::Io { .. })) => {
            let (tail, view) = in_memory(place, options, acknowledged, report)?;
            Ok((tail, view, false, Some(error.to_string())))
        }
        Err(error) => Err(error),
    }
}

fn as_left(place: &Place, options: &Options, sequence: u64) -> Result<SledView, String> {
    clean::check(place, sequence)?;
    let opened = clean::doubt(place).and_then(|()| {
        let view = SledView::open(&place.view(), options.cache_bytes)?;
        view.recall()?;
        Ok(view)
    });
    let view = opened.map_err(|error| error.to_string())?;
    let (found, _) = view.position();
    if found != sequence {
        return Err(format!(
            "it stands at commit {found}, the journal at {sequence}"
        ));
    }
    Ok(view)
}

fn rebuild(
    place: &Place,
    options: &Options,
    acknowledged: u64,
    report: &mut OpenReport,
) -> Result<(Tail, SledView), StoreError> {
    let dir = place.view();
    clean::doubt(place)?;
    match fs::remove_dir_all(&dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(StoreError::io("remove", &dir)(error));
        }
        _ => {}
    }
    let view = SledView::open(&dir, options.cache_bytes)?;
    let tail = fill(place, options, &view, acknowledged, report)?;
    Ok((tail, view))
}

fn in_memory(
    place: &Place,
    options: &Options,
    acknowledged: u64,
    report: &mut OpenReport,
) -> Result<(Tail, Box<dyn Backend>), StoreError> {
    let view = MemoryView::default();
    let tail = fill(place, options, &view, acknowledged, report)?;
    Ok((tail, Box::new(view)))
}

fn fill(
    place: &Place,
    options: &Options,
    view: &dyn Backend,
    acknowledged: u64,
    report: &mut OpenReport,
) -> Result<Tail, StoreError> {
    let taken = std::cell::Cell::new(0);
    let progress = |rows| {
        taken.set(rows);
        if let Some(told) = &options.progress {
            told(rows);
        }
    };
    let (tail, notes) = fill::fill(place, view, acknowledged, None, &progress)?;
    report.taken_in = taken.get();
    report.notes.extend(notes);
    Ok(tail)
}
