//! Room held back, so that the view can still open on a full disk.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;

use super::format::Place;

const NAME: &str = "reserve";

/// Takes the room, if it is not held yet. Without it the desk works all the same.
pub(super) fn hold(place: &Place, bytes: u64) -> io::Result<()> {
    let path = place.root.join(NAME);
    if place
        .disk
        .length(&path)?
        .is_some_and(|length| length >= bytes)
    {
        return Ok(());
    }
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&path)?;
    let held = rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, bytes);
    if held.is_err() {
        fs::remove_file(&path)?;
    }
    Ok(held?)
}

/// Gives it back; says whether there was any.
pub(super) fn give_back(place: &Place) -> bool {
    fs::remove_file(place.root.join(NAME)).is_ok()
}
