//! The history as a whole: the newest good snapshot, and the frames after it.

use std::path::{Path, PathBuf};

use super::StoreError;
use super::format::Place;
use super::frame::{Entry, Position};
use super::segment::{self, Survey};
use super::snapshot::{self, Snapshot};

/// Where the journal ends, and what was found there.
#[derive(Debug)]
pub(super) struct Tail {
    pub position: Position,
    /// The segment that goes on, and its good length.
    pub last: Option<(u64, PathBuf, u64)>,
    /// Its file is longer than that.
    pub longer: bool,
    /// Bytes behind the last good frame that were never acknowledged.
    pub torn: Option<Torn>,
}

/// What a power cut or a kill left half written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// The segment.
    pub path: PathBuf,
    /// Where it was cut off.
    pub offset: u64,
    /// How many bytes went.
    pub bytes: u64,
    /// What was wrong with them.
    pub what: String,
}

/// Steps through every commit after `from`. `acknowledged` is the highest that is known to have
/// been; with `until`, what follows that commit is not looked at.
pub(super) fn walk(
    place: &Place,
    survey: &Survey,
    from: Position,
    acknowledged: u64,
    until: Option<u64>,
    mut each: impl FnMut(Entry) -> Result<(), StoreError>,
) -> Result<Tail, StoreError> {
    let mut tail = Tail {
        position: from,
        last: None,
        longer: false,
        torn: None,
    };
    let segments = &survey.segments;
    // Without a segment a snapshot stands for itself.
    let mut reached = from.sequence;
    if let Some(first) = segments.first()
        && first.after.sequence > from.sequence
    {
        let what = format!(
            "commits {} to {} are missing before it",
            from.sequence + 1,
            first.after.sequence
        );
        return Err(StoreError::damaged(&first.path, "its header", what));
    }
    for (index, segment) in segments.iter().enumerate() {
        let next = segments.get(index + 1).map(|next| &next.after);
        if let Some(next) = next
            && next.sequence == from.sequence
            && next.hash != from.hash
        {
            return Err(another_history(&segments[index + 1].path, from.sequence));
        }
        let covered = next.is_some_and(|next| next.sequence <= from.sequence);
        if covered || until.is_some_and(|until| segment.after.sequence > until) {
            continue;
        }
        let mut at = segment.after.at.max(tail.position.at);
        let walked = segment.walk(place, next, until, |frame, position| {
            if position.sequence == from.sequence && position.hash != from.hash {
                return Err(another_history(&segment.path, from.sequence));
            }
            if position.sequence > from.sequence {
                let entry = frame.entry()?;
                at = entry.at;
                each(entry)?;
            }
            Ok(())
        })?;
        reached = walked.position.sequence;
        if reached >= from.sequence {
            tail.position = Position {
                at,
                ..walked.position
            };
        }
        tail.last = Some((segment.number, segment.path.clone(), walked.end as u64));
        tail.longer = walked.ahead > 0 || walked.broken.is_some();
        if let Some(broken) = &walked.broken {
            let lost = walked.position.sequence + 1;
            if acknowledged >= lost || broken.proof >= lost || from.sequence >= lost {
                return Err(segment.damaged(&walked, broken.what));
            }
            tail.torn = Some(Torn {
                path: segment.path.clone(),
                offset: walked.end as u64,
                bytes: broken.length as u64,
                what: broken.what.into(),
            });
        }
    }
    let needed = acknowledged.max(until.unwrap_or(0)).max(from.sequence);
    if reached < needed {
        let what = format!("it ends with commit {reached}, and {needed} was acknowledged");
        return Err(StoreError::damaged(&place.journal(), "its end", what));
    }
    Ok(tail)
}

fn another_history(path: &Path, sequence: u64) -> StoreError {
    StoreError::damaged(
        path,
        format!("commit {sequence}"),
        "a snapshot was made of another history",
    )
}

/// Where to start from: the newest snapshot that is whole (and not beyond `until`), and the
/// segments after it; without one the first segment, out of the archive if need be.
pub(super) fn base(
    place: &Place,
    until: Option<u64>,
) -> Result<(Option<Snapshot>, Survey, Vec<String>), StoreError> {
    let mut passed_over = Vec::new();
    for (sequence, path) in snapshot::list(place)?.into_iter().rev() {
        if until.is_some_and(|until| sequence > until) {
            continue;
        }
        match snapshot::check(place, &path) {
            Ok(snapshot) => {
                return Ok((Some(snapshot), segment::survey(place, false)?, passed_over));
            }
            Err(error @ StoreError::Newer { .. }) => return Err(error),
            Err(error) => passed_over.push(error.to_string()),
        }
    }
    let survey = segment::survey(place, true)?;
    Ok((None, survey, passed_over))
}

/// Where the journal ends, without making anything of it.
pub(super) fn end(place: &Place, acknowledged: u64) -> Result<Tail, StoreError> {
    let (base, survey, _) = base(place, None)?;
    let from = base.map_or(Position::START, |base| base.position);
    walk(place, &survey, from, acknowledged, None, |_| Ok(()))
}
