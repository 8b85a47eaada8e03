//! A session on a real pseudo-terminal: however it ends, the terminal is as it was.
//!
//! The child is this very test binary, run again with [`CHILD`] set to what it shall do.

use std::io::{Read as _, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crossterm::event::KeyCode;
use portable_pty::{Child, MasterPty, PtySize, SlavePty};
use ratatui::widgets::Paragraph;
use rustix::process::{Pid, Signal, kill_process};
use shipdesk::tui::terminal::{Capabilities, Choices, Session, TerminalEvent};

use crate::support::LIMIT;
use crate::support::idle::state;
use crate::support::pty::{Modes, Start, Started, modes};

pub const CHILD: &str = "SHIPDESK_TEST_SESSION";

#[test]
fn session_of_the_child() {
    let Ok(task) = std::env::var(CHILD) else {
        return;
    };
    let variable = |name: &str| std::env::var(name).ok();
    let choices = Choices {
        low_bandwidth: task == "list",
        ..Choices::default()
    };
    let capabilities = Capabilities::detect(variable, choices).unwrap();
    let mut session = Session::enter(capabilities).unwrap();
    if task == "list" {
        return show_the_list(&mut session);
    }
    let waker = session.waker();
    std::thread::spawn(move || waker.wake());
    let mut heard = String::from("ready");
    loop {
        session
            .draw(|frame| frame.render_widget(Paragraph::new(heard.as_str()), frame.area()))
            .unwrap();
        match session.next(Some(LIMIT)).unwrap() {
            TerminalEvent::Input(keys) if task == "panic" => panic!("on purpose: {}", keys.len()),
            TerminalEvent::Input(keys) => heard = format!("{} keys", keys.len()),
            TerminalEvent::Resize(width, height) => heard = format!("{width} by {height}"),
            TerminalEvent::Wake => heard = "woken".to_owned(),
            TerminalEvent::Resumed => heard = "resumed".to_owned(),
            TerminalEvent::Writable => {}
            TerminalEvent::Terminate(_) | TerminalEvent::Idle => break,
        }
    }
}

/// A search list, for looking at over a line: everything heard first, then one frame.
fn show_the_list(session: &mut Session) {
    let mut desk = crate::desk::Desk {
        shown: crate::desk::Shown::List,
        ..crate::desk::Desk::default()
    };
    loop {
        session.draw(|frame| desk.view(frame)).unwrap();
        let mut wait = LIMIT;
        loop {
            match session.next(Some(wait)).unwrap() {
                TerminalEvent::Input(keys) => {
                    for key in keys
                        .iter()
                        .filter_map(crossterm::event::Event::as_key_press_event)
                    {
                        match key.code {
                            KeyCode::Down => desk.down(24),
                            KeyCode::Char('c') if !key.modifiers.is_empty() => return,
                            KeyCode::Char(typed) => desk.query.push(typed),
                            _ => {}
                        }
                    }
                }
                TerminalEvent::Terminate(_) => return,
                TerminalEvent::Idle if wait == LIMIT => return,
                TerminalEvent::Idle => break,
                _ => {}
            }
            wait = Duration::ZERO;
        }
    }
}

struct Desk {
    master: Box<dyn MasterPty + Send>,
    // Stays open on purpose: its modes are read after the child has gone.
    _slave: Box<dyn SlavePty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    seen: Vec<u8>,
    modes: Modes,
}

impl Desk {
    fn start(task: &str) -> Self {
        let arguments = ["--exact", "manners::session_of_the_child", "--nocapture"];
        let Started {
            child,
            master,
            slave,
            output: mut reader,
            keyboard,
            modes,
        } = Start::program(std::env::current_exe().unwrap(), &arguments)
            .size(10, 40)
            .env("LANG", "C.UTF-8")
            .env(CHILD, task)
            .spawn();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            modes,
            master,
            _slave: slave,
            child,
            keyboard,
            output,
            seen: Vec::new(),
        }
    }

    fn wait_for(&mut self, text: &str) {
        let end = Instant::now() + LIMIT;
        while !String::from_utf8_lossy(&self.seen).contains(text) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.seen.extend(bytes),
                Err(error) => panic!(
                    "{error}: no {text:?} in {:?}",
                    String::from_utf8_lossy(&self.seen)
                ),
            }
        }
    }

    fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    /// Waits for the end, and looks at what was left behind.
    fn has_left_the_terminal_as_it_was(&mut self) {
        self.wait_for("\x1b[?2004l");
        self.wait_for("\x1b[?1049l");
        self.child.wait().unwrap();
        assert_eq!(modes(&*self.master), self.modes, "raw mode was left on");
        assert!(
            String::from_utf8_lossy(&self.seen).contains("\x1b[?25h"),
            "cursor left hidden"
        );
    }
}

/// Waits until the kernel says that a process is stopped.
pub fn wait_until_stopped(pid: Pid) {
    let stat = format!("/proc/{}/stat", pid.as_raw_nonzero());
    let end = Instant::now() + LIMIT;
    loop {
        let text = std::fs::read_to_string(&stat).unwrap();
        if state(&text).starts_with('T') {
            return;
        }
        assert!(Instant::now() < end, "never stopped: {text}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_signal_to_end_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut desk = Desk::start("loop");
        desk.wait_for("woken");
        assert_ne!(modes(&*desk.master), desk.modes, "raw while it runs");
        desk.signal(signal);
        desk.has_left_the_terminal_as_it_was();
    }
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_reports() {
    let mut desk = Desk::start("panic");
    desk.wait_for("woken");
    desk.keyboard.write_all(b"x").unwrap();
    desk.has_left_the_terminal_as_it_was();
    desk.wait_for("on purpose");
    let text = String::from_utf8_lossy(&desk.seen).into_owned();
    assert!(text.find("\x1b[?1049l") < text.find("on purpose"));
}

#[test]
fn a_stopped_job_leaves_the_terminal_to_the_shell_and_comes_back() {
    let mut desk = Desk::start("loop");
    desk.wait_for("woken");
    desk.signal(Signal::TSTP);
    desk.wait_for("\x1b[?1049l");
    // It has given the terminal back, and is about to stop: continued before it has, it would stop
    // for good.
    let id = i32::try_from(desk.child.process_id().unwrap()).unwrap();
    wait_until_stopped(Pid::from_raw(id).unwrap());
    desk.seen.clear();
    desk.signal(Signal::CONT);
    desk.wait_for("\x1b[?1049h");
    desk.wait_for("resumed");
    desk.signal(Signal::TERM);
    desk.has_left_the_terminal_as_it_was();
}

#[test]
fn keys_of_one_burst_are_one_event_and_a_size_is_said_once_it_settled() {
    let mut desk = Desk::start("loop");
    desk.wait_for("woken");
    desk.keyboard.write_all(&b"\x1b[B".repeat(60)).unwrap();
    desk.wait_for("60 keys");
    for cols in 41..=60 {
        let size = PtySize {
            rows: 12,
            cols,
            ..PtySize::default()
        };
        desk.master.resize(size).unwrap();
    }
    desk.wait_for("60 by 12");
    let text = String::from_utf8_lossy(&desk.seen).into_owned();
    assert!(
        text.matches(" by ").count() < 10,
        "drawn for every size on the way: {text:?}"
    );
    desk.signal(Signal::TERM);
    desk.has_left_the_terminal_as_it_was();
}
