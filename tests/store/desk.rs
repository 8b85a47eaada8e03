//! The store on disk: closing, killing, folding, archiving, copying, upgrading.

use std::fs;

use shipdesk::store::{self, Options, Store, StoreError, Table};

use crate::builders::{a_booking, commit_one, contents, copy_dir, folder, open, options, said};

/// Enough commits to seal, fold and archive several times.
fn a_busy_desk(store: &mut dyn Store) {
    for n in 0..240u32 {
        let key = format!("KF{:04}", n % 50);
        commit_one(
            store,
            a_booking(&key, vec![n as u8; 300 + n as usize % 700]),
        );
    }
}

#[test]
fn a_clean_close_needs_no_rebuild_and_a_kill_does() {
    let home = crate::builders::folder();
    let (mut store, report) = open(home.path());
    assert_eq!(report.sequence, 0);
    a_busy_desk(&mut store);
    let before = contents(&*store.view());
    Box::new(store).close().unwrap();
    let (store, report) = open(home.path());
    assert_eq!((report.rebuilt, report.sequence), (None, 240));
    assert_eq!(contents(&*store.view()), before);
    drop(store);
    let (store, report) = open(home.path());
    assert_eq!(
        report.rebuilt.as_deref(),
        Some("the desk was not closed in good order")
    );
    assert_eq!(contents(&*store.view()), before);
}

#[test]
fn answers_survive_a_rebuild() {
    let home = crate::builders::folder();
    let (mut store, _) = open(home.path());
    let booking = a_booking("KF1", "a");
    commit_one(&mut store, booking.clone());
    a_busy_desk(&mut store);
    drop(store);
    let (mut store, _) = open(home.path());
    assert_eq!(store.commit(vec![booking.clone()]), [Ok(1)]);
    let answer = store.view().answered(booking.request.unwrap()).unwrap();
    assert_eq!(answer, Some((1, booking.reply)));
}

#[test]
fn hot_files_stay_bounded_and_the_archive_is_still_checked() {
    let home = crate::builders::folder();
    let (mut store, _) = open(home.path());
    for _ in 0..4 {
        a_busy_desk(&mut store);
    }
    let before = contents(&*store.view());
    Box::new(store).close().unwrap();
    let (store, report) = open(home.path());
    assert_eq!(report.rebuilt, None);
    Box::new(store).close().unwrap();
    let count = |dir: &str| {
        fs::read_dir(home.path().join("store").join(dir))
            .unwrap()
            .count()
    };
    assert_eq!(count("snapshots"), 2);
    assert!(count("archive") > 20, "{} archived", count("archive"));
    assert!(
        count("journal") < count("archive"),
        "{} hot",
        count("journal")
    );
    let bad: Vec<_> = store::verify(home.path())
        .into_iter()
        .filter(|check| !check.ok)
        .collect();
    assert_eq!(bad, []);
    fs::remove_dir_all(home.path().join("store/view")).unwrap();
    let (store, report) = open(home.path());
    assert!(report.rebuilt.is_some());
    assert_eq!(contents(&*store.view()), before);
}

#[test]
fn what_a_snapshot_that_was_cut_short_left_goes() {
    let folder = folder();
    let (store, _) = open(folder.path());
    drop(store);
    let left = folder
        .path()
        .join("store/snapshots/00000000000000000007.snapshot.tmp");
    fs::write(&left, "half of one").unwrap();
    let (mut store, _) = open(folder.path());
    a_busy_desk(&mut store);
    Box::new(store).close().unwrap();
    assert!(!left.exists());
}

#[test]
fn both_snapshots_lost_the_archive_still_has_it_all() {
    let home = crate::builders::folder();
    let (mut store, _) = open(home.path());
    a_busy_desk(&mut store);
    a_busy_desk(&mut store);
    let before = contents(&*store.view());
    drop(store);
    for entry in fs::read_dir(home.path().join("store/snapshots")).unwrap() {
        fs::write(entry.unwrap().path(), "no snapshot").unwrap();
    }
    let (store, report) = open(home.path());
    assert_eq!(contents(&*store.view()), before);
    assert_eq!(report.notes.len(), 2, "{:?}", report.notes);
}

#[test]
fn a_second_desk_in_the_same_home_is_told_who_holds_it() {
    let home = crate::builders::folder();
    let (_store, _) = open(home.path());
    let error = store::open(home.path(), &options()).err().unwrap();
    assert!(matches!(error, StoreError::Held { .. }), "{error}");
    assert!(
        error.to_string().contains(&std::process::id().to_string()),
        "{error}"
    );
}

#[test]
fn a_backup_of_a_desk_at_work_is_restored_into_an_empty_home_only() {
    let folder = crate::builders::folder();
    let (home, copy, fresh) = (
        folder.path().join("desk"),
        folder.path().join("copy"),
        folder.path().join("fresh"),
    );
    let (mut store, _) = open(&home);
    a_busy_desk(&mut store);
    let before = contents(&*store.view());
    let copied = store::backup(&home, &copy).unwrap();
    commit_one(&mut store, a_booking("KF9999", "later"));
    assert_eq!(
        (copied.sequence, copied.records),
        (240, before.len() as u64)
    );
    assert!(matches!(
        store::backup(&home, &copy),
        Err(StoreError::Unsuitable { .. })
    ));
    assert!(matches!(
        store::restore(&copy, &home),
        Err(StoreError::Held { .. })
    ));
    let restored = store::restore(&copy, &fresh).unwrap();
    assert_eq!((&restored.digest, restored.sequence), (&copied.digest, 240));
    assert!(matches!(
        store::restore(&copy, &fresh),
        Err(StoreError::Unsuitable { .. })
    ));
    let (mut store, _) = open(&fresh);
    assert_eq!(contents(&*store.view()), before);
    assert_eq!(commit_one(&mut store, a_booking("KF1", "goes on")), 241);
    assert!(store::verify(&fresh).iter().all(|check| check.ok));
}

#[test]
fn a_backup_brings_the_settings_back_too_and_one_that_lost_a_byte_of_them_is_refused() {
    let folder = crate::builders::folder();
    let (home, copy) = (folder.path().join("desk"), folder.path().join("copy"));
    let (mut store, _) = open(&home);
    commit_one(&mut store, a_booking("KF1", "a"));
    fs::create_dir(home.join("reference")).unwrap();
    let settings = [
        ("config.toml", "prefix = \"SH\"\n"),
        ("reference/agents.csv", "port,agent\nNLRTM,EXAMPLE\n"),
    ];
    for (name, text) in settings {
        fs::write(home.join(name), text).unwrap();
    }
    store::backup(&home, &copy).unwrap();
    for name in ["config.toml", "reference/agents.csv", "settings.sums"] {
        let whole = fs::read(copy.join(name)).unwrap();
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 4;
            fs::write(copy.join(name), flipped).unwrap();
            let refused = store::restore(&copy, &folder.path().join("never")).err();
            let refused = refused.unwrap_or_else(|| panic!("byte {at} of {name} was believed"));
            assert!(refused.to_string().contains(name), "{at}: {refused}");
        }
        fs::remove_file(copy.join(name)).unwrap();
        let refused = store::restore(&copy, &folder.path().join("never")).err();
        assert!(refused.is_some(), "without {name}");
        fs::write(copy.join(name), whole).unwrap();
    }
    let fresh = folder.path().join("fresh");
    store::restore(&copy, &fresh).unwrap();
    for (name, text) in settings {
        assert_eq!(fs::read_to_string(fresh.join(name)).unwrap(), text);
    }
    // A box that has been set up already keeps what it says.
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("config.toml"), "prefix = \"NB\"\n").unwrap();
    store::restore(&copy, &other).unwrap();
    let kept = fs::read_to_string(other.join("config.toml")).unwrap();
    assert_eq!(kept, "prefix = \"NB\"\n");
    assert!(other.join("reference/agents.csv").exists());
}

#[test]
fn a_backup_that_fails_leaves_nothing_behind() {
    let folder = folder();
    let (home, copy) = (folder.path().join("home"), folder.path().join("copy"));
    let (mut store, _) = open(&home);
    a_busy_desk(&mut store);
    drop(store);
    let journal = home.join("store/journal");
    let mut segments: Vec<_> = fs::read_dir(&journal)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    segments.sort();
    let last = segments.last().unwrap();
    let whole = fs::read(last).unwrap();
    let mut bytes = whole.clone();
    bytes[100] ^= 1;
    fs::write(last, bytes).unwrap();
    store::backup(&home, &copy).unwrap_err();
    assert!(!copy.exists(), "half a copy stayed");
    // A folder that was there stays, and the next try finds it empty.
    fs::create_dir(&copy).unwrap();
    store::backup(&home, &copy).unwrap_err();
    assert_eq!(fs::read_dir(&copy).unwrap().count(), 0);
    fs::write(last, whole).unwrap();
    store::backup(&home, &copy).unwrap();
}

#[test]
fn a_store_without_its_format_file_or_gone_altogether_is_no_new_store() {
    let folder = folder();
    let home = folder.path();
    let (store, _) = open(home);
    Box::new(store).close().unwrap();
    let refused = || store::open(home, &options()).err().unwrap();
    fs::remove_file(home.join("store/FORMAT")).unwrap();
    assert!(refused().to_string().contains("FORMAT"), "{}", refused());
    let checks = store::verify(home);
    assert!(
        said(&checks[0].detail).contains("FORMAT is damaged"),
        "{checks:?}"
    );
    let hint = said(checks[0].hint.as_ref().unwrap());
    assert!(
        hint.contains("restore") && !hint.contains("doctor"),
        "{hint}"
    );
    fs::remove_dir_all(home.join("store")).unwrap();
    assert!(
        said(&refused().hint()).contains("desk.lock"),
        "{}",
        refused()
    );
    assert!(!home.join("store").exists(), "something was made");
}

#[test]
fn a_newer_store_is_refused_and_an_older_one_is_raised_with_a_copy_kept() {
    let home = crate::builders::folder();
    let (mut store, _) = open(home.path());
    a_busy_desk(&mut store);
    let before = contents(&*store.view());
    Box::new(store).close().unwrap();
    let next = Options {
        format: store::FORMAT + 1,
        ..options()
    };
    let (mut store, report) = store::open(home.path(), &next).unwrap();
    assert_eq!(contents(&*store.view()), before);
    a_busy_desk(&mut store);
    let after = contents(&*store.view());
    drop(store);
    let error = store::open(home.path(), &options()).err().unwrap();
    assert!(
        matches!(
            error,
            StoreError::Newer {
                found: 2,
                known: 1,
                ..
            }
        ),
        "{error}"
    );
    assert!(said(&error.hint()).contains("restore"), "{error}");
    let (store, _) = store::open(home.path(), &next).unwrap();
    assert_eq!(contents(&*store.view()), after);
    let copy = report.copy_before_migration.unwrap();
    let old = crate::builders::folder();
    store::restore(&copy, old.path()).unwrap();
    assert_eq!(contents(&*open(old.path()).0.view()), before);
}

#[test]
fn the_first_formats_bytes_still_load() {
    let home = crate::builders::folder();
    copy_dir(&fixture(), &home.path().join("store"));
    let (store, report) = open(home.path());
    assert_eq!(report.sequence, 3);
    let view = store.view();
    let job = view.get(Table::Jobs, b"KF2026000001").unwrap().unwrap();
    assert_eq!((job.version, &job.value[..]), (2, "第二稿".as_bytes()));
    assert_eq!(view.get(Table::Drafts, b"d1").unwrap(), None);
    let request = uuid::Uuid::from_u128(1);
    assert_eq!(
        view.answered(request).unwrap(),
        Some((1, b"KF2026000001".to_vec()))
    );
}

fn fixture() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store-format-1")
}

/// Run by hand when a format is released; a fixture that is there stays as it is.
#[test]
#[ignore = "writes the fixture of a format that is about to be released"]
fn write_the_fixture_of_this_format() {
    use shipdesk::store::Write;
    if fixture().exists() {
        println!("{} is there, and frozen", fixture().display());
        return;
    }
    let home = crate::builders::folder();
    let (mut store, _) = open(home.path());
    let mut first = a_booking("KF2026000001", "初稿");
    first.request = Some(uuid::Uuid::from_u128(1));
    first.writes.push(Write::put(Table::Drafts, "d1", "draft"));
    commit_one(&mut store, first);
    commit_one(&mut store, a_booking("KF2026000001", "第二稿"));
    let mut third = a_booking("KF2026000002", vec![7; 500]);
    third.writes.push(Write::delete(Table::Drafts, "d1"));
    commit_one(&mut store, third);
    drop(store);
    for name in ["FORMAT", "acknowledged", "journal/00000001.journal"] {
        let to = fixture().join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(home.path().join("store").join(name), to).unwrap();
    }
}
