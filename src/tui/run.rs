//! The loop: the terminal and the desk in, the model in between, frames and requests out.

use std::collections::HashMap;
use std::io::{self, BufReader};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::client::{Client, Place};
use crate::domain::Moment;
use crate::i18n::{Lang, render};
use crate::keymap::{BUNDLED, Code, Key, Keymap, bundled, load};
use crate::protocol::{Envelope, FromDaemon, Session as DeskSession, frame, is_write};
use crate::reference::Reference;

use super::keys::Keyboard;
use super::look::{Look, Theme};
use super::model::{Desk, Model};
use super::msg::{Effect, Msg, Purpose};
use super::screens::form;
use super::terminal::{Capabilities, Choices, Colours, Drawn, Session, TerminalEvent};
use super::update::{begin, settle, update};
use super::view::view;

/// How the screen is run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which desk.
    pub place: Place,
    /// The operator to act as, on a practice desk.
    pub act_as: Option<String>,
    /// The operator's language.
    pub lang: Lang,
    /// Plain ASCII, without borders.
    pub plain: bool,
    /// As few bytes as can be.
    pub low_bandwidth: bool,
    /// The keymap: a bundled one's name, or a file.
    pub keymap: Option<String>,
}

/// How long a prefix waits before what can follow it is shown.
const PREFIX: Duration = Duration::from_millis(400);

/// Pushes are gathered up for so long before they are drawn.
const GATHER: Duration = Duration::from_millis(200);

/// How long leaving waits for the desk to take the draft.
const PARTING: Duration = Duration::from_secs(2);

/// Runs the screens until the operator leaves; gives the exit code.
pub fn run(options: &Options) -> u8 {
    let choices = Choices {
        plain: options.plain,
        low_bandwidth: options.low_bandwidth,
    };
    let capabilities = match Capabilities::detect(|name| std::env::var(name).ok(), choices) {
        Ok(capabilities) => capabilities,
        Err(unsuitable) => {
            eprintln!("{unsuitable}");
            return 2;
        }
    };
    let keymap = match keymap_of(options.keymap.as_deref()) {
        Ok(keymap) => keymap,
        Err(faults) => {
            eprintln!("{faults}");
            return 2;
        }
    };
    let client = match Client::connect(&options.place, options.act_as.clone(), true) {
        Ok(client) => client,
        Err(failure) => {
            let hint = failure
                .hint
                .map(|hint| render(options.lang, &hint))
                .unwrap_or_default();
            eprintln!("{}\n{hint}", render(options.lang, &failure.message));
            return failure.kind.exit_code();
        }
    };
    match run_on(client, options, capabilities, keymap) {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("shipdesk: {error}");
            3
        }
    }
}

/// The keymap that was named: a bundled one, or a file. Without a name the operator's setting
/// decides later.
fn keymap_of(named: Option<&str>) -> Result<Option<Keymap>, String> {
    let Some(named) = named else {
        return Ok(None);
    };
    if let Some(keymap) = bundled(named) {
        return Ok(Some(keymap.clone()));
    }
    let text = std::fs::read_to_string(named).map_err(|error| {
        let names = BUNDLED.map(|(name, _)| name).join(", ");
        format!("{named} is no keymap of the desk ({names}), and no file that can be read: {error}")
    })?;
    let (keymap, faults) = load(named, &text);
    if faults.is_empty() {
        Ok(Some(keymap))
    } else {
        Err(faults
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n"))
    }
}

fn run_on(
    client: Client,
    options: &Options,
    capabilities: Capabilities,
    keymap: Option<Keymap>,
) -> io::Result<()> {
    let doubt = capabilities.doubt();
    let no_colours = capabilities.colours == Colours::None;
    let plain = capabilities.plain || capabilities.ascii_only();
    let mut terminal = Session::enter(capabilities)?;
    let (session, reader, writer) = client.into_parts();
    let clock = Clock::of(&session);
    let (width, height) = terminal.size();
    let mut model = model_of(session, options, (width, height), plain, no_colours, keymap);
    if let Some(doubt) = doubt {
        model.look.lang = Lang::En;
        model.notice = Some(super::model::Notice {
            text: doubt.to_string(),
            part: super::look::Part::Warn,
        });
    }
    let (waker, frames) = (terminal.waker(), listen(reader, terminal.waker()));
    drop(waker);
    let mut line = Line {
        writer,
        frames,
        purposes: HashMap::new(),
        number: 0,
    };
    let effects = begin(&mut model);
    drive(&mut terminal, &mut model, &mut line, &clock, effects)
}

fn model_of(
    session: DeskSession,
    options: &Options,
    size: (u16, u16),
    plain: bool,
    no_colours: bool,
    keymap: Option<Keymap>,
) -> Model {
    let zone = session.zone.parse().unwrap_or(chrono_tz::Asia::Shanghai);
    let theme = if no_colours { Theme::Mono } else { Theme::Dark };
    let look = Look {
        lang: options.lang,
        theme,
        plain,
        width: size.0,
        height: size.1,
    };
    let fixed = keymap.is_some();
    let keymap = keymap
        .or_else(|| bundled("default").cloned())
        .unwrap_or_default();
    let desk = Desk {
        reference: Box::new(Reference::of_files(&session.tables)),
        operator: session.operator,
        practice: session.practice,
        now: session.now,
        zone,
        read_only: session.read_only,
        lost: false,
    };
    let mut model = Model::new(desk, look, Keyboard::new(keymap));
    model.keymap_fixed = fixed;
    model
}

/// The desk's clock, run on from when the session was opened.
struct Clock {
    at: Moment,
    since: Instant,
    stands: bool,
}

impl Clock {
    fn of(session: &DeskSession) -> Self {
        Self {
            at: session.now,
            since: Instant::now(),
            stands: session.clock_stopped,
        }
    }

    fn now(&self) -> Moment {
        if self.stands {
            return self.at;
        }
        let passed = chrono::TimeDelta::from_std(self.since.elapsed()).unwrap_or_default();
        self.at + passed
    }

    /// Until the next full minute; none while the clock stands.
    fn to_minute(&self) -> Option<Duration> {
        use chrono::Timelike as _;
        let now = self.now();
        let into = Duration::from_secs(u64::from(now.second()))
            + Duration::from_nanos(u64::from(now.nanosecond() % 1_000_000_000));
        (!self.stands).then(|| Duration::from_mins(1).saturating_sub(into))
    }
}

/// The connection to the desk.
struct Line {
    writer: UnixStream,
    frames: Receiver<Option<FromDaemon>>,
    purposes: HashMap<u64, Purpose>,
    number: u64,
}

impl Line {
    /// Sends a request; whether the desk is still there.
    fn ask(
        &mut self,
        purpose: Purpose,
        request: crate::protocol::Request,
        version: Option<u64>,
    ) -> bool {
        self.number += 1;
        let envelope = Envelope {
            number: self.number,
            request_id: is_write(&request).then(uuid::Uuid::new_v4),
            expect_version: version,
            request,
        };
        self.purposes.insert(self.number, purpose);
        frame::send(&mut self.writer, &envelope).is_ok()
    }

    fn message(&mut self, frame: Option<FromDaemon>) -> Option<Msg> {
        Some(match frame {
            None => Msg::Lost,
            Some(FromDaemon::Push(push)) => Msg::Push(push),
            Some(FromDaemon::Answer { number, answer }) => {
                Msg::Answer(self.purposes.remove(&number)?, answer)
            }
        })
    }
}

/// Reads the desk's frames on a thread of its own.
fn listen(
    mut reader: BufReader<UnixStream>,
    waker: super::terminal::Waker,
) -> Receiver<Option<FromDaemon>> {
    let (sender, frames) = channel();
    std::thread::spawn(move || {
        loop {
            let next = frame::receive(&mut reader).ok();
            let ended = next.is_none();
            if sender.send(next).is_err() {
                break;
            }
            waker.wake();
            if ended {
                break;
            }
        }
    });
    frames
}

/// What leaving the loop is about.
enum Leave {
    Stay,
    Now,
}

fn drive(
    terminal: &mut Session,
    model: &mut Model,
    line: &mut Line,
    clock: &Clock,
    effects: Vec<Effect>,
) -> io::Result<()> {
    let mut effects = effects;
    let mut stale = true;
    let mut prefix_since: Option<Instant> = None;
    loop {
        loop {
            effects.extend(settle(model));
            if effects.is_empty() {
                break;
            }
            if let Leave::Now = perform(terminal, model, line, std::mem::take(&mut effects))? {
                return Ok(());
            }
        }
        if stale && terminal.draw(|frame| view(model, frame))? != Drawn::Waiting {
            stale = false;
        }
        prefix_since = match (model.keyboard.prefix.is_empty(), prefix_since) {
            (true, _) => None,
            (false, since) => since.or_else(|| Some(Instant::now())),
        };
        let shown = model.keyboard.shows_prefix;
        let wait = [
            clock.to_minute(),
            prefix_since
                .filter(|_| !shown)
                .map(|since| (since + PREFIX).saturating_duration_since(Instant::now())),
        ]
        .into_iter()
        .flatten()
        .min();
        let mut next = terminal.next(wait)?;
        let mut pushed_only = true;
        let gather_until = Instant::now() + GATHER;
        loop {
            match next {
                TerminalEvent::Idle => {
                    if prefix_since.is_some_and(|since| since.elapsed() >= PREFIX) && !shown {
                        effects.extend(update(model, Msg::Waited));
                        stale = true;
                        pushed_only = false;
                    }
                }
                TerminalEvent::Input(events) => {
                    pushed_only = false;
                    stale = true;
                    for message in events.into_iter().filter_map(message_of) {
                        effects.extend(update(model, message));
                    }
                }
                TerminalEvent::Resize(width, height) => {
                    pushed_only = false;
                    stale = true;
                    effects.extend(update(model, Msg::Resize(width, height)));
                }
                TerminalEvent::Wake => {
                    let only_pushes = take_frames(model, line, &mut effects);
                    pushed_only &= only_pushes;
                    stale = true;
                }
                TerminalEvent::Terminate(_) => return part(terminal, model, line),
                TerminalEvent::Resumed | TerminalEvent::Writable => {
                    stale = true;
                    pushed_only = false;
                }
            }
            // Colleagues' changes are gathered up; the operator's own are not kept waiting.
            let more = if pushed_only && stale {
                gather_until.saturating_duration_since(Instant::now())
            } else {
                Duration::ZERO
            };
            next = terminal.next(Some(more))?;
            if next == TerminalEvent::Idle {
                break;
            }
        }
        let now = clock.now();
        if now.format("%H%M").to_string() != model.desk.now.format("%H%M").to_string() {
            stale = true;
        }
        effects.extend(update(model, Msg::Clock(now)));
    }
}

/// Takes what the desk has sent; whether it was nothing but pushes.
fn take_frames(model: &mut Model, line: &mut Line, effects: &mut Vec<Effect>) -> bool {
    let mut only_pushes = true;
    while let Ok(frame) = line.frames.try_recv() {
        only_pushes &= matches!(frame, Some(FromDaemon::Push(_)));
        if let Some(message) = line.message(frame) {
            effects.extend(update(model, message));
        }
    }
    only_pushes
}

fn perform(
    terminal: &mut Session,
    model: &mut Model,
    line: &mut Line,
    effects: Vec<Effect>,
) -> io::Result<Leave> {
    for effect in effects {
        match effect {
            Effect::Ask {
                purpose,
                request,
                version,
            } => {
                if !model.desk.lost && !line.ask(purpose, request, version) {
                    update(model, Msg::Lost);
                }
            }
            Effect::Copy(text) => {
                if let Err(error) = terminal.copy(&text) {
                    model.notice = Some(super::model::Notice {
                        text: error.to_string(),
                        part: super::look::Part::Warn,
                    });
                }
            }
            Effect::Redraw => terminal.distrust(),
            Effect::Suspend => terminal.suspend()?,
            Effect::Quit => {
                wait_for_drafts(line);
                return Ok(Leave::Now);
            }
        }
    }
    Ok(Leave::Stay)
}

/// The terminal is going away: what is half typed is kept on the desk first.
fn part(terminal: &mut Session, model: &mut Model, line: &mut Line) -> io::Result<()> {
    let effects = form::draft_now(model);
    perform(terminal, model, line, effects)?;
    wait_for_drafts(line);
    Ok(())
}

/// Waits until the desk has answered what is being kept, for a moment at most.
fn wait_for_drafts(line: &mut Line) {
    let until = Instant::now() + PARTING;
    while line
        .purposes
        .values()
        .any(|purpose| *purpose == Purpose::Draft)
    {
        let left = until.saturating_duration_since(Instant::now());
        match line.frames.recv_timeout(left) {
            Ok(Some(FromDaemon::Answer { number, .. })) => {
                line.purposes.remove(&number);
            }
            Ok(Some(FromDaemon::Push(_))) => {}
            Ok(None) | Err(_) => break,
        }
    }
}

/// A terminal's event as a message; none for what means nothing here.
fn message_of(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        _ => None,
    }
}

fn key_of(event: KeyEvent) -> Option<Key> {
    let mut shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(letter) => Code::Char(letter),
        KeyCode::F(number) => Code::F(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            shift = true;
            Code::Tab
        }
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Esc => Code::Esc,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let key = Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift,
    };
    Some(key.normal())
}
