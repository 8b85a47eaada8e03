//! A check of all the files: what is not as it should be, where, and what mends it.

use std::collections::HashMap;
use std::path::Path;

use super::format::{self, Place, existing};
use super::frame::{Hash, Position};
use super::view::View;
use super::{Range, StoreError, Table, history, journal, segment, snapshot};

/// One finding of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub name: String,
    /// It is as it should be.
    pub ok: bool,
    /// What was found.
    pub detail: String,
    /// How to mend it.
    pub hint: Option<String>,
}

/// Checks all files of a home's store, changing nothing; the desk may be at work. What cannot be
/// checked at all is a finding too.
pub fn verify(home: &Path) -> Vec<Check> {
    let held = existing(home).and_then(|place| Ok((place.hold_files()?, place)));
    match held {
        Ok((_held, place)) => check_files(&place, None, None),
        Err(error) => vec![check("store", Err(error))],
    }
}

/// What helps against a fault that a check found: most of what lies beside the journal's open end can
/// be spared, or put back by itself.
fn mending(error: &StoreError) -> String {
    let StoreError::Damaged { path, .. } = error else {
        return error.hint_of_a_check();
    };
    let folder = path.parent().and_then(Path::file_name);
    let within = |name: &str| folder.is_some_and(|folder| folder == name);
    if path.ends_with(journal::MARK) {
        "nothing is lost: the next commit writes it anew".into()
    } else if within("snapshots") {
        "nothing is lost as long as the journal is whole: move the file away, and start the desk again"
            .into()
    } else if within("archive") {
        "the desk works on, since what it needs lies behind it: put the same file from a backup's \
         store/archive in its place"
            .into()
    } else {
        error.hint_of_a_check()
    }
}

fn check(name: &'static str, outcome: Result<String, StoreError>) -> Check {
    let name = name.to_owned();
    match outcome {
        Ok(detail) => Check {
            name,
            ok: true,
            detail,
            hint: None,
        },
        Err(error) => Check {
            name,
            ok: false,
            detail: error.to_string(),
            hint: Some(mending(&error)),
        },
    }
}

/// `acknowledged` is what must be there, where more is known of that than the mark says; with
/// `until`, what follows that commit is not looked at.
pub(super) fn check_files(
    place: &Place,
    acknowledged: Option<u64>,
    until: Option<u64>,
) -> Vec<Check> {
    let mut hashes = HashMap::new();
    let format =
        format::read(&*place.disk, &place.root).map(|_| format!("format {}", place.format));
    let mark = journal::acknowledged(place);
    let acknowledged = acknowledged.unwrap_or_else(|| mark.as_ref().copied().unwrap_or(0));
    vec![
        check("format", format),
        check(
            "acknowledged",
            mark.map(|sequence| format!("up to commit {sequence}")),
        ),
        check(
            "journal",
            check_journal(place, acknowledged, until, &mut hashes),
        ),
        check("snapshots", check_snapshots(place, &hashes)),
    ]
}

/// The whole chain, from the first segment of the archive on.
fn check_journal(
    place: &Place,
    acknowledged: u64,
    until: Option<u64>,
    hashes: &mut HashMap<u64, Hash>,
) -> Result<String, StoreError> {
    let survey = segment::survey(place, true)?;
    let archived = survey
        .segments
        .iter()
        .filter(|segment| segment.archived)
        .count();
    let tail = history::walk(place, &survey, Position::START, acknowledged, until, |_| {
        Ok(())
    })?;
    hashes.extend(
        survey
            .segments
            .iter()
            .map(|segment| (segment.after.sequence, segment.after.hash)),
    );
    hashes.insert(tail.position.sequence, tail.position.hash);
    let torn = tail.torn.map(|torn| {
        let name = torn.path.file_name().unwrap_or_default().display();
        format!(", then {} torn bytes in {name}", torn.bytes)
    });
    Ok(format!(
        "{} commits in {} segments, {archived} of them archived{}",
        tail.position.sequence,
        survey.segments.len(),
        torn.unwrap_or_default()
    ))
}

fn check_snapshots(place: &Place, hashes: &HashMap<u64, Hash>) -> Result<String, StoreError> {
    let snapshots = snapshot::list(place)?;
    for (sequence, path) in &snapshots {
        let snapshot = snapshot::check(place, path)?;
        if snapshot.position.sequence != *sequence {
            return Err(StoreError::damaged(
                path,
                "its name",
                "it is of another commit",
            ));
        }
        if hashes
            .get(sequence)
            .is_some_and(|hash| *hash != snapshot.position.hash)
        {
            return Err(StoreError::damaged(
                path,
                "its header",
                "it was made of another history",
            ));
        }
    }
    Ok(format!("{} whole", snapshots.len()))
}

/// Reads every record of an open store's view, with its checksum.
pub fn verify_view(view: &dyn View) -> Check {
    check("view", read_view(view))
}

fn read_view(view: &dyn View) -> Result<String, StoreError> {
    let mut records = 0;
    for table in Table::ALL {
        for found in view.scan(table, &Range::all())? {
            found?;
            records += 1;
        }
    }
    Ok(format!("{records} records at commit {}", view.sequence()))
}
