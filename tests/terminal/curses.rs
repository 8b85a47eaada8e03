//! ncurses painting the same frames, byte against byte: never more than it for any action.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::bars::Counted;
use crate::desk::{Desk, Shown};
use crate::emulator::{Emulator, Seen};
use crate::support::skipped;

/// A frame as `repaint.c` reads it.
pub fn frame(emulator: &Emulator, name: &str) -> String {
    let picture = emulator.picture();
    let (x, y) = picture
        .cursor
        .map_or((-1, -1), |(x, y)| (i32::from(x), i32::from(y)));
    let mut text = format!(
        "frame {} {} {x} {y} {name}\n",
        picture.width,
        picture.rows.len()
    );
    for (y, row) in picture.rows.iter().enumerate() {
        let mut x = 0;
        while x < row.len() {
            let first = &row[x];
            let same = |seen: &Seen| seen.tail || style(seen) == style(first);
            let end = row[x..]
                .iter()
                .position(|seen| !same(seen))
                .map_or(row.len(), |n| x + n);
            let run: String = row[x..end].iter().map(|seen| seen.text.as_str()).collect();
            let plain = style(first) == (-1, -1, 0);
            if !(plain && run.trim_matches(' ').is_empty()) {
                let (fg, bg, bits) = style(first);
                let _ = writeln!(text, "run {x} {y} {fg} {bg} {bits} {}\n{run}", run.len());
            }
            x = end;
        }
    }
    text.push_str("end\n");
    text
}

fn style(seen: &Seen) -> (i32, i32, u8) {
    let colour =
        |colour: &Option<String>| colour.as_ref().and_then(|n| n.parse().ok()).unwrap_or(-1);
    let bits = u8::from(seen.bold)
        | u8::from(seen.dim) << 1
        | u8::from(seen.italic) << 2
        | u8::from(seen.underline) << 3
        | u8::from(seen.inverse) << 4;
    (colour(&seen.fg), colour(&seen.bg), bits)
}

/// Why there is nothing to compare with.
pub const NO_NCURSES: &str = "no compiler or no ncurses (libncurses-dev)";

/// The C program, built; none where there is no compiler or no ncurses.
fn repaint() -> Option<PathBuf> {
    let built = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("repaint");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/terminal/repaint.c");
    let output = Command::new("cc")
        .args(["-O1", "-o"])
        .arg(&built)
        .args([source, "-lncursesw", "-ltinfo", "-lutil", "-lpthread"])
        .output()
        .ok()?;
    output.status.success().then_some(built)
}

/// What ncurses sends for each of `frames`.
pub fn by_ncurses(frames: &str) -> Option<Vec<usize>> {
    let mut child = Command::new(repaint()?)
        .env("TERM", "xterm-256color")
        .env_remove("LINES")
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take()?;
    let frames = frames.to_owned();
    let feeding = std::thread::spawn(move || stdin.write_all(frames.as_bytes()));
    let output = child.wait_with_output().ok()?;
    feeding.join().ok()?.ok()?;
    assert!(
        output.status.success(),
        "repaint ended with {}",
        output.status
    );
    String::from_utf8(output.stdout)
        .ok()?
        .lines()
        .map(|line| line.split(' ').next()?.parse().ok())
        .collect()
}

/// Prints the table, and names the actions for which ncurses sent less.
pub fn compare(title: &str, actions: &[(String, usize)], ncurses: &[usize]) -> Vec<String> {
    assert_eq!(actions.len(), ncurses.len());
    println!("\n{title}\n{:<34} {:>6} {:>8}", "action", "ours", "ncurses");
    let mut worse = Vec::new();
    for ((name, ours), ncurses) in actions.iter().zip(ncurses) {
        let mark = if ours > ncurses { "  MORE" } else { "" };
        println!("{name:<34} {ours:>6} {ncurses:>8}{mark}");
        if ours > ncurses {
            worse.push(format!("{name}: {ours} against {ncurses}"));
        }
    }
    worse
}

/// A morning: what an operator does, an action a frame.
fn morning(height: u16) -> Vec<(String, Box<dyn FnOnce(&mut Desk)>)> {
    let mut actions: Vec<(String, Box<dyn FnOnce(&mut Desk)>)> = Vec::new();
    let mut act = |name: &str, action: Box<dyn FnOnce(&mut Desk)>| {
        actions.push((name.to_owned(), action));
    };
    act("start", Box::new(|_| {}));
    for typed in "KCS海运9".chars() {
        act(
            "typed character",
            Box::new(move |desk| desk.fields[1].push(typed)),
        );
    }
    act("backspace", Box::new(|desk| _ = desk.fields[1].pop()));
    act(
        "typed within a field",
        Box::new(|desk| desk.fields[0].insert(5, 'X')),
    );
    act(
        "deleted within a field",
        Box::new(|desk| _ = desk.fields[0].remove(5)),
    );
    for focus in [2, 3, 12, 13, 14, 3] {
        act("to another field", Box::new(move |desk| desk.focus = focus));
    }
    act(
        "a finding goes",
        Box::new(|desk| drop(desk.findings.remove(1))),
    );
    act("to the list", Box::new(|desk| desk.shown = Shown::List));
    for typed in "rotterdam".chars() {
        act(
            "search character",
            Box::new(move |desk| desk.query.push(typed)),
        );
    }
    act("search emptied", Box::new(|desk| desk.query.clear()));
    for _ in 0..3 {
        act("list move", Box::new(move |desk| desk.down(height)));
    }
    act("to the queue", Box::new(|desk| desk.shown = Shown::Queue));
    for _ in 0..3 {
        act("queue move", Box::new(move |desk| desk.down(height)));
    }
    act(
        "to the last row",
        Box::new(move |desk| {
            desk.selected = desk.top + Desk::page(height) - 1;
        }),
    );
    for _ in 0..3 {
        act("scrolled line", Box::new(move |desk| desk.down(height)));
    }
    act(
        "page down",
        Box::new(move |desk| {
            desk.top += Desk::page(height);
            desk.selected += Desk::page(height);
        }),
    );
    act(
        "sixty keys down",
        Box::new(move |desk| (0..60).for_each(|_| desk.down(height))),
    );
    act(
        "a clock appears",
        Box::new(|desk| desk.clock = Some("09:59".into())),
    );
    act(
        "a minute passes",
        Box::new(|desk| desk.clock = Some("10:00".into())),
    );
    act(
        "back to the form",
        Box::new(|desk| desk.shown = Shown::Form),
    );
    act("nothing changed", Box::new(|_| {}));
    actions
}

#[test]
fn no_action_costs_more_than_ncurses_painting_the_same_frames() {
    for (width, height) in [(80, 24), (132, 43)] {
        let mut counted = Counted::new("xterm-256color", (width, height));
        let mut emulator = Emulator::new(width, height);
        let (mut actions, mut frames) = (Vec::new(), String::new());
        for (name, act) in morning(height) {
            act(&mut counted.desk);
            let bytes = counted.draw();
            emulator.feed(&bytes);
            frames.push_str(&frame(&emulator, &name));
            actions.push((name, bytes.len()));
        }
        let Some(ncurses) = by_ncurses(&frames) else {
            skipped(
                "no_action_costs_more_than_ncurses_painting_the_same_frames",
                NO_NCURSES,
            );
            return;
        };
        let worse = compare(&format!("{width}x{height}"), &actions, &ncurses);
        assert!(worse.is_empty(), "{worse:#?}");
    }
}
