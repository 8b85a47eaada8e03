//! Batches and stores to begin a test with.

use std::path::Path;
use std::time::Duration;

use shipdesk::domain::Text;
use shipdesk::i18n::{Lang, render};
use shipdesk::store::{
    self, Batch, DeskStore, OpenReport, Options, Range, Store, Table, View, Write,
};
use uuid::Uuid;

/// A job's record, written by Lin.
pub fn a_booking(key: &str, value: impl Into<Vec<u8>>) -> Batch {
    Batch {
        request: Some(Uuid::new_v4()),
        at: 1_750_000_000_000,
        by: "lin".into(),
        writes: vec![Write::put(Table::Jobs, key, value)],
        reply: key.into(),
        ..Batch::default()
    }
}

/// Small segments and no idle waiting, so that a short test sees what a desk sees in months.
pub fn options() -> Options {
    Options {
        segment_bytes: 8 * 1024,
        fold_after: 2,
        cache_bytes: 1 << 20,
        reserve_bytes: 64 * 1024,
        free_bytes: 1024,
        retry: Duration::ZERO,
        lock_wait: Duration::ZERO,
        ..Options::default()
    }
}

pub fn open(home: &Path) -> (DeskStore, OpenReport) {
    store::open(home, &options()).unwrap()
}

pub fn commit_one(store: &mut dyn Store, batch: Batch) -> u64 {
    store.commit(vec![batch]).remove(0).unwrap()
}

/// Every record of every table.
pub fn contents(view: &dyn View) -> Vec<(Table, Vec<u8>, u64, Vec<u8>)> {
    let mut all = Vec::new();
    for table in Table::ALL {
        for found in view.scan(table, &Range::all()).unwrap() {
            let (key, record) = found.unwrap();
            all.push((table, key, record.version, record.value));
        }
    }
    all
}

/// Copies a folder with all that is in it.
pub fn copy_dir(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_dir(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A folder to work in: in memory where there is one, since these tests bring their own disks.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

/// As an English desk says it.
pub fn said(text: &Text) -> String {
    render(Lang::En, text)
}
