//! A thin line in between: 9,600 bit/s and 300 ms each way, the real binary behind it. Reported, not
//! asserted; run by hand:
//!
//! ```text
//! cargo test --test terminal a_thin_line -- --ignored --nocapture
//! ```

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use portable_pty::Child;

use crate::emulator::Emulator;
use crate::support::SHIPDESK;
use crate::support::desk::Desk;
use crate::support::pty::{Start, Started};

/// Bytes a second, and how long each takes on its way.
const CARRIES: u32 = 960;
const DELAY: Duration = Duration::from_millis(300);

/// Nothing comes any more: longer than a round trip and the largest frame.
const QUIET: Duration = Duration::from_secs(4);

/// The desk at the far end of the line. All times are the operator's: a key is sent when it is
/// pressed, and what it brings is there when its last byte has arrived.
struct Far {
    child: Box<dyn Child + Send + Sync>,
    keys: Sender<(Instant, Vec<u8>)>,
    arrivals: Receiver<(Instant, Vec<u8>)>,
    screen: Emulator,
    bytes: usize,
    last: Instant,
}

impl Far {
    fn open(home: &Path, args: &[&str]) -> Self {
        let args = [&["--as", "chenli", "--lang", "en"], args].concat();
        let Started {
            child,
            master,
            mut keyboard,
            output: mut reader,
            ..
        } = Start::program(SHIPDESK, &args)
            .desk(home)
            .env("LANG", "C.UTF-8")
            .spawn();
        let (keys, pressed) = channel::<(Instant, Vec<u8>)>();
        std::thread::spawn(move || {
            while let Ok((at, bytes)) = pressed.recv() {
                std::thread::sleep((at + DELAY).saturating_duration_since(Instant::now()));
                if keyboard.write_all(&bytes).is_err() {
                    break;
                }
            }
            drop(master);
        });
        let (sender, arrivals) = channel();
        std::thread::spawn(move || {
            // The line takes no more than it carries: what it has not taken stays in the kernel's
            // buffer. Its own time goes on by what it carried, however late this thread wakes.
            let mut free_at = Instant::now();
            let mut buffer = [0; 16];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                let took = Duration::from_secs(1) * u32::try_from(n).unwrap() / CARRIES;
                free_at = free_at.max(Instant::now()) + took;
                std::thread::sleep(free_at.saturating_duration_since(Instant::now()));
                if sender
                    .send((free_at + DELAY, buffer[..n].to_vec()))
                    .is_err()
                {
                    break;
                }
            }
        });
        let mut far = Self {
            child,
            keys,
            arrivals,
            screen: Emulator::new(80, 24),
            bytes: 0,
            last: Instant::now(),
        };
        far.until("KF2026");
        far.quiet();
        far
    }

    fn press(&self, keys: &str) {
        self.keys.send((Instant::now(), keys.into())).unwrap();
    }

    /// Takes what has arrived within a time; whether something had.
    fn take(&mut self, within: Duration) -> bool {
        let Ok((at, bytes)) = self.arrivals.recv_timeout(within) else {
            return false;
        };
        std::thread::sleep(at.saturating_duration_since(Instant::now()));
        self.screen.feed(&bytes);
        self.bytes += bytes.len();
        self.last = at;
        true
    }

    fn shows(&self, text: &str) -> bool {
        self.screen.screen().contents().contains(text)
    }

    fn until(&mut self, text: &str) {
        let end = Instant::now() + Duration::from_mins(1);
        while !self.shows(text) {
            assert!(
                Instant::now() < end,
                "never came: {text}\n{}",
                self.screen.screen().contents()
            );
            self.take(Duration::from_millis(100));
        }
    }

    fn quiet(&mut self) {
        while self.take(QUIET) {}
    }
}

impl Drop for Far {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An arrow held for five seconds, thirty times a second: how long after its release the screen
/// still moves. The demo's lists are shorter than that: it is turned round before their ends, after
/// so many presses.
fn held_arrow(far: &mut Far, turns: usize, name: &str) {
    let before = far.bytes;
    let begun = Instant::now();
    let mut released = begun;
    for (press, turned) in (0..150).zip((0..150_usize).map(|press| press / turns % 2 == 1)) {
        let at = begun + Duration::from_millis(33) * press;
        while Instant::now() < at {
            far.take(at.saturating_duration_since(Instant::now()));
        }
        released = Instant::now();
        far.press(if turned { "\x1b[A" } else { "\x1b[B" });
    }
    far.quiet();
    println!(
        "{name}: an arrow held for 5 s: {} B, settled {} ms after its release, {} ms of it the line's delay",
        far.bytes - before,
        far.last.saturating_duration_since(released).as_millis(),
        2 * DELAY.as_millis(),
    );
}

/// A repeat booking typed at an even pace: time in the link per key, and the longest that the
/// screen was behind the key.
fn repeat_booking(far: &mut Far, name: &str) {
    let keys = ["\x1bs"]
        .into_iter()
        .map(str::to_owned)
        .chain("universe rtm".chars().map(String::from))
        .chain(["\r".to_owned()])
        .chain("Hongda Trade".chars().map(String::from))
        .chain(std::iter::repeat_n("\t".to_owned(), 12))
        .chain("KCS2026-1130".chars().map(String::from))
        .chain(["\t".to_owned(), "\x1bq".to_owned()]);
    let (mut count, mut longest) = (0_u32, Duration::ZERO);
    let before = far.bytes;
    let mut sum = Duration::ZERO;
    let begun = Instant::now();
    for (n, key) in (0..).zip(keys) {
        let at = begun + Duration::from_millis(250) * n;
        while Instant::now() < at {
            far.take(at.saturating_duration_since(Instant::now()));
        }
        let pressed = Instant::now();
        let shown = far.last;
        far.press(&key);
        count += 1;
        // Behind: until what was on its way when the key was pressed, and what it brought, is there.
        let mut took = Duration::ZERO;
        while far.take(Duration::from_millis(700)) {
            took = far.last.saturating_duration_since(pressed);
            if Instant::now() > at + Duration::from_secs(6) {
                break;
            }
        }
        if far.last > shown {
            sum += took;
            longest = longest.max(took);
        }
    }
    let bytes = far.bytes - before;
    println!(
        "{name}: a repeat booking: {count} keys, {bytes} B ({:.1} a key), {} ms in the link a key on average, the screen at most {} ms behind its key",
        f64::from(u32::try_from(bytes).unwrap()) / f64::from(count),
        (sum / count).as_millis(),
        longest.as_millis(),
    );
}

#[test]
#[ignore = "takes minutes and asserts nothing: a report"]
fn a_thin_line_is_reported() {
    for (name, args) in [
        ("with --low-bandwidth", &["--low-bandwidth"][..]),
        ("without", &[]),
    ] {
        let desk = Desk::demo();
        let mut far = Far::open(desk.home(), args);
        println!("{name}: first screens {} B", far.bytes);
        far.press("\x1bgj");
        far.quiet();
        held_arrow(&mut far, 55, name);
        far.press("\x1bs");
        far.quiet();
        held_arrow(&mut far, 90, &format!("{name}, in the search"));
        far.press("\x1bq");
        far.quiet();
        repeat_booking(&mut far, name);
    }
}
