//! Plays a tape in a pseudo-terminal. What a tape sleeps for is counted and not slept: a step goes on
//! once the screen is quiet, and a `Wait` that never comes true ends it.

use std::path::Path;
use std::time::{Duration, Instant};

use regex_lite::Regex;
use vt100::Screen;

use super::{Command, Fault, Scope, Tape, words::time};
use crate::support::pty::{Session, Start};
use crate::support::{SHIPDESK, recording, screen};

/// What VHS takes where the tape does not say.
const TYPING_SPEED: Duration = Duration::from_millis(50);
const WAIT_LIMIT: Duration = Duration::from_secs(15);
const WAIT_PATTERN: &str = ">$";
const PADDING: f64 = 60.0;

/// A tape that was played to its end.
pub struct Played {
    /// The screen of each `Screenshot`, by its file.
    pub screens: Vec<(String, Screen)>,
    /// How long the tape is: typing, sleeping, and what was really waited for.
    pub length: Duration,
    /// The recording, at the tape's own speed and without what it hides.
    pub recording: String,
}

/// Plays a tape in a folder of its own. The binary under test is `shipdesk` there.
pub fn play(tape: &Tape, home: &Path) -> Result<Played, Fault> {
    let (rows, cols) = size(tape);
    let beside = Path::new(SHIPDESK).parent().expect("a file is in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut start = Start::program("bash", &["--noprofile", "--norc"])
        .size(rows, cols)
        .env("PATH", &format!("{}:{path}", beside.display()))
        .env("PS1", "> ")
        // The one locale that a machine has without having been given one: under a locale that is
        // missing, bash reads typed Chinese as Alt and a letter.
        .env("LC_ALL", "C.UTF-8")
        .home(home)
        .env("XDG_RUNTIME_DIR", &home.to_string_lossy())
        .env("TMPDIR", &home.to_string_lossy());
    for step in &tape.steps {
        if let Command::Env(name, value) = &step.command {
            start = start.env(name, value);
        }
    }
    let mut player = Player {
        session: start.open(),
        speed: tape
            .setting("TypingSpeed")
            .and_then(time)
            .unwrap_or(TYPING_SPEED),
        wait_limit: tape
            .setting("WaitTimeout")
            .and_then(time)
            .unwrap_or(WAIT_LIMIT),
        wait_pattern: tape
            .setting("WaitPattern")
            .unwrap_or(WAIT_PATTERN)
            .to_owned(),
        clock: Duration::ZERO,
        hidden: false,
        taken: 0,
        pieces: Vec::new(),
        clipboard: String::new(),
        screens: Vec::new(),
    };
    player.session.wait("the shell's prompt", |shown| {
        screen::cursor_line(shown).ends_with('>')
    });
    player.steps(tape, true)?;
    player.session.settle();
    player.gather();
    Ok(Played {
        recording: recording::asciicast((rows, cols), "shipdesk", &player.pieces),
        screens: player.screens,
        length: player.clock,
    })
}

/// Rows and columns of a terminal of the tape's size: a cell is 0.6 of the font's size wide and 1.2
/// of it high.
fn size(tape: &Tape) -> (u16, u16) {
    let number = |name: &str, otherwise: f64| {
        tape.setting(name)
            .and_then(|value| value.parse().ok())
            .unwrap_or(otherwise)
    };
    let font = number("FontSize", 22.0);
    let padding = 2.0 * number("Padding", PADDING);
    let cells = |pixels: f64, cell: f64| ((pixels - padding) / (font * cell) + 0.01).floor() as u16;
    (
        cells(number("Height", 600.0), 1.2),
        cells(number("Width", 1200.0), 0.6),
    )
}

struct Player {
    session: Session,
    speed: Duration,
    wait_limit: Duration,
    wait_pattern: String,
    /// Where the tape is.
    clock: Duration,
    hidden: bool,
    /// How many of the session's pieces have been gathered.
    taken: usize,
    pieces: Vec<(Duration, Vec<u8>)>,
    clipboard: String,
    screens: Vec<(String, Screen)>,
}

impl Player {
    fn steps(&mut self, tape: &Tape, outermost: bool) -> Result<(), Fault> {
        for step in &tape.steps {
            let fault = |what: String| Fault {
                line: step.line,
                what,
            };
            match &step.command {
                Command::Type { text, speed } => {
                    let speed = speed.unwrap_or(self.speed);
                    for letter in text.chars() {
                        self.session.send(letter.encode_utf8(&mut [0; 4]));
                        self.pass(speed);
                    }
                    self.session.settle();
                }
                Command::Key {
                    bytes,
                    times,
                    speed,
                } => {
                    for _ in 0..*times {
                        self.session.send(bytes);
                        self.pass(speed.unwrap_or(self.speed));
                    }
                    self.session.settle();
                }
                Command::Sleep(time) => {
                    self.session.settle();
                    self.gather();
                    self.pass(*time);
                }
                Command::Wait {
                    scope,
                    limit,
                    pattern,
                } => self
                    .wait(*scope, *limit, pattern.as_deref())
                    .map_err(fault)?,
                Command::Hide => {
                    self.gather();
                    self.hidden = true;
                }
                Command::Show => {
                    self.gather();
                    self.hidden = false;
                }
                Command::Screenshot(file) => {
                    self.session.settle();
                    self.screens.push((file.clone(), self.session.screen()));
                }
                Command::Copy(text) => self.clipboard.clone_from(text),
                Command::Paste => {
                    let text = self.clipboard.clone();
                    self.session.send(&text);
                }
                Command::TypingSpeed(speed) => self.speed = *speed,
                // Given to the shell when it was started.
                Command::Env(..) => {}
                Command::Source(file) if outermost => {
                    let text = std::fs::read_to_string(file)
                        .map_err(|error| fault(format!("{file}: {error}")))?;
                    let inner = super::parse(&text)
                        .map_err(|faults| fault(format!("{file}: {faults:?}")))?;
                    self.steps(&inner, false)?;
                }
                Command::Source(file) => {
                    return Err(fault(format!("{file}: a sourced tape sources no other")));
                }
            }
            self.gather();
        }
        Ok(())
    }

    fn wait(
        &mut self,
        scope: Scope,
        limit: Option<Duration>,
        pattern: Option<&str>,
    ) -> Result<(), String> {
        let text = pattern.unwrap_or(&self.wait_pattern).to_owned();
        let pattern = Regex::new(&text).map_err(|error| error.to_string())?;
        let began = Instant::now();
        let came = self
            .session
            .comes_true(limit.unwrap_or(self.wait_limit), |shown| match scope {
                Scope::Line => pattern.is_match(&screen::cursor_line(shown)),
                Scope::Screen => pattern.is_match(&screen::text(shown)),
            });
        self.gather();
        self.pass(began.elapsed());
        if came {
            Ok(())
        } else {
            Err(format!(
                "never showed /{text}/, but\n{}",
                self.session.text()
            ))
        }
    }

    /// The tape goes on by so much.
    fn pass(&mut self, time: Duration) {
        if !self.hidden {
            self.clock += time;
        }
    }

    /// What was written since belongs to this moment of the tape.
    fn gather(&mut self) {
        let all = self.session.pieces();
        for (_, bytes) in &all[self.taken..] {
            // Even what is hidden is a part of what the screen then shows.
            self.pieces.push((self.clock, bytes.clone()));
        }
        self.taken = all.len();
    }
}
