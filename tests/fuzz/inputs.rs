//! What each target does with any bytes, for the fuzzer and for the smoke run on stable alike. A
//! panic is a find; so is anything made up, and less than was acknowledged.

use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use shipdesk::config::Config;
use shipdesk::i18n::{Lang, render};
use shipdesk::keymap::{check, load};
use shipdesk::protocol::{Envelope, FromDaemon, Hello, Welcome, frame};
use shipdesk::reference::Reference;
use shipdesk::schedule::{self, KnownVessels, ReadOptions};
use shipdesk::store::{self, Options, Range, Store, Table};

/// A target: its name, what it does, and the files that it begins with.
pub struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]),
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// Every kind of byte that comes from outside.
pub const TARGETS: [Target; 7] = [
    Target {
        name: "frames",
        run: frames,
        seeds: frame_seeds,
    },
    Target {
        name: "schedule",
        run: schedule,
        seeds: || {
            let corpus = repository().join("tests/schedule/corpus");
            files_in(&corpus, &["csv", "tsv", "txt", "xlsx"])
        },
    },
    Target {
        name: "keymap",
        run: keymap,
        seeds: || files_in(&repository().join("keymaps"), &["toml"]),
    },
    Target {
        name: "config",
        run: config,
        seeds: || vec![Config::sample().replace("# zone", "zone").into_bytes()],
    },
    Target {
        name: "tables",
        run: tables,
        seeds: table_seeds,
    },
    Target {
        name: "journal",
        run: journal,
        seeds: || vec![fixture_file("journal/00000001.journal")],
    },
    Target {
        name: "backup",
        run: backup,
        seeds: backup_seeds,
    },
];

fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The fuzzer's own crate lies two folders down.
    [here.to_owned(), here.join("../..")]
        .into_iter()
        .find(|folder| folder.join("keymaps").exists())
        .expect("the repository is there")
}

fn fixture_file(name: &str) -> Vec<u8> {
    fs::read(
        repository()
            .join("tests/fixtures/store-format-1")
            .join(name),
    )
    .expect("a fixture")
}

fn files_in(folder: &Path, kinds: &[&str]) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            let kind = path.extension().and_then(|kind| kind.to_str());
            kind.is_some_and(|kind| kinds.contains(&kind))
        })
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read(path).expect("a file"))
        .collect()
}

/// Frames of both sides: understood, or refused.
pub fn frames(bytes: &[u8]) {
    let _ = frame::receive_hello::<Hello>(&mut &*bytes);
    let _ = frame::receive_answer::<Welcome>(&mut &*bytes);
    let _ = frame::receive_answer::<FromDaemon>(&mut &*bytes);
    if let Ok(envelope) = frame::receive::<Envelope>(&mut &*bytes) {
        let again = frame::encode(&envelope).expect("what was read can be written");
        let back: Envelope = frame::decode(&again[4..]).expect("and read again");
        assert!(back == envelope || format!("{back:?}") == format!("{envelope:?}"));
    }
}

fn frame_seeds() -> Vec<Vec<u8>> {
    use shipdesk::domain::{Consignment, JobNo};
    use shipdesk::protocol::{BUILD, CheckStage, JobOp, PROTOCOL, Request};
    let envelope = |request| Envelope {
        number: 7,
        request_id: None,
        expect_version: Some(3),
        request,
    };
    let job = JobNo::new("KF2026000001");
    let requests = [
        Request::WhoAmI,
        Request::Search {
            query: "cosco 鹿特丹".into(),
            limit: 9,
            all: false,
        },
        Request::Check {
            consignment: Box::new(Consignment::default()),
            stage: CheckStage::Draft,
        },
        Request::Job {
            job,
            op: JobOp::Edit {
                patch: r#"{"remarks": "x"}"#.into(),
                confirmed_by: None,
            },
        },
    ];
    let mut seeds: Vec<Vec<u8>> = requests
        .into_iter()
        .map(|request| frame::encode(&envelope(request)).expect("it fits"))
        .collect();
    let hello = Hello {
        protocol: PROTOCOL,
        build: BUILD.to_owned(),
        act_as: Some("lin".into()),
        screen: true,
    };
    seeds.push(frame::encode(&hello).expect("it fits"));
    seeds
}

/// A schedule file: read, or refused with a place.
pub fn schedule(bytes: &[u8]) {
    let as_of = "2026-11-24".parse().expect("a date");
    let options = ReadOptions::new("file", as_of);
    let vessels = KnownVessels::new(["COSCO SHIPPING UNIVERSE"]);
    let mut rows = 0;
    let _ = schedule::read(
        &mut Cursor::new(bytes),
        &options,
        Reference::built_in(),
        vessels,
        &mut |chunk| {
            rows += chunk.len();
            ControlFlow::Continue(())
        },
    );
}

/// A keymap: its faults have lines, and what is loaded can be shown.
pub fn keymap(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (_, faults) = load("fuzz.toml", &text);
    for fault in faults.iter().chain(&check("fuzz.toml", &text)) {
        assert!(!fault.to_string().is_empty());
    }
}

/// The configuration: its defaults and values, or what is wrong.
pub fn config(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("config.toml");
    fs::write(&path, bytes).expect("room");
    if let Err(error) = Config::load(&path) {
        assert!(error.to_string().contains("config.toml"), "{error}");
    }
}

/// Tables that a company may replace or extend.
const TABLES: [&str; 13] = [
    "agents",
    "carriers",
    "charges",
    "countries",
    "deadlines",
    "departments",
    "equipment",
    "filings",
    "goods",
    "ports",
    "regions",
    "sub_ports",
    "workdays",
];

/// A company's own table, chosen by the first byte: taken, or refused with its place.
pub fn tables(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let name = TABLES[usize::from(*which) % TABLES.len()];
    for kind in [".csv", ".extra.csv"] {
        let path = folder.path().join(format!("{name}{kind}"));
        fs::write(&path, bytes).expect("room");
        let (_, errors) = Reference::load(folder.path());
        for error in errors {
            let said = render(Lang::En, &error.message());
            assert!(said.contains(name), "{said}");
        }
        fs::remove_file(&path).expect("it is there");
    }
}

fn table_seeds() -> Vec<Vec<u8>> {
    (0u8..)
        .zip(TABLES)
        .map(|(which, name)| {
            let path = repository().join(format!("src/reference/tables/{name}.csv"));
            let mut bytes = fs::read(path).expect("a table");
            bytes.truncate(1_500);
            [&[which][..], &bytes].concat()
        })
        .collect()
}

fn view_in_memory() -> Options {
    Options {
        view_in_memory: true,
        reserve_bytes: 0,
        ..Options::default()
    }
}

fn contents(store: &dyn Store) -> Vec<(Vec<u8>, Vec<u8>)> {
    let view = store.view();
    let mut all = Vec::new();
    for table in Table::ALL {
        for row in view.scan(table, &Range::all()).expect("it can be read") {
            let (key, record) = row.expect("a whole record");
            all.push((key, record.value));
        }
    }
    all
}

/// The journal of a desk whose three commits were acknowledged.
pub fn journal(bytes: &[u8]) {
    let home = tempfile::tempdir().expect("a folder");
    let root = home.path().join("store");
    fs::create_dir_all(root.join("journal")).expect("a folder");
    for name in ["FORMAT", "acknowledged"] {
        fs::write(root.join(name), fixture_file(name)).expect("room");
    }
    fs::write(root.join("journal/00000001.journal"), bytes).expect("room");
    store::verify(home.path());
    if let Ok((store, report)) = store::open(home.path(), &view_in_memory()) {
        assert!(report.sequence >= 3, "three commits were acknowledged");
        let found = contents(&store);
        assert_eq!(found.len(), 2, "made up: {found:?}");
    }
}

/// A backup made of the fixture, with one of its files in the place of another's bytes.
fn a_backup() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("home/store");
    fs::create_dir_all(root.join("journal")).expect("a folder");
    for name in ["FORMAT", "acknowledged", "journal/00000001.journal"] {
        fs::write(root.join(name), fixture_file(name)).expect("room");
    }
    drop(store::open(&folder.path().join("home"), &view_in_memory()).expect("the fixture opens"));
    store::backup(&folder.path().join("home"), &folder.path().join("copy")).expect("a copy");
    folder
}

fn backup_files(copy: &Path) -> Vec<PathBuf> {
    let snapshots = copy.join("store/snapshots");
    let snapshot = fs::read_dir(&snapshots)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .next()
        .expect("a snapshot");
    vec![
        copy.join("store/FORMAT"),
        copy.join("store/journal/00000001.journal"),
        snapshot,
    ]
}

/// A backup's file, chosen by the first byte, replaced by the others.
pub fn backup(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let folder = a_backup();
    let copy = folder.path().join("copy");
    let files = backup_files(&copy);
    let path = &files[usize::from(*which) % files.len()];
    let whole = fs::read(path).expect("a file");
    fs::write(path, bytes).expect("room");
    let fresh = folder.path().join("fresh");
    if let Err(error) = store::restore(&copy, &fresh) {
        assert!(!render(Lang::En, &error.hint()).is_empty());
        return;
    }
    assert_eq!(bytes, whole, "a changed backup was taken for whole");
    let (store, _) = store::open(&fresh, &view_in_memory()).expect("it was restored");
    assert_eq!(contents(&store).len(), 2);
}

fn backup_seeds() -> Vec<Vec<u8>> {
    let folder = a_backup();
    let files = backup_files(&folder.path().join("copy"));
    (0u8..)
        .zip(files)
        .map(|(which, path)| [&[which][..], &fs::read(path).expect("a file")].concat())
        .collect()
}
