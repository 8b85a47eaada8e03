//! A check of all the files: what is not as it should be, where, and what mends it.

use std::collections::HashMap;
use std::path::Path;

use super::format::{self, Place, existing};
use super::frame::{Hash, Position};
use super::view::View;
use super::{Range, StoreError, Table, history, journal, segment, snapshot};
use crate::domain::{Check, Text, TextArg};

/// Checks all files of a home's store, changing nothing; the desk may be at work. What cannot be
/// checked at all is a finding too.
pub fn verify(home: &Path) -> Vec<Check> {
    let held = existing(home).and_then(|place| Ok((place.hold_files()?, place)));
    match held {
        Ok((_held, place)) => check_files(&place, None, None)
            .into_iter()
            .map(|(name, found)| check(name, found))
            .collect(),
        Err(error) => vec![check("store", Err(error))],
    }
}

/// What helps against a fault that a check found: most of what lies beside the journal's open end can
/// be spared, or put back by itself.
fn mending(error: &StoreError) -> Text {
    let StoreError::Damaged { path, .. } = error else {
        return error.hint_of_a_check();
    };
    let folder = path.parent().and_then(Path::file_name);
    let within = |name: &str| folder.is_some_and(|folder| folder == name);
    if path.ends_with(journal::MARK) {
        Text::of("doctor.mark-hint")
    } else if within("snapshots") {
        Text::of("doctor.snapshot-hint")
    } else if within("archive") {
        Text::of("doctor.archive-hint")
    } else {
        error.hint_of_a_check()
    }
}

/// What was looked at, and what was found.
pub(super) type Found = (&'static str, Result<Text, StoreError>);

fn check(name: &str, outcome: Result<Text, StoreError>) -> Check {
    match outcome {
        Ok(detail) => Check::well(name, detail),
        Err(error) => Check::ill(name, error.text(), mending(&error)),
    }
}

/// `acknowledged` is what must be there, where more is known of that than the mark says; with
/// `until`, what follows that commit is not looked at.
pub(super) fn check_files(
    place: &Place,
    acknowledged: Option<u64>,
    until: Option<u64>,
) -> Vec<Found> {
    let mut hashes = HashMap::new();
    let format = format::read(&*place.disk, &place.root)
        .map(|_| Text::of("doctor.format").with("format", place.format));
    let mark = journal::acknowledged(place);
    let acknowledged = acknowledged.unwrap_or_else(|| mark.as_ref().copied().unwrap_or(0));
    vec![
        ("format", format),
        (
            "acknowledged",
            mark.map(|sequence| Text::of("doctor.acknowledged").with("sequence", sequence)),
        ),
        (
            "journal",
            check_journal(place, acknowledged, until, &mut hashes),
        ),
        ("snapshots", check_snapshots(place, &hashes)),
    ]
}

/// The whole chain, from the first segment of the archive on.
fn check_journal(
    place: &Place,
    acknowledged: u64,
    until: Option<u64>,
    hashes: &mut HashMap<u64, Hash>,
) -> Result<Text, StoreError> {
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
    let whole = Text::of("doctor.journal")
        .with("commits", tail.position.sequence)
        .with("segments", survey.segments.len())
        .with("archived", archived);
    Ok(match tail.torn {
        None => whole,
        Some(torn) => Text::of("doctor.journal-torn")
            .with_arg("whole", TextArg::Text(Box::new(whole)))
            .with("bytes", torn.bytes)
            .with("file", torn.path.file_name().unwrap_or_default().display()),
    })
}

fn check_snapshots(place: &Place, hashes: &HashMap<u64, Hash>) -> Result<Text, StoreError> {
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
    Ok(Text::of("doctor.snapshots").with("count", snapshots.len()))
}

/// Reads every record of an open store's view, with its checksum.
pub fn verify_view(view: &dyn View) -> Check {
    check("view", read_view(view))
}

fn read_view(view: &dyn View) -> Result<Text, StoreError> {
    let mut records = 0;
    for table in Table::ALL {
        for found in view.scan(table, &Range::all())? {
            found?;
            records += 1;
        }
    }
    Ok(Text::of("doctor.view")
        .with("records", records)
        .with("sequence", view.sequence()))
}
