//! Degraded, not dead.

use std::sync::Arc;

use rustix::io::Errno;
use shipdesk::store::{self, CommitError, Options, Store, Table};

use crate::builders::{a_booking, commit_one, folder, options};
use crate::faulty::Faulty;

#[test]
fn a_failing_disk_makes_the_desk_read_only_until_it_is_mended() {
    for errno in [Errno::NOSPC, Errno::IO, Errno::ROFS] {
        let home = folder();
        let faulty = Faulty::new(usize::MAX, usize::MAX, errno);
        let (mut store, _) = store::open(
            home.path(),
            &Options {
                disk: Arc::new(faulty.clone()),
                ..options()
            },
        )
        .unwrap();
        commit_one(&mut store, a_booking("KF1", "before"));
        assert!(store.tend().is_writable());
        faulty.break_from_now_on();
        let refused = store.commit(vec![a_booking("KF2", "during")]).remove(0);
        assert!(
            matches!(refused, Err(CommitError::Degraded(_))),
            "{refused:?}"
        );
        assert!(!store.tend().is_writable());
        assert!(
            store.view().get(Table::Jobs, b"KF1").unwrap().is_some(),
            "reads go on"
        );
        faulty.mend();
        assert!(store.tend().is_writable(), "{:?}", store.health());
        assert_eq!(commit_one(&mut store, a_booking("KF2", "after")), 2);
        Box::new(store).close().unwrap();
        assert_eq!(crate::builders::open(home.path()).1.sequence, 2);
    }
}

#[test]
fn a_disk_that_is_nearly_full_is_noticed_before_it_is() {
    let home = folder();
    let options = Options {
        free_bytes: u64::MAX,
        ..options()
    };
    let (mut store, _) = store::open(home.path(), &options).unwrap();
    let refused = store.commit(vec![a_booking("KF1", "a")]).remove(0);
    assert!(
        matches!(&refused, Err(CommitError::Degraded(why)) if why.to_string().contains("full")),
        "{refused:?}"
    );
    assert!(store.view().get(Table::Jobs, b"KF1").unwrap().is_none());
}

#[test]
fn a_view_that_breaks_under_the_readers_is_replaced_from_the_journal() {
    let home = folder();
    let (mut store, _) = crate::builders::open(home.path());
    for n in 0..300u32 {
        commit_one(
            &mut store,
            a_booking(&format!("KF{n:03}"), vec![n as u8; 900]),
        );
    }
    Box::new(store).close().unwrap();
    // sled holds its pages in memory; a small cache makes it read the file again.
    let (mut store, report) = store::open(home.path(), &options()).unwrap();
    assert_eq!(report.rebuilt, None);
    let db = home.path().join("store/view/db");
    let length = std::fs::metadata(&db).unwrap().len();
    std::fs::write(&db, vec![0x5A; length as usize]).unwrap();
    let view = store.view();
    for n in 0..300u32 {
        let record = view
            .get(Table::Jobs, format!("KF{n:03}").as_bytes())
            .unwrap()
            .unwrap();
        assert_eq!(record.value, vec![n as u8; 900]);
    }
    assert!(
        store.health().view_in_memory.is_some(),
        "the damage was never met"
    );
    assert_eq!(commit_one(&mut store, a_booking("KF999", "goes on")), 301);
    assert!(view.get(Table::Jobs, b"KF999").unwrap().is_some());
}
