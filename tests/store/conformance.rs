//! What every kind of store does alike.

use std::sync::atomic::{AtomicBool, Ordering};

use shipdesk::store::{Batch, CommitError, Range, Store, Table, Write, memory};

use crate::builders::{a_booking, commit_one, contents, options};

fn on_each(test: impl Fn(Box<dyn Store>)) {
    test(Box::new(memory()));
    let home = crate::builders::folder();
    test(Box::new(
        shipdesk::store::open(home.path(), &options()).unwrap().0,
    ));
}

#[test]
fn a_commit_is_read_back_with_its_sequence_number() {
    on_each(|mut store| {
        let view = store.view();
        assert_eq!(view.sequence(), 0);
        assert_eq!(commit_one(&mut *store, a_booking("KF2026000001", "a")), 1);
        let record = view.get(Table::Jobs, b"KF2026000001").unwrap().unwrap();
        assert_eq!((record.version, &record.value[..]), (1, &b"a"[..]));
        assert_eq!(view.get(Table::Drafts, b"KF2026000001").unwrap(), None);
        assert_eq!((view.sequence(), view.last_at()), (1, 1_750_000_000_000));
    });
}

#[test]
fn a_request_sent_again_gets_its_first_answer_and_writes_nothing() {
    on_each(|mut store| {
        let first = a_booking("KF2026000001", "a");
        let again = Batch {
            reply: b"another".to_vec(),
            ..first.clone()
        };
        let other = a_booking("KF2026000002", "b");
        let request = first.request.unwrap();
        let answers = store.commit(vec![first.clone(), again.clone(), other]);
        assert_eq!(answers, [Ok(1), Ok(1), Ok(2)]);
        assert_eq!(store.commit(vec![again]), [Ok(1)]);
        let view = store.view();
        assert_eq!(view.answered(request).unwrap(), Some((1, first.reply)));
        assert_eq!(view.sequence(), 2);
    });
}

#[test]
fn a_stale_write_is_refused_and_shows_what_stands_there() {
    on_each(|mut store| {
        let read = |version| vec![(Table::Jobs, b"KF2026000001".to_vec(), version)];
        let on = |version, value: &str| Batch {
            reads: read(version),
            ..a_booking("KF2026000001", value)
        };
        let answers = store.commit(vec![on(None, "a"), on(None, "b"), on(Some(1), "c")]);
        let stale = CommitError::Stale {
            table: Table::Jobs,
            key: b"KF2026000001".to_vec(),
            found: Some(1),
        };
        assert_eq!(answers, [Ok(1), Err(stale), Ok(2)]);
        let gone = Batch {
            writes: vec![Write::delete(Table::Jobs, "KF2026000001")],
            ..on(Some(2), "")
        };
        let answers = store.commit(vec![gone, on(Some(2), "d")]);
        assert!(
            matches!(answers[1], Err(CommitError::Stale { found: None, .. })),
            "{answers:?}"
        );
        assert!(contents(&*store.view()).is_empty());
    });
}

#[test]
fn a_range_is_scanned_from_either_end() {
    on_each(|mut store| {
        let writes = (0..700u32).map(|n| Write::put(Table::Timeline, n.to_be_bytes(), vec![0; 9]));
        commit_one(
            &mut *store,
            Batch {
                writes: writes.collect(),
                ..Batch::default()
            },
        );
        commit_one(&mut *store, a_booking("KF2026000001", "a"));
        let view = store.view();
        let keys = |range: Range| -> Vec<u32> {
            let found = view
                .scan(Table::Timeline, &range)
                .unwrap()
                .map(|found| found.unwrap().0);
            found
                .map(|key| u32::from_be_bytes(key.try_into().unwrap()))
                .collect()
        };
        assert_eq!(keys(Range::all()), (0..700).collect::<Vec<_>>());
        assert_eq!(
            keys(Range::all().backwards()),
            (0..700).rev().collect::<Vec<_>>()
        );
        assert_eq!(
            keys(Range::prefix([0, 0, 1])),
            (256..512).collect::<Vec<_>>()
        );
        let (from, to) = (600u32.to_be_bytes(), 603u32.to_be_bytes());
        assert_eq!(keys(Range::between(from, to)), [600, 601, 602]);
        assert_eq!(keys(Range::between(to, from)), [0; 0]);
        assert_eq!(
            keys(Range::from(698u32.to_be_bytes()).backwards()),
            [699, 698]
        );
    });
}

#[test]
fn a_value_of_any_size_comes_back_whole_and_is_replaced_whole() {
    on_each(|mut store| {
        for size in [0, 1, 3_999, 4_000, 4_001, 200_000, 5_000, 300_000, 2] {
            let value: Vec<u8> = (0..size).map(|n| (n % 251) as u8).collect();
            commit_one(&mut *store, a_booking("KF2026000001", value.clone()));
            let found = store
                .view()
                .get(Table::Jobs, b"KF2026000001")
                .unwrap()
                .unwrap();
            assert_eq!(found.value, value, "{size} bytes");
        }
        let answer = store
            .commit(vec![a_booking("KF2026000001", vec![0; 9 << 20])])
            .remove(0);
        assert!(
            matches!(answer, Err(CommitError::TooLarge { .. })),
            "{answer:?}"
        );
    });
}

#[test]
fn time_never_goes_backwards() {
    on_each(|mut store| {
        commit_one(&mut *store, a_booking("a", "a"));
        commit_one(
            &mut *store,
            Batch {
                at: 5,
                ..a_booking("b", "b")
            },
        );
        assert_eq!(store.view().last_at(), 1_750_000_000_000);
    });
}

#[test]
fn readers_see_whole_commits_while_they_are_written() {
    on_each(|mut store| {
        let done = AtomicBool::new(false);
        let view = store.view();
        std::thread::scope(|threads| {
            for _ in 0..3 {
                threads.spawn(|| {
                    while !done.load(Ordering::Relaxed) {
                        for found in view.scan(Table::Jobs, &Range::all()).unwrap() {
                            let (_, record) = found.unwrap();
                            let first = record.value[0];
                            assert!(
                                record.value.iter().all(|&byte| byte == first),
                                "torn record"
                            );
                        }
                    }
                });
            }
            for round in 0..60u8 {
                let size = if round % 3 == 0 { 9_000 } else { 50 };
                let batches = (0..4).map(|n| a_booking(&format!("KF{n}"), vec![round; size]));
                store
                    .commit(batches.collect())
                    .into_iter()
                    .for_each(|answer| {
                        answer.unwrap();
                    });
            }
            done.store(true, Ordering::Relaxed);
        });
    });
}
