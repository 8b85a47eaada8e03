//! The files of a desk's folder, for those who damage them one by one.

use std::fs;
use std::path::{Path, PathBuf};

/// Every file below a folder, in order.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Locks and the reserve hold nothing.
pub fn holds_something(path: &Path) -> bool {
    let lock = path
        .extension()
        .is_some_and(|extension| extension == "lock");
    !lock && !path.ends_with("reserve") && fs::metadata(path).unwrap().len() > 0
}
