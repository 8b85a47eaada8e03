//! Which jobs were open when the desk was closed: the next start takes them in first, and need not
//! look through years of others for them.
//!
//! Nothing but a saving of time: a note that is missing, of another commit or damaged is no note.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::domain::JobNo;
use crate::store::{seal, unseal};

/// Writes the note; it names the commit that it is about.
pub fn note<'a>(
    path: &Path,
    sequence: u64,
    at: i64,
    open: impl Iterator<Item = &'a JobNo>,
) -> io::Result<()> {
    let mut text = head(sequence, at);
    for job in open {
        let _ = writeln!(text, "{job}");
    }
    fs::write(path, seal(&text))
}

/// The open jobs as of that commit; what is noted is taken away, since from now on it may be wrong.
pub fn noted(path: &Path, sequence: u64, at: i64) -> Option<Vec<JobNo>> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        read => read.and_then(|bytes| fs::remove_file(path).map(|()| bytes)),
    };
    let read = bytes
        .map_err(|error| error.to_string())
        .and_then(|bytes| parse(&bytes, sequence, at));
    read.inspect_err(|why| tracing::warn!(path = %path.display(), why, "every job is looked at"))
        .ok()
}

fn parse(bytes: &[u8], sequence: u64, at: i64) -> Result<Vec<JobNo>, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let body = unseal(text).ok_or("it is cut off, or its checksum does not match")?;
    let jobs = body
        .strip_prefix(&head(sequence, at))
        .ok_or("it is about another commit")?;
    Ok(jobs.lines().map(JobNo::new).collect())
}

fn head(sequence: u64, at: i64) -> String {
    format!("open jobs at {sequence} of {at}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_once_and_only_of_its_own_commit_and_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("open.jobs");
        let jobs = [JobNo::new("KF2026000001"), JobNo::new("KF2026000007")];
        note(&path, 9, 40, jobs.iter()).unwrap();
        let bytes = fs::read(&path).unwrap();
        assert_eq!(noted(&path, 9, 40), Some(jobs.to_vec()));
        assert_eq!(noted(&path, 9, 40), None);
        assert!(parse(&bytes, 8, 40).is_err());
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            assert!(parse(&flipped, 9, 40).is_err(), "byte {at}");
            assert!(parse(&bytes[..at], 9, 40).is_err(), "cut at {at}");
        }
    }
}
