//! What an action costs on the wire. Bytes don't depend on the machine, so they are asserted.

use shipdesk::tui::terminal::{Capabilities, Choices, Screen};

use crate::desk::{Desk, Shown};
use crate::stock::Tape;

pub fn capabilities(term: &str) -> Capabilities {
    let lang = if term == "vt100" { "C" } else { "C.UTF-8" };
    let variable = |name: &str| match name {
        "TERM" => Some(term.to_owned()),
        "LANG" => Some(lang.to_owned()),
        _ => None,
    };
    Capabilities::detect(variable, Choices::default()).unwrap()
}

/// A desk on a screen, its bytes counted.
pub struct Counted {
    pub desk: Desk,
    pub screen: Screen<Tape>,
}

impl Counted {
    pub fn new(term: &str, size: (u16, u16)) -> Self {
        Self {
            desk: Desk::default(),
            screen: Screen::new(Tape::default(), capabilities(term), size).unwrap(),
        }
    }

    /// Draws; the frame's bytes, which left in one write at most.
    pub fn draw(&mut self) -> Vec<u8> {
        self.screen.draw(|frame| self.desk.view(frame)).unwrap();
        let tape = self.screen.writer_mut().take();
        assert!(tape.writes <= 1, "{} writes", tape.writes);
        assert!(!asks(&tape.bytes), "the terminal was asked something");
        tape.bytes
    }

    /// Acts and draws; how many bytes that took.
    pub fn cost(&mut self, act: impl FnOnce(&mut Desk)) -> usize {
        act(&mut self.desk);
        self.draw().len()
    }
}

/// Whether `bytes` hold a question: a device status or attributes report, a mode or a setting.
pub fn asks(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.match_indices("\x1b[").any(|(at, _)| {
        text[at + 2..]
            .trim_start_matches(|c: char| c.is_ascii_digit() || ";?>=$".contains(c))
            .starts_with(['n', 'c', 'p'])
    }) || text.contains("\x1bP")
        || text.contains(";?")
}

fn at_80x24() -> Counted {
    Counted::new("xterm-256color", (80, 24))
}

#[test]
fn starting_costs_at_most_2500_bytes_and_at_most_4200_on_a_large_screen() {
    let mut small = at_80x24();
    small.desk.shown = Shown::Queue;
    let bytes = small.draw().len();
    assert!(bytes <= 2_500, "{bytes}");
    let mut large = Counted::new("xterm-256color", (132, 43));
    large.desk.shown = Shown::Queue;
    let bytes = large.draw().len();
    assert!(bytes <= 4_200, "{bytes}");
}

#[test]
fn a_typed_character_costs_at_most_8_bytes_and_the_first_in_a_field_16() {
    let mut form = at_80x24();
    form.draw();
    let first = form.cost(|desk| desk.fields[1].push('K'));
    assert!(first <= 16, "{first}");
    for typed in "CS-2026-0042 海运".chars() {
        let bytes = form.cost(|desk| desk.fields[1].push(typed));
        assert!(bytes <= 8, "{typed}: {bytes}");
        assert!(
            bytes == typed.len_utf8(),
            "an unstyled field costs the character: {bytes}"
        );
    }
    for _ in 0..10 {
        let bytes = form.cost(|desk| {
            desk.fields[1].pop();
        });
        assert!(bytes <= 8, "backspace: {bytes}");
    }
}

#[test]
fn moving_between_fields_costs_at_most_64_bytes() {
    let mut form = at_80x24();
    form.draw();
    for focus in 2..25 {
        let bytes = form.cost(|desk| desk.focus = focus);
        assert!(bytes <= 64, "to {focus}: {bytes}");
    }
}

#[test]
fn a_list_moves_for_at_most_24_bytes_and_scrolls_for_at_most_130() {
    for shown in [Shown::List, Shown::Queue] {
        let mut list = at_80x24();
        list.desk.shown = shown;
        list.draw();
        for _ in 0..40 {
            let before = list.desk.top;
            let bytes = list.cost(|desk| desk.down(24));
            let bar = if list.desk.top == before { 24 } else { 130 };
            assert!(bytes <= bar, "{shown:?}: {bytes} of {bar}");
        }
    }
}

#[test]
fn a_search_character_costs_at_most_700_bytes_on_average_and_1300_at_most() {
    let mut list = at_80x24();
    list.desk.shown = Shown::List;
    list.draw();
    let mut costs = Vec::new();
    for query in ["rotterdam", "ever given", "uslax 12/04"] {
        list.desk.query.clear();
        list.draw();
        for typed in query.chars() {
            costs.push(list.cost(|desk| desk.query.push(typed)));
        }
    }
    let most = *costs.iter().max().unwrap();
    let average = costs.iter().sum::<usize>() / costs.len();
    assert!(
        most <= 1_300 && average <= 700,
        "{average} on average, {most} at most"
    );
}

#[test]
fn a_screen_switch_costs_at_most_2000_bytes() {
    let mut desk = at_80x24();
    desk.draw();
    for shown in [
        Shown::List,
        Shown::Queue,
        Shown::Form,
        Shown::Queue,
        Shown::List,
        Shown::Form,
    ] {
        let bytes = desk.cost(|desk| desk.shown = shown);
        assert!(bytes <= 2_000, "to {shown:?}: {bytes}");
    }
}

#[test]
fn nothing_changed_is_nothing_sent_and_a_minute_costs_at_most_30_bytes() {
    let mut form = at_80x24();
    form.draw();
    assert_eq!(form.cost(|_| {}), 0);
    form.desk.clock = Some("09:59".into());
    form.draw();
    let bytes = form.cost(|desk| desk.clock = Some("10:00".into()));
    assert!(bytes > 0 && bytes <= 30, "{bytes}");
    assert_eq!(form.cost(|_| {}), 0);
}

#[test]
fn sixty_keys_of_a_burst_drawn_once_cost_at_most_2000_bytes() {
    let mut list = at_80x24();
    list.desk.shown = Shown::Queue;
    list.draw();
    let bytes = list.cost(|desk| (0..60).for_each(|_| desk.down(24)));
    assert!(bytes <= 2_000, "{bytes}");
}

#[test]
fn a_real_vt100_is_sent_nothing_it_does_not_know() {
    let mut vt100 = Counted::new("vt100", (80, 24));
    vt100.draw();
    for shown in [Shown::Queue, Shown::List, Shown::Form, Shown::Queue] {
        vt100.desk.shown = shown;
        for _ in 0..30 {
            vt100.desk.down(24);
            let bytes = vt100.draw();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            for (at, _) in text.match_indices("\x1b[") {
                let last = text[at + 2..].chars().find(char::is_ascii_alphabetic);
                assert!(
                    matches!(last, Some('A'..='D' | 'H' | 'J' | 'K' | 'm' | 'r')),
                    "{last:?} in {text:?}"
                );
                assert!(!text[at + 2..].starts_with('?'), "a private mode");
            }
            assert!(bytes.is_ascii(), "{text}");
        }
    }
}
