//! The real binary in a pseudo-terminal: typed to, its bytes counted, its terminal looked at.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, MasterPty, PtySize, SlavePty};
use rustix::process::{Pid, Signal, kill_process};

use crate::emulator::Emulator;
use crate::support::idle::is_idle;
use crate::support::pty::{Modes, Start, Started, modes};
use crate::support::{LIMIT, SHIPDESK};

/// Nothing more comes once nothing has come for so long and nobody is at work. Longer than a frame
/// ever waits for an answer.
const QUIET: Duration = Duration::from_millis(250);

/// What comes within so long of one another is one frame that the kernel parted.
const TOGETHER: Duration = Duration::from_millis(15);

/// The binary, its terminal, and everything it has sent.
pub struct Real {
    home: PathBuf,
    master: Box<dyn MasterPty + Send>,
    // Stays open on purpose: its modes are read after the child has gone.
    _slave: Box<dyn SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn std::io::Write + Send>,
    output: Receiver<Vec<u8>>,
    pub emulator: Emulator,
    /// Everything sent so far, piece by piece.
    pub pieces: Vec<Vec<u8>>,
    modes: Modes,
}

/// What an action was answered with.
pub struct Answer {
    pub bytes: Vec<u8>,
    pub pieces: usize,
    /// The bytes of each frame, and the screen after it. Pieces that come together are one frame.
    pub frames: Vec<(usize, Emulator)>,
}

impl Real {
    /// The binary on the desk of a home, as one of its clerks.
    pub fn clerk(home: &Path, size: (u16, u16), args: &[&str], env: &[(&str, &str)]) -> Self {
        let args = [&["--as", "chenli"], args].concat();
        Self::program(SHIPDESK, home, size, &args, env)
    }

    /// Any program at a terminal of its own.
    pub fn program(
        program: &str,
        home: &Path,
        (cols, rows): (u16, u16),
        args: &[&str],
        env: &[(&str, &str)],
    ) -> Self {
        let mut start = Start::program(program, args)
            .desk(home)
            .size(rows, cols)
            .env("LANG", "C.UTF-8");
        for (name, value) in env {
            start = start.env(name, value);
        }
        let Started {
            child,
            master,
            slave,
            keyboard,
            output: mut reader,
            modes,
        } = start.spawn();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65_536];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            home: home.to_owned(),
            keyboard,
            master,
            _slave: slave,
            child,
            output,
            emulator: Emulator::new(cols, rows),
            pieces: Vec::new(),
            modes,
        }
    }

    pub fn send(&mut self, keys: impl AsRef<[u8]>) {
        self.keyboard.write_all(keys.as_ref()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Types a part of something, and waits until the program has read it: the rest comes apart.
    pub fn send_part(&mut self, keys: impl AsRef<[u8]>) {
        let before = self.bytes_read();
        self.send(keys);
        let end = Instant::now() + LIMIT;
        while self.bytes_read() == before {
            assert!(Instant::now() < end, "never read");
            std::thread::yield_now();
        }
    }

    /// How many bytes the program has read since it began, as the kernel counts.
    fn bytes_read(&self) -> u64 {
        let path = format!("/proc/{}/io", self.pid().as_raw_nonzero());
        let counts = std::fs::read_to_string(path).unwrap();
        let read = counts.lines().find_map(|line| line.strip_prefix("rchar: "));
        read.unwrap().parse().unwrap()
    }

    fn take(&mut self, wait: Duration) -> bool {
        match self.output.recv_timeout(wait) {
            Ok(piece) => {
                self.emulator.feed(&piece);
                self.pieces.push(piece);
                true
            }
            Err(_) => false,
        }
    }

    /// Waits until the screen is so.
    pub fn until(&mut self, what: &str, holds: impl Fn(&str) -> bool) {
        let end = Instant::now() + LIMIT;
        while !holds(&self.text()) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "never came: {what}; the screen shows\n{}\nsent\n{:?}",
                self.text(),
                String::from_utf8_lossy(&self.pieces.concat())
            );
            self.take(left.min(Duration::from_millis(100)));
        }
    }

    /// Waits until the screen shows a text.
    pub fn shows(&mut self, text: &str) {
        self.until(text, |shown| shown.contains(text));
    }

    /// Waits until these bytes have been sent, after everything that was sent before piece `from`.
    pub fn sends(&mut self, wanted: &str, from: usize) {
        let end = Instant::now() + LIMIT;
        loop {
            let sent = String::from_utf8_lossy(&self.pieces[from..].concat()).into_owned();
            if sent.contains(wanted) {
                return;
            }
            assert!(Instant::now() < end, "never sent: {wanted:?}; but {sent:?}");
            self.take(Duration::from_millis(100));
        }
    }

    /// Whether more is to come: something has come, or somebody at home is at work on it.
    fn goes_on(&mut self) -> bool {
        // The last of it may still be on its way to us.
        self.take(QUIET) || !is_idle(&self.home) || self.take(TOGETHER)
    }

    /// Waits until nothing more comes.
    pub fn settle(&mut self) {
        let end = Instant::now() + LIMIT;
        while self.goes_on() {
            assert!(Instant::now() < end, "never quiet:\n{}", self.text());
        }
    }

    /// Types on a screen that is settled, and takes everything that comes of it.
    pub fn act(&mut self, keys: impl AsRef<[u8]>) -> Answer {
        let before = self.pieces.len();
        self.send(keys);
        let mut frames = Vec::new();
        let end = Instant::now() + LIMIT;
        loop {
            let begun = self.pieces.len();
            if !self.goes_on() {
                break;
            }
            assert!(Instant::now() < end, "never quiet:\n{}", self.text());
            if self.pieces.len() == begun {
                continue;
            }
            while self.take(TOGETHER) {}
            let bytes = self.pieces[begun..].iter().map(Vec::len).sum();
            frames.push((bytes, self.emulator.clone()));
        }
        Answer {
            bytes: self.pieces[before..].concat(),
            pieces: self.pieces.len() - before,
            frames,
        }
    }

    /// What the screen shows, without the blanks at the ends of its lines.
    pub fn text(&self) -> String {
        let rows: Vec<String> = self
            .emulator
            .screen()
            .contents()
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect();
        rows.join("\n").trim_end().to_owned()
    }

    /// What a line of the screen shows.
    pub fn line(&self, y: usize) -> String {
        self.text().lines().nth(y).unwrap_or_default().to_owned()
    }

    /// The line that the cursor is in.
    pub fn cursor_line(&self) -> String {
        let (y, _) = self.emulator.screen().cursor_position();
        self.line(usize::from(y))
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    pub fn pid(&self) -> Pid {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        Pid::from_raw(id).unwrap()
    }

    pub fn resize(&mut self, (cols, rows): (u16, u16)) {
        self.emulator.resize(cols, rows);
        let size = PtySize {
            rows,
            cols,
            ..PtySize::default()
        };
        self.master.resize(size).unwrap();
    }

    /// Whether the terminal's modes are those it was found with.
    pub fn is_as_found(&self) -> bool {
        modes(&*self.master) == self.modes
    }

    /// Waits for the end; the exit code.
    pub fn ends(&mut self) -> u32 {
        let end = Instant::now() + LIMIT;
        loop {
            self.take(Duration::from_millis(20));
            if let Some(status) = self.child.try_wait().unwrap() {
                self.settle();
                return status.exit_code();
            }
            assert!(Instant::now() < end, "never ended:\n{}", self.text());
        }
    }
}

impl Drop for Real {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
