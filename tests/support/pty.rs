//! A program in a pseudo-terminal: typed to, waited for, looked at.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use vt100::{Parser, Screen};

use super::{LIMIT, SHIPDESK, idle, screen};

/// What the program has written so far.
struct Shown {
    parser: Parser,
    /// Every piece as it came, with the time since the start.
    pieces: Vec<(Duration, Vec<u8>)>,
    /// The program's side is closed.
    ended: bool,
}

/// A program in a pseudo-terminal.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
    size: (u16, u16),
    home: Option<PathBuf>,
    /// Bytes typed and keys pressed, for those who count.
    typed: usize,
}

/// How a program is started.
pub struct Start {
    command: CommandBuilder,
    size: (u16, u16),
    home: Option<PathBuf>,
}

/// A program at its terminal, the ends of it in hand.
pub struct Started {
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    /// The program's side. While it is open the terminal's modes can be read, the program gone.
    pub slave: Box<dyn SlavePty + Send>,
    pub keyboard: Box<dyn Write + Send>,
    pub output: Box<dyn Read + Send>,
    /// The terminal's modes as the program found them.
    pub modes: Modes,
}

/// A terminal's input, output, control and local modes.
pub type Modes = [u64; 4];

/// The modes of a terminal now.
pub fn modes(master: &dyn MasterPty) -> Modes {
    let modes = master.get_termios().unwrap();
    [
        u64::from(modes.input_flags.bits()),
        u64::from(modes.output_flags.bits()),
        u64::from(modes.control_flags.bits()),
        u64::from(modes.local_flags.bits()),
    ]
}

impl Start {
    /// The binary under test with an own home, in English and in all colours.
    pub fn shipdesk(home: &Path, args: &[&str]) -> Self {
        Self::program(SHIPDESK, args)
            .env("COLORTERM", "truecolor")
            .env("LC_ALL", "en_US.UTF-8")
            .desk(home)
    }

    /// Any program, with nothing of the caller's environment that could change what it shows.
    pub fn program(program: impl AsRef<OsStr>, args: &[&str]) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command.env("TERM", "xterm-256color");
        command.cwd(std::env::temp_dir());
        Self {
            command,
            size: (24, 80),
            home: None,
        }
    }

    /// At home in a folder.
    #[must_use]
    pub fn home(mut self, home: &Path) -> Self {
        self.command.env("HOME", home);
        self.command.cwd(home);
        self.home = Some(home.to_owned());
        self
    }

    /// At home in a desk's folder, on that desk.
    #[must_use]
    pub fn desk(self, home: &Path) -> Self {
        self.env("SHIPDESK_HOME", &home.to_string_lossy())
            .home(home)
    }

    /// One more variable of the environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Rows and columns; 24 and 80 without.
    #[must_use]
    pub fn size(mut self, rows: u16, cols: u16) -> Self {
        self.size = (rows, cols);
        self
    }

    /// Starts it, for those who look after its terminal themselves.
    pub fn spawn(self) -> Started {
        let (rows, cols) = self.size;
        let pair = native_pty_system().openpty(pty_size(rows, cols)).unwrap();
        Started {
            // Read before there is a program: it may change them as soon as it runs.
            modes: modes(&*pair.master),
            child: pair.slave.spawn_command(self.command).unwrap(),
            keyboard: pair.master.take_writer().unwrap(),
            output: pair.master.try_clone_reader().unwrap(),
            master: pair.master,
            slave: pair.slave,
        }
    }

    /// Starts it.
    pub fn open(self) -> Session {
        let (size, home) = (self.size, self.home.clone());
        let (rows, cols) = size;
        let Started {
            child,
            master,
            slave,
            keyboard,
            mut output,
            modes: _,
        } = self.spawn();
        // With the program's own side closed, its end is the end of what can be read.
        drop(slave);
        let shown = Arc::new((
            Mutex::new(Shown {
                parser: Parser::new(non_zero(rows), non_zero(cols), 0),
                pieces: Vec::new(),
                ended: false,
            }),
            Condvar::new(),
        ));
        let seen = Arc::clone(&shown);
        let began = Instant::now();
        std::thread::spawn(move || {
            let mut piece = [0; 16 << 10];
            loop {
                // A closed terminal reads as an error on Linux.
                let count = output.read(&mut piece).unwrap_or(0);
                let mut shown = seen.0.lock().unwrap();
                if count == 0 {
                    shown.ended = true;
                } else {
                    shown.parser.process(&piece[..count]);
                    shown
                        .pieces
                        .push((began.elapsed(), piece[..count].to_vec()));
                }
                seen.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        Session {
            child,
            master,
            keyboard,
            shown,
            size,
            home,
            typed: 0,
        }
    }
}

fn non_zero(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has rows and columns")
}

fn pty_size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Session {
    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.0.lock().unwrap()
    }

    /// Sends text or keys as they are.
    pub fn send(&mut self, keys: &str) -> &mut Self {
        self.typed += keys.len();
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    /// Waits until the screen is so, and says what it showed instead when it never is.
    pub fn wait(&mut self, what: &str, holds: impl Fn(&Screen) -> bool) -> &mut Self {
        assert!(
            self.comes_true(LIMIT, &holds),
            "never came: {what}; the screen shows\n{}",
            self.text()
        );
        self
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait(text, |shown| screen::text(shown).contains(text))
    }

    /// Waits until the screen no longer shows a text.
    pub fn wait_gone(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("“{text}” gone"), |shown| {
            !screen::text(shown).contains(text)
        })
    }

    /// Whether the screen becomes so within a limit.
    pub fn comes_true(&self, limit: Duration, holds: impl Fn(&Screen) -> bool) -> bool {
        let end = Instant::now() + limit;
        let mut shown = self.shown();
        loop {
            if holds(shown.parser.screen()) {
                return true;
            }
            let left = end.saturating_duration_since(Instant::now());
            if shown.ended || left.is_zero() {
                return false;
            }
            shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
        }
    }

    /// Waits until nothing has been written for a while and nobody at home is at work: for captures
    /// of a screen that is whole.
    pub fn settle(&mut self) -> &mut Self {
        // Longer than a frame is ever held back on purpose; and the last of it on its way to us.
        const QUIET: Duration = Duration::from_millis(120);
        const ON_ITS_WAY: Duration = Duration::from_millis(10);
        let end = Instant::now() + LIMIT;
        let is_idle = || self.home.as_deref().is_none_or(idle::is_idle);
        while !(self.is_quiet_for(QUIET) && is_idle() && self.is_quiet_for(ON_ITS_WAY))
            && Instant::now() < end
        {}
        self
    }

    /// Whether nothing is written for so long, or ever again.
    fn is_quiet_for(&self, time: Duration) -> bool {
        let shown = self.shown();
        let before = shown.pieces.len();
        let written = |shown: &mut Shown| shown.pieces.len() == before && !shown.ended;
        let (shown, _) = self
            .shown
            .1
            .wait_timeout_while(shown, time, written)
            .unwrap();
        shown.pieces.len() == before
    }

    /// Waits until the program has ended, and says how.
    pub fn wait_end(&mut self) -> ExitStatus {
        let end = Instant::now() + LIMIT;
        {
            let mut shown = self.shown();
            while !shown.ended {
                let left = end.saturating_duration_since(Instant::now());
                assert!(
                    !left.is_zero(),
                    "it never ended; it shows\n{}",
                    screen::text(shown.parser.screen())
                );
                shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
            }
        }
        self.child.wait().unwrap()
    }

    /// What the screen shows.
    pub fn text(&self) -> String {
        screen::text(self.shown().parser.screen())
    }

    /// Looks at the screen.
    pub fn look<T>(&self, at: impl FnOnce(&Screen) -> T) -> T {
        at(self.shown().parser.screen())
    }

    /// A copy of the screen.
    pub fn screen(&self) -> Screen {
        self.look(Clone::clone)
    }

    /// Everything written so far, with the time of each piece.
    pub fn pieces(&self) -> Vec<(Duration, Vec<u8>)> {
        self.shown().pieces.clone()
    }

    /// How many bytes were typed.
    pub fn typed(&self) -> usize {
        self.typed
    }

    /// Rows and columns.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Another size of the terminal.
    pub fn resize(&mut self, rows: u16, cols: u16) -> &mut Self {
        self.size = (rows, cols);
        self.shown().parser.set_size(non_zero(rows), non_zero(cols));
        self.master.resize(pty_size(rows, cols)).unwrap();
        self
    }

    /// The process id.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("it was started")
    }

    /// Ends it at once, with nothing saved.
    pub fn kill(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.kill();
    }
}
