//! A scripted morning on the real binary: what each action costs in bytes, held to the bars, and
//! never more than ncurses painting the same frames.

use crate::bars::asks;
use crate::curses::{NO_NCURSES, by_ncurses, compare, frame};
use crate::real::{Answer, Real};
use crate::support::desk::Desk;
use crate::support::skipped;

/// What an action may cost at 80x24.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Start,
    Typed,
    First,
    Backspace,
    /// A field further, findings and page as they were.
    Tab,
    Move,
    Scroll,
    Search,
    Switch,
    Burst,
    Nothing,
    /// No bar: compared with ncurses alone.
    Other,
}

impl Kind {
    fn most(self, width: u16) -> Option<usize> {
        Some(match self {
            Self::Start if width > 80 => 4_200,
            Self::Nothing => 0,
            _ if width > 80 => return None,
            Self::Start => 2_500,
            Self::Typed | Self::Backspace => 8,
            Self::First => 16,
            Self::Tab => 64,
            Self::Move => 24,
            Self::Scroll => 130,
            Self::Search => 1_300,
            Self::Switch | Self::Burst => 2_000,
            Self::Other => return None,
        })
    }
}

/// The average over a search.
const SEARCH_ON_AVERAGE: usize = 700;

/// An action whose whole frame is so small leaves as one piece: the kernel does not part it.
const SMALL: usize = 200;

const DOWN: &str = "\x1b[B";
const BACKSPACE: &str = "\x7f";

struct Morning {
    real: Real,
    width: u16,
    actions: Vec<(String, Kind, usize)>,
    frames: String,
    faults: Vec<String>,
    /// Bytes of the last action, all its frames together.
    spent: usize,
}

impl Morning {
    fn begin(desk: &Desk, size: (u16, u16), lang: &str) -> Self {
        let mut real = Real::clerk(desk.home(), size, &["--lang", lang], &[]);
        real.until("the queue", |shown| shown.matches("KF2026").count() > 5);
        real.settle();
        let bytes = real.pieces.concat();
        let mut morning = Self {
            real,
            width: size.0,
            actions: Vec::new(),
            frames: String::new(),
            faults: Vec::new(),
            spent: 0,
        };
        morning.note("start", Kind::Start, &bytes);
        morning
    }

    fn note(&mut self, name: &str, kind: Kind, bytes: &[u8]) {
        if asks(bytes) {
            self.faults.push(format!("{name}: asks the terminal"));
        }
        if let Some(most) = kind.most(self.width)
            && bytes.len() > most
        {
            self.faults.push(format!(
                "{name}: {} of at most {most}: {:?}",
                bytes.len(),
                String::from_utf8_lossy(bytes)
            ));
        }
        self.frames.push_str(&frame(&self.real.emulator, name));
        self.actions.push((name.to_owned(), kind, bytes.len()));
    }

    fn act(&mut self, name: &str, kind: Kind, keys: &str) {
        let answer = self.real.act(keys);
        // What asks the desk may show in two frames where the machine is slow to answer.
        let local = matches!(
            kind,
            Kind::Typed | Kind::First | Kind::Backspace | Kind::Move | Kind::Scroll | Kind::Burst
        );
        if local && self.width == 80 && answer.bytes.len() <= SMALL && answer.pieces > 1 {
            self.faults
                .push(format!("{name}: {} writes for a key", answer.pieces));
        }
        if kind == Kind::Burst && answer.frames.len() > 5 {
            self.faults
                .push(format!("{name}: {} frames", answer.frames.len()));
        }
        self.note_answer(name, kind, &answer);
    }

    /// An action that shows in two frames is compared frame by frame; the bar is for all of it.
    fn note_answer(&mut self, name: &str, kind: Kind, answer: &Answer) {
        let before = answer.frames.len().saturating_sub(1);
        for (bytes, emulator) in &answer.frames[..before] {
            self.frames.push_str(&frame(emulator, "and before it"));
            self.actions
                .push(("and before it".to_owned(), Kind::Other, *bytes));
        }
        let all = answer.bytes.len();
        self.note(name, kind, &answer.bytes);
        if let (Some(last), Some((bytes, _))) = (self.actions.last_mut(), answer.frames.last()) {
            last.2 = *bytes;
            self.spent = all;
        }
    }

    fn typed(&mut self, text: &str) {
        for (at, letter) in text.chars().enumerate() {
            let kind = if at == 0 { Kind::First } else { Kind::Typed };
            let name = if at == 0 {
                "first in a field"
            } else {
                "typed character"
            };
            self.act(name, kind, &letter.to_string());
        }
    }

    /// A field further; the bar holds where nothing else on the screen had to change.
    fn tab(&mut self) {
        let before = beside(&self.real.text());
        let answer = self.real.act("\t");
        let same = beside(&self.real.text()) == before;
        let (name, kind) = if same {
            ("to the next field", Kind::Tab)
        } else {
            ("to the next field, findings new", Kind::Other)
        };
        self.note_answer(name, kind, &answer);
    }

    fn search(&mut self, query: &str) {
        let mut sum = 0;
        for letter in query.chars() {
            self.act("search character", Kind::Search, &letter.to_string());
            sum += self.spent;
        }
        let average = sum / query.chars().count();
        if self.width == 80 && average > SEARCH_ON_AVERAGE {
            self.faults.push(format!("{query}: {average} on average"));
        }
    }
}

/// What a move between fields leaves alone: labels, counts and findings, without their markers.
fn beside(text: &str) -> Vec<String> {
    text.lines()
        .take(21)
        .map(|line| {
            let label: String = line.chars().take(12).collect();
            let panel = line.split('│').nth(1).unwrap_or_default();
            format!("{label}{panel}").replace('>', " ")
        })
        .collect()
}

fn play(morning: &mut Morning) {
    for _ in 0..3 {
        morning.act("list move", Kind::Move, DOWN);
    }
    morning.act("all jobs", Kind::Switch, "\x1bgj");
    for _ in 0..3 {
        morning.act("list move", Kind::Move, DOWN);
    }
    morning.act(
        "to the last row",
        Kind::Other,
        &DOWN.repeat(if morning.width > 80 { 33 } else { 14 }),
    );
    for _ in 0..4 {
        morning.act("scrolled line", Kind::Scroll, DOWN);
    }
    morning.act("page down", Kind::Switch, "\x1b[6~");
    morning.act("to the top", Kind::Switch, "\x1b[H");
    morning.act("sixty keys down", Kind::Burst, &DOWN.repeat(60));
    morning.act("to the search", Kind::Switch, "\x1bs");
    for query in ["universe rtm", "鹿特丹 中远", "xiamen", "dec lax"] {
        morning.search(query);
        morning.act("search emptied", Kind::Other, "\x15");
    }
    for _ in 0..3 {
        morning.act("list move", Kind::Move, DOWN);
    }
    morning.act("to the last row", Kind::Other, &DOWN.repeat(11));
    for _ in 0..3 {
        morning.act("scrolled line", Kind::Scroll, DOWN);
    }
    morning.search("rtm");
    morning.act("a sailing into the form", Kind::Switch, "\r");
    morning.typed("Hongda Trade 宏达");
    for _ in 0..3 {
        morning.act("backspace", Kind::Backspace, BACKSPACE);
    }
    for _ in 0..40 {
        morning.tab();
    }
    morning.typed("900");
    morning.act("backspace", Kind::Backspace, BACKSPACE);
    morning.tab();
    morning.act("back a field", Kind::Other, "\x1b[Z");
    morning.act("to the next open finding", Kind::Other, "\x1bn");
    morning.act("to the queue", Kind::Switch, "\x1bq");
    morning.act("to the form", Kind::Switch, "\x1bgf");
    morning.act("help", Kind::Switch, "\x07");
    morning.act("help closed", Kind::Switch, "\x1b");
    morning.act("to the search", Kind::Switch, "\x1bs");
    morning.act("to the queue", Kind::Switch, "\x1bq");
    morning.act("a job", Kind::Switch, "\r");
    morning.act("a job in the form", Kind::Switch, "e");
    for _ in 0..40 {
        morning.tab();
    }
    morning.act("back", Kind::Switch, "\x1bq");
    morning.act("a voyage's jobs", Kind::Switch, "\x1bgv");
    morning.act("unsaved forms", Kind::Switch, "\x1bgd");
    morning.act("nothing changed", Kind::Nothing, "\x1b[I\x1b[O");
}

fn spend(size: (u16, u16), lang: &str) {
    let desk = Desk::demo();
    let mut morning = Morning::begin(&desk, size, lang);
    play(&mut morning);
    let table: Vec<(String, usize)> = morning
        .actions
        .iter()
        .map(|(name, _, bytes)| (name.clone(), *bytes))
        .collect();
    let title = format!("the real desk, {}x{}, {lang}", size.0, size.1);
    if let Some(ncurses) = by_ncurses(&morning.frames) {
        morning.faults.extend(compare(&title, &table, &ncurses));
    } else {
        skipped("the comparison with ncurses", NO_NCURSES);
        for (name, bytes) in &table {
            println!("{name:<34} {bytes:>6}");
        }
    }
    assert!(morning.faults.is_empty(), "{:#?}", morning.faults);
}

#[test]
fn a_morning_in_english_meets_every_bar() {
    spend((80, 24), "en");
}

#[test]
fn a_morning_in_chinese_meets_every_bar() {
    spend((80, 24), "zh");
}

#[test]
fn a_morning_on_a_large_screen_costs_no_more_than_ncurses() {
    spend((132, 43), "en");
    spend((132, 43), "zh");
}

#[test]
fn nobody_at_the_keys_is_nothing_sent_but_the_clocks_minute() {
    // Ten seconds before the full minute, so that one passes while we look.
    let desk = Desk::serving_demo(&["--now", "2026-11-24T10:00:48+08:00"]);
    let mut real = Real::clerk(desk.home(), (80, 24), &[], &[]);
    real.until("the queue", |shown| shown.matches("KF2026").count() > 5);
    real.settle();
    let before = real.pieces.len();
    real.until("the next minute", |shown| shown.contains("10:01"));
    real.settle();
    let bytes = real.pieces[before..].concat();
    println!("a minute with nobody at the keys: {} B", bytes.len());
    assert!(bytes.len() <= 30, "{:?}", String::from_utf8_lossy(&bytes));
}
