//! The real binary is ended, stopped and cut off: the terminal is as it was found, and what was
//! half typed is there at the next log-in.

use rustix::process::Signal;

use crate::real::Real;
use crate::support::desk::Desk;

fn at_the_queue(desk: &Desk) -> Real {
    let mut real = Real::clerk(desk.home(), (80, 24), &["--lang", "en"], &[]);
    real.until("the queue", |shown| shown.matches("KF2026").count() > 5);
    real.settle();
    real
}

fn left_as_found(real: &mut Real) {
    real.ends();
    let sent = String::from_utf8_lossy(&real.pieces.concat()).into_owned();
    let last = |sequence: &str| sent.rfind(sequence);
    assert!(last("\x1b[?1049l") > last("\x1b[?1049h"), "{sent:?}");
    assert!(last("\x1b[?2004l") > last("\x1b[?2004h"), "{sent:?}");
    assert!(last("\x1b[?25h") >= last("\x1b[?25l"), "cursor left hidden");
    assert!(real.is_as_found(), "modes left changed");
}

#[test]
fn however_it_ends_the_terminal_is_as_it_was_found() {
    let desk = Desk::demo();
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let mut real = at_the_queue(&desk);
        assert!(!real.is_as_found(), "raw while it runs");
        real.signal(signal);
        left_as_found(&mut real);
    }
    let mut real = at_the_queue(&desk);
    real.send("\x1bgx");
    left_as_found(&mut real);
}

#[test]
fn stopped_it_leaves_the_terminal_to_the_shell_and_comes_back_to_the_same_screen() {
    let desk = Desk::demo();
    let mut real = at_the_queue(&desk);
    let screen = real.text();
    for round in 0..3 {
        let before = real.pieces.len();
        if round == 0 {
            real.send("\x1bgz");
        } else {
            real.signal(Signal::TSTP);
        }
        real.sends("\x1b[?1049l", before);
        crate::manners::wait_until_stopped(real.pid());
        assert!(real.is_as_found(), "the shell got a raw terminal");
        real.settle();
        let before = real.pieces.len();
        real.signal(Signal::CONT);
        real.sends("\x1b[?1049h", before);
        real.until("the same screen", |shown| shown == screen);
        real.settle();
    }
    real.signal(Signal::TERM);
    left_as_found(&mut real);
}

#[test]
fn after_a_dropped_line_screen_cursor_and_form_are_offered_again() {
    let desk = Desk::demo();
    let mut real = at_the_queue(&desk);
    real.act("\x1bgn");
    real.shows("Principal");
    real.act("Hongda Trade");
    for _ in 0..6 {
        real.act("\t");
    }
    let field = real.cursor_line();
    assert!(field.contains("Salesperson"), "{field}");
    real.act("half a na");
    let typed = real.cursor_line();
    real.signal(Signal::HUP);
    left_as_found(&mut real);

    let mut real = at_the_queue(&desk);
    real.shows("The line dropped at 11-24 10:00");
    assert!(real.text().contains("Hongda Trade"), "whose form it was");
    real.act("\r");
    real.shows("> Salesperson");
    assert_eq!(real.cursor_line().trim(), typed.trim());
    assert!(real.text().contains("Hongda Trade"));
    // It is settled: the next log-in begins at the queue.
    real.send("\x1bgx");
    real.ends();
    let real = at_the_queue(&desk);
    assert!(!real.text().contains("The line dropped"));
}

#[test]
fn a_dropped_line_at_a_search_comes_back_to_it() {
    let desk = Desk::demo();
    let mut real = at_the_queue(&desk);
    real.act("\x1bs");
    real.act("universe rtm");
    real.act("\x1b[B\x1b[B");
    let under = |real: &Real| {
        real.text()
            .lines()
            .find(|line| line.starts_with('>'))
            .map(str::to_owned)
    };
    let chosen = under(&real);
    assert!(chosen.is_some());
    real.signal(Signal::HUP);
    real.ends();
    let mut real = at_the_queue(&desk);
    real.shows("The line dropped");
    real.act("1");
    real.shows("universe rtm");
    real.settle();
    assert_eq!(under(&real), chosen);
}

/// The caret stands where it stood, in the middle of a word that is no value yet: what is typed next
/// goes there.
#[test]
fn after_a_dropped_line_the_caret_is_where_it_was() {
    let desk = Desk::demo();
    for (typed, left, wanted) in [("08", 1, "018"), ("HC-02/0811", 4, "HC-02/10811")] {
        let mut real = at_the_queue(&desk);
        real.act("\x1bgn");
        real.shows("Principal");
        for _ in 0..4 {
            real.act("\t");
        }
        assert!(real.cursor_line().contains("Handover"), "{}", real.text());
        real.act(typed);
        for _ in 0..left {
            real.act("\x1b[D");
        }
        real.signal(Signal::HUP);
        left_as_found(&mut real);
        let mut real = at_the_queue(&desk);
        real.shows("The line dropped");
        real.act("\r");
        real.shows(">*Handover");
        real.act("1");
        assert!(real.cursor_line().contains(wanted), "{}", real.text());
        real.send("\x1bgx");
        real.ends();
    }
}
