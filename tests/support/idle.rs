//! Whether the programs of a desk still have something to do, as the kernel sees it: on a machine
//! that is loaded "nothing came for a while" alone says only that nobody got their turn.

use std::fs;
use std::path::Path;

/// Whether every program that was started with this folder as its `HOME` waits for others: none of
/// its threads computes, waits for its turn, or for a disk.
pub fn is_idle(home: &Path) -> bool {
    let own = [b"HOME=", home.as_os_str().as_encoded_bytes()].concat();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .map(|entry| entry.path())
        // Another account's, and what is no process at all, cannot be read.
        .filter(|process| {
            fs::read(process.join("environ"))
                .is_ok_and(|all| all.split(|byte| *byte == 0).any(|one| one == own))
        })
        .all(|process| threads_wait(&process))
}

fn threads_wait(process: &Path) -> bool {
    let threads = fs::read_dir(process.join("task"))
        .into_iter()
        .flatten()
        .flatten();
    threads
        // One that has ended meanwhile has nothing to do.
        .filter_map(|thread| fs::read_to_string(thread.path().join("stat")).ok())
        // Running or about to, or in the middle of a disk's work.
        .all(|stat| !state(&stat).starts_with(['R', 'D']))
}

/// The state in a line of `/proc/…/stat`: it follows the name, which stands in brackets.
pub fn state(stat: &str) -> &str {
    stat.rsplit(')').next().unwrap_or_default().trim_start()
}
