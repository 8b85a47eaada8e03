//! A practice desk of a test's own: its home, its daemon, and verbs on its command line.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::SHIPDESK;

/// The clock that scripted desks begin with: a Tuesday morning.
pub const NOW: &str = "2026-11-24T10:00:00+08:00";

/// A desk whose daemon ends with it.
pub struct Desk {
    home: PathBuf,
    /// The home's folder, where it is the test's alone.
    _folder: Option<TempDir>,
    daemon: Option<Child>,
    /// The verb that serves it, with its arguments.
    serve: Vec<String>,
}

/// What a verb answered.
#[derive(Debug)]
pub struct Answered {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Desk {
    /// A practice desk with an empty store, its clock standing at [`NOW`].
    pub fn practice() -> Self {
        Self::serving(&["--practice", "--now", NOW, "--clock-stopped"])
    }

    /// A desk whose daemon is started with these arguments.
    pub fn serving(args: &[&str]) -> Self {
        Self::started("serve", args)
    }

    /// The demo's desk at [`NOW`], its clock standing.
    pub fn demo() -> Self {
        Self::started("demo", &["--serve", "--now", NOW, "--clock-stopped"])
    }

    /// The demo's desk, started with these arguments.
    pub fn serving_demo(args: &[&str]) -> Self {
        Self::started("demo", &[&["--serve"], args].concat())
    }

    /// A desk in a folder of the caller's.
    pub fn in_home(home: &Path, args: &[&str]) -> Self {
        std::fs::create_dir_all(home).unwrap();
        Self::started_in(home.to_owned(), None, "serve", args)
    }

    fn started(verb: &str, args: &[&str]) -> Self {
        let folder = tempfile::Builder::new().prefix("desk").tempdir().unwrap();
        Self::started_in(folder.path().to_owned(), Some(folder), verb, args)
    }

    fn started_in(home: PathBuf, folder: Option<TempDir>, verb: &str, args: &[&str]) -> Self {
        let mut desk = Self {
            home,
            _folder: folder,
            daemon: None,
            serve: std::iter::once(verb)
                .chain(args.iter().copied())
                .map(str::to_owned)
                .collect(),
        };
        desk.start();
        desk
    }

    /// Where its store, its socket and its log are.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Starts the daemon and waits until it listens.
    pub fn start(&mut self) {
        let log = self.home.join("daemon.log");
        let mut daemon = command(&self.home)
            .args(&self.serve)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        BufReader::new(daemon.stdout.take().expect("it is piped"))
            .read_line(&mut ready)
            .unwrap();
        assert!(
            ready.starts_with("ready "),
            "the daemon said “{ready}”\n{}",
            std::fs::read_to_string(&log).unwrap_or_default()
        );
        self.daemon = Some(daemon);
    }

    /// Kills the daemon where it stands, as a power cut would end it.
    pub fn kill(&mut self) {
        if let Some(mut daemon) = self.daemon.take() {
            daemon.kill().unwrap();
            daemon.wait().unwrap();
        }
    }

    /// Waits until the daemon has ended by itself.
    pub fn ended(&mut self) {
        if let Some(mut daemon) = self.daemon.take() {
            daemon.wait().unwrap();
        }
    }

    /// Ends it in good order, as systemd would; its exit code.
    pub fn stop(&mut self) -> Option<i32> {
        let mut daemon = self.daemon.take().expect("it runs");
        let pid = rustix::process::Pid::from_child(&daemon);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        daemon.wait().unwrap().code()
    }

    /// One verb, as the operator that made the desk.
    pub fn run(&self, args: &[&str]) -> Answered {
        self.run_with(args, "")
    }

    /// One verb, with something on its standard input.
    pub fn run_with(&self, args: &[&str], input: &str) -> Answered {
        run(&self.home, args, input)
    }

    /// A verb that must be done: its document.
    pub fn json(&self, args: &[&str]) -> Value {
        self.json_with(args, "")
    }

    /// A verb that must be done, with something on its standard input.
    pub fn json_with(&self, args: &[&str], input: &str) -> Value {
        let answered = self.run_with(&[args, &["--json"]].concat(), input);
        assert_eq!(answered.code, 0, "{args:?}: {answered:#?}");
        answered.json()
    }

    /// A verb that must be refused: the exit code and the error of its document.
    pub fn refused(&self, args: &[&str], input: &str) -> (i32, Value) {
        let answered = self.run_with(&[args, &["--json"]].concat(), input);
        assert_ne!(answered.code, 0, "{args:?}: {answered:#?}");
        let document: Value = serde_json::from_str(&answered.err)
            .unwrap_or_else(|error| panic!("{args:?}: {error}: {answered:#?}"));
        (answered.code, document["error"].clone())
    }

    /// Writes a file below the home, to be given to a verb.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if self.daemon.is_some() {
            self.kill();
        } else {
            // A daemon that a client started by itself.
            let _ = command(&self.home).arg("stop").output();
        }
    }
}

impl Answered {
    /// Standard output as one JSON document.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("no JSON on standard output: {error}: {self:#?}"))
    }
}

/// The binary with a home of its own and nothing of the caller's language.
pub fn command(home: &Path) -> Command {
    program(SHIPDESK, home)
}

/// Any program with a home of its own and nothing of the caller's language.
pub fn program(name: &str, home: &Path) -> Command {
    let mut command = Command::new(name);
    command
        .env_clear()
        .env("SHIPDESK_HOME", home)
        .env("HOME", home)
        .env("LC_ALL", "en_US.UTF-8");
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command
}

/// One verb on the desk of a home.
pub fn run(home: &Path, args: &[&str], input: &str) -> Answered {
    let mut child = command(home)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A verb that does not read it may be gone already.
    let _ = child
        .stdin
        .take()
        .expect("it is piped")
        .write_all(input.as_bytes());
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().unwrap();
    Answered {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}
