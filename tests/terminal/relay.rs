//! A thin line in between: 9,600 bit/s and 300 ms each way. Reported, not asserted; run by hand:
//!
//! ```text
//! cargo test --release --test terminal a_thin_line -- --ignored --nocapture
//! ```

use std::io::{Read as _, Write as _};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Bytes a second, and how long each takes on its way.
const CARRIES: u32 = 960;
const DELAY: Duration = Duration::from_millis(300);

/// A frame's last byte, as it reaches the operator.
struct Arrival {
    at: Instant,
    bytes: usize,
}

/// Plays `keys` (when to press, counted from the start, and what) against the child of
/// `manners`, and reports the lag of the screen behind the input.
fn over_the_line(name: &str, keys: Vec<(Duration, Vec<u8>)>) {
    let size = PtySize {
        rows: 24,
        cols: 80,
        ..PtySize::default()
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "manners::session_of_the_child", "--nocapture"]);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env(crate::manners::CHILD, "list");
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut keyboard = pair.master.take_writer().unwrap();
    let (sender, arrivals) = channel();
    std::thread::spawn(move || {
        // The line: it takes no more than it carries, so the kernel's buffer pushes back.
        let mut buffer = [0; 16];
        while let Ok(bytes @ 1..) = reader.read(&mut buffer) {
            std::thread::sleep(Duration::from_secs(1) * u32::try_from(bytes).unwrap() / CARRIES);
            let arrival = Arrival {
                at: Instant::now() + DELAY,
                bytes,
            };
            if sender.send(arrival).is_err() {
                break;
            }
        }
    });
    // The first frame, and quiet after it.
    let mut start = 0;
    while let Ok(arrival) = arrivals.recv_timeout(Duration::from_secs(2)) {
        start += arrival.bytes;
    }
    let begun = Instant::now();
    let pressed = keys.len();
    let mut released = begun;
    for (when, bytes) in keys {
        std::thread::sleep((begun + when).saturating_duration_since(Instant::now()));
        released = Instant::now();
        // What is pressed reaches the far end a delay later; the clock is shifted instead.
        keyboard.write_all(&bytes).unwrap();
    }
    let (mut bytes, mut last) = (0, released);
    while let Ok(arrival) = arrivals.recv_timeout(Duration::from_secs(2)) {
        bytes += arrival.bytes;
        last = arrival.at + DELAY;
    }
    println!(
        "{name}: first frame {start} B; {pressed} keys, {bytes} B ({:.1} a key), settled {} ms \
         after the last key, {} ms of it the line's delay",
        f64::from(u32::try_from(bytes).unwrap()) / f64::from(u32::try_from(pressed).unwrap()),
        last.saturating_duration_since(released).as_millis(),
        2 * DELAY.as_millis(),
    );
    keyboard.write_all(b"\x03").unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
#[ignore = "takes half a minute and asserts nothing: a report"]
fn a_thin_line_is_reported() {
    let every = |ms: u64, n: u64, bytes: &[u8]| {
        (0..n)
            .map(|i| (Duration::from_millis(ms * i), bytes.to_vec()))
            .collect::<Vec<_>>()
    };
    over_the_line("an arrow held for five seconds", every(33, 150, b"\x1b[B"));
    let typed = (0..).zip("rotterdam 0".chars());
    let typed = typed.map(|(i, c)| (Duration::from_millis(150 * i), c.to_string().into_bytes()));
    over_the_line("a port typed into the search", typed.collect());
}
