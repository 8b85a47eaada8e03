//! From a folder to a desk that listens, and back to a store that is closed in good order.

use std::io::{self, Write as _};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use super::clock::Clock;
use super::demo;
use super::desk::Desk;
use super::filling;
use super::listener::{self, Door, Listener};
use super::memory::Memory;
use super::open_jobs;
use super::opening::Opening;
use super::records::{self, DeskMark};
use super::tables::Tables;
use super::writer;
use crate::config::{Config, Home, SYSTEM_SOCKET};
use crate::domain::{Moment, Operator, OperatorName, Role};
use crate::i18n::{Lang, render};
use crate::store::{self, Batch, DeskStore, Store, StoreError, Table};

/// The desk of before is waited for so long.
const LONGEST_CLOSE: Duration = Duration::from_mins(5);

/// How a desk is served.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// Where it lives.
    pub home: Home,
    /// A practice desk: marked when the home is made, and never unmarked.
    pub practice: bool,
    /// Where a practice clock starts.
    pub now: Option<Moment>,
    /// Whether that clock stands.
    pub clock_stopped: bool,
    /// The desk of a whole box: nobody is enrolled by themselves.
    pub system: bool,
    /// With a made-up day carried out before it listens.
    pub demo: bool,
    /// Says on standard output how far it has come, before it says that it is ready.
    pub tells: bool,
}

/// Why a desk could not be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The folder.
    #[error("the desk's folder cannot be used: {0}")]
    Home(#[source] io::Error),
    /// The configuration.
    #[error(transparent)]
    Config(#[from] crate::config::ConfigError),
    /// The store.
    #[error("{0}; {hint}", hint = render(Lang::En, &.0.hint()))]
    Store(#[from] StoreError),
    /// The socket.
    #[error("the socket {path} cannot be made: {source}")]
    Socket {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The demo's day.
    #[error("the practice day cannot be carried out: {0}")]
    Demo(#[from] demo::PlayError),
    /// The options do not fit the desk.
    #[error("{0}")]
    Options(String),
}

/// Serves a desk until it is stopped or a signal ends it; prints `ready SOCKET` once it listens.
///
/// # Errors
/// The desk cannot be opened.
pub fn serve(options: ServeOptions) -> Result<(), ServeError> {
    // Whatever the desk makes is its owner's alone; the socket of a system desk is opened on purpose.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    options.home.prepare().map_err(ServeError::Home)?;
    let config = Config::load(&options.home.config())?;
    let tables = Tables::read(&options.home);
    panic_without_words();
    let opening = Opening::new(options.tells);
    let mut store = opened(&options, &opening)?;
    let (acts, mark, clock) = match agreed(&mut store, &options, &config) {
        Ok(agreed) => agreed,
        Err(error) => {
            // It was opened to be asked only: the next start finds it as this one did.
            if let Err(error) = Box::new(store).close() {
                tracing::warn!(%error, "the store was not closed in good order");
            }
            return Err(error);
        }
    };
    let handed = options.system.then(listener::handed_over).flatten();
    let owns_socket = handed.is_none();
    let (path, mode) = match &handed {
        Some((_, path)) => (path.clone(), 0o660),
        None if options.system => (PathBuf::from(SYSTEM_SOCKET), 0o660),
        None => (options.home.socket_to_make(), 0o600),
    };
    let view = store.view();
    let (orders, queue) = channel();
    let (sequence, at) = (view.sequence(), view.last_at());
    let open = open_jobs::noted(&options.home.open_jobs(), sequence, at);
    let mut memory = Memory::new(&tables.reference);
    let rest = filling::fill(&*view, &mut memory, &tables.reference, open, &opening)?;
    let desk = Arc::new(Desk::new(
        (options.home.clone(), path.clone()),
        clock,
        mark.practice,
        view,
        orders,
        tables,
        memory,
    ));
    filling::take_in_the_rest(&desk, rest);
    // Whoever comes first is told already when nothing can be written.
    *desk
        .health
        .write()
        .unwrap_or_else(std::sync::PoisonError::into_inner) = store.tend();
    desk.learns
        .store(config.search.learn, std::sync::atomic::Ordering::Relaxed);

    let listener = listening(handed.map(|(listener, _)| listener), &path, mode)?;
    let writer = {
        let desk = Arc::clone(&desk);
        thread::spawn(move || writer::run(&desk, Box::new(store), &queue))
    };
    if let (Some(maker), false) = (maker(&desk)?, acts.is_empty()) {
        demo::play(&desk, &maker, acts)?;
    }
    watch_signals(&desk).map_err(ServeError::Home)?;
    watch_tables(&desk);
    say_ready(&path);
    let ended = listener::accept(&desk, listener);
    desk.stop();

    if owns_socket {
        let _ = std::fs::remove_file(&path);
    }
    if writer.join().is_err() {
        tracing::error!("the writer panicked");
    }
    note_open_jobs(&desk);
    ended.map_err(|source| ServeError::Socket { path, source })
}

/// The store of a home, open; whoever waits for it is told how far it has come.
fn opened(options: &ServeOptions, opening: &Opening) -> Result<DeskStore, ServeError> {
    let told = opening.clone();
    let store_options = store::Options {
        progress: Some(Arc::new(move |records| told.at(records))),
        waits: (!options.system).then(|| while_it_closes(&options.home, opening)),
        ..store::Options::default()
    };
    let (store, report) = store::open(options.home.folder(), &store_options)?;
    opening.step(report.taken_in);
    for note in report.notes() {
        tracing::warn!(%note, "the store was mended while it was opened");
    }
    Ok(store)
}

/// The socket that was handed over, or one of our own.
fn listening(handed: Option<UnixListener>, path: &Path, mode: u32) -> Result<Listener, ServeError> {
    if let Some(listener) = handed {
        listener::check_mode(path).map_err(ServeError::Home)?;
        return Ok(Listener::Handed(listener));
    }
    Door::open(path.to_owned(), mode)
        .map(Listener::Own)
        .map_err(|source| ServeError::Socket {
            path: path.to_owned(),
            source,
        })
}

fn say_ready(socket: &Path) {
    let mut out = io::stdout().lock();
    // Nobody may be reading: a daemon that was started by hand works all the same.
    let _ = writeln!(out, "ready {}", socket.display()).and_then(|()| out.flush());
}

/// For a quick start the next time.
fn note_open_jobs(desk: &Desk) {
    let (sequence, at) = (desk.view.sequence(), desk.view.last_at());
    let noted = open_jobs::note(
        &desk.home.open_jobs(),
        sequence,
        at,
        desk.memory().open_jobs(),
    );
    if let Err(error) = noted {
        tracing::warn!(%error, "the open jobs could not be noted; the next start looks at every job");
    }
}

/// What is asked for and what is there fit each other: the day to be carried out, the desk's mark, and
/// its clock.
fn agreed(
    store: &mut dyn Store,
    options: &ServeOptions,
    config: &Config,
) -> Result<(Vec<demo::Act>, DeskMark, Clock), ServeError> {
    let view = store.view();
    let (mut acts, mut now) = (Vec::new(), options.now);
    if options.demo {
        let morning = now.unwrap_or_else(|| demo::morning(chrono::Utc::now()));
        now = Some(morning);
        if view.sequence() == 0 {
            acts = demo::acts(morning).map_err(demo::PlayError::from)?;
        } else if !demo::was_played(&*view)? {
            return Err(ServeError::Options(format!(
                "{} is a desk at work: give the demo a folder of its own",
                options.home.folder().display(),
            )));
        } else if options.now.is_none() {
            // It goes on where it was left.
            let left = Clock::system(config.zone).local(view.last_at());
            now = Some(morning.max(left));
        }
    }
    let since = acts.first().map(|act| act.at).or(now);
    let mark = mark(store, options, config, since)?;
    let clock = clock(store, options, config, now, mark.practice)?;
    Ok((acts, mark, clock))
}

/// A desk with a long history takes a while to close. It is waited for as long as nobody answers at
/// its socket: one that answers is at work.
fn while_it_closes(home: &Home, opening: &Opening) -> store::Waits {
    let (home, opening) = (home.clone(), opening.clone());
    let until = Instant::now() + LONGEST_CLOSE;
    Arc::new(move || {
        opening.waits();
        Instant::now() < until && home.connect().is_err()
    })
}

/// The desk's mark; a new desk is marked, and its maker enrolled, in its first commit.
fn mark(
    store: &mut dyn Store,
    options: &ServeOptions,
    config: &Config,
    since: Option<Moment>,
) -> Result<DeskMark, ServeError> {
    let view = store.view();
    if let Some(mark) = records::get::<DeskMark>(&*view, Table::Meta, "desk")? {
        if options.practice && !mark.practice {
            return Err(ServeError::Options(format!(
                "{} is no practice desk, and cannot become one: choose another --home",
                options.home.folder().display()
            )));
        }
        return Ok(mark);
    }
    let uid = rustix::process::geteuid().as_raw();
    let mark = DeskMark {
        practice: options.practice,
        made_by_uid: uid,
    };
    let mut writes = vec![records::put(Table::Meta, "desk", &mark)?];
    if !options.system {
        // The maker of a practice desk may do everything there; the maker of a private desk is its
        // one clerk, and names an administrator by an explicit command.
        let maker = Operator {
            name: OperatorName::new(login_of(uid)),
            uid: Some(uid),
            roles: if options.practice {
                Role::ALL.to_vec()
            } else {
                vec![Role::Clerk]
            },
            enabled: true,
            prefix: config.prefix.clone(),
        };
        writes.push(records::put(Table::Operators, maker.name.as_str(), &maker)?);
    }
    let at = since.map_or_else(
        || chrono::Utc::now().timestamp_millis(),
        |now| now.timestamp_millis(),
    );
    let made = store.commit(vec![Batch {
        at,
        by: format!("uid {uid}"),
        writes,
        ..Batch::default()
    }]);
    for result in made {
        result.map_err(|error| {
            ServeError::Options(format!("the new desk could not be marked: {error}"))
        })?;
    }
    Ok(mark)
}

/// The operator of the account that runs the daemon.
fn maker(desk: &Desk) -> Result<Option<Operator>, StoreError> {
    let all: Vec<(Vec<u8>, Operator)> =
        records::scan(&*desk.view, Table::Operators, &store::Range::all())?;
    Ok(all
        .into_iter()
        .map(|(_, operator)| operator)
        .find(|operator| operator.uid == Some(desk.uid)))
}

/// The login name of an account, from the environment of the one who starts the desk: a label only,
/// the uid is what counts.
fn login_of(uid: u32) -> String {
    ["LOGNAME", "USER"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .filter(|login| !login.is_empty() && !login.contains(['/', ' ']))
        .unwrap_or_else(|| {
            if uid == 0 {
                "root".to_owned()
            } else {
                format!("uid{uid}")
            }
        })
}

fn clock(
    store: &dyn Store,
    options: &ServeOptions,
    config: &Config,
    now: Option<Moment>,
    practice: bool,
) -> Result<Clock, ServeError> {
    let Some(start) = now else {
        return Ok(Clock::system(config.zone));
    };
    if !practice {
        return Err(ServeError::Options(
            "--now is for practice desks: a desk that books goes by the real time".to_owned(),
        ));
    }
    let view = store.view();
    let last = view.last_at();
    if view.sequence() > 0 && start.timestamp_millis() < last {
        let last = Clock::system(config.zone).local(last);
        return Err(ServeError::Options(format!(
            "--now {} lies before the desk's last event at {}: give that time or a later one",
            crate::json::moment_text(&start),
            crate::json::moment_text(&last)
        )));
    }
    Ok(Clock::practice(config.zone, start, options.clock_stopped))
}

/// A panic's message may quote what it was about, and that is a customer's: the log gets its place
/// only.
fn panic_without_words() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let thread = thread::current().name().unwrap_or("unnamed").to_owned();
        tracing::error!(
            thread,
            place,
            "a fault of ours; the request that met it failed"
        );
    }));
}

/// SIGTERM, SIGINT and SIGHUP end the desk in good order.
fn watch_signals(desk: &Arc<Desk>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    let desk = Arc::clone(desk);
    thread::spawn(move || {
        for signal in signals.forever() {
            tracing::info!(signal, "ending");
            desk.stop();
        }
    });
    Ok(())
}

/// A changed table reaches open forms by push.
fn watch_tables(desk: &Arc<Desk>) {
    let desk = Arc::clone(desk);
    thread::spawn(move || {
        while !desk.is_stopping() {
            thread::sleep(Duration::from_secs(2));
            filling::keep_tables(&desk);
        }
    });
}
