//! The real binary inside tmux: what tmux sends on.

use std::process::Command;

use crate::real::Real;
use crate::support::desk::Desk;
use crate::support::{SHIPDESK, skipped};

/// The bar for a typed character and a backspace, inside tmux as outside.
const TYPED: usize = 8;

#[test]
fn a_typed_character_costs_at_most_8_bytes_inside_tmux() {
    if Command::new("tmux").arg("-V").output().is_err() {
        skipped(
            "a_typed_character_costs_at_most_8_bytes_inside_tmux",
            "no tmux",
        );
        return;
    }
    let desk = Desk::demo();
    let conf = desk.file("tmux.conf", "set -g status off\nset -g escape-time 20\n");
    let socket = desk.home().join("tmux");
    let inside = format!("{SHIPDESK} --as chenli --lang en");
    let mut real = Real::program(
        "tmux",
        desk.home(),
        (80, 24),
        &[
            "-u",
            "-f",
            conf.to_str().unwrap(),
            "-S",
            socket.to_str().unwrap(),
            "new-session",
            &inside,
        ],
        &[],
    );
    real.until("the queue", |shown| shown.matches("KF2026").count() > 5);
    real.settle();
    let mut report = Vec::new();
    let mut faults = Vec::new();
    let mut act = |real: &mut Real, name: &str, keys: &str, most: Option<usize>| {
        // Five seconds after it was attached tmux asks for a key mode of its own, once.
        let bytes = String::from_utf8_lossy(&real.act(keys).bytes)
            .replace("\x1b[?7727h", "")
            .into_bytes();
        report.push(format!("{name:<28} {:>6}", bytes.len()));
        if most.is_some_and(|most| bytes.len() > most) {
            faults.push(format!("{name}: {:?}", String::from_utf8_lossy(&bytes)));
        }
    };
    act(&mut real, "list move", "\x1b[B", None);
    act(&mut real, "all jobs", "\x1bgj", None);
    act(&mut real, "to the last row", &"\x1b[B".repeat(17), None);
    act(&mut real, "scrolled line", "\x1b[B", None);
    act(&mut real, "to the search", "\x1bs", None);
    for letter in "rotterdam".chars() {
        act(&mut real, "search character", &letter.to_string(), None);
    }
    act(&mut real, "a new form", "\x1bgn", None);
    for letter in "Hongda 宏达".chars() {
        act(
            &mut real,
            "typed character",
            &letter.to_string(),
            Some(TYPED),
        );
    }
    for _ in 0..3 {
        act(&mut real, "backspace", "\x7f", Some(TYPED));
    }
    for _ in 0..4 {
        act(&mut real, "to the next field", "\t", None);
    }
    act(&mut real, "first in a field", "H", Some(16));
    println!("inside tmux, 80x24\n{}", report.join("\n"));
    let _ = Command::new("tmux")
        .arg("-S")
        .arg(&socket)
        .arg("kill-server")
        .output();
    assert!(faults.is_empty(), "{faults:#?}");
}
