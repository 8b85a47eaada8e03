//! `serve` and `demo`: the daemon, and a made-up day in a throw-away home.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::Args;
use super::args::{Demo, Serve};
use super::given::moment_in;
use super::out::Out;
use crate::client::Place;
use crate::config::{Home, SYSTEM_HOME};
use crate::daemon::{self, ServeError, ServeOptions};
use crate::domain::{Moment, Text};
use crate::protocol::{Failure, FailureKind};

/// Standard error, for as long as it takes anything: the disk that the log lies on may be full or
/// failing, and the desk goes on without it.
struct LogOrNothing;

impl std::io::Write for LogOrNothing {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        let _ = std::io::stderr().write_all(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps a log on standard error; `SHIPDESK_LOG` sets how much.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("SHIPDESK_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    // A second subscriber would be a test's; the first one stays.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(|| LogOrNothing)
        .try_init();
}

fn failed(error: &ServeError) -> Failure {
    let kind = match error {
        ServeError::Options(_) | ServeError::Demo(_) => FailureKind::Refused,
        ServeError::Config(_) => FailureKind::Unreadable,
        ServeError::Home(_) | ServeError::Store(_) | ServeError::Socket { .. } => {
            FailureKind::Unreachable
        }
    };
    Failure::new(kind, Text::of("error.serve").with("error", error))
        .hint(Text::of("error.serve-hint"))
}

fn start_of(now: Option<&str>) -> Result<Option<Moment>, Failure> {
    now.map(|text| moment_in(chrono_tz::Asia::Shanghai, text))
        .transpose()
}

/// `serve`.
pub fn serve(args: &Args, serve: &Serve) -> Result<u8, Failure> {
    log();
    let home = match Place::choose(args.home.clone())? {
        Place::Home(home) => home,
        Place::System => Home::at(SYSTEM_HOME),
    };
    let options = ServeOptions {
        home,
        practice: serve.practice,
        now: start_of(serve.now.as_deref())?,
        clock_stopped: serve.clock_stopped,
        system: serve.system,
        demo: false,
        tells: serve.progress,
    };
    daemon::serve(options)
        .map(|()| 0)
        .map_err(|error| failed(&error))
}

/// `demo`: serves the made-up day in a child, runs the screen on it, and takes both away again.
pub fn demo(args: &Args, demo: &Demo, out: &Out) -> Result<u8, Failure> {
    let now = start_of(demo.now.as_deref())?;
    let options = |home: Home| ServeOptions {
        home,
        practice: true,
        now,
        clock_stopped: demo.clock_stopped,
        system: false,
        demo: true,
        tells: false,
    };
    if demo.serve {
        log();
        let home = match &args.home {
            Some(folder) => Home::at(folder),
            None => throw_away()?,
        };
        return daemon::serve(options(home))
            .map(|()| 0)
            .map_err(|error| failed(&error));
    }
    // A folder that was named is kept: a second operator can look at the same day.
    let home = match &args.home {
        Some(folder) => prepared(folder)?,
        None => throw_away()?,
    };
    let served = DemoDesk::start(&home, demo, args.home.is_some());
    let code = served.map(|_desk| {
        let place = Place::Home(home.clone());
        let act_as = args.act_as.clone().or_else(|| Some("chenli".to_owned()));
        let screen = crate::tui::Options {
            act_as,
            ..args.screen(place, out.lang())
        };
        crate::tui::run(&screen)
    });
    if args.home.is_none() {
        // The folder is ours alone and was made a moment ago.
        let _ = std::fs::remove_dir_all(home.folder());
    }
    code
}

/// A folder that nobody else can get into.
fn throw_away() -> Result<Home, Failure> {
    let base = std::env::temp_dir();
    let name = format!("shipdesk-demo-{}", uuid::Uuid::new_v4().simple());
    prepared(&base.join(&name[..22]))
}

/// A home whose folders are there: the log is opened before the daemon is.
fn prepared(folder: &Path) -> Result<Home, Failure> {
    let home = Home::at(folder);
    home.prepare()
        .map_err(|error| failed(&ServeError::Home(error)))?;
    Ok(home)
}

/// The demo's daemon; it ends when this is dropped.
struct DemoDesk {
    daemon: Child,
    /// Its folder stays when it ends, and is closed in good order.
    stays: bool,
}

impl DemoDesk {
    fn start(home: &Home, demo: &Demo, stays: bool) -> Result<Self, Failure> {
        use std::io::BufRead;
        let start = || -> std::io::Result<Self> {
            let log = std::fs::File::create(home.log())?;
            let mut command = Command::new(std::env::current_exe()?);
            command
                .args(["demo", "--serve", "--home"])
                .arg(home.folder())
                .args(demo.now.iter().flat_map(|now| ["--now", now]))
                .args(demo.clock_stopped.then_some("--clock-stopped"))
                .env_remove("SHIPDESK_AS")
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(log);
            let mut child =
                std::os::unix::process::CommandExt::process_group(&mut command, 0).spawn()?;
            let out = child
                .stdout
                .take()
                .ok_or_else(|| std::io::Error::other("no output"))?;
            let desk = Self {
                daemon: child,
                stays,
            };
            let mut line = String::new();
            std::io::BufReader::new(out).read_line(&mut line)?;
            if line.starts_with("ready ") {
                Ok(desk)
            } else {
                let log = std::fs::read_to_string(home.log()).unwrap_or_default();
                Err(std::io::Error::other(
                    log.lines().last().unwrap_or_default().to_owned(),
                ))
            }
        };
        start().map_err(|error| failed(&ServeError::Home(error)))
    }
}

impl Drop for DemoDesk {
    fn drop(&mut self) {
        use rustix::process::{Pid, Signal, kill_process};
        // It may have ended by itself.
        let _ = if self.stays {
            kill_process(Pid::from_child(&self.daemon), Signal::TERM).map_err(std::io::Error::from)
        } else {
            self.daemon.kill()
        };
        let _ = self.daemon.wait();
    }
}
