//! The commands: the same desk without the screen, for scripts, cron and tests.
//!
//! One file a family of verbs; `args` is the whole command line, `out` how answers are printed.

mod answers;
mod args;
mod change;
mod claims;
mod exports;
mod failed;
mod generate;
mod given;
mod import;
mod look;
mod out;
mod own;
mod serve;
mod settings;
mod system;
mod tables;
mod text;
mod thin_line;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

pub use args::Args;

use crate::client::{Client, Place, Terms, on_terminal, tell};
use crate::domain::Text;
use crate::i18n::Lang;
use crate::protocol::{Failure, FailureKind, Reply, Request};
use crate::reference::Reference;
use args::Verb;
use out::Out;

/// The whole command line as clap knows it.
pub fn command() -> clap::Command {
    Args::command()
}

/// Runs one command line and says how it went: 0 done, 1 refused, 2 not understood, 3 no desk.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let parsed = match Args::try_parse_from(&args) {
        Ok(parsed) => parsed,
        Err(error) => return misused(&args, &error),
    };
    let lang = Lang::choose(parsed.lang, |name| std::env::var(name).ok());
    let out = Out::new(lang, parsed.json);
    let done = match parsed.verb.clone() {
        None => Place::choose(parsed.home.clone())
            .map(|place| crate::tui::run(&parsed.screen(place, lang))),
        Some(verb) => dispatch(&parsed, verb, &out),
    };
    match done.and_then(|code| out.whole().map(|()| code)) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            failed::print(&out, &failure);
            ExitCode::from(failure.kind.exit_code())
        }
    }
}

/// A command line that clap does not understand; help and version are no errors.
fn misused(args: &[OsString], error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind;
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        // A closed pipe is nobody's error.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    if args.iter().any(|arg| arg == "--json") {
        let text = error.to_string();
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let message = lines
            .next()
            .unwrap_or_default()
            .trim_start_matches("error: ")
            .to_owned();
        let hint = lines.map(str::trim).collect::<Vec<_>>().join(" ");
        let document =
            serde_json::json!({"error": {"kind": "usage", "message": message, "hint": hint}});
        tell(&format!("{}\n", out::json_text(&document)));
    } else {
        tell(&out::clean(&error.to_string()));
    }
    ExitCode::from(FailureKind::Usage.exit_code())
}

/// A session with its desk, and how its answers are printed.
pub(crate) struct Line<'a> {
    client: Client,
    terms: Terms,
    reference: Reference,
    out: &'a Out,
}

impl<'a> Line<'a> {
    /// Opens a session with the desk that the command line means.
    fn open(args: &Args, out: &'a Out) -> Result<Self, Failure> {
        let place = Place::choose(args.home.clone())?;
        let client = Client::connect(&place, args.act_as.clone(), false, on_terminal(out.lang()))?;
        Ok(Self::of(client, args, out))
    }

    /// A session with a desk that runs; none is started.
    fn open_running(args: &Args, out: &'a Out) -> Result<Self, Failure> {
        let place = Place::choose(args.home.clone())?;
        let client = Client::connect_running(&place, args.act_as.clone(), false)?;
        Ok(Self::of(client, args, out))
    }

    fn of(client: Client, args: &Args, out: &'a Out) -> Self {
        let reference = Reference::of_files(&client.session().tables);
        Self {
            terms: Terms {
                request_id: args.request_id,
                expect_version: args.expect_version,
            },
            client,
            reference,
            out,
        }
    }

    /// Asks with the terms of the command line.
    fn ask(&mut self, request: Request) -> Result<Reply, Failure> {
        let terms = self.terms.clone();
        self.client.ask(request, &terms)
    }

    /// Asks something that the terms are not for: a look before, or a part of a larger work.
    fn ask_plainly(&mut self, request: Request) -> Result<Reply, Failure> {
        self.client.ask(request, &Terms::default())
    }

    /// The desk's zone.
    fn zone(&self) -> chrono_tz::Tz {
        self.client
            .session()
            .zone
            .parse()
            .unwrap_or(chrono_tz::Asia::Shanghai)
    }
}

/// An answer that does not belong to its request: client and desk do not speak alike.
pub(crate) fn odd_answer() -> Failure {
    Failure::new(FailureKind::Version, Text::of("error.odd-answer"))
        .hint(Text::of("error.version-hint"))
}

fn dispatch(args: &Args, verb: Verb, out: &Out) -> Result<u8, Failure> {
    // Verbs that need no desk.
    let verb = match system::without_desk(args, verb, out)? {
        system::Next::Done(code) => return Ok(code),
        system::Next::Verb(verb) => *verb,
    };
    if let Verb::Stop = verb {
        return system::stop(args, out);
    }
    if let Verb::Doctor = verb {
        return system::doctor(args, out);
    }
    let line = &mut Line::open(args, out)?;
    match verb {
        Verb::Import { what } => import::run(line, what),
        Verb::Search { query, limit, all } => look::search(line, &query, limit, all),
        Verb::Check { what, stage } => look::check(line, &what, stage),
        Verb::Show { job } => look::show(line, &job),
        Verb::List(filter) => look::list(line, filter),
        Verb::Queue { mine } => look::queue(line, mine),
        Verb::Why { job, pointer } => look::why(line, &job, &pointer),
        Verb::Conflicts => look::conflicts(line),
        Verb::New { file } => change::new(line, &file),
        Verb::Copy { job } => change::copy(line, &job),
        Verb::Edit(edit) => change::edit(line, edit),
        Verb::Book { job } => change::book(line, &job),
        Verb::Confirm(confirm) => change::confirm(line, confirm),
        Verb::Roll { jobs, to, reason } => change::roll(line, &jobs, to, reason),
        Verb::Tell { job } => change::tell(line, &job),
        Verb::Amend(amend) => change::amend(line, amend),
        Verb::Review {
            job,
            no,
            verdict,
            note,
        } => change::review(line, &job, no, verdict, note),
        Verb::Status(status) => change::status(line, status),
        Verb::Depart { sailing, at } => change::depart(line, &sailing, &at),
        Verb::Cancel { job, reason } => change::cancel(line, &job, reason),
        Verb::Answer(answer) => claims::answer(line, answer),
        Verb::Approve { job, finding, note } => claims::approve(line, &job, &finding, note),
        Verb::Defer {
            job,
            finding,
            until,
            by,
        } => claims::defer(line, &job, &finding, &until, by),
        Verb::Ask(asked) => claims::ask(line, &asked),
        Verb::Next { mine } => own::next(line, mine),
        Verb::Hold { job } => own::hold(line, &job),
        Verb::Release { job } => own::release(line, &job),
        Verb::TakeOver { operator } => own::take_over(line, operator),
        Verb::Drafts => own::drafts(line),
        Verb::Discard { draft } => own::discard(line, draft),
        Verb::Template { what } => own::template(line, what),
        Verb::Export(export) => exports::run(line, export),
        Verb::Backup { folder } => system::backup(args, line, &folder),
        Verb::Operator { what } => settings::operator(line, what),
        Verb::Admin { what } => settings::admin(line, what),
        Verb::Whoami => settings::who_am_i(line),
        Verb::Serve(_)
        | Verb::Stop
        | Verb::Doctor
        | Verb::Demo(_)
        | Verb::Restore { .. }
        | Verb::Calendar { .. }
        | Verb::Schema { .. }
        | Verb::Rules { .. }
        | Verb::Keys { .. }
        | Verb::Reference { .. }
        | Verb::Gen { .. }
        | Verb::Completions { .. }
        | Verb::Man => Err(odd_answer()),
    }
}
