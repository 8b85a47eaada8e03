//! The loop: the terminal and the desk in, the model in between, frames and requests out.

use std::io;
use std::time::{Duration, Instant};

use crate::client::{Client, Place};
use crate::i18n::{Lang, render};
use crate::keymap::{BUNDLED, Keymap, bundled, load};
use crate::protocol::{FromDaemon, Session as DeskSession};
use crate::reference::Reference;

use super::input::message_of;
use super::keys::Keyboard;
use super::link::{Clock, Link};
use super::look::{Look, Part, Theme};
use super::model::{Desk, Model, Notice};
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
        model.notice = Some(Notice {
            text: doubt.to_string(),
            part: Part::Warn,
        });
    }
    let mut link = Link::new(reader, writer, terminal.waker());
    let effects = begin(&mut model);
    drive(&mut terminal, &mut model, &mut link, &clock, effects)
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

/// What leaving the loop is about.
enum Leave {
    Stay,
    Now,
}

fn drive(
    terminal: &mut Session,
    model: &mut Model,
    link: &mut Link,
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
            if let Leave::Now = perform(terminal, model, link, std::mem::take(&mut effects))? {
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
                    let only_pushes = take_frames(model, link, &mut effects);
                    pushed_only &= only_pushes;
                    stale = true;
                }
                TerminalEvent::Terminate(_) => return part(terminal, model, link),
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
fn take_frames(model: &mut Model, link: &mut Link, effects: &mut Vec<Effect>) -> bool {
    let mut only_pushes = true;
    while let Ok(frame) = link.frames.try_recv() {
        only_pushes &= matches!(frame, Some(FromDaemon::Push(_)));
        if let Some(message) = link.message(frame) {
            effects.extend(update(model, message));
        }
    }
    only_pushes
}

fn perform(
    terminal: &mut Session,
    model: &mut Model,
    link: &mut Link,
    effects: Vec<Effect>,
) -> io::Result<Leave> {
    for effect in effects {
        match effect {
            Effect::Ask {
                purpose,
                request,
                version,
            } => {
                if !model.desk.lost && !link.ask(purpose, request, version) {
                    update(model, Msg::Lost);
                }
            }
            Effect::Copy(text) => {
                if let Err(error) = terminal.copy(&text) {
                    model.notice = Some(Notice {
                        text: error.to_string(),
                        part: Part::Warn,
                    });
                }
            }
            Effect::Redraw => terminal.distrust(),
            Effect::Suspend => terminal.suspend()?,
            Effect::Quit => {
                wait_for_drafts(link);
                return Ok(Leave::Now);
            }
        }
    }
    Ok(Leave::Stay)
}

/// The terminal is going away: what is half typed is kept on the desk first.
fn part(terminal: &mut Session, model: &mut Model, link: &mut Link) -> io::Result<()> {
    let effects = form::draft_now(model);
    perform(terminal, model, link, effects)?;
    wait_for_drafts(link);
    Ok(())
}

/// Waits until the desk has answered what is being kept, for a moment at most.
fn wait_for_drafts(link: &mut Link) {
    let until = Instant::now() + PARTING;
    while link
        .purposes
        .values()
        .any(|purpose| *purpose == Purpose::Draft)
    {
        let left = until.saturating_duration_since(Instant::now());
        match link.frames.recv_timeout(left) {
            Ok(Some(FromDaemon::Answer { number, .. })) => {
                link.purposes.remove(&number);
            }
            Ok(Some(FromDaemon::Push(_))) => {}
            Ok(None) | Err(_) => break,
        }
    }
}
