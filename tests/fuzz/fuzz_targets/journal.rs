//! A journal of any bytes is refused or mended; it never panics the desk, and never opens with less
//! than was acknowledged.

#![no_main]

use std::fs;
use std::path::Path;

use shipdesk::store::{self, Options, Store};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/store-format-1");
    let home = tempfile::tempdir().expect("a folder");
    let root = home.path().join("store");
    fs::create_dir_all(root.join("journal")).expect("a folder");
    for name in ["FORMAT", "acknowledged"] {
        fs::copy(fixture.join(name), root.join(name)).expect("the fixture is there");
    }
    fs::write(root.join("journal/00000001.journal"), bytes).expect("room");
    store::verify(home.path());
    let options = Options {
        view_in_memory: true,
        ..Options::default()
    };
    if let Ok((store, report)) = store::open(home.path(), &options) {
        assert!(report.sequence >= 3, "three commits were acknowledged");
        drop(store);
    }
});
