//! The demo's tape: read as VHS reads it, and played against the real binary.

mod grammar;
mod player;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::time::Duration;

use support::svg;
use support::tape::{Fault, parse, play};

/// The longest that a newcomer watches.
const LONGEST: Duration = Duration::from_mins(1);

fn demo_tape() -> support::tape::Tape {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo.tape");
    let text = std::fs::read_to_string(path).unwrap();
    parse(&text).unwrap_or_else(|faults| panic!("demo.tape: {faults:#?}"))
}

/// `SHIPDESK_BLESS=1` also writes the README's picture.
#[test]
fn the_demos_tape_plays_against_the_real_binary_in_under_a_minute() {
    let home = tempfile::tempdir().unwrap();
    let played = play(&demo_tape(), home.path())
        .unwrap_or_else(|Fault { line, what }| panic!("demo.tape:{line}: {what}"));
    assert!(played.length < LONGEST, "{:?}", played.length);
    let (_, screen) = played.screens.first().expect("the tape takes a picture");
    let picture = svg::picture(screen, "The consignment form beside its findings");
    assert!(picture.contains("KMTC DUBAI"));
    if std::env::var_os("SHIPDESK_BLESS").is_some() {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
        std::fs::create_dir_all(&docs).unwrap();
        std::fs::write(docs.join("screen.svg"), picture).unwrap();
    }
}

#[test]
fn the_demos_tape_ends_where_the_shell_asks_again_and_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    play(&demo_tape(), home.path())
        .unwrap_or_else(|Fault { line, what }| panic!("demo.tape:{line}: {what}"));
    let left: Vec<String> = std::fs::read_dir(home.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("shipdesk"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}
