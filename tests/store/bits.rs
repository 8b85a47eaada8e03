//! One flipped byte, anywhere in our files: noticed and named, every time.

use std::fs;
use std::path::Path;

use shipdesk::store::{self, Store, Table};

use crate::builders::{a_booking, commit_one, contents, copy_dir, folder, open, said};
use crate::files::{files, holds_something};
use crate::recorder::Dice;

/// Makes a home with 160 bookings, and closes it; what it holds.
fn with_bookings(home: &Path) -> Vec<(Table, Vec<u8>, u64, Vec<u8>)> {
    let (mut store, _) = open(home);
    for n in 0..160u32 {
        commit_one(
            &mut store,
            a_booking(&format!("KF{n:03}"), vec![n as u8; 500]),
        );
    }
    let before = contents(&*store.view());
    Box::new(store).close().unwrap();
    before
}

#[test]
fn one_flipped_byte_is_noticed_and_named() {
    let folder = folder();
    let home = folder.path().join("home");
    let before = with_bookings(&home);
    let dice = &mut Dice(3);
    let mut kinds = std::collections::BTreeSet::new();
    for path in files(&home.join("store"))
        .into_iter()
        .filter(|path| holds_something(path))
    {
        let whole = fs::read(&path).unwrap();
        let within = path.strip_prefix(&home).unwrap().to_owned();
        let is_view = within.starts_with("store/view") || within.ends_with("view.clean");
        kinds.insert(within.components().nth(1).unwrap().as_os_str().to_owned());
        let flips = if is_view { 6 } else { 12 };
        for flip in 0..flips {
            let at = [0, whole.len() - 1, dice.below(whole.len())][flip.min(2)];
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << dice.below(8);
            fs::write(&path, &bytes).unwrap();
            let place = format!("byte {at} of {}", within.display());
            let bad = store::verify(&home).into_iter().find(|check| !check.ok);
            if !is_view {
                let bad = bad.unwrap_or_else(|| panic!("{place}: not noticed"));
                let name = path.file_name().unwrap().to_str().unwrap();
                let detail = said(&bad.detail);
                assert!(detail.contains(name), "{place}: not named: {detail}");
                let hint = said(&bad.hint.unwrap());
                let helps = match within.components().nth(1).unwrap().as_os_str().to_str() {
                    Some("acknowledged") => "the next commit writes it anew",
                    Some("snapshots") => "move the file away",
                    Some("archive") => "from a backup's store/archive",
                    _ => "`shipdesk restore` the last backup",
                };
                assert!(hint.contains(helps), "{place}: {hint}");
            }
            if is_view || flip == 2 {
                let copy = folder.path().join("copy");
                copy_dir(&home, &copy);
                match store::open(&copy, &crate::builders::options()) {
                    Err(error) => assert!(!is_view, "{place}: {error}"),
                    Ok((store, report)) => {
                        assert!(!is_view || report.rebuilt.is_some(), "{place}: believed");
                        assert_eq!(contents(&*store.view()), before, "{place}");
                    }
                }
                fs::remove_dir_all(copy).unwrap();
            }
        }
        fs::write(&path, &whole).unwrap();
    }
    let expected = [
        "FORMAT",
        "acknowledged",
        "archive",
        "journal",
        "snapshots",
        "view",
        "view.clean",
    ];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), expected);
}

/// What the hints of a damaged snapshot, of a segment in the archive and of the mark say is tried.
#[test]
fn what_doctor_says_mends_it() {
    let folder = folder();
    let (home, copy) = (folder.path().join("home"), folder.path().join("copy"));
    let before = with_bookings(&home);
    store::backup(&home, &copy).unwrap();
    let first = |dir: &str| files(&home.join("store").join(dir)).remove(0);
    let (archived, snapshot) = (
        first("archive"),
        files(&home.join("store/snapshots")).pop().unwrap(),
    );
    for path in [&archived, &snapshot, &home.join("store/acknowledged")] {
        let mut bytes = fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        fs::write(path, bytes).unwrap();
    }
    fs::copy(
        copy.join("store/archive")
            .join(archived.file_name().unwrap()),
        &archived,
    )
    .unwrap();
    fs::remove_file(&snapshot).unwrap();
    // The view is made anew as well, so that the snapshot would be needed.
    fs::remove_file(home.join("store/view.clean")).unwrap();
    let (mut store, _) = open(&home);
    assert_eq!(contents(&*store.view()), before);
    commit_one(&mut store, a_booking("KF999", "on"));
    Box::new(store).close().unwrap();
    let bad: Vec<_> = store::verify(&home)
        .into_iter()
        .filter(|check| !check.ok)
        .collect();
    assert_eq!(bad, []);
}
