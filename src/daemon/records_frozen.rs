//! The first version's bytes of every kind of record: they load, and are written as they were.
//!
//! Until the first release a changed type may still change them: then the fixture is written anew by
//! the ignored test. After it, the old type is kept under a name of its own and lifted.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use super::*;
use crate::domain::apply::create;
use crate::domain::command::NewJob;
use crate::domain::event::Stamp;
use crate::domain::sailing::SourceRow;
use crate::domain::{CutOffs, Moment, PortCode, Role};
use crate::protocol::DraftLine;
use crate::store::envelope::{Stored, decode, encode};

fn fixture() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/records-1.txt")
}

fn at() -> Moment {
    "2026-11-24T10:00:00+08:00".parse().unwrap()
}

fn an_operator() -> Operator {
    Operator {
        name: OperatorName::new("lin"),
        uid: Some(1_001),
        roles: vec![Role::Clerk, Role::RouteManager],
        enabled: true,
        prefix: "KF".to_owned(),
    }
}

fn a_sailing() -> Sailing {
    Sailing {
        id: SailingId::new("COSU-UNIVERSE-046W-CNSHA-NLRTM"),
        carrier: "COSU".parse().unwrap(),
        vessel: "COSCO SHIPPING UNIVERSE".to_owned(),
        vessel_zh: Some("中远海运宇宙".to_owned()),
        voyage: "V.046W".parse().unwrap(),
        service: Some("AEU3".to_owned()),
        pol: PortCode::Locode("CNSHA".parse().unwrap()),
        pod: PortCode::Locode("NLRTM".parse().unwrap()),
        pod_terminal: None,
        via: None,
        etd: "2026-12-05".parse().unwrap(),
        atd: Some(at()),
        eta: None,
        cut_offs: CutOffs::default(),
        remarks: None,
        source: SourceRow {
            file: "cosco.csv".to_owned(),
            row: 2,
        },
    }
}

fn a_line() -> TimelineEntry {
    TimelineEntry {
        seq: 7,
        at: at(),
        by: OperatorName::new("lin"),
        event: "created".to_owned(),
        details: vec![("copy_of".to_owned(), "KF2026000001".to_owned())],
        changes: Vec::new(),
    }
}

fn a_job() -> Job {
    let new = NewJob {
        job_no: JobNo::new("KF2026000002"),
        consignment: Consignment {
            remarks: Some("急".to_owned()),
            ..Consignment::default()
        },
        copy_of: None,
        practice: true,
    };
    let stamp = Stamp {
        at: at(),
        by: OperatorName::new("lin"),
    };
    create(new, &stamp)
}

/// A value's bytes, and those of what they are read as.
fn both<T: Stored>(value: &T) -> [Vec<u8>; 2] {
    let bytes = encode(value).unwrap();
    let again = encode(&decode::<T>(&bytes).unwrap()).unwrap();
    [bytes, again]
}

/// Every kind of record: its name, and its bytes as they are written now.
fn now() -> BTreeMap<&'static str, Vec<u8>> {
    let draft = Draft {
        line: DraftLine {
            draft: DraftId::new("D1"),
            at: at(),
            job_no: None,
        },
        operator: OperatorName::new("lin"),
        content: "{}".to_owned(),
    };
    let import = ImportRecord {
        file: "cosco.csv".to_owned(),
        by: OperatorName::new("lin"),
        began: at(),
        complete: false,
        rows: 2_000,
    };
    let audit = AuditLine {
        about: "lin".to_owned(),
        entry: a_line(),
    };
    let mark = DeskMark {
        practice: true,
        made_by_uid: 1_001,
    };
    let conflict = ConflictRecord {
        claims: vec![a_sailing()],
    };
    [
        (Operator::NAME, both(&an_operator())),
        (Sailing::NAME, both(&a_sailing())),
        (TimelineEntry::NAME, both(&a_line())),
        (Job::NAME, both(&a_job())),
        (Template::NAME, both(&Template(Consignment::default()))),
        (Draft::NAME, both(&draft)),
        (Ledger::NAME, both(&Ledger(46))),
        (Setting::NAME, both(&Setting("dark".to_owned()))),
        (AuditLine::NAME, both(&audit)),
        (ImportRecord::NAME, both(&import)),
        (ConflictRecord::NAME, both(&conflict)),
        (DeskMark::NAME, both(&mark)),
    ]
    .into_iter()
    .map(|(name, [bytes, again])| {
        assert_eq!(
            bytes, again,
            "a {name} does not come back as it was written"
        );
        (name, bytes)
    })
    .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn frozen() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(fixture()).unwrap();
    text.lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, bytes)| (name.to_owned(), bytes.to_owned()))
        .collect()
}

fn bytes_of(name: &str) -> Vec<u8> {
    let text = &frozen()[name];
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

#[test]
fn the_first_versions_bytes_are_those_that_are_written() {
    let frozen = frozen();
    let now = now();
    assert_eq!(frozen.len(), now.len());
    for (name, bytes) in now {
        assert_eq!(
            frozen[name],
            hex(&bytes),
            "a stored {name} has changed: keep the old type and lift it (see `store::envelope`); \
             before the first release write the fixture anew: cargo test --lib frozen -- --ignored"
        );
    }
}

#[test]
#[ignore = "writes the fixture of a version that is about to be released"]
fn write_the_bytes_of_this_version() {
    let lines: Vec<String> = now()
        .iter()
        .map(|(name, bytes)| format!("{name}: {}\n", hex(bytes)))
        .collect();
    std::fs::write(fixture(), lines.concat()).unwrap();
}

/// What an operator may be in the next version: the type that is stored now is its frozen past.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct NextOperator {
    name: OperatorName,
    uid: Option<u32>,
    roles: Vec<Role>,
    enabled: bool,
    prefix: String,
    /// New: which of the company's offices.
    office: Option<String>,
}

impl Stored for NextOperator {
    const VERSION: u16 = 2;
    const NAME: &'static str = "operator";
    type Before = Operator;
    fn lift(before: Operator) -> Self {
        let Operator {
            name,
            uid,
            roles,
            enabled,
            prefix,
        } = before;
        Self {
            name,
            uid,
            roles,
            enabled,
            prefix,
            office: None,
        }
    }
}

#[test]
fn the_next_version_reads_the_first_ones_bytes_and_is_refused_by_the_first() {
    let lifted: NextOperator = decode(&bytes_of("operator")).unwrap();
    assert_eq!(lifted, NextOperator::lift(an_operator()));
    let written = encode(&lifted).unwrap();
    assert_eq!(decode::<NextOperator>(&written).unwrap(), lifted);
    let refused = decode::<Operator>(&written).unwrap_err();
    assert!(
        matches!(
            refused,
            StoreError::Newer {
                found: 2,
                known: 1,
                ..
            }
        ),
        "{refused}"
    );
    assert_eq!(refused.hint(), crate::domain::Text::of("store.newer-hint"));
}
