//! The loop: the terminal and the desk in, the model in between, frames and requests out.
//!
//! All that is there to be read is taken in, then one frame is drawn. Where an answer is on its way
//! that the frame will show, the frame waits a moment for it: one key, one frame, one write.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::Event;

use crate::keymap::Key;
use crate::protocol::Failure;

use super::held::{Held, only_moves};
use super::input::message_of;
use super::link::{Clock, Link};
use super::look::Part;
use super::model::{Model, Notice};
use super::msg::{Effect, Msg};
use super::resume;
use super::terminal::{Drawn, Session, TerminalEvent};
use super::update::{settle, update};
use super::view::view;

/// How long what is typed stands in its field before the desk keeps it.
const TYPED: Duration = Duration::from_secs(3);

/// How long a prefix waits before what can follow it is shown.
const PREFIX: Duration = Duration::from_millis(400);

/// Pushes are gathered up for so long before they are drawn; on a thin line for longer.
const GATHER: Duration = Duration::from_millis(200);
const GATHER_THIN: Duration = Duration::from_secs(2);

/// How long a frame waits for an answer that it would show. Nobody sees the difference, and what
/// was typed is never shown later than this.
const ECHO: Duration = Duration::from_millis(80);

/// How long leaving waits for the desk to take the draft.
const PARTING: Duration = Duration::from_secs(2);

/// What leaving the loop is about.
enum Leave {
    Stay,
    Now,
    Restart(Failure),
}

/// How the loop ended.
pub enum Left {
    /// The operator left, or the terminal went away.
    Done,
    /// The desk is of another build: this program must start again as that.
    Outdated(Failure),
}

/// What the loop remembers between its rounds.
struct Loop<'l> {
    terminal: &'l mut Session,
    model: &'l mut Model,
    link: &'l mut Link,
    clock: &'l Clock,
    effects: Vec<Effect>,
    /// The screen shows an older state.
    stale: bool,
    /// Since when a key sequence waits for its next key.
    prefix_since: Option<Instant>,
    /// Something was typed since this was looked at.
    is_typing: bool,
    /// When what is being typed is kept.
    keep_at: Option<Instant>,
    /// Until when the frame waits for an answer.
    held_until: Option<Instant>,
    /// A key that is held down.
    held: Held,
    /// The last frame is still on its way: the next one waits for the line.
    behind: bool,
}

/// Runs until the operator leaves or the terminal goes away.
pub fn drive(
    terminal: &mut Session,
    model: &mut Model,
    link: &mut Link,
    clock: &Clock,
    effects: Vec<Effect>,
) -> io::Result<Left> {
    let mut round = Loop {
        terminal,
        model,
        link,
        clock,
        effects,
        stale: true,
        prefix_since: None,
        is_typing: false,
        keep_at: None,
        held_until: None,
        held: Held::default(),
        behind: false,
    };
    loop {
        match round.turn() {
            Ok(Leave::Stay) => {}
            Ok(Leave::Now) => return Ok(Left::Done),
            Ok(Leave::Restart(why)) => return Ok(Left::Outdated(why)),
            Err(error) => {
                // The terminal vanished before anybody said so: what was typed is kept all the same.
                let _ = part(round.terminal, round.model, round.link);
                return Err(error);
            }
        }
    }
}

impl Loop<'_> {
    fn turn(&mut self) -> io::Result<Leave> {
        match self.settle()? {
            Leave::Stay => {}
            leave => return Ok(leave),
        }
        self.draw()?;
        self.take_in()
    }

    /// Does what the model asks for, until it asks for nothing more.
    fn settle(&mut self) -> io::Result<Leave> {
        loop {
            self.effects.extend(settle(self.model));
            if self.effects.is_empty() {
                return Ok(Leave::Stay);
            }
            let effects = std::mem::take(&mut self.effects);
            if effects.iter().any(Effect::will_show) && self.held_until.is_none() {
                self.held_until = Some(Instant::now() + ECHO);
            }
            match perform(self.terminal, self.model, self.link, effects)? {
                Leave::Stay => {}
                leave => return Ok(leave),
            }
        }
    }

    /// How long the frame still waits for an answer.
    fn held(&self) -> Option<Duration> {
        if self.model.desk.lost || !self.link.awaits_what_shows() {
            return None;
        }
        let left = self.held_until?.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }

    fn draw(&mut self) -> io::Result<()> {
        if self.stale && self.held().is_none() {
            self.behind = self.terminal.draw(|frame| view(self.model, frame))? == Drawn::Waiting;
            if !self.behind {
                self.stale = false;
                self.held_until = None;
                self.held.shown();
            }
        }
        let since = self.prefix_since.take();
        if !self.model.keyboard.prefix.is_empty() {
            self.prefix_since = since.or_else(|| Some(Instant::now()));
        }
        Ok(())
    }

    /// How long there is nothing to do unless something comes in.
    fn wait(&self) -> Option<Duration> {
        let prefix = self
            .prefix_since
            .filter(|_| !self.model.keyboard.shows_prefix)
            .map(|since| (since + PREFIX).saturating_duration_since(Instant::now()));
        let held = self.held().filter(|_| self.stale);
        let minute = self.clock.to_minute().filter(|_| !self.model.thin);
        let released = self
            .held
            .until()
            .map(|until| until.saturating_duration_since(Instant::now()));
        let keep = self
            .keep_at
            .map(|at| at.saturating_duration_since(Instant::now()));
        [minute, prefix, held, released, keep]
            .into_iter()
            .flatten()
            .min()
    }

    /// Takes keys and pastes in; of a held key's presses those that the screen keeps up with.
    fn input(&mut self, events: Vec<Event>) {
        let messages: Vec<Msg> = events.into_iter().filter_map(message_of).collect();
        let keys: Vec<Key> = messages
            .iter()
            .filter_map(|message| match message {
                Msg::Key(key) if only_moves(self.model, *key) => Some(*key),
                _ => None,
            })
            .collect();
        let moves = keys.len() == messages.len();
        self.held
            .read(if moves { &keys } else { &[] }, Instant::now());
        self.hold(self.held.is_held());
        for message in messages {
            if moves && self.held.leaves_out(self.behind) {
                continue;
            }
            self.effects.extend(update(self.model, message));
        }
    }

    /// While a key is held down the line is watched closely, and nothing beside the list follows.
    fn hold(&mut self, held: bool) {
        if self.model.held != held {
            self.model.held = held;
            self.terminal.hold(held);
        }
    }

    /// Waits, and takes in everything there is.
    fn take_in(&mut self) -> io::Result<Leave> {
        let mut next = self.terminal.next(self.wait())?;
        let gather = if self.model.thin { GATHER_THIN } else { GATHER };
        let gather_until = Instant::now() + gather;
        // A frame that is due already is not kept waiting for what colleagues do.
        let mut only_pushed = !self.stale;
        if next != TerminalEvent::Idle {
            self.tell_time(Msg::Clock);
        }
        loop {
            match next {
                TerminalEvent::Idle => {
                    if self
                        .held
                        .until()
                        .is_some_and(|until| until <= Instant::now())
                    {
                        self.held.released();
                        self.hold(false);
                        self.stale = true;
                    }
                    let waited = self
                        .prefix_since
                        .is_some_and(|since| since.elapsed() >= PREFIX);
                    if waited && !self.model.keyboard.shows_prefix {
                        self.effects.extend(update(self.model, Msg::Waited));
                        self.stale = true;
                    }
                    only_pushed = false;
                }
                TerminalEvent::Input(events) => {
                    only_pushed = false;
                    self.stale = true;
                    self.is_typing = true;
                    self.input(events);
                }
                TerminalEvent::Resize(width, height) => {
                    only_pushed = false;
                    self.stale = true;
                    self.effects
                        .extend(update(self.model, Msg::Resize(width, height)));
                }
                TerminalEvent::Wake => {
                    only_pushed &= take_frames(self.model, self.link, &mut self.effects);
                    self.stale = true;
                }
                TerminalEvent::Terminate(_) => {
                    part(self.terminal, self.model, self.link)?;
                    return Ok(Leave::Now);
                }
                TerminalEvent::Resumed | TerminalEvent::Writable => {
                    self.stale = true;
                    only_pushed = false;
                }
            }
            // Colleagues' changes are gathered up; the operator's own are not kept waiting.
            let more = if only_pushed && self.stale {
                gather_until.saturating_duration_since(Instant::now())
            } else {
                Duration::ZERO
            };
            next = self.terminal.next(Some(more))?;
            if next == TerminalEvent::Idle {
                break;
            }
        }
        self.keep_typed();
        self.tell_time(Msg::Tick);
        Ok(Leave::Stay)
    }

    /// What is being typed in a field is kept as well, now and then.
    fn keep_typed(&mut self) {
        let is_typed = self.model.form.as_deref().is_some_and(|form| form.touched);
        match self.keep_at {
            Some(at) if at <= Instant::now() => {
                self.keep_at = None;
                self.effects.extend(update(self.model, Msg::Rested));
            }
            None if is_typed && self.is_typing => self.keep_at = Some(Instant::now() + TYPED),
            _ => {}
        }
        self.is_typing = false;
    }

    fn tell_time(&mut self, message: fn(crate::domain::Moment) -> Msg) {
        let now = self.clock.now();
        let shown = self.model.desk.clock;
        if !self.model.thin && now.format("%H%M").to_string() != shown.format("%H%M").to_string() {
            self.stale = true;
        }
        self.effects.extend(update(self.model, message(now)));
    }
}

/// Takes what the desk has sent; whether it was nothing but pushes.
fn take_frames(model: &mut Model, link: &mut Link, effects: &mut Vec<Effect>) -> bool {
    let mut only_pushes = true;
    while let Some(message) = link.take() {
        only_pushes &= matches!(message, Msg::Push(_));
        effects.extend(update(model, message));
    }
    while let Some(news) = link.importer.next() {
        only_pushes = false;
        effects.extend(update(model, Msg::Import(news)));
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
            } => link.ask(purpose, request, version),
            Effect::Forget(path) => {
                // Brought to the desk once more, it is the same draft: its id says so.
                let _ = std::fs::remove_file(path);
            }
            Effect::Copy(text) => {
                if let Err(error) = terminal.copy(&text) {
                    model.notice = Some(Notice {
                        text: error.to_string(),
                        part: Part::Warn,
                    });
                }
            }
            Effect::Import(order) => link.importer.take(order, &model.desk.reference),
            Effect::Redraw => terminal.distrust(),
            Effect::Suspend => terminal.suspend()?,
            Effect::Quit => {
                link.wait_for_keeping(PARTING);
                return Ok(Leave::Now);
            }
            Effect::Restart(why) => return Ok(Leave::Restart(why)),
        }
    }
    Ok(Leave::Stay)
}

/// The terminal is going away: what is half typed is kept on the desk first, and where the
/// operator was.
fn part(terminal: &mut Session, model: &mut Model, link: &mut Link) -> io::Result<()> {
    let effects = resume::keep(model);
    perform(terminal, model, link, effects)?;
    link.wait_for_keeping(PARTING);
    Ok(())
}
