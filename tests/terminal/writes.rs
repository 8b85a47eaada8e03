//! Writes to the terminal as the kernel sees them: one a key.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::real::Real;
use crate::support::desk::Desk;
use crate::support::{SHIPDESK, skipped};

#[test]
fn a_key_is_one_write_to_the_terminal() {
    if Command::new("strace").arg("-V").output().is_err() {
        skipped("a_key_is_one_write_to_the_terminal", "no strace");
        return;
    }
    let desk = Desk::demo();
    let log = desk.home().join("writes");
    let mut real = Real::program(
        "strace",
        desk.home(),
        (80, 24),
        &[
            "-f",
            "-qq",
            "-y",
            "-e",
            "trace=write,writev",
            "-e",
            "signal=none",
            "-s",
            "16",
            "-o",
            log.to_str().unwrap(),
            SHIPDESK,
            "--as",
            "chenli",
            "--lang",
            "en",
        ],
        &[],
    );
    let end = Instant::now() + Duration::from_mins(1);
    while real.text().matches("KF2026").count() <= 5 {
        real.settle();
        if real.text().contains("ptrace") || real.text().contains("not permitted") {
            skipped("a_key_is_one_write_to_the_terminal", "strace may not trace");
            return;
        }
        assert!(Instant::now() < end, "{}", real.text());
    }
    real.settle();
    let writes = || {
        std::fs::read_to_string(&log)
            .unwrap()
            .lines()
            .filter(|line| line.contains("</dev/pts/") && !line.contains("resumed"))
            .count()
    };
    let mut faults = Vec::new();
    for (name, keys) in [
        ("list move", "\x1b[B"),
        ("burst of sixty", &*"\x1b[B".repeat(60)),
        ("to the search", "\x1bs"),
        ("search character", "r"),
        ("search character", "o"),
        ("a query in one burst", "tterdam"),
        ("a sailing into the form", "\r"),
        ("typed character", "H"),
        ("a value in one burst", "ongda Trade"),
        ("backspace", "\x7f"),
        ("to the next field", "\t"),
        ("to the queue", "\x1bq"),
    ] {
        let before = writes();
        real.act(keys);
        let after = writes();
        // An answer that takes a slow machine longer than a frame waits for it is a second frame.
        let asks = name.contains("search") || name.contains("query") || name.starts_with("to the");
        if after - before != 1 && !(asks && after - before == 2) {
            faults.push(format!("{name}: {} writes", after - before));
        }
        println!("{name:<28} {} write(s)", after - before);
    }
    let before = writes();
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(writes(), before, "written to with nobody at the keys");
    assert!(faults.is_empty(), "{faults:#?}");
}
